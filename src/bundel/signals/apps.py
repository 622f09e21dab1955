"""Django's door to this module."""

from importlib import import_module

from django.apps import AppConfig


class SignalsConfig(AppConfig):
    """Signals: about groups, never about a person."""

    name = "bundel.signals"
    label = "signals"
    verbose_name = "Signalen"

    def ready(self) -> None:
        """Listen; receivers need models, and models need all apps."""
        import_module("bundel.signals.receivers")
        import_module("bundel.signals.selectors.news").offer_subjects()
