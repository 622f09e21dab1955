"""What must be done before the server may start: tables, texts, demo, files for the browser."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from bundel.config import demo_data, grants, migrating

NOTICEABLE_SECONDS = 2.0
# What the files for the browser were gathered from.
MARK = Path(settings.STATIC_ROOT) / ".made-from"


class Command(BaseCommand):
    """Prepare the database and the files; twice changes nothing."""

    help = "Werkt tabellen bij, laadt in de demo de voorbeeldgemeenten en zet bestanden klaar."
    requires_system_checks = "__all__"

    def handle(self, *args: Any, **options: Any) -> None:
        """Do every step, and name those that took long enough to notice."""
        steps = _migrations_to_do()
        if steps:
            self._step(f"Tabellen bijwerken in {steps} stappen", _migrate)
        # Also when nothing changed: a table may have been made while nobody gave the rights.
        grants.give(using="owner")
        if settings.DEMO and not demo_data.is_whole():
            self._step("Voorbeeldgemeenten laden", _load_demo)
        made_from = _fingerprint_of_static()
        if not MARK.exists() or MARK.read_text(encoding="utf-8") != made_from:
            self._step("Bestanden voor de browser klaarzetten", _collect_static)
            MARK.write_text(made_from, encoding="utf-8")

    def _step(self, name: str, work: Callable[[], None]) -> None:
        self.stdout.write(f"{name} ...")
        self.stdout.flush()
        began = time.monotonic()
        work()
        took_seconds = time.monotonic() - began
        if took_seconds > NOTICEABLE_SECONDS:
            self.stdout.write(f"  klaar in {took_seconds:.0f} s")
            self.stdout.flush()


def _migrations_to_do() -> int:
    executor = MigrationExecutor(connections["owner"])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _migrate() -> None:
    is_new = not MigrationRecorder(connections["owner"]).applied_migrations()
    with migrating.quickly() if is_new else nullcontext():
        call_command("migrate", database="owner", interactive=False, verbosity=0)


def _load_demo() -> None:
    call_command("loaddemo", verbosity=0, stdout=sys.stderr)


def _collect_static() -> None:
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)


def _fingerprint_of_static() -> str:
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            seen.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return seen.hexdigest()
