"""How long the scan takes, how much memory, and how it compares to writing it plainly."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from bundel.core.scan.blocks import cut  # noqa: E402 - the path to the towns comes first
from bundel.core.scan.chance import best_windows, dealings  # noqa: E402
from bundel.core.scan.field import Field, lay_out  # noqa: E402
from bundel.core.scan.plain import search_plainly  # noqa: E402
from bundel.core.scan.question import Reach  # noqa: E402
from bundel.core.scan.search import Deal  # noqa: E402
from tests.core.scan.towns import by_chance, town  # noqa: E402

RESULTS = HERE / "results" / "scan.json"
TIMES = 999
# Areas, steps, cases, longest cluster [steps], largest share; then how much of it the plain one
# does: so many dealings, on one in so many centres.
SIZES: dict[str, tuple[int, int, int, int, float, int, int]] = {
    "71 areas, 104 weeks": (71, 104, 600, 26, 0.5, 20, 1),
    "3,000 areas, 365 days": (3000, 365, 2000, 28, 0.1, 1, 20),
}


def main() -> None:
    """Run each size in a process of its own, print a table and keep the results."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--size", choices=sorted(SIZES), help="only this one")
    asked.add_argument("--threads", type=int, default=2)
    options = asked.parse_args()
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    for size in [options.size] if options.size else sorted(SIZES):
        kept[size] = {
            **_alone(_plain, size, 1),
            **_alone(_fast, size, options.threads),
        }
        kept[size]["ratio"] = kept[size]["plain_cpu_s"] / kept[size]["fast_cpu_s"]
        RESULTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        print(size, json.dumps(kept[size], indent=1), flush=True)


def _alone(work: Callable[[str, int], dict[str, Any]], size: str, threads: int) -> dict[str, Any]:
    """Do work in a new process, so that its memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, (size, threads))


def _question(size: str) -> tuple[Field, Deal]:
    areas, steps, cases, longest, share, *_rest = SIZES[size]
    places = town(areas)
    told = by_chance(places, steps, cases, np.random.default_rng(7))
    reach = Reach(steps=steps, most_steps=longest, most_share=share)
    field = lay_out(places, told, reach, "permutation")
    return field, dealings(field, TIMES, np.random.default_rng(1))


def _fast(size: str, threads: int) -> dict[str, Any]:
    """Return what the scan takes for all dealings."""
    field, deal = _question(size)
    begun = _Clock()
    best = best_windows(field, cut(field), deal, threads)
    return {
        "windows": _windows(field),
        "dealings": TIMES,
        "fast_threads": threads,
        **begun.told("fast"),
        "load_at_end": os.getloadavg()[0],
        "first_dealing": float(best.ratio[0]),
    }


def _plain(size: str, _threads: int) -> dict[str, Any]:
    """Return what the plain one takes, counted up from the part of the work that it did."""
    *_rest, times, each = SIZES[size]
    field, deal = _question(size)
    begun = _Clock()
    best = search_plainly(field, deal.some(slice(0, times)), np.arange(0, len(field.order), each))
    share = times / (TIMES * each)
    return {
        "plain_dealings": times,
        "plain_one_in_centres": each,
        **{
            name: value if name.endswith("mb") else value / share
            for name, value in begun.told("plain").items()
        },
        "plain_first_dealing": float(best.ratio[0]),
    }


def _windows(field: Field) -> int:
    steps, longest = field.reach.steps, field.reach.most_steps
    return int((field.order >= 0).sum()) * sum(steps - last + 1 for last in range(1, longest + 1))


class _Clock:
    """Time by the clock, time of the processors, and the most memory of this process."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()
        self._before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def told(self, name: str) -> dict[str, float]:
        """Return what went by."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return {
            f"{name}_wall_s": time.perf_counter() - self._wall,
            f"{name}_cpu_s": time.process_time() - self._cpu,
            f"{name}_peak_mb": peak / 1024,
            f"{name}_peak_above_start_mb": (peak - self._before) / 1024,
        }


if __name__ == "__main__":
    main()
