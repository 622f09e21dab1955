"""The doors of the pages of signals; each subject has a list of its own."""

from django.urls import URLPattern

app_name = "signals"

urlpatterns: list[URLPattern] = []
