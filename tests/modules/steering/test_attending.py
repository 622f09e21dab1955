"""Who sits in a body is asked, is ticked, finds it in a calendar, and hears when that ends."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from bundel.areas.models import Area
from bundel.errors import Invalid
from bundel.network.models import Contact
from bundel.steering.models import AgendaItem, Attendance, Body, Decision, Meeting, Member
from bundel.steering.selectors.meeting_card import meeting_card
from bundel.steering.services import agenda, attending, bodies, in_meeting, meetings
from bundel.steering.services.decisions import Taken
from tests.modules.steering.conftest import NOW, Steering
from tests.modules.steering.test_meetings import BASE, body, deliver, planned

TAKEN = Taken(outcome="Ja", grounds="Het werkt")


def invited(steering: Steering, meeting: Meeting) -> Meeting:
    actor = steering.actor("coordinator")
    attending.invite(actor=actor, meeting_id=meeting.pk, version=meeting.version, base=BASE, at=NOW)
    meeting.refresh_from_db()
    return meeting


def running(steering: Steering, *titles: str) -> tuple[Meeting, list[UUID]]:
    """Return a meeting that goes on with these points."""
    actor = steering.actor("coordinator")
    meeting = planned(steering, body(steering))
    points = [
        agenda.add_item(actor=actor, meeting_id=meeting.pk, title=title, minutes=5)
        for title in titles
    ]
    in_meeting.open_meeting(actor=actor, meeting_id=meeting.pk, at=NOW)
    return meeting, points


def test_who_leaves_a_body_leaves_the_meetings_that_are_ahead(steering: Steering) -> None:
    actor = steering.actor("coordinator")
    meeting = invited(steering, planned(steering, body(steering)))
    deliver(meeting)
    analyst, chair = (
        Member.objects.get(body=meeting.body_id, user=steering.user(who))
        for who in ("analist", "opdrachtgever")
    )

    told = bodies.remove_member(actor=actor, member_id=analyst.pk, version=analyst.version, at=NOW)
    over = meeting.ends_at + timedelta(days=1)
    silent = bodies.remove_member(actor=actor, member_id=chair.pk, version=chair.version, at=over)

    assert (told, silent) == (1, 0)
    [letter] = deliver(meeting)
    assert letter.to == [steering.user("analist").email]
    assert Calendar.from_ical(letter.alternatives[0][0])["METHOD"] == "CANCEL"
    left = set(meeting.attendances.values_list("user__email", flat=True))
    assert left == {steering.user("coordinator").email, steering.user("opdrachtgever").email}


def test_the_page_says_who_gets_a_mail_before_it_goes(steering: Steering) -> None:
    actor, client = steering.actor("coordinator"), steering.client("coordinator")
    meeting = planned(steering, body(steering))
    partner = steering.partner("De Buurtboog")
    Contact.objects.filter(organisation=partner).update(left_date=NOW.date())
    bodies.set_member(
        actor=actor, body_id=meeting.body_id, organisation_id=partner.pk, part="member"
    )
    page = reverse("steering:meeting_invite", args=[meeting.pk])

    before = client.get(page).content.decode()
    asked = attending.invite(
        actor=actor, meeting_id=meeting.pk, version=meeting.version, base=BASE, at=NOW
    )
    after = client.get(page).content.decode()

    assert f"{asked.mailed} mails gaan uit" in before
    assert re.search("Zonder e-mailadres.*De Buurtboog", before, re.DOTALL)
    assert not re.search(r"mails? gaa?n? uit", after)
    assert re.search("Al uitgenodigd.*De Buurtboog", after, re.DOTALL) is None
    assert "Verstuur de uitnodigingen" not in after


def test_a_meeting_is_not_put_in_the_wrong_year_or_moved_to_yesterday(steering: Steering) -> None:
    actor = steering.actor("coordinator")
    meeting = invited(steering, planned(steering, body(steering)))

    def plan(starts_at: datetime) -> UUID:
        return meetings.plan_meeting(
            actor=actor,
            body_id=meeting.body_id,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=1),
            place="",
            at=NOW,
        )

    for wrong in (meeting.starts_at - timedelta(days=365), NOW + timedelta(days=365 * 4)):
        with pytest.raises(Invalid) as refused:
            plan(wrong)
        assert refused.value.faults[0].field == "day"
    # What was held last week may still be written down; nobody is asked for it.
    assert plan(NOW - timedelta(days=7))
    with pytest.raises(Invalid) as refused:
        meetings.move_meeting(
            actor=actor,
            meeting_id=meeting.pk,
            version=meeting.version,
            base=BASE,
            at=NOW,
            starts_at=NOW - timedelta(days=1),
            ends_at=NOW - timedelta(hours=23),
        )
    assert refused.value.faults[0].field == "day"


def test_who_writes_blind_reads_the_decision_of_the_other_first(steering: Steering) -> None:
    actor, client = steering.actor("coordinator"), steering.client("coordinator")
    meeting, [point] = running(steering, "Eerst Haven?")
    screen = client.get(reverse("steering:in_meeting", args=[meeting.pk])).content.decode()
    assert 'name="seen" value="0"' in screen
    door = reverse("steering:in_meeting_decide", args=[meeting.pk, point])
    given = {"question": "Eerst Haven?", "outcome": "Nee, Buiten", "grounds": "Zo is het"}
    given |= {"matter": "other", "dissent": "De wijk wil Haven", "seen": "0"}
    in_meeting.write_decision(
        actor=actor, item_id=point, question="Eerst Haven?", taken=TAKEN, matter="other", at=NOW
    )

    refused = client.post(door, given)
    again = client.post(door, given | {"seen": "1"})

    text = refused.content.decode()
    assert refused.status_code == 422
    assert "legde iemand net een besluit vast" in text
    assert 'value="Nee, Buiten"' in text
    assert 'name="seen" value="1"' in text
    assert again.status_code == 303
    assert list(Decision.objects.order_by("number").values_list("outcome", "dissent")) == [
        ("Ja", ""),
        ("Nee, Buiten", "De wijk wil Haven"),
    ]


def test_what_was_typed_as_the_meeting_closed_comes_back(steering: Steering) -> None:
    client = steering.client("coordinator")
    meeting, [point] = running(steering, "Rondvraag")
    Meeting.objects.filter(pk=meeting.pk).update(state="held")

    late = client.post(
        reverse("steering:in_meeting_note", args=[meeting.pk, point]), {"text": "Nog even dit"}
    )

    assert late.status_code == 422
    assert 'value="Nog even dit"' in late.content.decode()


def test_closing_loses_nothing_that_was_written_and_asks_nothing_again(steering: Steering) -> None:
    actor, client = steering.actor("coordinator"), steering.client("coordinator")
    meeting, points = running(steering, "Besloten", "Genoteerd", "Weg", "Later")
    decided, noted, away, _later = points
    in_meeting.write_decision(
        actor=actor, item_id=decided, question="Doen?", taken=TAKEN, matter="other", at=NOW
    )
    in_meeting.write_note(actor=actor, item_id=noted, text="Dit blijft staan.")
    ending = client.get(reverse("steering:meeting_close", args=[meeting.pk])).content.decode()
    assert f'value="{decided}"' not in ending
    assert f'value="{noted}"' in ending
    assert "Niemand staat als aanwezig" in ending
    assert "3 mails gaan uit" in ending

    in_meeting.close_meeting(
        actor=actor,
        meeting_id=meeting.pk,
        dropped=[noted, away],
        mails_now=False,
        base=BASE,
        at=NOW,
    )

    states = dict(AgendaItem.objects.values_list("pk", "state"))
    assert [states[one] for one in points] == ["done", "done", "dropped", "carried"]
    content = meeting.minutes_versions.get().content
    assert "Dit blijft staan." in [one["notes"] for one in content["points"]]
    # Nobody was ticked: then the list does not say that nobody came.
    assert (content["present"], content["absent"]) == ([], [])
    mending = client.get(reverse("steering:minutes_correct", args=[meeting.pk])).content.decode()
    decision = Decision.objects.get()
    assert reverse("steering:decision_succeed", args=[decision.pk]) in mending


def test_everybody_is_ticked_at_once_and_the_list_stays_open(steering: Steering) -> None:
    client = steering.client("coordinator")
    meeting, _points = running(steering, "Rondvraag")

    all_here = client.post(reverse("steering:in_meeting_tick_all", args=[meeting.pk]))
    one = Attendance.objects.get(meeting=meeting, user=steering.user("analist"))
    gone = client.post(
        reverse("steering:in_meeting_tick", args=[meeting.pk, one.pk]), {"aanwezig": "nee"}
    )

    for answer in (all_here, gone):
        assert answer.status_code == 303
        assert re.search(r'<details id="aanwezig"[^>]* open>', client.get(answer["Location"]).text)
    card = meeting_card(actor=steering.actor("coordinator"), meeting_id=meeting.pk)
    assert (card.present, len(card.guests)) == (2, 3)


def feed(client: Client, visitor: Client, area_id: str = "") -> dict[str, str]:
    """Return what the calendar of somebody reads: what, and whether it goes on."""
    made = client.post(reverse("network:calendars"), {"area_id": area_id})
    found = re.search(r"http[^\"]*\.ics", made.content.decode())
    assert found is not None
    given = visitor.get(urlsplit(found[0]).path)
    return {
        f"{one['summary']} {one['uid']}": str(one["status"])
        for one in Calendar.from_ical(given.content).walk("VEVENT")
    }


def test_meetings_of_the_own_bodies_stand_in_the_own_calendar(
    steering: Steering, visitor: Client
) -> None:
    actor = steering.actor("coordinator")
    haven = Area.objects.get(name="Almere Haven")
    group = body(steering, "Stuurgroep")
    local = body(steering, "Gebiedsoverleg", area_id=haven.pk)
    partner = steering.partner("De Buurtboog")
    bodies.set_member(actor=actor, body_id=local, organisation_id=partner.pk, part="member")
    today = timezone.localdate()
    at = timezone.now()
    meetings.plan_meetings(actor=actor, body_id=group, days=[today + timedelta(days=20)], at=at)
    meetings.plan_meetings(actor=actor, body_id=local, days=[today + timedelta(days=30)], at=at)
    high, near = (Meeting.objects.get(body_id=one) for one in (group, local))
    meetings.cancel_meeting(
        actor=actor, meeting_id=high.pk, version=high.version, reason="Recesweek", at=at
    )
    keys = [f"{one.body.name} {one.uid}@" for one in (high, near)]

    def seen(who: str, area_id: str = "") -> dict[str, str]:
        events = feed(steering.client(who), visitor, area_id)
        return {
            key.split()[0]: status
            for name, status in events.items()
            for key in keys
            if name.startswith(key)
        }

    both = {"Stuurgroep": "CANCELLED", "Gebiedsoverleg": "CONFIRMED"}
    assert seen("analist") == both
    assert seen("partner") == {"Gebiedsoverleg": "CONFIRMED"}
    assert seen("initiatiefleider") == {}
    assert seen("initiatiefleider", str(haven.pk)) == {"Gebiedsoverleg": "CONFIRMED"}


def test_every_meeting_is_a_click_away_and_none_begins_by_a_slip(steering: Steering) -> None:
    client = steering.client("coordinator")
    meeting = planned(steering, body(steering))

    lists = client.get(reverse("steering:bodies")).content.decode()
    card = client.get(reverse("steering:meeting", args=[meeting.pk])).content.decode()

    assert reverse("steering:meetings") in lists
    assert reverse("network:calendars") in lists
    assert "Begin nu al" in card
    assert "Begin de vergadering" not in card
    Meeting.objects.filter(pk=meeting.pk).update(state="cancelled")
    for door in ("meeting_move", "meeting_cancel", "meeting_invite"):
        assert client.get(reverse(f"steering:{door}", args=[meeting.pk])).status_code == 409


def test_a_body_that_meets_no_more_is_only_read(steering: Steering) -> None:
    actor, client = steering.actor("coordinator"), steering.client("coordinator")
    gone, stands = body(steering, "Oud overleg"), body(steering, "Stuurgroep")
    planned(steering, stands)
    meeting = planned(steering, gone)
    in_meeting.open_meeting(actor=actor, meeting_id=meeting.pk, at=NOW)
    in_meeting.close_meeting(
        actor=actor, meeting_id=meeting.pk, dropped=[], mails_now=False, base=BASE, at=NOW
    )
    version = Body.objects.get(pk=gone).version
    bodies.archive_body(actor=actor, body_id=gone, version=version, at=NOW)

    card = client.get(reverse("steering:body", args=[gone])).content.decode()
    assert "komt niet meer bij elkaar" in card
    assert "Volgende dagen" not in card
    for door in ("body_edit", "body_archive", "meetings_plan", "meeting_new"):
        assert client.get(reverse(f"steering:{door}", args=[gone])).status_code == 409
    # What was held stays, and its list can still be mended.
    assert client.get(reverse("steering:minutes_correct", args=[meeting.pk])).status_code == 200
    listed = reverse("steering:meetings")
    here = client.get(f"{listed}?overleg={gone}")
    assert [one.body for one in here.context["past"]] == ["Oud overleg"]
    assert here.context["ahead"] == []
    file = reverse("steering:meetings_file", args=["csv"])
    every, one = client.get(file).text, client.get(f"{file}?overleg={stands}").text
    assert "Oud overleg" in every
    assert "Stuurgroep" in one
    assert "Oud overleg" not in one
    assert client.get(f"{listed}?overleg=geen").status_code == 200
