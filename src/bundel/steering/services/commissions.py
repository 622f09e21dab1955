"""Commissions: drafted for or by the commissioner, and later changed by a proposal of one side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor, Relation
from bundel.audit import saving
from bundel.core.commissions import MADE, Side
from bundel.errors import Conflict, Fault, Invalid, NotAllowed
from bundel.programme.models import Initiative
from bundel.steering.models import Commission, CommissionState, VersionState
from bundel.steering.services import commission_mails, commission_steps, commission_texts, door
from bundel.steering.services import commission_sides as sides
from bundel.steering.services.commission_texts import Content
from bundel.steering.services.numbers import next_number

ACT = "steering.commission"
CHANGE = "change_proposed"


class AlreadyOffered(Conflict):
    """The text was laid before the other side; it changes by a proposal only."""

    sentence = gettext_lazy("Deze opdracht is al aangeboden. Stel een wijziging voor.")


@dataclass(frozen=True, slots=True)
class Sides:
    """Who asks, and who does: one person of the municipality, or one partner."""

    commissioner_id: UUID
    contractor_id: UUID | None = None
    contractor_organisation_id: UUID | None = None


@transaction.atomic
def draft_commission(
    *,
    actor: Actor,
    sides_: Sides,
    content: Content,
    at: datetime,
    initiative_id: UUID | None = None,
    part: str = "",
) -> UUID:
    """
    Write a first text for a commission about an initiative, or about a part of the programme.

    A coordinator prepares it for any commissioner; a commissioner for oneself.

    Raises:
        Invalid: if something is wrong, or a commission about the same runs already.
    """
    permissions.require(actor, ACT)
    door.check({"part": part})
    _known_initiative(actor, initiative_id)
    row = Commission(
        municipality_id=actor.municipality_id,
        number=next_number(Commission, actor.municipality_id),
        initiative_id=initiative_id,
        part=part.strip(),
        made_at=at,
    )
    _take_sides(actor, row, sides_)
    row.save(force_insert=True)
    text = commission_texts.new_version(
        actor=actor, commission=row, content=content, state=VersionState.DRAFT, at=at
    )
    side = Side.COMMISSIONER if row.is_commissioner(actor) else Side.COORDINATOR
    step = commission_steps.keep(actor, row, MADE, side, at, text=text)
    saving.tell(actor, "steering.draft_commission", "commission", row, after=_after(row, content))
    if side is Side.COORDINATOR:
        commission_mails.tell_of_draft(commission=row, step=step, by=actor.name, at=at)
    return row.pk


@transaction.atomic
def edit_draft(
    *,
    actor: Actor,
    commission_id: UUID,
    version: int,
    sides_: Sides,
    content: Content,
    at: datetime,
) -> None:
    """
    Write the text of a draft otherwise, or choose other sides; a new commissioner hears of it.

    Raises:
        AlreadyOffered: if the other side has it already.
        Stale: if somebody saved first.
        Invalid: if something is wrong.
    """
    row = commission_steps.find(actor, commission_id)
    _may_draft(actor, row)
    text = commission_texts.open_version(row)
    if row.state != CommissionState.DRAFT or text is None:
        raise AlreadyOffered
    commission_texts.same_version(row, version, content)
    before, commissioner_id = _after(row, None), row.commissioner_id
    _take_sides(actor, row, sides_)
    row.version += 1
    row.save()
    sides.free_of_roles(row)
    commission_texts.rewrite(text, content)
    saving.tell(actor, "steering.edit_commission", "commission", row, before, _after(row, content))
    if row.commissioner_id not in (commissioner_id, actor.user_id):
        step = row.steps.get(act=MADE)
        commission_mails.tell_of_draft(commission=row, step=step, by=actor.name, at=at)


@transaction.atomic
def propose_change(
    *, actor: Actor, commission_id: UUID, version: int, content: Content, at: datetime
) -> None:
    """
    Lay another text before the other side; what was agreed holds until that side says yes.

    Raises:
        NotNow: if the commission does not run, or something is asked already.
        ForOtherSide: if the actor is none of both sides.
        Stale: if somebody took a step first.
        Invalid: if something is wrong, or it is not told why.
    """
    row = commission_steps.find(actor, commission_id)
    side = commission_steps.signing(actor, row)
    commission_texts.same_version(row, version, content)
    if not content.why.strip():
        raise Invalid(faults=[Fault("why", _("Schrijf in een paar woorden waarom."))])
    course = commission_steps.next_course(row, CHANGE, side)
    text = commission_texts.new_version(
        actor=actor, commission=row, content=content, state=VersionState.PROPOSED, at=at
    )
    commission_texts.ready(text)
    commission_steps.move(actor, row, CHANGE, side, course, at, note=content.why, text=text)


def may_draft(actor: Actor, row: Commission) -> bool:
    """Tell whether somebody may prepare this commission: its commissioner, or a coordinator."""
    relation = permissions.visible(actor, ACT)
    return relation is Relation.ALL or (relation is Relation.OWN and row.is_commissioner(actor))


def _may_draft(actor: Actor, row: Commission) -> None:
    if not may_draft(actor, row):
        raise NotAllowed


def _take_sides(actor: Actor, row: Commission, wanted: Sides) -> None:
    row.commissioner_id = wanted.commissioner_id
    row.contractor_id = wanted.contractor_id
    row.contractor_organisation_id = wanted.contractor_organisation_id
    if not may_draft(actor, row):
        words = _("U bereidt alleen opdrachten voor die u zelf geeft.")
        raise Invalid(faults=[Fault("commissioner_id", words)])
    if wanted.contractor_id is not None and wanted.contractor_id == wanted.commissioner_id:
        words = _("Wie opdracht geeft, neemt haar niet zelf aan.")
        raise Invalid(faults=[Fault("contractor", words)])
    sides.check_sides(actor, row)
    saving.judge(row)


def _known_initiative(actor: Actor, initiative_id: UUID | None) -> None:
    if initiative_id is None:
        return
    here = Initiative.objects.filter(municipality_id=actor.municipality_id, archived_at=None)
    if not here.filter(pk=initiative_id).exists():
        raise Invalid(faults=[Fault("initiative_id", _("Kies een initiatief uit de lijst."))])


def _after(row: Commission, content: Content | None) -> dict[str, Any]:
    """Return what the trail keeps of a commission that is being written."""
    shown = {
        "commissioner": str(row.commissioner),
        "contractor": sides.contractor_name(row),
    }
    if content is None:
        return shown
    told = commission_texts.told(content)
    return shown | {name: saving.plain(value) for name, value in told.items()}
