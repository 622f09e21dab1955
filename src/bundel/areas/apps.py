"""Django's door to this module."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    """Areas: city parts, districts and neighbourhoods."""

    name = "bundel.areas"
    label = "areas"
    verbose_name = "Gebieden"
