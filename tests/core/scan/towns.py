"""Towns that do not exist, with cases that fall as they may, and with clusters put there."""

from __future__ import annotations

import numpy as np

from bundel.core.scan.question import Case, Place

SIDE_KM = 1.2


def town(areas: int, *, seed: int = 1) -> list[Place]:
    """Return areas on a loose grid, of unequal size."""
    random = np.random.default_rng([seed, areas])
    wide = int(np.ceil(np.sqrt(areas)))
    return [
        Place(
            key=f"W{number:04}",
            x_km=float(SIDE_KM * (number % wide + random.uniform(-0.3, 0.3))),
            y_km=float(SIDE_KM * (number // wide + random.uniform(-0.3, 0.3))),
            at_risk=float(random.integers(400, 4000)),
        )
        for number in range(areas)
    ]


def by_chance(
    places: list[Place],
    steps: int,
    cases: int,
    random: np.random.Generator,
    theme: str = "rekening",
) -> list[Case]:
    """Return cases that fall on any person and any step alike."""
    people = np.array([place.at_risk or 0.0 for place in places])
    where = random.choice(len(places), cases, p=people / people.sum())
    when = random.integers(steps, size=cases)
    return [
        Case(places[place].key, int(step), theme) for place, step in zip(where, when, strict=True)
    ]


def around(places: list[Place], centre: int, size: int) -> list[str]:
    """Return an area with its nearest neighbours."""
    middle = places[centre]
    near = sorted(
        places,
        key=lambda place: (place.x_km - middle.x_km) ** 2 + (place.y_km - middle.y_km) ** 2,
    )
    return [place.key for place in near[:size]]


def planted(
    keys: list[str],
    first: int,
    until: int,
    cases: int,
    random: np.random.Generator,
    theme: str = "rekening",
) -> list[Case]:
    """Return cases in some areas and steps."""
    where = random.integers(len(keys), size=cases)
    when = random.integers(first, until, size=cases)
    return [Case(keys[place], int(step), theme) for place, step in zip(where, when, strict=True)]
