"""Django's door to this module."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Api: the REST shell."""

    name = "bundel.api"
    label = "api"
