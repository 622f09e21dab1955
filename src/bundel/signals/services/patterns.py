"""Patterns: found anew they stay the same one; people recognise them, or say why not."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.core.scan.scanning import Cluster
from bundel.core.scan.spikes import Spike
from bundel.errors import Conflict, Fault, Invalid, NotFound
from bundel.signals.models import (
    Pattern,
    PatternArea,
    PatternKind,
    PatternSignal,
    PatternState,
    ScanRun,
    ScanState,
)
from bundel.signals.services import door, scanning
from bundel.signals.services.scanning import Found, Material, Told

ACT = "signals.judge"
VIEW = "signals.patterns"
SPIKE_LEVEL = 0.01
JUDGED = frozenset({"state", "reason", "review_date", "decided_at", "decided_by_id"})


class AlreadyProposed(Conflict):
    """What became a proposal is judged there."""

    sentence = gettext_lazy("Van dit patroon is al een voorstel gemaakt.")


@dataclass(frozen=True, slots=True)
class Finding:
    """A pattern as a search found it."""

    kind: PatternKind
    theme_id: uuid.UUID
    from_date: date
    until_date: date
    observed: int
    expected: float
    p: float
    model: str
    # By area: how many were seen there, and what chance would bring.
    areas: dict[uuid.UUID, tuple[int, float]]
    signals: tuple[uuid.UUID, ...]


@transaction.atomic
def finish_scan(*, material: Material, found: Found, at: datetime) -> list[uuid.UUID]:
    """Keep what a search found: each finding is a new pattern, or one that was known."""
    run = ScanRun.objects.select_for_update().get(pk=material.run_id)
    if run.state != ScanState.RUNNING:
        return []
    kept = [_keep(run, finding, at) for finding in findings(material, found)]
    run.state, run.done_at = ScanState.DONE, at
    run.signal_count = len(material.told)
    run.remarks = scanning.words_of(material, found)
    run.save(update_fields=["state", "done_at", "signal_count", "remarks"])
    return kept


def findings(material: Material, found: Found) -> list[Finding]:
    """Return what is sure enough to show to people."""
    clusters = [
        _cluster(material, cluster)
        for theme in found.clusters
        for cluster in theme.clusters
        if cluster.p_family <= scanning.LEVEL
    ]
    spikes = [
        _spike(material, theme, seen, p)
        for theme, (seen, p) in found.spikes.items()
        if p <= SPIKE_LEVEL
    ]
    return clusters + spikes


@transaction.atomic
def confirm_pattern(*, actor: Actor, pattern_id: uuid.UUID, version: int, at: datetime) -> None:
    """
    Say that people recognise a pattern.

    Raises:
        Stale: if somebody else judged it first.
    """
    row = _judgeable(actor, pattern_id)
    wanted = {"state": PatternState.CONFIRMED, "reason": "", "review_date": None}
    _judge(actor, row, version, wanted, at, "signals.confirm_pattern")


@transaction.atomic
def dismiss_pattern(
    *,
    actor: Actor,
    pattern_id: uuid.UUID,
    version: int,
    reason: str,
    review_date: date | None,
    at: datetime,
) -> None:
    """
    Say that people do not recognise a pattern, why, and when to look again.

    Raises:
        Stale: if somebody else judged it first.
        Invalid: without a reason, with personal data in it, or without a day to come.
    """
    row = _judgeable(actor, pattern_id)
    faults = []
    if not reason.strip():
        faults.append(Fault("reason", _("Schrijf op waarom u dit niet herkent.")))
    if review_date is None or review_date <= at.date():
        faults.append(Fault("review_date", _("Kies een dag in de toekomst.")))
    if faults:
        raise Invalid(faults=faults)
    door.let_in(municipality_id=actor.municipality_id, texts={"reason": reason})
    wanted = {
        "state": PatternState.DISMISSED,
        "reason": reason.strip(),
        "review_date": review_date,
    }
    _judge(actor, row, version, wanted, at, "signals.dismiss_pattern")


@transaction.atomic
def mark_proposed(*, actor: Actor, pattern_id: uuid.UUID) -> Pattern:
    """
    Note that a proposal came of a pattern; called by the floor that makes it.

    Raises:
        NotFound: if there is no such pattern.
    """
    permissions.require(actor, VIEW)
    row = saving.find(Pattern, actor, pattern_id)
    if row.state != PatternState.PROPOSED:
        row.state, row.reason, row.review_date = PatternState.PROPOSED, "", None
        row.version += 1
        row.save(update_fields=["state", "reason", "review_date", "version"])
    return row


def _judgeable(actor: Actor, pattern_id: uuid.UUID) -> Pattern:
    permissions.require(actor, ACT)
    return saving.find(Pattern, actor, pattern_id)


def _judge(
    actor: Actor,
    row: Pattern,
    version: int,
    wanted: saving.Values,
    at: datetime,
    act: str,
) -> None:
    saving.same_version(row, version, wanted)
    if row.state == PatternState.PROPOSED:
        raise AlreadyProposed
    decided = {**wanted, "decided_at": at, "decided_by_id": actor.user_id}
    before, after = saving.change(row, decided, JUDGED)
    saving.tell(actor, act, "pattern", row, before, after)


def _cluster(material: Material, cluster: Cluster) -> Finding:
    places = {uuid.UUID(place) for place in cluster.places}
    theme = uuid.UUID(cluster.theme)
    of_theme = [one for one in material.told if one.theme_id == theme and one.area_id is not None]
    during = [one for one in of_theme if cluster.first <= one.week < cluster.until]
    inside = [one for one in during if one.area_id in places]
    expects = _shares(material, cluster, of_theme)
    return Finding(
        kind=PatternKind.CLUSTER,
        theme_id=theme,
        from_date=_day(material, cluster.first),
        until_date=_day(material, cluster.until),
        observed=cluster.cases,
        expected=cluster.expected,
        p=cluster.p_family,
        model=material.model,
        areas={place: (_count(inside, place), expects[place]) for place in places},
        signals=tuple(one.signal_id for one in inside),
    )


def _shares(material: Material, cluster: Cluster, told: Sequence[Told]) -> dict[uuid.UUID, float]:
    """Return what chance brings to each place of a cluster; together what it brings to all."""
    people = {uuid.UUID(place.key): place.at_risk or 0.0 for place in material.places}
    weights = {
        place: people[place] if material.model == "poisson" else float(_count(told, place))
        for place in map(uuid.UUID, cluster.places)
    }
    whole = sum(weights.values()) or 1.0
    return {place: cluster.expected * weight / whole for place, weight in weights.items()}


def _spike(material: Material, theme: str, seen: Spike, p: float) -> Finding:
    days = (material.until_date - material.from_date).days
    week = timedelta(days=scanning.DAYS_A_WEEK)
    return Finding(
        kind=PatternKind.SPIKE,
        theme_id=uuid.UUID(theme),
        from_date=material.until_date - week,
        until_date=material.until_date,
        observed=seen.now,
        expected=seen.usual,
        p=p,
        model="negative_binomial",
        areas={},
        signals=tuple(
            one.signal_id
            for one in material.told
            if str(one.theme_id) == theme and one.day >= days - week.days
        ),
    )


def _day(material: Material, week: int) -> date:
    return material.from_date + timedelta(days=week * scanning.DAYS_A_WEEK)


def _count(told: Iterable[Told], place: uuid.UUID) -> int:
    return sum(one.area_id == place for one in told)


def _keep(run: ScanRun, finding: Finding, at: datetime) -> uuid.UUID:
    """Update the pattern that this is, or make a new one."""
    row = _same(run, finding)
    if row is None:
        here = Pattern.objects.filter(municipality_id=run.municipality_id)
        last = here.aggregate(last=Max("number"))["last"] or 0
        row = Pattern(
            municipality_id=run.municipality_id,
            number=last + 1,
            kind=finding.kind,
            theme_id=finding.theme_id,
            found_at=at,
            found_by=run,
            version=0,
        )
    row.from_date, row.until_date = finding.from_date, finding.until_date
    row.observed, row.expected, row.p_value = finding.observed, finding.expected, finding.p
    row.model, row.seen_at, row.seen_by = finding.model, at, run
    if row.state == PatternState.DISMISSED and row.review_date and row.review_date <= at.date():
        row.state = PatternState.FOUND
    row.version += 1
    row.save()
    _place(row, finding)
    _link(row, finding.signals)
    return row.pk


def _same(run: ScanRun, finding: Finding) -> Pattern | None:
    """Return the known pattern with this theme, and with areas and days in common; the nearest."""
    near = Pattern.objects.select_for_update().filter(
        municipality_id=run.municipality_id,
        kind=finding.kind,
        theme_id=finding.theme_id,
        from_date__lt=finding.until_date,
        until_date__gt=finding.from_date,
    )
    best: tuple[int, int, Pattern] | None = None
    for row in near.exclude(seen_by=run).prefetch_related("places"):
        shared = len({place.area_id for place in row.places.all()} & set(finding.areas))
        if finding.areas and not shared:
            continue
        if best is None or (shared, -row.number) > best[:2]:
            best = (shared, -row.number, row)
    return best[2] if best else None


def _place(row: Pattern, finding: Finding) -> None:
    row.places.all().delete()
    PatternArea.objects.bulk_create(
        PatternArea(
            municipality_id=row.municipality_id,
            pattern=row,
            area_id=area,
            observed=observed,
            expected=expected,
        )
        for area, (observed, expected) in finding.areas.items()
    )


def _link(row: Pattern, signals: Sequence[uuid.UUID]) -> None:
    """Link the signals; of what people judged nothing is let go, for who told is told."""
    known = set(row.links.values_list("signal_id", flat=True))
    if row.state == PatternState.FOUND:
        row.links.exclude(signal_id__in=signals).delete()
    PatternSignal.objects.bulk_create(
        PatternSignal(municipality_id=row.municipality_id, pattern=row, signal_id=signal)
        for signal in signals
        if signal not in known
    )


def pattern_of(actor: Actor, pattern_id: uuid.UUID) -> Pattern:
    """
    Return a pattern.

    Raises:
        NotFound: if the actor may not see patterns, or there is none like it.
    """
    permissions.require(actor, VIEW)
    here = Pattern.objects.filter(municipality_id=actor.municipality_id, pk=pattern_id)
    row = here.select_related("theme").first()
    if row is None:
        raise NotFound
    return row
