"""What a reporter sees on a phone at each step, while a coordinator acts by the keyboard alone."""

from __future__ import annotations

import re
import uuid

from playwright.sync_api import Page, expect

from tests.conftest import Figure
from tests.journeys.conftest import Opened, axe, overflow, step_in
from tests.journeys.hands import Keyboard
from tests.journeys.test_signals_offline import tell

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
MARK = f"kenmerk{uuid.uuid4().hex[:8].translate(str.maketrans('0123456789', 'ghijklmnop'))}"
WORDS = f"Bij het spreekuur begrijpen veel mensen de brief over stadswarmte niet, {MARK}."
QUESTION = "Welke bladzijde van de brief begrijpen zij niet?"
REPLY = "De bladzijde met het vastrecht."
ANSWER = "Het warmtebedrijf stuurt een kortere brief, met een plaatje erbij."


class Reporter:
    """Looks at the page of the signal on a phone after each step."""

    def __init__(self, page: Page) -> None:
        self.page, self.seen = page, 0

    def sees(self, *words: str, fresh: bool = True) -> None:
        """Read the page anew: these words stand there, and everybody can use it."""
        if fresh:
            self.page.reload()
        for one in words:
            expect(self.page.get_by_role("main")).to_contain_text(re.compile(one))
        assert axe(self.page) == []
        assert overflow(self.page) == 0
        self.seen += 1


def test_a_reporter_can_follow_each_step_on_a_phone(opened: Opened, figure: Figure) -> None:
    page = step_in(opened(bypass_csp=True, **PHONE), "partner_worker")
    page.goto("/signalen/melden")
    tell(page, WORDS)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bedankt")
    reporter = Reporter(page)
    reporter.sees("heeft uw signaal nu", "antwoord uiterlijk", fresh=False)
    page.goto(page.url.removesuffix("/gemeld"))
    reporter.sees(MARK, "open", "antwoord uiterlijk", "Alleen u en de gemeente lezen dit")

    coordinator = step_in(opened(), "coordinator")
    hands, main = Keyboard(coordinator), coordinator.get_by_role("main")
    coordinator.goto(f"/signalen/?bak=alles&woorden={MARK}")
    hands.press(main.get_by_role("listitem").filter(has_text=MARK).get_by_role("link").first)
    hands.press(main.get_by_text("Vraag de melder iets"))
    hands.write(main.get_by_label("Uw vraag aan de melder"), QUESTION)
    hands.press(main.get_by_role("button", name="Verstuur de vraag"))
    expect(main).to_contain_text("Wij wachten op de melder")

    reporter.sees("teruggevraagd", "Wij vragen u iets", re.escape(QUESTION))
    page.get_by_label("Uw reactie").fill(REPLY)
    page.get_by_role("button", name="Verstuur uw reactie").tap()
    reporter.sees("open", re.escape(REPLY), "antwoord uiterlijk", fresh=False)

    coordinator.reload()
    expect(main).to_contain_text(REPLY)
    hands.mark(main.get_by_role("radio", name="gepland"))
    hands.write(main.get_by_label("Uw antwoord"), ANSWER)
    hands.press(main.get_by_role("button", name="Verstuur het antwoord"))
    expect(main).to_contain_text("Het antwoord")

    reporter.sees("beantwoord", "gepland", re.escape(ANSWER), "Was dit een antwoord")
    page.get_by_role("button", name="Ja, dit was een antwoord").tap()
    reporter.sees("afgesloten", re.escape(ANSWER), fresh=False)
    figure(f"what a reporter sees: {reporter.seen} steps at 390 px, axe = 0, wider = 0")
