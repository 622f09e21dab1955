"""Django's door to this module."""

from importlib import import_module

from django.apps import AppConfig


class TodayConfig(AppConfig):
    """Today: pages over several modules."""

    name = "bundel.today"
    label = "today"

    def ready(self) -> None:
        """Let the modules be asked what stands on the page; their doors need models."""
        import_module("bundel.today.sources")
