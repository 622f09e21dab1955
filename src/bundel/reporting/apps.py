"""Django's door to this module."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Reporting: frozen figures, and who is told what."""

    name = "bundel.reporting"
    label = "reporting"
    verbose_name = "Verslag"
