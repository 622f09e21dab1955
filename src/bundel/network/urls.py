"""The doors of the network's pages; each subject has a list of its own."""

from bundel.network import directory_urls, gathering_urls, search_urls

app_name = "network"

urlpatterns = [
    *search_urls.urlpatterns,
    *directory_urls.urlpatterns,
    *gathering_urls.urlpatterns,
]
