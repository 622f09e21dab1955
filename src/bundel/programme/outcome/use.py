"""What a plan asks of people and money, and what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bundel.programme.outcome.reading import Json, label_of, name_of

# Hours and euros are shown whole; less than half of one is nothing.
NOTHING = 0.5


@dataclass(frozen=True, slots=True)
class PoolUse:
    """How busy a pool is, and what 100 hours more in every quarter would bring."""

    code: str
    name: str
    available_hours: tuple[float, ...]
    used_hours: tuple[float, ...]
    share: float
    most_share: float
    most_quarter: str
    price: float | None
    price_share: float | None

    @property
    def used_total(self) -> float:
        """All hours that the plan asks of it. [hours]"""
        return sum(self.used_hours)


@dataclass(frozen=True, slots=True)
class FundUse:
    """What is spent from a fund, what is left, and whether that expires within the plan."""

    code: str
    name: str
    available_eur: float | None
    used_eur: float
    unspent_eur: float | None
    until_quarter: str
    expires: bool


def pools(
    problem: Json,
    hours: Mapping[str, Sequence[float]],
    prices: Mapping[str, float],
    worth: float,
    has: Mapping[str, Sequence[float]] | None = None,
) -> list[PoolUse]:
    """
    Return every pool, the one whose hours are worth most first.

    Args:
        has: The hours that there are; the problem grants more where what already runs asks more.
    """
    real = [
        {**pool, "hours": (has or {}).get(pool["id"], pool["hours"])} for pool in problem["pools"]
    ]
    rows = [
        _pool(problem["quarters"], pool, hours.get(pool["id"], ()), prices.get(pool["id"]), worth)
        for pool in real
    ]
    return sorted(rows, key=lambda row: (-(row.price or 0.0), -row.most_share, row.name))


def is_over(use: PoolUse) -> bool:
    """Return whether a pool is asked for more than it has, in some quarter."""
    both = zip(use.used_hours, use.available_hours, strict=True)
    return any(used > available + NOTHING for used, available in both)


def _pool(
    quarters: Sequence[str], pool: Json, used: Sequence[float], price: float | None, worth: float
) -> PoolUse:
    available = tuple(float(x) for x in pool["hours"])
    spent = tuple(max(0.0, float(x)) for x in used) or (0.0,) * len(available)
    shares = [_share(a, b) for a, b in zip(spent, available, strict=True)]
    busiest = max(range(len(shares)), key=shares.__getitem__, default=0)
    return PoolUse(
        code=pool["id"],
        name=name_of(pool),
        available_hours=available,
        used_hours=spent,
        share=_share(sum(spent), sum(available)),
        most_share=shares[busiest],
        most_quarter=quarters[busiest],
        price=price,
        price_share=None if price is None or not worth else price / worth,
    )


def _share(used: float, available: float) -> float:
    if used <= NOTHING:
        return 0.0
    return used / available if available > 0 else float("inf")


def funds(problem: Json, euros: Mapping[str, Sequence[float]]) -> list[FundUse]:
    """Return every fund, what expires unspent first."""
    rows = [
        _fund(problem["quarters"], fund, euros.get(fund["id"], ()))
        for fund in problem.get("funds", ())
    ]
    return sorted(rows, key=lambda row: (not row.expires, -(row.unspent_eur or 0.0), row.name))


def _fund(quarters: Sequence[str], fund: Json, used: Sequence[float]) -> FundUse:
    last = len(quarters) - 1
    until = min(int(fund["until"]), last) if "until" in fund else last
    available = _available(fund, until)
    spent = float(sum(used))
    unspent = None if available is None else max(0.0, available - spent)
    ends_within = "until" in fund and int(fund["until"]) <= last
    return FundUse(
        code=fund["id"],
        name=name_of(fund),
        available_eur=available,
        used_eur=spent,
        unspent_eur=unspent,
        until_quarter=label_of(quarters, int(fund["until"])) if "until" in fund else "",
        expires=ends_within and unspent is not None and unspent > NOTHING,
    )


def _available(fund: Json, until: int) -> float | None:
    """Return what may be spent within the plan; None when there is no limit. [EUR]"""
    limits = []
    if "total" in fund:
        limits.append(float(fund["total"]))
    if "euros" in fund:
        limits.append(float(sum(fund["euros"][: until + 1])))
    return min(limits, default=None)
