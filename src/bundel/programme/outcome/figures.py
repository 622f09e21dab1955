"""What a list of choices uses and brings, from the answer itself or worked out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from bundel.core.portfolio.evaluate import evaluate
from bundel.core.portfolio.greedy import spreadsheet_plan
from bundel.core.portfolio.problem import Choice
from bundel.core.portfolio.reading import read_problem
from bundel.programme.outcome.reading import Json, name_of


@dataclass(frozen=True, slots=True)
class Figures:
    """A plan in figures; `households` are those counted, each once per step of saturation."""

    objective: float
    now: float
    later: float
    households: float
    hours: Mapping[str, Sequence[float]] = field(default_factory=dict)
    euros: Mapping[str, Sequence[float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """The plan that ranking on worth per hour gives, as a person would make it."""

    figures: Figures
    count: int
    misses: tuple[str, ...]
    only_here: tuple[str, ...]
    only_in_plan: tuple[str, ...]
    more_share: float | None
    more_households: float


def of_result(result: Json) -> Figures:
    """Return the figures of the plan that an answer holds."""
    return Figures(
        objective=float(result["objective"]),
        now=float(result["now"]),
        later=float(result["later"]),
        households=float(sum(row["households"] for row in result["counted"])),
        hours=result["hours"],
        euros=result["euros"],
    )


def of_choices(problem: Json, chosen: Sequence[Json]) -> Figures:
    """Return the figures of any list of choices."""
    choices = [Choice(x["initiative"], x["level"], int(x["start"])) for x in chosen]
    found = evaluate(read_problem(dict(problem)), choices)
    return Figures(
        objective=found.objective,
        now=found.now,
        later=found.later,
        households=float(sum(counted.households for counted in found.counted)),
        hours=found.hours,
        euros=found.euros,
    )


def spreadsheet(problem: Json, result: Json, mine: Figures) -> Spreadsheet | None:
    """Return the plan of the ranking beside the plan; None when there is none."""
    if not result.get("spreadsheet") or not result.get("chosen"):
        return None
    # An answer keeps no ranking that misses a wish; the page shows it, and says what it misses.
    ranked = spreadsheet_plan(read_problem(dict(problem)))
    chosen = result["spreadsheet"]["chosen"] or [asdict(choice) for choice in ranked.chosen]
    theirs = of_choices(problem, chosen)
    names = {x["id"]: name_of(x) for x in problem["initiatives"]}
    here = {x["initiative"] for x in chosen}
    there = {x["initiative"] for x in result["chosen"]}
    return Spreadsheet(
        figures=theirs,
        count=len(here),
        misses=ranked.broken,
        only_here=tuple(names[code] for code in sorted(here - there)),
        only_in_plan=tuple(names[code] for code in sorted(there - here)),
        more_share=mine.objective / theirs.objective - 1 if theirs.objective > 0 else None,
        more_households=mine.households - theirs.households,
    )
