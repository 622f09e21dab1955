"""A partner without an account is asked whether all is still right, and answers by its link."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.conftest import NARROW, axe, managed, overflow, step_in

# Of a partner whose services nobody confirmed for more than a year.
ADDRESS = "j.vos@kledingkamer-ab.example"
PARTNER = "Kledingkamer Almere-Buiten"
SERVICE = "Gratis kleding en dekens"
# What the clock does on each working day.
ASK = "import time; from bundel.network.jobs import ask_partners; ask_partners(int(time.time()))"


def test_a_partner_confirms_by_the_link_in_its_mail(opened, data, letterbox):
    reader = step_in(opened(), "reader")
    reader.goto(f"/netwerk/partners?naam={PARTNER}")
    reader.get_by_role("link", name=PARTNER, exact=True).click()
    reader.get_by_role("link", name=SERVICE, exact=True).first.click()
    before = reader.get_by_role("main").inner_text()

    managed(data, "shell", "-c", ASK)
    link = letterbox.link(ADDRESS, "Klopt dit nog?")

    # Who only looks, as a scanner of mail does, changes nothing.
    scanner = opened()
    scanner.goto(link)
    expect(scanner.get_by_role("heading", level=1)).to_have_text(f"{PARTNER}: klopt dit nog?")
    reader.reload()
    assert reader.get_by_role("main").inner_text() == before

    partner = opened(bypass_csp=True, viewport=NARROW)
    partner.goto(link)
    expect(partner.get_by_role("main")).to_contain_text(SERVICE)
    assert overflow(partner) == 0
    assert axe(partner) == []
    partner.get_by_role("button", name=re.compile(f"^Klopt nog {SERVICE}")).click()
    expect(partner.get_by_role("status")).to_have_text("Bevestigd. Dank u wel.")
    assert axe(partner) == []

    reader.reload()
    expect(reader.get_by_role("main")).not_to_have_text(before)
    expect(reader.get_by_role("main")).to_contain_text("evestigd")

    # All is answered, so the link in the mail works no more.
    answer = partner.goto(link)
    assert answer is not None and answer.status == 404
    expect(partner.get_by_role("main")).to_contain_text("Vraag een nieuwe aan de gemeente")
    assert axe(partner) == []
