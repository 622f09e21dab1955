"""A decision comes back because a figure crossed its line, and is confirmed on new grounds."""

from __future__ import annotations

import re
import time
from datetime import date

from playwright.sync_api import Page, expect

from tests.journeys.conftest import NARROW, WIDE, axe, overflow, step_in

QUESTION = "Rijdt de klusbus ook in de winter?"
BODY = "Stuurgroep energiehulp"
# A value that is kept is judged a moment later, by the worker.
JUDGED_WITHIN_SECONDS = 20.0


def until(page: Page, words: str) -> None:
    """Look again and again until the page says it."""
    end = time.monotonic() + JUDGED_WITHIN_SECONDS
    while words not in page.get_by_role("main").inner_text() and time.monotonic() < end:
        page.wait_for_timeout(300)
        page.reload()
    expect(page.get_by_role("main")).to_contain_text(words)


def test_a_decision_comes_back_when_its_line_is_crossed(opened, waterrijk):
    page = step_in(opened(), "coordinator", municipality=waterrijk)
    main = page.get_by_role("main")
    page.goto(f"{waterrijk}/sturing/besluiten")
    main.get_by_role("link", name=re.compile(re.escape(QUESTION))).first.click()
    expect(main.locator("#grenzen")).to_contain_text("wordt gevolgd")
    card = page.url

    page.goto(f"{waterrijk}/sturing/cijfers")
    main.get_by_role("link", name="Gasprijs", exact=True).click()
    main.get_by_label("Dag").fill(date.today().isoformat())  # noqa: DTZ011  # the browser lives today
    main.get_by_label("Waarde").fill("2,05")
    main.get_by_role("button", name="Bewaar").click()
    expect(main.locator("#metingen")).to_contain_text("2,05")
    page.goto(card)
    until(page, "De grens is overschreden")
    expect(main).to_contain_text("komt terug")
    assert axe(page) == []
    page.set_viewport_size(NARROW)
    assert overflow(page) == 0
    page.set_viewport_size(WIDE)
    page.goto(f"{waterrijk}/")
    expect(main).to_contain_text(QUESTION)
    expect(main).to_contain_text("terug op de agenda")

    page.goto(f"{waterrijk}/sturing/overleggen")
    main.get_by_role("link", name=BODY, exact=True).click()
    main.locator("#vergaderingen").get_by_role("link").first.click()
    main.get_by_role("button", name="Maak de agenda").click()
    expect(main.locator("#agenda")).to_contain_text(QUESTION)

    page.goto(card)
    main.get_by_role("link", name="Laat het staan").click()
    main.get_by_label("Wat is besloten?").fill("De klusbus blijft rijden.")
    main.get_by_label("Waarom? De gronden").fill("Juist bij deze prijs zijn de vragen het grootst.")
    assert axe(page) == []
    main.get_by_role("button", name="Leg vast").click()
    expect(main).to_contain_text("Juist bij deze prijs")
    expect(main.locator("#keten")).to_contain_text(QUESTION)
    page.goto(card)
    expect(main).to_contain_text("vervangen")
    expect(main).to_contain_text("In de winter zijn de vragen het grootst")
