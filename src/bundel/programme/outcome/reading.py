"""From the frozen question and a list of choices to what is done when, with names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bundel.core.quarters import parse_quarter

Json = Mapping[str, Any]
# From these shares of the samples on we use the word; below the last it is uncertain.
CERTAIN_SHARE = 0.95
LIKELY_SHARE = 0.75
SHAKY_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Planned:
    """
    An initiative that is done, with its level and when.

    `start` counts quarters from the first of the plan and is negative for what already ran. The
    first `start_up` quarters ask other hours than those that follow.
    """

    code: str
    name: str
    level: str
    start: int
    duration: int
    start_up: int
    first_quarter: str
    last_quarter: str
    is_committed: bool
    stability_share: float | None
    hours: float

    @property
    def level_name(self) -> str:
        """The level as it stands in a sentence."""
        return self.level.replace("_", " ").replace("-", " ").capitalize()

    @property
    def sureness(self) -> str:
        """How sure the choice is, as a word of the page: see `templates`."""
        return sureness(self)


def sureness(planned: Planned) -> str:
    """Return how sure a choice is: committed, certain, likely, shaky, uncertain or unknown."""
    share = planned.stability_share
    if planned.is_committed:
        return "committed"
    if share is None:
        return "unknown"
    if share >= CERTAIN_SHARE:
        return "certain"
    if share >= LIKELY_SHARE:
        return "likely"
    return "shaky" if share >= SHAKY_SHARE else "uncertain"


def planned(
    problem: Json, chosen: Sequence[Json], stability: Mapping[str, float] | None = None
) -> list[Planned]:
    """Return what is done, the earliest start first."""
    known = {initiative["id"]: initiative for initiative in problem["initiatives"]}
    rows = [
        _planned(problem["quarters"], known[choice["initiative"]], choice, stability or {})
        for choice in chosen
        if choice["initiative"] in known
    ]
    return sorted(rows, key=lambda row: (row.start, row.code))


def _planned(
    quarters: Sequence[str], initiative: Json, choice: Json, stability: Mapping[str, float]
) -> Planned:
    level = next(x for x in initiative["levels"] if x["id"] == choice["level"])
    start, duration = int(choice["start"]), int(level["duration"])
    return Planned(
        code=initiative["id"],
        name=name_of(initiative),
        level=level["id"],
        start=start,
        duration=duration,
        start_up=start_up_quarters(level),
        first_quarter=label_of(quarters, start),
        last_quarter=label_of(quarters, start + duration - 1),
        is_committed="committed" in initiative,
        stability_share=stability.get(initiative["id"]),
        hours=_hours_within(level, start, len(quarters)),
    )


def name_of(thing: Json) -> str:
    """Return what a thing of the question is called."""
    return str(thing.get("name") or thing["id"])


def label_of(quarters: Sequence[str], index: int) -> str:
    """Return the label of a quarter, also of one before or after the plan."""
    if 0 <= index < len(quarters):
        return quarters[index]
    return str(parse_quarter(quarters[0]).plus(index))


def start_up_quarters(level: Json) -> int:
    """
    Return how many quarters a level needs before it runs. [quarters]

    Read from its hours: starting ends with the last quarter that differs from the running ones.
    """
    profiles = [list(profile) for profile in level.get("hours", {}).values() if profile]
    if not profiles:
        return 0
    length = max(map(len, profiles))
    columns = list(zip(*(p + [0] * (length - len(p)) for p in profiles), strict=True))
    running = columns[-1]
    differing = [k for k, column in enumerate(columns) if column != running]
    return differing[-1] + 1 if differing else 0


def _hours_within(level: Json, start: int, quarters: int) -> float:
    return float(
        sum(
            amount
            for profile in level.get("hours", {}).values()
            for k, amount in enumerate(profile)
            if 0 <= start + k < quarters
        )
    )
