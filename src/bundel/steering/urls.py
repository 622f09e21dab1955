"""The doors of the pages of this module; each subject has a list of its own."""

from __future__ import annotations

from bundel.steering import (
    body_urls,
    check_urls,
    commission_urls,
    decision_urls,
    demarcation_urls,
    meeting_urls,
    precondition_urls,
    risk_urls,
)

app_name = "steering"

urlpatterns = [
    *precondition_urls.urlpatterns,
    *demarcation_urls.urlpatterns,
    *body_urls.urlpatterns,
    *meeting_urls.urlpatterns,
    *check_urls.urlpatterns,
    *risk_urls.urlpatterns,
    *decision_urls.urlpatterns,
    *commission_urls.urlpatterns,
]
