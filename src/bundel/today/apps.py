"""Django's door to this module."""

from django.apps import AppConfig


class TodayConfig(AppConfig):
    """Today: pages over several modules."""

    name = "bundel.today"
    label = "today"
