"""The answer: the plan, what is proven of it, and why it is so; written as `plan.json`."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from bundel.core.portfolio.evaluate import Evaluation
from bundel.core.portfolio.greedy import SpreadsheetPlan
from bundel.core.portfolio.hindrance import Hindrance
from bundel.core.portfolio.problem import Choice
from bundel.core.portfolio.said import Said, write_sentence


@dataclass(frozen=True, slots=True)
class FrontierPlan:
    """One balance of now against later; within `gap` of the best later for that much now."""

    now: float
    later: float
    chosen: tuple[Choice, ...]
    gap: float


@dataclass(frozen=True, slots=True)
class ExtraHours:
    """Hours that a pool would need on top of what it has, over all quarters together."""

    pool: str
    hours: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """
    Why an initiative is not in the plan.

    `loss_if_forced` is the objective lost when it must be in; None where no plan holds it.
    `gets_in` is the least hours with which it comes in without loss; None where hours alone do not
    do it. Either may also be None because the time was up: `time_was_up` and `because` then say so.
    """

    initiative: str
    loss_if_forced: float | None
    gets_in: tuple[ExtraHours, ...] | None
    why: Hindrance
    time_was_up: bool = False

    @property
    def because(self) -> str:
        """The reason in Dutch."""
        return " ".join(map(str, self.why.because))


@dataclass(frozen=True, slots=True)
class Explanations:
    """What comes with a plan; a part that was not asked is empty."""

    frontier: tuple[FrontierPlan, ...] = ()
    price_of_hours: Mapping[str, float] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    stability: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """
    The answer to a problem.

    `status` is optimal (within the gap asked), feasible, infeasible or unknown. Without a plan
    `evaluation` is None; `conflict` then names the wishes that clash, if they do. Where it is
    unknown whether there is a plan, the gap is 1.
    """

    status: str
    seconds: float
    seed: int
    spreadsheet: SpreadsheetPlan
    bound: float
    gap: float
    chosen: tuple[Choice, ...] = ()
    evaluation: Evaluation | None = None
    explanations: Explanations = Explanations()
    conflict: tuple[Said, ...] = ()
    input_sha256: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)


def write_answer(answer: Answer) -> dict[str, Any]:
    """
    Return the answer as JSON data, with exactly the fields and kinds of value that are agreed.

    Without a plan its figures are 0, as its choices are none; the status says so.
    """
    found, said = answer.evaluation, answer.explanations
    return {
        "version": "1",
        "status": answer.status,
        "objective": found.objective if found else 0.0,
        "now": found.now if found else 0.0,
        "later": found.later if found else 0.0,
        "bound": _known(answer.bound),
        "gap": _known(answer.gap),
        "seconds": answer.seconds,
        "seed": answer.seed,
        "chosen": _choices(answer.chosen),
        "hours": {pool: list(used) for pool, used in found.hours.items()} if found else {},
        "euros": {fund: list(used) for fund, used in found.euros.items()} if found else {},
        "counted": _counted(found) if found else [],
        "spreadsheet": _spreadsheet(answer.spreadsheet),
        "frontier": [
            {"now": x.now, "later": x.later, "chosen": _choices(x.chosen), "gap": _known(x.gap)}
            for x in said.frontier
        ],
        "price_of_hours": dict(said.price_of_hours),
        "left_out": [_left_out(x) for x in said.left_out],
        "stability": dict(said.stability),
        "conflict": [str(sentence) for sentence in answer.conflict],
        "input_sha256": answer.input_sha256,
        "versions": dict(answer.versions),
    }


def _known(value: float) -> float:
    # Adding 0 makes a plain 0 of -0, which JSON would show.
    return value + 0.0 if math.isfinite(value) else 0.0


def _choices(chosen: Sequence[Choice]) -> list[dict[str, Any]]:
    return [asdict(choice) for choice in chosen]


def _counted(found: Evaluation) -> list[dict[str, Any]]:
    return [{"area": x.area, "group": x.group, "households": x.households} for x in found.counted]


def _spreadsheet(plan: SpreadsheetPlan) -> dict[str, Any]:
    # A ranking that misses a wish makes no plan that could be carried out.
    if plan.broken:
        return {"objective": 0.0, "chosen": []}
    return {"objective": plan.objective, "chosen": _choices(plan.chosen)}


def _left_out(left_out: LeftOut) -> dict[str, Any]:
    extra = left_out.gets_in
    return {
        "initiative": left_out.initiative,
        "loss_if_forced": left_out.loss_if_forced,
        "gets_in": None if extra is None else [asdict(x) for x in extra],
        "because": left_out.because,
    }


def write_said(answer: Answer) -> dict[str, Any]:
    """
    Return what lies behind the sentences of an answer, as JSON data.

    For who shows them in other words or in another language than `write_answer` does.
    """
    return {
        "left_out": {x.initiative: _said(x) for x in answer.explanations.left_out},
        "conflict": [write_sentence(sentence) for sentence in answer.conflict],
    }


def _said(left_out: LeftOut) -> dict[str, Any]:
    return {
        "because": [write_sentence(sentence) for sentence in left_out.why.because],
        "short_money": [asdict(x) for x in left_out.why.short_money],
        "fits": left_out.why.fits,
        "time_was_up": left_out.time_was_up,
    }
