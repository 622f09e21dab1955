"""Decisions: who may take them, what they need, and that they never change afterwards."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from bundel.accounts.permissions import Actor
from bundel.errors import Invalid, NotAllowed, Stale
from bundel.steering.models import (
    Body,
    BodyKind,
    Decision,
    DecisionKind,
    DecisionOption,
    DecisionState,
    Matter,
    Member,
    Part,
    Voice,
)
from bundel.steering.services import asking
from bundel.steering.services import decisions as services
from bundel.steering.services.decisions import AlreadyDecided, NotDecidedYet, Taken, VoiceInput
from tests.modules.steering.conftest import Steering

GROUNDS = Taken(grounds="De uren zijn er.", outcome="Wij doen het.")


@pytest.fixture
def coordinator(steering: Steering) -> Actor:
    return steering.actor("coordinator")


def body_led_by(steering: Steering, who: str, *matters: str) -> Body:
    """Return a body of which somebody is in the chair."""
    here = steering.municipality
    body = Body.objects.create(
        municipality=here, kind=BodyKind.CORE_TEAM, name="Kernteam", matters=list(matters)
    )
    Member.objects.create(municipality=here, body=body, user=steering.user(who), part=Part.CHAIR)
    return body


def ask(actor: Actor, at: datetime, **fields: object) -> uuid.UUID:
    """Ask something."""
    question = fields.pop("question", "Starten de fixers in Haven?")
    return asking.ask_decision(actor=actor, question=question, at=at, **fields)  # type: ignore[arg-type]


def test_a_decision_says_what_why_and_who(coordinator: Actor, now: datetime) -> None:
    made = ask(coordinator, now, matter=Matter.START_STOP)
    voices = (VoiceInput("Opdrachtgever (demo)", "voorzitter"),)

    services.decide(
        actor=coordinator,
        decision_id=made,
        version=1,
        at=now,
        taken=replace(GROUNDS, voices=voices, dissent="Griffie: liever na de zomer."),
    )

    row = Decision.objects.get(pk=made)
    assert (row.state, row.outcome, row.decided_by_id) == (
        DecisionState.DECIDED,
        "Wij doen het.",
        coordinator.user_id,
    )
    assert [str(voice) for voice in row.voices.all()] == ["Opdrachtgever (demo)"]


@pytest.mark.parametrize(
    ("taken", "field"),
    [
        (Taken(grounds="", outcome="Ja"), "grounds"),
        (Taken(grounds="Zo is het", outcome=""), "outcome"),
        (replace(GROUNDS, kind=DecisionKind.NOT_NOW), "review_date"),
        (replace(GROUNDS, outcome="Bel 06 12 34 56 78"), "outcome"),
        (replace(GROUNDS, review_date=date(2026, 11, 23)), "review_date"),
        (replace(GROUNDS, voices=[VoiceInput("An", "lid"), VoiceInput("An ", "lid")]), "voices"),
    ],
)
def test_what_a_decision_needs(coordinator: Actor, now: datetime, taken: Taken, field: str) -> None:
    made = ask(coordinator, now)

    with pytest.raises(Invalid) as refusal:
        services.decide(actor=coordinator, decision_id=made, version=1, at=now, taken=taken)

    assert [fault.field for fault in refusal.value.faults] == [field]


def test_who_leads_a_body_decides_there_and_not_elsewhere(
    steering: Steering, coordinator: Actor, now: datetime
) -> None:
    body = body_led_by(steering, "opdrachtgever", Matter.START_STOP)
    made = ask(coordinator, now, matter=Matter.START_STOP, body_id=body.pk)
    chair, other = steering.actor("opdrachtgever"), steering.actor("opdrachtgever-sociaal")

    with pytest.raises(NotAllowed):
        services.decide(actor=other, decision_id=made, version=1, at=now, taken=GROUNDS)
    services.decide(actor=chair, decision_id=made, version=1, at=now, taken=GROUNDS)

    assert Decision.objects.get(pk=made).body_id == body.pk


def test_a_body_decides_within_its_mandate(
    steering: Steering, coordinator: Actor, now: datetime
) -> None:
    body = body_led_by(steering, "opdrachtgever", Matter.APPROACH)
    made = ask(coordinator, now, matter=Matter.MONEY)

    with pytest.raises(Invalid) as refusal:
        services.decide(
            actor=coordinator,
            decision_id=made,
            version=1,
            at=now,
            taken=replace(GROUNDS, body_id=body.pk),
        )

    assert refusal.value.faults[0].field == "body_id"


def test_after_a_decision_comes_one_other(coordinator: Actor, now: datetime) -> None:
    first = services.decide_at_once(actor=coordinator, question="Starten?", at=now, taken=GROUNDS)

    second = services.succeed_decision(
        actor=coordinator, decision_id=first, at=now, question="Stoppen?", taken=GROUNDS
    )

    with pytest.raises(NotDecidedYet):
        services.confirm_decision(actor=coordinator, decision_id=first, at=now, taken=GROUNDS)
    states = dict(Decision.objects.values_list("pk", "state"))
    assert states == {first: DecisionState.SUCCEEDED, second: DecisionState.DECIDED}


def test_an_asked_successor_leaves_the_old_one_standing(coordinator: Actor, now: datetime) -> None:
    first = services.decide_at_once(actor=coordinator, question="Starten?", at=now, taken=GROUNDS)

    asked = ask(coordinator, now, succeeds_id=first)
    asking.drop_decision(
        actor=coordinator, decision_id=asked, version=1, reason="Toch niet.", at=now
    )
    again = ask(coordinator, now, succeeds_id=first)

    assert Decision.objects.get(pk=first).state == DecisionState.DECIDED
    services.decide(actor=coordinator, decision_id=again, version=1, at=now, taken=GROUNDS)
    assert Decision.objects.get(pk=first).state == DecisionState.SUCCEEDED


def test_what_somebody_else_saved_first_is_shown(coordinator: Actor, now: datetime) -> None:
    made = ask(coordinator, now)
    asking.edit_decision(actor=coordinator, decision_id=made, version=1, background="Nieuw.")

    with pytest.raises(Stale):
        services.decide(actor=coordinator, decision_id=made, version=1, at=now, taken=GROUNDS)


def test_the_database_itself_keeps_a_decision(coordinator: Actor, now: datetime) -> None:
    made = ask(coordinator, now)
    here = {"municipality_id": coordinator.municipality_id, "decision_id": made}
    option = DecisionOption.objects.create(title="Doen", **here)
    voice = (VoiceInput("Opdrachtgever (demo)", "voorzitter"),)
    services.decide(
        actor=coordinator, decision_id=made, version=1, at=now, taken=replace(GROUNDS, voices=voice)
    )
    rows, options = Decision.objects.filter(pk=made), DecisionOption.objects.filter(pk=option.pk)
    later = now + timedelta(days=1)

    for change in (
        lambda: rows.update(outcome="Iets anders"),
        lambda: rows.update(review_date=date(2030, 1, 1)),
        lambda: rows.update(state=DecisionState.ASKED, decided_at=None, decided_by=None),
        lambda: rows.update(state=DecisionState.SUCCEEDED, decided_at=later),
        rows.delete,
        lambda: options.update(snapshot={"hours": 1}),
        options.delete,
        lambda: DecisionOption.objects.create(title="Later bedacht", **here),
        lambda: Voice.objects.filter(decision=made).update(stand="against"),
        lambda: Voice.objects.create(name="Later", role="lid", **here),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(AlreadyDecided):
        asking.edit_decision(actor=coordinator, decision_id=made, version=2, question="Anders?")
