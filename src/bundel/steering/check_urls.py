"""The doors of checks."""

from __future__ import annotations

from django.urls import path

from bundel.steering.views import checks

FINDING = "bevinding/<uuid:finding_id>"

urlpatterns = [
    path("", checks.home, name="home"),
    path("bevindingen.<str:kind>", checks.home_file, name="home_file"),
    path("controleer", checks.run, name="check_now"),
    path("controles", checks.rules, name="check_rules"),
    path("controles/<slug:rule>", checks.rule, name="check_rule"),
    path(FINDING, checks.finding, name="finding"),
    path(f"{FINDING}/aanvaard", checks.accept, name="finding_accept"),
    path(f"{FINDING}/vraag-aandacht", checks.withdraw, name="finding_withdraw"),
    path(f"{FINDING}/actie", checks.as_action, name="finding_action"),
]
