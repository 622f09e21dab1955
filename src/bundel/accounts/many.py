"""Reading several small lists in one question to the database."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Row = tuple[Any, ...]


def rows_of(*lists: QuerySet[Any, Any]) -> list[list[Row]]:
    """
    Return the rows of each list of values, in its order. One query, however many lists.

    Ids, days and moments come as text, amounts with decimals as `Decimal`.

    Args:
        lists: What `values_list` gives, with a name of its own for every value.
    """
    parts: list[str] = []
    values: list[Any] = []
    for rows in lists:
        try:
            sql, of = rows.query.sql_with_params()
        except EmptyResultSet:
            parts.append("NULL")
            continue
        # Made by Django, with its values apart.
        parts.append(f"(SELECT json_agg(one)::text FROM ({sql}) AS one)")  # noqa: S608  # see above
        values += of
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        found = cursor.fetchone() or ()
    return [_rows(text) for text in found]


def _rows(text: str | None) -> list[Row]:
    return [tuple(row.values()) for row in json.loads(text or "[]", parse_float=Decimal)]
