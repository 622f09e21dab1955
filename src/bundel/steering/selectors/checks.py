"""What the rules found, in words: who must act, what, why, what to do and where."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.programme.models import Initiative
from bundel.steering import rights
from bundel.steering.checks import BY_CODE, Rule
from bundel.steering.checks.rule import Place
from bundel.steering.models import Action, ActionState, CheckRun, Finding
from bundel.steering.services.checks import Chosen, chosen_rules

PAGE_SIZE = 50
MOST_IN_FILE = 10_000
COORDINATES = "coordinator"
# They sign in for something else than the programme.
NOT_ASKED = ("platform_operator", "privacy_officer", "reader", "api_client")


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which findings somebody wants to see."""

    whose: str = ""
    rule: str = ""
    initiative_id: uuid.UUID | None = None
    stand: str = "open"


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding as people read it."""

    id: uuid.UUID
    version: int
    code: str
    title: str
    sentence: str
    label: str
    why: str
    what_to_do: str
    act: str
    address: str
    owner: str
    is_own: bool
    kind: str
    object_id: uuid.UUID | None
    found_at: datetime
    changed_at: datetime
    gone_at: datetime | None
    accepted_until: date | None
    accepted_because: str
    accepted_by: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An action that came of a finding."""

    number: int
    text: str
    state_label: str
    is_open: bool
    address: str


@dataclass(frozen=True, slots=True)
class FindingCard:
    """A finding with what came of it."""

    line: FindingLine
    limit: str
    actions: tuple[FollowUp, ...]
    may_accept: bool
    may_act: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """A page of findings, with what can be chosen and when the rules last ran."""

    page: Page[Finding]
    lines: tuple[FindingLine, ...]
    open_count: int
    mine_count: int
    accepted_count: int
    ran_at: datetime | None


def overview(*, actor: Actor, wanted: FindingFilter, number: int) -> Overview:
    """Return a page of what was found, in the order of the rules, the newest first. Six queries."""
    permissions.require(actor, rights.VIEW)
    here = rights.findings_of(actor).filter(gone_at=None)
    paginator = Paginator(_wanted(actor, wanted), PAGE_SIZE)
    page = paginator.get_page(number)
    waiting = here.filter(accepted_until=None)
    return Overview(
        page=page,
        lines=tuple(_lines(actor, page.object_list)),
        open_count=waiting.count(),
        mine_count=waiting.filter(of(actor)).count(),
        accepted_count=here.exclude(accepted_until=None).count(),
        ran_at=CheckRun.objects.filter(municipality_id=actor.municipality_id)
        .values_list("ended_at", flat=True)
        .first(),
    )


def finding_lines(*, actor: Actor, wanted: FindingFilter) -> list[FindingLine]:
    """Return all that was found, for a file; no more than a spreadsheet bears. One query."""
    permissions.require(actor, rights.VIEW)
    return _lines(actor, _wanted(actor, wanted)[:MOST_IN_FILE])


def finding_card(*, actor: Actor, finding_id: uuid.UUID) -> FindingCard:
    """
    Return one finding with the actions that came of it. Three queries.

    Raises:
        NotFound: if the actor may not see it.
    """
    row = _with_people(rights.findings_of(actor)).filter(pk=finding_id).first()
    if row is None or row.rule not in BY_CODE:
        raise NotFound
    line = _line(actor, row)
    chosen = next(c for c in chosen_rules(actor.municipality_id) if c.rule.code == row.rule)
    return FindingCard(
        line=line,
        limit=_limit_words(chosen),
        actions=tuple(_follow_ups(actor, row)),
        may_accept=row.gone_at is None and permissions.can(actor, "steering.accept"),
        may_act=row.gone_at is None and permissions.can(actor, "steering.write_action"),
    )


def findings_about(
    *, actor: Actor, object_id: uuid.UUID, most: int = PAGE_SIZE
) -> list[FindingLine]:
    """Return what is open about one thing, such as an initiative. One query."""
    if permissions.visible(actor, rights.VIEW) is None:
        return []
    rows = rights.findings_of(actor).filter(object_id=object_id, gone_at=None)
    ordered = rows.order_by("accepted_until", "found_at", "id")
    return _lines(actor, _with_people(ordered)[:most])


def of(actor: Actor) -> Q:
    """Return the condition that the actor must act: by name, as the team, or as coordinator."""
    mine = Q(owner_id=actor.user_id)
    if actor.department:
        mine |= Q(owner_id=None, owner_name=actor.department)
    if actor.role == COORDINATES:
        mine |= Q(owner_id=None, owner_name="")
    return mine


def rule_choices() -> list[tuple[str, str]]:
    """Return the rules to choose from, in the order in which people read them."""
    return [(code, str(rule.title)) for code, rule in BY_CODE.items()]


def initiative_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the initiatives about which something is open. One query."""
    about = rights.findings_of(actor).filter(gone_at=None, kind="initiative").order_by()
    rows = Initiative.objects.filter(pk__in=about.values("object_id")).order_by("name")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def people(*, actor: Actor) -> list[User]:
    """Return who works for the municipality and can be asked to do something. One query."""
    rows = User.objects.filter(
        municipality_id=actor.municipality_id, is_active=True, organisation_id=None
    )
    return list(rows.exclude(role__in=NOT_ASKED).order_by("name"))


def address(actor: Actor, place: Place) -> str:
    """Return where something is; nothing, for a place that the actor may not open."""
    if not permissions.may_enter(actor, place.route):
        return ""
    try:
        found = reverse(place.route, args=place.arguments)
    except NoReverseMatch:
        return ""
    query = place.query if place.query.startswith("#") or not place.query else f"?{place.query}"
    return found + query


def sentence(row: Finding) -> str:
    """Return what a finding says, in the language of the reader."""
    return BY_CODE[row.rule].say(row.facts)


def _wanted(actor: Actor, wanted: FindingFilter) -> QuerySet[Finding]:
    rows = rights.findings_of(actor).filter(rule__in=BY_CODE)
    if wanted.stand == "gone":
        rows = rows.exclude(gone_at=None)
    else:
        rows = rows.filter(gone_at=None, accepted_until__isnull=wanted.stand != "accepted")
    if wanted.whose == "mine":
        rows = rows.filter(of(actor))
    if wanted.rule:
        rows = rows.filter(rule=wanted.rule)
    if wanted.initiative_id:
        rows = rows.filter(object_id=wanted.initiative_id)
    order = {"gone": ("-gone_at", "id"), "accepted": ("accepted_until", "id")}
    usual = (_place_of_rule(), "-found_at", "id")
    return _with_people(rows.order_by(*order.get(wanted.stand, usual)))


def _place_of_rule() -> Case:
    """Return by what findings are put in the order of their rules."""
    return Case(
        *(When(rule=code, then=Value(place)) for place, code in enumerate(BY_CODE)),
        default=Value(len(BY_CODE)),
        output_field=IntegerField(),
    )


def _with_people(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    return rows.select_related("owner", "accepted_by")


def _lines(actor: Actor, rows: Iterable[Finding]) -> list[FindingLine]:
    return [_line(actor, row) for row in rows if row.rule in BY_CODE]


def _line(actor: Actor, row: Finding) -> FindingLine:
    rule: Rule = BY_CODE[row.rule]
    return FindingLine(
        id=row.pk,
        version=row.version,
        code=row.rule,
        title=str(rule.title),
        sentence=rule.say(row.facts),
        label=row.label,
        why=str(rule.why),
        what_to_do=str(rule.what_to_do),
        act=str(rule.act),
        address=address(actor, rule.place(row.object_id, row.facts)),
        owner=owner_of(row),
        is_own=_is_own(actor, row),
        kind=row.kind,
        object_id=row.object_id,
        found_at=row.found_at,
        changed_at=row.changed_at,
        gone_at=row.gone_at,
        accepted_until=row.accepted_until,
        accepted_because=row.accepted_because,
        accepted_by=str(row.accepted_by or ""),
    )


def owner_of(row: Finding) -> str:
    """Return who must act, by name."""
    return str(row.owner) if row.owner else row.owner_name or _("programmacoördinator")


def _is_own(actor: Actor, row: Finding) -> bool:
    if row.owner_id is not None:
        return row.owner_id == actor.user_id
    if row.owner_name:
        return row.owner_name == actor.department
    return actor.role == COORDINATES


def _limit_words(chosen: Chosen) -> str:
    if chosen.rule.limit is None:
        return ""
    return f"{chosen.held_against:g} {chosen.rule.limit_label}".replace(".", ",")


def _follow_ups(actor: Actor, row: Finding) -> Iterable[FollowUp]:
    actions = Action.objects.filter(
        municipality_id=actor.municipality_id, source="finding", source_id=row.pk
    )
    for one in actions.order_by("number"):
        yield FollowUp(
            one.number,
            one.text,
            str(ActionState(one.state).label),
            one.state == ActionState.OPEN,
            address(actor, Place("steering:action", (str(one.pk),))),
        )
