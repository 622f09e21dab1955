"""Starts a PostgreSQL for the tests before Django's settings are read; loaded with `-p`."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from bundel.config import embedded

MARK = "BUNDEL_TEST_POSTGRES"


def _start_server() -> None:
    """Start one server for all workers; the first process keeps and ends it."""
    folder = Path(tempfile.mkdtemp(prefix="bundel-test-"))
    server = embedded.start(folder, for_tests=True)
    os.environ[MARK] = server.url("postgres", "postgres")
    os.environ["BUNDEL_TEST_OWNER"] = server.url("bundel_owner", "DATABASE")
    os.environ["BUNDEL_TEST_APP"] = server.url("bundel_app", "DATABASE")
    os.environ["BUNDEL_DATA"] = str(folder / "files")

    def end() -> None:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(end)


def _point_at_database() -> None:
    """Point the settings at a database of this worker's own; `stock.prepare` makes it."""
    name = "bundel_" + os.environ.get("PYTEST_XDIST_WORKER", "main")
    os.environ["DATABASE_URL"] = os.environ["BUNDEL_TEST_APP"].replace("DATABASE", name)
    os.environ["BUNDEL_OWNER_DATABASE_URL"] = os.environ["BUNDEL_TEST_OWNER"].replace(
        "DATABASE", name
    )


if MARK not in os.environ:
    _start_server()
_point_at_database()
os.environ.setdefault("BUNDEL_SECRET_KEY", "a-key-for-tests-that-opens-nothing-at-all-0000")
os.environ.setdefault("BUNDEL_DEMO", "1")
os.environ.setdefault("BUNDEL_HTTPS", "0")
os.environ.setdefault("BUNDEL_HOSTS", "testserver,127.0.0.1,localhost,.localhost")
# A browser of a journey keeps a loop open in this thread; tests after it still use the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
