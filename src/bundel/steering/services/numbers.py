"""The numbers by which people call rows of steering: one after the other, none twice."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import connection, models
from django.db.models import Max


def next_number(model: type[models.Model], municipality_id: uuid.UUID) -> int:
    """Return the next number of a kind of row; others wait until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtext(%s), hashtext(%s))",
            [model._meta.db_table, str(municipality_id)],
        )
    rows: Any = model._default_manager.filter(municipality_id=municipality_id)
    last = rows.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
