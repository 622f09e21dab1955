"""Actions in areas as frozen values: what is planned where and when, and with whom."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Q, QuerySet

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.network.clashing import Plan
from bundel.network.fitting import Map
from bundel.network.models import ActionState, AreaAction, AreaActionPartner
from bundel.network.selectors import choices
from bundel.network.selectors.goods import Call, call_of

VIEW, ACT = "network.view", "network.act"
WEEKS_SHOWN = 6
MOST = 400


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner that takes part, or asks to."""

    id: uuid.UUID
    organisation_id: uuid.UUID
    name: str
    asked_at: datetime | None


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action: what, where, when, by whom, and whom to call."""

    id: uuid.UUID
    version: int
    organisation_id: uuid.UUID
    organisation: str
    kind_id: uuid.UUID
    kind: str
    kind_code: str
    contact_id: uuid.UUID | None
    call: Call
    title: str
    audience: str
    note: str
    area_ids: tuple[uuid.UUID, ...]
    areas: tuple[str, ...]
    from_date: date
    until_date: date
    state: str
    state_label: str
    clash_note: str
    partners: tuple[PartnerLine, ...]
    may_edit: bool

    @property
    def is_planned(self) -> bool:
        """Whether it goes on."""
        return self.state == ActionState.PLANNED

    @property
    def together(self) -> tuple[PartnerLine, ...]:
        """The partners that take part."""
        return tuple(one for one in self.partners if one.asked_at is None)

    @property
    def asking(self) -> tuple[PartnerLine, ...]:
        """The partners that ask to take part."""
        return tuple(one for one in self.partners if one.asked_at is not None)

    @property
    def plan(self) -> Plan:
        """What counts of it for a clash."""
        return Plan(
            self.id,
            self.kind_code,
            self.audience,
            frozenset(self.area_ids),
            self.from_date,
            self.until_date,
        )


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the calendar."""

    monday: date

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    @property
    def number(self) -> int:
        """Its number in the year."""
        return self.monday.isocalendar().week


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area with, for each week, the actions there; without a name it is everywhere."""

    name: str
    cells: tuple[tuple[ActionView, ...], ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """What happens where in some weeks."""

    weeks: tuple[Week, ...]
    rows: tuple[AreaRow, ...]
    actions: tuple[ActionView, ...]


def calendar(*, actor: Actor, start: date, area: str = "", kind: str = "") -> Calendar:
    """Return the actions of some weeks, by area and week. Five queries."""
    permissions.require(actor, VIEW)
    weeks = weeks_from(start)
    rows = _rows(actor).filter(
        state=ActionState.PLANNED,
        from_date__lte=weeks[-1].sunday,
        until_date__gte=weeks[0].monday,
    )
    if kind:
        rows = rows.filter(kind_id=uuid.UUID(kind))
    nodes = choices.areas(actor=actor)
    ground = Map(nodes)
    views = [_view(row, actor) for row in rows[:MOST]]
    if area:
        chosen = uuid.UUID(area)
        views = [
            one
            for one in views
            if not one.area_ids or any(ground.share_ground(a, chosen) for a in one.area_ids)
        ]
    used = {pk for one in views for pk in one.area_ids}
    shown = [node for node in nodes if node.id in used]
    grid = [
        AreaRow(node.name, _cells([x for x in views if node.id in x.area_ids], weeks))
        for node in shown
    ]
    everywhere = [one for one in views if not one.area_ids]
    if everywhere:
        grid.insert(0, AreaRow("", _cells(everywhere, weeks)))
    return Calendar(weeks, tuple(grid), tuple(views))


def action_view(*, actor: Actor, action_id: uuid.UUID) -> ActionView:
    """
    Return one action. Three queries.

    Raises:
        NotFound: if there is none with this id.
    """
    permissions.require(actor, VIEW)
    row = _rows(actor).filter(pk=action_id).first()
    if row is None:
        raise NotFound
    return _view(row, actor)


def planned(*, actor: Actor, since: date) -> tuple[ActionView, ...]:
    """Return all that goes on from a day. Three queries."""
    permissions.require(actor, VIEW)
    rows = _rows(actor).filter(state=ActionState.PLANNED, until_date__gte=since)
    return tuple(_view(row, actor) for row in rows)


def actions_of(*, actor: Actor, organisation_id: uuid.UUID, since: date) -> tuple[ActionView, ...]:
    """Return what one partner does from a day, by itself or with others. Three queries."""
    permissions.require(actor, VIEW)
    with_others = AreaActionPartner.objects.filter(organisation_id=organisation_id, asked_at=None)
    rows = _rows(actor).filter(
        Q(organisation_id=organisation_id) | Q(pk__in=with_others.values("action_id")),
        state=ActionState.PLANNED,
        until_date__gte=since,
    )
    return tuple(_view(row, actor) for row in rows[:MOST])


def some(*, actor: Actor, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, ActionView]:
    """Return some actions by id. Three queries."""
    permissions.require(actor, VIEW)
    return {row.pk: _view(row, actor) for row in _rows(actor).filter(pk__in=list(ids))}


def weeks_from(start: date) -> tuple[Week, ...]:
    """Return the weeks that a calendar shows, from the one that holds a day."""
    monday = start - timedelta(days=start.weekday())
    return tuple(Week(monday + timedelta(days=7 * n)) for n in range(WEEKS_SHOWN))


def _cells(
    there: Sequence[ActionView], weeks: Sequence[Week]
) -> tuple[tuple[ActionView, ...], ...]:
    return tuple(
        tuple(
            one for one in there if one.from_date <= week.sunday and one.until_date >= week.monday
        )
        for week in weeks
    )


def _rows(actor: Actor) -> QuerySet[AreaAction]:
    rows = AreaAction.objects.filter(municipality_id=actor.municipality_id)
    partners = AreaActionPartner.objects.select_related("organisation").order_by(
        "organisation__name"
    )
    return rows.select_related("organisation", "kind", "contact").prefetch_related(
        "areas", Prefetch("partner_rows", queryset=partners)
    )


def _view(row: AreaAction, actor: Actor) -> ActionView:
    areas = sorted(row.areas.all(), key=lambda area: area.name)
    return ActionView(
        row.pk,
        row.version,
        row.organisation_id,
        row.organisation.name,
        row.kind_id,
        row.kind.name,
        row.kind.code,
        row.contact_id,
        call_of(row.organisation, row.contact, actor),
        row.title,
        row.audience,
        row.note,
        tuple(area.pk for area in areas),
        tuple(area.name for area in areas),
        row.from_date,
        row.until_date,
        row.state,
        row.get_state_display(),
        row.clash_note,
        tuple(
            PartnerLine(one.pk, one.organisation_id, one.organisation.name, one.asked_at)
            for one in row.partner_rows.all()
        ),
        permissions.can(actor, ACT, row),
    )
