"""The boxes of the list of signals, each named after who must act, and what lies in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bundel.accounts import permissions
from bundel.accounts.models import Role
from bundel.accounts.permissions import Actor, Relation
from bundel.signals import holders, rights
from bundel.signals.models import Follow, Signal, SignalState, Team, TeamMember

# More than this is not counted: nobody reads the difference between 1.000 and 80.000.
MOST_COUNTED = 1_000
PROMISED = ("promise_date", "number")
NEWEST = ("-told_at", "number")


class Box(StrEnum):
    """Who must act."""

    MINE = "mij"
    TEAM = "team"
    OTHERS = "anderen"
    HELD = "nakijken"
    ASKED = "melder"
    ANSWERED = "beantwoord"
    ALL = "alles"
    REPLY = "reageren"
    OURS = "onze"
    SHARED = "gedeeld"


LABELS: dict[Box, Any] = {
    Box.MINE: _("Wacht op mij"),
    Box.TEAM: _("Wacht op mijn team"),
    Box.OTHERS: _("Wacht op anderen"),
    Box.HELD: _("Na te kijken"),
    Box.ASKED: _("Wacht op de melder"),
    Box.ANSWERED: _("Beantwoord"),
    Box.ALL: _("Alles"),
    Box.REPLY: _("Wacht op ons"),
    Box.OURS: _("Onze signalen"),
    Box.SHARED: _("Gedeeld door anderen"),
}
STATES = {
    Box.HELD: SignalState.HELD,
    Box.ASKED: SignalState.ASKED,
    Box.ANSWERED: SignalState.ANSWERED,
}
# What was handled: searched too, for who asks so; the last boxes hold it already.
HANDLED = (
    SignalState.ANSWERED,
    SignalState.CLOSED,
    SignalState.MERGED,
    SignalState.NOT_OURS,
)
WHOLE = frozenset({Box.ALL, Box.OURS, Box.SHARED})
# Where the day that was promised says what comes first.
BY_PROMISE = frozenset({Box.MINE, Box.TEAM, Box.OTHERS, Box.ASKED})


@dataclass(frozen=True, slots=True)
class BoxCount:
    """A box with how much lies in it, counted up to a limit."""

    box: Box
    label: str
    count: int

    @property
    def shown(self) -> str:
        """Return the number as people read it."""
        return f"{MOST_COUNTED}+" if self.count > MOST_COUNTED else str(self.count)


def boxes_of(actor: Actor) -> list[Box]:
    """Return the boxes that somebody has, the one to begin with first."""
    relation = permissions.visible(actor, "signals.view")
    if relation is None:
        return []
    if relation is Relation.OWN:
        return [Box.REPLY, Box.OURS, Box.SHARED]
    handles = permissions.visible(actor, "signals.handle")
    found = [Box.MINE, Box.TEAM] if handles else []
    if permissions.can(actor, "signals.check"):
        found.append(Box.HELD)
    return [*found, Box.OTHERS, Box.ASKED, Box.ANSWERED, Box.ALL]


def in_box(
    actor: Actor, box: Box, teams: Sequence[Any], *, with_handled: bool = False
) -> QuerySet[Signal]:
    """
    Return what lies in a box; no more than the actor may open.

    Args:
        teams: The ids that `teams_of` gives; asked once for all boxes.
        with_handled: Whether all that was handled lies in it too, whoever did so.
    """
    if box is Box.OURS:
        return _ours(actor)
    here = rights.readable(actor)
    if box is Box.ALL:
        return here
    if box is Box.SHARED:
        return here.filter(is_shared=True).exclude(rights.told_by(actor))
    lies = _lies(actor, box, teams)
    return here.filter(lies | Q(state__in=HANDLED) if with_handled else lies)


def label(box: Box) -> str:
    """Return how people call a box."""
    return str(LABELS[box])


def order_of(box: Box, *, with_handled: bool = False) -> tuple[str, str]:
    """Return by what a box is ordered: the nearest promise first, or the newest."""
    return PROMISED if box in BY_PROMISE and not with_handled else NEWEST


def teams_of(actor: Actor) -> list[Any]:
    """Return the teams that somebody is in; a coordinator stands in where nobody is. One query."""
    members = TeamMember.objects.filter(team=OuterRef("pk"))
    mine = Q(Exists(members.filter(user=actor.user_id)))
    if actor.role == Role.COORDINATOR:
        mine |= ~Q(Exists(members.filter(user__is_active=True)))
    here = Team.objects.filter(mine, municipality_id=actor.municipality_id)
    return list(here.order_by().values_list("pk", flat=True))


def counted(*lists: QuerySet[Any]) -> list[int]:
    """Return how many each list holds, or one more than is counted. One query for all."""
    parts: list[str] = []
    values: list[Any] = []
    for rows in lists:
        try:
            sql, of = rows.order_by().values("pk")[: MOST_COUNTED + 1].query.sql_with_params()
        except EmptyResultSet:
            parts.append("0")
            continue
        # Made by Django, with its values apart.
        parts.append(f"(SELECT count(*) FROM ({sql}) AS counted)")  # noqa: S608  # see above
        values += of
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return list(cursor.fetchone() or ())


def _lies(actor: Actor, box: Box, teams: Sequence[Any]) -> Q:
    """Return what makes a signal lie in a box of one state."""
    if box is Box.REPLY:
        return Q(rights.told_by(actor), state=SignalState.ASKED)
    if box in STATES:
        return Q(state=STATES[box])
    return Q(_waiting(actor, box, teams), state=SignalState.OPEN)


def _waiting(actor: Actor, box: Box, teams: Sequence[Any]) -> Q:
    mine = Q(handler_id=actor.user_id)
    of_team = holders.unclaimed(actor.municipality_id) & Q(team_id__in=teams)
    if actor.role == Role.COORDINATOR:
        of_team |= holders.orphaned(actor.municipality_id)
    if box is Box.MINE:
        return mine
    return of_team if box is Box.TEAM else ~mine & ~of_team


def _ours(actor: Actor) -> QuerySet[Signal]:
    """Return what the own partner told and what the actor follows: known ids, so indexes help."""
    followed = Follow.objects.filter(municipality_id=actor.municipality_id, user=actor.user_id)
    ids = list(followed.values_list("signal_id", flat=True))
    here = Signal.objects.filter(municipality_id=actor.municipality_id)
    return here.filter(rights.told_by(actor) | (Q(pk__in=ids) & ~Q(state__in=rights.UNCHECKED)))
