"""No order of steps brings a commission where two sides would not agree on what holds."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bundel.core import commissions
from bundel.core.commissions import RULES, Course, Side, Text, WrongSide, WrongStep

ACTS = st.sampled_from(sorted(RULES))
SIDES = st.sampled_from(list(Side))
OPEN = {Text.DRAFT, Text.PROPOSED}


class AnyOrder(RuleBasedStateMachine):
    """Whoever tries whatever, in any order: what must hold holds."""

    def __init__(self) -> None:
        super().__init__()
        self.course = Course()
        self.steps: list[tuple[str, Side]] = []

    @rule(act=ACTS, side=SIDES)
    def try_step(self, act: str, side: Side) -> None:
        before = self.course
        if not commissions.may(before, act, side):
            with pytest.raises((WrongStep, WrongSide)):
                commissions.after(before, act, side)
            return
        self.course = commissions.after(before, act, side)
        self.steps.append((act, side))
        self._what_was_agreed_stays(before)
        assert before.state not in commissions.ENDED, "an ended commission was revived"
        assert side is not Side.COORDINATOR, "somebody signed who is no side"
        assert before.waits_for in (None, side) or act.endswith("withdrawn")

    def _what_was_agreed_stays(self, before: Course) -> None:
        for number, text in enumerate(before.texts):
            if text not in OPEN:
                assert self.course.texts[number] is text

    @invariant()
    def at_most_one_text_lies_open(self) -> None:
        assert sum(text in OPEN for text in self.course.texts) <= 1

    @invariant()
    def who_works_has_an_agreed_text(self) -> None:
        if self.course.state in {"accepted", "discharged", "returned"} | commissions.PENDING:
            assert Text.AGREED in self.course.texts

    @invariant()
    def a_text_lies_open_only_where_somebody_is_to_say_something_of_it(self) -> None:
        lies_open = any(text in OPEN for text in self.course.texts)
        assert lies_open == (self.course.state in {"draft", "offered", "change_proposed"})

    @invariant()
    def every_agreement_was_signed_by_both_sides(self) -> None:
        agreed = Counter(self.course.texts)[Text.AGREED]
        yes = [n for n, (act, _) in enumerate(self.steps) if act in {"accepted", "change_agreed"}]
        assert agreed == len(yes)
        for number in yes:
            assert self.steps[number - 1][1] is commissions.other(self.steps[number][1])

    @invariant()
    def the_steps_retell_where_it_stands(self) -> None:
        assert commissions.retold(tuple(self.steps)) == self.course

    @invariant()
    def it_waits_for_a_side_exactly_when_somebody_is_to_answer(self) -> None:
        waits = self.course.state in {"draft", "offered"} | commissions.PENDING
        assert (self.course.waits_for is not None) == waits


TestAnyOrder = AnyOrder.TestCase


def test_every_state_is_reached_and_only_ends_have_no_way_on() -> None:
    reached = {"draft"} | {rule.to for rule in RULES.values()}
    left = {state for rule in RULES.values() for state in rule.sources}

    assert reached == commissions.STATES
    assert commissions.STATES - left == commissions.ENDED


@given(side=SIDES, act=ACTS)
def test_a_coordinator_signs_nothing(side: Side, act: str) -> None:
    for state in commissions.STATES:
        course = Course(state, asker=None if side is Side.COORDINATOR else side)
        assert not commissions.may(course, act, Side.COORDINATOR)


@pytest.mark.parametrize("act", ["discharge", "return"])
def test_who_asked_for_an_end_takes_it_back_and_nobody_else(act: str) -> None:
    accepted = commissions.retold((("offered", Side.COMMISSIONER), ("accepted", Side.CONTRACTOR)))
    asked = commissions.after(accepted, f"{act}_asked", Side.CONTRACTOR)

    with pytest.raises(WrongSide):
        commissions.after(asked, f"{act}_withdrawn", Side.COMMISSIONER)
    assert commissions.after(asked, f"{act}_withdrawn", Side.CONTRACTOR) == accepted


def test_who_stands_in_changes_neither_state_nor_turn() -> None:
    steps = (("offered", Side.COMMISSIONER), ("contractor_changed", Side.COORDINATOR))

    assert commissions.retold(steps).waits_for is Side.CONTRACTOR
    assert commissions.last_asked(steps) is Side.COMMISSIONER


def test_who_proposes_does_not_agree() -> None:
    accepted = commissions.retold((("offered", Side.COMMISSIONER), ("accepted", Side.CONTRACTOR)))
    for side in (Side.COMMISSIONER, Side.CONTRACTOR):
        proposed = commissions.after(accepted, "change_proposed", side)

        with pytest.raises(WrongSide):
            commissions.after(proposed, "change_agreed", side)
        assert commissions.after(proposed, "change_agreed", commissions.other(side)).state == (
            "accepted"
        )
