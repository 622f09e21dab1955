"""Coverage: nobody, one, a piece or some, against counting by hand."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundel.core.coverage import Cover, Offer

PARENTS = {"W1": "S1", "W2": "S1", "W3": "S2", "S1": "G", "S2": "G", "B1": "W1", "B2": "W1"}
DISTRICTS = ("W1", "W2", "W3")
NEEDS = ("food", "debts")

offers = st.builds(
    Offer,
    partner=st.sampled_from("abc"),
    needs=st.sampled_from([("food",), ("debts",), NEEDS]),
    areas=st.frozensets(st.sampled_from([*PARENTS, "G"]), max_size=2),
    has_room=st.booleans(),
)


def offer(partner="a", areas=(), has_room=True, needs=("food",)):
    return Offer(partner, needs, frozenset(areas), has_room)


def test_without_offers_nobody_helps():
    cell = Cover([], DISTRICTS, PARENTS).cell("food", DISTRICTS)

    assert (cell.state, cell.empty, cell.areas) == ("nobody", 3, 3)


def test_two_services_of_one_partner_still_hang_on_one():
    cover = Cover([offer(), offer(has_room=False)], DISTRICTS, PARENTS)

    cell = cover.cell("food", ("W1",))

    assert (cell.state, cell.only, cell.services, cell.with_room) == ("one", "a", 2, 1)


def test_a_service_for_a_city_part_holds_in_its_districts():
    cover = Cover([offer(areas=["S1"]), offer("b")], DISTRICTS, PARENTS)

    assert cover.cell("food", ("W2",)).partners == 2
    assert cover.cell("food", ("W3",)).only == "b"
    assert cover.cell("food", DISTRICTS).alone == 1


def test_a_service_for_a_neighbourhood_leaves_a_gap_in_its_district():
    cover = Cover([offer(areas=["B1"])], DISTRICTS, PARENTS)

    cell = cover.cell("food", ("W1",))

    assert (cell.state, cell.empty, cell.partly, cell.services) == ("gaps", 1, 1, 1)
    assert cover.cell("food", ("W2",)).state == "nobody"


def test_a_ring_of_areas_comes_to_an_end():
    cover = Cover([offer(areas=["x"])], ("x",), {"x": "y", "y": "x"})

    assert cover.cell("food", ("x",)).state == "one"


@given(st.lists(offers, max_size=8))
def test_it_says_what_counting_by_hand_says(given_offers):
    cover = Cover(given_offers, DISTRICTS, PARENTS)
    above = {"W1": {"W1", "S1", "G"}, "W2": {"W2", "S1", "G"}, "W3": {"W3", "S2", "G"}}

    for need in NEEDS:
        helping = [
            {o.partner for o in given_offers if need in o.needs and _holds(o, above[area])}
            for area in DISTRICTS
        ]
        cell = cover.cell(need, DISTRICTS)
        assert cell.empty == sum(not who for who in helping)
        assert cell.alone == sum(len(who) == 1 for who in helping)
        assert cell.partners == len(set().union(*helping))


def _holds(one, areas):
    return not one.areas or bool(one.areas & areas)


@given(st.lists(offers, max_size=6), offers)
def test_another_service_never_makes_a_gap(given_offers, more):
    before = Cover(given_offers, DISTRICTS, PARENTS)
    after = Cover([*given_offers, more], DISTRICTS, PARENTS)

    for need in NEEDS:
        assert after.cell(need, DISTRICTS).empty <= before.cell(need, DISTRICTS).empty


@pytest.mark.parametrize("services", [5_000])
def test_a_hundred_areas_and_thousands_of_services_are_quick(services, figure):
    areas = [f"W{number}" for number in range(100)]
    needs = [f"n{number}" for number in range(25)]
    many = [
        Offer(
            f"p{number % 300}",
            (needs[number % 25], needs[number * 7 % 25]),
            frozenset([areas[number % 100]] if number % 3 else []),
            bool(number % 2),
        )
        for number in range(services)
    ]

    begun = time.perf_counter()
    cover = Cover(many, areas, {})
    cells = [cover.cell(need, (area,)) for need in needs for area in areas]
    took_s = time.perf_counter() - begun

    figure(f"coverage of 25 needs in 100 areas by 5,000 services: {took_s:.3f} s")
    assert len(cells) == 2_500
    assert took_s < 2
