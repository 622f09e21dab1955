"""The doors of risks."""

from __future__ import annotations

from django.urls import path

from bundel.steering.views import risks

RISK = "risicos/<uuid:risk_id>"

urlpatterns = [
    path("risicos", risks.risks, name="risks"),
    path("risicos.<str:kind>", risks.risks_file, name="risks_file"),
    path("risicos/nieuw", risks.edit, name="risk_new"),
    path(RISK, risks.risk, name="risk"),
    path(f"{RISK}/wijzig", risks.edit, name="risk_edit"),
    path(f"{RISK}/ingetreden", risks.happened, name="risk_happened"),
    path(f"{RISK}/sluit", risks.close, name="risk_close"),
]
