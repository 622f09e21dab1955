"""What holds for every plan, held against trying everything on small problems."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bundel.core.portfolio.asking import Asking
from bundel.core.portfolio.conflict import conflict
from bundel.core.portfolio.evaluate import evaluate
from bundel.core.portfolio.greedy import spreadsheet_plan
from bundel.core.portfolio.plan import answer
from bundel.core.portfolio.prices import with_extra_hours
from bundel.core.portfolio.problem import Problem
from bundel.core.portfolio.wishes import wishes
from tests.core.portfolio.questions import all_plans, best_by_trying, problems, renamed

few = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
fewer = settings(few, max_examples=50)

A_MOMENT_S = 20.0


def planned(problem: Problem, *parts: str):
    return answer(problem, parts=("plan", *parts), gap=0.0, time_limit=A_MOMENT_S)


def close(value: float) -> object:
    return pytest.approx(value, rel=1e-6, abs=1e-6)


@few
@given(problem=problems())
def test_the_plan_is_the_best_of_all_plans(problem):
    best = best_by_trying(problem)

    found = planned(problem)

    assert (found.status == "infeasible") == (best is None)
    if best is not None:
        assert found.evaluation.objective == close(best)
        assert evaluate(problem, found.chosen).broken == ()
        assert found.bound >= best - 1e-6 * max(1, abs(best))
        assert found.bound >= found.evaluation.objective


@few
@given(problem=problems())
def test_the_ranking_makes_a_possible_plan_or_says_what_it_misses(problem):
    ranked = spreadsheet_plan(problem)

    found = evaluate(problem, ranked.chosen)
    best = best_by_trying(problem)
    assert found.broken == ranked.broken
    assert found.objective == ranked.objective
    if not ranked.broken:
        assert best is not None
        assert ranked.objective <= best + 1e-9 * max(1, abs(best))


@fewer
@given(problem=problems())
def test_the_plan_is_never_below_the_ranking(problem):
    found = planned(problem)

    if not found.spreadsheet.broken:
        assert found.evaluation.objective >= found.spreadsheet.objective


@fewer
@given(problem=problems(), hours=st.integers(1, 5))
def test_more_hours_are_never_worse(problem, hours):
    found = planned(problem)

    richer = planned(with_extra_hours(problem, problem.pools[0].id, float(hours)))

    if found.evaluation is not None:
        assert richer.evaluation.objective >= found.evaluation.objective - 1e-6


@fewer
@given(problem=problems(), data=st.data())
def test_giving_up_a_wish_is_never_worse(problem, data):
    wish = data.draw(st.sampled_from(list(wishes(problem))))
    found = planned(problem)

    freer = planned(wish.given_up(problem))

    if found.evaluation is not None:
        assert freer.evaluation.objective >= found.evaluation.objective - 1e-6


@fewer
@given(problem=problems(), data=st.data())
def test_other_names_in_another_order_change_nothing(problem, data):
    order = data.draw(st.permutations(range(len(problem.initiatives))))
    found = planned(problem)

    other = planned(renamed(problem, order))

    assert other.status == found.status
    if found.evaluation is not None:
        assert other.evaluation.objective == close(found.evaluation.objective)


@fewer
@given(problem=problems())
def test_the_same_question_gets_the_same_plan(problem):
    assert planned(problem).chosen == planned(problem).chosen


@fewer
@given(problem=problems())
def test_no_plan_on_the_frontier_is_beaten_by_another(problem):
    found = planned(problem, "frontier")

    points = [(x.now, x.later) for x in found.explanations.frontier]
    assert points == sorted(set(points))
    assert [later for _, later in points] == sorted((y for _, y in points), reverse=True)
    for plan in found.explanations.frontier:
        judged = evaluate(problem, plan.chosen)
        assert judged.broken == ()
        assert (judged.now, judged.later) == (plan.now, plan.later)


@fewer
@given(problem=problems())
def test_no_plan_at_all_beats_the_frontier_at_its_ends(problem):
    # Where room is short, filling for now only is worth more now than filling for the weights.
    problem = replace(problem, at_risk=())
    found = planned(problem, "frontier")

    if found.evaluation is not None:
        every = [judged for _, judged in all_plans(problem)]
        points = found.explanations.frontier
        assert points[-1].now == close(max(x.now for x in every))
        assert points[0].later == close(max(x.later for x in every))


@fewer
@given(problem=problems())
def test_the_price_of_hours_is_what_the_best_plan_gains(problem):
    found = planned(problem, "prices")

    for pool, price in found.explanations.price_of_hours.items():
        richer = best_by_trying(with_extra_hours(problem, pool, 100.0))
        assert price == close(richer - found.evaluation.objective)


@fewer
@given(problem=problems())
def test_who_is_left_out_hears_the_loss_and_the_hours_that_get_it_in(problem):
    found = planned(problem, "why")

    for reason in found.explanations.left_out:
        assert reason.because.endswith(".")
        forced = _best_with(problem, reason.initiative)
        if forced is None:
            assert reason.loss_if_forced is None
        else:
            loss = found.evaluation.objective - forced
            assert reason.loss_if_forced == close(loss)
        if reason.gets_in is not None:
            richer = problem
            for extra in reason.gets_in:
                richer = with_extra_hours(richer, extra.pool, extra.hours)
            with_it = _best_with(richer, reason.initiative)
            assert with_it >= found.evaluation.objective - 1e-3


def _best_with(problem: Problem, name: str) -> float | None:
    having = (
        judged.objective
        for chosen, judged in all_plans(problem)
        if name in {choice.initiative for choice in chosen}
    )
    return max(having, default=None)


@fewer
@given(problem=problems())
def test_stability_is_a_share_of_samples(problem):
    found = planned(problem, "stability")

    shares = found.explanations.stability
    for initiative in problem.initiatives if shares else ():
        assert 0 <= shares[initiative.id] <= 1
        if initiative.committed:
            assert shares[initiative.id] == 1
        if initiative.forbidden:
            assert shares[initiative.id] == 0


@settings(few, max_examples=300)
@given(problem=problems())
def test_a_conflict_clashes_and_each_of_its_wishes_is_needed(problem):
    if best_by_trying(problem) is not None:
        return

    clash = conflict(problem, Asking(gap=0.0, time_limit=A_MOMENT_S, seed=0))

    others = [wish for wish in wishes(problem) if wish not in clash]
    assert best_by_trying(_without(problem, others)) is None
    for wish in clash:
        assert best_by_trying(_without(problem, [*others, wish])) is not None


def _without(problem: Problem, given_up: list) -> Problem:
    for wish in given_up:
        problem = wish.given_up(problem)
    return problem
