"""Hours and money: which teams are past full, and what expires unspent."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from bundel.accounts.permissions import Actor
from bundel.core.quarters import quarter_of
from bundel.programme import selectors
from bundel.programme.selectors.capacity import ADOPTED, RUNNING
from bundel.reporting.facts.figures import Json, figure

AHEAD = 2
LEAST_EUR = 1


def basis(actor: Actor) -> str:
    """Return by what the use is counted: the adopted plan, or else what runs already."""
    return ADOPTED if selectors.adopted_plans(actor=actor) else RUNNING


def capacity(*, actor: Actor, today: date) -> Json:
    """Return all teams over all quarters, and those past full in the next two quarters."""
    counted = basis(actor)
    table = selectors.capacity(actor=actor, basis=counted)
    graded = {row.code: row for row in selectors.pool_rows(actor=actor)}
    near = [str(quarter_of(today).plus(ahead)) for ahead in range(1, AHEAD + 1)]
    rows: list[Json] = [
        {
            "name": pool.name,
            "grade": graded[pool.code].grade,
            "source": graded[pool.code].source or graded[pool.code].basis,
            "cells": [_cell(cell) for cell in pool.cells],
        }
        for pool in table.pools
    ]
    return {
        "basis": counted,
        "quarters": list(table.quarters),
        "near": near,
        "rows": rows,
        "over": sorted(
            (_over(row, cell) for row in rows for cell in row["cells"] if _is_near(cell, near)),
            key=lambda one: (-one["short"]["value"], one["team"], one["quarter"]),
        ),
    }


def _cell(cell: selectors.CapacityCell) -> Json:
    return {
        "quarter": cell.quarter,
        "available": cell.available,
        "start": cell.start_hours,
        "running": cell.running_hours,
        "used": cell.used,
        "share": cell.share,
        "over": cell.over,
    }


def _is_near(cell: Json, near: list[str]) -> bool:
    return cell["over"] and cell["quarter"] in near


def _over(row: Json, cell: Json) -> Json:
    told = {"of": cell["quarter"], "source": row["source"], "grade": row["grade"]}
    return {
        "team": row["name"],
        "quarter": cell["quarter"],
        "share": figure(cell["share"], "share", **told),
        "short": figure(cell["used"] - cell["available"], "hours", **told),
    }


def money(*, actor: Actor) -> Json:
    """Return each fund: in all, committed, free, and whether that expires unspent."""
    known = {row.code: row for row in selectors.fund_rows(actor=actor)}
    uses = selectors.money(actor=actor, basis=basis(actor))
    funds = [_fund(use, known[use.code]) for use in uses]
    expiring = [fund for fund in funds if fund["expires"]]
    return {
        "funds": funds,
        "expiring": figure(
            sum(fund["free"]["value"] for fund in expiring),
            "eur",
            of=", ".join(sorted({fund["until"] for fund in expiring if fund["until"]})),
            source=_("geldbronnen van het programma"),
            grade=max((fund["free"]["grade"] for fund in expiring), default="A"),
        ),
    }


def _fund(use: selectors.FundUse, row: selectors.FundRow) -> Json:
    told: dict[str, Any] = {
        "of": use.end_quarter or _("hele plan"),
        "source": row.source or row.basis,
        "grade": row.grade,
    }
    return {
        "name": use.name,
        "until": use.end_quarter,
        "end": row.end_date.isoformat() if row.end_date else "",
        "total": figure(use.available_eur, "eur", **told),
        "committed": figure(use.spent_eur, "eur", **told),
        "free": figure(use.unspent_eur, "eur", **told),
        "expires": bool(use.end_quarter) and use.expires and use.unspent_eur >= LEAST_EUR,
    }
