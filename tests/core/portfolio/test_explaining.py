"""What an answer says of itself, on problems whose answer a person can see."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundel.core.portfolio.answer import ExtraHours, write_answer
from bundel.core.portfolio.asking import Asking
from bundel.core.portfolio.evaluate import evaluate
from bundel.core.portfolio.plan import answer
from bundel.core.portfolio.problem import (
    Choice,
    Committed,
    Floor,
    Initiative,
    Level,
    Pool,
    Problem,
    Range,
    Reach,
)
from bundel.core.portfolio.stability import drawn, sampled
from bundel.core.portfolio.whynot import MAYBE_FEWER, left_out


def initiative(name: str, hours: float, now: float, later: float = 0.0) -> Initiative:
    scale = Level(
        "vol",
        1,
        hours={"jurist": (hours,)},
        now=Range(now / 2, now, now * 2),
        later=Range(later, later, later),
    )
    return Initiative(name, (scale,), name=name.title())


# Forty hours, one quarter: the dear one fits alone, or the two cheap ones together.
QUESTION = Problem(
    quarters=("2027-K1",),
    pools=(Pool("jurist", (40.0,), name="Jurist"), Pool("coach", (9.0,))),
    initiatives=(
        initiative("duur", 30.0, 50.0, 1.0),
        initiative("klein", 20.0, 30.0, 20.0),
        initiative("anders", 20.0, 29.0, 5.0),
    ),
)


def test_the_plan_is_worth_more_than_the_ranking_where_that_is_blind():
    ranked_first = replace(QUESTION.initiatives[0].levels[0], hours={"jurist": (21.0,)})
    question = replace(
        QUESTION,
        initiatives=(
            replace(QUESTION.initiatives[0], levels=(ranked_first,)),
            initiative("klein", 20.0, 45.0),
            initiative("anders", 20.0, 45.0),
        ),
    )

    found = answer(question, parts=["plan"])

    assert found.spreadsheet.objective == 51.0
    assert found.evaluation.objective == 90.0
    assert found.status == "optimal"


def test_hours_that_are_short_have_a_price_and_others_none():
    found = answer(QUESTION, parts=["plan", "prices"])

    # With 140 hours all three fit.
    assert found.explanations.price_of_hours == {"jurist": pytest.approx(51.0), "coach": 0.0}


def test_who_is_left_out_hears_which_pool_is_short_and_when():
    found = answer(QUESTION, parts=["plan", "why"])

    (reason,) = found.explanations.left_out
    assert reason.initiative == "duur"
    assert reason.loss_if_forced == pytest.approx(84.0 - 51.0)
    assert reason.because == "Team ‘Jurist’ heeft in 2027-K1 nog 0 uur; nodig is 30 uur."
    (extra,) = reason.gets_in
    # Ten more hours hold it beside "klein", and that is worth more than the plan.
    assert extra == ExtraHours("jurist", pytest.approx(10.0, abs=1e-6))


def test_the_forbidden_cannot_be_bought_in():
    barred = replace(QUESTION.initiatives[0], forbidden=True)
    question = replace(QUESTION, initiatives=(barred, *QUESTION.initiatives[1:]))

    (reason,) = answer(question, parts=["plan", "why"]).explanations.left_out

    assert (reason.loss_if_forced, reason.gets_in) == (None, None)
    assert reason.because == "Dit initiatief doet niet mee: het is vooraf uitgesloten."


def test_promises_that_ask_too_much_are_named_with_the_pool():
    promised = tuple(replace(x, committed=Committed("vol", 0)) for x in QUESTION.initiatives[:2])
    question = replace(QUESTION, initiatives=(*promised, QUESTION.initiatives[2]))

    found = answer(question)

    assert found.status == "infeasible"
    assert sorted(map(str, found.conflict)) == [
        "Team ‘Jurist’ krijgt er geen uren bij.",
        "‘Duur’ is toegezegd vanaf 2027-K1.",
        "‘Klein’ is toegezegd vanaf 2027-K1.",
    ]


def test_a_floor_that_nobody_reaches_clashes_by_itself():
    found = answer(replace(QUESTION, floors=(Floor(10.0, area="haven"),)))

    (sentence,) = write_answer(found)["conflict"]
    assert sentence == "Het plan moet in gebied ‘haven’ minstens 10 huishoudens bereiken."
    assert write_answer(found)["chosen"] == []


def test_an_empty_programme_has_an_empty_plan():
    found = answer(replace(QUESTION, initiatives=()))

    assert (found.status, found.chosen, found.evaluation.objective) == ("optimal", (), 0.0)


def test_a_run_that_is_stopped_at_once_still_has_the_plan_of_the_ranking():
    found = answer(QUESTION, stop=lambda: True)

    assert found.evaluation.objective >= found.spreadsheet.objective
    assert found.evaluation.broken == ()


def test_the_answer_is_json_without_numbers_that_are_none():
    text = json.dumps(write_answer(answer(QUESTION)), allow_nan=False)

    written = json.loads(text)
    assert written["chosen"] == [
        {"initiative": "klein", "level": "vol", "start": 0},
        {"initiative": "anders", "level": "vol", "start": 0},
    ]
    assert written["hours"] == {"jurist": [40.0], "coach": [0.0]}
    assert written["frontier"]
    assert set(written["stability"]) == {"duur", "klein", "anders"}


def test_progress_is_told_for_every_part():
    told = []

    answer(QUESTION, progress=told.append)

    assert {"frontier", "prices", "why", "stability"} <= {step.part for step in told}


def test_the_same_seed_draws_the_same_sample():
    assert sampled(QUESTION, Random(7)) == sampled(QUESTION, Random(7))
    assert sampled(QUESTION, Random(7)) != sampled(QUESTION, Random(8))


@given(
    ends=st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3).map(sorted),
    quantile=st.floats(0, 1),
)
def test_a_drawn_effect_lies_between_low_and_high(ends, quantile):
    low, mid, high = ends

    value = drawn(Range(low, mid, high), quantile).mid

    assert low - 1e-6 <= value <= high + 1e-6


def test_a_plan_is_a_choice_of_initiative_level_and_start():
    assert answer(QUESTION, parts=["plan"]).chosen[0] == Choice("klein", "vol", 0)


def test_why_not_is_told_where_there_are_no_pools():
    question = Problem(
        quarters=("2027-K1",),
        pools=(),
        initiatives=(
            Initiative("a", (Level("l", 1, now=Range(5, 5, 5)),)),
            Initiative("b", (Level("l", 1, now=Range(3, 3, 3)),)),
        ),
        exclusions=(("a", "b"),),
    )

    (reason,) = answer(question, parts=("why",), gap=0.0).explanations.left_out

    assert (reason.initiative, reason.loss_if_forced, reason.gets_in) == ("b", 2.0, None)


def test_hours_that_are_not_proven_the_least_say_so():
    found = evaluate(QUESTION, [Choice("duur", "vol", 0)])

    class Hurried(Asking):
        def extra_hours(self, *args, **kwargs):
            return replace(super().extra_hours(*args, **kwargs), status="feasible")

    hurried = Hurried(gap=0.0, time_limit=20.0, seed=0)
    reasons = left_out(QUESTION, [Choice("duur", "vol", 0)], found, hurried)

    assert [reason.because.endswith(str(MAYBE_FEWER)) for reason in reasons] == [True, True]


FIELDS = {
    "version",
    "status",
    "objective",
    "now",
    "later",
    "bound",
    "gap",
    "seconds",
    "seed",
    "chosen",
    "hours",
    "euros",
    "counted",
    "spreadsheet",
    "frontier",
    "price_of_hours",
    "left_out",
    "stability",
    "conflict",
    "input_sha256",
    "versions",
}


def test_a_plan_is_written_with_exactly_the_fields_that_are_agreed():
    written = write_answer(answer(QUESTION, gap=0.0))

    assert set(written) == FIELDS
    assert set(written["spreadsheet"]) == {"objective", "chosen"}
    assert {frozenset(x) for x in written["frontier"]} == {
        frozenset({"now", "later", "chosen", "gap"})
    }
    assert {frozenset(x) for x in written["left_out"]} == {
        frozenset({"initiative", "loss_if_forced", "gets_in", "because"})
    }


def test_where_no_plan_is_possible_the_figures_are_nought_and_no_list_is_ranked():
    question = replace(QUESTION, floors=(Floor(1.0),))

    written = write_answer(answer(question))

    assert set(written) == FIELDS
    assert written["status"] == "infeasible"
    figures = [written[key] for key in ("objective", "now", "later", "bound", "gap")]
    assert figures == [0.0] * 5
    assert written["spreadsheet"] == {"objective": 0.0, "chosen": []}


def test_a_stopped_run_has_a_plan_and_a_bound_before_anything_is_searched():
    found = answer(QUESTION, stop=lambda: True)

    assert found.status in {"feasible", "optimal"}
    assert 50.0 <= found.evaluation.objective <= found.bound <= 109.0 + 26.0
    assert found.gap == pytest.approx(found.bound / found.evaluation.objective - 1)


def test_where_nothing_was_found_in_time_nothing_is_proven():
    def scale(name: str, hours: float, households: float) -> Level:
        reach = (Reach("haven", "huur", (households,), Range(1, 1, 1)),)
        return Level(name, 1, hours={"jurist": (hours,)}, now=Range(5, 5, 5), reach=reach)

    # The small scale is worth more per hour, and reaches too few.
    both = Initiative("a", (scale("klein", 1.0, 1.0), scale("groot", 30.0, 8.0)))
    question = replace(QUESTION, initiatives=(both,), floors=(Floor(5.0),))

    stopped, found = answer(question, stop=lambda: True), answer(question)

    written = write_answer(stopped)
    assert (written["status"], written["objective"], written["gap"]) == ("unknown", 0.0, 1.0)
    assert found.chosen == (Choice("a", "groot", 0),)
    assert written["bound"] >= found.evaluation.objective
