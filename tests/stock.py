"""Databases for the tests: one migrated for all workers, and copies that hold something already."""

from __future__ import annotations

import copy
import os
from collections.abc import Callable
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connection, connections

from bundel.config import embedded

# The superuser's door is for making and breaking databases; tests themselves use the plain role.
SUPERUSER = os.environ["BUNDEL_TEST_POSTGRES"]
MIGRATED = "bundel_migrated"
# Any number, the same for all workers.
MIGRATING = 7_204_119
OWN = str(connections["default"].settings_dict["NAME"])

Fill = Callable[[], Any]
# What filling each of this worker's databases gave.
_made: dict[str, Any] = {}


def on_server(*statements: str, database: str = "postgres") -> None:
    """Run statements as the superuser, each on its own."""
    with psycopg.connect(SUPERUSER, dbname=database, autocommit=True) as server:
        for statement in statements:
            server.execute(statement)


def name() -> str:
    """Return the database that this worker uses now."""
    return str(connections["default"].settings_dict["NAME"])


def use(chosen: str) -> None:
    """Let this worker use a database from here on."""
    if chosen == name():
        return
    assert not connection.in_atomic_block, "something still holds a transaction in another database"
    connections.close_all()
    for alias in ("default", "owner"):
        connections[alias].settings_dict["NAME"] = chosen


def renew(*_: Any) -> None:
    """Put a fresh copy in place of the database: the plain role may not empty its tables."""
    connections.close_all()
    source = MIGRATED if name() == OWN else f"{name()}_fresh"
    _copy(source, name())


def prepare() -> None:
    """Make this worker's database; whoever comes first migrates, the others copy."""
    with psycopg.connect(SUPERUSER, autocommit=True) as server:
        server.execute("select pg_advisory_lock(%s)", [MIGRATING])
        known = server.execute("select 1 from pg_database where datname = %s", [MIGRATED])
        if known.fetchone() is None:
            _migrate(server)
    _copy(MIGRATED, OWN)


def filled(key: str, fill: Fill) -> Any:
    """Use this worker's database of that name, filled the first time; return a copy of its gift."""
    chosen = f"{OWN}_{key}"
    if key not in _made:
        fresh = f"{chosen}_fresh"
        _copy(MIGRATED, fresh)
        use(fresh)
        _made[key] = fill()
        connections.close_all()
        # So that the planner knows what stands there, as it does in a town at work.
        on_server("analyze", database=fresh)
        _copy(fresh, chosen)
    use(chosen)
    return copy.deepcopy(_made[key])


def _migrate(server: psycopg.Connection[Any]) -> None:
    unfinished = f"{MIGRATED}_not_yet"
    server.execute(f'DROP DATABASE IF EXISTS "{unfinished}" WITH (FORCE)')
    embedded.make_database(server, unfinished)
    use(unfinished)
    call_command("migrate", database="owner", verbosity=0)
    use(OWN)
    server.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{MIGRATED}"')


def _copy(source: str, target: str) -> None:
    on_server(
        f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)',
        f'CREATE DATABASE "{target}" TEMPLATE "{source}" OWNER bundel_owner',
    )
