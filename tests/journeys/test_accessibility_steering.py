"""Every page of steering, reporting and the playbook, filled, wide and on a small phone."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import step_in
from tests.journeys.look import Look

PLACES = (
    "/sturing/",
    "/sturing/controles",
    "/sturing/opdrachten",
    "/sturing/afbakening",
    "/sturing/randvoorwaarden",
    "/sturing/overleggen",
    "/sturing/overleggen/nieuw",
    "/sturing/vergaderingen",
    "/sturing/besluiten",
    "/sturing/besluiten/nieuw",
    "/sturing/acties",
    "/sturing/acties/nieuw",
    "/sturing/risicos",
    "/sturing/cijfers",
    "/verslag/",
    "/verslag/voortgang/",
    "/draaiboek/",
)
# Where the first thing of each kind is found; its card is judged.
ONE = "[0-9a-f-]{36}/?$"
FIRST_OF = (
    ("/sturing/", rf"^/sturing/bevinding/{ONE}"),
    ("/sturing/opdrachten", rf"^/sturing/opdrachten/{ONE}"),
    ("/sturing/overleggen", rf"^/sturing/overleggen/{ONE}"),
    ("/sturing/vergaderingen", rf"^/sturing/vergaderingen/{ONE}"),
    ("/sturing/besluiten", rf"^/sturing/besluiten/{ONE}"),
    ("/sturing/acties", rf"^/sturing/acties/{ONE}"),
    ("/sturing/risicos", rf"^/sturing/risicos/{ONE}"),
    ("/sturing/cijfers", rf"^/sturing/cijfers/{ONE}"),
    ("/verslag/", rf"^/verslag/stuk/{ONE}"),
)


@pytest.fixture
def look(opened) -> Look:
    """A page in which axe may run: the policy that keeps scripts of others out is off."""
    look = Look(opened(bypass_csp=True))
    step_in(look.page, "coordinator")
    return look


def test_lists_and_forms(look: Look) -> None:
    for path in PLACES:
        look.at(path)

    assert look.wrong == []
    assert look.seen == len(PLACES)


def test_the_first_of_each_kind(look: Look) -> None:
    for place, pattern in FIRST_OF:
        look.page.goto(place)
        found = look.links(pattern)[:1]
        assert found, f"{place} shows nothing like {pattern}"
        look.at(found[0])

    assert look.wrong == []
