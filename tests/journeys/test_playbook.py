"""A second municipality starts from a playbook, makes it its own, and takes the next edition."""

from __future__ import annotations

import re
import time

from playwright.sync_api import Page, expect

from tests.journeys.conftest import axe, overflow, step_in

# A name that nobody used before, also where one walked before.
MARK = f"{int(time.time())}"
BODY, OWN = f"Proefoverleg {MARK}", f"Eigen overleg {MARK}"
APPROACH = f"Proefaanpak {MARK}"
EMPTY_ALL = "document.querySelectorAll('main input[type=checkbox]').forEach(b => b.checked = false)"


def _write_body(page: Page, **texts: str) -> None:
    for label, text in texts.items():
        page.get_by_label(re.compile(f"^{label}")).first.fill(text)
    page.get_by_role("button", name="Bewaar").click()
    page.wait_for_url(re.compile(r"/overleggen/[0-9a-f-]{36}$"))


def _made_and_fetched(page: Page, folder, edition: int):
    """Make the next edition of the one body, and keep its file."""
    page.goto("/draaiboek/maken")
    page.get_by_label("Hoe heet het draaiboek?").fill(APPROACH)
    page.evaluate(EMPTY_ALL)
    page.locator("summary", has_text="Overleggen (").click()
    page.get_by_label(BODY, exact=True).check()
    page.get_by_role("button", name="Maak de editie").click()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Download").click()
    file = folder / f"editie-{edition}.zip"
    fetched.value.save_as(file)
    return file


def _read_in(page: Page, host: str, file) -> None:
    page.goto(f"{host}/draaiboek/inlezen")
    page.get_by_label("Draaiboek", exact=True).set_input_files(file)
    page.get_by_role("button", name="Controleer het bestand").click()


def test_a_second_municipality_starts_from_a_playbook_and_upgrades(opened, waterrijk, tmp_path):
    here = step_in(opened(), "coordinator")
    here.goto("/sturing/overleggen/nieuw")
    _write_body(here, Naam=BODY, Mandaat="Besluit over het plan.")
    body = here.url
    first = _made_and_fetched(here, tmp_path, 1)
    there = step_in(opened(bypass_csp=True), "coordinator", municipality=waterrijk)
    there.goto(f"{waterrijk}/draaiboek/")
    expect(there.locator("#elders")).to_contain_text("Aanpak energiearmoede")
    _read_in(there, waterrijk, first)
    expect(there.locator("#nieuw")).to_contain_text("Overleggen (1)")
    assert axe(there) == []
    there.get_by_role("button", name="Neem over").click()
    there.goto(f"{waterrijk}/sturing/overleggen")
    there.get_by_role("main").get_by_role("link", name=BODY).click()
    mine = there.url
    there.goto(f"{mine}/wijzig")
    _write_body(there, Naam=OWN)

    here.goto(f"{body}/wijzig")
    _write_body(here, Mandaat="Besluit over het plan en over stoppen.")
    second = _made_and_fetched(here, tmp_path, 2)
    _read_in(there, waterrijk, second)
    expect(there.get_by_role("heading", level=1)).to_have_text("Van editie 1 naar editie 2")
    better = there.locator("#beter")
    expect(better.locator("ins", has_text="en over stoppen")).to_be_visible()
    expect(better).to_contain_text("alleen hier gewijzigd: blijft")
    assert axe(there) == []
    there.set_viewport_size({"width": 320, "height": 640})
    assert overflow(there) == 0
    there.get_by_role("button", name="Neem over").click()

    there.goto(mine)
    expect(there.get_by_role("heading", level=1)).to_contain_text(OWN)
    expect(there.get_by_role("main")).to_contain_text("Besluit over het plan en over stoppen.")
