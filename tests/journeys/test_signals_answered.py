"""A signal is routed, asked back, replied to by link, answered, found no answer, and answered."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.conftest import NARROW, axe, managed, overflow, step_in

# The partner's person of the demo, who tells this on a phone in another journey.
TELL = """
import uuid
from django.utils import timezone
from bundel.accounts.models import Municipality, User
from bundel.accounts.selectors import actor_of_user
from bundel.accounts.tenancy import as_municipality
from bundel.areas.models import Area
from bundel.signals.models import SignalTheme
from bundel.signals.services.telling import Telling, tell_signal
almere = Municipality.objects.get(slug="almere")
with as_municipality(almere.pk):
    person = User.objects.filter(role="partner_coordinator").order_by("email")[0]
    telling = Telling(
        telling_key=uuid.uuid4(), theme_id=SignalTheme.objects.get(code="bill").pk,
        area_id=Area.objects.filter(kind="district").order_by("name")[0].pk, size="11-25",
        period="month", trend="rising", severity="middle", trait_ids=(), heard_at_id=None,
        text="Bezoekers van de naaiclub krijgen een jaarafrekening die zij niet begrijpen.",
    )
    told = tell_signal(
        actor=actor_of_user(user=person, channel="web"), telling=telling, channel="form",
        at=timezone.now(),
    )
    print(person.email, told.signal_id)
"""
QUESTION = "Gaat het om stadswarmte of om gas?"
ANSWER = "Een vrijwilliger legt de brief uit, elke woensdag in het buurthuis."


def test_a_reporter_gets_an_answer_that_is_one(opened, data, letterbox):
    email, signal_id = managed(data, "shell", "-v0", "-c", TELL).split()[-2:]
    coordinator = step_in(opened(bypass_csp=True), "coordinator")
    coordinator.goto("/signalen/?bak=alles&woorden=naaiclub")
    expect(coordinator.get_by_role("status")).to_contain_text("1 signaal")
    # Through the list as the keyboard does.
    coordinator.keyboard.press("j")
    coordinator.keyboard.press("Enter")
    coordinator.wait_for_url(f"**/{signal_id}")
    assert axe(coordinator) == []

    coordinator.get_by_text("Vraag de melder iets").click()
    coordinator.get_by_label("Uw vraag aan de melder").fill(QUESTION)
    coordinator.get_by_role("button", name="Verstuur de vraag").click()
    expect(coordinator.get_by_role("main")).to_contain_text("Wij wachten op de melder")
    link = letterbox.link(email, "Vraag over uw signaal")

    # Who only looks, as a scanner of mail does, changes nothing.
    opened().goto(link)
    reporter = opened(bypass_csp=True, viewport=NARROW)
    reporter.goto(link)
    expect(reporter.get_by_role("main")).to_contain_text(QUESTION)
    assert overflow(reporter) == 0
    assert axe(reporter) == []
    reporter.get_by_label("Uw reactie").fill("Bel mevrouw Jansen maar, zij weet het.")
    reporter.get_by_role("button", name="Verstuur uw reactie").click()
    expect(reporter.get_by_role("alert")).to_contain_text("een naam")
    reporter.get_by_label("Uw reactie").fill("Vooral om stadswarmte.")
    reporter.get_by_role("button", name="Verstuur uw reactie").click()
    expect(reporter.get_by_role("status")).to_contain_text("Dank u wel")

    coordinator.reload()
    expect(coordinator.get_by_role("main")).to_contain_text("Vooral om stadswarmte.")
    _answer(coordinator, "Wij zoeken dit uit.")

    reporter = step_in(opened(bypass_csp=True, viewport=NARROW), "partner_coordinator")
    reporter.goto(letterbox.link(email, "Antwoord op signaal"))
    expect(reporter.get_by_role("main")).to_contain_text("Wij zoeken dit uit.")
    assert axe(reporter) == []
    reporter.get_by_label(re.compile("Wat mist u nog")).fill("Wie legt het uit, en waar?")
    reporter.get_by_role("button", name="Nee, nog niet").click()
    expect(reporter.get_by_role("main")).to_contain_text("antwoord uiterlijk")

    coordinator.goto(f"/signalen/{signal_id}")
    expect(coordinator.get_by_role("main")).to_contain_text("Wie legt het uit, en waar?")
    _answer(coordinator, ANSWER)
    reporter.reload()
    reporter.get_by_role("button", name="Ja, dit was een antwoord").click()
    expect(reporter.get_by_role("main")).to_contain_text("afgesloten")
    reporter.goto("/signalen/van-ons")
    expect(reporter.get_by_role("main")).to_contain_text(ANSWER)
    assert overflow(reporter) == 0
    assert axe(reporter) == []


def _answer(coordinator, text):
    coordinator.get_by_role("radio", name="begonnen").check()
    coordinator.get_by_label("Uw antwoord").fill(text)
    coordinator.get_by_role("button", name="Verstuur het antwoord").click()
    expect(coordinator.get_by_role("main")).to_contain_text("Het antwoord")
