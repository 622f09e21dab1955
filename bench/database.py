"""A database of its own for what is measured, with the application on it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def started(folder: Path) -> Iterator[Any]:
    """Start a database in a folder, and the application on it; what stood there stays."""
    from bundel.config import embedded

    folder.mkdir(exist_ok=True)
    server = embedded.start(folder, for_tests=True)
    os.environ |= {
        "BUNDEL_SECRET_KEY": "a-key-for-a-bench-that-opens-nothing-at-all-0000",
        "BUNDEL_HTTPS": "0",
        "BUNDEL_DEMO": "1",
        "BUNDEL_DATA": str(folder / "files"),
        "DATABASE_URL": server.url("bundel_app", "bench"),
        "BUNDEL_OWNER_DATABASE_URL": server.url("bundel_owner", "bench"),
        "DJANGO_SETTINGS_MODULE": "bundel.config.settings",
    }
    try:
        _make(server)
        yield server
    finally:
        server.stop()


def _make(server: Any) -> None:
    import django
    import psycopg

    from bundel.config import embedded

    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as connection:
        there = connection.execute("SELECT 1 FROM pg_database WHERE datname = 'bench'").fetchone()
        if not there:
            embedded.make_database(connection, "bench")
    django.setup()
    from django.core.management import call_command
    from django.urls import get_resolver

    call_command("migrate", database="owner", verbosity=0)
    # Read now: the first link would read all pages inside a transaction, and that may time out.
    assert get_resolver().url_patterns
