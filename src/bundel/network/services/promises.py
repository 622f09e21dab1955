"""Concrete steps that organisations promise, and what became of them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.errors import Conflict, Fault, Invalid
from bundel.network import rights
from bundel.network.models import Contact, Gathering, GatheringState, Promise, PromiseState
from bundel.network.services.texts import without_persons

ACT = "network.promise"
FIELDS = frozenset({"text", "owner_id", "owner_name", "due_date"})
END_FIELDS = frozenset({"state", "result"})


class PromiseHasEnded(Conflict):
    """It was kept, not kept or withdrawn."""

    sentence = gettext_lazy("Deze toezegging is al afgerond. Open haar eerst opnieuw.")


class GatheringIsAhead(Conflict):
    """What is promised is promised there, or written down afterwards."""

    sentence = gettext_lazy("Deze bijeenkomst komt nog. Toezeggen kan vanaf de dag zelf.")


class GatheringWasCancelled(Conflict):
    """Nobody promises anything at a gathering that is not there."""

    sentence = gettext_lazy("Deze bijeenkomst is afgezegd. Kies een andere bijeenkomst.")


@transaction.atomic
def promise(
    *,
    actor: Actor,
    gathering_id: uuid.UUID,
    organisation_id: uuid.UUID,
    at: datetime,
    text: str,
    due_date: date,
    owner_name: str,
) -> uuid.UUID:
    """
    Write down what an organisation will do, who does it there, and by when.

    Args:
        owner_name: A contact of the organisation, or somebody who is not in the list.

    Raises:
        NotAllowed: for another organisation than the actor's own, if that is all the role may.
        GatheringIsAhead: before the day of the gathering.
        Invalid: if nobody owns it, or its day lies before the gathering.
    """
    row = Promise(
        municipality_id=actor.municipality_id,
        version=0,
        organisation_id=organisation_id,
        gathering_id=gathering_id,
        created_at=at,
    )
    permissions.require(actor, ACT, row)
    gathering = saving.find(Gathering, actor, gathering_id)
    if gathering.state == GatheringState.CANCELLED:
        raise GatheringWasCancelled
    if is_ahead(gathering.starts_at, at):
        raise GatheringIsAhead
    if not rights.organisations_of(actor).filter(pk=organisation_id).exists():
        raise Invalid(faults=[Fault("organisation_id", _("Kies een organisatie uit de lijst."))])
    row.gathering = gathering
    values = {"text": text, "due_date": due_date, **_owner(row, owner_name)}
    _check(row, values)
    _before, after = saving.change(row, values, FIELDS)
    saving.tell(actor, "network.promise", "promise", row, after=after)
    return row.pk


@transaction.atomic
def edit_promise(
    *,
    actor: Actor,
    promise_id: uuid.UUID,
    version: int,
    text: str,
    due_date: date,
    owner_name: str = "",
) -> None:
    """
    Say a promise otherwise, while it is open.

    Args:
        owner_name: As with a new promise; empty leaves the owner as it is.

    Raises:
        PromiseHasEnded: if it was rounded off.
        Stale: if somebody else saved first.
    """
    row = saving.find(Promise, actor, promise_id)
    permissions.require(actor, ACT, row)
    changes: dict[str, Any] = {"text": text, "due_date": due_date}
    if owner_name.strip():
        changes |= _owner(row, owner_name)
    saving.same_version(row, version, changes)
    if row.state != PromiseState.OPEN:
        raise PromiseHasEnded
    _check(row, changes)
    before, after = saving.change(row, changes, FIELDS)
    if after:
        saving.tell(actor, "network.edit_promise", "promise", row, before, after)


@transaction.atomic
def end_promise(
    *,
    actor: Actor,
    promise_id: uuid.UUID,
    version: int,
    state: str,
    result: str,
    at: datetime,
) -> None:
    """
    Say what became of a promise: kept, not kept or withdrawn; the last two with a word why.

    Raises:
        PromiseHasEnded: if it was rounded off already.
        Invalid: if the word is missing.
        Stale: if somebody else saved first.
    """
    row = saving.find(Promise, actor, promise_id)
    permissions.require(actor, ACT, row)
    wanted = {"state": state, "result": result}
    saving.same_version(row, version, wanted)
    if row.state != PromiseState.OPEN:
        raise PromiseHasEnded
    if state not in {PromiseState.KEPT, PromiseState.NOT_KEPT, PromiseState.WITHDRAWN}:
        raise Invalid(faults=[Fault("state", _("Kies wat ervan geworden is."))])
    if state != PromiseState.KEPT and not result.strip():
        raise Invalid(faults=[Fault("result", _("Schrijf in een paar woorden waarom."))])
    without_persons({"result": result})
    row.closed_at = at
    before, after = saving.change(row, wanted, END_FIELDS)
    saving.tell(actor, "network.end_promise", "promise", row, before, after)


@transaction.atomic
def reopen_promise(*, actor: Actor, promise_id: uuid.UUID, version: int) -> None:
    """
    Let a promise run again, as if it was not rounded off; what was said of it stays.

    Raises:
        Stale: if somebody else saved first.
    """
    row = saving.find(Promise, actor, promise_id)
    permissions.require(actor, ACT, row)
    saving.same_version(row, version, {})
    row.closed_at = None
    before, after = saving.change(row, {"state": PromiseState.OPEN}, END_FIELDS)
    if after:
        saving.tell(actor, "network.reopen_promise", "promise", row, before, after)


def is_ahead(starts_at: datetime, at: datetime) -> bool:
    """Tell whether the day of a gathering has not come: then nothing is promised there yet."""
    return timezone.localtime(at).date() < timezone.localtime(starts_at).date()


def _owner(row: Promise, name: str) -> dict[str, Any]:
    """Return the contact of the organisation with this name, or else the name."""
    people = Contact.objects.filter(
        municipality_id=row.municipality_id,
        organisation_id=row.organisation_id,
        left_date=None,
        name__iexact=name.strip(),
    )
    found = list(people[:2])
    # Two of the same name: which of them is not for us to choose.
    return (
        {"owner_id": found[0].pk, "owner_name": ""}
        if len(found) == 1
        else {"owner_id": None, "owner_name": name}
    )


def _check(row: Promise, values: Mapping[str, Any]) -> None:
    """
    Go on only if somebody owns it, and its day is not before the gathering.

    Raises:
        Invalid: with a fault for each field that is wrong.
    """
    without_persons({"text": values["text"], "owner_name": values.get("owner_name")})
    faults = []
    named = values.get("owner_name", row.owner_name).strip()
    if not values.get("owner_id", row.owner_id) and not named:
        faults.append(Fault("owner_name", _("Schrijf wie dit doet.")))
    if values["due_date"] < timezone.localtime(row.gathering.starts_at).date():
        faults.append(Fault("due_date", _("Kies een dag na de bijeenkomst.")))
    if faults:
        raise Invalid(faults=faults)
