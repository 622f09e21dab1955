"""What must be done before the server may start: tables, texts, demo, files for the browser."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from bundel.accounts.models import Municipality
from bundel.config import demo_data, grants

NOTICEABLE_SECONDS = 0.5


class Command(BaseCommand):
    """Prepare the database and the files; twice changes nothing."""

    help = "Werkt tabellen bij, laadt in de demo de voorbeeldgemeenten en zet bestanden klaar."
    requires_system_checks = "__all__"

    def handle(self, *args: Any, **options: Any) -> None:
        """Do every step, and name those that took long enough to notice."""
        self._step("Tabellen bijwerken", _migrate)
        if settings.DEMO:
            self._step("Voorbeeldgemeenten laden", _load_demo)
        self._step("Bestanden voor de browser klaarzetten", _collect_static)

    def _step(self, name: str, work: Callable[[], None]) -> None:
        began = time.monotonic()
        work()
        took_seconds = time.monotonic() - began
        if took_seconds > NOTICEABLE_SECONDS:
            self.stdout.write(f"{name}: {took_seconds:.1f} s")
            self.stdout.flush()


def _migrate() -> None:
    """Bring the tables up to date as their owner; quick when they are."""
    executor = MigrationExecutor(connections["owner"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", database="owner", interactive=False, verbosity=0)
    # Also when nothing changed: a table may have been made while nobody gave the rights.
    grants.give(using="owner")


def _load_demo() -> None:
    if Municipality.objects.count() < len(list(demo_data.folders())):
        call_command("loaddemo", verbosity=0, stdout=sys.stderr)


def _collect_static() -> None:
    """Gather files with their compressed forms, unless nothing changed since last time."""
    mark = Path(settings.STATIC_ROOT) / ".made-from"
    now = _fingerprint_of_static()
    if mark.exists() and mark.read_text(encoding="utf-8") == now:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(now, encoding="utf-8")


def _fingerprint_of_static() -> str:
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            seen.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return seen.hexdigest()
