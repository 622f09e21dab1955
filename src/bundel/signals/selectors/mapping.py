"""Signals on the map: how many in each area, by theme and period, small numbers protected."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.core.scan.zones import on_the_ground
from bundel.core.tiles import tiles
from bundel.signals.models import Signal, SignalTheme
from bundel.signals.selectors.patterns import sees_all
from bundel.signals.services import scanning
from bundel.signals.sureness import SMALLEST, shown

VIEW = "signals.patterns"
# By the word in the address. [days]
PERIODS = {"maand": 31, "kwartaal": 92, "jaar": 366}
USUAL = "jaar"
# Where each class begins; who may not see the signals sees no class below ten apart.
EXACT_CLASSES = (1, 3, 6, SMALLEST, 26)
CLASSES = (SMALLEST, 26, 51)


@dataclass(frozen=True, slots=True)
class MapArea:
    """An area with its tile, its place on the ground, and its class."""

    id: uuid.UUID
    name: str
    column: int
    row: int
    x_km: float
    y_km: float
    step: int
    shown: str


@dataclass(frozen=True, slots=True)
class SignalMap:
    """All areas with how much was told there."""

    areas: tuple[MapArea, ...]
    # The words of each class, from none to most.
    classes: tuple[str, ...]
    themes: tuple[tuple[str, str], ...]
    theme: str
    period: str
    # Told of the whole municipality, or of an area that is not on the map.
    elsewhere: str
    without_centre: int
    is_exact: bool


def signal_map(*, actor: Actor, theme: str, period: str, at: datetime) -> SignalMap:
    """
    Return how much was told in each area.

    Args:
        theme: The code of a theme; empty or unknown for all.
        period: A word of PERIODS; else a year.
    """
    permissions.require(actor, VIEW)
    exact = sees_all(actor)
    themes = _themes(actor)
    chosen = theme if theme in dict(themes) else ""
    days = period if period in PERIODS else USUAL
    counts = _counts(actor, chosen, at - timedelta(days=PERIODS[days]))
    where = scanning.district_of(actor.municipality_id)
    by_area = Counter[uuid.UUID]()
    elsewhere = 0
    for area, count in counts.items():
        if area in where:
            by_area[where[area]] += count
        else:
            elsewhere += count
    rows = scanning.districts(actor.municipality_id)
    areas = _placed(actor, by_area, exact=exact)
    return SignalMap(
        areas=areas,
        classes=class_words(exact=exact),
        themes=themes,
        theme=chosen,
        period=days,
        elsewhere=shown(elsewhere, exact=exact),
        without_centre=len(rows) - len(areas),
        is_exact=exact,
    )


def class_words(*, exact: bool) -> tuple[str, ...]:
    """Return the classes in words, from few to many."""
    if exact:
        return ("0", "1 – 2", "3 – 5", "6 – 9", "10 – 25", _("meer dan 25"))
    return (_("minder dan 10"), "10 – 25", "26 – 50", _("meer dan 50"))


def _themes(actor: Actor) -> tuple[tuple[str, str], ...]:
    rows = SignalTheme.objects.filter(municipality_id=actor.municipality_id).order_by("position")
    return tuple((one.code, one.label) for one in rows)


def _counts(actor: Actor, theme: str, since: datetime) -> Counter[uuid.UUID | None]:
    rows = Signal.objects.filter(municipality_id=actor.municipality_id, told_at__gte=since)
    rows = rows.exclude(state__in=scanning.NOT_COUNTED)
    if theme:
        rows = rows.filter(theme__code=theme)
    return Counter(rows.values_list("area_id", flat=True))


def _placed(actor: Actor, counts: Counter[uuid.UUID], *, exact: bool) -> tuple[MapArea, ...]:
    rows = [
        (area, float(area.centre_lon), float(area.centre_lat))
        for area in scanning.districts(actor.municipality_id)
        if area.centre_lon is not None and area.centre_lat is not None
    ]
    if not rows:
        return ()
    middle = sum(lat for _area, _lon, lat in rows) / len(rows)
    centres = {str(area.pk): on_the_ground(lon, lat, at_lat=middle) for area, lon, lat in rows}
    grid = tiles(centres)
    limits = EXACT_CLASSES if exact else CLASSES
    return tuple(
        MapArea(
            id=area.pk,
            name=area.name,
            column=grid[str(area.pk)][0],
            row=grid[str(area.pk)][1],
            x_km=centres[str(area.pk)][0],
            y_km=centres[str(area.pk)][1],
            step=sum(counts[area.pk] >= limit for limit in limits),
            shown=shown(counts[area.pk], exact=exact),
        )
        for area, _lon, _lat in rows
    )
