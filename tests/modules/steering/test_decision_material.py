"""The demo tells of decisions: one came back, one was replaced, some actions are late."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from bundel.accounts.models import Mail
from bundel.config import demo_data
from bundel.steering.material.loading import load_steering
from bundel.steering.models import (
    Action,
    Commission,
    CommissionStep,
    Decision,
    DecisionOption,
    Reading,
)
from bundel.steering.selectors import decisions as selectors
from bundel.steering.selectors.actions import LATE, action_list
from bundel.steering.services import reminders
from tests.modules.steering.conftest import Steering


def test_the_demo_of_almere_tells_of_decisions(
    steering: Steering, now: datetime, today: date
) -> None:
    actor = steering.actor("coordinator")
    folder = demo_data.FOLDER / "almere" / "sturing"

    load_steering(actor=actor, folder=folder, at=now)
    load_steering(actor=actor, folder=folder, at=now)

    states = Counter(Decision.objects.values_list("state", flat=True))
    assert states == {"decided": 5, "asked": 2, "succeeded": 1}
    (back,) = selectors.decisions_back(actor=actor, today=today)
    assert "noodhulp" in back.question
    assert DecisionOption.objects.exclude(snapshot={}).count() == 4
    assert Reading.objects.filter(grade="D").count() >= 60
    assert Action.objects.filter(source="", meeting=None).count() == 15
    assert len(action_list(actor=actor, today=today, box=LATE)) >= 4


def test_everybody_gets_one_mail_a_day_for_all_that_is_due(
    steering: Steering, now: datetime
) -> None:
    actor = steering.actor("coordinator")
    load_steering(actor=actor, folder=demo_data.FOLDER / "almere" / "sturing", at=now)

    mailed = [
        reminders.send_reminders(municipality=steering.municipality, at=now) for _ in range(2)
    ]

    mails = Mail.objects.filter(key__startswith="steering-reminder:")
    assert mailed[0] > 1
    assert mailed[1] == 0
    assert Counter(mails.values_list("to", flat=True)).most_common(1)[0][1] == 1
    lead = mails.get(to__startswith="initiatiefleider@").body
    assert "Te laat, voor" in lead
    assert "/sturing/acties/" in lead


@pytest.mark.parametrize(
    ("state", "side", "words"),
    [
        ("offered", "commissioner", "Neem een opdracht aan"),
        ("change_proposed", "contractor", "Zeg ja of nee tegen de wijziging"),
        ("discharge_asked", "contractor", "Geef décharge"),
        ("return_asked", "commissioner", "Stem in met teruggeven"),
    ],
)
def test_who_has_to_answer_for_a_commission_is_reminded(
    steering: Steering, now: datetime, today: date, state: str, side: str, words: str
) -> None:
    giver, taker = steering.user("opdrachtgever"), steering.user("projectleider")
    row = Commission.objects.create(
        municipality=steering.municipality,
        number=1,
        initiative=steering.initiative("INI-04"),
        commissioner=giver,
        contractor=taker,
        state=state,
        made_at=now,
    )
    CommissionStep.objects.create(
        municipality=steering.municipality,
        commission=row,
        act=state,
        at=now - timedelta(days=6),
        by=giver if side == "commissioner" else taker,
        side=side,
        state_after=state,
        by_name="Iemand",
    )

    asked = reminders.due_today(municipality_id=steering.municipality.pk, today=today)

    answers = taker if side == "commissioner" else giver
    assert list(asked) == [answers.pk]
    assert [due.title.startswith(words) for due in asked[answers.pk]] == [True]
