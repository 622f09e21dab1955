"""The doors of the network's pages; each subject has a list of its own."""

from bundel.network import (
    digest_urls,
    directory_urls,
    feed_urls,
    gathering_urls,
    overview_urls,
    search_urls,
    together_urls,
)

app_name = "network"

urlpatterns = [
    *search_urls.urlpatterns,
    *directory_urls.urlpatterns,
    *feed_urls.urlpatterns,
    *gathering_urls.urlpatterns,
    *together_urls.urlpatterns,
    *digest_urls.urlpatterns,
    *overview_urls.urlpatterns,
]
