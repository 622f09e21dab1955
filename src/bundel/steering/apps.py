"""Django's door to this module."""

from django.apps import AppConfig


class SteeringConfig(AppConfig):
    """Steering: responsibilities, meetings and decisions."""

    name = "bundel.steering"
    label = "steering"
    verbose_name = "Sturing"
