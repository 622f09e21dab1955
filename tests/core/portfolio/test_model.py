"""The rows say what the problem says: checked on small problems whose answer is known by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bundel.core.portfolio.model import build_model, with_extra_hours, with_wishes
from bundel.core.portfolio.options import options_of
from bundel.core.portfolio.problem import (
    AtRisk,
    Choice,
    Committed,
    Floor,
    Fund,
    Initiative,
    Level,
    Pool,
    Precedence,
    Problem,
    Range,
    Reach,
    SaturationStep,
    StartLimit,
    Synergy,
)
from bundel.core.portfolio.search import least_extra_hours, solve

ONE = Range(1.0, 1.0, 1.0)


def worth(now: float) -> Range:
    return Range(now, now, now)


def level(hours: tuple[float, ...] = (), now: float = 1.0, **more) -> Level:
    return Level("l", max(1, len(hours)), {"p": hours}, now=worth(now), **more)


def problem(*initiatives: Initiative, hours: float = 10.0, quarters: int = 4, **more) -> Problem:
    labels = tuple(f"K{t + 1}" for t in range(quarters))
    return Problem(labels, (Pool("p", (hours,) * quarters),), initiatives, **more)


def starts(asked: Problem) -> list[int]:
    return options_of(asked).start.tolist()


def chosen(asked: Problem) -> set[str]:
    return {each.initiative for each in solve(asked, gap=0.0, time_limit=10.0).chosen}


def test_an_initiative_may_start_in_every_quarter_of_the_horizon():
    assert starts(problem(Initiative("a", (level(),)))) == [0, 1, 2, 3]


def test_what_must_finish_starts_in_time_for_that():
    asked = problem(Initiative("a", (level((1.0, 1.0, 1.0)),), must_finish=True))

    assert starts(asked) == [0, 1]


def test_a_promise_before_the_horizon_is_the_only_option_and_is_taken():
    asked = problem(Initiative("a", (level(),), committed=Committed("l", -2)))

    assert solve(asked).chosen == (Choice("a", "l", -2),)


def test_money_is_not_spent_after_its_end():
    spends_late = Level("l", 2, euros={"f": (0.0, 5.0)}, now=ONE)
    asked = problem(Initiative("a", (spends_late,)), funds=(Fund("f", until=1),))

    # Started in the last quarter it spends beyond the horizon, which is not counted.
    assert starts(asked) == [0, 3]


def test_a_total_of_money_counts_over_all_quarters():
    dear = Level("l", 2, euros={"f": (30.0, 30.0)}, now=ONE)
    asked = problem(
        Initiative("a", (dear,), latest=0),
        Initiative("b", (dear,), latest=0),
        funds=(Fund("f", total_eur=100.0),),
    )

    assert len(chosen(asked)) == 1


def test_what_follows_waits_until_what_precedes_has_finished():
    asked = problem(
        Initiative("a", (level((1.0, 1.0)),)),
        Initiative("b", (level(),)),
        precedences=(Precedence("a", "b", lag=1),),
    )

    start = {each.initiative: each.start for each in solve(asked, gap=0.0).chosen}

    assert start == {"a": 0, "b": 3}


def test_hours_come_back_only_while_all_run():
    asked = problem(
        Initiative("a", (level((6.0,)),), latest=0),
        Initiative("b", (level((6.0,)),), latest=0),
        synergies=(Synergy(("a", "b"), hours={"p": 2.0}),),
    )

    assert chosen(asked) == {"a", "b"}
    apart = replace(asked.initiatives[1], earliest=1, latest=1)
    tight = replace(
        asked, initiatives=(asked.initiatives[0], apart), pools=(Pool("p", (5.0,) * 4),)
    )
    assert chosen(tight) == set()


def test_at_most_so_many_start_in_a_quarter():
    asked = problem(
        *(Initiative(name, (level(),), latest=1) for name in "abc"),
        start_limits=(StartLimit(("a", "b", "c"), 1),),
    )

    assert len(chosen(asked)) == 2


def test_households_fill_the_dearest_steps_with_the_dearest_households():
    cheap = Level("l", 1, reach=(Reach("x", "g", (100.0,), worth(1.0)),))
    dear = Level("l", 1, reach=(Reach("x", "g", (100.0,), worth(3.0)),))
    asked = problem(
        Initiative("a", (cheap,)),
        Initiative("b", (dear,)),
        at_risk=(AtRisk("x", "g", 150.0),),
        saturation=(SaturationStep(2 / 3, 1.0), SaturationStep(1.0, 0.5)),
    )

    # 100 households of 3 in the first step, 50 of 1 in the second, at half worth.
    assert solve(asked, gap=0.0).objective == pytest.approx(325.0)


def test_a_floor_counts_households_of_no_worth():
    idle = Level("l", 1, {"p": (8.0,)}, reach=(Reach("x", "g", (40.0,)),))
    asked = problem(
        Initiative("a", (idle,), latest=0),
        Initiative("b", (level((8.0,), now=9.0),), latest=0),
        floors=(Floor(30.0, area="x"),),
    )

    assert chosen(asked) == {"a"}


def test_a_wish_against_a_promise_is_impossible():
    asked = problem(Initiative("a", (level(),), committed=Committed("l", 0)))

    assert solve(asked, forced={"a": False}).status == "infeasible"


def test_an_empty_programme_has_an_empty_plan():
    solved = solve(problem())

    assert (solved.status, solved.chosen, solved.objective) == ("optimal", (), 0.0)


def test_extra_hours_are_no_more_than_what_lacks():
    asked = problem(
        Initiative("a", (level((12.0,)),), latest=0), Initiative("b", (level((8.0,)),), latest=0)
    )

    extra = least_extra_hours(asked, forced={"a": True}, at_least_objective=2.0).extra_hours

    assert extra["p"] == pytest.approx((10.0, 0.0, 0.0, 0.0))


def test_extra_hours_stand_in_the_row_of_their_pool_and_quarter():
    model = build_model(problem(Initiative("a", (level((3.0, 2.0)),))))

    rows, first = with_extra_hours(model)
    x = np.zeros(rows.n_columns)
    x[first + 2] = 1.0

    assert np.flatnonzero(rows.activity(x)).tolist() == [model.hours_row + 2]


def test_the_filling_of_a_plan_keeps_to_the_rows_and_gives_its_worth():
    asked = problem(
        Initiative("a", (Level("l", 1, reach=(Reach("x", "g", (90.0,), ONE, ONE),)),)),
        Initiative("b", (Level("l", 1, reach=(Reach("x", "g", (90.0,), worth(2.0)),)),)),
        at_risk=(AtRisk("x", "g", 100.0),),
    )
    model = with_wishes(build_model(asked), {"a": True})

    x = model.complete(model.columns([Choice("a", "l", 0), Choice("b", "l", 0)]))

    assert model.rows.violation(x) == 0.0
    assert model.rows.objective @ x == pytest.approx(200.0)
