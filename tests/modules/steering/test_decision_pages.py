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
from openpyxl import load_workbook

from bundel.accounts.permissions import Actor
from bundel.programme.models import State
from bundel.steering.models import Action, Decision, DecisionState, Indicator, Matter, Reading
from bundel.steering.selectors import decisions as selectors
from bundel.steering.selectors.decisions import Asked
from bundel.steering.services import actions, decision_options, decisions, indicators
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
        return selectors.decision_log(actor=coordinator, asked=Asked(text=text), today=now.date())

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
    made = decisions.ask_decision(actor=coordinator, question="Doorgaan?", at=now)
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
    out = browser.get("/sturing/cijfers/lijst.xlsx")
    assert out.status_code == 403 or load_workbook(io.BytesIO(out.content))


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


def test_a_line_is_set_on_a_page(
    steering: Steering, coordinator: Actor, now: datetime, today: date
) -> None:
    indicators.load_indicators(actor=coordinator, at=now)
    gas = Indicator.objects.get(code="gasprijs")
    made = decisions.decide_at_once(actor=coordinator, question="Wachten?", at=now, taken=TAKEN)
    browser = steering.client("coordinator")
    page = f"/sturing/besluiten/{made}"
    line = {"watched": f"indicator:{gas.pk}", "is_above": "1", "limit": "1,80"}

    refused = browser.post(f"{page}/grens", line | {"limit": "1,20"})
    kept = browser.post(f"{page}/grens", line)

    assert refused.status_code == 422
    assert kept.status_code == 303
    assert "Als gasprijs boven €\u00a01,80 per m³ komt" in browser.get(page).content.decode()
    indicators.enter_reading(
        actor=coordinator, indicator_id=gas.pk, date=today, value=Decimal("1.9"), at=now
    )


def test_what_is_not_there_is_not_found(steering: Steering) -> None:
    browser = steering.client("coordinator")

    for path in ("besluiten", "acties", "cijfers"):
        assert browser.get(f"/sturing/{path}/{uuid.uuid4()}").status_code == 404
