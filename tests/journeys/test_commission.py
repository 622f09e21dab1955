"""A commission of two people in two browsers: offered, changed, accepted and discharged."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import axe, step_in

# A part that no commission is about, also where one walked before.
PART = f"Regie op vroegsignalering {int(time.time())}"
COMMISSIONER = "Opdrachtgever (demo) (Directeur Stedelijk Beleid)"


def main(page: Page) -> Locator:
    return page.get_by_role("main")


def sign(page: Page, path: str, link: str, note: str = "") -> None:
    """Take a step from the page of a commission, after reading what comes of it."""
    page.goto(path)
    main(page).get_by_role("link", name=link, exact=True).click()
    expect(main(page)).to_contain_text("Wat gebeurt er hierna?")
    if note:
        main(page).locator("textarea").fill(note)
    main(page).get_by_role("button", name=link, exact=True).click()
    page.wait_for_url(f"**{path}")


def draft(page: Page) -> str:
    """Let the coordinator prepare a commission; return where it stands."""
    page.goto("/sturing/opdrachten/nieuw")
    page.get_by_label("Of welk onderdeel").fill(PART)
    page.get_by_label("Opdrachtgever", exact=True).select_option(label=COMMISSIONER)
    page.get_by_label("Opdrachtnemer", exact=True).select_option(
        label="Initiatiefleider (demo) (Projectleider)"
    )
    page.get_by_label("Wat is er af").fill("Elk signaal krijgt binnen tien dagen een antwoord.")
    page.get_by_label("Klaar op").fill("2027-12-31")
    page.get_by_role("button", name="Bewaar de voorbereiding").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PART)
    return page.url[page.url.index("/sturing") :]


def test_two_people_agree_change_and_end_a_commission(opened: Callable[[], Page]) -> None:
    commissioner, lead = opened(), step_in(opened(), "initiative_lead")
    path = draft(step_in(commissioner, "coordinator"))
    step_in(commissioner, "commissioner")
    sign(commissioner, path, "Bied aan")
    expect(main(commissioner)).to_contain_text("Ligt bij Initiatiefleider (demo)")

    sign(lead, path, "Neem aan")
    main(lead).get_by_role("link", name="Stel een wijziging voor").click()
    lead.get_by_label("Waarom deze wijziging").fill("Tien dagen is te kort in de vakantie.")
    lead.get_by_label("Wat is er af").fill("Elk signaal krijgt binnen vijftien dagen een antwoord.")
    lead.get_by_role("button", name="Stel een wijziging voor").click()
    lead.wait_for_url(f"**{path}")

    commissioner.goto(path)
    expect(main(commissioner).locator("del")).to_contain_text("tien")
    expect(main(commissioner).locator("ins")).to_contain_text("vijftien")
    assert axe(commissioner) == []
    sign(commissioner, path, "Zeg ja tegen de wijziging")
    expect(main(commissioner).locator("#tekst")).to_contain_text("vijftien dagen")

    sign(lead, path, "Vraag décharge", "Alle signalen van dit jaar zijn beantwoord.")
    sign(commissioner, path, "Geef décharge")
    expect(main(commissioner)).to_contain_text("décharge verleend")
