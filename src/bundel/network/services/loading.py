"""A whole network from a folder of files, for a municipality that has none yet."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.audit import services as audit
from bundel.network import search
from bundel.network.material import Shelf, load_directory, load_meetings, load_working
from bundel.network.material.directory import CONTACTS, LOCATIONS, ORGANISATIONS, SERVICES
from bundel.network.models import Contact, Organisation
from bundel.network.services import history, lists
from bundel.network.services.history import Kept

ACT = "network.load_material"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did: how many organisations came, and under which code each is known."""

    organisations: int
    services: int
    by_code: Mapping[str, uuid.UUID]


@transaction.atomic
def load_network(*, actor: Actor, folder: Path, at: datetime) -> Loaded:
    """
    Fill an empty network from the files of a folder; a network that has partners stays as it is.

    Args:
        folder: Holds the CSV files; every day in them is counted from the day of `at`.

    Raises:
        WrongMaterial: if a line of a file cannot be read or names what is not there.
    """
    permissions.require(actor, "network.manage")
    if Organisation.objects.filter(municipality_id=actor.municipality_id).exists():
        return Loaded(0, 0, {})
    lists.begin_lists(actor=actor)
    shelf = Shelf(folder, actor.municipality_id, at)
    load_directory(shelf)
    load_meetings(shelf)
    load_working(shelf)
    for row in _kept(shelf):
        history.keep(actor=actor, row=row, act=ACT, at=at)
    search.rebuild(actor.municipality_id)
    return _told(actor, shelf)


@transaction.atomic
def take_in(*, actor: Actor, user: User, organisation_id: uuid.UUID, at: datetime) -> None:
    """Let somebody with an account work for a partner, and be found there as a contact."""
    permissions.require(actor, "network.manage")
    user.organisation_id = organisation_id
    user.save(update_fields=["organisation_id"])
    contacts = Contact.objects.filter(organisation_id=organisation_id, left_date=None)
    if contacts.filter(email=user.email).update(user=user):
        return
    row = Contact.objects.create(
        municipality_id=actor.municipality_id,
        organisation_id=organisation_id,
        name=user.name,
        function=user.function,
        email=user.email,
        user=user,
    )
    history.keep(actor=actor, row=row, act=ACT, at=at)


def _kept(shelf: Shelf) -> Iterator[Kept]:
    for name in (ORGANISATIONS, CONTACTS, LOCATIONS, SERVICES):
        yield from shelf.made[name].values()


def _told(actor: Actor, shelf: Shelf) -> Loaded:
    by_code = {code: row.pk for code, row in shelf.made[ORGANISATIONS].items()}
    loaded = Loaded(len(by_code), len(shelf.made[SERVICES]), by_code)
    audit.record(
        actor=actor,
        action=ACT,
        kind="network",
        object_id=None,
        label=shelf.folder.parent.name,
        after={"organisations": loaded.organisations, "services": loaded.services},
    )
    return loaded
