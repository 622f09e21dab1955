"""Lists of routing rules as people read them: what holds, what is worked on, what held before."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.areas.models import Area, AreaKind
from bundel.core.routing import covering
from bundel.errors import NotFound
from bundel.network.models import Term
from bundel.signals.models import ListState, RoutingRule, RuleList, Severity, SignalTheme, Size
from bundel.signals.selectors import rule_words
from bundel.signals.selectors.rule_words import Names
from bundel.signals.services import routing, telling_rules
from bundel.signals.services import rules as services
from bundel.signals.services.routing import Line

ACT = "signals.rules"
# As many lines of what has no rule as people read.
MOST_GAPS = 12


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule in words; `taken_by` are the places of the rules that leave it nothing."""

    id: uuid.UUID
    version: int
    place: int
    name: str
    sentence: str
    works: bool
    never_fires: bool
    taken_by: tuple[int, ...]

    @property
    def takers(self) -> str:
        """The places of those rules, in words."""
        return rule_words.together(str(place) for place in self.taken_by)


@dataclass(frozen=True, slots=True)
class ListView:
    """A list of rules, with what it leaves out."""

    id: uuid.UUID
    version: int
    number: int
    state: str
    note: str
    made_at: datetime
    active_at: datetime | None
    ended_at: datetime | None
    rules: tuple[RuleView, ...]
    gaps: tuple[str, ...]
    more_gaps: int
    is_tangled: bool

    @property
    def never_fire(self) -> list[RuleView]:
        """The rules that can never fire."""
        return [rule for rule in self.rules if rule.never_fires]


@dataclass(frozen=True, slots=True)
class OldList:
    """A list in the line of lists."""

    id: uuid.UUID
    number: int
    state: str
    state_label: str
    note: str
    active_at: datetime | None
    ended_at: datetime | None
    rules: int


@dataclass(frozen=True, slots=True)
class Read:
    """A list with its rules as rows and in the core's terms, and what everything is called."""

    row: RuleList
    lines: Sequence[Line]
    names: Names


def all_lists(*, actor: Actor) -> tuple[OldList, ...]:
    """Return the lists, the newest first; without what is worked on. One query."""
    permissions.require(actor, ACT)
    here = RuleList.objects.filter(municipality_id=actor.municipality_id)
    rows = here.exclude(state=ListState.DRAFT).annotate(many=Count("lines")).order_by("-active_at")
    return tuple(
        OldList(
            row.pk,
            row.number,
            row.state,
            row.get_state_display(),
            row.note,
            row.active_at,
            row.ended_at,
            row.many,
        )
        for row in rows
    )


def read(*, actor: Actor, state: str = "", rules_id: uuid.UUID | None = None) -> Read:
    """
    Return one list, by its state or by its id. Eight queries.

    Raises:
        NotFound: if there is none.
    """
    permissions.require(actor, ACT)
    wanted = Q(pk=rules_id) if rules_id else Q(state=state)
    row = RuleList.objects.filter(wanted, municipality_id=actor.municipality_id).first()
    if row is None:
        raise NotFound
    lines = routing.read_lines(RoutingRule.objects.filter(rules=row))
    return Read(row, lines, rule_words.names(actor.municipality_id))


def has_draft(*, actor: Actor) -> bool:
    """Tell whether somebody is working on the rules. One query."""
    here = RuleList.objects.filter(municipality_id=actor.municipality_id)
    return here.filter(state=ListState.DRAFT).exists()


def may_change(*, actor: Actor) -> bool:
    """Tell whether somebody may change the rules, and not only look at them and try them."""
    return permissions.can(actor, services.ACT)


def list_view(*, actor: Actor, found: Read) -> ListView:
    """Return a list in words, with what can never fire and what has no rule. Three queries."""
    row = found.row
    domain, tree = _domain(actor, found)
    try:
        # Rules whose target stopped are passed over, so they take nothing from the others.
        working = [line for line in found.lines if line.works]
        covered = covering.cover([line.rule for line in working], domain)
    except covering.TooTangled:
        working, covered = [], covering.Covering({}, ())
        is_tangled = True
    else:
        is_tangled = False
    place_of = {line.row.pk: place for place, line in enumerate(working)}
    shown = [place for place, line in enumerate(found.lines, start=1) if line.works]
    gaps = [
        rule_words.gap_words(gap, found.names, domain.themes, tree)  # type: ignore[arg-type]  # themes are ids here
        for gap in sorted(covered.gaps, key=_size, reverse=True)[:MOST_GAPS]
    ]
    return ListView(
        id=row.pk,
        version=row.version,
        number=row.number,
        state=row.state,
        note=row.note,
        made_at=row.made_at,
        active_at=row.active_at,
        ended_at=row.ended_at,
        rules=tuple(
            RuleView(
                id=line.row.pk,
                version=line.row.version,
                place=place,
                name=line.row.name,
                sentence=rule_words.sentence(line, found.names),
                works=line.works,
                never_fires=place_of.get(line.row.pk) in covered.never,
                taken_by=tuple(
                    shown[taker] for taker in covered.never.get(place_of.get(line.row.pk, -1), ())
                ),
            )
            for place, line in enumerate(found.lines, start=1)
        ),
        gaps=tuple(gaps),
        more_gaps=len(covered.gaps) - len(gaps),
        is_tangled=is_tangled,
    )


def _size(gap: covering.Gap) -> int:
    return len(gap.themes) * len(gap.areas) * len(gap.sizes) * len(gap.severities) * len(gap.months)


def _domain(actor: Actor, found: Read) -> tuple[covering.Domain, rule_words.Tree]:
    """Return all that can come in: what is in use today, in areas of the newest year."""
    here = {"municipality_id": actor.municipality_id}
    themes = list(SignalTheme.objects.filter(**here, is_active=True).values_list("pk", flat=True))
    areas = Area.objects.filter(**here)
    newest = areas.order_by("-year").values("year")[:1]
    rows = list(
        areas.filter(year__in=newest)
        .exclude(kind=AreaKind.MUNICIPALITY)
        .order_by("name")
        .values_list("pk", "parent_id")
    )
    traits = Term.objects.filter(**here, is_active=True, taxonomy__in=telling_rules.TRAIT_LISTS)
    ids = {pk for pk, _parent in rows}
    tree: dict[uuid.UUID | None, list[uuid.UUID]] = defaultdict(list)
    for pk, parent in rows:
        tree[parent if parent in ids else None].append(pk)
    places: dict[Any, frozenset[Any]] = {pk: routing.places(pk, found.names.parents) for pk in ids}
    domain = covering.Domain(
        themes=themes,
        places={None: frozenset(), **places},
        sizes=Size.values,
        severities=Severity.values,
        traits=list(traits.values_list("pk", flat=True)),
    )
    return domain, tree
