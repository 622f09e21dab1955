"""The two sides of a commission: who may be one, and in which part somebody acts."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.models import Role, User
from bundel.accounts.permissions import Actor, Relation
from bundel.core.commissions import Side
from bundel.errors import Fault, Invalid
from bundel.network import rights as network
from bundel.network.models import Organisation
from bundel.steering.models import Commission

DRAFT, SIGN = "steering.commission", "steering.sign"
COMMISSIONERS = (Role.COMMISSIONER, Role.COORDINATOR)


def commissioners(actor: Actor) -> QuerySet[User]:
    """Return who may give a commission: people of the municipality who decide for a department."""
    return staff(actor).filter(role__in=COMMISSIONERS)


def contractors(actor: Actor) -> QuerySet[User]:
    """Return who of the municipality may take a commission on: who can sign for it."""
    return staff(actor).filter(role__in=permissions.permissions().acts[SIGN])


def contracted_partners(actor: Actor) -> QuerySet[Organisation]:
    """Return the partners that may take a commission on: who of them can sign, signs."""
    signing = User.objects.filter(
        role=Role.PARTNER_COORDINATOR, is_active=True, organisation_id__isnull=False
    )
    return network.organisations_of(actor).filter(pk__in=signing.values("organisation_id"))


def check_sides(actor: Actor, row: Commission) -> None:
    """
    Go on only if both sides can sign.

    Raises:
        Invalid: with a fault for the side that cannot.
    """
    told = {
        "commissioner_id": why_not(actor, row, Side.COMMISSIONER),
        "contractor": why_not(actor, row, Side.CONTRACTOR),
    }
    faults = [Fault(name, words) for name, words in told.items() if words]
    if faults:
        raise Invalid(faults=faults)


def why_not(actor: Actor, row: Commission, side: Side) -> str:
    """Return why who stands on a side cannot be one; empty if all is well."""
    if side is Side.COMMISSIONER:
        there = commissioners(actor).filter(pk=row.commissioner_id).exists()
        return "" if there else _("Kies een opdrachtgever uit de lijst.")
    if row.contractor_id:
        there = contractors(actor).filter(pk=row.contractor_id).exists()
        return "" if there else _("Kies een opdrachtnemer uit de lijst.")
    partner_id = row.contractor_organisation_id
    if partner_id and contracted_partners(actor).filter(pk=partner_id).exists():
        return ""
    return _("Bij deze partner kan nog niemand tekenen. Nodig eerst een coördinator uit.")


def free_of_roles(row: Commission) -> None:
    """Take away the other parts of who is a side now: a side has that part alone."""
    people = [one for one in (row.commissioner_id, row.contractor_id) if one]
    taken = Q(user_id__in=people)
    if row.contractor_organisation_id:
        taken |= Q(organisation_id=row.contractor_organisation_id)
    row.roles.filter(taken).delete()


def side_of(actor: Actor, row: Commission) -> Side | None:
    """Return in which part somebody acts on a commission; None for who is no side of it."""
    if row.is_commissioner(actor):
        return Side.COMMISSIONER
    if row.is_contractor(actor) and permissions.can(actor, SIGN):
        return Side.CONTRACTOR
    if permissions.visible(actor, DRAFT) is Relation.ALL:
        return Side.COORDINATOR
    return None


def people_of(row: Commission, side: Side) -> list[User]:
    """Return who of a side can be mailed and can sign."""
    if side is Side.COMMISSIONER:
        return _reachable([row.commissioner])
    if row.contractor is not None:
        return _reachable([row.contractor])
    people = User.objects.filter(
        organisation_id=row.contractor_organisation_id, role=Role.PARTNER_COORDINATOR
    )
    return _reachable(people.order_by("email"))


def can_sign(row: Commission, side: Side) -> bool:
    """Tell whether anybody can still sign for a side. One query for a partner."""
    person = row.commissioner if side is Side.COMMISSIONER else row.contractor
    if person is None:
        return bool(people_of(row, side))
    return person.is_active and person.role in permissions.permissions().acts[SIGN]


def name_of(row: Commission, side: Side) -> str:
    """Return how people call a side."""
    return str(row.commissioner) if side is Side.COMMISSIONER else contractor_name(row)


def contractor_name(row: Commission) -> str:
    """Return how people call the side that does."""
    return str(row.contractor or row.contractor_organisation)


def staff(actor: Actor) -> QuerySet[User]:
    """Return the people of the municipality itself, by name."""
    return User.objects.filter(
        municipality_id=actor.municipality_id, is_active=True, organisation_id=None
    ).order_by("name")


def _reachable(people: Iterable[User]) -> list[User]:
    return [one for one in people if one.is_active and one.email]
