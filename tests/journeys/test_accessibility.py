"""Every page as a coordinator meets it, empty, filled and refused, wide and on a small phone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Fresh, Opened, step_in
from tests.journeys.look import Look
from tests.whole import has_its_turn

PLACES = (
    "/",
    "/zoek?q=energie",
    "/programma",
    "/programma?vorm=bord",
    "/programma/nieuw",
    "/programma/verwijderd",
    "/programma/instellingen",
    "/programma/instellingen/verzadiging",
    "/programma/regels",
    "/programma/regels/nieuw",
    "/programma/regels/volgorde/nieuw",
    "/programma/ondergrenzen",
    "/programma/ondergrenzen/nieuw",
    "/programma/risico",
    "/programma/risico/nieuw",
    "/programma/groepen",
    "/programma/groepen/nieuw",
    "/programma/afdelingen/nieuw",
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
    "/signalen/",
    "/signalen/?bak=alles",
    "/signalen/melden",
    "/signalen/patronen/",
    "/signalen/stilte/",
    "/signalen/kaart/",
    "/signalen/regels/",
    "/signalen/themas/",
    "/signalen/teams/",
    "/signalen/instellingen/",
    "/signalen/van-ons",
    "/signalen/bestand",
    "/netwerk/",
    "/netwerk/partners",
    "/netwerk/dekking",
    "/netwerk/bijeenkomsten",
    "/netwerk/afspraken",
    "/netwerk/spullen",
    "/netwerk/acties",
    "/netwerk/klopt-het-nog",
    "/netwerk/zo-staat-het-ervoor",
    "/ui/",
    "/ui/toegankelijkheid",
    "/bestaat-niet",
)
# From the page of a list to the first thing in it, and to what can be done with that.
FIRST_OF = (
    ("/programma", r"/programma/[0-9a-f-]{36}$"),
    ("/programma/regels", r"/programma/regels/.*[0-9a-f-]{36}(/verwijder)?$"),
    ("/programma/ondergrenzen", r"/programma/ondergrenzen/[0-9a-f-]{36}(/verwijder)?$"),
    ("/programma/risico", r"/programma/risico/[0-9a-f-]{36}(/verwijder)?$"),
    ("/programma/groepen", r"/programma/(groepen|afdelingen)/[0-9a-f-]{36}(/verwijder)?$"),
    ("/capaciteit/teams", r"/capaciteit/teams/[0-9a-f-]{36}(/kwartalen)?$"),
    ("/geld", r"/geld/[0-9a-f-]{36}(/kwartalen)?$"),
    ("/doelen", r"/doelen/[0-9a-f-]{36}$"),
)
WRONG = {
    "/programma/nieuw": "Noteer het idee",
    "/capaciteit/teams/nieuw": "Bewaar",
    "/geld/nieuw": "Bewaar",
    "/doelen/nieuw": "Bewaar",
    "/programma/regels/nieuw": "Bewaar",
    "/programma/ondergrenzen/nieuw": "Bewaar",
    "/programma/risico/nieuw": "Bewaar",
    "/programma/groepen/nieuw": "Bewaar",
    "/wat-als/nieuw": "Bewaar en bereken",
}
PASSWORD = "een ketting van vier woorden"
SIGNED_OUT = {
    "/demo/": 200,
    "/inloggen": 200,
    "/wachtwoord-vergeten": 200,
    "/inloggen/geblokkeerd": 200,
    "/link/kapot": 404,
    "/ui/toegankelijkheid": 200,
    "/bestaat-niet": 404,
}
# Where somebody arranges their own way in, and the manager that of others.
ACCOUNTS = {
    "functional_manager": ("/mensen", "/koppelingen", "/tweede-stap", "/tweede-stap/instellen"),
    "coordinator": ("/koppelingen", "/tweede-stap"),
    "privacy_officer": ("/logboek", "/logboek?tekst=bestaat-niet"),
}
# Every list before anybody put something in it.
EMPTY = (
    "/",
    "/zoek?q=niets",
    "/programma",
    "/programma?vorm=bord",
    "/programma/verwijderd",
    "/programma/uitwisselen",
    "/programma/instellingen",
    "/programma/regels",
    "/programma/regels/nieuw",
    "/programma/ondergrenzen",
    "/programma/ondergrenzen/nieuw",
    "/programma/risico",
    "/programma/risico/nieuw",
    "/programma/groepen",
    "/capaciteit",
    "/capaciteit/teams",
    "/geld",
    "/doelen",
    "/plan",
    "/plan/berekeningen",
    "/plan/aangenomen",
    "/plan/vergelijk",
    "/wat-als",
    "/wat-als/nieuw",
    "/signalen/",
    "/signalen/patronen/",
    "/signalen/stilte/",
    "/signalen/kaart/",
    "/signalen/regels/",
    "/signalen/van-ons",
    "/netwerk/",
    "/netwerk/partners",
)


# In the dark only colours are judged, and every theme is held to its contrasts elsewhere.
DARK_ONE_IN = 4


def shown_in(scheme: str, paths: tuple[str, ...]) -> list[str]:
    """Return the pages to look at: all of them by light, a share in the dark."""
    return [path for path in paths if scheme == "light" or has_its_turn(path, DARK_ONE_IN)]


@pytest.fixture
def look(opened) -> Look:
    """A page in which axe may run: the policy that keeps scripts of others out is off."""
    return Look(opened(bypass_csp=True))


def test_before_signing_in(look: Look) -> None:
    for path, status in SIGNED_OUT.items():
        look.at(path, status)
    look.page.goto("/inloggen")
    look.page.get_by_label("E-mailadres").fill("niemand@almere.example")
    look.page.get_by_label("Wachtwoord", exact=True).fill("verkeerd geraden")
    look.page.get_by_role("main").get_by_role("button").first.click()
    expect(look.page.get_by_role("alert")).to_be_visible()
    look.judge("/inloggen refused")

    assert look.wrong == []


def test_from_an_invitation_to_a_second_step(look: Look, fresh: Fresh) -> None:
    """The first hour of a manager: choose a password, sign in, and set up the second step."""
    page = look.page
    look.at(fresh.address + fresh.link)
    page.get_by_label("Wachtwoord", exact=True).fill("kort")
    page.get_by_role("main").get_by_role("button").first.click()
    look.judge("the invitation, refused")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_label("Wachtwoord, nog een keer").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").first.click()
    look.judge("signing in, with a message")
    page.get_by_label("E-mailadres").fill("noor@leegdam.example")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_url(f"{fresh.address}/")
    look.at(f"{fresh.address}/tweede-stap")
    look.at(f"{fresh.address}/tweede-stap/instellen")
    page.get_by_role("main").get_by_role("textbox").first.fill("000000")
    page.get_by_role("main").get_by_role("button", name="Tweede stap aanzetten").click()
    expect(page.get_by_role("main").locator("[aria-invalid=true]")).to_be_visible()
    look.judge("/tweede-stap/instellen refused")

    assert look.wrong == []


@pytest.mark.parametrize("role", ACCOUNTS)
def test_accounts(look: Look, role: str) -> None:
    step_in(look.page, role)
    for path in ACCOUNTS[role]:
        look.at(path)
    look.page.goto("/mensen")
    for path in look.links(r"^/mensen/[0-9a-f-]{36}$")[:1]:
        look.at(path)

    assert look.wrong == []


def test_somebody_is_let_in(look: Look, fresh: Fresh) -> None:
    """An invitation that is refused, and one that is given, where nobody is yet."""
    page = look.page
    step_in(page, "functional_manager", municipality=fresh.address)
    page.goto(f"{fresh.address}/mensen")
    page.get_by_role("main").get_by_role("button", name="Uitnodigen").click()
    look.judge("/mensen refused")
    page.get_by_label("Naam", exact=True).fill("Bas Proef")
    page.get_by_label("E-mailadres van het werk").fill("bas@leegdam.example")
    page.get_by_label("Rol", exact=True).select_option("reader")
    page.get_by_role("main").get_by_role("button", name="Uitnodigen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Geef deze link zelf door")
    look.judge("the link to hand over")
    look.at(f"{fresh.address}/koppelingen")

    assert look.wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_empty(opened: Opened, fresh: Fresh, scheme: str) -> None:
    look = Look(opened(bypass_csp=True, color_scheme=scheme), only_colours=scheme == "dark")
    step_in(look.page, "coordinator", municipality=fresh.address)
    paths = shown_in(scheme, EMPTY)
    for path in paths:
        look.at(fresh.address + path)

    assert look.wrong == []
    assert look.seen == len(paths) > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_filled(opened, scheme: str) -> None:
    look = Look(opened(bypass_csp=True, color_scheme=scheme), only_colours=scheme == "dark")
    step_in(look.page, "coordinator")
    paths = shown_in(scheme, PLACES)
    for path in paths:
        look.at(path, 404 if path == "/bestaat-niet" else 200)

    assert look.wrong == []
    assert look.seen == len(paths) > 0


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
