"""The doors of preconditions."""

from __future__ import annotations

from django.urls import path

from bundel.steering.views import preconditions

COST = "randvoorwaarden/<uuid:initiative_id>/wachten"

urlpatterns = [
    path("randvoorwaarden", preconditions.overview, name="preconditions"),
    path("randvoorwaarden/lijst.<str:kind>", preconditions.download, name="preconditions_file"),
    path("randvoorwaarden/nieuw", preconditions.new, name="precondition_new"),
    path(
        "randvoorwaarden/<uuid:precondition_id>/voldaan",
        preconditions.meet,
        name="precondition_met",
    ),
    path(COST, preconditions.cost, name="precondition_cost"),
    path(f"{COST}/reken", preconditions.calculate, name="precondition_calculate"),
]
