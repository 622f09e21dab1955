"""A commission is of two sides: each step is signed by one, and what was agreed stays."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bundel.accounts.models import Mail, User
from bundel.core import commissions as process
from bundel.core.commissions import Course, Side
from bundel.errors import Invalid, NotAllowed, NotFound, Stale
from bundel.steering.checks.context import Context
from bundel.steering.checks.responsibility import SIDE_GONE
from bundel.steering.models import (
    Commission,
    CommissionHours,
    CommissionState,
    CommissionStep,
    CommissionVersion,
)
from bundel.steering.selectors import mine
from bundel.steering.selectors.commission_card import commission_card
from bundel.steering.services import commission_hand_over, commission_steps, commissions, rasci
from bundel.steering.services.commission_hand_over import NothingToHandOver, Successor
from bundel.steering.services.commission_steps import ForOtherSide, NotNow
from bundel.steering.services.commission_texts import Content
from bundel.steering.services.commissions import Sides
from bundel.steering.services.rasci import Part
from tests.modules.steering.conftest import NOW, TODAY, Steering

TEXT = Content(
    result="400 huishoudens in Haven hebben een energiecoach gesproken.",
    scope_in="bezoek, uitleg, kleine maatregelen",
    until_date=date(2027, 6, 30),
)
COMMISSIONER, LEAD = "opdrachtgever", "initiatiefleider"
# Another who may give commissions, and another who may take them on.
SOCIAL, FIXERS = "opdrachtgever-sociaal", "projectleider"


def drafted(steering: Steering, who: str = "coordinator", **more: Any) -> Commission:
    """Draft a commission about INI-04; the lead of it takes it on, if nobody else is named."""
    given: dict[str, Any] = {
        "sides_": Sides(
            commissioner_id=steering.user(COMMISSIONER).pk, contractor_id=steering.user(LEAD).pk
        ),
        "content": replace(TEXT, hours=[(steering.pool("data"), Decimal(80))]),
        "initiative_id": steering.initiative("INI-04").pk,
    }
    made = commissions.draft_commission(actor=steering.actor(who), at=NOW, **given | more)
    return Commission.objects.get(pk=made)


def sign(steering: Steering, row: Commission, who: str, act: str, note: str = "") -> None:
    row.refresh_from_db()
    commission_steps.sign(
        actor=steering.actor(who),
        commission_id=row.pk,
        version=row.version,
        act=act,
        at=NOW,
        note=note,
    )
    row.refresh_from_db()


def accepted(steering: Steering) -> Commission:
    row = drafted(steering)
    sign(steering, row, COMMISSIONER, "offered")
    sign(steering, row, LEAD, "accepted")
    return row


def hand_over(
    steering: Steering, row: Commission, side: Side, to: str, by: str = "coordinator"
) -> None:
    row.refresh_from_db()
    commission_hand_over.hand_over(
        actor=steering.actor(by),
        commission_id=row.pk,
        version=row.version,
        side=side,
        to=Successor(user_id=steering.user(to).pk),
        why="Vertrokken.",
        at=NOW,
    )


def propose(steering: Steering, row: Commission, who: str, **change: Any) -> None:
    row.refresh_from_db()
    commissions.propose_change(
        actor=steering.actor(who),
        commission_id=row.pk,
        version=row.version,
        content=replace(TEXT, why="De wijk is groter.", **change),
        at=NOW,
    )


def test_two_sides_go_from_a_draft_to_discharge(steering: Steering) -> None:
    row = accepted(steering)
    propose(steering, row, LEAD, result="500 huishoudens in Haven spraken een coach.")
    sign(steering, row, COMMISSIONER, "change_agreed")
    sign(steering, row, LEAD, "discharge_asked", "512 huishoudens, zie het verslag.")
    sign(steering, row, COMMISSIONER, "discharged")

    assert (row.state, row.ended_at) == (CommissionState.DISCHARGED, NOW)
    assert list(row.versions.values_list("round", "state")) == [(1, "agreed"), (2, "agreed")]
    assert [(one.act, one.side) for one in row.steps.all()] == [
        ("made", "coordinator"),
        ("offered", "commissioner"),
        ("accepted", "contractor"),
        ("change_proposed", "contractor"),
        ("change_agreed", "commissioner"),
        ("discharge_asked", "contractor"),
        ("discharged", "commissioner"),
    ]
    # The initiative says the same, and each step was told to the other side.
    initiative = steering.initiative("INI-04")
    assert initiative.commissioner == "Opdrachtgever (demo)"
    assert initiative.contractor == "Initiatiefleider (demo)"
    told = Mail.objects.filter(key__startswith="steering.commission ").order_by("created_at")
    assert sorted(told.values_list("to", flat=True)) == sorted(
        ["opdrachtgever@almere.example"] * 4 + ["initiatiefleider@almere.example"] * 3
    )


@pytest.mark.parametrize("who", ["coordinator", LEAD, "projectleider", "partner_coordinator"])
def test_only_the_commissioner_offers(steering: Steering, who: str) -> None:
    row = drafted(steering)

    with pytest.raises((NotAllowed, NotFound)):
        sign(steering, row, who, "offered")
    assert Commission.objects.get().state == CommissionState.DRAFT


def test_who_proposed_does_not_agree(steering: Steering) -> None:
    row = accepted(steering)
    propose(steering, row, COMMISSIONER)

    with pytest.raises(ForOtherSide):
        sign(steering, row, COMMISSIONER, "change_agreed")
    with pytest.raises(NotNow):
        sign(steering, row, LEAD, "discharge_asked", "Klaar.")


def test_a_partner_signs_by_its_coordinator_and_sees_no_draft(steering: Steering) -> None:
    partner = steering.partner("De Buurtboog")
    row = drafted(
        steering,
        sides_=Sides(steering.user(COMMISSIONER).pk, contractor_organisation_id=partner.pk),
    )
    with pytest.raises(NotFound):
        sign(steering, row, "partner_coordinator", "accepted")
    sign(steering, row, COMMISSIONER, "offered")

    with pytest.raises(NotAllowed):
        sign(steering, row, "partner_worker", "accepted")
    with pytest.raises(NotFound):
        sign(steering, row, "semhar.ghirmay", "accepted")
    sign(steering, row, "partnercoordinator", "accepted")
    assert row.state == CommissionState.ACCEPTED
    assert steering.initiative("INI-04").contractor == "De Buurtboog"


def test_a_partner_without_somebody_who_signs_is_not_chosen(steering: Steering) -> None:
    partner = steering.partner("Polderthuis Wonen")

    with pytest.raises(Invalid) as refusal:
        drafted(
            steering,
            sides_=Sides(steering.user(COMMISSIONER).pk, contractor_organisation_id=partner.pk),
        )
    assert refusal.value.faults[0].field == "contractor"


def test_a_coordinator_hands_a_commission_to_who_comes_after(steering: Steering) -> None:
    row = accepted(steering)
    sign(steering, row, LEAD, "discharge_asked", "Het is af.")
    rasci.set_roles(
        actor=steering.actor("coordinator"),
        commission_id=row.pk,
        version=row.version,
        parts=[Part("C", user_id=steering.user(SOCIAL).pk)],
    )
    User.objects.filter(pk=row.commissioner_id).update(is_active=False)
    card = commission_card(actor=steering.actor("coordinator"), commission_id=row.pk)
    assert card.gone == (("commissioner", "Opdrachtgever (demo)"),)
    (found,) = SIDE_GONE.find(Context(row.municipality_id, TODAY), 0)
    assert (found.object_id, found.facts["who"]) == (row.pk, "Opdrachtgever (demo)")

    hand_over(steering, row, Side.COMMISSIONER, SOCIAL)

    row = Commission.objects.get(pk=row.pk)
    assert (row.state, row.commissioner) == ("discharge_asked", steering.user(SOCIAL))
    assert not row.roles.exists()
    assert not list(SIDE_GONE.find(Context(row.municipality_id, TODAY), 0))
    step = row.steps.latest("at")
    assert (step.act, step.side, step.note) == (
        "commissioner_changed",
        "coordinator",
        "Vertrokken.",
    )
    assert (step.was_name, step.is_name) == ("Opdrachtgever (demo)", "Opdrachtgever sociaal (demo)")
    card = commission_card(actor=steering.actor(SOCIAL), commission_id=row.pk)
    # The question stays, and so do the signatures of who was there then.
    assert card.line.waits_for_me
    assert card.asked is not None
    assert (card.asked.note, card.gone) == ("Het is af.", ())
    assert card.signatures[0].by == "Opdrachtgever (demo)"
    assert steering.initiative("INI-04").commissioner == "Opdrachtgever sociaal (demo)"
    told = Mail.objects.filter(key__startswith=f"steering.commission {step.pk}")
    assert set(told.values_list("to", flat=True)) == {
        steering.user(who).email for who in (SOCIAL, LEAD)
    }
    sign(steering, row, SOCIAL, "discharged")
    with pytest.raises(NothingToHandOver):
        hand_over(steering, row, Side.CONTRACTOR, FIXERS)


@pytest.mark.parametrize(
    ("by", "side", "to", "refusal"),
    [
        (LEAD, Side.CONTRACTOR, FIXERS, NotAllowed),
        (COMMISSIONER, Side.COMMISSIONER, SOCIAL, NotAllowed),
        ("coordinator", Side.COMMISSIONER, FIXERS, Invalid),
        ("coordinator", Side.COMMISSIONER, COMMISSIONER, Invalid),
        ("coordinator", Side.CONTRACTOR, COMMISSIONER, Invalid),
    ],
)
def test_nobody_else_hands_over_and_not_to_anybody(
    steering: Steering, by: str, side: Side, to: str, refusal: type[Exception]
) -> None:
    row = accepted(steering)

    with pytest.raises(refusal):
        hand_over(steering, row, side, to, by=by)


def test_who_gets_a_draft_hears_of_it_and_finds_it_today(steering: Steering) -> None:
    row = drafted(steering)
    commissions.edit_draft(
        actor=steering.actor("coordinator"),
        commission_id=row.pk,
        version=row.version,
        sides_=Sides(steering.user(SOCIAL).pk, contractor_id=steering.user(LEAD).pk),
        content=TEXT,
        at=NOW,
    )

    told = Mail.objects.filter(key__startswith="steering.commission ").values_list("to", flat=True)
    assert sorted(told) == sorted(steering.user(who).email for who in (COMMISSIONER, SOCIAL))

    def lists(who: str) -> mine.OwnCommissions:
        return mine.own_commissions(actor=steering.actor(who), since=NOW, most=5)

    turns = {
        who: [one.is_draft for one in lists(who).to_answer.lines]
        for who in (COMMISSIONER, SOCIAL, LEAD)
    }
    assert turns == {COMMISSIONER: [], SOCIAL: [True], LEAD: []}
    asked = lists("coordinator").at_others
    assert [one.who for one in asked.lines] == ["Opdrachtgever sociaal (demo)"]


def test_an_initiative_has_one_live_commission(steering: Steering) -> None:
    first = drafted(steering)
    with pytest.raises(Invalid):
        drafted(steering)
    sign(steering, first, COMMISSIONER, "withdrawn")

    assert drafted(steering).number == 2


def test_an_offer_says_what_and_when(steering: Steering) -> None:
    row = drafted(steering, content=Content(scope_in="van alles"))

    with pytest.raises(Invalid) as refusal:
        sign(steering, row, COMMISSIONER, "offered")
    assert {one.field for one in refusal.value.faults} == {"result", "until_date"}


def test_a_second_step_on_the_same_page_is_too_late(steering: Steering) -> None:
    row = drafted(steering)
    version = row.version
    sign(steering, row, COMMISSIONER, "offered")

    with pytest.raises(Stale):
        commission_steps.sign(
            actor=steering.actor(LEAD),
            commission_id=row.pk,
            version=version,
            act="accepted",
            at=NOW,
        )


def test_a_commissioner_prepares_only_what_is_theirs(steering: Steering) -> None:
    with pytest.raises(Invalid) as refusal:
        drafted(steering, who="opdrachtgever-sociaal")

    assert refusal.value.faults[0].field == "commissioner_id"


@pytest.mark.parametrize("act", ["refused", "discharge_asked", "return_asked"])
def test_some_steps_say_why(steering: Steering, act: str) -> None:
    row = drafted(steering) if act == "refused" else accepted(steering)
    if act == "refused":
        sign(steering, row, COMMISSIONER, "offered")

    with pytest.raises(Invalid) as refusal:
        sign(steering, row, LEAD, act, "  ")
    assert refusal.value.faults[0].field == "note"


def test_the_database_keeps_what_was_agreed(steering: Steering) -> None:
    row = accepted(steering)
    version = CommissionVersion.objects.get(commission=row)
    hours = CommissionHours.objects.filter(commission_version=version)
    doings = (
        lambda: CommissionVersion.objects.filter(pk=version.pk).update(result="Iets anders."),
        lambda: hours.update(hours=1),
        lambda: hours.delete(),
        lambda: CommissionStep.objects.filter(commission=row).update(side="contractor"),
    )
    for change in doings:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_an_ended_commission_is_not_revived_in_the_database(steering: Steering) -> None:
    row = drafted(steering)
    sign(steering, row, COMMISSIONER, "withdrawn")

    with pytest.raises(DatabaseError), transaction.atomic():
        Commission.objects.filter(pk=row.pk).update(state="accepted", ended_at=None)


def test_roles_name_everybody_once_and_leave_the_commissioner_accountable(
    steering: Steering,
) -> None:
    row = drafted(steering)
    actor = steering.actor("coordinator")

    def set_roles(*parts: Part) -> None:
        row.refresh_from_db()
        rasci.set_roles(actor=actor, commission_id=row.pk, version=row.version, parts=parts)

    set_roles(
        Part("C", "privacy", user_id=steering.user("privacy").pk),
        Part("S", organisation_id=steering.partner("De Buurtboog").pk),
    )
    assert sorted(row.roles.values_list("rasci", flat=True)) == ["C", "S"]
    for wrong in (steering.user(COMMISSIONER).pk, steering.user(LEAD).pk, uuid.uuid4()):
        with pytest.raises(Invalid):
            set_roles(Part("I", user_id=wrong))
    assert row.roles.count() == 2


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    tries=st.lists(
        st.tuples(
            st.sampled_from([*sorted(process.RULES), *process.HANDED_OVER.values()]),
            st.sampled_from([COMMISSIONER, LEAD, "coordinator"]),
        ),
        min_size=4,
        max_size=12,
    )
)
def test_in_the_database_too_the_steps_retell_where_it_stands(
    steering: Steering, tries: list[tuple[str, str]]
) -> None:
    with transaction.atomic():
        point = transaction.savepoint()
        row = drafted(steering)
        for act, who in tries:
            try:
                if act == "change_proposed":
                    propose(steering, row, who)
                elif act == "commissioner_changed":
                    hand_over(steering, row, Side.COMMISSIONER, SOCIAL)
                elif act == "contractor_changed":
                    hand_over(steering, row, Side.CONTRACTOR, FIXERS)
                else:
                    sign(steering, row, who, act, "Daarom.")
            except (NotNow, NotAllowed, NothingToHandOver, Invalid):
                continue
        steps = tuple(
            (one.act, Side(one.side)) for one in row.steps.exclude(act=process.MADE).order_by("at")
        )
        row.refresh_from_db()
        expected: Course = process.retold(steps)
        assert commission_steps.course_of(row) == expected
        assert row.versions.filter(state__in=["draft", "proposed"]).count() <= 1
        transaction.savepoint_rollback(point)
