"""Sending a signal to who must act: the first rule that fits, else the team for the rest."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.areas.models import Area
from bundel.audit import services as audit
from bundel.core import workdays
from bundel.core.routing import matching
from bundel.signals.models import (
    ListState,
    RoutingRule,
    RuleArea,
    RuleTheme,
    RuleTrait,
    Signal,
    SignalState,
    StepKind,
    Team,
)
from bundel.signals.services import settings, steps


@dataclass(frozen=True, slots=True)
class Line:
    """A rule of a list: the row, and what it asks as the core reads it."""

    row: RoutingRule
    rule: matching.Rule

    @property
    def works(self) -> bool:
        """Whether there is still somebody to send to."""
        target = self.row.team or self.row.person
        return target is not None and target.is_active


@dataclass(frozen=True, slots=True)
class Routed:
    """Who must act on a signal, by when, and by which rule; without a rule: the rest."""

    rule: RoutingRule | None
    team: Team | None
    person: User | None
    promise_date: date


@transaction.atomic
def route(*, signal: Signal, actor: Actor, at: datetime) -> Routed:
    """
    Send a signal to a team or person with a promised day, and write down by which rule.

    A day that was promised before and is still to come is not put off.

    Args:
        signal: A row that is in the database; it is saved here as open, with its next version.
        actor: Who told or released it; the step itself is the system's.
    """
    found = _find(signal, at)
    signal.rule, signal.team, signal.handler = found.rule, found.team, found.person
    signal.promise_date = found.promise_date
    signal.state = SignalState.OPEN
    signal.version += 1
    signal.save(
        update_fields=["rule", "team", "handler", "promise_date", "state", "version"],
    )
    steps.add(
        signal=signal,
        kind=StepKind.ROUTED,
        at=at,
        actor=None,
        rule=found.rule,
        note=words_of(found),
    )
    _tell(actor, signal, found)
    return found


def lines_of(municipality_id: uuid.UUID, *, state: str = ListState.ACTIVE) -> list[Line]:
    """Return the rules of the list in this state, in their order. Four queries."""
    rows = RoutingRule.objects.filter(municipality_id=municipality_id, rules__state=state)
    return read_lines(rows)


def read_lines(rows: QuerySet[RoutingRule]) -> list[Line]:
    """Return rules as the core reads them. Four queries, however many there are."""
    found = list(rows.select_related("team", "person").order_by("position"))
    ids = [row.pk for row in found]
    themes = _gather(RuleTheme.objects.filter(rule__in=ids).values_list("rule_id", "theme_id"))
    areas = _gather(RuleArea.objects.filter(rule__in=ids).values_list("rule_id", "area_id"))
    traits = _gather(RuleTrait.objects.filter(rule__in=ids).values_list("rule_id", "term_id"))
    return [
        Line(
            row,
            matching.Rule(
                themes=themes.get(row.pk, frozenset()),
                areas=areas.get(row.pk, frozenset()),
                sizes=frozenset(row.sizes),
                severities=frozenset(row.severities),
                months=frozenset(row.months),
                traits=traits.get(row.pk, frozenset()),
            ),
        )
        for row in found
    ]


def case_of(signal: Signal, parents: Mapping[uuid.UUID, uuid.UUID | None]) -> matching.Case:
    """Return a signal as the core reads it; its month is the one in which it was told."""
    traits = (signal.first_trait_id, signal.second_trait_id)
    return matching.Case(
        theme=signal.theme_id,
        places=places(signal.area_id, parents),
        size=signal.size,
        severity=signal.severity,
        month=timezone.localdate(signal.told_at).month,
        traits=frozenset(trait for trait in traits if trait is not None),
    )


def parents_of(municipality_id: uuid.UUID) -> dict[uuid.UUID, uuid.UUID | None]:
    """Return of each area, of any year, in which it lies. One query."""
    here = Area.objects.filter(municipality_id=municipality_id)
    return dict(here.order_by().values_list("pk", "parent_id"))


def places(
    area_id: uuid.UUID | None, parents: Mapping[uuid.UUID, uuid.UUID | None]
) -> frozenset[uuid.UUID]:
    """Return an area with all that it lies in."""
    found: set[uuid.UUID] = set()
    while area_id is not None and area_id not in found:
        found.add(area_id)
        area_id = parents.get(area_id)
    return frozenset(found)


def words_of(found: Routed) -> str:
    """Return in words to whom a signal went, and why."""
    name = found.team.name if found.team else str(found.person and found.person.name)
    if found.rule is None:
        return _("Geen verdeelregel paste. Het team voor de rest krijgt dit: %(name)s.") % {
            "name": name
        }
    return _("Verdeelregel %(rule)s: naar %(name)s.") % {"rule": found.rule.name, "name": name}


def _find(signal: Signal, at: datetime) -> Routed:
    lines = [line for line in lines_of(signal.municipality_id) if line.works]
    case = case_of(signal, parents_of(signal.municipality_id))
    place = matching.first_match([line.rule for line in lines], case)
    chosen = settings.settings_of(signal.municipality_id)
    rule = None if place is None else lines[place].row
    days = chosen.promise_days if rule is None else rule.promise_days
    today = timezone.localdate(at)
    promise = workdays.after(today, days, chosen.closed_dates)
    if signal.promise_date is not None and today <= signal.promise_date < promise:
        promise = signal.promise_date
    if rule is None:
        return Routed(None, settings.fallback_team(chosen), None, promise)
    return Routed(rule, rule.team, rule.person, promise)


def _tell(actor: Actor, signal: Signal, found: Routed) -> None:
    audit.record(
        actor=actor,
        action="signals.route",
        kind="signal",
        object_id=signal.pk,
        label=str(signal),
        after={
            "rule": found.rule.name if found.rule else None,
            "team": found.team.name if found.team else None,
            "person": str(found.person.pk) if found.person else None,
            "promise_date": found.promise_date.isoformat(),
        },
    )


def _gather(
    pairs: Iterable[tuple[uuid.UUID, uuid.UUID]],
) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    found: dict[uuid.UUID, set[uuid.UUID]] = {}
    for rule_id, other_id in pairs:
        found.setdefault(rule_id, set()).add(other_id)
    return {rule_id: frozenset(others) for rule_id, others in found.items()}
