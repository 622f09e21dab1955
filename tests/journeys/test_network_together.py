"""Two partners share goods without a name, and do not stand at the same doors in one week."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import NARROW, axe, overflow, step_in, step_in_at

BUURTBOOG = "als Medewerker van een partner, De Buurtboog"
KLUSPLOEG = "als Medewerker van een partner, Klusploeg Haven"
# A moment and a place at which nobody in the demo does anything.
DAY = timezone.localdate() + timedelta(days=70)
PLACE = "Overgooi"


def button(page: Page, name: str | re.Pattern[str]) -> Locator:
    return page.get_by_role("main").get_by_role("button", name=name)


def announce(page: Page, title: str, day: date) -> None:
    """Fill in a round along the doors, and send it."""
    page.goto("/netwerk/acties/nieuw")
    page.get_by_label("Wat gaat u doen?").select_option(label="Huis aan huis")
    page.get_by_label("Titel").fill(title)
    page.get_by_label("Vanaf").fill(str(day))
    page.get_by_label("Tot en met").fill(str(day + timedelta(days=1)))
    page.get_by_label(PLACE, exact=True).check()
    button(page, "Bewaar").click()


def test_goods_go_from_one_partner_to_another(opened):
    giver = step_in_at(opened(bypass_csp=True, viewport=NARROW), BUURTBOOG)
    giver.goto("/netwerk/spullen/nieuw")
    assert axe(giver) == []
    give(giver, "Gordijnen", "Dikke gordijnen, net gewassen", transport="wij brengen")
    offer = giver.url

    taker = step_in_at(opened(bypass_csp=True), KLUSPLOEG)
    taker.goto("/netwerk/spullen/nieuw?soort=request")
    give(taker, "Gordijnen", "Gordijnen voor zes ramen")
    fits = taker.locator("#past li").filter(has_text="Dikke gordijnen, net gewassen")
    expect(fits).to_contain_text("De Buurtboog")
    expect(fits.get_by_role("list", name="Waarom dit past")).to_contain_text("genoeg")
    assert axe(taker) == []
    fits.get_by_role("button", name=re.compile("^Reserveer 6")).click()
    expect(taker.locator("#reserveringen")).to_contain_text("6 van De Buurtboog voor Klusploeg")
    assert axe(taker) == []

    # Reserved is reserved: who gives sees whom to call, and nobody else can take it.
    giver.goto(offer)
    kept = giver.locator("#reserveringen")
    expect(kept).to_contain_text("Semhar Ghirmay")
    expect(giver.locator("#past")).to_have_count(0)
    assert overflow(giver) == 0
    assert axe(giver) == []
    kept.get_by_role("button", name="Overgedragen").click()
    expect(kept).to_contain_text("overgedragen")

    taker.reload()
    expect(taker.locator("#reserveringen")).to_contain_text("overgedragen")
    expect(button(taker, "Overgedragen")).to_have_count(0)


def give(page: Page, kind: str, title: str, transport: str = "") -> None:
    page.get_by_label("Soort").select_option(label=kind)
    page.get_by_label("Wat is het?").fill(title)
    page.get_by_label("Hoeveel, of hoeveel uur?").fill("6")
    if transport:
        page.get_by_label("Vervoer").select_option(label=transport)
    button(page, "Bewaar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_clash_of_actions_shows_before_anything_is_kept(opened):
    first = step_in_at(opened(), KLUSPLOEG)
    announce(first, "Kieren kijken in Overgooi", DAY)
    expect(first.get_by_role("heading", level=1)).to_have_text("Kieren kijken in Overgooi")

    second = step_in_at(opened(bypass_csp=True, viewport=NARROW), BUURTBOOG)
    announce(second, "Praatje aan de deur in Overgooi", DAY)
    other = second.locator("li.card").filter(has_text="Kieren kijken in Overgooi")
    why = other.get_by_role("list", name="Waarom dit botst")
    expect(why).to_contain_text("zelfde dagen")
    expect(why).to_contain_text("beide langs de deuren")
    expect(other.get_by_role("link", name=re.compile("^Doe het samen"))).to_be_visible()
    assert overflow(second) == 0
    assert axe(second) == []

    reader = step_in(opened(), "reader")
    week = f"/netwerk/acties?vanaf={DAY}"
    reader.goto(week)
    expect(reader.get_by_role("main")).to_contain_text("Kieren kijken in Overgooi")
    expect(reader.get_by_role("main")).not_to_contain_text("Praatje aan de deur")

    button(second, re.compile("^Schuif naar")).click()
    expect(second.get_by_role("status")).to_contain_text("De dagen zijn verschoven")
    moved = date.fromisoformat(second.get_by_label("Vanaf").input_value())
    assert moved >= DAY + timedelta(days=14)
    assert second.get_by_label("Tot en met").input_value() == str(moved + timedelta(days=1))
    button(second, "Bewaar").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("Praatje aan de deur in Overgooi")

    reader.goto(f"/netwerk/acties?vanaf={moved}")
    expect(reader.get_by_role("main")).to_contain_text("Praatje aan de deur in Overgooi")
