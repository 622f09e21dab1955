"""From an invitation to what became of it: a gathering, its promises, and the next gathering."""

from __future__ import annotations

import re
import time
from datetime import date, timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import NARROW, axe, overflow, step_in, step_in_at

# A name that no series has, also where one walked before.
SERIES = f"Kring van {int(time.time())}"
FIRST, NEXT = "Kring: wie ziet de kou?", "Kring: wat is er gedaan?"
GUESTS = {
    "De Buurtboog": "yara.melissen@buurtboog.example",
    "Klusploeg Haven": "semhar.ghirmay@klusploeg.example",
}
STEP = "Wij kijken in tien woningen naar kieren."
CHOOSE_NOBODY = "boxes => boxes.forEach(box => { box.checked = false; })"


def button(page: Page, name: str | re.Pattern[str]) -> Locator:
    return page.get_by_role("main").get_by_role("button", name=name, exact=True)


def plan(page: Page, series: str, title: str, day: date) -> str:
    """Plan a gathering of a series, and return where it stands."""
    page.goto(series)
    page.get_by_role("link", name="Eén bijeenkomst").click()
    page.get_by_label("Titel").fill(title)
    when(page, day)
    return page.url


def when(page: Page, day: date) -> None:
    """Say on which day it is, and save."""
    page.get_by_label("Dag", exact=True).fill(str(day))
    page.get_by_label("Van", exact=True).fill("13:30")
    page.get_by_label("Tot", exact=True).fill("15:30")
    button(page, "Bewaar").click()
    expect(page.get_by_role("main").locator("#themas")).to_be_visible()


def begin_series(page: Page) -> str:
    page.goto("/netwerk/bijeenkomsten/reeksen/nieuw")
    page.get_by_label("Naam").fill(SERIES)
    button(page, "Bewaar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SERIES)
    return page.url


def invite(page: Page) -> None:
    """Ask one person of each of two partners."""
    page.get_by_role("main").get_by_role("link", name="Kies genodigden").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kies wie er mogen komen")
    page.locator("main input[type=checkbox]").evaluate_all(CHOOSE_NOBODY)
    for name in GUESTS:
        page.get_by_label(re.compile(f"{name}: (Yara|Semhar)")).check()
    button(page, "Bewaar").click()
    page.get_by_role("main").get_by_role("link", name="Nodig uit").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nodig 2 genodigden uit")
    assert axe(page) == []
    button(page, "Verstuur de uitnodigingen").click()
    expect(page.locator("#genodigden")).to_contain_text("Semhar Ghirmay")


def reply(page: Page, link: str) -> None:
    """Answer as somebody without an account does, on a phone."""
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text(FIRST)
    assert overflow(page) == 0
    assert axe(page) == []
    page.get_by_label("komt", exact=True).check()
    button(page, "Antwoord").click()
    expect(page.get_by_role("main")).to_contain_text("uw antwoord staat genoteerd")
    assert axe(page) == []


def write_down(page: Page) -> None:
    """Keep who is there, what is said, and what is promised."""
    page.get_by_role("main").get_by_role("link", name="Noteer wat er gezegd is").click()
    # Who said yes is there already.
    expect(page.get_by_label(re.compile("Klusploeg Haven")).first).to_be_checked()
    page.get_by_label(re.compile("^Wat is besproken")).fill("Het is koud in Haven.")
    page.get_by_label(re.compile("^Wat is afgesproken")).fill("Wij bellen vooraf.")
    button(page, "Bewaar").click()
    expect(page.locator("#toezeggingen")).to_contain_text("Klusploeg Haven: nog 2")
    page.get_by_label("Wat gaat u doen?").fill(STEP)
    page.get_by_label("Organisatie", exact=True).select_option(label="Klusploeg Haven")
    page.get_by_label("Wie doet het?").fill("Semhar Ghirmay")
    button(page, "Noteer de toezegging").click()
    expect(page.locator("#toezeggingen")).to_contain_text("Klusploeg Haven: nog 1")
    expect(page.get_by_role("link", name=STEP, exact=True)).to_be_visible()
    assert axe(page) == []


def test_from_an_invitation_to_a_promise_that_is_kept(opened, letterbox):
    today = timezone.localdate()
    page = step_in(opened(bypass_csp=True), "coordinator")
    series = begin_series(page)
    gathering = plan(page, series, FIRST, today + timedelta(days=2))
    invite(page)

    letter, calendar = letterbox.letter(GUESTS["Klusploeg Haven"], FIRST)
    assert "METHOD:REQUEST" in calendar
    assert "13" in letter
    guest = opened(bypass_csp=True, viewport=NARROW)
    reply(guest, letterbox.link(GUESTS["Klusploeg Haven"], FIRST))
    page.goto(gathering)
    row = page.locator("#genodigden tr")
    expect(row.filter(has_text="Klusploeg Haven")).to_contain_text("komt")
    expect(row.filter(has_text="De Buurtboog")).to_contain_text("nog geen antwoord")
    assert axe(page) == []

    # The journey cannot wait two days: it turns out to have been yesterday.
    page.get_by_role("main").get_by_role("link", name="Wijzig", exact=True).click()
    when(page, today - timedelta(days=1))
    write_down(page)
    page.goto(f"{gathering}/verslag")
    expect(page.get_by_role("main")).to_contain_text(STEP)
    assert axe(page) == []

    following = plan(page, series, NEXT, today + timedelta(days=30))
    last_time = page.locator("#vorige")
    expect(last_time).to_contain_text("0 van 1 toezeggingen gedaan.")
    expect(last_time.get_by_role("link", name=STEP, exact=True)).to_be_visible()

    keep_it(step_in_at(opened(), "als Medewerker van een partner, Klusploeg Haven"))
    page.goto(following)
    expect(last_time).to_contain_text("1 van 1 toezeggingen gedaan.")
    assert page.locator("main section").first.get_attribute("id") == "vorige"
    last_time.locator("summary").click()
    expect(last_time).to_contain_text("Elf woningen, en thee.")
    assert axe(page) == []


def keep_it(page: Page) -> None:
    page.goto("/netwerk/toezeggingen/onze")
    card = page.locator("form").filter(has_text=STEP)
    card.get_by_label(re.compile("^In een paar woorden")).fill("Elf woningen, en thee.")
    card.get_by_role("button", name=re.compile("^Gedaan")).click()
    expect(card).to_have_count(0)
