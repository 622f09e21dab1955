"""What is not done now, why, and what would get it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bundel.programme.outcome.reading import Json, label_of, name_of
from bundel.programme.outcome.sentences import quarter_words, sentences


@dataclass(frozen=True, slots=True)
class ExtraHours:
    """Hours that a pool would need on top of what it has."""

    pool: str
    hours: float


@dataclass(frozen=True, slots=True)
class ShortMoney:
    """Money that a fund lacks; the quarters are empty where it lacks over all of them."""

    fund: str
    euros: float
    first_quarter: str
    last_quarter: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """
    An initiative that is not done.

    `loss_share` is what doing it anyway costs, as a share of the plan's worth; None when it cannot
    be done. `gets_in` is the least that would get it in; None when it was not found or asked.
    `short_money` is what lacks beside this plan, where it cannot do without.
    """

    code: str
    name: str
    because: str
    loss_share: float | None
    gets_in: tuple[ExtraHours, ...] | None
    short_money: tuple[ShortMoney, ...]
    fits: bool
    time_was_up: bool
    is_forbidden: bool
    was_explained: bool


def left_out(
    problem: Json, chosen: Sequence[Json], result: Json, said: Json | None = None
) -> list[LeftOut]:
    """
    Return what is not done; what loses least when it is done anyway comes first.

    Args:
        said: What lies behind the sentences of the result, as the planner wrote it.
    """
    done = {choice["initiative"] for choice in chosen}
    told = {row["initiative"]: row for row in result.get("left_out") or ()}
    behind = (said or {}).get("left_out") or {}
    worth = abs(float(result.get("objective") or 0.0))
    rows = [
        _left_out(
            problem,
            initiative,
            told.get(initiative["id"]),
            behind.get(initiative["id"]) or {},
            worth,
        )
        for initiative in problem["initiatives"]
        if initiative["id"] not in done
    ]
    return sorted(rows, key=lambda row: (row.loss_share is None, row.loss_share or 0.0, row.code))


def _left_out(
    problem: Json, initiative: Json, told: Json | None, behind: Json, worth: float
) -> LeftOut:
    explained = told or {}
    loss = explained.get("loss_if_forced")
    parts = behind.get("because") or ()
    return LeftOut(
        code=initiative["id"],
        name=name_of(initiative),
        because=" ".join(sentences(parts)) or explained.get("because", ""),
        loss_share=None if loss is None or not worth else max(0.0, loss / worth),
        gets_in=_gets_in(problem, explained.get("gets_in")),
        short_money=_short_money(problem, behind.get("short_money") or ()),
        fits=bool(behind.get("fits")),
        time_was_up=bool(behind.get("time_was_up")),
        is_forbidden=bool(initiative.get("forbidden")),
        was_explained=told is not None,
    )


def _gets_in(problem: Json, extra: Sequence[Json] | None) -> tuple[ExtraHours, ...] | None:
    if extra is None:
        return None
    names = _names(problem["pools"])
    return tuple(ExtraHours(names.get(x["pool"], x["pool"]), x["hours"]) for x in extra)


def _short_money(problem: Json, lacking: Sequence[Json]) -> tuple[ShortMoney, ...]:
    names = _names(problem.get("funds") or ())
    return tuple(
        ShortMoney(
            fund=names.get(x["fund"], x["fund"]),
            euros=x["euros"],
            first_quarter=_quarter(problem, x["first"]),
            last_quarter=_quarter(problem, x["last"]),
        )
        for x in lacking
    )


def _quarter(problem: Json, index: int | None) -> str:
    return "" if index is None else quarter_words(label_of(problem["quarters"], index))


def _names(things: Sequence[Json]) -> Mapping[str, str]:
    return {thing["id"]: name_of(thing) for thing in things}
