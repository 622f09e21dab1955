"""Silence: areas with high risk where little is told, or where few help; and what to do there."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.areas.models import Area
from bundel.core.silence import FEWEST_SIGNALS, Ground, Quiet, quiet
from bundel.network.models import ServiceArea
from bundel.signals.models import Signal
from bundel.signals.selectors.patterns import sees_all
from bundel.signals.services import scanning
from bundel.signals.sureness import shown

VIEW = "signals.patterns"
PERIOD = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class SilentLine:
    """An area that is quiet, why that stands out, and how sure it is."""

    area_id: uuid.UUID
    name: str
    risk_pct: Decimal | None
    residents: int
    signals: str
    # What would be told if all told as much a head; only for who sees the counts.
    expected: float | None
    partners: int
    is_quiet: bool
    has_few: bool
    sure: str
    sure_label: str
    grade: str
    year: int
    source: str


@dataclass(frozen=True, slots=True)
class Silence:
    """All quiet areas, and what they were judged by."""

    lines: tuple[SilentLine, ...]
    areas: int
    without_figures: int
    has_enough: bool


def silence(*, actor: Actor, at: datetime) -> Silence:
    """Return the quiet areas, the highest risk first. Six queries."""
    permissions.require(actor, VIEW)
    rows = scanning.districts(actor.municipality_id)
    where = scanning.district_of(actor.municipality_id)
    told = _told(actor, where, at)
    helping = _helping(actor, where)
    grounds = [
        Ground(
            key=str(area.pk),
            people=area.residents or 0,
            risk=_risk(area),
            signals=told[area.pk],
            partners=len(helping[area.pk] | helping[None]),
            grade=area.grade,
        )
        for area in rows
    ]
    by_key = {str(area.pk): area for area in rows}
    facts = {one.key: one for one in grounds}
    exact = sees_all(actor)
    lines = tuple(
        _line(by_key[one.key], facts[one.key], one, exact=exact) for one in quiet(grounds)
    )
    missing = sum(one.risk is None or not one.people for one in grounds)
    return Silence(lines, len(rows), missing, sum(told.values()) >= FEWEST_SIGNALS)


def _risk(area: Area) -> float | None:
    return None if area.low_personal_income_pct is None else float(area.low_personal_income_pct)


def _told(actor: Actor, where: dict[uuid.UUID, uuid.UUID], at: datetime) -> Counter[uuid.UUID]:
    rows = Signal.objects.filter(
        municipality_id=actor.municipality_id, told_at__gte=at - PERIOD, area__isnull=False
    ).exclude(state__in=scanning.NOT_COUNTED)
    found = (where.get(area) for area in rows.values_list("area_id", flat=True) if area)
    return Counter(area for area in found if area is not None)


def _helping(
    actor: Actor, where: dict[uuid.UUID, uuid.UUID]
) -> dict[uuid.UUID | None, set[uuid.UUID]]:
    """Return who helps in each district; under None, who helps in a larger area."""
    rows = ServiceArea.objects.filter(
        municipality_id=actor.municipality_id, service__archived_at=None
    )
    found: dict[uuid.UUID | None, set[uuid.UUID]] = defaultdict(set)
    for area, partner in rows.values_list("area_id", "service__organisation_id"):
        found[where.get(area)].add(partner)
    return found


def _line(area: Area, ground: Ground, one: Quiet, *, exact: bool) -> SilentLine:
    return SilentLine(
        area_id=area.pk,
        name=area.name,
        risk_pct=area.low_personal_income_pct,
        residents=ground.people,
        signals=shown(ground.signals, exact=exact),
        expected=one.expected if exact and one.p is not None else None,
        partners=ground.partners,
        is_quiet=one.is_quiet,
        has_few=one.has_few,
        sure=one.sure,
        sure_label={
            "sure": _("vrij zeker"),
            "maybe": _("misschien"),
            "unknown": _("te weinig om te zeggen"),
        }[one.sure],
        grade=area.grade,
        year=area.year,
        source=area.source,
    )
