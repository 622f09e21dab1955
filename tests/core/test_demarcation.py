"""Who does what: gaps, overlaps and joins, against trying everything."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundel.core.demarcation import Cell, Stance, Unclear, joins, unclear, waits_for_yes

IN, SHARED, OUT = Stance.IN, Stance.SHARED, Stance.OUT
CELLS = st.lists(st.tuples(st.sampled_from(Stance), st.booleans()), max_size=6).map(
    lambda rows: [Cell(str(n), *row) for n, row in enumerate(rows)]
)
REACH = st.dictionaries(
    st.sampled_from("ABCDE"),
    st.sets(st.tuples(st.sampled_from("xyz"), st.sampled_from("12"))),
)


@pytest.mark.parametrize(
    ("stances", "expected"),
    [
        ([], Unclear.GAP),
        ([(OUT, True)], Unclear.GAP),
        ([(IN, False), (OUT, False)], None),
        ([(IN, True), (IN, True)], Unclear.OVERLAP),
        ([(SHARED, True), (SHARED, False)], Unclear.OVERLAP),
        ([(SHARED, True), (SHARED, True), (OUT, False)], None),
        ([(IN, False), (SHARED, True)], Unclear.OVERLAP),
    ],
)
def test_what_is_unclear(stances, expected):
    cells = [Cell(str(n), *row) for n, row in enumerate(stances)]

    assert unclear(cells) == expected


@given(cells=CELLS)
def test_it_is_clear_if_one_does_it_or_all_who_share_it_said_yes(cells):
    doing = [cell for cell in cells if cell.stance != OUT]
    owners = [cell for cell in doing if cell.stance == IN]
    one_alone = len(doing) == 1 and len(owners) == 1
    agreed = len(owners) < 2 and any(c.stance == SHARED for c in doing)
    agreed = agreed and all(c.agreed for c in doing)

    assert (unclear(cells) is None) == (one_alone or agreed)


@given(cells=CELLS)
def test_a_yes_never_makes_it_less_clear(cells):
    agreed = [Cell(cell.domain, cell.stance, agreed=True) for cell in cells]

    assert not waits_for_yes(agreed)
    assert unclear(agreed) in {None, unclear(cells)}


@given(reach=REACH)
def test_joins_are_the_largest_companies_that_share_a_place(reach):
    every = [
        set(company)
        for size in range(2, len(reach) + 1)
        for company in combinations(sorted(reach), size)
    ]
    places = set().union(*reach.values())
    whole = [
        company
        for company in every
        if any(company == {m for m in reach if place in reach[m]} for place in places)
    ]
    largest = [one for one in whole if not any(one < other for other in whole)]

    found = joins(reach)

    assert sorted(sorted(one.members) for one in found) == sorted(map(sorted, largest))
    for one in found:
        assert all(place in reach[member] for member in one.members for place in one.places)
