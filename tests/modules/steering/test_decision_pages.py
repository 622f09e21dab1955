"""Pages of decisions, actions and figures: what they show, keep and refuse."""

from __future__ import annotations

import io
import uuid
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from bundel.accounts.permissions import Actor
from bundel.documents.parts import Bullets
from bundel.programme import jobs as planner
from bundel.programme.models import Initiative, PlanRun, Pool, RunState, State
from bundel.steering import jobs
from bundel.steering.agenda_sources import candidates
from bundel.steering.decision_paper import paper
from bundel.steering.models import (
    Action,
    Body,
    Decision,
    DecisionOption,
    DecisionState,
    Indicator,
    Matter,
    Reading,
)
from bundel.steering.selectors import decisions as selectors
from bundel.steering.selectors.decision_card import decision_card
from bundel.steering.selectors.decisions import Asked
from bundel.steering.services import (
    actions,
    asking,
    decision_options,
    decisions,
    indicators,
    triggers,
)
from bundel.steering.services import decision_pictures as pictures
from bundel.steering.services.decisions import Taken
from tests.modules.steering.conftest import Steering

TAKEN = Taken(
    grounds="De corporaties isoleren de woningen dit jaar zelf.",
    outcome="Wij wachten met de tweede ronde.",
)
VOICES = {"stem-TOTAL_FORMS": "0", "stem-INITIAL_FORMS": "0"}


@pytest.fixture
def coordinator(steering: Steering) -> Actor:
    return steering.actor("coordinator")


def test_the_log_is_searched_in_all_forms_of_a_word(coordinator: Actor, now: datetime) -> None:
    made = decisions.decide_at_once(
        actor=coordinator, question="Nu nog een ronde?", at=now, taken=TAKEN
    )
    decisions.decide_at_once(
        actor=coordinator,
        question="Een brief aan de raad?",
        at=now,
        taken=Taken(grounds="De raad vroeg om kosten & baten.", outcome="Ja."),
    )

    def found(text: str) -> list[selectors.DecisionLine]:
        asked = Asked(text=text)
        return list(selectors.decision_log(actor=coordinator, asked=asked, today=now.date()))

    (line,) = found("isolerende woning")
    assert line.id == made
    assert "<mark>isoleren</mark>" in line.found
    assert "kosten &amp; baten" in found("raad")[0].found
    assert found("zonnepanelen") == []


def test_a_decision_goes_from_question_to_card_by_its_pages(
    steering: Steering, coordinator: Actor, now: datetime
) -> None:
    browser = steering.client("coordinator")
    asked = {"question": "Stoppen wij?", "matter": Matter.START_STOP, "background": "Te duur."}
    initiative = steering.initiative("INI-12")

    answer = browser.post("/sturing/besluiten/nieuw", asked | {"initiative_id": initiative.pk})
    row = Decision.objects.get()
    assert answer["Location"] == f"/sturing/besluiten/{row.pk}"
    page = f"/sturing/besluiten/{row.pk}"
    refused = browser.post(f"{page}/besluit", {"version": 1, "kind": "not_now", **VOICES})
    assert refused.status_code == 422
    given = {"version": 1, "kind": "stop", "outcome": "Ja.", "grounds": "Te duur.", **VOICES}
    browser.post(f"{page}/besluit", given)
    row.refresh_from_db()
    assert row.state == DecisionState.DECIDED
    shown = browser.get(page).content.decode()
    assert "Zet het initiatief op gestopt" in shown
    browser.post(f"{page}/uitvoeren", {"status": "stopped"})
    initiative.refresh_from_db()
    assert initiative.state == State.STOPPED
    paper = browser.get(f"{page}/besluit.pdf")
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")


def test_options_of_an_initiative_are_three_what_ifs(
    steering: Steering, coordinator: Actor, now: datetime
) -> None:
    made = asking.ask_decision(actor=coordinator, question="Doorgaan?", at=now)
    initiative = steering.initiative("INI-04")

    for _twice in range(2):
        decision_options.options_of_initiative(
            actor=coordinator, decision_id=made, initiative_id=initiative.pk, at=now
        )

    row = Decision.objects.get(pk=made)
    runs = [option.run for option in row.options.select_related("run")]
    assert len(runs) == 3
    assert all(run is not None and run.state == "queued" for run in runs)
    page = steering.client("coordinator").get(f"/sturing/besluiten/{made}").content.decode()
    assert "De cijfers worden berekend" in page
    assert page.count("wordt berekend") == 3
    card = decision_card(actor=coordinator, decision_id=made, today=now.date())
    (on_paper,) = [
        one for one in paper(card, "Almere", now.date(), theme="").parts if isinstance(one, Bullets)
    ]
    assert on_paper.items == tuple(one.title for one in card.choice.options)
    later = row.options.get(title__startswith="Nu niet")
    form = steering.client("coordinator").get(f"/sturing/besluiten/{made}/besluit?optie={later.pk}")
    assert form.context["form"].initial["kind"] == "not_now"


def test_an_option_keeps_the_figures_of_its_run_whatever_happens_after(
    steering: Steering, coordinator: Actor, now: datetime
) -> None:
    made = asking.ask_decision(actor=coordinator, question="Doorgaan?", at=now)
    initiative = steering.initiative("INI-04")
    decision_options.options_of_initiative(
        actor=coordinator, decision_id=made, initiative_id=initiative.pk, at=now
    )
    quick = {"parts": ["plan"], "gap": 0.5, "time_limit": 20.0, "seed": 0}
    PlanRun.objects.update(parameters=quick)
    decision = Decision.objects.get(pk=made)
    option = decision.options.get(title__startswith="Doen")
    assert option.run_id is not None

    planner.Run(coordinator.municipality_id, option.run_id, lambda: False).calculate()
    browser, address = steering.client("coordinator"), f"/sturing/besluiten/{made}"
    # The plan is there, its figures are not: the page does not say that there are none.
    assert browser.get(address).content.decode().count("wordt berekend") == 3
    jobs.fill_options(municipality_id=str(steering.municipality.pk), decision_id=str(made))
    option.refresh_from_db()
    figures = (option.hours, option.cost_eur, option.snapshot)
    run = PlanRun.objects.get(pk=option.run_id)
    assert run.result is not None
    assert option.hours == pytest.approx(sum(sum(of) for of in run.result["hours"].values()))
    codes = [one["code"] for one in option.snapshot["chosen"]]
    assert initiative.code in codes
    assert browser.get(address).content.decode().count("wordt berekend") == 2
    # The job that fills was killed: the next run of the checks makes up for it.
    DecisionOption.objects.filter(pk=option.pk).update(snapshot={}, hours=None)
    assert pictures.fill_left(municipality_id=steering.municipality.pk) == 1
    assert pictures.fill_left(municipality_id=steering.municipality.pk) == 0
    Pool.objects.update(fte=1)
    Initiative.objects.filter(code__in=codes).update(archived_at=now, name="Anders genoemd")
    PlanRun.objects.exclude(pk=run.pk).update(
        state=RunState.INFEASIBLE, started_at=now, finished_at=timezone.now()
    )
    jobs.fill_options(municipality_id=str(steering.municipality.pk), decision_id=str(made))
    chosen = Taken(grounds="Het brengt het meest.", chosen_id=option.pk)
    decisions.decide(actor=coordinator, decision_id=made, version=1, at=now, taken=chosen)

    option.refresh_from_db()
    assert (option.hours, option.cost_eur, option.snapshot) == figures
    page = browser.get(address).content.decode()
    assert initiative.name in page
    assert page.count("Zo kan geen plan") == 2


def test_a_partner_sees_its_own_actions_only(
    steering: Steering, coordinator: Actor, now: datetime, today: date
) -> None:
    worker = steering.actor("partner")
    day = today + timedelta(days=9)
    for owner, text in (
        ({"organisation_id": worker.organisation_id}, "Bel de huurders van Haven."),
        ({"owner_id": coordinator.user_id}, "Bel de corporatie over ketels."),
    ):
        actions.make_action(actor=coordinator, text=text, due_date=day, at=now, **owner)
    browser = steering.client("partner")

    page = browser.get("/sturing/acties").content.decode()
    own = Action.objects.get(organisation_id=worker.organisation_id)
    other = Action.objects.get(organisation_id=None)
    done = browser.post(f"/sturing/acties/{own.pk}", {"version": 1, "proof": "Gebeld."})

    assert "huurders van Haven" in page
    assert "ketels" not in page
    assert done.status_code == 303
    assert browser.get(f"/sturing/acties/{other.pk}").status_code == 404
    assert browser.get("/sturing/cijfers").status_code == 403


def test_a_file_with_values_is_read_whole(
    steering: Steering, coordinator: Actor, now: datetime
) -> None:
    indicators.load_indicators(actor=coordinator, at=now)
    browser = steering.client("analist")

    def load(text: str) -> int:
        file = SimpleUploadedFile("metingen.csv", text.encode())
        return browser.post("/sturing/cijfers/laden", {"file": file}).status_code

    head = "code;dag;waarde;bron;graad\n"
    before = Reading.objects.count()
    assert load(head + "gasprijs;1-10-2026;1,52;CBS;B\ngasprijs;morgen;1,60;;B\n") == 422
    assert Reading.objects.count() == before
    assert load(head + "gasprijs;1-10-2026;1,52;CBS;B\nGASPRIJS;1-11-2026;1,61;CBS;B\n") == 303
    gas = Indicator.objects.get(code="gasprijs")
    page = browser.get(f"/sturing/cijfers/{gas.pk}").content.decode()
    assert "<svg" in page
    assert "€\u00a01,61 per m³" in page
    assert load("code;dag;waarde\ngasprijs;1-1-2090;9,99\n") == 303
    page = browser.get(f"/sturing/cijfers/{gas.pk}").content.decode()
    assert "Gasprijs is nu €\u00a09,99" not in page
    assert "9,99" not in browser.get("/sturing/cijfers").content.decode()
    out = steering.client("coordinator").get("/sturing/cijfers/lijst.xlsx")
    sheet = load_workbook(io.BytesIO(out.content)).active
    assert ["gasprijs", "01-01-2090", 9.99] in [[c.value for c in row[:3]] for row in sheet]


@pytest.mark.parametrize("path", ["besluiten", "acties", "cijfers"])
def test_more_rows_ask_no_more_queries(
    steering: Steering, coordinator: Actor, now: datetime, today: date, path: str
) -> None:
    browser = steering.client("coordinator")

    def fill(number: int) -> None:
        indicators.save_indicator(
            actor=coordinator, code=f"cijfer-{number}", name=f"Cijfer {number}", unit="stuks"
        )
        made = decisions.decide_at_once(
            actor=coordinator, question=f"Vraag {number}?", at=now, taken=TAKEN
        )
        actions.make_action(
            actor=coordinator,
            text=f"Doe {number}",
            due_date=today,
            at=now,
            owner_id=coordinator.user_id,
            decision_id=made,
        )

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"/sturing/{path}")
        return len(asked)

    fill(1)
    queries()
    few = queries()
    for number in range(2, 6):
        fill(number)
    assert queries() == few


GAS, VISITS = "gasprijs", "huisbezoeken"


@pytest.mark.parametrize(
    ("line", "words", "day", "value", "facts"),
    [
        (
            {"watched": GAS, "is_above": "1", "limit": "1,80"},
            "Als gasprijs boven €\u00a01,80 per m³ komt",
            date(2026, 11, 23),
            {"date": "2026-11-23", "value": "1,95", "source": "CBS", "grade": "B"},
            "Op 23 november 2026 was het €\u00a01,95 per m³.",
        ),
        (
            {
                "watched": VISITS,
                "is_above": "0",
                "limit": "40",
                "judge_date": "2027-03-01",
                "from_date": "2026-11-24",
            },
            "Als huisbezoeken gedaan onder 40 bezoeken blijft of komt",
            date(2027, 3, 1),
            {"date": "2027-02-10", "value": "39", "source": "Telling", "grade": "B"},
            "Tot en met 10 februari 2027 was het samen 39 bezoeken.",
        ),
        (
            {"watched": "pool_fte", "is_above": "0", "limit": "0,8"},
            "onder 0,8 fte komt",
            date(2026, 11, 23),
            {},
            "Op 23 november 2026 was het 0,7 fte.",
        ),
    ],
    ids=["gas", "visits", "pool"],
)
def test_a_line_set_on_a_page_brings_its_decision_back_on_the_agenda(
    steering: Steering,
    coordinator: Actor,
    now: datetime,
    today: date,
    line: dict[str, str],
    words: str,
    day: date,
    value: dict[str, str],
    facts: str,
) -> None:
    indicators.load_indicators(actor=coordinator, at=now)
    figures = dict(Indicator.objects.values_list("code", "pk"))
    pool = Pool.objects.filter(fte__gt=1).order_by("code")[0]
    made = decisions.decide_at_once(actor=coordinator, question="Wachten?", at=now, taken=TAKEN)
    browser, page = steering.client("coordinator"), f"/sturing/besluiten/{made}"
    watched = line["watched"]
    key = f"indicator:{figures[watched]}" if watched in figures else f"{watched}:{pool.code}"

    kept = browser.post(f"{page}/grens", line | {"watched": key})
    assert kept.status_code == 303
    assert words in browser.get(page).content.decode()
    assert triggers.judge_all(municipality_id=steering.municipality.pk, at=now, today=today) == 0
    if value:
        answer = browser.post(f"/sturing/cijfers/{figures[watched]}", value)
        assert answer.status_code == 303
    else:
        Pool.objects.filter(pk=pool.pk).update(fte=Decimal("0.7"))
    assert triggers.judge_all(municipality_id=steering.municipality.pk, at=now, today=day) == 1

    card = browser.get(page).content.decode()
    assert "De grens is overschreden" in card
    assert facts in card
    assert "komt terug" in browser.get("/sturing/besluiten").content.decode()
    body = Body(municipality=steering.municipality, name="Stuurgroep")
    (back,) = [
        one
        for one in candidates(actor=coordinator, body=body, today=day)
        if one.source == "trigger"
    ]
    assert (back.object_id, facts in dict(back.facts).values()) == (made, True)


def test_a_line_that_is_passed_today_is_refused_with_what_was_typed(
    steering: Steering, coordinator: Actor, now: datetime
) -> None:
    indicators.load_indicators(actor=coordinator, at=now)
    gas = Indicator.objects.get(code=GAS)
    made = decisions.decide_at_once(actor=coordinator, question="Wachten?", at=now, taken=TAKEN)
    line = {"watched": f"indicator:{gas.pk}", "is_above": "1", "limit": "1,20"}

    refused = steering.client("coordinator").post(f"/sturing/besluiten/{made}/grens", line)

    assert refused.status_code == 422
    assert 'value="1,20"' in refused.content.decode()


def test_a_long_log_is_read_a_page_at_a_time(
    steering: Steering, coordinator: Actor, now: datetime
) -> None:
    Decision.objects.bulk_create(
        Decision(
            municipality=steering.municipality,
            number=number,
            question=f"Gaan wij door met ronde {number}?",
            matter=Matter.MONEY,
            asked_by_id=coordinator.user_id,
            asked_at=now,
        )
        for number in range(1, 1001)
    )
    browser = steering.client("coordinator")

    for address in ("?page=20", "?q=ronde&over=money&page=20"):
        with CaptureQueriesContext(connection) as asked:
            page = browser.get(f"/sturing/besluiten{address}").content.decode()
        assert "1.000 besluiten" in page
        assert "ronde 50?" in page
        rows = [one["sql"] for one in asked if "steering_decision" in one["sql"]]
        assert len([sql for sql in rows if "LIMIT 50 OFFSET 950" in sql]) == 1
        assert len(rows) <= 7


def test_what_is_not_there_is_not_found(steering: Steering) -> None:
    browser = steering.client("coordinator")

    for path in ("besluiten", "acties", "cijfers"):
        assert browser.get(f"/sturing/{path}/{uuid.uuid4()}").status_code == 404
