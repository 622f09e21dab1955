"""Django's door to the wiring: checks and grants that need to know every module."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ConfigConfig(AppConfig):
    """Config: settings, wiring, start."""

    name = "bundel.config"
    label = "config"

    def ready(self) -> None:
        """Connect what follows a migration."""
        from bundel.config import grants  # the app registry must be ready first

        def give(using: str, **_: Any) -> None:
            grants.give(using=using)

        post_migrate.connect(
            give, sender=self, weak=False, dispatch_uid="bundel.grants"
        )
