"""The doors of the communication plan."""

from __future__ import annotations

from django.urls import path

from bundel.reporting.views import telling as views

PLAN = "communicatieplan/"
urlpatterns = [
    path(PLAN, views.plan, name="plan"),
    path(f"{PLAN}lijst.<str:kind>", views.plan_file, name="plan_file"),
    path(f"{PLAN}nieuw/", views.message_new, name="message_new"),
    path(f"{PLAN}regels/", views.rules, name="rules"),
    path(f"{PLAN}regels/start/", views.rules_start, name="rules_start"),
    path(f"{PLAN}regels/nieuw/", views.rule_new, name="rule_new"),
    path(f"{PLAN}regels/<uuid:rule_id>/", views.rule_edit, name="rule_edit"),
    path(f"{PLAN}<uuid:message_id>/", views.message, name="message"),
    path(f"{PLAN}<uuid:message_id>/wijzigen/", views.message_edit, name="message_edit"),
    path(f"{PLAN}<uuid:message_id>/versturen/", views.message_send, name="message_send"),
    path(f"{PLAN}<uuid:message_id>/verteld/", views.message_told, name="message_told"),
]
