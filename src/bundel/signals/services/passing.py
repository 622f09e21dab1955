"""Passing a signal on, choosing its theme, and sharing it with other partners."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.errors import Fault, Invalid, NotAllowed
from bundel.signals import rights
from bundel.signals.models import ENDED, Signal, SignalState, SignalTheme, StepKind, Team
from bundel.signals.services import moves, routing

ALIVE = tuple(state for state in SignalState if state not in ENDED)


@transaction.atomic
def pass_on(
    *,
    actor: Actor,
    signal_id: uuid.UUID,
    version: int,
    team_id: uuid.UUID | None,
    person_id: uuid.UUID | None,
    reason: str,
    at: datetime,
) -> None:
    """
    Let a signal wait for another team or person; the promise stays.

    Raises:
        NotFound, NotAllowed, Stale, OtherState: as `moves.find` says.
        Invalid: if not exactly one is chosen, or the reason is empty or may point at one person.
    """
    signal = moves.find(actor=actor, signal_id=signal_id, version=version)
    if (team_id is None) == (person_id is None):
        raise Invalid(faults=[Fault("team_id", _("Kies één team, of één persoon."))])
    why = moves.clean(signal, reason=reason)["reason"]
    team = _team(actor, team_id) if team_id else signal.team
    person = _person(actor, person_id) if person_id else None
    moves.keep(signal, team=team, handler=person)
    name = person.name if person else str(team)
    moves.tell(
        actor=actor,
        signal=signal,
        action="signals.pass_on",
        kind=StepKind.PASSED_ON,
        at=at,
        note=moves.said(gettext_lazy("Naar %(name)s. %(why)s"), name=name, why=why),
        after={"team": str(team) if team_id else None, "person": str(person_id or "")},
    )


@transaction.atomic
def take(*, actor: Actor, signal_id: uuid.UUID, version: int, at: datetime) -> None:
    """
    Take up a signal of the own team: from now on it waits for the actor.

    Raises:
        NotFound, NotAllowed, Stale, OtherState: as `moves.find` says.
    """
    signal = moves.find(actor=actor, signal_id=signal_id, version=version)
    moves.keep(signal, handler_id=actor.user_id)
    moves.tell(
        actor=actor,
        signal=signal,
        action="signals.pass_on",
        kind=StepKind.PASSED_ON,
        at=at,
        note=moves.said(gettext_lazy("%(name)s pakt dit op."), name=actor.name),
        after={"person": str(actor.user_id)},
    )


@transaction.atomic
def choose_theme(
    *,
    actor: Actor,
    signal_id: uuid.UUID,
    version: int,
    theme_id: uuid.UUID,
    at: datetime,
    routes_again: bool = False,
) -> None:
    """
    Say what a signal is about; what differs from the suggestion teaches it.

    Args:
        routes_again: Whether the rules decide anew who gets it, while it is open; the promise
            comes no later.

    Raises:
        NotFound, NotAllowed, Stale, OtherState: as `moves.find` says.
        Invalid: if the theme is not in use.
    """
    signal = moves.find(
        actor=actor,
        signal_id=signal_id,
        version=version,
        wanted={"theme_id": theme_id},
        states=ALIVE,
    )
    here = SignalTheme.objects.filter(municipality_id=actor.municipality_id, is_active=True)
    theme = here.filter(pk=theme_id).first()
    if theme is None:
        raise Invalid(faults=[Fault("theme_id", _("Kies een thema dat in gebruik is."))])
    before = signal.theme
    moves.keep(signal, theme=theme, theme_checked_at=at)
    if before == theme:
        return
    moves.tell(
        actor=actor,
        signal=signal,
        action="signals.choose_theme",
        kind=StepKind.THEME,
        at=at,
        note=moves.said(gettext_lazy("Van %(old)s naar %(new)s."), old=before.name, new=theme.name),
        after={"theme": theme.name},
    )
    if routes_again and signal.state == SignalState.OPEN:
        routing.route(signal=signal, actor=actor, at=at)


@transaction.atomic
def share(
    *, actor: Actor, signal_id: uuid.UUID, version: int, is_shared: bool, at: datetime
) -> None:
    """
    Let other partners read the words, or no longer; only the side that told it decides.

    Raises:
        NotFound, NotAllowed, Stale, OtherState: as `moves.find_own` says.
    """
    signal = moves.find_own(actor=actor, signal_id=signal_id, version=version, states=ALIVE)
    moves.keep(signal, is_shared=is_shared)
    yes, no = gettext_lazy("Andere partners mogen dit lezen."), gettext_lazy("Niet meer gedeeld.")
    moves.tell(
        actor=actor,
        signal=signal,
        action="signals.share",
        kind=StepKind.SHARED,
        at=at,
        note=moves.said(yes if is_shared else no),
        after={"is_shared": is_shared},
    )


def _team(actor: Actor, team_id: uuid.UUID) -> Team:
    here = Team.objects.filter(municipality_id=actor.municipality_id, is_active=True)
    team = here.filter(pk=team_id).first()
    if team is None:
        raise Invalid(faults=[Fault("team_id", _("Kies een team dat in gebruik is."))])
    return team


def _person(actor: Actor, person_id: uuid.UUID) -> User:
    """Return somebody who may handle signals."""
    here = User.objects.filter(municipality_id=actor.municipality_id, is_active=True)
    person = here.filter(pk=person_id, role__in=handlers()).first()
    if person is None:
        words = _("Kies iemand die signalen mag beantwoorden.")
        raise Invalid(faults=[Fault("person_id", words)])
    return person


def handlers() -> list[str]:
    """Return the roles that may answer signals."""
    return list(permissions.permissions().acts[moves.ACT])


def may_handle(actor: Actor, signal: Signal) -> bool:
    """Tell whether the actor may act on this signal."""
    try:
        permissions.require(actor, moves.ACT, rights.Handled(signal))
    except NotAllowed:
        return False
    return True
