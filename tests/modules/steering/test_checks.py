"""The checks of the approach: what each rule finds, and what becomes of what was found."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from bundel.accounts.permissions import Actor
from bundel.audit import services as audit
from bundel.errors import Invalid, NotAllowed, Stale
from bundel.network.models import Contact, Organisation
from bundel.programme.models import AtRisk, Fund, Initiative, LevelMoney, Precedence, Precondition
from bundel.signals.models import Signal, SignalState, SignalTheme, Team
from bundel.steering import jobs
from bundel.steering.checks import BY_CODE, RULES, planning
from bundel.steering.checks.context import Context
from bundel.steering.models import (
    CheckRun,
    Commission,
    CommissionState,
    CommissionStep,
    Decision,
    DecisionState,
    Finding,
    Issue,
    Matter,
)
from bundel.steering.services import checks
from tests.modules.steering.conftest import NOW, TODAY, Steering

LATER = TODAY + timedelta(days=60)


@pytest.fixture
def coordinator(steering: Steering) -> Actor:
    return steering.actor("coordinator")


def run(steering: Steering, *, today: date = TODAY, at: datetime = NOW) -> int:
    return checks.run_checks(municipality_id=steering.municipality.pk, at=at, today=today)


def open_of(rule: str, **which: Any) -> list[Finding]:
    return list(Finding.objects.filter(rule=rule, gone_at=None, **which).order_by("key"))


def commission(steering: Steering, code: str, state: CommissionState) -> Commission:
    """Return a commission in a state, with its last step long ago."""
    made = Commission.objects.create(
        municipality=steering.municipality,
        number=Commission.objects.count() + 1,
        initiative=steering.initiative(code),
        commissioner=steering.user("opdrachtgever"),
        contractor=steering.user("projectleider"),
        state=state,
        made_at=NOW,
    )
    CommissionStep.objects.create(
        municipality=steering.municipality,
        commission=made,
        act="offered",
        at=NOW - timedelta(days=20),
        by=steering.user("opdrachtgever"),
        by_name="Opdrachtgever",
        side="commissioner",
        state_after=state,
    )
    return made


def signal(steering: Steering, number: int, **whose: Any) -> Signal:
    """Return an open signal of which the promise passed two days ago."""
    here = {"municipality": steering.municipality}
    theme, _made = SignalTheme.objects.get_or_create(
        **here, code="bills", defaults={"name": "Rekening", "position": 1}
    )
    return Signal.objects.create(
        **here,
        number=number,
        telling_key=uuid.uuid4(),
        channel="form",
        theme=theme,
        size="11-25",
        period="month",
        seen_from_date=TODAY - timedelta(days=30),
        seen_until_date=TODAY,
        trend="rising",
        severity="high",
        text="Mensen vragen hulp.",
        reporter=steering.user("coordinator"),
        told_at=NOW - timedelta(days=9),
        state=SignalState.OPEN,
        promise_date=TODAY - timedelta(days=2),
        **whose,
    )


def test_an_initiative_that_runs_needs_somebody_who_asked_for_it(steering: Steering) -> None:
    run(steering)
    fixers = steering.initiative("INI-01")
    found = open_of("no_commissioner", object_id=fixers.pk)

    commission(steering, "INI-01", CommissionState.ACCEPTED)
    run(steering)

    assert [BY_CODE["no_commissioner"].say(one.facts) for one in found] == [
        "Energiehulp aan huis (fixers) loopt, maar niemand gaf er opdracht voor."
    ]
    assert open_of("no_commissioner", object_id=fixers.pk) == []
    assert Finding.objects.get(rule="no_commissioner", object_id=fixers.pk).gone_at == NOW


def test_an_offer_that_nobody_answers_waits_for_the_other_side(steering: Steering) -> None:
    commission(steering, "INI-01", CommissionState.OFFERED)

    run(steering)

    found = open_of("commission_waits")
    assert [one.owner for one in found] == [steering.user("projectleider")]
    assert "wacht sinds 03-11-2026" in BY_CODE["commission_waits"].say(found[0].facts)


def test_running_with_something_open_names_what_and_who(steering: Steering) -> None:
    fixers = steering.initiative("INI-01")
    open_one = Precondition.objects.filter(initiative=fixers)[0]
    Precondition.objects.filter(pk=open_one.pk).update(
        met=False, met_at=None, proof="", needed_for_start=True
    )

    run(steering)

    found = open_of("unmet_precondition", object_id=fixers.pk)
    assert [one.key for one in found] == [str(open_one.pk)]
    assert found[0].owner == steering.user("projectleider")
    assert open_one.text in BY_CODE["unmet_precondition"].say(found[0].facts)


def test_money_that_ends_before_the_work_is_told_with_its_day(steering: Steering) -> None:
    fund = Fund.objects.get(code="spuk-energie")
    Fund.objects.filter(pk=fund.pk).update(end_date=date(2027, 3, 31))

    run(steering)

    fixers = open_of("money_ends", object_id=steering.initiative("INI-01").pk)
    assert [one.facts["ends"] for one in fixers] == ["2027-03-31"]
    assert "stopt op 31-03-2027" in BY_CODE["money_ends"].say(fixers[0].facts)


def test_an_order_that_was_broken_is_found(steering: Steering) -> None:
    Precedence.objects.create(
        municipality=steering.municipality,
        before=steering.initiative("INI-03"),
        after=steering.initiative("INI-01"),
        order="start-start",
    )

    run(steering)

    found = open_of("precedence_broken", object_id=steering.initiative("INI-01").pk)
    assert [BY_CODE["precedence_broken"].say(one.facts) for one in found] == [
        "Energiehulp aan huis (fixers) loopt, maar Witgoedregeling via coach is nog niet gestart."
    ]


def test_a_team_that_is_asked_too_much_next_quarter_is_found(steering: Steering) -> None:
    checks.set_rule(
        actor=steering.actor("coordinator"), rule="pool_over", version=0, is_on=True, limit=10
    )

    run(steering)

    found = open_of("pool_over", object_id=steering.pool("fixer"))
    assert [one.facts["quarter"] for one in found] == ["2027-K1"]
    assert found[0].facts["initiatives"] == ["Energiehulp aan huis (fixers)"]


def test_who_does_not_ask_a_team_next_quarter_is_not_named(steering: Steering) -> None:
    context = Context(steering.municipality.pk, TODAY)
    begun = next(one for one in context.work if "fixer" in one.level.hours)
    load = next(one for one in context.loads if one.code == "fixer")

    assert planning.asking(context, load.code, begun.start) == [begun.initiative.name]
    assert planning.asking(context, load.code, begun.start.plus(-1)) == []


def test_who_leads_too_much_is_found_by_number_and_by_hours(
    steering: Steering, coordinator: Actor
) -> None:
    lead = steering.user("projectleider")
    Initiative.objects.filter(state="running").update(lead_user=lead)
    checks.set_rule(actor=coordinator, rule="lead_has_hours", version=0, is_on=True, limit=100)

    run(steering)

    many, hours = open_of("lead_has_many"), open_of("lead_has_hours")
    assert [one.facts["count"] for one in many] == [
        Initiative.objects.filter(state="running").count()
    ]
    assert [one.object_id for one in hours] == [lead.pk]
    assert hours[0].facts["hours"] > 100


def test_what_is_embedded_needs_money_that_stays(steering: Steering) -> None:
    fixers, check_up = steering.initiative("INI-01"), steering.initiative("INI-13")
    Initiative.objects.filter(pk__in=[fixers.pk, check_up.pk]).update(state="embedded")
    minima = Fund.objects.get(code="minima")
    LevelMoney.objects.filter(level__initiative=check_up).update(fund=minima, until_quarter=None)

    run(steering)

    assert [one.object_id for one in open_of("no_structural_cover")] == [fixers.pk]


def test_effort_of_which_nothing_stays_is_weighed_against_a_limit(
    steering: Steering, coordinator: Actor
) -> None:
    checks.set_rule(actor=coordinator, rule="only_short_term", version=0, is_on=True, limit=0)

    run(steering)

    found = open_of("only_short_term")
    assert len(found) == 1
    assert 0 < found[0].facts["hours_percent"] <= 100


def test_an_area_at_risk_that_nobody_helps_is_found(steering: Steering) -> None:
    Initiative.objects.exclude(code="INI-09").update(state="idea")

    run(steering)

    areas = {one.key for one in open_of("area_without")}
    # INI-09 helps in Haven alone.
    assert "SD-HAVEN" not in areas
    assert areas == set(
        AtRisk.objects.exclude(area__code="SD-HAVEN").values_list("area__code", flat=True)
    )


def test_a_partner_without_a_name_to_call_or_an_agreement_is_found(steering: Steering) -> None:
    partner = Organisation.objects.filter(state="active", archived_at=None)[0]
    Contact.objects.filter(organisation=partner).update(left_date=TODAY)
    partner.agreements.all().delete()
    Organisation.objects.filter(pk=partner.pk).update(joined_date=date(2025, 1, 1))

    run(steering)

    assert open_of("no_contact", object_id=partner.pk)
    assert open_of("no_agreement", object_id=partner.pk)


def test_decisions_that_are_late_or_due_for_review_are_found(steering: Steering) -> None:
    fields: dict[str, Any] = {
        "municipality": steering.municipality,
        "asked_by": steering.user("analist"),
        "asked_at": NOW,
        "matter": Matter.MONEY,
    }
    late = Decision.objects.create(
        number=1, question="Vraag", decide_before_date=TODAY - timedelta(days=3), **fields
    )
    review = Decision.objects.create(
        number=2,
        question="Eerder",
        state=DecisionState.DECIDED,
        outcome="Ja",
        grounds="Omdat",
        decided_at=NOW,
        decided_by=steering.user("opdrachtgever"),
        review_date=TODAY - timedelta(days=1),
        **fields,
    )

    run(steering)

    assert [one.object_id for one in open_of("decision_late")] == [late.pk]
    assert [one.object_id for one in open_of("review_due")] == [review.pk]


def test_signals_past_their_promise_are_told_by_team_and_without_one_by_person(
    steering: Steering,
) -> None:
    lead = steering.user("projectleider")
    team = Team.objects.create(municipality=steering.municipality, name="Buurtteam")
    of_team = [signal(steering, number, team=team) for number in (1, 2)]
    signal(steering, 3, handler=lead)

    run(steering)

    found = open_of("signals_late")
    late = f"{TODAY - timedelta(days=2):%d-%m-%Y}"
    assert {(one.owner_id, one.owner_name, BY_CODE[one.rule].say(one.facts)) for one in found} == {
        (
            None,
            "Buurtteam",
            f"2 signalen bij Buurtteam zijn voorbij de belofte. De oudste was voor {late}.",
        ),
        (
            lead.pk,
            "",
            f"1 signaal bij {lead.name} is voorbij de belofte. Die was voor {late}.",
        ),
    }
    for one in of_team:
        one.promise_date = TODAY
        one.save(update_fields=["promise_date"])
    run(steering)
    assert [one.owner_id for one in open_of("signals_late")] == [lead.pk]


def test_what_nobody_settled_in_time_is_found(steering: Steering) -> None:
    issue = Issue.objects.create(
        municipality=steering.municipality,
        kind="gap",
        key="x",
        settler=steering.user("analist"),
        due_date=TODAY - timedelta(days=1),
        found_at=NOW,
    )

    run(steering)

    assert [(one.object_id, one.owner) for one in open_of("issue_late")] == [
        (issue.pk, steering.user("analist"))
    ]


def test_running_twice_is_running_once(steering: Steering) -> None:
    first = run(steering)
    before = list(Finding.objects.order_by("pk").values())

    second = run(steering, at=NOW + timedelta(minutes=1))

    assert first == second == len(before) > 0
    assert list(Finding.objects.order_by("pk").values()) == before
    assert CheckRun.objects.count() == 1


def test_a_run_that_is_cut_off_leaves_nothing_and_is_done_again(
    steering: Steering, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(checks, "_change", killed)
        with pytest.raises(KeyboardInterrupt):
            run(steering)
    assert not Finding.objects.exists()

    jobs.ask_again(steering.municipality.pk)
    job = ProcrastinateJob.objects.get(task_name=jobs.TASK)
    jobs.check(**job.args)

    assert Finding.objects.exists()


def test_ten_changes_are_one_run_and_a_change_during_a_run_asks_another(
    steering: Steering, coordinator: Actor
) -> None:
    def change() -> None:
        audit.record(
            actor=coordinator,
            action="programme.edit_initiative",
            kind="initiative",
            object_id=uuid.uuid4(),
            label="x",
        )

    waiting = ProcrastinateJob.objects.filter(task_name=jobs.TASK)
    for _change in range(10):
        change()
    once = waiting.count()
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'doing' where status = 'todo'")
    change()
    change()

    assert (once, waiting.count()) == (1, 2)


def test_signing_in_asks_for_no_run(steering: Steering, coordinator: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'doing' where status = 'todo'")

    audit.record(
        actor=coordinator, action="session.begin", kind="person", object_id=None, label="x"
    )

    assert not ProcrastinateJob.objects.filter(task_name=jobs.TASK, status="todo").exists()


class TestAccepting:
    """What may stay as it is until a day."""

    @pytest.fixture
    def finding(self, steering: Steering, coordinator: Actor) -> Finding:
        checks.set_rule(actor=coordinator, rule="pool_over", version=0, is_on=True, limit=10)
        run(steering)
        return open_of("pool_over")[0]

    def accept(self, actor: Actor, finding: Finding, **fields: Any) -> None:
        wanted: dict[str, Any] = {
            "version": finding.version,
            "because": "Er komt iemand bij.",
            "until": LATER,
            "at": NOW,
            "today": TODAY,
        }
        checks.accept(actor=actor, finding_id=finding.pk, **(wanted | fields))

    def test_it_stays_accepted_until_its_day_and_then_comes_back(
        self, steering: Steering, coordinator: Actor, finding: Finding
    ) -> None:
        self.accept(coordinator, finding)
        run(steering, today=TODAY + timedelta(days=5))
        finding.refresh_from_db()
        still = finding.accepted_until
        run(steering, today=LATER)
        finding.refresh_from_db()

        assert (still, finding.accepted_until) == (LATER, None)
        assert finding.accepted_because == ""

    def test_it_comes_back_earlier_when_it_grows_worse(
        self, steering: Steering, coordinator: Actor, finding: Finding
    ) -> None:
        self.accept(coordinator, finding)
        Finding.objects.filter(pk=finding.pk).update(
            accepted_facts=finding.facts | {"percent": finding.facts["percent"] - 5}
        )

        run(steering)

        finding.refresh_from_db()
        assert finding.accepted_until is None

    def test_it_needs_a_reason_and_a_day_to_come(
        self, coordinator: Actor, finding: Finding
    ) -> None:
        for wrong in ({"because": " "}, {"until": TODAY}, {"because": "Bel 06-12345678"}):
            with pytest.raises(Invalid):
                self.accept(coordinator, finding, **wrong)

    def test_not_everybody_may(self, steering: Steering, finding: Finding) -> None:
        with pytest.raises(NotAllowed):
            self.accept(steering.actor("lezer"), finding)

    def test_who_reads_an_old_page_hears_so(self, coordinator: Actor, finding: Finding) -> None:
        self.accept(coordinator, finding)
        with pytest.raises(Stale):
            self.accept(coordinator, finding)

    def test_it_can_be_taken_back(self, coordinator: Actor, finding: Finding) -> None:
        self.accept(coordinator, finding)
        finding.refresh_from_db()

        checks.withdraw_accept(
            actor=coordinator, finding_id=finding.pk, version=finding.version, at=NOW
        )

        finding.refresh_from_db()
        assert finding.accepted_until is None


def test_a_rule_that_is_off_finds_nothing(steering: Steering, coordinator: Actor) -> None:
    run(steering)
    checks.set_rule(actor=coordinator, rule="no_commissioner", version=0, is_on=False, limit=None)

    run(steering)

    assert open_of("no_commissioner") == []


def test_a_run_asks_few_questions_however_much_it_finds(steering: Steering) -> None:
    with CaptureQueriesContext(connection) as asked:
        run(steering)

    assert len(asked) <= 48


def test_every_rule_says_why_and_what_to_do() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert str(rule.title) and str(rule.why) and str(rule.what_to_do) and str(rule.act)
        assert (rule.limit is None) == (not str(rule.limit_label))
