"""Who does what: domains, activities, what each does of which, and their yes to that."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F, Max
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.errors import Conflict, Fault, Invalid, NotFound
from bundel.network.models import Organisation
from bundel.programme.models import Department
from bundel.steering.models import Activity, Cell, Domain, Stance
from bundel.steering.services import door
from bundel.steering.services.issues import keep_up

VIEW, ACT, AGREE = "steering.view", "steering.demarcate", "steering.agree"
DOMAIN, ACTIVITY = "domain", "activity"
ACTIVITY_FIELDS = frozenset({"name", "description", "agreement"})
Placed = TypeVar("Placed", Domain, Activity)


class NothingToAgree(Conflict):
    """Who does not do it has nothing to say yes to."""

    sentence = gettext_lazy("Dit domein doet dit niet. Er is niets om ja tegen te zeggen.")


@transaction.atomic
def add_domain(
    *,
    actor: Actor,
    at: datetime,
    department_id: uuid.UUID | None = None,
    organisation_id: uuid.UUID | None = None,
    speaker_id: uuid.UUID | None = None,
) -> uuid.UUID:
    """
    Add a department or a partner as a column, with who may say yes for it.

    Raises:
        Invalid: if it is there already, or is neither or both.
    """
    permissions.require(actor, ACT)
    _here(Department, actor, department_id, "department_id")
    _here(Organisation, actor, organisation_id, "organisation_id")
    _speaker(actor, speaker_id)
    row = Domain(
        municipality_id=actor.municipality_id,
        department_id=department_id,
        organisation_id=organisation_id,
        speaker_id=speaker_id,
        position=_next_position(Domain, actor),
    )
    saving.judge(row)
    row.save(force_insert=True)
    saving.tell(actor, "steering.add_domain", DOMAIN, row, None, {"name": str(row)})
    keep_up(municipality_id=actor.municipality_id, at=at)
    return row.pk


@transaction.atomic
def set_speaker(
    *, actor: Actor, domain_id: uuid.UUID, version: int, speaker_id: uuid.UUID | None
) -> None:
    """Say who may say yes for a domain."""
    permissions.require(actor, ACT)
    row = saving.find(Domain, actor, domain_id, archived_at=None)
    _speaker(actor, speaker_id)
    wanted = {"speaker_id": speaker_id}
    saving.same_version(row, version, wanted)
    before, after = saving.change(row, wanted, frozenset(wanted))
    if after:
        saving.tell(actor, "steering.edit_domain", DOMAIN, row, before, after)


@transaction.atomic
def save_activity(
    *,
    actor: Actor,
    at: datetime,
    activity_id: uuid.UUID | None = None,
    version: int = 0,
    **fields: Any,
) -> uuid.UUID:
    """
    Add an activity, or change one. When the agreement changes, every yes to it is over.

    Args:
        fields: name, description, agreement.

    Raises:
        Invalid: if it has no name, or a text points at a resident.
    """
    permissions.require(actor, ACT)
    door.check(fields)
    if activity_id is None:
        row = Activity(
            municipality_id=actor.municipality_id, position=_next_position(Activity, actor)
        )
        row.code = _code(actor, str(fields.get("name", "")))
        for name, value in fields.items():
            setattr(row, name, str(value).strip())
        saving.judge(row)
        row.save(force_insert=True)
        saving.tell(actor, "steering.add_activity", ACTIVITY, row, None, {"name": row.name})
    else:
        row = saving.find(Activity, actor, activity_id, archived_at=None)
        saving.same_version(row, version, fields)
        before, after = saving.change(row, fields, ACTIVITY_FIELDS)
        if "agreement" in after:
            # Also another version: who still reads the old words says no yes to the new ones.
            row.cells.update(agreed_at=None, agreed_by=None, version=F("version") + 1)
        if after:
            saving.tell(actor, "steering.edit_activity", ACTIVITY, row, before, after)
    keep_up(municipality_id=actor.municipality_id, at=at)
    return row.pk


@transaction.atomic
def set_cell(
    *,
    actor: Actor,
    at: datetime,
    domain_id: uuid.UUID,
    activity_id: uuid.UUID,
    version: int,
    stance: str,
    note: str = "",
) -> None:
    """
    Say what a domain does of an activity; its yes holds for what it was asked, so a change ends it.

    Args:
        version: The version of the cell, 0 where nothing was filled in.
        stance: in, shared or out; empty takes the cell away.

    Raises:
        Stale: if somebody else filled it in first.
    """
    permissions.require(actor, ACT)
    door.check({"note": note})
    row = _cell(actor, domain_id, activity_id)
    before = {"stance": row.stance, "note": row.note}
    wanted = {"stance": stance, "note": note.strip()}
    saving.same_version(row, version, wanted)
    if before == wanted:
        return
    if not stance and wanted["note"] not in ("", row.note):
        words = _("Kies wat dit domein doet, of haal de toelichting weg.")
        raise Invalid(faults=[Fault("stance", words)])
    if not stance:
        if not row._state.adding:
            row.delete()
    else:
        if stance != row.stance:
            row.agreed_by, row.agreed_at = None, None
        row.stance, row.note = stance, wanted["note"]
        _keep(row)
    _told(actor, "steering.set_cell", row, before, wanted)
    keep_up(municipality_id=actor.municipality_id, at=at)


@transaction.atomic
def agree(
    *, actor: Actor, at: datetime, domain_id: uuid.UUID, activity_id: uuid.UUID, version: int
) -> None:
    """
    Say yes for a domain to what it does of an activity; by its speaker, or by its partner.

    Raises:
        NothingToAgree: if it does not do it.
    """
    row = _own_cell(actor, domain_id, activity_id, version)
    if row.stance == Stance.OUT:
        raise NothingToAgree
    row.agreed_by_id, row.agreed_at = actor.user_id, at
    _keep(row)
    _told(actor, "steering.agree", row, None, {"stance": row.stance})
    keep_up(municipality_id=actor.municipality_id, at=at)


@transaction.atomic
def withdraw(
    *, actor: Actor, at: datetime, domain_id: uuid.UUID, activity_id: uuid.UUID, version: int
) -> None:
    """Take back the yes of a domain."""
    row = _own_cell(actor, domain_id, activity_id, version)
    row.agreed_by, row.agreed_at = None, None
    _keep(row)
    _told(actor, "steering.withdraw_agreement", row, {"stance": row.stance}, None)
    keep_up(municipality_id=actor.municipality_id, at=at)


@transaction.atomic
def move(*, actor: Actor, model: type[Placed], row_id: uuid.UUID, earlier: bool) -> None:
    """Let a row or column change places with the one before or after it."""
    permissions.require(actor, ACT)
    rows = list(
        model._default_manager.select_for_update().filter(
            municipality_id=actor.municipality_id, archived_at=None
        )
    )
    place = next((n for n, row in enumerate(rows) if row.pk == row_id), None)
    if place is None:
        raise NotFound
    other = place - 1 if earlier else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for position, row in enumerate(rows):
        row.position = position
    model._default_manager.bulk_update(rows, ["position"])


@transaction.atomic
def archive(
    *, actor: Actor, model: type[Placed], row_id: uuid.UUID, version: int, at: datetime
) -> None:
    """Take a row or column out of the matrix; it can be brought back as it was."""
    permissions.require(actor, ACT)
    row = saving.find(model, actor, row_id, archived_at=None)
    saving.same_version(row, version, {})
    row.archived_at = at
    row.version += 1
    row.save(update_fields=["archived_at", "version"])
    saving.tell(actor, f"steering.archive_{_kind(model)}", _kind(model), row)
    keep_up(municipality_id=actor.municipality_id, at=at)


@transaction.atomic
def restore(*, actor: Actor, model: type[Placed], row_id: uuid.UUID, at: datetime) -> None:
    """Bring a row or column back, with all that was agreed."""
    permissions.require(actor, ACT)
    row = saving.find(model, actor, row_id, archived_at__isnull=False)
    row.archived_at = None
    row.version += 1
    saving.judge(row)
    row.save(update_fields=["archived_at", "version"])
    saving.tell(actor, f"steering.restore_{_kind(model)}", _kind(model), row)
    keep_up(municipality_id=actor.municipality_id, at=at)


def _kind(model: type[Any]) -> str:
    return DOMAIN if model is Domain else ACTIVITY


def _cell(actor: Actor, domain_id: uuid.UUID, activity_id: uuid.UUID) -> Cell:
    """Return the cell, or a new one of a domain and activity that are there."""
    domain = saving.find(Domain, actor, domain_id, archived_at=None)
    activity = saving.find(Activity, actor, activity_id, archived_at=None)
    known = Cell.objects.select_for_update().filter(domain=domain, activity=activity).first()
    # A cell that nobody filled in is version 0, so that two who fill it in meet each other.
    row = known or Cell(municipality_id=actor.municipality_id, stance="", version=0)
    row.domain, row.activity = domain, activity
    return row


def _own_cell(actor: Actor, domain_id: uuid.UUID, activity_id: uuid.UUID, version: int) -> Cell:
    permissions.require(actor, VIEW)
    row = _cell(actor, domain_id, activity_id)
    permissions.require(actor, AGREE, row.domain, view=VIEW)
    if row._state.adding:
        raise NothingToAgree
    saving.same_version(row, version, {})
    return row


def _keep(row: Cell) -> None:
    row.version += 1
    saving.judge(row)
    row.save()


def _told(actor: Actor, action: str, row: Cell, before: Any, after: Any) -> None:
    """Write the trail on the activity, with whose cell it was."""
    whose = {"domain": str(row.domain)}
    was, becomes = ({**whose, **(values or {})} for values in (before, after))
    saving.tell(actor, action, ACTIVITY, row.activity, was, becomes)


def _next_position(model: type[Any], actor: Actor) -> int:
    here = model._default_manager.filter(municipality_id=actor.municipality_id)
    last = here.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _code(actor: Actor, name: str) -> str:
    """Return a code that no activity has yet."""
    first = slugify(name)[:34] or "activiteit"
    here = Activity.objects.filter(municipality_id=actor.municipality_id)
    taken = set(here.values_list("code", flat=True))
    code, number = first, 2
    while code in taken:
        code, number = f"{first}-{number}", number + 1
    return code


def _here(model: type[Any], actor: Actor, row_id: uuid.UUID | None, field: str) -> None:
    here = model._default_manager.filter(municipality_id=actor.municipality_id, pk=row_id)
    if row_id is not None and not here.exists():
        raise Invalid(faults=[Fault(field, _("Deze keuze bestaat niet."))])


def _speaker(actor: Actor, user_id: uuid.UUID | None) -> None:
    people = User.objects.filter(municipality_id=actor.municipality_id, is_active=True)
    if user_id is not None and not people.filter(pk=user_id).exists():
        raise Invalid(faults=[Fault("speaker_id", _("Deze persoon bestaat niet."))])
