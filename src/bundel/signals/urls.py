"""The doors of the pages of signals; each subject has a list of its own."""

from bundel.signals import handling_urls

app_name = "signals"

urlpatterns = [
    *handling_urls.urlpatterns,
]
