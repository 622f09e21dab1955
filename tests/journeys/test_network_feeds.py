"""A coordinator loads another directory, sees what differs a month later, and takes it over."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.conftest import NARROW, axe, overflow, step_in

NAME = "Sociale kaart van de buren"


def content(description: str) -> dict[str, Any]:
    """Return a directory of one partner with two services."""
    services = [
        {"id": "s1", "name": "Advies over de rekening", "description": description},
        {"id": "s2", "name": "Warme huiskamer", "description": "Elke dag koffie."},
    ]
    partner = {"id": "o1", "name": "Stichting De Buren", "description": "Helpt in de buurt."}
    return {"organizations": [partner | {"services": [s | {"status": "active"} for s in services]}]}


def load(page: Page, description: str) -> None:
    file = {
        "name": "kaart.json",
        "mimeType": "application/json",
        "buffer": json.dumps(content(description)).encode(),
    }
    page.get_by_label(re.compile("^Bestand")).set_input_files(files=[file])
    page.get_by_role("button", name="Controleer het bestand").click()


def take(page: Page) -> None:
    page.get_by_role("button", name="Neem over wat is aangevinkt").click()
    expect(page.get_by_role("main")).to_contain_text("record")


def test_a_feed_with_differences_comes_in(opened, heard):
    page = step_in(opened(), "coordinator")
    page.goto("/netwerk/bronnen")
    page.get_by_role("link", name="Nieuwe bron").first.click()
    assert axe(page) == []
    page.get_by_label(re.compile("^Naam")).fill(NAME)
    page.get_by_label(re.compile("^Licentie")).fill("CC0")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("heading", name=NAME, exact=True)).to_be_visible()
    source = page.url

    load(page, "Wij lezen uw rekening met u.")
    expect(page.get_by_role("heading", level=1)).to_have_text("3 verschillen met de bron")
    assert axe(page) == []
    take(page)

    page.goto(source)
    load(page, "Wij lezen uw rekening en bellen met u.")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 verschil met de bron")
    expect(page.get_by_role("main")).to_contain_text("Wij lezen uw rekening met u.")
    expect(page.get_by_role("main")).to_contain_text("Wij lezen uw rekening en bellen met u.")
    page.set_viewport_size(NARROW)
    assert overflow(page) == 0
    assert axe(page) == []
    take(page)

    page.goto("/netwerk/partners?naam=De+Buren")
    page.get_by_role("link", name="Stichting De Buren").click()
    expect(page.get_by_role("main")).to_contain_text(f"Komt uit: {NAME}")
    page.get_by_role("link", name="Advies over de rekening", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("en bellen met u")
    expect(page.get_by_role("main")).to_contain_text(f"Komt uit: {NAME}")
    assert axe(page) == []
    page.goto("/netwerk/bronnen")
    assert axe(page) == []
