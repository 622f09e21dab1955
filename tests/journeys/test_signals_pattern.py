"""A planted cluster is found, recognised, made a proposal, and its reporters hear of it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.conftest import NARROW, axe, overflow, step_in

# How long the worker may take, on a machine that has more to do. [reloads]
MOST_WAITS = 90


def test_a_pattern_becomes_a_proposal(opened, heard):
    page = step_in(opened(), "coordinator")
    main = page.get_by_role("main")
    page.goto("/signalen/patronen/")
    assert axe(page) == []

    # The demo holds clusters that were put there; the worker searches for them after the start.
    lines = main.locator(".work-item a")
    for _wait in range(MOST_WAITS):
        if lines.count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    lines.first.click()
    title = main.get_by_role("heading", level=1).inner_text()
    expect(main).to_contain_text(re.compile("hooguit 1 op de [0-9]+ keer"))
    assert axe(page) == []
    card = page.url
    page.get_by_role("button", name="Ik herken dit").click()
    expect(main).to_contain_text("herkend")

    page.get_by_role("link", name="Maak een voorstel").click()
    expect(page.get_by_label("Hoe heet het idee?")).to_have_value(title)
    assert axe(page) == []
    page.get_by_label("Welke afdeling?").select_option(index=1)
    page.get_by_label("Welk soort hulp?").select_option(index=1)
    page.get_by_role("button", name="Maak het voorstel").click()

    expect(main.get_by_role("heading", level=1)).to_have_text(title)
    expect(main.locator("#aanleiding")).to_contain_text("Patroon")
    page.goto(card)
    expect(main.locator("#uitkomsten")).to_contain_text(title)
    main.locator("#signalen a").first.click()
    expect(main.locator("#patronen")).to_contain_text(title)


def test_silence_and_the_map_are_read_on_a_phone_too(opened):
    page = step_in(opened(), "coordinator")
    for path in ("/signalen/stilte/", "/signalen/kaart/", "/signalen/kaart/?vorm=plekken"):
        page.goto(path)
        assert axe(page) == []
        page.set_viewport_size(NARROW)
        assert overflow(page) == 0
        page.set_viewport_size({"width": 1280, "height": 900})
