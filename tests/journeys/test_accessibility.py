"""Every page as a coordinator meets it, empty, filled and refused, wide and on a small phone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import step_in
from tests.journeys.look import Look

PLACES = (
    "/",
    "/zoek?q=energie",
    "/programma",
    "/programma?vorm=bord",
    "/programma/nieuw",
    "/programma/verwijderd",
    "/programma/instellingen",
    "/programma/instellingen/verzadiging",
    "/programma/uitwisselen",
    "/capaciteit",
    "/capaciteit?uit=alles",
    "/capaciteit/teams",
    "/capaciteit/teams/nieuw",
    "/geld",
    "/geld/nieuw",
    "/doelen",
    "/doelen/nieuw",
    "/plan",
    "/plan/bereken",
    "/plan/berekeningen",
    "/plan/aangenomen",
    "/wat-als",
    "/wat-als/nieuw",
    "/ui/",
    "/ui/toegankelijkheid",
    "/bestaat-niet",
)
# From the page of a list to the first thing in it, and to what can be done with that.
FIRST_OF = (
    ("/programma", r"/programma/[0-9a-f-]{36}$"),
    ("/capaciteit/teams", r"/capaciteit/teams/[0-9a-f-]{36}(/kwartalen)?$"),
    ("/geld", r"/geld/[0-9a-f-]{36}(/kwartalen)?$"),
    ("/doelen", r"/doelen/[0-9a-f-]{36}$"),
)
WRONG = {
    "/programma/nieuw": "Noteer het idee",
    "/capaciteit/teams/nieuw": "Bewaar",
    "/geld/nieuw": "Bewaar",
    "/doelen/nieuw": "Bewaar",
    "/wat-als/nieuw": "Bewaar en bereken",
}
SIGNED_OUT = ("/demo/", "/inloggen", "/ui/toegankelijkheid", "/bestaat-niet")


@pytest.fixture
def look(opened) -> Look:
    """A page in which axe may run: the policy that keeps scripts of others out is off."""
    return Look(opened(bypass_csp=True))


def test_before_signing_in(look: Look) -> None:
    for path in SIGNED_OUT:
        look.at(path, 404 if path == "/bestaat-niet" else 200)

    assert look.wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_filled(opened, scheme: str) -> None:
    look = Look(opened(bypass_csp=True, color_scheme=scheme))
    step_in(look.page, "coordinator")
    for path in PLACES:
        look.at(path, 404 if path == "/bestaat-niet" else 200)

    assert look.wrong == []
    assert look.seen == len(PLACES)


def test_one_thing_of_each_kind(look: Look) -> None:
    step_in(look.page, "coordinator")
    for place, pattern in FIRST_OF:
        look.page.goto(place)
        for path in look.links(pattern)[:2]:
            look.at(path)
    look.page.goto("/programma")
    card = look.links(r"/programma/[0-9a-f-]{36}$")[0]
    look.page.goto(card)
    for path in look.links(re.escape(card) + "/.+")[:12]:
        look.at(path)

    assert look.wrong == []
    assert look.seen > len(FIRST_OF)


def test_refused(look: Look, tmp_path: Path) -> None:
    """Forms that come back, a file that cannot be read, and a page that one may not see."""
    step_in(look.page, "coordinator")
    for path, button in WRONG.items():
        look.page.goto(path)
        look.page.get_by_role("main").get_by_role("button", name=button).first.click()
        expect(look.page.get_by_role("alert")).to_be_visible()
        look.judge(f"{path} refused")
    broken = tmp_path / "kapot.xlsx"
    broken.write_bytes(b"dit is geen werkboek")
    look.page.goto("/programma/uitwisselen")
    look.page.get_by_label("Werkboek").set_input_files(broken)
    look.page.get_by_role("button", name="Controleer het bestand").click()
    look.page.wait_for_load_state()
    look.judge("/programma/uitwisselen refused")

    assert look.wrong == []


def test_for_who_may_less(look: Look) -> None:
    step_in(look.page, "reader")
    for path in ("/", "/programma", "/capaciteit", "/plan", "/wat-als"):
        look.at(path)
    look.at("/programma/nieuw", 403)

    assert look.wrong == []


def test_the_other_look(look: Look, waterrijk: str) -> None:
    step_in(look.page, "coordinator", municipality=waterrijk)
    for path in ("/", "/programma", "/capaciteit?uit=alles", "/plan", "/doelen"):
        look.at(waterrijk + path)

    assert look.wrong == []
