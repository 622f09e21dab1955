"""Something does not add up: it is seen, explained, accepted until a day, acted on, and mended."""

from __future__ import annotations

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.journeys.conftest import NARROW, axe, overflow, step_in

NAME = "Maatwerkbudget energie (noodhulp)"


def move(page: Page, state: str) -> None:
    """Give the initiative another state, on the page that works without scripts too."""
    page.goto("/programma")
    page.get_by_role("link", name=NAME).first.click()
    page.goto(f"{page.url}/status")
    page.get_by_label(state, exact=True).check()
    page.get_by_role("button", name="Bewaar").click()


def test_a_finding_is_accepted_acted_on_and_mended(opened, heard):
    page = step_in(opened(), "coordinator")
    main = page.get_by_role("main")
    page.goto("/sturing/")
    page.get_by_role("button", name="Controleer nu").click()
    assert axe(page) == []
    page.set_viewport_size(NARROW)
    assert overflow(page) == 0
    page.set_viewport_size({"width": 1280, "height": 900})

    page.goto("/sturing/?controle=no_commissioner")
    main.get_by_role("link", name=re.compile(f"^{re.escape(NAME)} is gepland")).click()
    expect(main).to_contain_text("Zonder opdrachtgever beslist niemand bij tegenslag")
    assert axe(page) == []
    card = page.url
    page.get_by_role("link", name="Aanvaard dit tot een dag").click()
    page.get_by_label("Waarom mag dit zo blijven?").fill("De opdracht ligt klaar om te tekenen.")
    until = date.today() + timedelta(days=40)  # noqa: DTZ011  # the browser lives today
    page.get_by_label("Tot welke dag?").fill(until.isoformat())
    page.get_by_role("button", name="Aanvaard").click()
    expect(main).to_contain_text("De opdracht ligt klaar om te tekenen.")

    page.get_by_role("link", name="Maak er een actie van").click()
    page.get_by_label("Wat moet er gebeuren?").fill("Teken de opdracht voor de noodhulp")
    page.get_by_role("button", name="Schrijf de actie op").click()
    expect(main.locator("#acties")).to_contain_text("Teken de opdracht voor de noodhulp")
    page.goto("/")
    expect(main.locator("#promised")).to_contain_text("Teken de opdracht voor de noodhulp")
    assert axe(page) == []

    move(page, "voorgesteld")
    page.goto("/sturing/")
    page.get_by_role("button", name="Controleer nu").click()
    page.goto(card)
    expect(main).to_contain_text("de controle vindt het niet meer")
    move(page, "gepland")
