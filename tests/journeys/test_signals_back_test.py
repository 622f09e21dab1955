"""A coordinator holds a rule against the signals of the past before anybody gets more work."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.conftest import NARROW, axe, overflow, step_in
from tests.journeys.hands import Keyboard, Mouse

NAME = "Rekeningen naar Warmte en woning"


def test_a_rule_is_tried_on_the_past(opened, heard):
    page = step_in(opened(), "coordinator")
    page.goto("/signalen/regels/")
    page.get_by_role("button", name="Wijzig de regels").click()

    page.get_by_role("link", name="Voeg een regel toe").click()
    assert axe(page) == []
    page.get_by_label("Naam").fill(NAME)
    page.get_by_label("Rekening", exact=True).check()
    page.get_by_label("Naar wie?").select_option(label="Warmte en woning")
    page.get_by_label("Antwoord binnen").fill("4")
    page.get_by_role("button", name="Bewaar").click()

    main = page.get_by_role("main")
    expect(main).to_contain_text(re.compile("de regels 1 en 4 vangen samen alles al af"))
    for hands in (Keyboard(page), Mouse(page), Mouse(page)):
        hands.press(page.get_by_role("button", name=f"Omhoog {NAME}"))
        expect(main).to_contain_text("Verplaatst.")
    expect(main).not_to_contain_text("vangen samen alles al af")
    assert axe(page) == []

    page.get_by_role("link", name="Kijk terug").click()
    row = page.get_by_role("row", name=re.compile("^Team Warmte en woning"))
    expect(row).to_contain_text(re.compile(r"\+\d+"))
    expect(page.get_by_role("table", name="Signalen die anders gaan")).to_contain_text(
        "Team Warmte en woning, 4 werkdagen"
    )
    page.set_viewport_size(NARROW)
    assert overflow(page) == 0
    assert axe(page) == []

    page.goto("/signalen/regels/proberen/")
    page.get_by_label("Thema").select_option(label="Rekening")
    page.get_by_role("button", name="Probeer").last.click()
    expect(main).to_contain_text("Regel 4 stuurt dit naar team Warmte en woning")
    expect(main).to_contain_text("Past niet: de ernst is midden.")
    assert axe(page) == []

    # That is too much work for one team: the rules of now keep holding.
    page.goto("/signalen/regels/concept/weg/")
    page.get_by_role("button", name="Gooi weg").click()
    expect(main).to_contain_text("De regels van nu blijven gelden.")
    expect(main).not_to_contain_text(NAME)
