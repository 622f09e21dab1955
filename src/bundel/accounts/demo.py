"""Demo mode: stepping into any role with one click. Refused wherever others could come."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
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
    Role.PARTNER_COORDINATOR: _("U stemt af met de gemeente namens een partner."),
    Role.PARTNER_WORKER: _("U helpt bewoners en meldt wat u ziet."),
    Role.PLATFORM_OPERATOR: _("U houdt het platform in de lucht en ziet geen inhoud."),
}


@dataclass(frozen=True, slots=True)
class Stand:
    """A role to step into, and who plays it."""

    role: str
    label: str
    work: str
    name: str


def stands() -> list[Stand]:
    """Return the roles of the municipality at work that one can step into. One query."""
    players: dict[str, str] = {}
    for user in User.objects.filter(is_active=True).order_by("email"):
        players.setdefault(user.role, user.name)
    return [
        Stand(role, str(role.label), str(work), players.get(role, ""))
        for role, work in WORK.items()
    ]


@transaction.atomic
def player_of(*, municipality: Municipality, role: str) -> User:
    """
    Return the person who plays a role in the demo; somebody is made up where nobody does.

    Raises:
        NotFound: outside demo mode, or for a role that nobody can play.
    """
    if not settings.DEMO or role not in WORK:
        raise NotFound
    player = User.objects.filter(role=role, is_active=True).order_by("email").first()
    return player or User.objects.create_user(
        municipality_id=municipality.id,
        email=f"{role.replace('_', '.')}@demo.invalid",
        name=str(Role(role).label),
        role=role,
    )
