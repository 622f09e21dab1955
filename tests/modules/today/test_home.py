"""Today: what waits for whom, with the act on the line; the next step where nothing is."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bundel.programme import services
from bundel.programme.models import Initiative, LevelHours, Programme
from bundel.today.waiting import day_of

TODAY = date(2026, 11, 23)
# Signing in and the visit take a dozen, the programme nine, signals and reports each five, the
# network three and steering eleven; the small lists of a module are one question.
MOST_QUERIES = 46


def _text(response, status=200):
    assert response.status_code == status, response.content[:800]
    return response.content.decode()


def _titles(actor, today=TODAY):
    return [line.title for line in day_of(actor=actor, today=today).waiting]


def test_a_team_that_is_too_full_waits_with_who_asks(browser_of):
    html = _text(browser_of("coordinator").get("/"))

    assert "uren tekort" in html
    assert "Bekijk wie vraagt" in html
    assert "/capaciteit?team=" in html


def test_today_asks_the_database_a_bounded_number_of_times(
    browser_of, django_assert_max_num_queries
):
    browser = browser_of("coordinator")
    with django_assert_max_num_queries(MOST_QUERIES):
        browser.get("/")


def test_money_of_which_the_end_is_near_waits(coordinator):
    assert any("SPUK energiearmoede" in title for title in _titles(coordinator))
    assert not any("Volkshuisvestingsfonds" in title for title in _titles(coordinator))


def test_the_first_plan_waits_for_who_may_make_it(coordinator, reader):
    assert any("eerste plan" in title for title in _titles(coordinator))
    assert not any("eerste plan" in title for title in _titles(reader))


def test_a_plan_that_is_calculated_can_be_followed(browser_of, coordinator, now):
    run_id = services.request_run(actor=coordinator, at=now, title="Plan voor het voorjaar")

    html = _text(browser_of("coordinator").get("/"))

    assert "Plan voor het voorjaar wordt berekend" in html
    assert reverse("programme:plan_run", args=[run_id]) in html


def test_a_plan_whose_worker_died_is_not_said_to_be_calculated(browser_of, coordinator):
    begun = timezone.now() - timedelta(minutes=5)
    run_id = services.request_run(actor=coordinator, at=begun, title="Plan voor het voorjaar")
    services.begin_run(run_id=run_id, at=begun)

    html = _text(browser_of("coordinator").get("/"))

    assert "De berekening van Plan voor het voorjaar is stilgevallen" in html
    assert "Plan voor het voorjaar wordt berekend" not in html


def test_a_plan_that_is_ready_asks_for_a_decision(browser_of, coordinator, now):
    run_id = services.request_run(actor=coordinator, at=now, title="Plan voor het voorjaar")
    services.begin_run(run_id=run_id, at=now)
    services.finish_run(
        run_id=run_id,
        at=now,
        result={"status": "optimal", "chosen": [], "objective": 0},
        versions={},
    )

    html = _text(browser_of("commissioner").get("/"))

    assert "Neem Plan voor het voorjaar aan" in html


def test_an_initiative_without_hours_or_lead_waits_for_who_may_fill_it_in(
    coordinator, reader, id_of
):
    LevelHours.objects.filter(level__initiative_id=id_of("INI-03")).delete()
    Initiative.objects.filter(code="INI-01").update(lead="")

    titles = _titles(coordinator)

    assert "Witgoedregeling via coach heeft nog geen uren" in titles
    assert "Energiehulp aan huis (fixers) heeft nog geen trekker" in titles
    assert not any("heeft nog geen" in title for title in _titles(reader))


def test_open_preconditions_wait_for_the_lead(almere):
    lead = almere("initiative_lead")
    Initiative.objects.update(lead_user_id=None)
    Initiative.objects.filter(code="INI-03").update(lead_user_id=lead.user_id)

    assert any("Witgoedregeling via coach: " in title for title in _titles(lead))


@pytest.mark.parametrize("role", ["coordinator", "reader"])
def test_an_empty_programme_teaches_the_next_step(browser_of, role):
    Programme.objects.all().delete()

    html = _text(browser_of(role).get("/"))

    assert "In drie stappen op weg" in html
    assert ("Vul de looptijd in" in html) == (role == "coordinator")


@pytest.mark.parametrize(
    "role",
    ["functional_manager", "commissioner", "initiative_lead", "analyst", "reader",
     "partner_worker", "partner_coordinator", "privacy_officer"],
)  # fmt: skip
def test_every_role_has_a_page_for_today(browser_of, almere, role):
    try:
        browser = browser_of(role)
    except IndexError:
        pytest.fail(f"the demo has nobody who is {role}")

    assert browser.get("/").status_code == 200


@pytest.mark.parametrize(
    "role", ["platform_operator", "privacy_officer", "partner_worker", "functional_manager"]
)
def test_everybody_who_signs_in_has_a_first_page(browser_of, role):
    assert browser_of(role).get("/").status_code == 200


def test_who_only_reads_is_told_that_nothing_is_theirs(browser_of):
    html = _text(browser_of("reader").get("/"))

    assert "vragen aandacht</h1>" in html
    assert "U hoeft hier zelf niets te doen." in html
    assert "wachten op u" not in html and "Wat op u wacht" not in html
    assert "wachten op u</h1>" in _text(browser_of("coordinator").get("/"))


def test_what_others_have_to_do_stands_apart_from_what_is_ones_own(browser_of):
    html = _text(browser_of("initiative_lead").get("/"))
    mine, _heading, others = html.partition("Wat ook speelt</h2>")

    assert "wachten op u</h1>" in mine or "wacht op u</h1>" in mine
    assert "uren tekort" in others.partition("</section>")[0]
    assert "uren tekort" not in mine


def test_a_plan_that_is_calculated_waits_on_nobody(coordinator, now):
    services.request_run(actor=coordinator, at=now, title="Plan voor het voorjaar")
    lines = day_of(actor=coordinator, today=TODAY).waiting

    assert [line.is_own for line in lines if "wordt berekend" in line.title] == [False]
