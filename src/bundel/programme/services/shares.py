"""What is done with fair shares: households at risk, and floors that a plan has to reach."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.areas.models import Area
from bundel.errors import Fault, Invalid
from bundel.programme.models import AtRisk, Floor, MeasureGroup, Programme, Reach, SaturationStep
from bundel.programme.reachable import most_counted
from bundel.programme.services import saving

ACT = "programme.edit_rules"
GRADED = {"grade", "basis", "source"}
FLOOR_FIELDS = frozenset({"code", "area_id", "group_id", "households", *GRADED})
AT_RISK_FIELDS = frozenset({"households", "weight", *GRADED})
LONGEST = 40


@transaction.atomic
def save_floor(
    *, actor: Actor, floor_id: uuid.UUID | None = None, version: int | None = None, **fields: Any
) -> uuid.UUID:
    """
    Say how many households a plan counts at least in an area, for a group, or both.

    Raises:
        Stale: if somebody else saved first.
        Invalid: if no plan could ever count so many.
    """
    permissions.require(actor, ACT)
    if floor_id is None:
        row = Floor(municipality_id=actor.municipality_id, version=0)
    else:
        row = saving.find(Floor, actor, floor_id)
        saving.same_version(row, version or 0, fields)
    area, group = (fields.get(name, getattr(row, name)) for name in ("area_id", "group_id"))
    if area is None and group is None:
        raise Invalid(faults=[Fault("area_id", _("Kies een gebied, een groep, of allebei."))])
    _known(actor, area, group)
    before, after = saving.change(row, fields, FLOOR_FIELDS)
    if {"area_id", "group_id", "households"} & set(after):
        _within_reach(actor, row)
    if after:
        saving.tell(actor, ACT, "floor", row, before, after)
    return row.pk


@transaction.atomic
def remove_floor(*, actor: Actor, floor_id: uuid.UUID, version: int) -> None:
    """Let a plan no longer reach this many there."""
    permissions.require(actor, ACT)
    row = saving.find(Floor, actor, floor_id)
    saving.same_version(row, version, {})
    told = {"code": row.code, "households": saving.plain(row.households)}
    saving.tell(actor, ACT, "floor", row, before=told)
    row.delete()


@transaction.atomic
def save_at_risk(
    *,
    actor: Actor,
    at_risk_id: uuid.UUID | None = None,
    version: int | None = None,
    area_id: uuid.UUID | None = None,
    group_id: uuid.UUID | None = None,
    **fields: Any,
) -> uuid.UUID:
    """
    Say how many households are at risk in an area for a group; both are chosen only once.

    Raises:
        Stale: if somebody else saved first.
        Invalid: if this is said already, or a floor could no longer be reached.
    """
    permissions.require(actor, ACT)
    if at_risk_id is None:
        _known(actor, area_id, group_id)
        if area_id is None or group_id is None:
            raise Invalid(faults=[Fault("area_id", _("Kies een gebied en een groep."))])
        row = AtRisk(
            municipality_id=actor.municipality_id, version=0, area_id=area_id, group_id=group_id
        )
    else:
        row = saving.find(AtRisk, actor, at_risk_id)
        saving.same_version(row, version or 0, fields)
    before, after = saving.change(row, fields, AT_RISK_FIELDS)
    if "households" in after:
        _floors_still_reached(actor, row)
    if after:
        saving.tell(actor, ACT, "at_risk", row, before, after)
    return row.pk


@transaction.atomic
def remove_at_risk(*, actor: Actor, at_risk_id: uuid.UUID, version: int) -> None:
    """Let nothing be known of how many are at risk there."""
    permissions.require(actor, ACT)
    row = saving.find(AtRisk, actor, at_risk_id)
    saving.same_version(row, version, {})
    told = {"households": saving.plain(row.households), "weight": saving.plain(row.weight)}
    saving.tell(actor, ACT, "at_risk", row, before=told)
    row.delete()


def _known(actor: Actor, area_id: uuid.UUID | None, group_id: uuid.UUID | None) -> None:
    here = {"municipality_id": actor.municipality_id}
    faults = []
    if area_id and not Area.objects.filter(**here, pk=area_id).exists():
        faults.append(Fault("area_id", _("Dit gebied bestaat niet.")))
    if group_id and not MeasureGroup.objects.filter(**here, pk=group_id).exists():
        faults.append(Fault("group_id", _("Deze groep bestaat niet.")))
    if faults:
        raise Invalid(faults=faults)


def _within_reach(actor: Actor, floor: Floor) -> None:
    """
    Refuse a floor that no plan could reach, with what it could be at most.

    Raises:
        Invalid: if it is more than there are at risk, or more than the initiatives reach.
    """
    most = _most(actor, floor)
    if floor.households <= most:
        return
    risk = sum(_at_risk(actor, floor).values(), Decimal(0))
    if most < floor.households <= risk or not risk:
        words = _(
            "Meer dan %(count)s huishoudens kan geen plan hier meetellen. "
            "Kies minder, of voeg eerst bereik toe."
        )
        raise Invalid(faults=[Fault("households", words % {"count": int(most)})])
    words = _("Hier lopen %(count)s huishoudens risico. Kies er hooguit %(most)s.")
    counts = {"count": int(risk), "most": int(most)}
    raise Invalid(faults=[Fault("households", words % counts)])


def _floors_still_reached(actor: Actor, row: AtRisk) -> None:
    floors = Floor.objects.filter(
        Q(area=row.area_id) | Q(area=None),
        Q(group=row.group_id) | Q(group=None),
        municipality_id=actor.municipality_id,
    ).order_by("code")
    beyond = [words for floor in floors if (words := _beyond(floor, _most(actor, floor)))]
    if beyond:
        raise Invalid(faults=[Fault("households", words) for words in beyond])


def _beyond(floor: Floor, most: Decimal) -> str:
    if floor.households <= most:
        return ""
    words = _("Ondergrens %(code)s vraagt %(floor)s huishoudens. Dan telt hooguit %(most)s mee.")
    return words % {"code": floor.code, "floor": int(floor.households), "most": int(most)}


def _at_risk(actor: Actor, floor: Floor) -> dict[tuple[Any, Any], Decimal]:
    rows = _there(AtRisk.objects.filter(municipality_id=actor.municipality_id), floor)
    found = rows.values_list("area_id", "group_id", "households")
    return {(area, group): households for area, group, households in found}


def _most(actor: Actor, floor: Floor) -> Decimal:
    """Return how many households a plan could count at most where a floor holds."""
    here = {"municipality_id": actor.municipality_id}
    frame = Programme.objects.filter(**here).first()
    share = SaturationStep.objects.filter(**here).aggregate(most=Max("upto_share"))["most"]
    rows = _there(Reach.objects.filter(**here, level__initiative__archived_at=None), floor)
    reach = rows.values_list("level__initiative_id", "area_id", "group_id", "households_mid")
    return most_counted(
        ((initiative, (area, group), n) for initiative, area, group, n in reach),
        _at_risk(actor, floor),
        quarters=frame.quarters_count if frame else LONGEST,
        most_share=Decimal(1) if share is None else share,
    )


def _there(rows: Any, floor: Floor) -> Any:
    """Return the rows where a floor holds."""
    if floor.area_id:
        rows = rows.filter(area_id=floor.area_id)
    return rows.filter(group_id=floor.group_id) if floor.group_id else rows
