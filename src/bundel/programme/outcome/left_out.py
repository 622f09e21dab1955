"""What is not done now, why, and what would get it in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bundel.programme.outcome.reading import Json, name_of


@dataclass(frozen=True, slots=True)
class ExtraHours:
    """Hours that a pool would need on top of what it has."""

    pool: str
    hours: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """
    An initiative that is not done.

    `loss_share` is what doing it anyway costs, as a share of the plan's worth; None when it cannot
    be done. `gets_in` is the least that would get it in; None when it was not found or asked.
    """

    code: str
    name: str
    because: str
    loss_share: float | None
    gets_in: tuple[ExtraHours, ...] | None
    is_forbidden: bool
    was_explained: bool


def left_out(problem: Json, chosen: Sequence[Json], result: Json) -> list[LeftOut]:
    """Return what is not done; what loses least when it is done anyway comes first."""
    done = {choice["initiative"] for choice in chosen}
    told = {row["initiative"]: row for row in result.get("left_out") or ()}
    pools = {pool["id"]: name_of(pool) for pool in problem["pools"]}
    worth = abs(float(result.get("objective") or 0.0))
    rows = [
        _left_out(initiative, told.get(initiative["id"]), pools, worth)
        for initiative in problem["initiatives"]
        if initiative["id"] not in done
    ]
    return sorted(rows, key=lambda row: (row.loss_share is None, row.loss_share or 0.0, row.code))


def _left_out(initiative: Json, told: Json | None, pools: dict[str, str], worth: float) -> LeftOut:
    explained = told or {}
    loss, gets_in = explained.get("loss_if_forced"), explained.get("gets_in")
    return LeftOut(
        code=initiative["id"],
        name=name_of(initiative),
        because=explained.get("because", ""),
        loss_share=None if loss is None or not worth else max(0.0, loss / worth),
        gets_in=None
        if gets_in is None
        else tuple(ExtraHours(pools.get(x["pool"], x["pool"]), x["hours"]) for x in gets_in),
        is_forbidden=bool(initiative.get("forbidden")),
        was_explained=told is not None,
    )
