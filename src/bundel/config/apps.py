"""Django's door to the wiring: checks, grants and the log, which need to know every module."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import register
from django.core.signals import got_request_exception
from django.db.models.signals import post_migrate


class ConfigConfig(AppConfig):
    """Config: settings, wiring, start."""

    name = "bundel.config"
    label = "config"

    def ready(self) -> None:
        """Connect what follows a migration and a mishap."""
        from bundel.config import checks, grants, logs  # the app registry must be ready first

        def give(using: str, **_: Any) -> None:
            grants.give(using=using)

        # Django tells only apps with tables of their own that a migration has ended.
        sender = apps.get_app_config("accounts")
        post_migrate.connect(give, sender=sender, weak=False, dispatch_uid="bundel.grants")
        got_request_exception.connect(logs.log_mishap, dispatch_uid="bundel.mishap")
        register(checks.demo_stays_at_home)
