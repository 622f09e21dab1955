"""Django's door to this module."""

from importlib import import_module

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Reporting: frozen figures, and who is told what."""

    name = "bundel.reporting"
    label = "reporting"
    verbose_name = "Verslag"

    def ready(self) -> None:
        """Listen; receivers need models, and models need all apps."""
        import_module("bundel.reporting.receivers")
