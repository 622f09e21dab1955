"""The doors of the pages of this module; each subject has a list of its own."""

from __future__ import annotations

from django.urls import path

from bundel.reporting import letter_urls, pack_urls, progress_urls, telling_urls
from bundel.reporting.views import home

app_name = "reporting"

urlpatterns = [
    path("", home.home, name="home"),
    *pack_urls.urlpatterns,
    *letter_urls.urlpatterns,
    *progress_urls.urlpatterns,
    *telling_urls.urlpatterns,
]
