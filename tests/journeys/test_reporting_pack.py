"""A pack is made, put in words and frozen; the reader gets the same bytes, a partner nothing."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.conftest import NARROW, axe, overflow, step_in

PDF = b"%PDF"


def test_a_steering_group_gets_one_page_that_stays(opened):
    page = step_in(opened(), "coordinator")
    main = page.get_by_role("main")
    page.goto("/verslag/")
    assert axe(page) == []
    page.get_by_role("link", name="Nieuw stuk").first.click()
    page.get_by_label("Voor welk overleg?").select_option(index=0)
    page.get_by_role("button", name="Maak het concept").click()

    expect(main).to_contain_text("Het concept staat klaar")
    page.get_by_role("link", name="Schrijf de boodschap").click()
    page.get_by_label("Boodschap in het kort").fill("Kies wat deze winter voorgaat.")
    page.get_by_role("button", name="Bewaar").click()
    expect(main).to_contain_text("Kies wat deze winter voorgaat.")
    assert axe(page) == []
    page.set_viewport_size(NARROW)
    assert overflow(page) == 0

    page.get_by_role("link", name="Leg vast").click()
    page.get_by_role("button", name="Leg vast").click()
    expect(main).to_contain_text("Het stuk is vastgelegd.")
    expect(page.get_by_role("link", name="Schrijf de boodschap")).to_have_count(0)
    address = page.url
    first = page.request.get(f"{address}stuk.pdf").body()

    reader = step_in(opened(), "reader")
    again = reader.request.get(f"{address}stuk.pdf").body()
    assert again == first
    assert first.startswith(PDF)
    assert reader.goto(address).status == 200
    partner = step_in(opened(), "partner_worker")
    assert partner.goto(address).status == 403
