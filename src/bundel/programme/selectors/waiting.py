"""What waiting for preconditions costs: months and households, from the profile of the level."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.core.preconditions import NOW_QUARTERS, Held, months, waiting
from bundel.core.quarters import quarter_of
from bundel.programme import profiles
from bundel.programme.material import InitiativeMaterial, Material, read_material
from bundel.programme.problem import held_up, natural_start
from bundel.programme.selectors.initiatives import VIEW


@dataclass(frozen=True, slots=True)
class HoldUp:
    """
    An initiative that starts later, or not, because something is not in place yet.

    The households are an estimate at its usual level, as if nothing else were scarce: those that
    are not reached in the first four quarters of the plan, and those not reached within it. They
    are not to be added up. `fits` tells whether it can still start within the plan.
    """

    initiative_id: uuid.UUID
    code: str
    name: str
    what: str
    who: str
    due_date: date | None
    natural_quarter: str
    blocked_quarter: str
    months: int
    now_households: float
    later_households: float
    fits: bool


def hold_ups(*, actor: Actor, today: date) -> list[HoldUp]:
    """
    Return what waits for a precondition, the longest wait first. Nineteen queries.

    Raises:
        NoProgramme: if there is no horizon yet.
    """
    permissions.require(actor, VIEW)
    material = read_material(actor.municipality_id)
    found = [
        _hold_up(material.initiatives[code], held, material, today)
        for code, held in held_up(material, today=today).items()
    ]
    late = [one for one in found if one.months]
    return sorted(late, key=lambda one: (-one.months, -one.now_households, one.code))


def _hold_up(initiative: InitiativeMaterial, held: Held, material: Material, today: date) -> HoldUp:
    horizon = len(material.quarters)
    # Nothing starts in a quarter that is over, whatever the plan began with.
    natural = max(natural_start(initiative, material), quarter_of(today).minus(material.first), 0)
    blocked = held.quarter.minus(material.first)
    last = horizon - 1 if initiative.latest is None else initiative.latest.minus(material.first)
    fits = blocked <= min(last, horizon - 1)
    profile = _households(initiative, horizon)
    # What cannot start within the plan reaches nobody in it.
    start = blocked if fits else horizon
    return HoldUp(
        initiative_id=initiative.id,
        code=initiative.code,
        name=initiative.name,
        what=held.wait.what,
        who=held.wait.who,
        due_date=held.wait.due_date,
        natural_quarter=str(material.first.plus(natural)),
        blocked_quarter=str(held.quarter),
        months=months(material.first.plus(natural), held.quarter),
        now_households=waiting(profile, natural, start, min(NOW_QUARTERS, horizon)),
        later_households=waiting(profile, natural, start, horizon),
        fits=fits,
    )


def _households(initiative: InitiativeMaterial, horizon: int) -> list[float]:
    """Return the households per quarter since the start at the usual level. [households]"""
    level = initiative.usual_level
    if level is None:
        return []
    quarters = profiles.length(level, 0, horizon)
    parts = [profiles.reach(level, part, quarters).households for part in level.reach]
    return [sum(part[k] for part in parts) for k in range(quarters)]
