"""Money, goals and settings: what is shown, saved, refused and removed."""

import pytest
from django.urls import reverse

from bundel.programme import selectors
from bundel.programme.models import Programme, SaturationStep
from tests.modules.reading_pages import faults_on, form_on


def _text(response, status=200):
    assert response.status_code == status, response.content[:800]
    return response.content.decode()


@pytest.fixture
def browser(browser_of):
    return browser_of("coordinator")


@pytest.fixture
def send(browser):
    """Open a form, fill in some fields, and send it."""

    def filled(page, /, *args, **values):
        address = reverse(f"programme:{page}", args=args)
        return browser.post(address, form_on(_text(browser.get(address))) | values)

    return filled


@pytest.fixture
def fund(coordinator):
    return lambda code="winter": next(
        row for row in selectors.fund_rows(actor=coordinator) if row.code == code
    )


@pytest.fixture
def goal(coordinator):
    return lambda code="D1": next(
        row for row in selectors.goal_rows(actor=coordinator) if row.code == code
    )


def test_money_says_what_expires(browser):
    html = _text(browser.get("/geld"))

    assert "vervalt als er niets verandert" in html
    assert "SPUK energiearmoede" in html


def test_a_fund_is_one_total_or_an_amount_a_quarter(send, fund):
    both = send("fund_edit", fund().id, total_eur="100", quarterly_eur="10")
    neither = send("fund_edit", fund().id, total_eur="", quarterly_eur="")

    for response in (both, neither):
        assert "niet allebei" in faults_on(_text(response, 422))


def test_a_fund_is_saved_with_whom_it_may_pay(send, fund, coordinator):
    departments = {d.name: str(d.id) for d in selectors.choices(actor=coordinator).departments}

    response = send(
        "fund_edit", fund().id, total_eur="400.000", payee_ids=[departments["Stedelijk Beleid"]]
    )

    assert response.status_code == 303
    assert fund().total_eur == 400_000
    assert fund().payees == ("Stedelijk Beleid",)


def test_a_fund_that_is_refused_keeps_whom_it_paid(send, fund, coordinator):
    before = fund().payees

    response = send("fund_edit", fund().id, code="minima", payee_ids=[])

    assert response.status_code == 422
    assert fund().payees == before


def test_a_fund_is_added_changed_per_quarter_and_removed(send, fund):
    send("fund_new", name="Provincie", code="prov", quarterly_eur="1000", end_date="2028-12-31")
    line = {"regel-0-quarter": "2027-K2", "regel-0-eur": "0", "regel-0-reason": "later"}
    send("fund_changes", fund("prov").id, **line)
    made = fund("prov")
    send("fund_remove", made.id)

    assert made.changes == (("2027-K2", 0.0, "later"),)
    with pytest.raises(StopIteration):
        fund("prov")


def test_a_fund_in_use_cannot_go(send, fund):
    assert "Haal die eerst weg" in faults_on(_text(send("fund_remove", fund("minima").id), 422))


def test_goals_stand_with_what_serves_them(browser):
    html = _text(browser.get("/doelen"))

    assert "Deze winter lagere energielasten" in html
    assert "Energiehulp aan huis" in html


def test_a_goal_and_its_benefit_are_added_changed_and_removed(send, goal):
    send("goal_new", name="Iedereen warm", code="D9")
    new = {"name": "Warme huizen", "code": "B9", "unit": "woningen", "target_value": "10",
           "target_date": "2028-12-31"}  # fmt: skip
    send("benefit_new", goal("D9").id, **new)
    benefit = goal("D9").benefits[0]
    send("benefit_edit", goal("D9").id, benefit.id, target_value="12,5")
    changed = goal("D9").benefits[0]
    send("benefit_remove", goal("D9").id, benefit.id)
    emptied = goal("D9").benefits
    send("goal_remove", goal("D9").id)

    assert (benefit.target_value, changed.target_value, emptied) == (10, 12.5, ())
    with pytest.raises(StopIteration):
        goal("D9")


def test_a_value_to_aim_at_needs_a_date(send, goal):
    response = send(
        "benefit_new", goal().id, name="x", code="B8", unit="u", target_value="3", target_date=""
    )

    assert "wanneer de streefwaarde" in faults_on(_text(response, 422))


def test_the_horizon_is_changed(send, coordinator):
    send("frame", quarters_count="8", weight_later="0,5")

    frame = selectors.programme_frame(actor=coordinator)
    assert (len(frame.quarters), frame.weight_later) == (8, 0.5)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("first_quarter", "2027"), ("quarters_count", "0"), ("quarters_count", "10000")],
)
def test_a_horizon_that_cannot_be_is_refused(send, field, wrong):
    html = _text(send("frame", **{field: wrong}), 422)

    assert faults_on(html)
    assert f'value="{wrong}"' in html


def test_an_empty_municipality_begins_its_programme(send, coordinator):
    Programme.objects.all().delete()

    response = send("frame", name="Nieuw", first_quarter="2028-k1", weight_now="2")

    frame = selectors.programme_frame(actor=coordinator)
    assert response.status_code == 303
    assert (frame.name, frame.first_quarter, frame.weight_now) == ("Nieuw", "2028-K1", 2)


def test_overlap_is_changed_in_percents(send, coordinator):
    SaturationStep.objects.all().delete()
    lines = {"regel-0-upto_pct": "50", "regel-0-worth_pct": "100",
             "regel-1-upto_pct": "100", "regel-1-worth_pct": "25"}  # fmt: skip

    send("saturation", **lines)

    assert selectors.programme_frame(actor=coordinator).saturation == ((0.5, 1.0), (1.0, 0.25))


def test_overlap_that_rises_is_refused(send):
    lines = {"regel-0-upto_pct": "50", "regel-0-worth_pct": "10",
             "regel-1-upto_pct": "100", "regel-1-worth_pct": "90"}  # fmt: skip

    assert "niet oplopen" in faults_on(_text(send("saturation", **lines), 422))


def test_half_a_step_of_overlap_is_refused(send):
    response = send("saturation", **{"regel-0-worth_pct": ""})

    assert "Vul in waarvoor" in faults_on(_text(response, 422))


@pytest.mark.parametrize("address", ["/geld", "/doelen"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_lists_come_out_as_files(browser, address, kind):
    response = browser.get(f"{address}/bestand/{kind}")

    assert response.status_code == 200
    assert response["Content-Disposition"].endswith(f'.{kind}"')


def test_a_reader_reads_money_and_goals_only(browser_of, fund, goal):
    browser = browser_of("reader")

    assert browser.get("/geld").status_code == 200
    assert browser.get("/doelen").status_code == 200
    assert browser.get(reverse("programme:fund_edit", args=[fund().id])).status_code == 403
    assert browser.get(reverse("programme:goal_edit", args=[goal().id])).status_code == 403
    assert browser.get("/programma/instellingen").status_code == 403
