"""Actions: one owner, a day, and a proof."""

from __future__ import annotations

import uuid
from datetime import date, datetime

import pytest

from bundel.accounts.permissions import Actor
from bundel.errors import Invalid, NotAllowed, NotFound
from bundel.steering.models import Action, ActionState
from bundel.steering.services import actions as services
from bundel.steering.services.actions import ActionHasEnded
from tests.modules.steering.conftest import Steering

MARCH = date(2027, 3, 1)


@pytest.fixture
def coordinator(steering: Steering) -> Actor:
    return steering.actor("coordinator")


def make(
    actor: Actor, at: datetime, *, due_date: date = MARCH, **owner: uuid.UUID | None
) -> uuid.UUID:
    """Write down an action."""
    text = "Bel de corporatie over de ketels."
    return services.make_action(actor=actor, text=text, due_date=due_date, at=at, **owner)  # type: ignore[arg-type]


def test_only_the_owner_says_that_it_is_done(
    steering: Steering, coordinator: Actor, now: datetime
) -> None:
    lead, other = steering.actor("projectleider"), steering.actor("initiatiefleider")
    made = make(coordinator, now, owner_id=lead.user_id)
    done = {"action_id": made, "version": 1, "proof": "De brief staat in het dossier.", "at": now}

    with pytest.raises(NotAllowed):
        services.finish_action(actor=other, **done)
    services.finish_action(actor=lead, **done)

    row = Action.objects.get(pk=made)
    assert (row.state, row.ended_at) == (ActionState.DONE, now)
    with pytest.raises(ActionHasEnded):
        services.drop_action(
            actor=lead, action_id=made, version=row.version, reason="Niet nodig.", at=now
        )


def test_done_without_a_proof_is_not_done(coordinator: Actor, now: datetime) -> None:
    made = make(coordinator, now, owner_id=coordinator.user_id)

    with pytest.raises(Invalid) as refusal:
        services.finish_action(actor=coordinator, action_id=made, version=1, proof=" ", at=now)

    assert refusal.value.faults[0].field == "proof"


def test_people_of_a_partner_do_what_their_partner_promised(
    steering: Steering, coordinator: Actor, now: datetime
) -> None:
    worker = steering.actor("partner")
    own = make(coordinator, now, organisation_id=worker.organisation_id)
    other = make(coordinator, now, organisation_id=steering.partner("Klusploeg Haven").pk)

    services.finish_action(actor=worker, action_id=own, version=1, proof="Gebeld.", at=now)

    with pytest.raises(NotFound):
        services.finish_action(actor=worker, action_id=other, version=1, proof="Gebeld.", at=now)


def test_an_action_has_exactly_one_owner(
    steering: Steering, coordinator: Actor, now: datetime
) -> None:
    partner = steering.partner("Klusploeg Haven").pk
    for owner in ({}, {"owner_id": coordinator.user_id, "organisation_id": partner}):
        with pytest.raises(Invalid):
            make(coordinator, now, **owner)

    with pytest.raises(Invalid):
        make(coordinator, now, owner_id=coordinator.user_id, due_date=date(2026, 11, 22))
    made = make(coordinator, now, owner_id=coordinator.user_id)
    services.change_action(
        actor=coordinator, action_id=made, version=1, owner_id=None, organisation_id=partner
    )
    assert Action.objects.get(pk=made).organisation_id == partner
