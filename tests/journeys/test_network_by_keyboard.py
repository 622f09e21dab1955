"""The network with the keyboard alone: promises that are kept, goods, and an agreement."""

from __future__ import annotations

import re
import time

from playwright.sync_api import expect

from tests.journeys.conftest import step_in
from tests.journeys.hands import Keyboard

# A step that nobody promised before, also where one walked before.
STEP = f"Wij meten in tien woningen de tocht, ronde {int(time.time())}."
AGREEMENT = f"Samen op bezoek, ronde {int(time.time())}"


def test_from_a_search_to_a_promise_that_is_kept(opened):
    page = step_in(opened(), "coordinator")
    hands, main = Keyboard(page), page.get_by_role("main")
    title = page.get_by_role("heading", level=1)

    page.goto("/netwerk/")
    hands.write(main.get_by_role("searchbox"), "tocht haven")
    page.keyboard.press("Enter")
    hands.press(main.get_by_role("link", name="Tocht weg in een middag"))
    expect(title).to_have_text("Tocht weg in een middag")
    hands.press(main.get_by_role("link", name="Klusploeg Haven").first)
    expect(title).to_have_text("Klusploeg Haven")

    hands.press(page.get_by_role("link", name="Netwerk", exact=True))
    hands.press(main.get_by_role("link", name="Bijeenkomsten", exact=True))
    hands.press(main.get_by_role("link", name="Netwerkbijeenkomst: voor de winter"))
    hands.press(main.get_by_role("link", name="Noteer wat er gezegd is"))
    hands.write(main.get_by_label(re.compile("^Wat is besproken")), "De wind staat op Haven.")
    hands.press(main.get_by_role("button", name="Bewaar", exact=True))
    hands.write(main.get_by_label("Wat gaat u doen?"), STEP)
    hands.choose(main.get_by_label("Organisatie", exact=True), "Klusploeg Haven")
    hands.write(main.get_by_label("Wie doet het?"), "Semhar Ghirmay")
    hands.press(main.get_by_role("button", name="Noteer de toezegging"))

    hands.press(main.get_by_role("link", name=STEP, exact=True))
    expect(title).to_have_text(STEP)
    hands.mark(main.get_by_label("gedaan", exact=True))
    hands.write(
        main.get_by_label(re.compile("^In een paar woorden")), "Tien woningen, drie kieren."
    )
    hands.press(main.get_by_role("button", name="Bewaar", exact=True))
    hands.press(main.get_by_role("link", name="Afgerond", exact=True))
    expect(main.get_by_role("listitem").filter(has_text=STEP)).to_contain_text(
        "Tien woningen, drie kieren."
    )


def test_goods_are_offered_reserved_and_handed_over(opened):
    page = step_in(opened(), "coordinator")
    hands, main = Keyboard(page), page.get_by_role("main")
    title = page.get_by_role("heading", level=1)

    page.goto("/netwerk/spullen")
    hands.press(main.get_by_role("link", name="Vijf laptops met nieuwe batterij"))
    expect(title).to_have_text("Vijf laptops met nieuwe batterij")
    hands.write(main.get_by_label("Hoeveel?"), "1")
    hands.choose(main.get_by_label(re.compile("^Voor welke organisatie")), "De Buurtboog")
    hands.press(main.get_by_role("button", name="Reserveer", exact=True))
    hands.press(main.get_by_role("button", name="Overgedragen", exact=True).last)
    expect(main).to_contain_text("De Buurtboog")
    expect(main).to_contain_text("overgedragen")


def test_an_agreement_stands_when_both_said_yes(opened):
    page = step_in(opened(), "coordinator")
    hands, main = Keyboard(page), page.get_by_role("main")

    page.goto("/netwerk/afspraken")
    hands.press(main.get_by_role("link", name="Nieuwe afspraak").first)
    hands.write(main.get_by_label("Titel", exact=True), AGREEMENT)
    hands.write(main.get_by_label("Wat is afgesproken?"), "Wie tocht meldt, krijgt samen bezoek.")
    for number, name in ((1, "Vrouwenkring Zahra"), (2, "Wijkwerk Poort")):
        hands.choose(main.get_by_label(f"Organisatie {number}", exact=True), name)
    hands.press(main.get_by_role("button", name="Bewaar", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text(AGREEMENT)
    for name in ("Parwin Nazari", "Dagmar Pol"):
        yes = main.get_by_role("button", name=re.compile("^Noteer het ja")).first
        hands.write(main.get_by_label("Wie zei ja?").first, name)
        hands.press(yes)
        expect(main).to_contain_text(name)
    expect(main.get_by_text("geldt", exact=True)).to_be_visible()
