"""A coordinator finds a gap and an overlap, gives one to somebody, and settles both."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.conftest import NARROW, axe, overflow, step_in

GAP = "Nabellen na een bezoek"
OVERLAP = "Eerste gesprek aan de keukentafel"
DAY = timezone.localdate() + timedelta(days=20)


def test_a_gap_and_an_overlap_are_found_and_settled(opened):
    page = step_in(opened(bypass_csp=True), "coordinator")
    page.goto("/sturing/afbakening")
    todo = page.locator("#onduidelijk")
    expect(todo.get_by_role("listitem").filter(has_text=GAP)).to_contain_text("niemand doet dit")
    assert axe(page) == []

    # The gap gets somebody and a day.
    todo.get_by_role("link", name=GAP, exact=True).click()
    page.get_by_label("Wie lost dit op?").select_option(label="Projectleider fixers (demo)")
    page.get_by_label("Voor welke dag?").fill(str(DAY))
    page.get_by_role("button", name="Wijs aan").click()
    who = page.get_by_role("heading", name="Projectleider fixers (demo) lost dit op")
    expect(who).to_be_visible()
    assert axe(page) == []

    # Enter on a cell of the matrix opens it beside it; there somebody takes it on.
    page.goto("/sturing/afbakening")
    page.locator("#matrix").get_by_role("link", name=f"{GAP}, Klusploeg Haven:").press("Enter")
    page.locator("#vak").get_by_role("link", name="Wijzig").click()
    page.get_by_label("doet het", exact=True).check()
    page.get_by_role("button", name="Bewaar").click()
    expect(todo.get_by_role("link", name=GAP, exact=True)).to_have_count(0)

    # The overlap is settled by hand, with how.
    todo.get_by_role("link", name=OVERLAP, exact=True).click()
    page.get_by_label("Hoe is dit opgelost?").fill("De Buurtboog doet het, de bank volgt op.")
    page.get_by_role("button", name="Opgelost").click()
    expect(todo.get_by_role("link", name=OVERLAP, exact=True)).to_have_count(0)


def test_the_matrix_is_a_list_on_a_phone(opened):
    page = step_in(opened(bypass_csp=True, viewport=NARROW), "coordinator")

    for path in ("/sturing/afbakening", "/sturing/randvoorwaarden"):
        page.goto(path)
        assert overflow(page) == 0
        assert axe(page) == []
