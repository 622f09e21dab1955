"""The fast search is held to the plain one, and both to the laws of the statistic."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundel.core.scan.blocks import cut
from bundel.core.scan.chance import best_windows, dealings, observed, rank_p
from bundel.core.scan.field import Field, lay_out
from bundel.core.scan.likelihood import ratio
from bundel.core.scan.plain import search_plainly
from bundel.core.scan.question import (
    CIRCLES,
    CIRCLES_AND_ELLIPSES,
    Case,
    NobodyAtRisk,
    OutsidePeriod,
    Place,
    Reach,
    UnknownPlace,
)
from tests.core.scan.towns import by_chance, town

MODELS = ("permutation", "poisson")
questions = st.fixed_dictionaries(
    {
        "areas": st.integers(2, 14),
        "steps": st.integers(3, 20),
        "cases": st.integers(3, 60),
        "share": st.sampled_from([0.1, 0.3, 0.5, 1.0]),
        "fewest": st.integers(1, 4),
        "alive": st.booleans(),
        "shapes": st.sampled_from([CIRCLES, CIRCLES_AND_ELLIPSES]),
        "model": st.sampled_from(MODELS),
        "seed": st.integers(0, 2**32 - 1),
    }
)


def _field(asked: dict) -> Field:
    places = town(asked["areas"], seed=asked["seed"])
    random = np.random.default_rng(asked["seed"])
    reach = Reach(
        steps=asked["steps"],
        most_steps=1 + asked["seed"] % asked["steps"],
        most_share=asked["share"],
        fewest_inside=asked["fewest"],
        alive_only=asked["alive"],
        shapes=asked["shapes"],
    )
    cases = by_chance(places, asked["steps"], asked["cases"], random)
    return lay_out(places, cases, reach, asked["model"])


@settings(max_examples=30, deadline=None)
@given(asked=questions, fine_windows=st.sampled_from([0, 10**9]))
def test_the_fast_search_finds_exactly_what_the_plain_one_finds(asked, fine_windows):
    field = _field(asked)
    deal = dealings(field, 5, np.random.default_rng(asked["seed"]))

    fast = best_windows(field, cut(field, fine_windows), deal)
    plain = search_plainly(field, deal, np.arange(len(field.order))).ratio

    assert fast.ratio.tolist() == plain.tolist()
    for real in plain[plain > 0]:
        assert rank_p(field, deal, float(real)) == (1 + (plain >= real).sum()) / (1 + len(plain))


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("fine_windows", [0, 10**9])
def test_a_larger_town_is_searched_exactly_by_any_number_of_threads(model, fine_windows):
    places = town(20)
    random = np.random.default_rng(5)
    reach = Reach(steps=30, most_steps=10, most_share=0.4)
    field = lay_out(places, by_chance(places, 30, 200, random), reach, model)
    deal = dealings(field, 60, random)
    plain = search_plainly(field, deal.some(slice(0, 6)), np.arange(len(field.order)))

    alone = best_windows(field, cut(field, fine_windows), deal, threads=1)
    together = best_windows(field, cut(field, fine_windows), deal, threads=2)

    assert alone.ratio.tolist() == together.ratio.tolist()
    assert alone.ratio[:6].tolist() == plain.ratio.tolist()


@settings(max_examples=15, deadline=None)
@given(asked=questions)
def test_the_window_that_is_told_has_the_ratio_that_is_told(asked):
    field = _field(asked)

    best = best_windows(field, cut(field), observed(field))

    row, size, first, until = best.window[0]
    if best.ratio[0] > 0:
        zone = field.order[row, :size]
        when = (field.step_of_case >= first) & (field.step_of_case < until)
        inside = (when & np.isin(field.place_of_case, zone)).sum()
        expected = field.expected(row, size, first, until)
        assert ratio(inside, np.float64(expected), field.total) == best.ratio[0]
        assert until - first <= field.reach.most_steps
        assert not field.reach.alive_only or until == field.reach.steps


@settings(max_examples=12, deadline=None)
@given(asked=questions, mixed=st.randoms(use_true_random=False))
def test_the_order_in_which_areas_and_cases_come_does_not_matter(asked, mixed):
    places = town(asked["areas"], seed=asked["seed"])
    cases = by_chance(places, asked["steps"], asked["cases"], np.random.default_rng(asked["seed"]))
    reach = Reach(steps=asked["steps"], most_steps=asked["steps"], shapes=asked["shapes"])

    fields = []
    for _ in range(2):
        fields.append(lay_out(places, cases, reach, asked["model"]))
        mixed.shuffle(places)
        mixed.shuffle(cases)

    found = [best_windows(field, cut(field), observed(field)).ratio[0] for field in fields]
    dealt = [dealings(field, 3, np.random.default_rng(1)).steps.tolist() for field in fields]
    assert found[0] == found[1]
    assert dealt[0] == dealt[1]


@settings(max_examples=40, deadline=None)
@given(
    inside=st.integers(1, 50),
    more=st.integers(1, 20),
    outside=st.integers(0, 300),
    share=st.floats(0.001, 0.9),
)
def test_more_cases_inside_a_cluster_raise_its_ratio(inside, more, outside, share):
    total = inside + outside
    expected = np.float64(share * inside)
    fuller = np.float64(expected * (total + more) / total)

    less = ratio(np.int64(inside), expected, total)

    if fuller < inside + more:
        assert ratio(np.int64(inside + more), fuller, total + more) > less


def test_a_count_by_hand():
    # 8 of 20 where 2 were expected: 8 ln 4 + 12 ln (12/18).
    assert ratio(np.int64(8), np.float64(2.0), 20) == pytest.approx(
        8 * np.log(4) + 12 * np.log(2 / 3)
    )
    assert ratio(np.int64(2), np.float64(2.0), 20) == 0


def test_dealing_dates_keeps_the_number_of_every_place_and_step():
    places = town(9)
    cases = by_chance(places, 12, 50, np.random.default_rng(2))
    field = lay_out(places, cases, Reach(steps=12, most_steps=4), "permutation")

    deal = dealings(field, 20, np.random.default_rng(3))

    assert len(deal.places) == 1
    assert all(sorted(row) == sorted(field.step_of_case) for row in deal.steps.tolist())


@pytest.mark.parametrize(
    ("case", "model", "fault"),
    [
        (Case("elsewhere", 0), "permutation", UnknownPlace),
        (Case("here", 9), "permutation", OutsidePeriod),
        (Case("here", -1), "permutation", OutsidePeriod),
        (Case("here", 0), "poisson", NobodyAtRisk),
    ],
)
def test_what_cannot_be_scanned_is_refused(case, model, fault):
    with pytest.raises(fault):
        lay_out([Place("here", 0, 0)], [case], Reach(steps=5, most_steps=2), model)
