"""The plans to pick from: each as good as can be later for what it does now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bundel.programme.outcome.reading import Json


@dataclass(frozen=True, slots=True)
class Option:
    """One plan on the frontier; `index` is its place in the answer, `number` that on the page."""

    index: int
    number: int
    now: float
    later: float
    gap: float | None
    chosen: tuple[Any, ...]
    is_the_plan: bool

    @property
    def count(self) -> int:
        """How many initiatives are done."""
        return len(self.chosen)


def options(result: Json) -> list[Option]:
    """Return the plans of the frontier, most for now first."""
    points = list(enumerate(result.get("frontier") or ()))
    points.sort(key=lambda pair: (-pair[1]["now"], pair[1]["later"]))
    mine = _key(result.get("chosen") or ())
    return [
        Option(
            index=index,
            number=number,
            now=float(point["now"]),
            later=float(point["later"]),
            gap=point.get("gap"),
            chosen=tuple(point["chosen"]),
            is_the_plan=_key(point["chosen"]) == mine,
        )
        for number, (index, point) in enumerate(points, start=1)
    ]


def _key(chosen: Sequence[Json]) -> frozenset[tuple[str, str, int]]:
    return frozenset((x["initiative"], x["level"], int(x["start"])) for x in chosen)
