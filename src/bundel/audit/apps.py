"""Django's door to this module."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Audit: the trail and what happens once only."""

    name = "bundel.audit"
    label = "audit"
    verbose_name = "Logboek"
