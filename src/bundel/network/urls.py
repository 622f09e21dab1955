"""The doors of the network's pages; each subject has a list of its own."""

from bundel.network import directory_urls

app_name = "network"

urlpatterns = [
    *directory_urls.urlpatterns,
]
