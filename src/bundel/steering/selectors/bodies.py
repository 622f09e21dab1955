"""Bodies as frozen values: the list, one body, and who can sit in it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor, Relation
from bundel.core.mandates import Mandate
from bundel.errors import Conflict, NotAllowed, NotFound
from bundel.network.models import Organisation, OrganisationState
from bundel.steering import rhythms
from bundel.steering.models import Body, Matter, Meeting, MeetingState, Member, Part
from bundel.steering.rhythms import Coming

VIEW, EDIT, MEET = "steering.view", "steering.bodies", "steering.meet"
AHEAD = (MeetingState.PLANNED, MeetingState.INVITED, MeetingState.RUNNING)
MOST_PAST = 12


class MeetsNoMore(Conflict):
    """It was put away: it is only read."""

    sentence = gettext_lazy("Dit overleg komt niet meer bij elkaar. U kunt het alleen nog lezen.")


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body in the list, with when it meets next."""

    id: uuid.UUID
    kind: str
    kind_label: str
    name: str
    rhythm: str
    area: str
    refers_to: str
    members: int
    chair: str
    next_id: uuid.UUID | None
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class MemberView:
    """Somebody in a body."""

    id: uuid.UUID
    version: int
    name: str
    of: str
    part: str
    part_label: str
    user_id: uuid.UUID | None
    organisation_id: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a list."""

    id: uuid.UUID
    body: str
    starts_at: datetime
    ends_at: datetime
    place: str
    state: str
    state_label: str
    items: int
    coming: int
    asked: int
    decisions: int


@dataclass(frozen=True, slots=True)
class BodyCard:
    """A body with its mandate, its rhythm, its members and its meetings."""

    id: uuid.UUID
    version: int
    kind: str
    kind_label: str
    name: str
    mandate: str
    matters: tuple[str, ...]
    matter_labels: tuple[str, ...]
    limit_eur: Decimal | None
    refers_to_id: uuid.UUID | None
    refers_to: str
    area_id: uuid.UUID | None
    area: str
    recurrence: str
    rhythm: str
    first_date: date | None
    starts_time: time
    minutes: int
    place: str
    members: tuple[MemberView, ...]
    coming: tuple[Coming, ...]
    ahead: tuple[MeetingLine, ...]
    past: tuple[MeetingLine, ...]
    has_more_past: bool
    is_archived: bool
    may_edit: bool
    may_meet: bool


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who can sit in a body; the key says whether it is a colleague or a partner."""

    key: str
    name: str


def body_lines(*, actor: Actor) -> list[BodyLine]:
    """Return the bodies that the actor may see, by kind. Two queries."""
    rows = (
        visible(actor)
        .filter(archived_at=None)
        .select_related("area", "refers_to")
        .prefetch_related("members__user")
        .annotate(next_at=Min("meetings__starts_at", filter=Q(meetings__state__in=AHEAD)))
    )
    found = list(rows)
    starts = [(row.pk, row.next_at) for row in found if row.next_at]
    nexts = Meeting.objects.filter(
        body__in=[pk for pk, _at in starts], starts_at__in=[at for _pk, at in starts]
    ).exclude(state=MeetingState.CANCELLED)
    ids = {(body, at): pk for body, at, pk in nexts.values_list("body_id", "starts_at", "pk")}
    return [_line(row, ids.get((row.pk, row.next_at))) for row in found]


def body_card(*, actor: Actor, body_id: uuid.UUID, today: date) -> BodyCard:
    """
    Return a body with all that hangs on it; of the meetings that were the last dozen.

    Raises:
        NotFound: if there is none, or the actor may not see it.
    """
    row = (
        visible(actor)
        .select_related("area", "refers_to")
        .prefetch_related("members__user", "members__organisation")
        .filter(pk=body_id)
        .first()
    )
    if row is None:
        raise NotFound
    meetings = counted(Meeting.objects.filter(body=row))
    ahead = meetings.filter(state__in=AHEAD).order_by("starts_at")
    past = meetings.exclude(state__in=AHEAD).order_by("-starts_at")[: MOST_PAST + 1]
    lines = [_meeting(one) for one in past]
    return BodyCard(
        **_mandate_of(row),
        **_rhythm_of(row),
        members=tuple(_member(one) for one in sorted(row.members.all(), key=_order)),
        coming=tuple(next_days(row, today, 4)) if row.archived_at is None else (),
        ahead=tuple(_meeting(one) for one in ahead),
        past=tuple(lines[:MOST_PAST]),
        has_more_past=len(lines) > MOST_PAST,
        is_archived=row.archived_at is not None,
        may_edit=permissions.can(actor, EDIT) and row.archived_at is None,
        may_meet=permissions.can(actor, MEET, row) and row.archived_at is None,
    )


def standing_body(*, actor: Actor, body_id: uuid.UUID, today: date) -> BodyCard:
    """
    Return a body that still meets, to be changed.

    Raises:
        NotFound: if there is none, or the actor may not see it.
        MeetsNoMore: if it was put away.
    """
    card = body_card(actor=actor, body_id=body_id, today=today)
    if card.is_archived:
        raise MeetsNoMore
    return card


def led_body(*, actor: Actor, body_id: uuid.UUID, today: date) -> BodyCard:
    """
    Return a body to who leads it.

    Raises:
        NotFound: if there is none, or the actor may not see it.
        MeetsNoMore: if it was put away.
        NotAllowed: if the actor may only read it.
    """
    card = standing_body(actor=actor, body_id=body_id, today=today)
    if not card.may_meet:
        raise NotAllowed
    return card


def seats(*, actor: Actor) -> tuple[list[Seat], list[Seat]]:
    """Return the colleagues and the partners that can sit in a body. Two queries."""
    permissions.require(actor, EDIT)
    people = User.objects.filter(
        municipality_id=actor.municipality_id, is_active=True, organisation_id=None
    ).order_by("name")
    partners = Organisation.objects.filter(
        municipality_id=actor.municipality_id, archived_at=None
    ).exclude(state=OrganisationState.ENDED)
    return (
        [Seat(f"user:{one.pk}", _with_function(one)) for one in people],
        [Seat(f"organisation:{one.pk}", one.name) for one in partners.order_by("name")],
    )


def body_options(*, actor: Actor) -> list[Body]:
    """Return the bodies that meet, by name. One query."""
    return list(visible(actor).filter(archived_at=None).order_by("name"))


def mandates(*, actor: Actor) -> list[Mandate]:
    """Return what each body may decide. One query."""
    rows = Body.objects.filter(municipality_id=actor.municipality_id, archived_at=None)
    return [
        Mandate(row.pk, frozenset(row.matters), row.limit_eur, row.refers_to_id, row.area_id)
        for row in rows
    ]


def next_days(row: Body, from_date: date, number: int) -> list[Coming]:
    """Return the next days of the rhythm of a body; none without one."""
    if not row.recurrence or row.first_date is None:
        return []
    return rhythms.coming(
        rule=row.recurrence, first_date=row.first_date, from_date=from_date, number=number
    )


def visible(actor: Actor) -> QuerySet[Body]:
    """Return the bodies that somebody may see; for a partner those in which it sits."""
    rows = Body.objects.filter(municipality_id=actor.municipality_id)
    relation = permissions.visible(actor, VIEW)
    if relation is Relation.ALL:
        return rows
    if relation is Relation.OWN and actor.organisation_id is not None:
        return rows.filter(members__organisation_id=actor.organisation_id).distinct()
    return rows.none()


def counted(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Return meetings with how many points, guests and decisions they have, the newest first."""
    return rows.select_related("body").annotate(
        item_count=Count("items", filter=~Q(items__state="dropped"), distinct=True),
        coming_count=Count("attendances", filter=Q(attendances__coming="accepted"), distinct=True),
        asked_count=Count("attendances", distinct=True),
        decision_count=Count(
            "decisions", filter=Q(decisions__state__in=["decided", "succeeded"]), distinct=True
        ),
    )


def _mandate_of(row: Body) -> dict[str, Any]:
    """Return what a body is and may decide, by the names of its card."""
    return {
        "id": row.pk,
        "version": row.version,
        "kind": row.kind,
        "kind_label": row.get_kind_display(),
        "name": row.name,
        "mandate": row.mandate,
        "matters": tuple(row.matters),
        "matter_labels": tuple(str(Matter(one).label) for one in row.matters),
        "limit_eur": row.limit_eur,
        "refers_to_id": row.refers_to_id,
        "refers_to": row.refers_to.name if row.refers_to else "",
        "area_id": row.area_id,
        "area": row.area.name if row.area else "",
    }


def _rhythm_of(row: Body) -> dict[str, Any]:
    """Return when and where a body meets, by the names of its card."""
    return {
        "recurrence": row.recurrence,
        "rhythm": rhythms.in_words(row.recurrence) if row.recurrence else "",
        "first_date": row.first_date,
        "starts_time": row.starts_time,
        "minutes": row.minutes,
        "place": row.place,
    }


def _line(row: Body, next_id: uuid.UUID | None) -> BodyLine:
    members = list(row.members.all())
    chair = next((str(one) for one in members if one.part == Part.CHAIR), "")
    return BodyLine(
        row.pk,
        row.kind,
        row.get_kind_display(),
        row.name,
        rhythms.in_words(row.recurrence) if row.recurrence else "",
        row.area.name if row.area else "",
        row.refers_to.name if row.refers_to else "",
        len(members),
        chair,
        next_id,
        row.next_at,  # type: ignore[attr-defined]  # annotated by the caller
    )


def meeting_line(row: Meeting) -> MeetingLine:
    """Return a counted meeting as it stands in a list."""
    return _meeting(row)


def _meeting(row: Meeting) -> MeetingLine:
    names = ("item", "coming", "asked", "decision")
    return MeetingLine(
        row.pk,
        row.body.name,
        row.starts_at,
        row.ends_at,
        row.place,
        row.state,
        row.get_state_display(),
        *(getattr(row, f"{name}_count") for name in names),
    )


def _member(row: Member) -> MemberView:
    of = row.user.function if row.user else ""
    return MemberView(
        row.pk,
        row.version,
        str(row),
        of,
        row.part,
        row.get_part_display(),
        row.user_id,
        row.organisation_id,
    )


def _order(row: Member) -> tuple[int, str]:
    return Part.values.index(row.part), str(row)


def _with_function(one: User) -> str:
    return f"{one.name}, {one.function}" if one.function else one.name
