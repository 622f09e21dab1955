"""A trail under seals, and somebody with the rights of the owner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections
from django.utils import timezone

from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import as_municipality
from bundel.audit import seals, services
from bundel.audit.models import Entry, Seal
from tests.conftest import SUPERUSER, make_municipality, make_user

Intruder = psycopg.Connection[Any]
Write = Callable[..., list[int]]


def write(municipality: Municipality, count: int = 1, **fields: Any) -> list[int]:
    """Record some acts, and return the numbers of their entries."""
    person = make_user(municipality, "coordinator")
    actor = Actor(person.id, municipality.id, person.name, person.role)
    with as_municipality(municipality.id):
        for number in range(count):
            services.record(
                actor=actor,
                action=fields.get("action", "programme.edit_initiative"),
                kind=fields.get("kind", "initiative"),
                object_id=None,
                label=fields.get("label", f"regel {number}"),
                before={"name": "é", "hours": 0.1},
                after={"name": "e", "hours": number / 3},
            )
        found = Entry.objects.order_by("-id").values_list("id", flat=True)[:count]
        return list(found)[::-1]


def seal(municipality: Municipality, anchors: Path) -> Seal | None:
    """Seal now."""
    return seals.seal(municipality_id=municipality.id, at=timezone.now(), anchors=anchors)


@pytest.fixture
def trail(transactional_db: None, tmp_path: Path) -> Municipality:
    """A municipality with twelve entries under four seals, anchored."""
    municipality = make_municipality("almere", is_default=True)
    for _ in range(4):
        write(municipality)
        # A number that was given out and not used, as after an act that failed.
        with connections["default"].cursor() as cursor:
            cursor.execute("select nextval('audit_entry_id_seq')")
        write(municipality, 2)
        assert seal(municipality, tmp_path) is not None
    return municipality


@pytest.fixture
def intruder(trail: Municipality) -> Iterator[Intruder]:
    """Somebody with every right, and all triggers and policies off."""
    name = connections["default"].settings_dict["NAME"]
    with psycopg.connect(SUPERUSER, dbname=name, autocommit=True) as connection:
        connection.execute("set session_replication_role = replica")
        yield connection
