"""Who has which part in a commission besides both sides: RASCI, with one who is accountable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.errors import Conflict, Fault, Invalid, NotAllowed
from bundel.network import rights as network
from bundel.programme.models import Department
from bundel.steering.models import ENDED_COMMISSIONS, Commission, CommissionRole, Rasci
from bundel.steering.services import commission_sides as sides
from bundel.steering.services import commission_steps, door
from bundel.steering.services.commissions import may_draft


@dataclass(frozen=True, slots=True)
class Part:
    """The part of one person, partner or department; exactly one of the three is set."""

    rasci: str
    what: str = ""
    user_id: UUID | None = None
    organisation_id: UUID | None = None
    department_id: UUID | None = None


class HasEnded(Conflict):
    """Nobody has a part in what is over."""

    sentence = gettext_lazy("Deze opdracht is klaar. De rollen blijven staan zoals ze waren.")


@transaction.atomic
def set_roles(*, actor: Actor, commission_id: UUID, version: int, parts: Sequence[Part]) -> None:
    """
    Say who else has a part in a commission, in place of what was said before.

    Who is accountable (A) is always the commissioner, so it is no part to give; the contractor
    does the work (R) already.

    Raises:
        NotAllowed: for who is no side of it and no coordinator.
        HasEnded: if it is over.
        Stale: if somebody saved first.
        Invalid: if somebody is named twice, or is the commissioner.
    """
    row = commission_steps.find(actor, commission_id)
    if not may_draft(actor, row) and sides.side_of(actor, row) is None:
        raise NotAllowed
    if row.state in ENDED_COMMISSIONS:
        raise HasEnded
    saving.same_version(row, version, {})
    door.check({f"what {number}": part.what for number, part in enumerate(parts)})
    _check(actor, row, parts)
    before = _told(row)
    row.roles.all().delete()
    saving.add_all([_made(row, part) for part in parts])
    saving.touch(row)
    after = _told(row)
    if before != after:
        saving.tell(
            actor, "steering.set_roles", "commission", row, {"roles": before}, {"roles": after}
        )


def _check(actor: Actor, row: Commission, parts: Sequence[Part]) -> None:
    """Refuse who is not there, who is named twice, and another part for the accountable one."""
    who = [part.user_id or part.organisation_id or part.department_id for part in parts]
    if len(set(who)) != len(who):
        raise Invalid(faults=[Fault("roles", _("Noem iedereen één keer."))])
    if row.commissioner_id in who:
        words = _("De opdrachtgever is al eindverantwoordelijk. Kies iemand anders.")
        raise Invalid(faults=[Fault("roles", words)])
    if (row.contractor_id or row.contractor_organisation_id) in who:
        words = _("De opdrachtnemer voert de opdracht al uit. Kies iemand anders.")
        raise Invalid(faults=[Fault("roles", words)])
    here = {"municipality_id": actor.municipality_id}
    wanted = {
        "user_id": User.objects.filter(**here, is_active=True),
        "organisation_id": network.organisations_of(actor),
        "department_id": Department.objects.filter(**here),
    }
    for name, rows in wanted.items():
        ids = {getattr(part, name) for part in parts} - {None}
        if rows.filter(pk__in=ids).count() != len(ids):
            raise Invalid(faults=[Fault("roles", _("Kies uit de lijst."))])


def _made(row: Commission, part: Part) -> CommissionRole:
    return CommissionRole(
        municipality_id=row.municipality_id,
        commission=row,
        rasci=part.rasci,
        what=part.what.strip(),
        user_id=part.user_id,
        organisation_id=part.organisation_id,
        department_id=part.department_id,
    )


def _told(row: Commission) -> list[str]:
    roles = row.roles.select_related("user", "organisation", "department")
    return sorted(
        f"{Rasci(one.rasci).value} {one.user or one.organisation or one.department}"
        for one in roles
    )
