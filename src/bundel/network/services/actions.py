"""Actions in an area: announced only after what is in the way was seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.areas.models import Area
from bundel.audit import saving
from bundel.errors import Conflict, Fault, Invalid
from bundel.network import clashing, rights
from bundel.network.clashing import Clash, Plan
from bundel.network.fitting import Map
from bundel.network.models import (
    ActionState,
    AreaAction,
    AreaActionArea,
    AreaActionPartner,
    Taxonomy,
    Term,
)
from bundel.network.selectors import choices
from bundel.network.services import action_mails, changing, sides, texts

ACT = "network.act"
FIELDS = frozenset(
    {"kind_id", "contact_id", "title", "audience", "note", "from_date", "until_date", "clash_note"}
)
TEXTS = ("title", "audience", "note", "clash_note")


class ActionIsOff(Conflict):
    """It was cancelled."""

    sentence = _("Deze actie gaat niet door.")


class ActionsClash(Conflict):
    """Something is in the way, and nobody said why it goes on."""

    sentence = _("In dit gebied is rond deze dagen al een actie. Er is nog niets bewaard.")

    def __init__(self, found: Sequence[Clash], free_start: date | None) -> None:
        super().__init__()
        self.clashes = tuple(found)
        self.free_start = free_start


@transaction.atomic
def announce(
    *,
    actor: Actor,
    organisation_id: UUID | None,
    at: datetime,
    areas: Sequence[UUID],
    partners: Sequence[UUID] = (),
    **fields: Any,
) -> UUID:
    """
    Tell all partners of an action in one or more areas.

    Args:
        fields: As in FIELDS. With a `clash_note` it goes on although something is in the way.

    Raises:
        ActionsClash: if something is in the way and no note says why it goes on.
        Invalid: if a field is wrong, or a text points at one person.
    """
    owner = sides.acting_for(actor, ACT, organisation_id)
    row = AreaAction(
        municipality_id=actor.municipality_id, version=0, organisation=owner, changed_at=at
    )
    person = sides.colleague(owner, fields.pop("contact_id", None))
    values = fields | {"contact_id": person.pk if person else None}
    before, after = _write(actor, row, values, areas, partners)
    saving.tell(actor, "network.announce_action", "action", row, before, after)
    return row.pk


@transaction.atomic
def edit_action(
    *,
    actor: Actor,
    action_id: UUID,
    version: int,
    at: datetime,
    areas: Sequence[UUID],
    partners: Sequence[UUID],
    **fields: Any,
) -> None:
    """
    Change an action; what is in the way of its new place or days is seen first.

    Raises:
        ActionsClash: if something is in the way and no note says why it goes on.
        ActionIsOff: if it was cancelled.
        Stale: if somebody else saved first.
    """
    row = saving.find(AreaAction, actor, action_id)
    permissions.require(actor, ACT, row)
    saving.same_version(row, version, fields)
    if row.state == ActionState.CANCELLED:
        raise ActionIsOff
    person = sides.colleague(row.organisation, fields.pop("contact_id", None))
    row.sequence += 1
    row.changed_at = at
    values = fields | {"contact_id": person.pk if person else None}
    before, after = _write(actor, row, values, areas, partners)
    if after:
        saving.tell(actor, "network.edit_action", "action", row, before, after)


@transaction.atomic
def cancel_action(*, actor: Actor, action_id: UUID, version: int, at: datetime) -> None:
    """
    Say that it does not go on; its place is free for others.

    Raises:
        ActionIsOff: if that was said already.
        Stale: if somebody else saved first.
    """
    row = saving.find(AreaAction, actor, action_id)
    permissions.require(actor, ACT, row)
    saving.same_version(row, version, {})
    if row.state == ActionState.CANCELLED:
        raise ActionIsOff
    row.sequence += 1
    row.changed_at = at
    before, after = saving.change(row, {"state": ActionState.CANCELLED}, frozenset({"state"}))
    saving.tell(actor, "network.cancel_action", "action", row, before, after)


@transaction.atomic
def ask_to_join(
    *, actor: Actor, action_id: UUID, organisation_id: UUID | None, at: datetime
) -> None:
    """
    Ask who announced an action to do it together.

    Raises:
        ActionIsOff: if it does not go on.
        Invalid: if the partner is in it already.
    """
    partner = sides.acting_for(actor, ACT, organisation_id)
    row = saving.find(AreaAction, actor, action_id)
    if row.state == ActionState.CANCELLED:
        raise ActionIsOff
    there = AreaActionPartner.objects.filter(action=row, organisation=partner)
    if row.organisation_id == partner.pk or there.exists():
        raise Invalid(faults=[Fault("organisation_id", str(_("Deze organisatie doet al mee.")))])
    AreaActionPartner.objects.create(
        municipality_id=row.municipality_id, action=row, organisation=partner, asked_at=at
    )
    action_mails.tell_of_asking(action=row, partner=partner, at=at)
    saving.touch(row)
    saving.tell(actor, "network.ask_to_join", "action", row, after={"partner": str(partner)})


@transaction.atomic
def answer_partner(*, actor: Actor, action_id: UUID, partner_id: UUID, takes_part: bool) -> None:
    """
    Say yes or no to a partner that asks to join; a partner may also leave by itself.

    Raises:
        NotAllowed: for who is neither the announcer nor, to leave, the partner.
    """
    row = saving.find(AreaAction, actor, action_id)
    line = saving.find(AreaActionPartner, actor, partner_id, action=row)
    if takes_part or not permissions.can(actor, ACT, line.organisation):
        permissions.require(actor, ACT, row)
    after = {"partner": str(line.organisation), "takes_part": takes_part}
    if takes_part:
        saving.change(line, {"asked_at": None}, frozenset({"asked_at"}))
    else:
        line.delete()
    saving.touch(row)
    saving.tell(actor, "network.answer_partner", "action", row, after=after)


def _write(
    actor: Actor,
    row: AreaAction,
    values: dict[str, Any],
    areas: Sequence[UUID],
    partners: Sequence[UUID],
) -> tuple[Any, Any]:
    texts.without_persons({name: values.get(name) for name in TEXTS})
    chosen = _areas(actor, areas)
    kinds = Term.objects.filter(municipality_id=row.municipality_id, taxonomy=Taxonomy.ACTION_KIND)
    (kind,) = changing.known(kinds, [values.get("kind_id") or row.pk], "kind_id")
    with_whom = changing.known(rights.organisations_of(actor), partners, "partners")
    plan = _plan(row, kind, values, chosen)
    if plan.from_date > plan.until_date:
        text = str(_("Kies een laatste dag die niet voor de eerste ligt."))
        raise Invalid(faults=[Fault("until_date", text)])
    if not (values.get("clash_note") or "").strip():
        _see_clashes(actor, plan)
    before, after = saving.change(row, values, FIELDS)
    owner = {"municipality_id": row.municipality_id, "action": row}
    changing.sync(
        AreaActionArea.objects.filter(action=row), [{"area_id": a.pk} for a in chosen], owner
    )
    others = [{"organisation_id": p.pk} for p in with_whom if p.pk != row.organisation_id]
    # Who asks to join is answered by a button, not by this form.
    there = AreaActionPartner.objects.filter(action=row, asked_at=None)
    changing.sync(there, others, owner)
    names = {"areas": [area.name for area in chosen], "partners": [p.name for p in with_whom]}
    return before, dict(after) | names


def _areas(actor: Actor, wanted: Sequence[UUID]) -> list[Area]:
    """Return the areas, held until the end: two that announce at once see each other."""
    if not wanted:
        raise Invalid(faults=[Fault("areas", str(_("Kies minstens één gebied.")))])
    ground = Map(choices.areas(actor=actor))
    above = {one for area_id in wanted for one in ground.above(area_id)}
    rows = Area.objects.filter(municipality_id=actor.municipality_id).order_by("pk")
    list(rows.filter(pk__in=above).select_for_update(no_key=True).values_list("pk"))
    return changing.known(rows, wanted, "areas")


def _plan(row: AreaAction, kind: Term, values: dict[str, Any], areas: Iterable[Area]) -> Plan:
    return Plan(
        row.pk,
        kind.code,
        values.get("audience", row.audience),
        frozenset(area.pk for area in areas),
        values.get("from_date", row.from_date),
        values.get("until_date", row.until_date),
    )


def _see_clashes(actor: Actor, plan: Plan) -> None:
    rows = AreaAction.objects.filter(
        municipality_id=actor.municipality_id, state=ActionState.PLANNED
    ).exclude(pk__in=[plan.id])
    others = [
        Plan(
            row.pk,
            row.kind.code,
            row.audience,
            frozenset(area.pk for area in row.areas.all()),
            row.from_date,
            row.until_date,
        )
        for row in rows.select_related("kind").prefetch_related("areas")
    ]
    ground = Map(choices.areas(actor=actor))
    found = clashing.clashes(plan, others, ground)
    if found:
        raise ActionsClash(found, clashing.free_start(plan, others, ground))
