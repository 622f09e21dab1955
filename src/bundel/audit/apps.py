"""Django's door to this module."""

from importlib import import_module

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Audit: the trail and what happens once only."""

    name = "bundel.audit"
    label = "audit"
    verbose_name = "Logboek"

    def ready(self) -> None:
        """Listen; receivers need models, and models need all apps."""
        import_module("bundel.audit.receivers")
