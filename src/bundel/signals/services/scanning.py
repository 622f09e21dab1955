"""Searching for patterns: asked for, done as a job, and kept; enough is kept to do it again."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.areas.models import Area, AreaKind
from bundel.audit import services as audit
from bundel.core.scan.question import (
    CIRCLES_AND_ELLIPSES,
    Case,
    Model,
    Place,
    Reach,
    once_per_teller,
)
from bundel.core.scan.scanning import Chance, Findings, holm, scan
from bundel.core.scan.spikes import Spike, spike
from bundel.core.scan.zones import on_the_ground
from bundel.errors import Conflict, Invalid, NotFound
from bundel.signals import rights
from bundel.signals.models import ScanRun, ScanState, Signal, SignalState
from bundel.signals.services import settings

ACT = "signals.judge"
DAYS_A_WEEK = 7
PERMUTATIONS = 999
MOST_WEEKS = 8
MOST_SHARE = 0.25
# A teller that says the same again within so many weeks says nothing new.
REPEAT_WEEKS = 4
LEVEL = 0.05
THREADS = 2
# A district with fewer residents counts as so many: three signals from offices are no miracle.
FEWEST_RESIDENTS = 500
NOT_COUNTED = (*rights.UNCHECKED, SignalState.MERGED, SignalState.NOT_OURS)
GOING = (ScanState.WAITING, ScanState.RUNNING)
# A search that says nothing for so long has lost its worker.
LOST_AFTER = timedelta(hours=1)


class ScanGoesOn(Conflict):
    """A search was asked for and has not ended."""

    sentence = _("Er loopt al een zoekronde. Wacht tot die klaar is.")


@dataclass(frozen=True, slots=True)
class Told:
    """A signal as the search sees it: where (None: not in one area), on which day, about what."""

    signal_id: uuid.UUID
    area_id: uuid.UUID | None
    day: int
    theme_id: uuid.UUID
    teller: str

    @property
    def week(self) -> int:
        """Which week of the search it falls in."""
        return self.day // DAYS_A_WEEK


@dataclass(frozen=True, slots=True)
class Material:
    """What a search works with, read at once."""

    run_id: uuid.UUID
    from_date: date
    until_date: date
    weeks: int
    places: tuple[Place, ...]
    model: Model
    told: tuple[Told, ...]
    one_per_organisation: bool
    chance: Chance


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, before it becomes patterns."""

    clusters: list[Findings]
    # By theme: the last week beside the weeks before it, and its chance with all themes counted.
    spikes: dict[str, tuple[Spike, float]]


@transaction.atomic
def ask_scan(
    *,
    actor: Actor | None,
    municipality_id: uuid.UUID,
    at: datetime,
    seed: int | None = None,
    permutations: int = PERMUTATIONS,
) -> uuid.UUID:
    """
    Write down that a search is wanted; the caller puts it to work.

    Args:
        actor: Who asks; None for the clock.
        seed: The same seed and signals give the same answer; without one it follows the moment.

    Raises:
        ScanGoesOn: if one was asked for that has not ended.
    """
    if actor is not None:
        permissions.require(actor, ACT)
    _end_lost(municipality_id, at)
    here = ScanRun.objects.filter(municipality_id=municipality_id)
    if here.filter(state__in=GOING).exists():
        raise ScanGoesOn
    chosen = settings.settings_of(municipality_id)
    until = timezone.localdate(at) + timedelta(days=1)
    # Weeks begin on a Monday, so that a search of tomorrow sees the same weeks.
    start = until - timedelta(days=max(chosen.scan_days, DAYS_A_WEEK))
    start -= timedelta(days=start.weekday())
    weeks = -(-(until - start).days // DAYS_A_WEEK)
    run = ScanRun.objects.create(
        municipality_id=municipality_id,
        asked_at=at,
        asked_by_id=actor.user_id if actor else None,
        from_date=start,
        until_date=until,
        seed=int(at.timestamp()) if seed is None else seed,
        permutations=permutations,
        choices={
            "weeks": weeks,
            "most_weeks": min(MOST_WEEKS, weeks),
            "most_share": MOST_SHARE,
            "one_per_organisation": chosen.scan_one_per_organisation,
        },
    )
    if actor is not None:
        label = str(run.until_date)
        audit.record(actor=actor, action="signals.scan", kind="scan", object_id=run.pk, label=label)
    return run.pk


@transaction.atomic
def begin_scan(*, run_id: uuid.UUID, at: datetime) -> Material | None:
    """Let a waiting search begin and return its material; None if it does not wait any more."""
    waiting = ScanRun.objects.select_for_update().filter(pk=run_id, state=ScanState.WAITING)
    run = waiting.first()
    if run is None:
        return None
    run.state, run.started_at = ScanState.RUNNING, at
    run.save(update_fields=["state", "started_at"])
    places = _places(run.municipality_id)
    run.choices = {**run.choices, "model": _model(places)}
    run.save(update_fields=["choices"])
    return Material(
        run_id=run.pk,
        from_date=run.from_date,
        until_date=run.until_date,
        weeks=run.choices["weeks"],
        places=places,
        model=_model(places),
        told=tuple(_told(run, {place.key for place in places})),
        one_per_organisation=run.choices["one_per_organisation"],
        chance=Chance(run.permutations, run.seed, level=LEVEL, threads=THREADS),
    )


def search(material: Material, tell: Callable[[int, int], None]) -> Found:
    """
    Return what there is to find; long work, without the database.

    Args:
        tell: Is called with how many themes are done, of how many.
    """
    repeat = REPEAT_WEEKS if material.one_per_organisation else -1
    placed = _cases(one for one in material.told if one.area_id is not None)
    whole = _by_last_weeks(material)
    if repeat >= 0:
        placed, whole = once_per_teller(placed, repeat), once_per_teller(whole, repeat)
    reach = Reach(
        steps=material.weeks,
        most_steps=min(MOST_WEEKS, material.weeks),
        most_share=MOST_SHARE,
        shapes=CIRCLES_AND_ELLIPSES,
    )
    clusters = scan(material.places, placed, reach, material.model, material.chance, tell)
    return Found(clusters, _spikes(whole, material.weeks))


@transaction.atomic
def fail_scan(*, run_id: uuid.UUID, trouble: str, at: datetime) -> None:
    """Write down that a search ended without an answer."""
    going = ScanRun.objects.filter(pk=run_id, state__in=GOING)
    going.update(state=ScanState.FAILED, error=trouble, done_at=at)


def run_of(municipality_id: uuid.UUID, run_id: uuid.UUID) -> ScanRun:
    """
    Return a search.

    Raises:
        NotFound: if the municipality has none like it.
    """
    run = ScanRun.objects.filter(municipality_id=municipality_id, pk=run_id).first()
    if run is None:
        raise NotFound
    return run


def is_going(run: ScanRun, at: datetime) -> bool:
    """Tell whether a search waits or runs; what says nothing for too long has lost its worker."""
    return run.state in GOING and run.asked_at >= at - LOST_AFTER


def districts(municipality_id: uuid.UUID) -> list[Area]:
    """Return the areas among which patterns are sought: districts, else city parts; newest year."""
    here = Area.objects.filter(municipality_id=municipality_id)
    newest = here.order_by("-year").values_list("year", flat=True).first()
    rows = list(here.filter(year=newest or 0).order_by("code"))
    for kind in (AreaKind.DISTRICT, AreaKind.CITY_PART):
        found = [area for area in rows if area.kind == kind]
        if found:
            return found
    return []


def district_of(municipality_id: uuid.UUID) -> dict[uuid.UUID, uuid.UUID]:
    """Return for each area of any year in which district of today it lies; larger ones in none."""
    today = {area.code: area.pk for area in districts(municipality_id)}
    rows = Area.objects.filter(municipality_id=municipality_id).select_related("parent")
    found = {}
    for area in rows:
        codes = (area.code, area.parent.code if area.parent else "")
        code = next((code for code in codes if code in today), None)
        if code is not None:
            found[area.pk] = today[code]
    return found


def _places(municipality_id: uuid.UUID) -> tuple[Place, ...]:
    rows = [
        (area, float(area.centre_lon), float(area.centre_lat))
        for area in districts(municipality_id)
        if area.centre_lon is not None and area.centre_lat is not None
    ]
    if not rows:
        return ()
    middle = sum(lat for _area, _lon, lat in rows) / len(rows)
    return tuple(
        Place(str(area.pk), *on_the_ground(lon, lat, at_lat=middle), at_risk=_at_risk(area))
        for area, lon, lat in rows
    )


def _at_risk(area: Area) -> float | None:
    return None if area.residents is None else float(max(area.residents, FEWEST_RESIDENTS))


def _model(places: Sequence[Place]) -> Model:
    """Return the model: by residents where all are known, else by permuting dates."""
    known = places and all(place.at_risk is not None for place in places)
    return "poisson" if known else "permutation"


def _told(run: ScanRun, known: set[str]) -> Iterable[Told]:
    where = district_of(run.municipality_id)
    rows = Signal.objects.filter(municipality_id=run.municipality_id).exclude(state__in=NOT_COUNTED)
    rows = rows.filter(told_at__date__gte=run.from_date, told_at__date__lt=run.until_date)
    values = rows.order_by("number").values_list(
        "pk", "area_id", "told_at", "theme_id", "organisation_id", "reporter_id"
    )
    for pk, area, at, theme, organisation, reporter in values:
        place = where.get(area) if area else None
        day = (timezone.localdate(at) - run.from_date).days
        teller = organisation or reporter or ""
        yield Told(pk, place if str(place) in known else None, day, theme, str(teller))


def _cases(told: Iterable[Told]) -> list[Case]:
    return [Case(str(one.area_id or ""), one.week, str(one.theme_id), one.teller) for one in told]


def _by_last_weeks(material: Material) -> list[Case]:
    """Return all signals by weeks counted back from today, so that the last one is full."""
    days = (material.until_date - material.from_date).days
    back = [(days - 1 - one.day) // DAYS_A_WEEK for one in material.told]
    return [
        Case("", material.weeks - 1 - weeks, str(one.theme_id), one.teller)
        for one, weeks in zip(material.told, back, strict=True)
    ]


def _spikes(cases: Sequence[Case], weeks: int) -> dict[str, tuple[Spike, float]]:
    """Return how the last week stands on each theme of which enough is told."""
    weekly: dict[str, list[int]] = defaultdict(lambda: [0] * weeks)
    for case in cases:
        weekly[case.theme][case.step] += 1
    seen = {theme: spike(counts) for theme, counts in weekly.items()}
    sure = holm({theme: one.p for theme, one in seen.items() if one.p is not None})
    return {theme: (seen[theme], p) for theme, p in sure.items()}


def _end_lost(municipality_id: uuid.UUID, at: datetime) -> None:
    """Close searches of which the worker died, so that a new one can begin."""
    lost = ScanRun.objects.filter(
        municipality_id=municipality_id,
        state__in=GOING,
        asked_at__lt=at - LOST_AFTER,
    )
    trouble = _("Het zoeken stopte halverwege. Zoek opnieuw.")
    lost.update(state=ScanState.FAILED, error=str(trouble), done_at=at)


def checked_permutations(number: int) -> int:
    """
    Return the number of permutations, if it is one that gives an answer.

    Raises:
        Invalid: if it is too small to be sure of anything, or takes too long.
    """
    if not 99 <= number <= 9999:
        raise Invalid(_("Kies 99 tot en met 9999 herhalingen."))
    return number


def words_of(material: Material, found: Found) -> list[dict[str, Any]]:
    """Return what a search says beside patterns: the themes with too few signals."""
    enough = {one.theme for one in found.clusters if one.enough}
    told = Counter(str(one.theme_id) for one in material.told)
    return [
        {"theme": theme, "signals": count, "says": "too_few"}
        for theme, count in sorted(told.items())
        if theme not in enough
    ]
