"""Planted clusters are found, chance is not, and too little is said to be too little."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundel.core.scan.question import Case, Reach, once_per_teller
from bundel.core.scan.scanning import Chance, holm, scan
from tests.core.scan.towns import around, by_chance, planted, town

REACH = Reach(steps=52, most_steps=8, most_share=0.25)
QUICK = Chance(times=199)


@pytest.mark.parametrize("model", ["permutation", "poisson"])
def test_a_planted_cluster_is_found_where_and_when_it_is(model):
    places = town(36)
    random = np.random.default_rng(8)
    keys = around(places, 14, 3)
    cases = by_chance(places, 52, 90, random) + planted(keys, 30, 33, 14, random)

    (found,) = scan(places, cases, REACH, model, QUICK)

    cluster = found.clusters[0]
    assert found.enough
    assert cluster.p == 1 / 200
    assert set(cluster.places) & set(keys)
    assert cluster.first < 33
    assert cluster.until > 30
    assert cluster.cases > 2 * cluster.expected


def test_a_second_cluster_is_found_once_the_first_is_taken_out():
    places = town(36)
    random = np.random.default_rng(9)
    cases = by_chance(places, 52, 60, random)
    cases += planted(around(places, 0, 2), 5, 8, 14, random)
    cases += planted(around(places, 35, 2), 40, 43, 12, random)

    (found,) = scan(places, cases, REACH, "permutation", QUICK)

    sure = [cluster for cluster in found.clusters if cluster.p <= 0.05]
    assert len(sure) == 2
    assert not set(sure[0].places) & set(sure[1].places)


def test_too_few_cases_are_too_few_to_say():
    places = town(9)

    (found,) = scan(places, [Case("W0001", 3)] * 11, REACH, "permutation", QUICK)

    assert not found.enough
    assert found.clusters == ()


def test_the_same_seed_gives_the_same_answer():
    places = town(16)
    cases = by_chance(places, 52, 60, np.random.default_rng(4))

    answers = [scan(places, cases, REACH, "permutation", QUICK) for _ in range(2)]

    assert answers[0] == answers[1]


def test_chance_is_seldom_taken_for_a_cluster():
    # A small version of bench/scan_truth.py: 50 towns where nothing is going on.
    places = town(12)
    reach = Reach(steps=16, most_steps=4, most_share=0.25)
    alarms = 0
    for seed in range(50):
        cases = by_chance(places, 16, 40, np.random.default_rng([1, seed]))
        (found,) = scan(places, cases, reach, "permutation", Chance(times=19, seed=seed))
        alarms += bool(found.clusters) and found.clusters[0].p <= 0.05

    # With a chance of 1 in 20 each, 8 or more comes once in 200 times.
    assert alarms <= 7


def test_looking_at_many_themes_makes_each_less_sure():
    places = town(16)
    random = np.random.default_rng(6)
    cases = by_chance(places, 52, 40, random, "schimmel")
    cases += planted(around(places, 5, 1), 20, 22, 9, random, "schimmel")
    cases += by_chance(places, 52, 40, random, "rekening")

    alone = scan(places, [c for c in cases if c.theme == "schimmel"], REACH, "permutation", QUICK)
    beside = {one.theme: one for one in scan(places, cases, REACH, "permutation", QUICK)}

    assert alone[0].clusters[0].p_family == alone[0].clusters[0].p == 1 / 200
    assert beside["schimmel"].clusters[0].p_family == 2 / 200


@given(
    st.dictionaries(st.text(min_size=1, max_size=3), st.floats(0.001, 1), min_size=1, max_size=8)
)
def test_holm_never_makes_anything_surer_and_keeps_the_order(p_values):
    adjusted = holm(p_values)

    assert all(p_values[name] <= adjusted[name] <= 1 for name in p_values)
    assert adjusted[min(p_values, key=lambda name: p_values[name])] == min(
        1.0, len(p_values) * min(p_values.values())
    )


def test_what_one_teller_repeats_counts_once():
    first, soon, late = (Case("W1", step, "rekening", "buurthuis") for step in (3, 5, 9))
    other = Case("W1", 4, "rekening", "school")
    nameless = [Case("W1", 3, "rekening"), Case("W1", 3, "rekening")]

    kept = once_per_teller([late, soon, other, first, *nameless], within_steps=4)

    assert sorted(kept) == sorted([first, other, late, *nameless])
