"""A quarter's steering meeting with the keyboard alone: from a drafted agenda to the minutes."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.conftest import NARROW, axe, overflow, step_in
from tests.journeys.hands import Keyboard

BODY = "Stuurgroep energiehulp"
BEGIN_OF = "async path => (await (await fetch(path)).text()).slice(0, 4)"
POINT = "Wie doet de klusbus in de dorpen?"


def test_a_steering_meeting_from_drafted_agenda_to_minutes(opened, waterrijk):
    page = step_in(opened(), "coordinator", municipality=waterrijk)
    hands, main = Keyboard(page), page.get_by_role("main")
    page.goto(f"{waterrijk}/sturing/overleggen")
    hands.press(main.get_by_role("link", name=BODY, exact=True))
    hands.press(main.locator("#vergaderingen").get_by_role("link").first)
    hands.press(main.get_by_role("button", name="Maak de agenda"))
    expect(main.locator(".agenda-item").first).to_be_visible()
    hands.write(main.get_by_label("Nieuw punt"), POINT)
    hands.press(main.get_by_role("button", name="Zet op de agenda"))
    expect(main.locator("#agenda")).to_contain_text(POINT)
    assert axe(page) == []
    hands.press(main.get_by_role("link", name="Nodig uit"))
    hands.press(main.get_by_role("button", name="Verstuur de uitnodigingen"))
    # It is months ahead: beginning now is no slip of a finger.
    hands.press(main.get_by_text("Meer", exact=True))
    hands.press(main.get_by_role("button", name="Begin nu al"))

    hands.press(main.get_by_text("Alle punten", exact=True))
    hands.press(main.get_by_role("button", name=re.compile(re.escape(POINT))))
    # From here one letter opens what people write, and Enter keeps it.
    point = main.get_by_role("heading", level=2)
    expect(point).to_have_text(POINT)

    def letter(key: str) -> None:
        # The script must be there before a key means something.
        page.wait_for_load_state()
        page.keyboard.press(key)

    letter("b")
    page.keyboard.type("Ja, voor een jaar")
    page.keyboard.press("Tab")
    page.keyboard.type("Zij kennen de dorpen")
    page.keyboard.press("Enter")
    written = main.locator("#geschreven")
    expect(written).to_contain_text("Ja, voor een jaar")
    letter("a")
    page.keyboard.type("Maak de opdracht klaar")
    page.keyboard.press("Tab")
    page.keyboard.type("adviseur")
    page.keyboard.press("Enter")
    expect(written).to_contain_text("Maak de opdracht klaar")
    letter("t")
    page.keyboard.type("De winter gaat voor.")
    page.keyboard.press("Enter")
    expect(main.locator(".talk-notes")).to_contain_text("De winter gaat voor.")
    assert axe(page) == []
    page.set_viewport_size(NARROW)
    assert overflow(page) == 0
    page.set_viewport_size({"width": 1280, "height": 900})
    letter("n")
    expect(point).not_to_have_text(POINT)

    hands.press(main.get_by_role("link", name="Sluit de vergadering"))
    hands.press(main.get_by_role("button", name="Sluit de vergadering"))
    expect(main).to_contain_text(re.compile("mails met de lijst gaan uit"))
    expect(main.locator("#besloten")).to_contain_text("Ja, voor een jaar")
    path = main.get_by_role("link", name="Versie 1 (PDF)").get_attribute("href")
    # The page asks itself: only the browser knows where names under localhost are.
    assert page.evaluate(BEGIN_OF, path) == "%PDF"
    page.goto(f"{waterrijk}/demo/mail")
    expect(main).to_contain_text("Besluiten en acties")
