"""The communication plan: each rule gives its message once, and what was told is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bundel.accounts.models import Mail
from bundel.errors import Invalid
from bundel.network.models import Contact, DigestSubject
from bundel.reporting.models import Audience, Message, TellingRule
from bundel.reporting.services import messages, telling
from bundel.reporting.services.planning import occurrences, plan_messages
from bundel.steering.models import Body, Decision
from tests.modules.reporting.conftest import Steering


def test_a_rhythm_gives_its_days_once(steering: Steering, now: datetime) -> None:
    actor, here = steering.actor("coordinator"), steering.municipality.pk
    count = telling.start_rules(actor=actor, at=now)
    planned = Message.objects.count()

    assert plan_messages(municipality_id=here, at=now) == 0
    assert telling.start_rules(actor=actor, at=now) == 0

    assert count == TellingRule.objects.count() == 8
    assert Message.objects.count() == planned > 8


def test_a_rhythm_of_years_ago_still_has_days() -> None:
    found = occurrences("FREQ=WEEKLY;INTERVAL=2", date(2019, 1, 7), date(2026, 11, 23))

    assert found[0] - date(2026, 11, 23) < timedelta(days=14)
    assert all((day - date(2019, 1, 7)).days % 14 == 0 for day in found)


def test_a_decision_is_told_once_with_its_question_outcome_and_grounds(
    steering: Steering, decided: Callable[..., Decision], now: datetime
) -> None:
    telling.start_rules(actor=steering.actor("coordinator"), at=now)
    decision = decided()

    plan_messages(municipality_id=steering.municipality.pk, at=now)
    plan_messages(municipality_id=steering.municipality.pk, at=now + timedelta(days=1))

    told = Message.objects.filter(source_id=decision.pk, audience__name="Partners")
    assert [message.due_date for message in told] == [date(2026, 11, 29)]
    for words in (decision.question, decision.outcome, decision.grounds):
        assert words in told[0].text
    assert not Message.objects.filter(source_id=decision.pk, audience__name="Gemeenteraad")


def test_mail_goes_to_who_may_be_mailed_and_is_kept(
    steering: Steering, body: Body, now: datetime
) -> None:
    actor = steering.actor("coordinator")
    audience = Audience.objects.create(
        municipality=steering.municipality, name="Allen", body=body, is_partners=True
    )
    message_id = messages.add_message(
        actor=actor,
        audience_id=audience.pk,
        what="Nieuws",
        text="De fixers gaan voor.",
        due_date=now.date(),
        channel="mail",
    )
    before = messages.readers_of(audience)
    quiet = Contact.objects.get(email=before[-1].email)
    for subject in [one.value for one in DigestSubject]:
        quiet.digest_choices.create(
            municipality=steering.municipality, subject=subject, is_on=False
        )
    shut = Contact.objects.get(email=before[-2].email)
    Contact.objects.filter(pk=shut.pk).update(visibility="own")

    count = messages.send_message(actor=actor, message_id=message_id, version=1, at=now)

    mails = Mail.objects.filter(key__startswith=f"message-{message_id}")
    to = set(mails.values_list("to", flat=True))
    assert count == len(to) == Message.objects.get(pk=message_id).sent_to_count
    assert steering.user("commissioner").email in to
    assert shut.email not in to
    assert len(to) < len(before)
    with pytest.raises(messages.AlreadyTold):
        messages.send_message(actor=actor, message_id=message_id, version=2, at=now)


def test_what_was_told_otherwise_needs_a_proof(steering: Steering, now: datetime) -> None:
    actor = steering.actor("coordinator")
    telling.start_rules(actor=actor, at=now)
    message = Message.objects.filter(audience__name="Gemeenteraad").first()
    assert message is not None

    with pytest.raises(Invalid):
        messages.told_message(
            actor=actor, message_id=message.pk, version=message.version, proof=" ", at=now
        )
    with pytest.raises(Invalid):
        messages.send_message(actor=actor, message_id=message.pk, version=message.version, at=now)
    messages.told_message(
        actor=actor, message_id=message.pk, version=message.version, proof="Raad, punt 4", at=now
    )

    message.refresh_from_db()
    assert (message.state, message.proof) == ("sent", "Raad, punt 4")


def test_a_rule_that_is_switched_off_plans_nothing_more(steering: Steering, now: datetime) -> None:
    actor = steering.actor("coordinator")
    telling.start_rules(actor=actor, at=now)
    rule = TellingRule.objects.get(audience__name="Inwoners")
    fields = ("what", "occasion", "recurrence", "first_date", "matter", "days_after", "channel")
    kept = {name: getattr(rule, name) for name in fields}

    telling.edit_rule(
        actor=actor, rule_id=rule.pk, version=1, at=now, **kept, owner_id=None, is_on=False
    )

    assert not Message.objects.filter(rule=rule, state="planned").exists()


def test_the_plan_costs_the_same_queries_however_long_it_is(
    steering: Steering, now: datetime
) -> None:
    actor, browser = steering.actor("coordinator"), steering.client("coordinator")
    telling.start_rules(actor=actor, at=now)

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert browser.get("/verslag/communicatieplan/").status_code == 200
        return len(asked)

    browser.get("/verslag/communicatieplan/")
    few = cost()
    audience = Audience.objects.first()
    assert audience is not None
    Message.objects.bulk_create(
        Message(
            municipality=steering.municipality,
            audience=audience,
            what=f"Bericht {number}",
            due_date=now.date() + timedelta(days=number),
            channel="mail",
        )
        for number in range(40)
    )
    assert cost() == few
