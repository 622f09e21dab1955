"""All that Bundel knows of a partner, as the register of data says: for itself and the town."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db.models import Field, ForeignKey, Model, Q, QuerySet
from django.utils import timezone

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.network import models as network
from bundel.network import rights
from bundel.network.models import Organisation

ACT = "network.export"
REGISTER = Path(__file__).parents[1] / "register.yaml"
Row = dict[str, Any]
# Each kind of row, and how it hangs on the partner. What is not here is of nobody in particular.
OF_PARTNER: tuple[tuple[type[Model], tuple[str, ...]], ...] = (
    (network.Phone, ("organisation", "service__organisation", "location__organisation")),
    (network.Service, ("organisation",)),
    (network.ServiceTerm, ("service__organisation",)),
    (network.ServiceArea, ("service__organisation",)),
    (network.ServiceLanguage, ("service__organisation",)),
    (network.ServiceAtLocation, ("service__organisation",)),
    (network.Schedule, ("service__organisation",)),
    (network.CostOption, ("service__organisation",)),
    (network.Location, ("organisation",)),
    (network.Invitee, ("organisation",)),
    (network.Promise, ("organisation",)),
    (network.AgreementParty, ("organisation",)),
    (network.Goods, ("organisation",)),
    (network.Match, ("offer__organisation", "request__organisation", "taker")),
    (network.AreaAction, ("organisation",)),
    (network.AreaActionArea, ("action__organisation",)),
    (network.AreaActionPartner, ("organisation", "action__organisation")),
    (network.ConfirmRound, ("organisation",)),
    (network.Correction, ("organisation",)),
    (network.PartnerLink, ("organisation",)),
)
OF_CONTACT: tuple[tuple[type[Model], str], ...] = (
    (network.ContactExpertise, "contact"),
    (network.DigestChoice, "contact"),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All rows of one kind, with what its columns are called."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of a partner."""

    organisation: Organisation
    sheets: tuple[Sheet, ...]


def all_known(*, actor: Actor, organisation_id: uuid.UUID) -> Known:
    """
    Return all that Bundel knows of a partner; contacts as far as the reader may see them.

    Raises:
        NotFound: if there is no such partner.
        NotAllowed: for a partner that is not the reader's own, if that is all the role may.
    """
    permissions.require(actor, ACT)
    here = {"municipality_id": actor.municipality_id}
    partner = Organisation.objects.filter(pk=organisation_id, **here).first()
    if partner is None:
        raise NotFound
    permissions.require(actor, ACT, partner)
    contacts = rights.contacts_of(actor).filter(organisation=partner)
    sheets = [
        _sheet(network.Organisation, Organisation.objects.filter(pk=partner.pk)),
        _sheet(network.Contact, contacts),
        _accounts(partner),
        *_hanging(partner, contacts),
        _agreements(partner),
        _snapshots(partner, contacts),
    ]
    return Known(partner, tuple(sheet for sheet in sheets if sheet.rows))


def _hanging(partner: Organisation, contacts: QuerySet[Any]) -> Iterator[Sheet]:
    for model, ways in OF_PARTNER:
        condition = Q()
        for way in ways:
            condition |= Q(**{way: partner})
        rows = model._default_manager.filter(condition, municipality_id=partner.municipality_id)
        yield _sheet(model, rows.distinct(), _hidden(partner, contacts))
    for model, way in OF_CONTACT:
        yield _sheet(model, model._default_manager.filter(**{f"{way}__in": contacts}))


def _agreements(partner: Organisation) -> Sheet:
    rows = network.Agreement.objects.filter(parties__organisation=partner)
    return _sheet(network.Agreement, rows.distinct())


def _snapshots(partner: Organisation, contacts: QuerySet[Any]) -> Sheet:
    """Return how the partner, its services, places and contacts stood before."""
    ids: set[uuid.UUID] = {partner.pk, *contacts.values_list("pk", flat=True)}
    for owned in (partner.services.all(), partner.locations.all()):
        ids |= set(owned.values_list("pk", flat=True))
    rows = network.Snapshot.objects.filter(
        municipality_id=partner.municipality_id, object_id__in=ids
    )
    return _sheet(network.Snapshot, rows)


def _accounts(partner: Organisation) -> Sheet:
    """Return who has an account for the partner; nothing of how they sign in."""
    users = User.objects.filter(organisation_id=partner.pk, municipality_id=partner.municipality_id)
    rows = [
        {"name": user.name, "email": user.email, "role": str(user.get_role_display())}
        for user in users.order_by("name")
    ]
    return Sheet("User", ("name", "email", "role"), tuple(rows))


def _hidden(partner: Organisation, contacts: QuerySet[Any]) -> frozenset[uuid.UUID]:
    """Return the contacts of the partner whom the reader may not see."""
    there = network.Contact.objects.filter(organisation=partner)
    return frozenset(there.exclude(pk__in=contacts).values_list("pk", flat=True))


def _sheet(
    model: type[Model], rows: Iterable[Model], hidden: frozenset[uuid.UUID] = frozenset()
) -> Sheet:
    fields = [
        field
        for field in model._meta.concrete_fields
        if _register()[model.__name__][field.name]["export"]
    ]
    linked = [field.name for field in fields if isinstance(field, ForeignKey)]
    found = rows.select_related(*linked) if isinstance(rows, QuerySet) and linked else rows
    lines = [{field.name: _value(row, field, hidden) for field in fields} for row in found]
    return Sheet(model.__name__, tuple(field.name for field in fields), tuple(lines))


def _value(row: Model, field: Field[Any, Any], hidden: frozenset[uuid.UUID]) -> Any:
    value = getattr(row, field.attname)
    if isinstance(field, ForeignKey):
        return None if value is None or value in hidden else str(getattr(row, field.name))
    return _plain(value)


def _plain(value: Any) -> Any:
    """Return a value as both files can hold it."""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat("T", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value) if isinstance(value, uuid.UUID) else value


@cache
def _register() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """Return which fields may go out, read once."""
    found: dict[str, Any] = yaml.safe_load(REGISTER.read_text(encoding="utf-8"))
    return found
