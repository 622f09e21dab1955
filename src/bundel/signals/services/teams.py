"""Teams that signals go to: who is in them, and which may stop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.errors import Fault, Invalid
from bundel.signals import holders
from bundel.signals.models import ListState, RoutingRule, Signal, Team, TeamMember
from bundel.signals.services import rules
from bundel.signals.services.settings import settings_of

ACT = "signals.sort"
FIELDS = frozenset({"name", "email", "commissioner_id", "is_active"})
COMMISSIONERS = ("commissioner", "coordinator")


@transaction.atomic
def save_team(
    *,
    actor: Actor,
    team_id: UUID | None = None,
    version: int = 0,
    members: Iterable[UUID] = (),
    **fields: Any,
) -> UUID:
    """
    Change a team, or make one: its name, its people, and who hears of silence.

    Args:
        version: Of the team; of no meaning for a new one.

    Raises:
        Stale: if somebody else saved first.
        Invalid: if a field is wrong, or signals would be left without anybody.
    """
    permissions.require(actor, ACT)
    if team_id is None:
        row = Team(municipality_id=actor.municipality_id, version=0)
    else:
        row = saving.find(Team, actor, team_id)
        saving.same_version(row, version, fields)
    wanted = set(members)
    _check(actor, row, fields, wanted)
    before, after = saving.change(row, fields, FIELDS)
    joined = _join(row, wanted)
    if after or joined:
        if not after:
            saving.touch(row)
        # Who is in it counts; their names stand where the people are kept.
        told = dict(after) | ({"members": len(wanted)} if joined else {})
        saving.tell(actor, "signals.edit_team", "signal_team", row, before, told)
    return row.pk


def _join(row: Team, wanted: set[UUID]) -> bool:
    """Let these people be in the team and no others; tell whether that changed anything."""
    there = set(row.members.values_list("user_id", flat=True))
    row.members.filter(user__in=there - wanted).delete()
    for user in wanted - there:
        TeamMember.objects.create(municipality_id=row.municipality_id, team=row, user_id=user)
    return there != wanted


def _check(actor: Actor, row: Team, fields: dict[str, Any], members: set[UUID]) -> None:
    faults = []
    if rules.handlers(actor).filter(pk__in=members).count() != len(members):
        words = _("Kies mensen die signalen mogen beantwoorden.")
        faults.append(Fault("members", words))
    commissioner = fields.get("commissioner_id")
    if commissioner and not commissioners(actor).filter(pk=commissioner).exists():
        faults.append(Fault("commissioner_id", _("Kies iemand uit de lijst.")))
    if not row._state.adding and fields.get("is_active") is False:
        faults += [Fault("is_active", words) for words in _needed_for(row)]
    if faults:
        raise Invalid(faults=faults)


def commissioners(actor: Actor) -> Any:
    """Return who may hear that a promise was not kept, by name."""
    here = User.objects.filter(municipality_id=actor.municipality_id, is_active=True)
    return here.filter(role__in=COMMISSIONERS).order_by("name")


def _needed_for(row: Team) -> list[str]:
    """Return why a team cannot stop yet."""
    said = []
    if settings_of(row.municipality_id).fallback_team_id == row.pk:
        said.append(
            _("Dit team krijgt wat geen regel past. Kies eerst een ander bij Instellingen.")
        )
    lines = RoutingRule.objects.filter(team=row, rules__state=ListState.ACTIVE)
    if names := list(lines.values_list("name", flat=True)):
        said.append(
            _("Deze verdeelregels sturen hierheen: %(names)s. Wijzig ze eerst.")
            % {"names": ", ".join(names)}
        )
    here = Signal.objects.filter(holders.unclaimed(row.municipality_id), team=row)
    if many := here.filter(state__in=holders.WAITING).count():
        words = ngettext(
            "Hier wacht nog %(many)s signaal. Geef het eerst door.",
            "Hier wachten nog %(many)s signalen. Geef ze eerst door.",
            many,
        )
        said.append(words % {"many": many})
    return said
