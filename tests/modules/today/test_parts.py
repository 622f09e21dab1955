"""The four parts of today: what waits, what was promised, what is waited for, what changed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bundel.steering.models import (
    Action,
    Commission,
    CommissionState,
    CommissionStep,
    Decision,
    DecisionState,
    Finding,
)
from bundel.steering.services import risks
from bundel.today.asking import MOST_OF_PART, MOST_OF_SORT, Asked, Part, presses, tell
from bundel.today.models import LastVisit
from bundel.today.visits import FIRST_NEWS, visit
from bundel.today.waiting import Waiting
from tests.modules.steering.conftest import (
    NOW,
    TODAY,
    Steering,
    ground_of_almere,
    steering,
)

__all__ = ["ground_of_almere", "steering"]

SINCE = NOW - timedelta(days=2)


def told(ground: Steering, who: str, part: Part, since: datetime = SINCE) -> list[str]:
    parts = tell(Asked(ground.actor(who), NOW, TODAY, since))
    return [line.title for line in parts[part].lines]


def action(ground: Steering, number: int, **fields: Any) -> Action:
    wanted: dict[str, Any] = {
        "municipality": ground.municipality,
        "number": number,
        "text": f"Doe {number}",
        "owner": ground.user("projectleider"),
        "due_date": TODAY + timedelta(days=number),
        "made_by": ground.user("coordinator"),
        "made_at": NOW,
    }
    return Action.objects.create(**(wanted | fields))


def commission(ground: Steering, state: CommissionState, side: str, at: datetime = NOW) -> None:
    made = Commission.objects.create(
        municipality=ground.municipality,
        number=1,
        part="Regie",
        commissioner=ground.user("opdrachtgever"),
        contractor=ground.user("projectleider"),
        state=state,
        made_at=NOW,
    )
    CommissionStep.objects.create(
        municipality=ground.municipality,
        commission=made,
        act=str(state),
        at=at,
        by=ground.user("opdrachtgever" if side == "commissioner" else "projectleider"),
        by_name="Iemand",
        side=side,
        state_after=state,
    )


def test_an_action_is_promised_by_its_owner_and_waited_for_by_its_asker(
    steering: Steering,
) -> None:
    action(steering, 1)

    assert told(steering, "projectleider", Part.PROMISED) == ["Doe 1"]
    assert "Doe 1" in told(steering, "coordinator", Part.ASKED)
    assert told(steering, "analist", Part.PROMISED) == []


def test_an_action_of_a_partner_is_promised_by_its_people(steering: Steering) -> None:
    partner = steering.user("partner").organisation_id
    action(steering, 1, owner=None, organisation_id=partner)

    assert "Doe 1" in told(steering, "partner", Part.PROMISED)
    assert "Doe 1" not in told(steering, "vrijwilliger", Part.PROMISED)


def test_what_is_offered_waits_for_one_side_and_is_waited_for_by_the_other(
    steering: Steering,
) -> None:
    commission(steering, CommissionState.OFFERED, "commissioner")

    title = "Antwoord op opdracht 1 Regie"
    assert title in told(steering, "projectleider", Part.WAITS)
    assert title in told(steering, "opdrachtgever", Part.ASKED)
    assert title not in told(steering, "opdrachtgever", Part.WAITS)


def test_what_was_accepted_is_promised_and_is_news_for_the_other(steering: Steering) -> None:
    commission(steering, CommissionState.ACCEPTED, "contractor", at=NOW - timedelta(hours=1))

    assert "Opdracht 1 Regie" in told(steering, "projectleider", Part.PROMISED)
    assert "Opdracht 1 Regie: aangenomen" in told(steering, "opdrachtgever", Part.CHANGED)
    late = told(steering, "opdrachtgever", Part.CHANGED, since=NOW)
    assert "Opdracht 1 Regie: aangenomen" not in late


def test_a_decision_is_waited_for_and_then_news(steering: Steering) -> None:
    made = Decision.objects.create(
        municipality=steering.municipality,
        number=1,
        question="Mag het",
        matter="money",
        asked_by=steering.user("analist"),
        asked_at=NOW,
    )
    before = told(steering, "analist", Part.ASKED)
    Decision.objects.filter(pk=made.pk).update(
        state=DecisionState.DECIDED,
        outcome="Ja",
        grounds="Omdat",
        decided_at=NOW,
        decided_by=steering.user("opdrachtgever"),
    )

    assert "Besluit 1 Mag het" in before
    assert "Besluit 1 Mag het" not in told(steering, "analist", Part.ASKED)
    assert "Besloten: 1 Mag het" in told(steering, "lezer", Part.CHANGED)


def test_who_has_to_decide_does_not_wait_for_it_too(steering: Steering) -> None:
    Decision.objects.create(
        municipality=steering.municipality,
        number=1,
        question="Mag het",
        matter="money",
        asked_by=steering.user("coordinator"),
        asked_at=NOW,
    )

    assert "Besluit over 1 Mag het" in told(steering, "coordinator", Part.WAITS)
    assert "Besluit 1 Mag het" not in told(steering, "coordinator", Part.ASKED)


def test_a_risk_of_which_the_sign_is_there_waits_for_its_owner(steering: Steering) -> None:
    actor = steering.actor("projectleider")
    risks.write_risk(
        actor=actor, at=NOW, title="Het stopt", owner_id=actor.user_id, rules=["no_contact"]
    )
    Finding.objects.create(
        municipality=steering.municipality, rule="no_contact", kind="organisation", key="x",
        label="x", facts={"name": "Partner"}, found_at=NOW, changed_at=NOW,
    )  # fmt: skip

    assert "Het vroege teken is er: Het stopt" in told(steering, "projectleider", Part.WAITS)
    assert "Het vroege teken is er: Het stopt" not in told(steering, "analist", Part.WAITS)


def test_what_a_rule_finds_is_one_line_to_mend_and_one_of_news(steering: Steering) -> None:
    for number in range(3):
        Finding.objects.create(
            municipality=steering.municipality, rule="no_contact", kind="organisation",
            key=f"n{number}", label="x", facts={"name": "Partner"}, found_at=NOW, changed_at=NOW,
        )  # fmt: skip

    assert "Partner zonder contactpersoon (3)" in told(steering, "coordinator", Part.WAITS)
    assert "Partner zonder contactpersoon (3)" in told(steering, "lezer", Part.CHANGED)
    assert "Partner zonder contactpersoon (3)" not in told(steering, "lezer", Part.WAITS)


def test_much_is_a_few_lines_and_a_number_and_costs_no_more_questions(
    steering: Steering,
) -> None:
    for number in range(1, 4):
        action(steering, number)
    with CaptureQueriesContext(connection) as few:
        told(steering, "projectleider", Part.PROMISED)
    for number in range(4, 60):
        action(steering, number)

    with CaptureQueriesContext(connection) as many:
        lines = told(steering, "projectleider", Part.PROMISED)

    assert lines[:MOST_OF_SORT] == [f"Doe {number}" for number in range(1, MOST_OF_SORT + 1)]
    assert lines[MOST_OF_SORT] == f"En nog {59 - MOST_OF_SORT} acties"
    assert len(many) <= len(few) + 1


def test_the_day_comes_first_then_the_weight_and_good_news_last() -> None:
    def line(title: str, **fields: Any) -> Waiting:
        return Waiting(title=title, route="today:home", act="", **fields)

    lines = [
        line("good", tone="good"),
        line("info", tone="info"),
        line("tomorrow", day=TODAY + timedelta(days=1)),
        line("full", tone="stop", weight=10),
        line("heavy", tone="stop", weight=90),
        line("late", day=TODAY - timedelta(days=4)),
    ]

    ordered = sorted(lines, key=lambda one: presses(one, TODAY))

    assert [one.title for one in ordered] == ["late", "heavy", "full", "tomorrow", "info", "good"]
    assert MOST_OF_PART >= MOST_OF_SORT


@pytest.mark.parametrize(("minutes", "moved"), [(5, False), (31, True)])
def test_news_is_what_happened_since_the_visit_before(
    steering: Steering, minutes: int, moved: bool
) -> None:
    actor = steering.actor("analist")
    first = visit(actor=actor, at=NOW)

    second = visit(actor=actor, at=NOW + timedelta(minutes=minutes))

    assert first == NOW - FIRST_NEWS
    assert second == (NOW if moved else first)
    assert LastVisit.objects.get().last_at == NOW + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "who",
    ["coordinator", "opdrachtgever", "projectleider", "lezer", "privacy", "partner", "analist"],
)
def test_every_part_opens_for_every_role(steering: Steering, who: str) -> None:
    action(steering, 1, owner=steering.user(who), due_date=date(2026, 11, 1))

    html = steering.client(who).get("/").content.decode()

    assert ("Wat u beloofde" in html) and "Doe 1" in html
