"""What a plan is worth and which rules it breaks, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundel.core.portfolio import solver
from bundel.core.portfolio.counting import Reached, count
from bundel.core.portfolio.evaluate import evaluate
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
    PrecedenceType,
    Problem,
    Range,
    Reach,
    SaturationStep,
    StartLimit,
    Synergy,
    Weights,
)
from bundel.core.portfolio.rows import RowBuilder

QUARTERS = ("K1", "K2", "K3", "K4", "K5", "K6")


def sure(value: float) -> Range:
    return Range(value, value, value)


def level(**parts) -> Level:
    return Level(**({"id": "l", "duration": 2} | parts))


def problem(*initiatives: Initiative, **parts) -> Problem:
    pools = (Pool("coach", (10.0,) * 6, name="Energiecoach"),)
    return Problem(QUARTERS, pools, initiatives, **parts)


def one(name: str, **parts) -> Initiative:
    own = {key: parts.pop(key) for key in list(parts) if key in Initiative.__dataclass_fields__}
    return Initiative(name, (level(**parts),), **own)


def plan(**starts: int) -> list[Choice]:
    return [Choice(name, "l", start) for name, start in starts.items()]


def test_a_plan_of_nothing_is_worth_nothing():
    found = evaluate(problem(one("a", now=sure(5))), [])

    assert (found.objective, found.broken) == (0.0, ())


def test_now_and_later_are_weighed():
    question = problem(one("a", now=sure(5), later=sure(3)), weights=Weights(2.0, 10.0))

    found = evaluate(question, plan(a=0))

    assert (found.now, found.later, found.objective) == (5.0, 3.0, 40.0)


def test_hours_follow_the_profile_from_the_start_and_end_with_the_horizon():
    question = problem(one("a", hours={"coach": (4.0, 2.0)}))

    assert evaluate(question, plan(a=5)).hours["coach"] == (0, 0, 0, 0, 0, 4.0)


def test_quarters_before_the_horizon_do_not_count():
    reach = Reach("haven", "huur", (7.0, 3.0), now_each=sure(1))
    committed = Committed("l", -1)
    question = problem(one("a", hours={"coach": (4.0, 2.0)}, reach=(reach,), committed=committed))

    found = evaluate(question, plan(a=-1))

    assert found.hours["coach"][0] == 2.0
    assert found.now == 3.0
    assert found.broken == ()


def test_a_household_is_worth_something_now_only_in_the_first_four_quarters():
    reach = Reach("haven", "huur", (5.0, 5.0), now_each=sure(1), later_each=sure(2))
    question = problem(one("a", reach=(reach,)))

    found = evaluate(question, plan(a=3))

    assert (found.now, found.later) == (5.0, 20.0)


def test_what_is_reached_fills_the_steps_from_the_first():
    reach = Reach("haven", "huur", (8.0,), later_each=sure(1))
    steps = (SaturationStep(0.5, 1.0), SaturationStep(0.7, 0.5))
    at_risk = (AtRisk("haven", "huur", 10.0, weight=3.0),)
    question = problem(one("a", reach=(reach,)), saturation=steps, at_risk=at_risk)

    found = evaluate(question, plan(a=0))

    assert found.later == pytest.approx((5 * 1.0 + 2 * 0.5) * 3)
    assert found.counted[0].households == pytest.approx(7.0)


def test_the_dearest_households_take_the_best_places():
    cheap = Reach("haven", "huur", (5.0,), later_each=sure(1))
    dear = replace(cheap, later_each=sure(4))
    question = problem(
        one("a", reach=(cheap,)),
        one("b", reach=(dear,)),
        saturation=(SaturationStep(0.5, 1.0), SaturationStep(1.0, 0.5)),
        at_risk=(AtRisk("haven", "huur", 10.0),),
    )

    assert evaluate(question, plan(a=0, b=0)).later == pytest.approx(5 * 4 + 5 * 0.5)


def test_without_a_number_at_risk_there_is_no_ceiling():
    reach = Reach("haven", "huur", (1e6,), later_each=sure(1))
    question = problem(one("a", reach=(reach,)), saturation=(SaturationStep(0.1, 0.5),))

    assert evaluate(question, plan(a=0)).later == 1e6


def test_synergy_gives_hours_back_only_while_all_run():
    question = problem(
        one("a", hours={"coach": (4.0, 4.0)}),
        one("b", hours={"coach": (4.0, 4.0)}),
        synergies=(Synergy(("a", "b"), now=2.0, later=1.0, hours={"coach": 3.0}),),
    )

    found = evaluate(question, plan(a=0, b=1))

    assert found.hours["coach"] == (4.0, 5.0, 4.0, 0, 0, 0)
    assert (found.now, found.later) == (2.0, 1.0)


BASE = problem(one("a", hours={"coach": (6.0,)}), one("b", hours={"coach": (6.0,)}))
PAID = problem(one("a", euros={"spuk": (5.0, 5.0)}))


@pytest.mark.parametrize(
    ("question", "chosen", "sentence"),
    [
        (BASE, plan(a=0, b=0), "Team ‘Energiecoach’ heeft in K1 10 uur; nodig is 12 uur."),
        (problem(one("a")), plan(a=0) * 2, "‘a’ is 2 keer gekozen."),
        (BASE, plan(a=6), "‘a’ start buiten de toegestane kwartalen."),
        (problem(one("a", latest=1)), plan(a=2), "‘a’ start buiten de toegestane kwartalen."),
        (problem(one("a", must_finish=True)), plan(a=5), "‘a’ is niet klaar aan het eind."),
        (problem(one("a", forbidden=True)), plan(a=0), "‘a’ is verboden."),
        (
            problem(one("a", committed=Committed("l", 1))),
            [],
            "‘a’ is toegezegd en niet gekozen.",
        ),
        (
            problem(one("a", committed=Committed("l", 1))),
            plan(a=0),
            "‘a’ is toegezegd met een ander niveau of een andere start.",
        ),
        (
            replace(PAID, funds=(Fund("spuk", euros=(4.0,) * 6),)),
            plan(a=5),
            "Geldbron ‘spuk’ heeft in K6 4 euro; nodig is 5 euro.",
        ),
        (
            replace(PAID, funds=(Fund("spuk", total_eur=9.0),)),
            plan(a=0),
            "Geldbron ‘spuk’ heeft in totaal 9 euro; nodig is 10 euro.",
        ),
        (
            replace(PAID, funds=(Fund("spuk", until=2),)),
            plan(a=2),
            "Geldbron ‘spuk’ mag in K4 niet meer worden uitgegeven.",
        ),
        (replace(BASE, precedences=(Precedence("a", "b"),)), plan(b=3), "‘b’ kan niet zonder ‘a’."),
        (
            replace(BASE, precedences=(Precedence("a", "b", lag=1),)),
            plan(a=0, b=2),
            "‘b’ start te vroeg na ‘a’.",
        ),
        (replace(BASE, exclusions=(("a", "b"),)), plan(a=0, b=2), "Hoogstens één mag: ‘a’ en ‘b’."),
        (replace(BASE, exactly_one=(("a", "b"),)), [], "Precies één moet: ‘a’ en ‘b’."),
        (
            replace(BASE, start_limits=(StartLimit(("a", "b"), 0, "Els"),)),
            plan(a=1),
            "In K2 starten er 1 bij Els; hoogstens 0 mag.",
        ),
        (
            replace(BASE, floors=(Floor(5.0, area="haven"),)),
            plan(a=1),
            "In gebied ‘haven’ tellen 0 huishoudens mee; minstens 5 moet.",
        ),
    ],
)
def test_a_broken_rule_is_a_sentence(question, chosen, sentence):
    assert evaluate(question, chosen).broken == (sentence,)


def test_start_after_start_needs_no_finish():
    rule = Precedence("a", "b", PrecedenceType.START_START, lag=1)

    assert evaluate(replace(BASE, precedences=(rule,)), plan(a=0, b=1)).broken == ()


def test_a_plan_of_what_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="Niet in het vraagstuk"):
        evaluate(BASE, plan(z=0))


sources = st.lists(
    st.builds(
        Reached,
        households=st.integers(1, 9).map(float),
        now_each=st.integers(-2, 5).map(float),
        later_each=st.integers(-2, 5).map(float),
    ),
    min_size=1,
    max_size=4,
)


def test_a_synergy_of_endless_work_gives_hours_back_within_the_horizon():
    endless = level(duration=10**9, hours={"coach": (4.0, 4.0)})
    question = problem(
        Initiative("a", (endless,)),
        Initiative("b", (endless,)),
        synergies=(Synergy(("a", "b"), hours={"coach": 1.0}),),
    )

    found = evaluate(question, plan(a=-5, b=2))

    assert found.hours["coach"] == (0.0, 0.0, 3.0, 3.0, -1.0, -1.0)


@settings(max_examples=150, deadline=None)
@given(sources=sources, households=st.integers(0, 25))
def test_the_filling_is_as_good_as_a_transport_problem_solved(sources, households):
    steps = (SaturationStep(0.3, 1.0), SaturationStep(0.6, 0.5), SaturationStep(0.9, 0.2))
    question = problem(saturation=steps, at_risk=(AtRisk("haven", "huur", float(households), 2.0),))

    (counted,) = count(question, [(("haven", "huur"), x) for x in sources], Weights(1.0, 0.5))

    best = _transported(sources, households)
    assert counted.now + 0.5 * counted.later == pytest.approx(best, abs=1e-6)


def _transported(sources: list[Reached], households: int) -> float:
    """The best filling as a linear program: sources bring, places have room."""
    rooms, worths = np.full(3, 0.3 * households), np.array([1.0, 0.5, 0.2])
    build = RowBuilder()
    build.add_columns(np.zeros(len(sources) * 3), np.inf, whole=False)
    columns = np.arange(len(sources) * 3).reshape(-1, 3)
    brought = build.add_rows(-np.inf, np.array([x.households for x in sources]))
    build.put(brought + np.arange(len(sources))[:, None], columns, 1.0)
    places = build.add_rows(-np.inf, rooms)
    build.put(places + np.arange(3)[None, :], columns, 1.0)
    each = np.array([x.now_each + 0.5 * x.later_each for x in sources])
    return solver.relax(build.build(2.0 * (each[:, None] * worths).ravel())).objective
