"""What PostgreSQL expects of a municipality that its statistics do not know yet."""

from __future__ import annotations

import json
from typing import Any

import psycopg
import pytest
from django.db import connection

from bundel.accounts.models import User
from bundel.accounts.tenancy import as_municipality
from tests.conftest import Figure, make_municipality, make_user

PEOPLE = 60


def expected_rows(statement: str) -> int:
    """Return how many rows the planner expects."""
    with connection.cursor() as cursor:
        cursor.execute(f"explain (format json) {statement}")
        told = cursor.fetchone()[0]
    plan: dict[str, Any] = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
    return int(plan["Plan Rows"])


@pytest.mark.django_db(transaction=True)
def test_a_new_municipality_is_not_taken_for_an_empty_one(
    as_owner: psycopg.Connection[Any], figure: Figure
) -> None:
    """Who expects one row where hundreds stand joins them row by row, and takes minutes."""
    known, new = make_municipality("almere"), make_municipality("waterrijk")
    for number in range(PEOPLE):
        make_user(known, "reader", email=f"lezer{number}@almere.example")
    as_owner.execute("analyze accounts_user")

    with as_municipality(new.id):
        expected = expected_rows(str(User.objects.order_by().query))

    figure(f"rows expected of a new municipality beside one with {PEOPLE}: {expected}")
    assert expected >= PEOPLE / 2


@pytest.mark.django_db
def test_every_policy_reads_the_municipality_once_a_statement() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, pg_get_expr(p.polqual, p.polrelid), "
            "pg_get_expr(p.polwithcheck, p.polrelid) "
            "from pg_policy p join pg_class c on c.oid = p.polrelid "
            "where p.polname like '%own_municipality' "
            "and pg_get_expr(p.polqual, p.polrelid) like '%bundel.municipality%'"
        )
        found = cursor.fetchall()

    row_by_row = [
        table for table, using, check in found if "( SELECT" not in using or "( SELECT" not in check
    ]

    assert len(found) > 50
    assert row_by_row == []
