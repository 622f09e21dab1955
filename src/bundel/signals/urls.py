"""The doors of the pages of signals; each subject has a list of its own."""

from bundel.signals import file_urls, handling_urls, pattern_urls, sorting_urls, telling_urls

app_name = "signals"

urlpatterns = [
    *telling_urls.urlpatterns,
    *file_urls.urlpatterns,
    *handling_urls.urlpatterns,
    *sorting_urls.urlpatterns,
    *pattern_urls.urlpatterns,
]
