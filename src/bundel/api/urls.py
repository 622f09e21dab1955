"""The doors of the API, by major version."""

from django.urls import path

from bundel.api.shell import api

urlpatterns = [path("v1/", api.urls)]
