"""From a list of guests to their answers: who hears what by mail, once, and when no longer."""

from __future__ import annotations

import re
import smtplib
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from icalendar import Calendar
from procrastinate.contrib.django.models import ProcrastinateJob

from bundel.accounts import post
from bundel.accounts.models import Mail
from bundel.accounts.permissions import Actor
from bundel.audit.models import Entry
from bundel.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from bundel.network.calendar.reading import Answer
from bundel.network.links import LinkDoesNotWork
from bundel.network.models import Gathering, Invitee, PartnerLink
from bundel.network.services import gatherings, invitations
from tests.modules.network.conftest import Network
from tests.modules.network.conftest import contact as make_contact
from tests.modules.network.gatherings.conftest import BASE, NOW, STARTS, calendar_of

Deliver = Callable[[], list[Any]]
Guest = Callable[[str], Invitee]


def move(actor: Actor, row: Gathering, **fields: Any) -> gatherings.Planned:
    row.refresh_from_db()
    return gatherings.save_gathering(
        actor=actor, gathering_id=row.pk, version=row.version, base=BASE, at=NOW, **fields
    )


def token_in(body: str) -> str:
    found = re.search(r"/netwerk/\S*?([\w-]{43})\s", body)
    assert found
    return found[1]


def test_each_guest_is_mailed_with_a_calendar_part(
    network: Network, invited: Gathering, delivered: Deliver
) -> None:
    sent = delivered()

    assert sorted(one.to[0] for one in sent) == ["anna@kern.example", "carla@wijk.example"]
    text = calendar_of(sent[0])
    event = Calendar.from_ical(text).walk("VEVENT")[0]
    assert "METHOD:REQUEST" in text
    assert str(event["attendee"]) == f"mailto:{sent[0].to[0]}"
    assert event["dtstart"].dt == STARTS
    assert "donderdag 25 maart 2027 9:00 tot 11:00" in sent[0].body.replace("09:00", "9:00")
    assert "De Wijkhof, Haven" in sent[0].body and "Neem uw afspraken mee." in sent[0].body
    assert sent[0].message()["Content-Type"].startswith("multipart/alternative")


def test_who_was_asked_is_not_asked_again(
    invited: Gathering, coordinator: Actor, delivered: Deliver
) -> None:
    delivered()

    with pytest.raises(invitations.NobodyToAsk):
        invitations.send_invitations(
            actor=coordinator, gathering_id=invited.pk, version=invited.version, base=BASE, at=NOW
        )

    assert delivered() == []


def test_a_mail_server_that_is_down_loses_nothing_and_doubles_nothing(
    invited: Gathering, settings: Any, delivered: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = list(Mail.objects.values_list("pk", flat=True))

    def down(self: object, messages: object) -> int:
        raise smtplib.SMTPServerDisconnected("weg")

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", down)
        for pk in waiting:
            with pytest.raises(smtplib.SMTPServerDisconnected):
                post.deliver(municipality_id=invited.municipality_id, mail_id=pk, at=NOW)
    assert Mail.objects.filter(sent_at=None).count() == 2
    assert ProcrastinateJob.objects.filter(task_name="accounts.deliver").count() == 2

    delivered()
    again = [
        post.deliver(municipality_id=invited.municipality_id, mail_id=pk, at=NOW) for pk in waiting
    ]

    assert len(mail.outbox) == 2 and again == [False, False]


def test_the_mails_are_gone_with_the_act_that_failed(
    planned: Gathering, coordinator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError("vol")

    monkeypatch.setattr("bundel.audit.saving.audit.record", full)
    with pytest.raises(OSError, match="vol"):
        invitations.send_invitations(
            actor=coordinator, gathering_id=planned.pk, version=planned.version, base=BASE, at=NOW
        )

    assert not Mail.objects.exists() and not PartnerLink.objects.exists()


def test_another_time_is_mailed_to_all_and_asks_again(
    network: Network, invited: Gathering, coordinator: Actor, delivered: Deliver, guest: Guest
) -> None:
    invitations.answer(actor=coordinator, invitee_id=guest("anna").pk, reply="declined", at=NOW)
    invitations.answer(actor=coordinator, invitee_id=guest("carla").pk, reply="accepted", at=NOW)
    delivered()

    later = STARTS + timedelta(days=7)
    planned = move(coordinator, invited, starts_at=later, ends_at=later + timedelta(hours=2))
    sent = delivered()

    assert planned.mailed == 2 == len(sent)
    event = Calendar.from_ical(calendar_of(sent[0])).walk("VEVENT")[0]
    assert event["sequence"] == 1
    # A week later the clock has gone forward: on the wall it is still nine.
    assert event["dtstart"].dt.hour == 10 and "TZID=Europe/Amsterdam" in calendar_of(sent[0])
    assert {one.reply for one in Invitee.objects.all()} == {"needs-action"}
    assert sent[0].subject == "Gewijzigd: Netwerk in het voorjaar"


def test_another_place_is_mailed_to_who_may_come(
    invited: Gathering, coordinator: Actor, delivered: Deliver, guest: Guest
) -> None:
    invitations.answer(actor=coordinator, invitee_id=guest("anna").pk, reply="declined", at=NOW)
    invitations.answer(actor=coordinator, invitee_id=guest("carla").pk, reply="accepted", at=NOW)
    delivered()

    move(coordinator, invited, place="Stadhuis")
    sent = delivered()

    assert [one.to for one in sent] == [["carla@wijk.example"]]
    assert guest("carla").reply == "accepted"


def test_another_title_mails_nobody(
    invited: Gathering, coordinator: Actor, delivered: Deliver
) -> None:
    delivered()

    planned = move(coordinator, invited, title="Voorjaar", invitation="Tot dan.")

    assert planned.mailed == 0 and delivered() == []


def test_a_move_back_and_forth_is_mailed_each_time(
    invited: Gathering, coordinator: Actor, delivered: Deliver
) -> None:
    delivered()

    for place in ("Stadhuis", "De Wijkhof, Haven", "Stadhuis"):
        move(coordinator, invited, place=place)

    sequences = [
        Calendar.from_ical(calendar_of(one)).walk("VEVENT")[0]["sequence"] for one in delivered()
    ]
    assert sorted(sequences) == [1, 1, 2, 2, 3, 3]


def test_a_cancellation_reaches_who_would_come(
    invited: Gathering, coordinator: Actor, delivered: Deliver, guest: Guest
) -> None:
    invitations.answer(actor=coordinator, invitee_id=guest("anna").pk, reply="declined", at=NOW)
    delivered()

    mailed = gatherings.cancel_gathering(
        actor=coordinator,
        gathering_id=invited.pk,
        version=invited.version,
        reason="De zaal is dicht.",
        at=NOW,
    )
    [sent] = delivered()

    assert mailed == 1 and sent.to == ["carla@wijk.example"]
    assert "METHOD:CANCEL" in calendar_of(sent) and "De zaal is dicht." in sent.body
    assert Calendar.from_ical(calendar_of(sent)).walk("VEVENT")[0]["sequence"] == 1


def test_what_is_cancelled_no_longer_changes(invited: Gathering, coordinator: Actor) -> None:
    gatherings.cancel_gathering(
        actor=coordinator, gathering_id=invited.pk, version=invited.version, reason="", at=NOW
    )

    with pytest.raises(gatherings.GatheringIsOver):
        move(coordinator, invited, place="Stadhuis")
    invited.refresh_from_db()
    with pytest.raises(gatherings.GatheringIsOver):
        gatherings.cancel_gathering(
            actor=coordinator, gathering_id=invited.pk, version=invited.version, reason="", at=NOW
        )


def test_a_guest_taken_off_the_list_hears_so(
    network: Network, invited: Gathering, coordinator: Actor, delivered: Deliver
) -> None:
    delivered()
    anna = network.contacts["anna"]

    mailed = invitations.choose_guests(
        actor=coordinator,
        gathering_id=invited.pk,
        version=invited.version,
        guests=[(anna.organisation_id, anna.pk)],
        at=NOW,
    )

    [sent] = delivered()
    assert mailed == 1 and sent.to == ["carla@wijk.example"]
    assert "METHOD:CANCEL" in calendar_of(sent)
    assert Invitee.objects.count() == 1


def test_a_new_guest_alone_is_asked(
    network: Network, invited: Gathering, coordinator: Actor, delivered: Deliver
) -> None:
    delivered()
    dirk = make_contact(network.organisations["wijk"], "Dirk Wijk")
    everybody = [(g.organisation_id, g.contact_id) for g in Invitee.objects.all()]
    invitations.choose_guests(
        actor=coordinator,
        gathering_id=invited.pk,
        version=invited.version,
        guests=[*everybody, (dirk.organisation_id, dirk.pk)],
        at=NOW,
    )
    invited.refresh_from_db()

    asked = invitations.send_invitations(
        actor=coordinator, gathering_id=invited.pk, version=invited.version, base=BASE, at=NOW
    )

    assert asked.mailed == 1
    assert [one.to for one in delivered()] == [["dirk@wijk.example"]]


def test_who_has_no_address_is_named(
    network: Network, invited: Gathering, coordinator: Actor
) -> None:
    wijk = network.organisations["wijk"]
    type(wijk).objects.filter(pk=wijk.pk).update(email="")
    mute = make_contact(wijk, "Eva Zonder", email="")
    dirk = make_contact(wijk, "Dirk Wijk")
    everybody = [(g.organisation_id, g.contact_id) for g in Invitee.objects.all()]
    invitations.choose_guests(
        actor=coordinator,
        gathering_id=invited.pk,
        version=invited.version,
        guests=[*everybody, (wijk.pk, mute.pk), (wijk.pk, dirk.pk)],
        at=NOW,
    )
    invited.refresh_from_db()

    asked = invitations.send_invitations(
        actor=coordinator, gathering_id=invited.pk, version=invited.version, base=BASE, at=NOW
    )

    assert asked.without_address == ("Wijk en Welzijn: Eva Zonder",)


def test_a_stale_list_is_refused(planned: Gathering, coordinator: Actor) -> None:
    with pytest.raises(Stale):
        invitations.choose_guests(
            actor=coordinator, gathering_id=planned.pk, version=1, guests=[], at=NOW
        )


def test_nobody_is_guest_for_an_organisation_not_their_own(
    network: Network, planned: Gathering, coordinator: Actor
) -> None:
    wrong = (network.organisations["wijk"].pk, network.contacts["anna"].pk)

    with pytest.raises(NotFound):
        invitations.choose_guests(
            actor=coordinator,
            gathering_id=planned.pk,
            version=planned.version,
            guests=[wrong],
            at=NOW,
        )


@pytest.mark.parametrize("who", ["kern coordinator", "reader", "functional_manager"])
def test_only_the_coordinator_invites(network: Network, planned: Gathering, who: str) -> None:
    with pytest.raises(NotAllowed):
        invitations.send_invitations(
            actor=network.actor(who),
            gathering_id=planned.pk,
            version=planned.version,
            base=BASE,
            at=NOW,
        )


def test_a_partner_answers_for_itself_alone(
    network: Network, invited: Gathering, guest: Guest
) -> None:
    worker = network.actor("kern worker")
    invitations.answer(actor=worker, invitee_id=guest("anna").pk, reply="accepted", at=NOW)

    with pytest.raises(NotAllowed):
        invitations.answer(actor=worker, invitee_id=guest("carla").pk, reply="declined", at=NOW)

    assert (guest("anna").reply, guest("carla").reply) == ("accepted", "needs-action")
    assert Entry.objects.filter(action="network.answer_invitation").count() == 1


def test_a_link_answers_as_often_as_needed_until_the_end(
    invited: Gathering, delivered: Deliver, guest: Guest
) -> None:
    [body] = [one.body for one in delivered() if one.to == ["anna@kern.example"]]
    token = token_in(body)

    for reply in ("accepted", "declined"):
        invitations.guest_of_link(token=token, at=NOW)
        invitations.answer_by_link(token=token, reply=reply, at=NOW)
        assert guest("anna").reply == reply
    with pytest.raises(LinkDoesNotWork):
        invitations.answer_by_link(token=token, reply="accepted", at=STARTS + timedelta(hours=3))
    assert guest("carla").reply == "needs-action"


def test_looking_at_a_link_answers_nothing(
    invited: Gathering, delivered: Deliver, guest: Guest
) -> None:
    token = token_in(delivered()[0].body)

    invitations.guest_of_link(token=token, at=NOW)

    assert {one.reply for one in Invitee.objects.all()} == {"needs-action"}


def test_a_link_to_an_old_address_opens_nothing(
    invited: Gathering, delivered: Deliver, guest: Guest
) -> None:
    [body] = [one.body for one in delivered() if one.to == ["anna@kern.example"]]
    Invitee.objects.filter(pk=guest("anna").pk).update(email="nieuw@kern.example")

    with pytest.raises(LinkDoesNotWork):
        invitations.guest_of_link(token=token_in(body), at=NOW)


def test_an_answer_that_is_none_is_refused(invited: Gathering, guest: Guest) -> None:
    with pytest.raises(Invalid):
        invitations._write_answer(guest("anna"), "misschien", NOW)


def answered(row: Gathering, email: str = "anna@kern.example", **changes: Any) -> Answer:
    given = {
        "uid": row.uid,
        "sequence": row.sequence,
        "email": email,
        "status": "accepted",
        "stamped_at": NOW + timedelta(hours=1),
    }
    return Answer(**given | changes)


LATER = NOW + timedelta(hours=2)


def test_an_answer_from_a_calendar_counts_once(invited: Gathering, guest: Guest) -> None:
    first = invitations.take_answer(found=answered(invited), at=LATER)
    version = guest("anna").version
    again = invitations.take_answer(found=answered(invited), at=LATER)

    assert (first, again) == (True, False)
    assert guest("anna").reply == "accepted" and guest("anna").version == version


@pytest.mark.parametrize(
    "changes", [{"email": "spion@kwaad.example"}, {"uid": uuid.uuid4()}, {"email": ""}]
)
def test_an_answer_of_nobody_who_was_asked_is_left(
    invited: Gathering, guest: Guest, changes: dict[str, Any]
) -> None:
    assert invitations.take_answer(found=answered(invited, **changes), at=LATER) is None
    assert {one.reply for one in Invitee.objects.all()} == {"needs-action"}


def test_an_older_answer_does_not_undo_a_newer(invited: Gathering, guest: Guest) -> None:
    newer = answered(invited, status="declined", stamped_at=NOW + timedelta(minutes=90))
    invitations.take_answer(found=newer, at=LATER)

    assert invitations.take_answer(found=answered(invited), at=LATER) is False
    assert guest("anna").reply == "declined"


def test_a_clock_that_runs_ahead_keeps_no_later_answer_out(
    invited: Gathering, guest: Guest
) -> None:
    ahead = answered(invited, stamped_at=datetime(2099, 1, 1, tzinfo=UTC))
    invitations.take_answer(found=ahead, at=LATER)

    last = answered(invited, status="declined", stamped_at=LATER + timedelta(hours=1))
    invitations.take_answer(found=last, at=LATER + timedelta(hours=2))

    assert guest("anna").reply == "declined"


def test_an_answer_to_the_old_time_no_longer_counts(
    invited: Gathering, coordinator: Actor, guest: Guest
) -> None:
    old = answered(invited)
    move(coordinator, invited, starts_at=STARTS, ends_at=STARTS + timedelta(hours=3))

    assert invitations.take_answer(found=old, at=LATER) is False
    assert guest("anna").reply == "needs-action"


def test_an_answer_from_before_another_place_still_counts(
    invited: Gathering, coordinator: Actor, guest: Guest
) -> None:
    old = answered(invited)
    move(coordinator, invited, place="Stadhuis")

    assert invitations.take_answer(found=old, at=LATER) is True


def test_an_answer_after_the_end_changes_nothing(invited: Gathering, guest: Guest) -> None:
    late = STARTS + timedelta(days=1)

    assert invitations.take_answer(found=answered(invited, stamped_at=late), at=late) is False


def test_answering_what_was_cancelled_is_refused(
    invited: Gathering, coordinator: Actor, guest: Guest
) -> None:
    gatherings.cancel_gathering(
        actor=coordinator, gathering_id=invited.pk, version=invited.version, reason="", at=NOW
    )

    with pytest.raises(Conflict):
        invitations.answer(actor=coordinator, invitee_id=guest("anna").pk, reply="accepted", at=NOW)
