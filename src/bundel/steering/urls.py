"""The doors of the pages of this module; each subject has a list of its own."""

from __future__ import annotations

from bundel.steering import check_urls, commission_urls, risk_urls

app_name = "steering"

urlpatterns = [
    *check_urls.urlpatterns,
    *risk_urls.urlpatterns,
    *commission_urls.urlpatterns,
]
