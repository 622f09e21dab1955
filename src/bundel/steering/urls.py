"""The doors of the pages of this module; each subject has a list of its own."""

from __future__ import annotations

from bundel.steering import commission_urls

app_name = "steering"

urlpatterns = [
    *commission_urls.urlpatterns,
]
