"""A network on a circle: the same every time, short ties, and nobody lost."""

from __future__ import annotations

import math
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundel.core.circle import arrange, length, points

NAMES = [chr(97 + number) for number in range(12)]
pairs = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(
        lambda pair: pair[0] < pair[1]
    ),
    st.integers(1, 4),
    max_size=20,
)


def test_who_has_no_ties_stands_at_the_end():
    assert arrange(["d", "c", "b", "a"], {("b", "d"): 1}) == ["b", "d", "a", "c"]


def test_two_groups_do_not_mix():
    ties = {
        ("a", "c"): 1,
        ("a", "e"): 1,
        ("c", "e"): 1,
        ("b", "d"): 1,
        ("b", "f"): 1,
        ("d", "f"): 1,
    }

    order = arrange("abcdef", ties)

    assert length(order, ties) < length(list("abcdef"), ties)
    assert length(order, ties) == 8


@given(pairs, st.permutations(NAMES))
def test_everybody_stands_once_and_always_at_the_same_place(ties, shuffled):
    order = arrange(NAMES, ties)

    assert sorted(order) == NAMES
    assert arrange(shuffled, dict(reversed(list(ties.items())))) == order


def test_points_stand_around_from_the_top():
    places = points(4, 10)

    assert [(round(x), round(y)) for x, y, _angle in places] == [
        (0, -10),
        (10, 0),
        (0, 10),
        (-10, 0),
    ]
    assert places[1][2] == pytest.approx(0)
    assert points(0, 10) == []
    assert points(1, 1)[0][2] == pytest.approx(-math.pi / 2)


def test_a_large_network_is_arranged_before_somebody_waits():
    chance = random.Random(1)
    names = [f"partner {number:03}" for number in range(300)]
    drawn = [tuple(sorted(chance.sample(names, 2))) for _ in range(1200)]
    ties = dict.fromkeys(drawn, 1)

    begun = time.process_time()
    order = arrange(names, ties)

    # Not how fast, only that nobody waits for minutes.
    assert time.process_time() - begun < 30
    assert length(order, ties) < length(sorted(names), ties)
