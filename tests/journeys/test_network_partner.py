"""A partner on a phone: finds who helps, says that it is full, and keeps a promise."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import axe, overflow, step_in

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
# What a debt counsellor types with a thumb, with a slip of it.
QUESTION = "tocht huurder haven tigrinja"


def search(page: Page, words: str) -> None:
    page.goto("/netwerk/")
    page.get_by_role("searchbox").fill(words)
    expect(page.locator(".hits > li").first).to_be_visible()


def test_on_a_phone_one_search_finds_the_one_who_helps(opened):
    # The content policy would keep axe out.
    page = step_in(opened(bypass_csp=True, **PHONE), "partner_worker")

    search(page, QUESTION)
    best = page.locator(".hits > li").first
    expect(best).to_contain_text("Tocht weg in een middag")

    expect(best).to_contain_text("Klusploeg Haven")
    expect(best).to_contain_text("heeft plek")
    assert axe(page) == []
    assert overflow(page) == 0


def test_a_partner_worker_says_that_it_is_full_and_everybody_sees_it(opened):
    worker = step_in(opened(**PHONE), "partner_worker")

    search(worker, "warme kamer buurtboog")
    worker.get_by_role("link", name="Warme kamer").first.click()
    worker.get_by_role("button", name=re.compile("^nee, vol$", re.IGNORECASE)).click()
    expect(worker.get_by_role("button", pressed=True)).to_have_text(
        re.compile("nee, vol", re.IGNORECASE)
    )
    service = worker.url

    reader = step_in(opened(), "reader")
    reader.goto(service)
    expect(reader.get_by_role("main")).to_contain_text(re.compile("nee, vol", re.IGNORECASE))
    expect(reader.get_by_role("button", name=re.compile("vol", re.IGNORECASE))).to_have_count(0)
    assert overflow(worker) == 0


def test_a_promise_is_kept_and_stands_with_what_became_of_it(opened):
    words = "Twee buurtwerkers leren energietips geven."
    worker = step_in(opened(**PHONE), "partner_worker")
    worker.goto("/netwerk/toezeggingen/onze")

    card = worker.locator("form").filter(has_text=words)
    card.get_by_label(re.compile("^In een paar woorden")).fill("Beiden deden de cursus.")
    card.get_by_role("button", name=re.compile("^Gedaan")).click()
    expect(card).to_have_count(0)

    coordinator = step_in(opened(), "coordinator")
    coordinator.goto("/netwerk/toezeggingen?toon=afgerond")
    expect(coordinator.get_by_role("main")).to_contain_text(words)
    coordinator.get_by_role("link", name=words).first.click()
    expect(coordinator.get_by_role("main")).to_contain_text("Beiden deden de cursus.")
