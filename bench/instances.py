"""Portfolio problems shaped like a real programme, drawn from a seed, as JSON to plan."""

from __future__ import annotations

import random
from typing import Any

QUARTERS = [f"{2026 + t // 4}-K{t % 4 + 1}" for t in range(12)]

# Net hours per quarter of a programme of fifteen initiatives, and how much starting (first) and
# running (second) one asks of a role that it uses. Privacy, procurement and data are small and are
# asked for at the start; delivery roles are large and are asked for while it runs.
DESK = {
    "coordinator": (215, (12, 90), (5, 60)),
    "policy-poverty": (214, (20, 110), (10, 30)),
    "policy-energy": (214, (20, 120), (10, 50)),
    "project-lead": (458, (24, 160), (16, 110)),
    "communication": (167, (20, 60), (12, 30)),
    "data": (142, (20, 160), (6, 30)),
    "privacy": (69, (12, 60), (2, 10)),
    "procurement": (118, (10, 120), (15, 40)),
}
DELIVERY = {
    "income": (276, (20, 40), (30, 210)),
    "debt": (345, (30, 60), (60, 300)),
    "coach": (1240, (0, 0), (90, 700)),
    "fixer": (3100, (0, 0), (300, 2500)),
    "social-worker": (590, (0, 0), (30, 250)),
    "volunteers": (285, (0, 0), (20, 140)),
    "housing": (236, (20, 80), (20, 160)),
    "insulation": (468, (0, 0), (160, 360)),
}
GROUPS = ("advice", "small-measures", "insulation", "income-support")
# Euros per quarter and programme of fifteen, whether a total counts, and the last quarter.
FUNDS = {
    "energy-poverty": (330_000, False, 7),
    "minimum-income": (90_000, False, None),
    "insulation-local": (1_600_000, True, 9),
    "housing-fund": (5_200_000, True, None),
    "programme": (40_000, False, None),
}


def programme(size: int, seed: int = 0, growth: float = 0.7) -> dict[str, Any]:
    """
    Return a problem with `size` initiatives over 12 quarters and 16 pools.

    Args:
        growth: Hours and money grow with (size / 15) to this power: below 1, a longer list competes
            for relatively fewer people.
    """
    draw = random.Random(f"{size}/{seed}")
    scale = (size / 15) ** growth
    n_areas = max(6, round(6 * scale**0.5))
    areas = [f"area-{a + 1}" for a in range(n_areas)]
    initiatives = [_initiative(draw, i, size, areas) for i in range(size)]
    return {
        "version": "1",
        "quarters": QUARTERS,
        "pools": [_pool(draw, role, spec[0] * scale) for role, spec in (DESK | DELIVERY).items()],
        "funds": [_fund(name, *spec, scale) for name, spec in FUNDS.items()],
        "at_risk": [_at_risk(draw, a, group, scale / n_areas) for a in areas for group in GROUPS],
        "saturation": [{"upto": u, "worth": w} for u, w in ((0.3, 1), (0.6, 0.7), (0.9, 0.4))],
        "initiatives": initiatives,
        "precedences": _precedences(draw, size),
        "exclusions": _pairs(draw, size, size // 15),
        "synergies": [_synergy(draw, pair) for pair in _pairs(draw, size, size // 8)],
        "start_limits": _start_limits(draw, initiatives, scale),
    }  # fmt: skip


def knapsack(items: int, pools: int, tightness: float, seed: int = 0) -> dict[str, Any]:
    """
    Return a single-quarter problem with correlated worths, as is usual for multi-knapsack tests.

    Hours are drawn from 1 to 1000; a pool has `tightness` of what all items ask; an item is worth
    the mean of its hours plus a draw up to 500.
    """
    draw = random.Random(f"{items}/{pools}/{tightness}/{seed}")
    hours = [[draw.randint(1, 1000) for _ in range(pools)] for _ in range(items)]
    return {
        "version": "1",
        "quarters": ["now"],
        "pools": [
            {"id": f"p{p}", "hours": [int(tightness * sum(each[p] for each in hours))]}
            for p in range(pools)
        ],
        "initiatives": [
            {"id": f"i{i}", "levels": [_item(draw, asked)]} for i, asked in enumerate(hours)
        ],
    }


def _item(draw: random.Random, hours: list[int]) -> dict[str, Any]:
    worth = sum(hours) // len(hours) + draw.randint(0, 500)
    return {
        "id": "whole",
        "duration": 1,
        "hours": {f"p{p}": [each] for p, each in enumerate(hours)},
        "now": worth,
    }


def _pool(draw: random.Random, role: str, hours: float) -> dict[str, Any]:
    # Summer quarters are thinner.
    net = [
        round(hours * (0.85 if t % 4 == 2 else 1.0) * draw.uniform(0.95, 1.05)) for t in range(12)
    ]
    return {"id": role, "hours": net}


def _fund(name: str, euros: int, is_total: bool, until: int | None, scale: float) -> dict[str, Any]:
    amount = round(euros * scale)
    fund: dict[str, Any] = {"id": name}
    fund |= {"total": amount} if is_total else {"euros": [amount] * 12}
    return fund if until is None else fund | {"until": until}


def _at_risk(draw: random.Random, area: str, group: str, scale: float) -> dict[str, Any]:
    return {
        "area": area,
        "group": group,
        "households": round(draw.uniform(300, 1500) * scale * 6),
        "weight": round(draw.uniform(0.8, 1.6), 2),
    }


def _initiative(draw: random.Random, i: int, size: int, areas: list[str]) -> dict[str, Any]:
    desk = ["coordinator", *draw.sample(list(DESK)[1:], draw.randint(3, 6))]
    delivery = draw.sample(list(DELIVERY), draw.randint(1, 3))
    start = {role: draw.randint(*(DESK | DELIVERY)[role][1]) for role in desk + delivery}
    run = {role: draw.randint(*(DESK | DELIVERY)[role][2]) for role in desk + delivery}
    duration = draw.choice((2, 4, 4, 6, 8, 12))
    fund = draw.choice(list(FUNDS))
    money = draw.uniform(0.05, 0.4) * (FUNDS[fund][0] / (9 if FUNDS[fund][1] else 1))
    reach = _reach(draw, areas, run)
    sizes = draw.choice((("whole",), ("small", "whole"), ("small", "whole", "large")))
    initiative: dict[str, Any] = {
        "id": f"i{i + 1}",
        "department": draw.choice(("social", "physical")),
        "lead": f"lead-{draw.randint(1, max(3, size // 6))}",
        "levels": [_level(draw, each, duration, start, run, fund, money, reach) for each in sizes],
    }
    if draw.random() < 0.15:
        initiative["earliest"] = draw.randint(1, 4)
    if draw.random() < 0.1:
        initiative["must_finish"] = True
    return initiative


def _reach(draw: random.Random, areas: list[str], run: dict[str, int]) -> list[tuple[Any, ...]]:
    group = draw.choice(GROUPS)
    # What is reached follows what is put in, roughly, at a rate that differs.
    households = sum(run.values()) ** 0.7 * draw.uniform(0.4, 1.6)
    now_each, later_each = draw.uniform(50, 400), draw.uniform(30, 900)
    chosen = draw.sample(areas, draw.randint(1, min(5, len(areas))))
    return [(area, group, households / len(chosen), now_each, later_each) for area in chosen]


def _level(
    draw: random.Random,
    name: str,
    duration: int,
    start: dict[str, int],
    run: dict[str, int],
    fund: str,
    money: float,
    reach: list[tuple[Any, ...]],
) -> dict[str, Any]:
    scale = {"small": 0.6, "whole": 1.0, "large": 1.6}[name]
    ramp = [0.0, 0.6] + [1.0] * (duration - 2)
    start_scale, reach_scale = scale**0.5, scale**0.9
    hours = {
        role: [round(start[role] * start_scale)] + [round(run[role] * scale)] * (duration - 1)
        for role in run
    }
    return {
        "id": name,
        "duration": duration,
        "hours": hours,
        "euros": {fund: [round(money * scale)] * duration},
        "now": round(draw.uniform(0, 2000)),
        "later": round(draw.uniform(0, 4000)),
        "reach": [_reached(each, reach_scale, ramp) for each in reach],
    }


def _reached(each: tuple[Any, ...], scale: float, ramp: list[float]) -> dict[str, Any]:
    area, group, households, now_each, later_each = each
    return {
        "area": area,
        "group": group,
        "households": [round(households * scale * part, 1) for part in ramp],
        "now_each": _range(now_each, 0.6, 1.4),
        "later_each": _range(later_each, 0.5, 1.6),
    }


def _range(mid: float, low: float, high: float) -> dict[str, float]:
    return {"low": round(mid * low, 1), "mid": round(mid, 1), "high": round(mid * high, 1)}


def _precedences(draw: random.Random, size: int) -> list[dict[str, Any]]:
    links = {tuple(sorted(draw.sample(range(size), 2))) for _ in range(round(size * 0.6))}
    return [
        {
            "before": f"i{before + 1}",
            "after": f"i{after + 1}",
            "type": "start-start" if draw.random() < 0.7 else "finish-start",
            "lag": draw.choice((0, 1, 2)),
        }
        for before, after in sorted(links)
    ]


def _pairs(draw: random.Random, size: int, count: int) -> list[list[str]]:
    return [[f"i{i + 1}" for i in draw.sample(range(size), 2)] for _ in range(count)]


def _synergy(draw: random.Random, pair: list[str]) -> dict[str, Any]:
    return {
        "all_of": pair,
        "later": round(draw.uniform(500, 5000)),
        "hours": {draw.choice(list(DESK)): draw.randint(5, 20)},
    }


def _start_limits(
    draw: random.Random, initiatives: list[dict[str, Any]], scale: float
) -> list[dict[str, Any]]:
    limits: list[dict[str, Any]] = []
    for key, per_quarter in (("department", max(2, round(2 * scale))), ("lead", 1)):
        by_value: dict[str, list[str]] = {}
        for each in initiatives:
            by_value.setdefault(each[key], []).append(each["id"])
        limits += [
            {"name": name, "initiatives": ids, "per_quarter": per_quarter}
            for name, ids in sorted(by_value.items())
            if len(ids) > per_quarter
        ]
    return limits
