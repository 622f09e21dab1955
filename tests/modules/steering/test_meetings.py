"""A body meets: its rhythm, its invitations, its agenda, what is written down, and the list."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from bundel.accounts import post
from bundel.accounts.models import Mail
from bundel.config import demo_data
from bundel.errors import Conflict, Invalid, NotAllowed, NotFound
from bundel.network.calendar.reading import Answer
from bundel.programme.models import State
from bundel.steering import meeting_links
from bundel.steering.material import bodies as material_of_bodies
from bundel.steering.material import meetings as material_of_meetings
from bundel.steering.models import (
    Action,
    AgendaItem,
    Attendance,
    Body,
    Decision,
    ItemState,
    Meeting,
    Minutes,
)
from bundel.steering.selectors import meetings as selectors
from bundel.steering.services import agenda, attending, bodies, in_meeting, meetings, minutes
from bundel.steering.services.asking import ask_decision
from bundel.steering.services.decisions import Taken
from tests.modules.reading_pages import faults_on
from tests.modules.steering.conftest import NOW, TODAY, Steering

BASE = "http://almere.localhost"
MATTERS = ["plan", "start_stop", "money", "capacity", "commission", "other"]


def body(steering: Steering, name: str = "Stuurgroep", **fields: Any) -> UUID:
    actor = steering.actor("coordinator")
    values: dict[str, Any] = {
        "name": name,
        "kind": "steering_group",
        "matters": MATTERS,
        "recurrence": "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TH",
        "first_date": date(2026, 10, 1),
        "starts_time": time(9, 30),
        "minutes": 90,
        "place": "Stadhuis",
    }
    body_id = bodies.save_body(actor=actor, **values | fields)
    people = {"coordinator": "secretary", "opdrachtgever": "chair", "analist": "member"}
    for who, part in people.items():
        bodies.set_member(actor=actor, body_id=body_id, user_id=steering.user(who).pk, part=part)
    return body_id


def planned(steering: Steering, body_id: UUID, day: date = date(2027, 1, 14)) -> Meeting:
    meetings.plan_meetings(actor=steering.actor("coordinator"), body_id=body_id, days=[day], at=NOW)
    return Meeting.objects.get(body_id=body_id, starts_at__date=day)


def deliver(meeting: Meeting) -> list[Any]:
    """Send what waits to be sent, as the job does; return those mails."""
    mail.outbox.clear()
    for one in Mail.objects.filter(sent_at=None).order_by("created_at", "pk"):
        post.deliver(municipality_id=meeting.municipality_id, mail_id=one.pk, at=NOW)
    return list(mail.outbox)


def sequence(message: Any) -> int:
    event = Calendar.from_ical(message.alternatives[0][0]).walk("VEVENT")[0]
    return int(event["SEQUENCE"])


def test_a_steering_meeting_from_rhythm_to_corrected_minutes(steering: Steering) -> None:
    actor = steering.actor("coordinator")
    meeting = planned(steering, body(steering))
    initiative = steering.initiative("INI-04")
    type(initiative).objects.filter(pk=initiative.pk).update(state=State.PROPOSED)
    ask_decision(actor=actor, question="Gaan we door met de fixers?", at=NOW, matter="start_stop")

    drafted = agenda.draft_agenda(actor=actor, meeting_id=meeting.pk, at=NOW)

    titles = list(meeting.items.values_list("title", flat=True))
    assert "Gaan we door met de fixers?" in titles
    assert f"Voorstel: {initiative.name}" in titles
    assert drafted.added == len(titles)
    assert agenda.minutes_taken(meeting) <= 90
    # People make it theirs; drafting again takes nothing of that away and adds nothing twice.
    first = meeting.items.get(title="Gaan we door met de fixers?")
    agenda.edit_item(
        actor=actor, item_id=first.pk, version=first.version, title="De fixers", minutes=15
    )
    dropped = meeting.items.exclude(pk=first.pk)[0]
    agenda.set_item_state(actor=actor, item_id=dropped.pk, state=ItemState.DROPPED)
    own = agenda.add_item(actor=actor, meeting_id=meeting.pk, title="Rondvraag", minutes=5)
    before = list(meeting.items.values_list("pk", "title", "state", "minutes"))
    again = agenda.draft_agenda(actor=actor, meeting_id=meeting.pk, at=NOW)
    kept = list(meeting.items.values_list("pk", "title", "state", "minutes"))[: len(before)]
    assert kept == before
    assert again.added == len(meeting.items.all()) - len(before)
    assert not meeting.items.filter(source_key=dropped.source_key).exclude(pk=dropped.pk)

    meeting.refresh_from_db()
    asked = attending.invite(
        actor=actor, meeting_id=meeting.pk, version=meeting.version, base=BASE, at=NOW
    )
    assert asked.mailed == 3
    assert {sequence(one) for one in deliver(meeting)} == {0}

    in_meeting.open_meeting(actor=actor, meeting_id=meeting.pk, at=NOW)
    guest = meeting.attendances.get(user=steering.user("analist"))
    attending.tick(actor=actor, attendance_id=guest.pk, attended=True)
    in_meeting.write_decision(
        actor=actor,
        item_id=first.pk,
        question="Gaan we door met de fixers?",
        taken=Taken(outcome="Ja, twee jaar", grounds="Zij komen achter de voordeur"),
        matter="start_stop",
        at=NOW,
    )
    in_meeting.write_action(
        actor=actor,
        item_id=first.pk,
        text="Regel het contract",
        owner_id=steering.user("analist").pk,
        due_date=TODAY + timedelta(days=14),
        at=NOW,
    )
    in_meeting.write_note(actor=actor, item_id=first.pk, text="De klusploeg kan meteen.")
    in_meeting.write_note(actor=actor, item_id=first.pk, text="Haven eerst.")
    in_meeting.finish_item(actor=actor, item_id=first.pk)
    mailed = in_meeting.close_meeting(
        actor=actor,
        meeting_id=meeting.pk,
        dropped=[own],
        mails_now=True,
        base=BASE,
        at=NOW + timedelta(hours=1),
    )

    # What was asked is answered, not asked and decided beside it.
    decision = Decision.objects.get()
    assert (decision.state, decision.outcome) == ("decided", "Ja, twee jaar")
    assert decision.meeting_id == meeting.pk
    assert Action.objects.get().item_id == first.pk
    assert mailed == 3
    letters = {one.to[0]: one for one in deliver(meeting)}
    analyst = letters[steering.user("analist").email]
    name, content, kind = analyst.attachments[0]
    assert (name, kind) == ("besluiten-2027-01-14.pdf", "application/pdf")
    assert bytes(content).startswith(b"%PDF")
    assert analyst.body.index("Uw acties:") < analyst.body.index("Besloten:")
    assert "Acties van anderen:" in letters[steering.user("coordinator").email].body
    assert (
        bytes(Mail.objects.get(key__endswith=str(guest.pk), key__startswith="minutes").attachment)
        == b""
    )
    first.refresh_from_db()
    assert first.notes == "De klusploeg kan meteen.\nHaven eerst."
    assert set(meeting.items.values_list("state", flat=True)) <= {"done", "carried", "dropped"}

    meeting.refresh_from_db()
    others = list(meeting.attendances.values_list("pk", flat=True))
    with pytest.raises(minutes.NothingChanged):
        minutes.correct(
            actor=actor,
            meeting_id=meeting.pk,
            version=meeting.version,
            notes={},
            present=[guest.pk],
            base=BASE,
            at=NOW,
        )
    minutes.correct(
        actor=actor,
        meeting_id=meeting.pk,
        version=meeting.version,
        notes={first.pk: "Haven eerst, dan Buiten."},
        present=others,
        base=BASE,
        at=NOW + timedelta(days=1),
    )
    corrected = Minutes.objects.get(number=2)
    assert any("Haven eerst, dan Buiten." in change for change in corrected.changes)
    assert any("was er wel" in change for change in corrected.changes)
    assert all(one.subject.startswith("Verbeterd") for one in deliver(meeting))


def test_what_was_not_reached_is_carried_once_and_waits_for_a_next_meeting(
    steering: Steering,
) -> None:
    actor = steering.actor("coordinator")
    body_id = body(steering)
    meeting = planned(steering, body_id)
    point = agenda.add_item(actor=actor, meeting_id=meeting.pk, title="Later", minutes=5)
    in_meeting.open_meeting(actor=actor, meeting_id=meeting.pk, at=NOW)
    in_meeting.close_meeting(
        actor=actor, meeting_id=meeting.pk, dropped=[], mails_now=False, base=BASE, at=NOW
    )
    assert AgendaItem.objects.get(pk=point).state == ItemState.CARRIED

    following = planned(steering, body_id, date(2027, 4, 8))
    planned(steering, body_id, date(2027, 7, 8))

    carried = AgendaItem.objects.get(carried_from=point)
    assert (carried.meeting_id, carried.title, carried.position) == (following.pk, "Later", 0)
    meetings.cancel_meeting(
        actor=actor,
        meeting_id=following.pk,
        version=Meeting.objects.get(pk=following.pk).version,
        reason="Recesweek",
        at=NOW,
    )
    chain = AgendaItem.objects.get(carried_from=carried)
    assert chain.meeting.starts_at.date() == date(2027, 7, 8)
    assert AgendaItem.objects.filter(title="Later", state=ItemState.OPEN).count() == 1


def test_a_moved_meeting_asks_again_and_old_answers_do_not_count(steering: Steering) -> None:
    actor = steering.actor("coordinator")
    meeting = planned(steering, body(steering))
    attending.invite(actor=actor, meeting_id=meeting.pk, version=meeting.version, base=BASE, at=NOW)
    letter = next(one for one in deliver(meeting) if "analist" in one.to[0])
    token = re.search(r"antwoord/(\S+)", letter.body)
    assert token is not None
    attending.answer_by_link(token=token[1], coming="accepted", at=NOW)

    meeting.refresh_from_db()
    saved = meetings.move_meeting(
        actor=actor,
        meeting_id=meeting.pk,
        version=meeting.version,
        base=BASE,
        at=NOW,
        starts_at=meeting.starts_at + timedelta(days=1),
        ends_at=meeting.ends_at + timedelta(days=1),
    )

    assert saved.mailed == 3
    assert {sequence(one) for one in deliver(meeting)} == {1}
    guest = meeting.attendances.get(user=steering.user("analist"))
    assert guest.coming == "needs-action"
    # A calendar answers what it was asked: to the old time it says nothing any more.
    said = {"uid": meeting.uid, "email": guest.email, "status": "accepted"}
    stale = Answer(**said, sequence=0, stamped_at=NOW + timedelta(minutes=1))
    assert attending.take_answer(found=stale, at=NOW + timedelta(hours=1)) is False
    fresh = Answer(**said, sequence=1, stamped_at=NOW + timedelta(minutes=2))
    assert attending.take_answer(found=fresh, at=NOW + timedelta(hours=1)) is True


def test_a_link_shows_without_acting_and_is_bound_to_its_address(steering: Steering) -> None:
    actor = steering.actor("coordinator")
    meeting = planned(steering, body(steering))
    attending.invite(actor=actor, meeting_id=meeting.pk, version=meeting.version, base=BASE, at=NOW)
    guest = meeting.attendances.get(user=steering.user("analist"))
    path = meeting_links.address(guest=guest, base="")
    stranger = Client(headers={"host": steering.municipality.host})

    shown = stranger.get(path)

    guest.refresh_from_db()
    assert (shown.status_code, guest.coming) == (200, "needs-action")
    assert stranger.post(path, {"coming": "tentative"}).status_code == 200
    guest.refresh_from_db()
    assert guest.coming == "tentative"
    assert stranger.get(path[:-2] + "xx").status_code == 404
    Attendance.objects.filter(pk=guest.pk).update(email="ander@almere.example")
    assert stranger.get(path).status_code == 404


def test_a_body_decides_up_to_its_limit_and_the_one_above_decides_the_rest(
    steering: Steering,
) -> None:
    actor = steering.actor("coordinator")
    above = body(steering)
    below = body(steering, "Kernteam", kind="core_team", limit_eur=1000, refers_to_id=above)
    high, low = (planned(steering, one, date(2027, 1, 14)) for one in (above, below))
    question = ask_decision(actor=actor, question="Kopen we radiatorfolie?", at=NOW, matter="money")
    decision = Decision.objects.get(pk=question)

    def offered_to(meeting: Meeting) -> bool:
        found = agenda.offered(actor=actor, meeting=meeting, at=NOW)
        return any(one.object_id == question for one in found)

    assert (offered_to(high), offered_to(low)) == (False, True)
    decision.options.create(municipality_id=actor.municipality_id, title="Ja", cost_eur=5000.0)
    assert (offered_to(high), offered_to(low)) == (True, False)


def test_who_does_not_lead_a_body_does_not_touch_its_meetings(steering: Steering) -> None:
    meeting = planned(steering, body(steering))
    chair, lead = steering.actor("opdrachtgever"), steering.actor("initiatiefleider")

    agenda.add_item(actor=chair, meeting_id=meeting.pk, title="Van de voorzitter", minutes=5)

    with pytest.raises(NotAllowed):
        agenda.add_item(actor=lead, meeting_id=meeting.pk, title="Van een ander", minutes=5)
    with pytest.raises(NotFound):
        selectors.minutes_content(actor=steering.actor("partnercoordinator"), meeting_id=meeting.pk)


def test_bodies_cannot_refer_to_each_other_in_a_ring(steering: Steering) -> None:
    above = body(steering)
    below = body(steering, "Kernteam", refers_to_id=above)
    row = Body.objects.get(pk=above)

    with pytest.raises(Invalid) as refused:
        bodies.save_body(
            actor=steering.actor("coordinator"),
            body_id=above,
            version=row.version,
            refers_to_id=below,
        )
    assert [fault.field for fault in refused.value.faults] == ["refers_to_id"]


def test_one_meeting_of_a_body_goes_on_at_a_time(steering: Steering) -> None:
    actor = steering.actor("coordinator")
    body_id = body(steering)
    first, second = planned(steering, body_id), planned(steering, body_id, date(2027, 4, 8))
    in_meeting.open_meeting(actor=actor, meeting_id=first.pk, at=NOW)

    with pytest.raises(Conflict):
        in_meeting.open_meeting(actor=actor, meeting_id=second.pk, at=NOW)


def test_waiting_names_what_each_has_to_do(steering: Steering) -> None:
    actor, member = steering.actor("coordinator"), steering.actor("analist")
    day = (NOW + timedelta(days=7)).date()
    meeting = planned(steering, body(steering), day)

    def kinds(who: Any) -> list[str]:
        return [one.kind for one in selectors.waits_for(actor=who, now=NOW)]

    assert (kinds(actor), kinds(member)) == (["agenda"], [])
    agenda.add_item(actor=actor, meeting_id=meeting.pk, title="Punt", minutes=5)
    assert kinds(actor) == ["invite"]
    meeting.refresh_from_db()
    attending.invite(actor=actor, meeting_id=meeting.pk, version=meeting.version, base=BASE, at=NOW)
    assert kinds(member) == ["answer"]


def test_the_pages_do_it_all_without_a_script(steering: Steering) -> None:
    client = steering.client("coordinator")
    form = {
        "name": "Kernteam",
        "kind": "core_team",
        "matters": ["capacity", "other"],
        "often": "week",
        "weekday": "1",
        "place_in_month": "1",
        "first_date": "2026-11-24",
        "starts_time": "10:00",
        "minutes": "60",
    }
    made = client.post(reverse("steering:body_new"), form)
    row = Body.objects.get()
    assert (made.status_code, row.recurrence) == (303, "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU")
    who = {"who": f"user:{steering.user('analist').pk}", "part": "member"}
    assert client.post(reverse("steering:member_add", args=[row.pk]), who).status_code == 303
    days = client.get(reverse("steering:meetings_plan", args=[row.pk])).context["form"]
    chosen = [key for key, _label in days.fields["days"].choices][:2]
    client.post(reverse("steering:meetings_plan", args=[row.pk]), {"days": chosen})
    meeting = Meeting.objects.order_by("starts_at")[0]
    page = reverse("steering:meeting", args=[meeting.pk])
    client.post(reverse("steering:agenda_draft", args=[meeting.pk]))
    assert meeting.items.filter(source="stand_up").exists()
    client.post(
        reverse("steering:item_add", args=[meeting.pk]), {"title": "Wat nog?", "minutes": "5"}
    )
    last = meeting.items.get(title="Wat nog?")
    client.post(reverse("steering:item_move", args=[meeting.pk, last.pk]), {"kant": "op"})
    assert faults_on(client.get(page).content.decode()) == ""
    client.post(reverse("steering:meeting_open", args=[meeting.pk]))

    screen = client.get(reverse("steering:in_meeting", args=[meeting.pk]))
    assert faults_on(screen.content.decode()) == ""
    item = screen.context["item"].id
    point = [meeting.pk, item]
    refused = client.post(
        reverse("steering:in_meeting_action", args=point),
        {"text": "Bel", "owner": "nobody", "due_date": "ooit"},
    )
    assert refused.status_code == 422
    assert "Schrijf een dag" in refused.content.decode()
    done = client.post(
        reverse("steering:in_meeting_action", args=point),
        {"text": "Bel de klusploeg", "owner": "analist", "due_date": "vr"},
    )
    assert done.status_code == 303
    assert Action.objects.get().owner_id == steering.user("analist").pk
    client.post(
        reverse("steering:in_meeting_not_now", args=point),
        {
            "question": "Beginnen we?",
            "outcome": "Nu niet",
            "grounds": "Geen uren",
            "matter": "capacity",
            "review_date": "+3m",
        },
    )
    decision = Decision.objects.get()
    assert (decision.kind, decision.review_date is not None) == ("not_now", True)
    client.post(reverse("steering:in_meeting_note", args=point), {"text": "Genoteerd"})
    client.post(reverse("steering:in_meeting_go", args=point), {"klaar": "1"})
    ending = client.get(reverse("steering:meeting_close", args=[meeting.pk]))
    assert faults_on(ending.content.decode()) == ""
    closed = client.post(reverse("steering:meeting_close", args=[meeting.pk]), {"mails_now": "on"})
    assert closed.status_code == 303
    assert faults_on(client.get(page).content.decode()) == ""
    paper = client.get(reverse("steering:minutes_file", args=[meeting.pk, 1]))
    assert paper.content.startswith(b"%PDF")
    stukken = client.get(reverse("steering:meeting_papers", args=[meeting.pk]))
    assert stukken.content.startswith(b"%PDF")


def test_lists_ask_as_often_however_long_they_are(steering: Steering) -> None:
    client = steering.client("coordinator")
    meeting = planned(steering, body(steering))
    actor = steering.actor("coordinator")

    def asked(path: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    paths = [
        reverse("steering:bodies"),
        reverse("steering:meetings"),
        reverse("steering:meeting", args=[meeting.pk]),
    ]
    for path in paths:
        client.get(path)
    few = [asked(path) for path in paths]
    for number in range(8):
        other = body(steering, f"Overleg {number}")
        planned(steering, other, date(2027, 3, 1) + timedelta(days=number))
        agenda.add_item(actor=actor, meeting_id=meeting.pk, title=f"Punt {number}", minutes=5)
    assert [asked(path) for path in paths] == few


def test_moments_stay_on_the_wall_when_the_clock_goes_forward(steering: Steering) -> None:
    body_id = body(steering, recurrence="FREQ=WEEKLY;INTERVAL=1;BYDAY=TH")
    winter = planned(steering, body_id, date(2027, 3, 25))
    summer = planned(steering, body_id, date(2027, 4, 1))

    def hours(one: Meeting) -> int:
        return one.starts_at.hour

    assert (hours(winter), hours(summer)) == (8, 7)
    assert isinstance(winter.starts_at, datetime)


def test_the_demo_has_met_and_has_agendas_for_what_comes(steering: Steering) -> None:
    actor, folder = steering.actor("coordinator"), demo_data.FOLDER / "almere" / "sturing"

    assert material_of_bodies.load(actor=actor, folder=folder, at=NOW) == 4
    assert material_of_meetings.load(actor=actor, folder=folder, at=NOW) == 7

    held = Meeting.objects.get(state="held")
    assert (
        held.starts_at < NOW < Meeting.objects.exclude(pk=held.pk).earliest("starts_at").starts_at
    )
    assert Minutes.objects.get().meeting_id == held.pk
    assert Action.objects.filter(meeting=held).count() == 3
    # What was not reached then stands first on the next agenda of the same body.
    following = Meeting.objects.get(state="invited")
    assert following.items.all()[0].carried_from is not None
    assert following.items.exclude(source="").exists()
    core_team = Meeting.objects.filter(body__kind="core_team").earliest("starts_at")
    assert core_team.items.filter(source="stand_up").exists()
    assert agenda.minutes_taken(core_team) <= agenda.length(core_team)
    area = Meeting.objects.get(body__kind="area_meeting")
    assert [one.source for one in area.items.all()][:1] == ["area_sheet"]
    assert material_of_meetings.load(actor=actor, folder=folder, at=NOW) == 0
