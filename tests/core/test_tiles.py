"""Every area has a tile of its own, near to where it lies."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from bundel.core.tiles import tiles
from tests.core.scan.towns import town

points = st.tuples(st.floats(-20, 20), st.floats(-20, 20))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.text(min_size=1, max_size=3), points, max_size=25))
def test_no_two_areas_share_a_tile_and_none_is_lost(centres):
    placed = tiles(centres)

    assert set(placed) == set(centres)
    assert len(set(placed.values())) == len(centres)
    assert all(column >= 0 and row >= 0 for column, row in placed.values())


@settings(max_examples=20, deadline=None)
@given(st.dictionaries(st.text(min_size=1, max_size=3), points, min_size=2, max_size=12))
def test_the_order_of_the_areas_does_not_matter(centres):
    assert tiles(centres) == tiles(dict(reversed(list(centres.items()))))


def test_neighbours_stay_near_and_the_north_is_up():
    places = {place.key: (place.x_km, place.y_km) for place in town(64)}

    placed = tiles(places)

    for name, centre in places.items():
        nearest = min(places, key=lambda other: (other == name, math.dist(centre, places[other])))
        assert math.dist(placed[name], placed[nearest]) <= 3
    top = max(places, key=lambda name: places[name][1])
    bottom = min(places, key=lambda name: places[name][1])
    assert placed[top][1] < placed[bottom][1]


def test_a_town_on_a_grid_keeps_its_grid():
    centres = {
        f"{column}{row}": (float(column), -float(row)) for column in range(3) for row in range(3)
    }

    placed = tiles(centres)

    order = sorted(centres, key=lambda name: (placed[name][1], placed[name][0]))
    assert [name[1] for name in order] == sorted(name[1] for name in order)
