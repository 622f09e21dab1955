"""The doors of the directory: partners, services, locations, contacts."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
