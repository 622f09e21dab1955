"""A worker of a partner tells on a phone without reception, and it arrives once."""

from __future__ import annotations

import re
import uuid

from playwright.sync_api import Page, expect

from tests.conftest import Figure
from tests.journeys.conftest import NARROW, Opened, axe, overflow, step_in

WORDS = "Bij de inloop horen we steeds vaker dat de verwarming helemaal uit blijft."
FORBIDDEN = {
    "naam, adres, BSN": "Mevrouw Testnaam van de Voorbeeldgalerij 214 heeft sinds mei geen gas "
    "meer, haar BSN is 999999990.",
    "telefoon, e-mail": "Bel de bewoner op 06-00000000 of mail voorbeeld@example.org, hij is 79 "
    "en heeft COPD.",
    "klantnummer": "Klantnummer 12345678 bij het warmtebedrijf, achterstand 640 euro, "
    "IBAN NL00BANK0123456789.",
    "postcode en huisnummer": "Bij 9999 XX nummer 12 staat een man vaak te schreeuwen tegen de "
    "fixer.",
}
UNIQUE = (
    "Het enige Oekraiense gezin in de Testhof met vier kinderen krijgt de rekening niet betaald."
)
# What stands in the queue of the device, as text: nothing that can be read.
ON_DEVICE = """() => new Promise((done) => {
  const asked = indexedDB.open("bundel-signals", 1);
  asked.onsuccess = () => {
    const all = asked.result.transaction("waiting").objectStore("waiting").getAll();
    all.onsuccess = () => done(all.result.map((item) =>
      JSON.stringify(item) + new TextDecoder().decode(item.sealed.data)));
  };
})"""


def choose(page: Page, *labels: str) -> int:
    """Tap on choices; return how many taps it took."""
    for label in labels:
        page.locator("label.thumb", has_text=re.compile(rf"^\s*{label}\s*$")).first.tap()
    return len(labels)


def tell(page: Page, text: str) -> int:
    """Fill in the form and send it; return how many taps it took beside typing."""
    page.get_by_label("Wat ziet u?").tap()
    page.get_by_label("Wat ziet u?").fill(text)
    taps = choose(page, "Almere Haven", "11 tot 25", "nieuw", "hoog")
    page.get_by_role("button", name="Verstuur").tap()
    return taps + 2


def test_a_signal_told_without_reception_arrives_once(opened: Opened, figure: Figure) -> None:
    page = opened(viewport=NARROW, has_touch=True, is_mobile=True)
    context = page.context
    mark = f"kenmerk {uuid.uuid4().hex[:6].translate(str.maketrans('0123456789', 'ghijklmnop'))}"
    step_in(page, "partner_worker")
    page.goto("/signalen/melden")
    expect(page.get_by_text("Melden kan hier ook zonder verbinding.")).to_be_visible()

    # Without reception the page still opens, and what is told waits; nothing can be read of it.
    context.set_offline(True)
    page.goto("/signalen/melden")
    expect(page.get_by_text("U hebt geen verbinding")).to_be_visible()
    assert axe(page) == [] and overflow(page) == 0
    taps = tell(page, f"{WORDS} {mark}")
    expect(page.get_by_text("1 signaal wacht op verbinding")).to_be_visible()
    stored = page.evaluate(ON_DEVICE)
    assert len(stored) == 1 and "verwarming" not in stored[0]

    # Back, it goes by itself; the device forgets it.
    context.set_offline(False)
    expect(page.get_by_text("Wat wachtte, is verstuurd.")).to_be_visible()
    assert page.evaluate(ON_DEVICE) == []
    page.goto("/signalen/melden")
    page.goto(f"/signalen/?bak=onze&woorden={mark.split()[1]}")
    expect(page.get_by_text(mark)).to_have_count(1)
    # Who steps in next finds no form of somebody else.
    assert page.evaluate("caches.has('bundel-signals')")
    step_in(page, "coordinator")
    assert not page.evaluate("caches.has('bundel-signals')")
    figure(f"telling a signal: {taps} taps beside the words")


def test_what_waits_outlives_a_session_and_comes_back_when_it_is_refused(opened: Opened) -> None:
    page = opened(viewport=NARROW, has_touch=True, is_mobile=True)
    context = page.context
    step_in(page, "partner_worker")
    page.goto("/signalen/melden")
    expect(page.get_by_text("Melden kan hier ook zonder verbinding.")).to_be_visible()

    # The session ends while there is no reception: nothing is lost, and nobody else sees it.
    words = FORBIDDEN["postcode en huisnummer"]
    context.set_offline(True)
    page.goto("/signalen/melden")
    tell(page, words)
    expect(page.get_by_text("1 signaal wacht op verbinding")).to_be_visible()
    context.clear_cookies()
    context.set_offline(False)
    expect(page.get_by_text("Log in om te versturen.")).to_be_visible()
    step_in(page, "initiative_lead")
    page.goto("/signalen/melden")
    expect(page.get_by_text("wacht op verbinding")).to_be_hidden()

    # Its writer is back: it is refused, comes back into the form, and leaves the device.
    step_in(page, "partner_worker")
    page.goto("/signalen/melden")
    page.get_by_role("button", name="Kijk na").tap()
    expect(page.get_by_text("Dit is niet bewaard.")).to_be_visible()
    assert page.get_by_label("Wat ziet u?").input_value() == words
    assert page.evaluate(ON_DEVICE) == []


def test_words_outlive_a_session_that_ends_while_somebody_types(opened: Opened) -> None:
    page = opened(viewport=NARROW, has_touch=True, is_mobile=True)
    step_in(page, "partner_worker")
    page.goto("/signalen/melden")
    expect(page.get_by_text("Melden kan hier ook zonder verbinding.")).to_be_visible()

    # What looks for signals that are alike is told to sign in; the form stays.
    page.context.clear_cookies()
    with page.expect_response("**/melden/lijkt-op"):
        page.get_by_label("Wat ziet u?").press_sequentially("Huurders stoken niet.")
    page.wait_for_timeout(200)
    expect(page.get_by_label("Wat ziet u?")).to_have_value("Huurders stoken niet.")
    tell(page, WORDS)
    expect(page.get_by_role("link", name="Log in")).to_be_visible()

    # Signed in again it goes, and the way back leads to an empty form.
    step_in(page, "partner_worker")
    page.goto("/signalen/melden")
    expect(page.get_by_text("Wat wachtte, is verstuurd.")).to_be_visible()
    tell(page, WORDS)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bedankt")
    page.go_back()
    expect(page.get_by_label("Wat ziet u?")).to_have_value("")


def test_forbidden_words_stop_at_the_door(opened: Opened) -> None:
    page = opened(viewport=NARROW, has_touch=True, is_mobile=True)
    step_in(page, "partner_worker")

    for what, words in FORBIDDEN.items():
        page.goto("/signalen/melden")
        tell(page, words)
        expect(page.get_by_text("Dit is niet bewaard.")).to_be_visible()
        assert page.locator("mark").count() > 0, what
        assert page.get_by_label("Wat ziet u?").input_value() == words
    assert axe(page) == [] and overflow(page) == 0
    page.get_by_role("button", name="Neem deze woorden over").tap()
    expect(page.get_by_label("Wat ziet u?")).not_to_have_value(FORBIDDEN["postcode en huisnummer"])
    page.get_by_role("button", name="Verstuur").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bedankt")

    page.goto("/signalen/melden")
    tell(page, UNIQUE)
    expect(page.get_by_role("heading", level=1)).to_contain_text("een collega kijkt eerst mee")
    assert page.locator("mark").count() > 0
    assert axe(page) == [] and overflow(page) == 0
