"""The doors of the pages of this module."""

from __future__ import annotations

from django.urls import path

from bundel.playbook.views import playbooks as views

app_name = "playbook"

urlpatterns = [
    path("", views.home, name="home"),
    path("maken", views.make, name="make"),
    path("inlezen", views.read_in, name="read_in"),
    path("<uuid:playbook_id>", views.card, name="playbook"),
    path("<uuid:playbook_id>/bestand", views.file, name="file"),
    path("<uuid:playbook_id>/overnemen", views.take, name="take"),
]
