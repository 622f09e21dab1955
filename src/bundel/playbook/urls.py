"""The doors of the pages of this module; each subject has a list of its own."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "playbook"

urlpatterns: list[URLPattern] = []
