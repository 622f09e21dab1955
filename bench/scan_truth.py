"""How often the scan finds a cluster that was put there, and how often it sees one in nothing."""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from bundel.core.scan.question import Case, Reach  # noqa: E402 - the path to the towns comes first
from bundel.core.scan.scanning import Chance, scan  # noqa: E402
from bundel.core.scan.spikes import spike  # noqa: E402
from tests.core.scan.towns import around, by_chance, planted, town  # noqa: E402

RESULTS = HERE / "results" / "scan_truth.json"
AREAS, WEEKS, CASES = 71, 52, 120
LONGEST, SHARE = 8, 0.2
# The planted cluster: three areas, four weeks, and so many cases beside those of chance.
SIZE, LASTS = 3, 4
STRENGTHS = (0, 4, 6, 8, 12)
LEVEL, WEEK_LEVEL = 0.05, 0.01
TIMES = 99
Z = 1.96


def main() -> None:
    """Make many towns, print a table and keep the results."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--towns", type=int, default=300, help="per strength; without a cluster 4x")
    options = asked.parse_args()
    result: dict[str, Any] = {
        "areas": AREAS, "weeks": WEEKS, "cases": CASES, "dealings": TIMES, "level": LEVEL,
    }  # fmt: skip
    for model in ("permutation", "poisson"):
        result[model] = [
            _towns(model, strength, options.towns * (1 if strength else 4))
            for strength in STRENGTHS
        ]
        for row in result[model]:
            print(model, json.dumps(row), flush=True)
    result["spikes"] = [_weeks(*kind) for kind in ((4, 1.0), (4, 1.5), (1, 1.0))]
    for row in result["spikes"]:
        print(json.dumps(row), flush=True)
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def _towns(model: Any, strength: int, towns: int) -> dict[str, Any]:
    """Return how often a cluster of one strength is found, and found where it is."""
    alarms, right = 0, 0
    for seed in range(towns):
        cases, keys, first = _town(strength, seed)
        reach = Reach(steps=WEEKS, most_steps=LONGEST, most_share=SHARE)
        (found,) = scan(town(AREAS), cases, reach, model, Chance(TIMES, seed, most=1))
        sure = [one for one in found.clusters if one.p <= LEVEL]
        alarms += bool(sure)
        right += bool(sure) and _meets(sure[0], keys, first)
    return {
        "planted": strength,
        "towns": towns,
        "alarms": alarms / towns,
        "interval": _wilson(alarms, towns),
        "in_the_right_place": right / towns if strength else None,
    }


def _town(strength: int, seed: int) -> tuple[list[Case], list[str], int]:
    random = np.random.default_rng([strength, seed])
    places = town(AREAS)
    keys = around(places, int(random.integers(AREAS)), SIZE)
    first = int(random.integers(WEEKS - LASTS))
    cases = by_chance(places, WEEKS, CASES, random)
    return cases + planted(keys, first, first + LASTS, strength, random), keys, first


def _meets(cluster: Any, keys: list[str], first: int) -> bool:
    """Return whether a found cluster shares an area and a week with the planted one."""
    return bool(
        set(cluster.places) & set(keys) and cluster.first < first + LASTS and cluster.until > first
    )


def _weeks(mean: float, spread: float, rows: int = 20_000) -> dict[str, Any]:
    """Return how often the alarm for one week sounds, by how many times more is told in it."""
    random = np.random.default_rng(3)
    told: dict[str, Any] = {"mean": mean, "spread": spread, "level": WEEK_LEVEL}
    for times in (1, 2, 3, 4):
        before, now = (
            _counts(random, level, spread, shape)
            for level, shape in ((mean, (rows, 28)), (mean * times, (rows, 1)))
        )
        seen = [spike([*map(int, a), int(b[0])]) for a, b in zip(before, now, strict=True)]
        alarms = sum(one.p is not None and one.p <= WEEK_LEVEL for one in seen)
        told[f"times_{times}"] = alarms / rows
        told[f"interval_{times}"] = _wilson(alarms, rows)
    return told


def _counts(random: np.random.Generator, mean: float, spread: float, shape: tuple[int, int]) -> Any:
    """Return counts with this mean, and a variance of so many times the mean."""
    if spread <= 1:
        return random.poisson(mean, shape)
    return random.negative_binomial(mean / (spread - 1), 1 / spread, shape)


def _wilson(hits: int, of: int) -> tuple[float, float]:
    """Return between what the true share lies, in 95 of 100 times."""
    share = hits / of
    middle = (share + Z**2 / (2 * of)) / (1 + Z**2 / of)
    half = Z / (1 + Z**2 / of) * math.sqrt(share * (1 - share) / of + Z**2 / (4 * of**2))
    return max(0.0, middle - half), min(1.0, middle + half)


if __name__ == "__main__":
    main()
