"""Trying a list of rules on one signal, told or made up: which rule fires, why others do not."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bundel.accounts.permissions import Actor
from bundel.core import workdays
from bundel.core.routing import matching
from bundel.signals import rights
from bundel.signals.models import Signal
from bundel.signals.selectors import rule_words
from bundel.signals.selectors.rules import Read
from bundel.signals.services import routing, settings
from bundel.signals.services.routing import Line


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says of the case: it fires, or why it does not."""

    place: int
    name: str
    sentence: str
    fires: bool
    why_not: str
    target_stopped: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """Whom the case would go to and by when, and what each rule up to there said."""

    verdicts: tuple[Verdict, ...]
    fired: Verdict | None
    target: str
    days: int
    promise_date: date


def of_signal(*, actor: Actor, number: int) -> Signal | None:
    """Return a signal that the actor may read, by its number. One query."""
    rows = rights.readable(actor).exclude(state__in=rights.UNCHECKED)
    return rows.select_related("theme", "area").filter(number=number).first()


def of_choices(
    *,
    found: Read,
    theme_id: uuid.UUID,
    area_id: uuid.UUID | None,
    size: str,
    severity: str,
    month: int,
    trait_ids: Sequence[uuid.UUID],
) -> matching.Case:
    """Return what somebody made up as the core reads it."""
    places = routing.places(area_id, found.names.parents)
    return matching.Case(theme_id, places, size, severity, month, frozenset(trait_ids))


def tried(
    *, actor: Actor, found: Read, case: matching.Case, area_id: uuid.UUID | None, today: date
) -> Tried:
    """Return what a list does with a case. Two queries."""
    verdicts: list[Verdict] = []
    fired: Line | None = None
    for place, line in enumerate(found.lines, start=1):
        reasons = matching.misfits(line.rule, case)
        said = [rule_words.case_words(part, case, area_id, found.names) for part in reasons]
        fires = not reasons and line.works
        verdicts.append(
            Verdict(
                place,
                line.row.name,
                rule_words.sentence(line, found.names),
                fires,
                rule_words.together(said),
                target_stopped=not line.works,
            )
        )
        if fires:
            fired = line
            break
    chosen = settings.settings_of(actor.municipality_id)
    days = fired.row.promise_days if fired else chosen.promise_days
    return Tried(
        tuple(verdicts),
        verdicts[-1] if fired else None,
        rule_words.target(fired) if fired else rule_words.rest(settings.fallback_team(chosen)),
        days,
        workdays.after(today, days, chosen.closed_dates),
    )
