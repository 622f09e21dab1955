"""The pages of plan, what if and adopting, in every state that they can be in."""

import uuid
import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from bundel.accounts.models import Municipality, User
from bundel.core.portfolio import plan as planner
from bundel.core.portfolio.answer import write_answer
from bundel.core.portfolio.reading import read_problem
from bundel.programme import selectors, services
from bundel.programme.models import Initiative, PlanRun, Programme, Scenario

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ANSWERS = {}
BOUND_ON_QUERIES = 32


def _plan_jobs():
    return ProcrastinateJob.objects.filter(task_name="programme.calculate_plan")


@pytest.fixture
def browser_of(coordinator):
    """A signed-in browser of somebody of Almere with a role."""
    municipality = Municipality.objects.get(pk=coordinator.municipality_id)

    def browser(role):
        client = Client(headers={"host": municipality.host, "accept-language": "nl"})
        client.force_login(User.objects.filter(role=role).first(), backend=BACKEND)
        return client

    return browser


@pytest.fixture
def browser(browser_of):
    return browser_of("coordinator")


@pytest.fixture
def waiting(coordinator):
    return services.request_run(actor=coordinator, at=timezone.now(), title="Plan 2027")


@pytest.fixture
def running(waiting):
    services.begin_run(run_id=waiting, at=timezone.now())
    services.heartbeat(run_id=waiting, at=timezone.now(), objective=1200.0, bound=1500.0, gap=0.25)
    return waiting


def _finish(run_id, **changes):
    run = PlanRun.objects.get(pk=run_id)
    services.begin_run(run_id=run_id, at=timezone.now())
    if run.problem_sha256 not in ANSWERS:
        # The test's own transaction is idle for as long as the planner takes.
        with connection.cursor() as cursor:
            cursor.execute("set local idle_in_transaction_session_timeout = 0")
        answer = planner.answer(read_problem(run.problem), gap=0.01, time_limit=20)
        ANSWERS[run.problem_sha256] = write_answer(answer)
    result = ANSWERS[run.problem_sha256] | changes
    services.finish_run(run_id=run_id, at=timezone.now(), result=result, versions={})
    return run_id


@pytest.fixture
def done(waiting):
    return _finish(waiting)


def _text(response, status=200):
    assert response.status_code == status, response.content[:600]
    return response.content.decode()


def _adopt_form(actor, run_id, **other):
    run = selectors.run(actor=actor, run_id=run_id)
    chosen = {choice["initiative"] for choice in run.result["chosen"]}
    left_out = [x["id"] for x in run.problem["initiatives"] if x["id"] not in chosen]
    day = (timezone.localdate() + timedelta(days=100)).isoformat()
    lines = {f"not_now.{code}.reason": "Te weinig uren" for code in left_out}
    days = {f"not_now.{code}.review_date": day for code in left_out}
    return {"name": "Plan 2027", "grounds": "Past binnen de uren"} | lines | days | other


def test_without_a_plan_the_page_teaches_the_next_step(browser):
    page = _text(browser.get("/plan"))

    assert "Er is nog geen plan berekend" in page
    assert "Bereken plan" in page


@pytest.mark.parametrize("path", ["/plan", "/plan/bereken", "/wat-als", "/wat-als/nieuw"])
def test_without_a_programme_every_page_says_how_to_begin(browser, path):
    Programme.objects.all().delete()

    page = _text(browser.get(path))

    assert "Er is nog geen programma" in page
    assert "Vul de looptijd in" in page
    assert "Laad een werkboek" in page


def test_the_button_puts_one_run_on_the_queue_however_often_it_is_sent(browser):
    form = {"time_limit": "20", "gap": "0.01", "idempotency_key": str(uuid.uuid4())}

    answers = [browser.post("/plan/bereken", form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert _plan_jobs().count() == 1
    assert PlanRun.objects.get().parameters["time_limit"] == 20


def test_settings_that_we_do_not_offer_are_refused(browser):
    _text(browser.post("/plan/bereken", {"time_limit": "99999", "gap": "0.01"}), 422)

    assert not PlanRun.objects.exists()


def test_a_run_that_waits_says_so(browser, waiting):
    page = _text(browser.get("/plan"))

    assert "Het plan staat in de rij" in page
    assert "Haal uit de rij" in page


def test_a_run_that_calculates_shows_how_far_it_is(browser, running):
    page = _text(browser.get(f"/plan/{running}"))

    assert "Het plan wordt berekend" in page
    assert "1.200" in page
    assert "25,0%" in page
    assert "Stop met het beste plan tot nu" in page
    assert f'href="/plan/{running}"' in page


def test_following_fetches_the_part_only_and_the_whole_once_it_ended(browser, running):
    during = browser.get(f"/plan/{running}", headers={"hx-request": "true"})
    _finish(running)
    after = browser.get(f"/plan/{running}", headers={"hx-request": "true"})

    assert "<html" not in _text(during)
    assert "HX-Refresh" not in during
    assert after["HX-Refresh"] == "true"


def test_a_run_without_a_sign_of_life_can_begin_again(browser, running):
    PlanRun.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=5))

    page = _text(browser.get("/plan"))
    answer = browser.post(f"/plan/{running}/opnieuw")

    assert "De berekening is stilgevallen" in page
    assert answer.status_code == 303
    assert sorted(PlanRun.objects.values_list("state", flat=True)) == ["failed", "queued"]
    assert answer["Location"] == f"/plan/{PlanRun.objects.get(state='queued').pk}"


@pytest.mark.parametrize("role", ["coordinator", "reader"])
def test_the_list_says_so_too_before_anybody_sweeps(browser_of, running, role):
    again = f'action="/plan/{running}/opnieuw"'
    alive = _text(browser_of(role).get("/plan/berekeningen"))
    PlanRun.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=5))

    dead = _text(browser_of(role).get("/plan/berekeningen"))

    assert "rekent" in alive
    assert again not in alive
    assert "stilgevallen" in dead
    assert "rekent" not in dead
    assert (again in dead) == (role == "coordinator")


def test_stopping_is_asked_of_the_run(browser, running):
    answer = browser.post(f"/plan/{running}/stop")

    assert answer.status_code == 303
    assert "De berekening stopt" in _text(browser.get(f"/plan/{running}"))


def test_a_plan_answers_in_its_title_and_proves_it(browser, done):
    page = _text(browser.get("/plan"))

    run = PlanRun.objects.get()
    chosen, total = len(run.result["chosen"]), len(run.problem["initiatives"])
    assert f"<h1>{chosen} van {total} passen</h1>" in page
    assert "ewezen" in page
    for choice in run.result["chosen"]:
        assert choice["initiative"] in page


def test_a_plan_shows_all_that_explains_it(browser, done):
    page = _text(browser.get("/plan"))

    result = PlanRun.objects.get().result
    assert all(f'id="{part}"' in page for part in ("tijdlijn", "nu-niet", "keuzes", "teams"))
    assert all(f'id="{part}"' in page for part in ("geld", "ranglijst", "over"))
    assert page.count("Bekijk keuze") >= len(result["frontier"]) - 1
    assert "100 uur erbij brengt" in page
    assert "verloopt ongebruikt" in page
    assert "aannames (graad D)" in page


def test_a_plan_needs_a_bounded_number_of_queries(browser, done):
    browser.get("/plan")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        browser.get("/plan")

    assert len(queries) <= BOUND_ON_QUERIES


def test_a_plan_is_drawn_without_inline_style_or_script(browser, done):
    page = _text(browser.get("/plan"))

    assert " style=" not in page
    assert "<script>" not in page
    assert "onclick" not in page


def test_names_are_text_in_pictures_too(browser, coordinator):
    Initiative.objects.filter(code="INI-01").update(name="<script>alert(1)</script>")
    run_id = _finish(services.request_run(actor=coordinator, at=timezone.now()))

    page = _text(browser.get(f"/plan/{run_id}"))

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_another_point_on_the_frontier_is_shown_whole(browser, done):
    result = PlanRun.objects.get().result
    most_now = max(result["frontier"], key=lambda point: point["now"])

    page = _text(browser.get("/plan?keuze=1"))

    assert "U bekijkt keuze 1" in page
    assert f"{len(most_now['chosen'])} van" in page or "Alle" in page


@pytest.mark.parametrize(("asked", "status"), [("99", 404), ("x", 200), ("-1", 200), ("", 200)])
def test_a_point_that_is_not_there_is_not_found(browser, done, asked, status):
    _text(browser.get(f"/plan?keuze={asked}"), status)


def test_wishes_that_clash_are_listed(browser, running):
    result = {"status": "infeasible", "chosen": [], "conflict": ["A en B passen niet samen."]}
    services.finish_run(run_id=running, at=timezone.now(), result=result, versions={})

    page = _text(browser.get("/plan"))

    assert "Zo kan geen enkel plan" in page
    assert "A en B passen niet samen." in page


def test_a_run_that_was_stopped_shows_the_best_plan_so_far(browser, coordinator, running):
    services.stop_run(actor=coordinator, run_id=running, at=timezone.now())
    _finish(running)

    page = _text(browser.get("/plan"))

    assert "Deze berekening is eerder gestopt" in page
    assert "passen" in page


def test_a_run_that_was_stopped_before_it_had_a_plan_says_so(browser, coordinator, waiting):
    services.stop_run(actor=coordinator, run_id=waiting, at=timezone.now())

    page = _text(browser.get("/plan"))

    assert "De berekening is gestopt" in page
    assert "Bereken opnieuw" in page


def test_a_run_that_failed_says_why(browser, running):
    services.fail_run(run_id=running, at=timezone.now(), trouble="De schijf is vol.")

    page = _text(browser.get("/plan"))

    assert "De berekening is mislukt" in page
    assert "De schijf is vol." in page


def test_a_plan_without_explanations_is_shown_as_far_as_it_goes(browser, waiting):
    _finish(waiting, frontier=[], price_of_hours={}, left_out=[], stability={}, gap=None)

    page = _text(browser.get("/plan"))

    assert "niet bewezen" in page
    assert 'id="keuzes"' not in page


def test_earlier_runs_are_listed(browser, done):
    page = _text(browser.get("/plan/berekeningen"))

    assert f"/plan/{done}" in page
    assert "klaar" in page


def test_who_may_only_read_sees_the_plan_and_no_buttons(browser_of, done):
    reader = browser_of("reader")

    page = _text(reader.get("/plan"))

    assert "passen" in page
    assert "Neem plan aan" not in page
    assert "Bereken opnieuw" not in page
    assert reader.post("/plan/bereken", {}).status_code == 403
    assert reader.get(f"/plan/{done}/aannemen").status_code == 403


def test_a_run_that_is_not_there_is_not_found(browser):
    _text(browser.get(f"/plan/{uuid.uuid4()}"), 404)


@pytest.mark.parametrize("name", ["tijdlijn", "nu-en-later"])
def test_pictures_go_out_with_their_answer_and_their_source(browser, done, name):
    drawn = browser.get(f"/plan/{done}/beeld/{name}.svg")
    pixels = browser.get(f"/plan/{done}/beeld/{name}.png")

    words = "".join(ET.fromstring(_text(drawn)).itertext())
    assert "Berekend met Bundel" in words
    assert "class=" not in drawn.content.decode()
    assert drawn["Content-Disposition"].startswith("attachment")
    assert pixels.content.startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["tijdlijn.gif", "iets.svg"])
def test_other_pictures_are_not_there(browser, done, name):
    _text(browser.get(f"/plan/{done}/beeld/{name}"), 404)


def test_adopting_asks_for_grounds_and_keeps_what_was_typed(browser, coordinator, done):
    form = _adopt_form(coordinator, done, grounds="", name="Ons plan")

    page = _text(browser.post(f"/plan/{done}/aannemen", form), 422)

    assert "Schrijf op waarom u dit plan kiest." in page
    assert "Ons plan" in page
    assert selectors.adopted_plans(actor=coordinator) == []


def test_adopting_asks_a_review_in_the_future(browser, coordinator, done):
    form = _adopt_form(coordinator, done)
    late = {key: "2020-01-01" for key in form if key.endswith("review_date")}

    page = _text(browser.post(f"/plan/{done}/aannemen", form | late), 422)

    assert "een dag in de toekomst" in page


def test_the_form_to_adopt_begins_with_the_reasons_of_the_planner(browser, done):
    page = _text(browser.get(f"/plan/{done}/aannemen"))

    run = PlanRun.objects.get()
    assert all(f"not_now.{row['initiative']}.reason" in page for row in run.result["left_out"])
    assert "Wat er dan gebeurt" in page


def test_an_adopted_plan_is_shown_as_it_was_frozen(browser, coordinator, done):
    answer = browser.post(f"/plan/{done}/aannemen", _adopt_form(coordinator, done))

    page = _text(browser.get(answer["Location"]))

    assert answer.status_code == 303
    assert "Past binnen de uren" in page
    assert "Te weinig uren" in page
    assert "Plan 2027" in _text(browser.get("/plan/aangenomen"))
    address = f"{answer['Location']}/beeld/tijdlijn.svg"
    assert f'href="{address}"' in page
    assert "Berekend met Bundel" in _text(browser.get(address))


def test_a_point_on_the_frontier_can_be_adopted(browser, coordinator, done):
    run = PlanRun.objects.get()
    points = run.result["frontier"]
    index = max(range(len(points)), key=lambda k: points[k]["now"])
    chosen = {choice["initiative"] for choice in points[index]["chosen"]}
    day = (timezone.localdate() + timedelta(days=100)).isoformat()
    form = {"name": "Nu voorop", "grounds": "De winter komt eraan"}
    for initiative in run.problem["initiatives"]:
        if initiative["id"] not in chosen:
            form[f"not_now.{initiative['id']}.reason"] = "Later"
            form[f"not_now.{initiative['id']}.review_date"] = day

    answer = browser.post(f"/plan/{done}/aannemen?keuze=1", form)

    adopted = selectors.adopted_plan(actor=coordinator)
    assert {choice["initiative"] for choice in adopted.plan["chosen"]} == chosen
    assert "Nu voorop" in _text(browser.get(answer["Location"]))


def test_a_run_without_a_plan_cannot_be_adopted(browser, running):
    _text(browser.get(f"/plan/{running}/aannemen"), 409)


def test_two_plans_stand_side_by_side(browser, coordinator, done):
    changes = {"forbid": ["INI-04"]}
    other = _finish(services.request_run(actor=coordinator, at=timezone.now(), changes=changes))

    page = _text(browser.get(f"/plan/vergelijk?een={done}&ander={other}"))

    assert "Dit verschuift" in page
    assert "INI-04" in page


@pytest.mark.parametrize(
    "asked", ["een=x&ander=y", f"een={uuid.UUID(int=1)}&ander={uuid.UUID(int=2)}"]
)
def test_plans_that_are_not_there_cannot_be_compared(browser, coordinator, done, asked):
    _finish(services.request_run(actor=coordinator, at=timezone.now(), changes={"forbid": []}))

    _text(browser.get(f"/plan/vergelijk?{asked}"), 404)


def test_with_one_plan_there_is_nothing_to_compare(browser, done):
    assert "nog geen twee plannen" in _text(browser.get("/plan/vergelijk"))


def test_without_scenarios_the_page_gives_an_example(browser):
    page = _text(browser.get("/wat-als"))

    assert "Er is nog geen scenario" in page
    assert "jurist privacy" in page


def test_a_scenario_is_kept_and_calculated_in_one_go(browser):
    form = {
        "name": "Jurist erbij",
        "pool_hours.jurist_privacy": "50",
        "pool_hours.jurist_privacy.from": "2027-K3",
        "fund_eur.winter": "-1000",
        "weight_later": "0,5",
        "wish.INI-14": "require",
        "wish.INI-12": "forbid",
        "earliest.INI-04": "2027-K4",
    }

    answer = browser.post("/wat-als/nieuw", form)

    assert answer.status_code == 303
    assert Scenario.objects.get().changes == {
        "pool_hours": {"jurist_privacy": {"add": 50.0, "from": "2027-K3"}},
        "fund_eur": {"winter": {"add": -1000.0}},
        "weights": {"later": 0.5},
        "earliest": {"INI-04": "2027-K4"},
        "require": ["INI-14"],
        "forbid": ["INI-12"],
    }
    assert _plan_jobs().count() == 1
    page = _text(browser.get(answer["Location"]))
    assert "krijgt per kwartaal 50 uur erbij, vanaf 3e kwartaal 2027." in page
    assert "Haal uit de rij" in page


def test_a_scenario_without_a_name_keeps_what_was_typed(browser):
    page = _text(browser.post("/wat-als/nieuw", {"pool_hours.jurist_privacy": "50"}), 422)

    assert "Geef het scenario een naam." in page
    assert 'value="50"' in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"pool_hours.jurist_privacy": "veel"},
        {"pool_hours.jurist_privacy": "1e999"},
        {"wish.INI-14": "iets"},
        {"earliest.INI-04": "2027"},
        {
            "pool_hours.jurist_privacy": "5",
            "pool_hours.jurist_privacy.from": "2028-K1",
            "pool_hours.jurist_privacy.until": "2027-K1",
        },
    ],
)
def test_a_scenario_with_a_wrong_field_is_not_kept(browser, wrong):
    _text(browser.post("/wat-als/nieuw", {"name": "Proef"} | wrong), 422)

    assert not Scenario.objects.exists()


@pytest.fixture
def scenario(coordinator, done):
    """A scenario with a plan, beside a plan without changes."""
    scenario_id = services.save_scenario(
        actor=coordinator, at=timezone.now(), name="Zonder vier", changes={"forbid": ["INI-04"]}
    )
    run_id = services.request_run(actor=coordinator, at=timezone.now(), scenario_id=scenario_id)
    _finish(run_id)
    return scenario_id


def test_a_scenario_shows_what_moves_beside_the_plan_without_changes(browser, scenario):
    page = _text(browser.get(f"/wat-als/{scenario}"))

    assert "Gemeten tegen: Plan zonder wijzigingen." in page
    assert "valt eruit" in page
    assert "INI-04" in page


def test_a_scenario_is_measured_against_the_adopted_plan(browser, coordinator, done, scenario):
    browser.post(f"/plan/{done}/aannemen", _adopt_form(coordinator, done))

    page = _text(browser.get(f"/wat-als/{scenario}"))

    assert "Gemeten tegen: Aangenomen: Plan 2027." in page


def test_the_plan_page_is_about_the_programme_and_not_about_a_scenario(browser, done, scenario):
    page = _text(browser.get("/plan"))

    assert f"/plan/{done}/beeld" in page
    assert "Dit plan hoort bij een scenario" not in page


def test_a_scenario_begins_with_what_it_was(browser, scenario):
    page = _text(browser.get(f"/wat-als/{scenario}/wijzig"))

    assert 'value="Zonder vier"' in page
    assert '<option value="forbid" selected>' in page


def test_a_scenario_that_somebody_else_changed_is_not_overwritten(browser, scenario):
    Scenario.objects.update(version=7)

    answer = browser.post(f"/wat-als/{scenario}/wijzig", {"name": "Van mij", "version": "1"})

    assert answer.status_code == 409
    assert Scenario.objects.get().name == "Zonder vier"


def test_a_scenario_can_be_calculated_again_and_removed(browser, scenario):
    again = browser.post(f"/wat-als/{scenario}/bereken")
    asked = _text(browser.get(f"/wat-als/{scenario}/verwijder"))
    gone = browser.post(f"/wat-als/{scenario}/verwijder", {"version": "1"})

    assert again.status_code == 303
    assert "Zonder vier" in asked
    assert gone.status_code == 303
    assert not Scenario.objects.exists()


def test_a_scenario_of_which_the_wishes_clash_says_which(browser, scenario):
    PlanRun.objects.filter(scenario_id=scenario).update(
        state="infeasible", result={"conflict": ["A en B passen niet samen."], "chosen": []}
    )

    assert "A en B passen niet samen." in _text(browser.get(f"/wat-als/{scenario}"))


def test_another_page_can_suggest_what_to_try(browser):
    page = _text(browser.get("/wat-als/nieuw?team=jurist_privacy&moet=INI-14"))

    assert 'value="50"' in page
    assert '<option value="require" selected>' in page


def test_a_run_from_elsewhere_with_other_settings_can_be_asked_again(browser, done):
    PlanRun.objects.update(parameters={"parts": ["plan"], "time_limit": 45.0, "gap": 0.02})

    page = _text(browser.get("/plan"))

    assert '<input type="hidden" name="time_limit" value="60">' in page
    assert '<input type="hidden" name="gap" value="0.001">' in page
