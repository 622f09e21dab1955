"""What an answer says of itself, on problems whose answer a person can see."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundel.core.portfolio.answer import ExtraHours, write_answer
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
)
from bundel.core.portfolio.stability import drawn, sampled


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
    assert reason.because == "Pool ‘Jurist’ heeft in 2027-K1 nog 0 uur; nodig is 30 uur."
    (extra,) = reason.gets_in
    # Ten more hours hold it beside "klein", and that is worth more than the plan.
    assert extra == ExtraHours("jurist", pytest.approx(10.0, abs=1e-6))


def test_the_forbidden_cannot_be_bought_in():
    barred = replace(QUESTION.initiatives[0], forbidden=True)
    question = replace(QUESTION, initiatives=(barred, *QUESTION.initiatives[1:]))

    (reason,) = answer(question, parts=["plan", "why"]).explanations.left_out

    assert (reason.loss_if_forced, reason.gets_in) == (None, None)
    assert reason.because == "Dit initiatief is uitgesloten door een wens."


def test_promises_that_ask_too_much_are_named_with_the_pool():
    promised = tuple(replace(x, committed=Committed("vol", 0)) for x in QUESTION.initiatives[:2])
    question = replace(QUESTION, initiatives=(*promised, QUESTION.initiatives[2]))

    found = answer(question)

    assert found.status == "infeasible"
    assert sorted(found.conflict) == [
        "Pool ‘Jurist’ krijgt er geen uren bij.",
        "‘Duur’ is toegezegd vanaf 2027-K1.",
        "‘Klein’ is toegezegd vanaf 2027-K1.",
    ]


def test_a_floor_that_nobody_reaches_clashes_by_itself():
    found = answer(replace(QUESTION, floors=(Floor(10.0, area="haven"),)))

    assert found.conflict == ("In gebied ‘haven’ tellen minstens 10 huishoudens mee.",)
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
