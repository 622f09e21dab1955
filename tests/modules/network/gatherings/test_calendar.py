"""What we write into other people's calendars, and what we read of their answers."""

from __future__ import annotations

import time as clock
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from bundel.network.calendar import reading, rhythm, writing
from bundel.network.calendar.rhythm import MOST_DATES, WrongRhythm
from bundel.network.calendar.writing import Entry, Person
from tests.conftest import Figure

HOME = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
UID = uuid.UUID("6a4b0a9e-2f0e-4c63-9e44-0d3b6d2b8a11")
DESK = Person("Energienetwerk Almere", "antwoord@bundel.example")
GUEST = Person("Noor", "noor@welzijn.example")
ENTRY = Entry(
    uid=f"{UID}@bundel.example",
    sequence=2,
    title="Netwerk; najaar, 2026",
    starts=datetime(2027, 3, 25, 8, 0, tzinfo=UTC),
    ends=datetime(2027, 3, 25, 10, 0, tzinfo=UTC),
    changed_at=NOW,
    place="De Wijkhof, Haven",
    text="Wat doen we aan tocht?\nNeem uw afspraken mee.",
    url="https://almere.example/netwerk/bijeenkomsten/1",
)
# Processor time in which even the worst ends. [s]
ENDS_S = 30


def event_of(content: str | bytes) -> tuple[Calendar, Calendar]:
    read = Calendar.from_ical(content)
    return read, read.walk("VEVENT")[0]


def reply(
    status: str = "ACCEPTED",
    email: str = "noor@welzijn.example",
    extra: str = "",
    sequence: int = 2,
) -> bytes:
    return (
        "BEGIN:VCALENDAR\r\nPRODID:-//Ander//Agenda//EN\r\nVERSION:2.0\r\nMETHOD:REPLY\r\n"
        f"BEGIN:VEVENT\r\nATTENDEE;PARTSTAT={status};CN=Noor:MAILTO:{email}\r\n"
        f"DTSTAMP:20261124T101500Z\r\n{extra}UID:{UID}@bundel.example\r\n"
        f"SEQUENCE:{sequence}\r\nSUMMARY:Ja\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


def test_an_invitation_reads_back_as_it_was_written() -> None:
    calendar, event = event_of(writing.invitation(entry=ENTRY, organiser=DESK, guest=GUEST, at=NOW))

    assert (str(calendar["method"]), str(event["uid"]), event["sequence"]) == (
        "REQUEST",
        ENTRY.uid,
        2,
    )
    assert event["dtstart"].dt == ENTRY.starts and event["dtend"].dt == ENTRY.ends
    assert (str(event["summary"]), str(event["location"])) == (ENTRY.title, ENTRY.place)
    assert str(event["description"]) == ENTRY.text
    assert str(event["organizer"]) == "mailto:antwoord@bundel.example"
    assert event["attendee"].params["RSVP"] == "TRUE"
    assert str(event["status"]) == "CONFIRMED"


def test_the_zone_goes_along_and_says_summer_and_winter() -> None:
    text = writing.invitation(entry=ENTRY, organiser=DESK, guest=GUEST, at=NOW)

    assert "DTSTART;TZID=Europe/Amsterdam:20270325T090000" in text
    assert "BEGIN:VTIMEZONE" in text and "BEGIN:DAYLIGHT" in text and "BEGIN:STANDARD" in text
    assert len(text) < 3000


def test_a_cancellation_names_the_same_event_with_its_own_version() -> None:
    calendar, event = event_of(
        writing.cancellation(entry=ENTRY, organiser=DESK, guest=GUEST, at=NOW)
    )

    assert (str(calendar["method"]), str(event["status"])) == ("CANCEL", "CANCELLED")
    assert (str(event["uid"]), event["sequence"]) == (ENTRY.uid, 2)


def test_a_feed_holds_days_and_moments() -> None:
    whole = replace(ENTRY, uid="b@x", starts=date(2027, 1, 4), ends=date(2027, 1, 9))

    calendar = Calendar.from_ical(writing.feed(name="Netwerk", entries=[ENTRY, whole], at=NOW))

    starts = [event["dtstart"].dt for event in calendar.walk("VEVENT")]
    assert starts == [ENTRY.starts, date(2027, 1, 4)]
    assert str(calendar["method"]) == "PUBLISH"


def test_no_text_of_ours_makes_lines_of_its_own() -> None:
    evil = 'x"\r\nATTENDEE:mailto:spion@kwaad.example\r\nBEGIN:VALARM\x00'
    entry = replace(ENTRY, title=evil, place=evil, text=evil)

    text = writing.invitation(
        entry=entry, organiser=Person(evil, DESK.email), guest=Person(evil, GUEST.email), at=NOW
    )

    event = event_of(text)[1]
    assert str(event["attendee"]) == "mailto:noor@welzijn.example"
    assert "VALARM" not in [part.name for part in Calendar.from_ical(text).walk()]
    assert "\x00" not in text


# A busy machine takes its time; how long reading may take is measured below.
@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_every_title_and_place_reads_back(title: str, place: str) -> None:
    entry = replace(ENTRY, title=title, place=place)

    event = event_of(writing.invitation(entry=entry, organiser=DESK, guest=GUEST, at=NOW))[1]

    assert str(event["summary"]) == writing.plain(title)
    assert str(event.get("location", "")) == writing.plain(place)


def test_an_answer_is_read() -> None:
    [answer] = reading.read_answers(reply())

    assert (answer.uid, answer.email, answer.status, answer.sequence) == (
        UID,
        "noor@welzijn.example",
        "accepted",
        2,
    )
    assert answer.stamped_at == datetime(2026, 11, 24, 10, 15, tzinfo=UTC)


def test_an_answer_with_folded_lines_and_bare_line_ends_is_read() -> None:
    folded = reply().replace(b"MAILTO:noor@", b"MAILTO:no\r\n or@").replace(b"\r\n", b"\n")

    assert reading.read_answers(folded)[0].email == "noor@welzijn.example"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Ik kom graag",
        reply().replace(b"METHOD:REPLY", b"METHOD:REQUEST"),
        reply().replace(b"END:VEVENT\r\n", b""),
        reply() + b"X" * reading.MOST_BYTES,
        reply(extra="X:1\r\n" * 2000),
        reply().replace(
            b"END:VCALENDAR", b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 30 + b"END:VCALENDAR"
        ),
        b"BEGIN:VCALENDAR\r\n" * 900,
    ],
)
def test_what_is_no_answer_is_refused(content: bytes) -> None:
    with pytest.raises(reading.NoAnswer):
        reading.read_answers(content)


@pytest.mark.parametrize(
    "answer",
    [
        reply(status="DELEGATED"),
        reply(status="NEEDS-ACTION"),
        reply(email="x"),
        reply().replace(str(UID).encode(), b"anders"),
        reply().replace(b"DTSTAMP:20261124T101500Z\r\n", b""),
    ],
)
def test_what_answers_nothing_of_ours_is_left_out(answer: bytes) -> None:
    assert reading.read_answers(answer) == []


def test_hostile_answers_cost_no_time(figure: Figure) -> None:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Kwaad\r\nBEGIN:STANDARD\r\nDTSTART:00010101T000000\r\n"
        "RRULE:FREQ=SECONDLY;COUNT=999999999\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0001\r\n"
        "END:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    rule = "RRULE:FREQ=SECONDLY;COUNT=999999999\r\nEXRULE:FREQ=SECONDLY\r\n"
    content = reply(extra=rule).replace(b"BEGIN:VEVENT", zone.encode() + b"BEGIN:VEVENT")
    many = reply(extra="ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.nl\r\n" * 900)

    begun = clock.process_time()
    answers = reading.read_answers(content), reading.read_answers(many)
    took = clock.process_time() - begun

    figure(f"iCalendar: hostile answers read in {took * 1000:.0f} ms")
    assert len(answers[0]) == 1 and len(answers[1]) <= reading.MOST_ATTENDEES
    # Not how fast, only that it ends.
    assert took < ENDS_S


# A busy machine takes its time; how long reading may take is measured below.
@settings(deadline=None)
@given(st.binary(max_size=2000))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    wrapped = b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n" + content

    for given_bytes in (content, wrapped + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"):
        try:
            reading.read_answers(given_bytes)
        except reading.NoAnswer:
            continue


def days(rule: str, first: date, number: int = MOST_DATES) -> list[date]:
    return rhythm.dates(rhythm=rhythm.read_rhythm(rule), first_date=first, number=number)


def test_each_quarter_on_the_third_thursday() -> None:
    assert days("FREQ=MONTHLY;INTERVAL=3;BYDAY=3TH", date(2026, 12, 17), 4) == [
        date(2026, 12, 17),
        date(2027, 3, 18),
        date(2027, 6, 17),
        date(2027, 9, 16),
    ]


@pytest.mark.parametrize(
    ("rule", "first", "named"),
    [
        ("FREQ=MONTHLY;", date(2026, 12, 17), "FREQ=MONTHLY;BYDAY=3TH"),
        ("FREQ=MONTHLY;INTERVAL=3", date(2026, 12, 31), "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1TH"),
        ("FREQ=MONTHLY;BYMONTHDAY=1", date(2026, 12, 17), "FREQ=MONTHLY;BYMONTHDAY=1"),
        ("FREQ=WEEKLY", date(2026, 12, 17), "FREQ=WEEKLY"),
    ],
)
def test_a_rhythm_by_the_month_keeps_its_weekday(rule: str, first: date, named: str) -> None:
    assert rhythm.on_weekday(rule, first) == named


def test_the_time_on_the_wall_stays_when_the_clock_changes() -> None:
    found = rhythm.moments(
        rule="FREQ=WEEKLY",
        first_date=date(2027, 3, 21),
        at_time=time(9, 30),
        time_zone="Europe/Amsterdam",
        number=2,
    )

    assert [moment.astimezone(HOME).time() for moment in found] == [time(9, 30)] * 2
    assert found[1] - found[0] == timedelta(days=7, hours=-1)


def test_a_time_that_the_day_does_not_have_is_an_hour_later() -> None:
    [moment] = rhythm.moments(
        rule="FREQ=WEEKLY",
        first_date=date(2027, 3, 28),
        at_time=time(2, 30),
        time_zone="Europe/Amsterdam",
        number=1,
    )

    assert moment.astimezone(HOME) == datetime(2027, 3, 28, 3, 30, tzinfo=HOME)


RULES = [
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU",
    "FREQ=WEEKLY;BYMONTH=3,10",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;INTERVAL=6;BYDAY=2TU",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=2,9;BYMONTHDAY=1,15",
    "FREQ=YEARLY;BYMONTH=4",
    "FREQ=YEARLY;BYMONTHDAY=1",
    "FREQ=MONTHLY;COUNT=5",
    "FREQ=WEEKLY;UNTIL=20270301",
]


# A busy machine takes its time; how long reading may take is measured below.
@settings(deadline=None)
@given(st.sampled_from(RULES), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_the_dates_are_those_of_another_reader_of_the_standard(rule: str, first: date) -> None:
    theirs = rrulestr(rule, dtstart=datetime.combine(first, time()))
    until = datetime.combine(first + rhythm.SPAN, time())
    expected = [day.date() for day in theirs.between(datetime.combine(first, time()), until, True)]

    assert days(rule, first) == expected[:MOST_DATES]


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "elke maand",
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;COUNT=3",
        "FREQ=HOURLY",
        "FREQ=DAILY",
        "FREQ=MONTHLY;COUNT=999999999",
        "FREQ=MONTHLY;COUNT=0",
        "FREQ=MONTHLY;INTERVAL=0",
        "FREQ=MONTHLY;INTERVAL=100000000000000000000",
        "FREQ=MONTHLY;BYHOUR=1,2,3;BYSECOND=1,2,3",
        "FREQ=YEARLY;BYYEARDAY=1;BYWEEKNO=1",
        "FREQ=WEEKLY;BYMONTHDAY=1",
        "FREQ=MONTHLY;FREQ=WEEKLY",
        "FREQ=MONTHLY;COUNT=3;UNTIL=20280101",
        "FREQ=MONTHLY;UNTIL=morgen",
        "FREQ=MONTHLY;UNTIL=20281332",
        "FREQ=MONTHLY;BYMONTHDAY=" + ",".join(["1"] * 50),
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYDAY=9TH",
        "FREQ=MONTHLY;BYDAY=" + ",".join(["MO"] * 300),
        "FREQ=MONTHLY\r\nATTENDEE:mailto:a@b.nl",
    ],
)
def test_a_hostile_rhythm_is_refused(rule: str) -> None:
    with pytest.raises(WrongRhythm):
        rhythm.read_rhythm(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9",
        "FREQ=WEEKLY;BYSETPOS=31",
        "FREQ=WEEKLY;UNTIL=19000101",
    ],
)
def test_a_rhythm_that_never_comes_ends_at_once(rule: str) -> None:
    begun = clock.process_time()

    found = days(rule, date(2027, 1, 1))

    assert found == []
    assert clock.process_time() - begun < ENDS_S


def test_a_rhythm_gives_no_more_dates_than_there_can_be() -> None:
    assert len(days("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", date(2027, 1, 1), 10_000)) == 60
    assert days("FREQ=WEEKLY", date(2027, 1, 1), -1) == []
