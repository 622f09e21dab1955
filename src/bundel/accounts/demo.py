"""Demo mode: stepping into any role with one click. Refused wherever others could come."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bundel.accounts.models import Municipality, Role, User
from bundel.errors import NotFound

# What each role comes for, in one sentence.
WORK = {
    Role.COORDINATOR: _("U houdt het geheel bij elkaar en maakt het plan."),
    Role.COMMISSIONER: _("U kiest en stelt het plan vast."),
    Role.INITIATIVE_LEAD: _("U trekt een initiatief en houdt het bij."),
    Role.ANALYST: _("U rekent plannen door en vergelijkt ze."),
    Role.READER: _("U leest mee en wijzigt niets."),
    Role.FUNCTIONAL_MANAGER: _("U regelt wie erin mag en met welke rol."),
    Role.PRIVACY_OFFICER: _("U ziet wie wat deed, en of het logboek klopt."),
    Role.PARTNER_COORDINATOR: _("U houdt bij wat uw organisatie doet, belooft en kan missen."),
    Role.PARTNER_WORKER: _("U zoekt wie kan helpen en zegt of er bij u plek is."),
    Role.PLATFORM_OPERATOR: _("U houdt het platform in de lucht en ziet geen inhoud."),
}


PARTNERS = frozenset({Role.PARTNER_COORDINATOR, Role.PARTNER_WORKER})


@dataclass(frozen=True, slots=True)
class Stand:
    """A role to step into, and who plays it; partners play theirs at an organisation."""

    role: str
    label: str
    work: str
    name: str
    place: str = ""
    person: uuid.UUID | None = None


def stands() -> list[Stand]:
    """Return the roles of the municipality at work that one can step into. One query."""
    players: dict[str, list[User]] = {}
    for user in _players():
        players.setdefault(user.role, []).append(user)
    return [stand for role in WORK for stand in _of_role(role, players.get(role, []))]


def _of_role(role: Role, players: Sequence[User]) -> list[Stand]:
    """Return one stand for a role, or one for each partner where somebody plays it."""
    label, work = str(role.label), str(WORK[role])
    if not players:
        return [Stand(role, label, work, "")]
    first, *others = players
    if role not in PARTNERS:
        return [Stand(role, label, work, first.name)]
    # The first is who the role itself leads to.
    return [
        Stand(role, label, work, first.name, first.department),
        *(Stand(role, label, work, p.name, p.department, p.pk) for p in others),
    ]


@transaction.atomic
def player_of(*, municipality: Municipality, role: str, person: str = "") -> User:
    """
    Return the person who plays a role in the demo; somebody is made up where nobody does.

    Args:
        person: The id of who to step into, where more than one plays the role.

    Raises:
        NotFound: outside demo mode, or for a role that nobody can play.
    """
    if not settings.DEMO or role not in WORK:
        raise NotFound
    players = _players().filter(role=role)
    if person:
        return _chosen(players, person)
    player = players.first()
    return player or User.objects.create_user(
        municipality_id=municipality.id,
        email=f"{role.replace('_', '.')}@demo.invalid",
        name=str(Role(role).label),
        role=role,
    )


def _players() -> QuerySet[User]:
    """Return who can be stepped into; people of the demo itself before who was invited since."""
    return User.objects.filter(is_active=True).order_by("added_at", "name", "email")


def _chosen(players: QuerySet[User], person: str) -> User:
    try:
        return players.get(pk=uuid.UUID(person))
    except (ValueError, User.DoesNotExist):
        raise NotFound from None
