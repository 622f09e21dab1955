"""What is proven is true, and the same question gets the same plan."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundel.core.portfolio import knapsacks, search, solver
from bundel.core.portfolio.board import Board
from bundel.core.portfolio.evaluate import evaluate
from bundel.core.portfolio.improve import improve
from bundel.core.portfolio.model import Model, build_model
from bundel.core.portfolio.problem import Initiative, Level, Pool, Problem, Range
from bundel.core.portfolio.prove import prove_with_cuts
from bundel.core.portfolio.rows import RowBuilder
from bundel.core.portfolio.search import solve


def programme(size: int, seed: int, quarters: int = 4) -> Problem:
    """Return a small programme in which not everything fits, drawn from a seed."""
    draw = random.Random(seed)
    pools = tuple(Pool(name, (20.0 + size,) * quarters) for name in ("desk", "street"))
    return Problem(
        tuple(f"K{t}" for t in range(quarters)),
        pools,
        tuple(Initiative(f"i{i}", (_level(draw),)) for i in range(size)),
    )


def _level(draw: random.Random) -> Level:
    worth = float(draw.randint(5, 60))
    hours = {
        "desk": (float(draw.randint(5, 19)), float(draw.randint(1, 5))),
        "street": (float(draw.randint(0, 4)), float(draw.randint(5, 19))),
    }
    return Level("l", 2, hours, now=Range(worth, worth, worth))


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 10**6), spread=st.integers(0, 10**6))
def test_no_packing_breaks_a_cut(seed, spread):
    draw = random.Random(seed)
    owners = np.repeat(np.arange(4, dtype=np.int32), 2)
    asked = np.array([float(draw.randint(1, 12)) for _ in owners])
    build = RowBuilder()
    build.add_columns(np.zeros(8), 1.0, whole=True)
    build.add_rows(-np.inf, float(draw.randint(8, 20)))
    build.put(0, np.arange(8), asked)
    rows = build.build(np.ones(8))
    x = np.random.default_rng(spread).random(8)

    found = knapsacks.cuts(knapsacks.knapsacks(rows, owners, 0, 1), x, lambda: False)

    for columns, weights in found:
        assert weights @ x[columns] > 1
        for picks in product((None, 0, 1), repeat=4):
            packed = np.zeros(8)
            packed[[2 * owner + pick for owner, pick in enumerate(picks) if pick is not None]] = 1
            if asked @ packed <= rows.row_upper[0]:
                assert weights @ packed[columns] <= 1 + 1e-6


@pytest.mark.parametrize("seed", range(5))
def test_the_race_finds_and_proves_what_one_solver_does(seed, monkeypatch):
    asked = programme(12, seed)
    alone = solve(asked, gap=0.0, time_limit=60.0)

    monkeypatch.setattr(search, "EASY_COLUMNS", -1)
    raced = solve(asked, gap=1e-6, time_limit=60.0, seed=seed)

    assert raced.objective == pytest.approx(alone.objective, rel=1e-5)
    assert raced.bound >= alone.objective - 1e-6
    assert not evaluate(asked, raced.chosen).broken


def test_the_same_question_and_seed_give_the_same_plan():
    asked = programme(14, 3)

    plans = [solve(asked, gap=0.001, seed=7).chosen for _ in range(3)]

    assert plans[0] == plans[1] == plans[2]


def test_searching_on_never_loses_the_plan_it_was_given():
    asked = programme(40, 1, quarters=8)
    first = solve(asked, gap=0.2)

    warmed = solve(asked, gap=0.15, warm=first.chosen, time_limit=5.0)

    assert warmed.objective >= first.objective - 1e-6


def test_a_stop_is_heard_and_the_best_so_far_comes_back(monkeypatch):
    monkeypatch.setattr(search, "EASY_COLUMNS", -1)
    heard = []

    solved = solve(
        programme(60, 1, quarters=12),
        gap=0.0,
        time_limit=100.0,
        progress=lambda *told: heard.append(told),
        stop=lambda: len(heard) > 2,
    )

    assert solved.seconds < 50.0
    assert solved.chosen
    assert solved.bound >= solved.objective


def test_an_error_of_the_prover_is_not_swallowed(monkeypatch):
    def broken(*_: object) -> None:
        raise ArithmeticError("proof")

    monkeypatch.setattr(search, "EASY_COLUMNS", -1)
    monkeypatch.setattr(search, "prove_with_cuts", broken)

    with pytest.raises(ArithmeticError):
        solve(programme(30, 1), gap=0.0, time_limit=20.0)


def test_cuts_leave_the_best_plan_in_place():
    model = build_model(programme(12, 2))
    best = solver.maximise(model.rows)
    relaxed = solver.relax(model.rows)
    last = model.hours_row + 8
    scarce = knapsacks.knapsacks(model.rows, model.options.initiative, model.hours_row, last)

    found = knapsacks.cuts(scarce, relaxed.x, lambda: False)
    tighter = knapsacks.with_cuts(model.rows, found)

    assert found
    assert solver.relax(tighter).objective < relaxed.objective
    assert tighter.violation(best.x) <= 1e-9


def test_improving_alone_reaches_a_plan_that_is_possible():
    model, board = _fresh(programme(20, 4), seconds=2.0)

    improve(model, board, solver.relax(model.rows), seed=0)

    assert board.x is not None
    assert not evaluate(model.problem, model.chosen(board.x)).broken


def test_improving_alone_finds_the_best_of_a_knapsack():
    draw = random.Random(5)
    names = ("a", "b", "c")
    items = tuple(
        Initiative(f"i{i}", (_item({x: draw.randint(1, 99) for x in names}, draw),))
        for i in range(60)
    )
    question = Problem(("K1",), tuple(Pool(x, (900.0,)) for x in names), items)
    model, board = _fresh(question, seconds=5.0)

    improve(model, board, solver.relax(model.rows), seed=0)

    assert board.objective == pytest.approx(solver.maximise(model.rows).objective)


def _item(hours: dict[str, int], draw: random.Random) -> Level:
    worth = float(sum(hours.values()) / 3 + draw.randint(0, 50))
    asked = {name: (float(amount),) for name, amount in hours.items()}
    return Level("l", 1, asked, now=Range(worth, worth, worth))


def test_a_problem_too_large_for_the_time_still_has_a_bound():
    model = build_model(programme(20, 6))

    assert model.loose_bound() >= solver.relax(model.rows).objective

    found = solve(programme(20, 6), time_limit=1e-9)

    assert (found.status, found.bound) == ("unknown", pytest.approx(model.loose_bound()))


def test_proving_alone_ends_with_a_bound_on_its_plan():
    model, board = _fresh(programme(10, 4), seconds=60.0)

    prove_with_cuts(model, board, solver.relax(model.rows), seed=0)

    assert board.distance() <= board.gap


def _fresh(problem: Problem, *, seconds: float) -> tuple[Model, Board]:
    model = build_model(replace(problem))
    return model, Board(model.rows, gap=1e-4, seconds=seconds, heard=None, stop=None)
