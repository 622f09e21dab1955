"""How a commission goes: which step may follow, by which side, and what becomes of its text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Side(StrEnum):
    """In which part somebody acts."""

    COMMISSIONER = "commissioner"
    CONTRACTOR = "contractor"
    # Prepares a draft for the commissioner, and signs nothing.
    COORDINATOR = "coordinator"


class Who(StrEnum):
    """Which side a step is for."""

    COMMISSIONER = "commissioner"
    CONTRACTOR = "contractor"
    EITHER = "either"
    # The side that asked for what is pending, and the side that was asked.
    ASKER = "asker"
    ASKED = "asked"


class Text(StrEnum):
    """What becomes of a text that is laid before the other side."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


DRAFT, OFFERED, ACCEPTED = "draft", "offered", "accepted"
CHANGE, DISCHARGE, RETURN = "change_proposed", "discharge_asked", "return_asked"
# What no longer binds anybody.
ENDED = frozenset({"discharged", "returned", "refused", "withdrawn"})
# What one side asked and the other has not answered yet.
PENDING = frozenset({CHANGE, DISCHARGE, RETURN})
STATES = frozenset({DRAFT, OFFERED, ACCEPTED}) | PENDING | ENDED


@dataclass(frozen=True, slots=True)
class Rule:
    """
    A step: from which states, to which, for whom, and what becomes of the text that lies open.

    Args:
        reason: Whether who does it says why.
    """

    sources: tuple[str, ...]
    to: str
    who: Who
    text: Text | None = None
    reason: bool = False


# The process as a table, by the word under which a step is kept.
RULES: Mapping[str, Rule] = {
    "offered": Rule((DRAFT,), OFFERED, Who.COMMISSIONER, Text.PROPOSED),
    "accepted": Rule((OFFERED,), ACCEPTED, Who.CONTRACTOR, Text.AGREED),
    "refused": Rule((OFFERED,), "refused", Who.CONTRACTOR, Text.REFUSED, reason=True),
    "withdrawn": Rule((DRAFT, OFFERED), "withdrawn", Who.COMMISSIONER, Text.WITHDRAWN),
    "change_proposed": Rule((ACCEPTED,), CHANGE, Who.EITHER, Text.PROPOSED, reason=True),
    "change_agreed": Rule((CHANGE,), ACCEPTED, Who.ASKED, Text.AGREED),
    "change_refused": Rule((CHANGE,), ACCEPTED, Who.ASKED, Text.REFUSED, reason=True),
    "change_withdrawn": Rule((CHANGE,), ACCEPTED, Who.ASKER, Text.WITHDRAWN),
    "discharge_asked": Rule((ACCEPTED,), DISCHARGE, Who.EITHER, reason=True),
    "discharged": Rule((DISCHARGE,), "discharged", Who.ASKED),
    "discharge_refused": Rule((DISCHARGE,), ACCEPTED, Who.ASKED, reason=True),
    "discharge_withdrawn": Rule((DISCHARGE,), ACCEPTED, Who.ASKER),
    "return_asked": Rule((ACCEPTED,), RETURN, Who.EITHER, reason=True),
    "returned": Rule((RETURN,), "returned", Who.ASKED),
    "return_refused": Rule((RETURN,), ACCEPTED, Who.ASKED, reason=True),
    "return_withdrawn": Rule((RETURN,), ACCEPTED, Who.ASKER),
}
# The step that the commissioner, or a coordinator for the commissioner, begins with.
MADE = "made"
# The step by which a coordinator puts somebody else on a side; what was agreed or asked stays.
HANDED_OVER: Mapping[Side, str] = {
    Side.COMMISSIONER: "commissioner_changed",
    Side.CONTRACTOR: "contractor_changed",
}
# Before the offer a side is chosen in the draft, and after the end there is none.
MAY_HAND_OVER = STATES - ENDED - {DRAFT}


class WrongStep(ValueError):
    """A commission cannot take this step from where it stands."""


class WrongSide(ValueError):
    """The step is for the other side."""


@dataclass(frozen=True, slots=True)
class Course:
    """
    Where a commission stands.

    Args:
        asker: The side that waits for an answer; None where nothing is asked.
        texts: What became of each version, the first one first.
    """

    state: str = DRAFT
    asker: Side | None = None
    texts: tuple[Text, ...] = (Text.DRAFT,)

    @property
    def waits_for(self) -> Side | None:
        """The side that is to move; None while the work goes on and when it is over."""
        if self.state == DRAFT:
            return Side.COMMISSIONER
        if self.asker is None:
            return None
        return other(self.asker)


def other(side: Side) -> Side:
    """Return the side across the table."""
    return Side.COMMISSIONER if side is Side.CONTRACTOR else Side.CONTRACTOR


def may(course: Course, act: str, side: Side) -> bool:
    """Tell whether a side may take this step now."""
    rule = RULES[act]
    return course.state in rule.sources and _is_for(rule.who, side, course.asker)


def open_steps(course: Course, side: Side) -> tuple[str, ...]:
    """Return the steps that a side may take now, in the order of the table."""
    return tuple(act for act in RULES if may(course, act, side))


def after(course: Course, act: str, side: Side) -> Course:
    """
    Return where a commission stands after a step.

    Raises:
        WrongStep: if it cannot follow on what there is.
        WrongSide: if it is for the other side, or for none that signs.
    """
    rule = RULES[act]
    if course.state not in rule.sources:
        raise WrongStep(act)
    if not _is_for(rule.who, side, course.asker):
        raise WrongSide(act)
    asker = side if rule.to in PENDING or rule.to == OFFERED else None
    return replace(course, state=rule.to, asker=asker, texts=_texts(course, act, rule))


def retold(steps: tuple[tuple[str, Side], ...]) -> Course:
    """
    Return where a commission stands by the steps alone; who makes it or stands in changes nothing.

    Raises:
        WrongStep, WrongSide: if these steps cannot have been.
    """
    course = Course()
    for act, side in steps:
        if act in RULES:
            course = after(course, act, side)
    return course


def last_asked(steps: Iterable[tuple[str, str]]) -> Side | None:
    """Return the side of the last step that one of both sides took; who stands in asks nothing."""
    sides = [Side(side) for act, side in steps if act in RULES]
    return sides[-1] if sides else None


def _texts(course: Course, act: str, rule: Rule) -> tuple[Text, ...]:
    if rule.text is None:
        return course.texts
    if act == "change_proposed":
        return (*course.texts, rule.text)
    return (*course.texts[:-1], rule.text)


def _is_for(who: Who, side: Side, asker: Side | None) -> bool:
    if side is Side.COORDINATOR:
        return False
    if who is Who.ASKER:
        return side is asker
    if who is Who.ASKED:
        return asker is not None and side is other(asker)
    return who is Who.EITHER or who.value == side.value
