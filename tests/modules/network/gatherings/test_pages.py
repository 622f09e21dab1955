"""The pages of gatherings, as people walk through them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.network.models import (
    AreaAction,
    AreaActionArea,
    CalendarKey,
    Gathering,
    Invitee,
    Promise,
    Series,
    Taxonomy,
    Theme,
)
from bundel.network.services import gatherings, promises
from tests.modules.network.conftest import Network, term
from tests.modules.network.gatherings.conftest import BASE, NOW, STARTS
from tests.modules.network.gatherings.test_invitations import token_in
from tests.modules.reading_pages import faults_on, form_on

HOME = ZoneInfo("Europe/Amsterdam")
G = "/netwerk/bijeenkomsten"


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return answer.content.decode()


def send(client: Client, path: str, number: int = 0, where: str = "", **changes: Any) -> Any:
    fields = form_on(page(client, where or path), number)
    return client.post(
        path, fields | {k: v if isinstance(v, list) else [v] for k, v in changes.items()}
    )


@pytest.fixture
def browser(network: Network) -> Client:
    return network.client("coordinator")


def test_a_gathering_is_planned_with_a_theme_of_an_empty_cell(browser: Client) -> None:
    origin = "coverage:draughts|haven"
    listed = page(browser, f"{G}?thema=Tocht+in+Haven&herkomst={origin}")
    assert "Kies een bijeenkomst voor dit thema" in listed

    answer = send(
        browser,
        f"{G}/nieuw",
        where=f"{G}/nieuw?thema=Tocht+in+Haven&herkomst={origin}",
        title="Voorjaar",
        day="2027-03-28",
        from_time="09:30",
        until_time="11:30",
    )

    row, theme = Gathering.objects.get(), Theme.objects.get()
    assert answer["Location"] == f"{G}/{row.pk}"
    assert row.starts_at == datetime(2027, 3, 28, 9, 30, tzinfo=HOME)
    assert (theme.title, theme.origin, theme.origin_key) == (
        "Tocht in Haven",
        "coverage",
        "draughts|haven",
    )
    assert "leeg vak in de dekking" in page(browser, answer["Location"])


def test_the_same_empty_cell_is_a_theme_once(browser: Client, planned: Gathering) -> None:
    path = f"{G}/{planned.pk}"
    for _ in range(2):
        where = f"{path}?thema=Tocht&herkomst=coverage:x"
        assert send(browser, f"{path}/themas", where=where).status_code == 303

    assert Theme.objects.count() == 1


def test_a_gathering_that_ends_before_it_begins_is_refused(browser: Client) -> None:
    answer = send(
        browser, f"{G}/nieuw", title="X", day="2027-03-28", from_time="11:30", until_time="09:30"
    )

    assert answer.status_code == 422
    assert "Kies een tijd na het begin." in faults_on(answer.content.decode())


@pytest.mark.parametrize(
    ("invitation", "status"),
    [("Bel 036 123 4567, Stadhuisplein 1, 1315 HR.", 303), ("Over bsn 123456782.", 422)],
)
def test_an_invitation_tells_where_to_be_and_nothing_of_residents(
    browser: Client, invitation: str, status: int
) -> None:
    day = {"day": "2027-03-28", "from_time": "09:30", "until_time": "11:30"}

    answer = send(browser, f"{G}/nieuw", title="Voorjaar", invitation=invitation, **day)

    assert answer.status_code == status
    assert Gathering.objects.exists() is (status == 303)


def test_a_series_proposes_dates_and_keeps_the_time_on_the_wall(browser: Client) -> None:
    send(browser, f"{G}/reeksen/nieuw", name="Netwerk", rhythm="FREQ=MONTHLY;INTERVAL=3")
    series = Series.objects.get()
    where = (
        f"{G}/reeksen/{series.pk}/data?first_date=2026-12-17&from_time=09:30&until_time=11:00"
        "&number=4"
    )
    shown = page(browser, where)
    values = re.findall(r'name="starts" value="([^"]+)"', shown)

    answer = browser.post(where, form_on(shown, 1) | {"starts": values})

    assert len(values) == 4 and answer.status_code == 303
    times = [row.starts_at.astimezone(HOME) for row in Gathering.objects.order_by("starts_at")]
    assert [(t.month, t.day, t.hour, t.minute) for t in times] == [
        (12, 17, 9, 30),
        (3, 18, 9, 30),
        (6, 17, 9, 30),
        (9, 16, 9, 30),
    ]
    browser.post(where, form_on(shown, 1) | {"starts": values, "idempotency_key": "andere"})
    assert Gathering.objects.count() == 4


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=DAILY;COUNT=99999999", "elke week"])
def test_a_hostile_rhythm_is_refused_on_the_page(browser: Client, rule: str) -> None:
    answer = send(browser, f"{G}/reeksen/nieuw", name="X", rhythm="own", recurrence=rule)

    assert answer.status_code == 422
    assert faults_on(answer.content.decode())


def test_dates_that_are_none_are_refused(browser: Client) -> None:
    send(browser, f"{G}/reeksen/nieuw", name="Netwerk", rhythm="FREQ=MONTHLY")
    series = Series.objects.get()

    for starts in ("morgen", "2027-01-01T10:00:00", "9999-01-01T10:00:00+00:00"):
        answer = browser.post(
            f"{G}/reeksen/{series.pk}/data", {"starts": [starts], "minutes": "60"}
        )
        assert answer.status_code == 422
    assert not Gathering.objects.exists()


def test_guests_are_everybodys_first_contact_until_somebody_chooses(
    browser: Client, network: Network
) -> None:
    made = gatherings.save_gathering(
        actor=network.actor("coordinator"),
        base=BASE,
        at=NOW,
        title="Voorjaar",
        starts_at=STARTS,
        ends_at=STARTS + timedelta(hours=2),
    )

    answer = send(browser, f"{G}/{made.id}/genodigden")

    assert answer.status_code == 303
    assert sorted(Invitee.objects.values_list("name", flat=True)) == ["Anna Kern", "Carla Wijk"]


def test_the_invitations_leave_with_one_button(browser: Client, planned: Gathering) -> None:
    answer = send(browser, f"{G}/{planned.pk}/uitnodigen")

    assert answer.status_code == 303
    assert "2 uitnodigingen gaan uit." in page(browser, answer["Location"])
    assert "Iedereen is al uitgenodigd" in page(browser, f"{G}/{planned.pk}/uitnodigen")


def test_a_link_asks_and_answers_without_an_account(
    visitor: Client, invited: Gathering, delivered: Callable[[], list[Any]]
) -> None:
    [mail] = [one for one in delivered() if one.to == ["anna@kern.example"]]
    path = f"/netwerk/antwoord/{token_in(mail.body)}"
    assert "Netwerk in het voorjaar" in page(visitor, path)
    assert Invitee.objects.filter(reply="needs-action").count() == 2

    answer = visitor.post(path, form_on(page(visitor, path)) | {"reply": ["accepted"]})

    assert "Bedankt" in answer.content.decode()
    assert Invitee.objects.get(contact__name="Anna Kern").reply == "accepted"
    assert visitor.get("/netwerk/antwoord/onbekend").status_code == 404
    assert visitor.post(path, {"reply": "needs-action"}).status_code == 422


def test_a_link_of_another_municipality_opens_nothing(
    visitor: Client,
    invited: Gathering,
    delivered: Callable[[], list[Any]],
    waterrijk: Municipality,
) -> None:
    path = f"/netwerk/antwoord/{token_in(delivered()[0].body)}"

    assert visitor.get(path, headers={"host": waterrijk.host}).status_code == 404


def test_a_partner_says_on_the_card_whether_it_comes(network: Network, invited: Gathering) -> None:
    kern = network.client("kern worker")
    own = Invitee.objects.get(contact__name="Anna Kern")
    other = Invitee.objects.get(contact__name="Carla Wijk")
    assert "Komt u?" in page(kern, f"{G}/{invited.pk}")

    answer = kern.post(f"{G}/{invited.pk}/genodigden/{own.pk}", {"reply": "tentative"})
    refused = kern.post(f"{G}/{invited.pk}/genodigden/{other.pk}", {"reply": "declined"})

    own.refresh_from_db()
    other.refresh_from_db()
    assert (answer.status_code, refused.status_code) == (303, 403)
    assert (own.reply, other.reply) == ("tentative", "needs-action")


def test_a_gathering_in_preparation_is_not_there_for_partners(
    network: Network, planned: Gathering
) -> None:
    kern = network.client("kern coordinator")

    assert kern.get(f"{G}/{planned.pk}").status_code == 404
    assert kern.get(f"{G}/{planned.pk}/verslag").status_code == 404
    assert planned.title not in page(kern, G)


def test_names_and_addresses_are_shown_by_choice(network: Network, invited: Gathering) -> None:
    seen = page(network.client("kern worker"), f"{G}/{invited.pk}")

    assert "Anna Kern" in seen
    assert "Carla Wijk" not in seen and "carla@" not in seen
    assert "Carla Wijk" in page(network.client("coordinator"), f"{G}/{invited.pk}")


def test_minutes_are_kept_with_who_was_there(
    browser: Client, network: Network, held: Gathering
) -> None:
    theme = gatherings.add_theme(
        actor=network.actor("coordinator"), gathering_id=held.pk, title="Tocht"
    )
    anna = Invitee.objects.get(contact__name="Anna Kern")

    answer = send(
        browser,
        f"{G}/{held.pk}/tijdens",
        present=[str(anna.pk)],
        said="Veel tocht.",
        agreed="Samen op pad.",
        **{f"thema-{theme}": "In Haven vooral."},
    )

    held.refresh_from_db()
    anna.refresh_from_db()
    assert answer.status_code == 303
    assert (held.state, held.said, anna.attended) == ("held", "Veel tocht.", True)
    assert Invitee.objects.get(contact__name="Carla Wijk").attended is False
    report = page(browser, f"{G}/{held.pk}/verslag")
    assert "Kern Energiehulp" in report and "In Haven vooral." in report
    assert "Wijk en Welzijn" not in report


def test_minutes_before_the_beginning_are_refused(browser: Client, invited: Gathering) -> None:
    answer = send(browser, f"{G}/{invited.pk}/tijdens", said="Te vroeg.")

    assert answer.status_code == 422
    assert "nog niet begonnen" in answer.content.decode()


def test_what_points_at_a_resident_is_not_kept(
    browser: Client, held: Gathering, promised: dict[str, Promise]
) -> None:
    minutes = send(browser, f"{G}/{held.pk}/tijdens", said="Bel mevrouw op 06-12345678.")
    path = f"/netwerk/toezeggingen/{promised['kern'].pk}"
    ended = send(browser, path, state="kept", result="Met BSN 123456782 geholpen.")

    held.refresh_from_db()
    assert (minutes.status_code, ended.status_code) == (422, 422)
    assert "06-12345678" in minutes.content.decode() and held.said == ""
    assert Promise.objects.get(pk=promised["kern"].pk).result == ""


def test_two_steps_are_typed_one_after_the_other(
    browser: Client, network: Network, held: Gathering
) -> None:
    send(
        browser,
        f"{G}/{held.pk}/tijdens",
        present=list(map(str, Invitee.objects.values_list("pk", flat=True))),
    )
    path = f"{G}/{held.pk}/toezeggingen"
    kern, wijk = (str(network.organisations[name].pk) for name in ("kern", "wijk"))

    where = f"{G}/{held.pk}/tijdens"
    for number, text in enumerate(("Bellen", "Langsgaan")):
        form = form_on(page(browser, where), 1)
        assert form["organisation_id"] == [kern]
        answer = browser.post(path, form | {"text": [text], "owner_name": ["anna kern"]})
        assert answer.status_code == 303, (number, faults_on(answer.content.decode()))
        where = urlsplit(answer["Location"])._replace(fragment="").geturl()

    assert form_on(page(browser, where), 1)["organisation_id"] == [wijk]
    made = Promise.objects.order_by("created_at")
    assert [(one.text, one.owner, one.owner_name) for one in made] == [
        ("Bellen", network.contacts["anna"], ""),
        ("Langsgaan", network.contacts["anna"], ""),
    ]


def test_nothing_is_promised_before_the_day(network: Network, invited: Gathering) -> None:
    browser, path = network.client("kern worker"), f"{G}/{invited.pk}/toezeggingen"
    tomorrow = timezone.now() + timedelta(days=1)
    Gathering.objects.filter(pk=invited.pk).update(
        starts_at=tomorrow, ends_at=tomorrow + timedelta(hours=2)
    )
    form = {
        "organisation_id": [str(network.organisations["kern"].pk)],
        "text": ["Bellen"],
        "owner_name": ["Anna Kern"],
        "due_date": [str(timezone.localdate() + timedelta(days=30))],
    }

    assert "Toezeggen kan vanaf de dag zelf." in page(browser, path)
    refused = browser.post(path, form)
    assert refused.status_code == 422
    assert "Deze bijeenkomst komt nog." in faults_on(refused.content.decode())
    assert not Promise.objects.exists()

    # On the day itself it may, also before the hour.
    later = timezone.localtime().replace(hour=23, minute=58)
    Gathering.objects.filter(pk=invited.pk).update(
        starts_at=later, ends_at=later + timedelta(hours=2)
    )
    assert "Nieuwe toezegging" in page(browser, f"{G}/{invited.pk}")
    assert browser.post(path, form).status_code == 303


@pytest.fixture
def promised(network: Network, held: Gathering) -> dict[str, Promise]:
    """A promise of each of two organisations, at a gathering that was held."""
    made = {}
    for name, owner in (("kern", "Bram Verborgen"), ("wijk", "Karin van buiten")):
        pk = promises.promise(
            actor=network.actor("coordinator"),
            gathering_id=held.pk,
            organisation_id=network.organisations[name].pk,
            at=timezone.now(),
            text=f"Stap van {name}",
            due_date=timezone.localdate() + timedelta(days=10),
            owner_name=owner,
        )
        made[name] = Promise.objects.get(pk=pk)
    return made


def test_a_partner_rounds_off_its_own_promises_only(
    network: Network, promised: dict[str, Promise]
) -> None:
    kern = network.client("kern worker")
    shown = page(kern, "/netwerk/toezeggingen/onze")
    assert "Stap van kern" in shown and "Stap van wijk" not in shown

    done = kern.post(
        f"/netwerk/toezeggingen/{promised['kern'].pk}",
        form_on(shown) | {"state": ["kept"], "result": ["Twintig huizen."]},
    )
    other = kern.post(
        f"/netwerk/toezeggingen/{promised['wijk'].pk}",
        {"state": "not_kept", "result": "kwaad", "version": "1"},
    )
    edited = kern.get(f"/netwerk/toezeggingen/{promised['wijk'].pk}/wijzig")

    assert (done.status_code, other.status_code, edited.status_code) == (303, 403, 403)
    states = dict(Promise.objects.values_list("text", "state"))
    assert states == {"Stap van kern": "kept", "Stap van wijk": "open"}


def test_a_promise_not_kept_asks_for_a_word(browser: Client, promised: dict[str, Promise]) -> None:
    path = f"/netwerk/toezeggingen/{promised['kern'].pk}"

    refused = send(browser, path, state="not_kept", result="")
    sent = send(browser, path, state="not_kept", result="Geen vrijwilligers.")

    assert (refused.status_code, sent.status_code) == (422, 303)
    assert "Geen vrijwilligers." in page(browser, "/netwerk/toezeggingen?toon=afgerond")
    again = browser.post(f"{path}/heropen", {"version": "2"})
    assert again.status_code == 303
    assert Promise.objects.get(pk=promised["kern"].pk).state == "open"


def test_an_overdue_promise_is_seen_first(browser: Client, promised: dict[str, Promise]) -> None:
    Promise.objects.filter(pk=promised["wijk"].pk).update(
        due_date=timezone.localdate() - timedelta(days=3)
    )

    shown = page(browser, "/netwerk/toezeggingen")

    assert "1 toezegging is te laat." in shown and "te laat" in shown
    assert shown.index("Stap van wijk") < shown.index("Stap van kern")


def test_an_owner_is_named_only_to_who_may_know(
    network: Network, promised: dict[str, Promise]
) -> None:
    own = page(network.client("kern worker"), "/netwerk/toezeggingen")
    other = page(network.client("wijk worker"), "/netwerk/toezeggingen")

    assert "Bram Verborgen" in own and "Bram Verborgen" not in other
    assert "Stap van kern" in other


def test_a_promise_says_otherwise_and_keeps_its_owner(
    browser: Client, promised: dict[str, Promise]
) -> None:
    path = f"/netwerk/toezeggingen/{promised['kern'].pk}/wijzig"

    answer = send(browser, path, text="Stap, maar groter", owner_name="")

    row = Promise.objects.get(pk=promised["kern"].pk)
    assert answer.status_code == 303
    assert (row.text, str(row.owner)) == ("Stap, maar groter", "Bram Verborgen")


def test_two_editors_of_a_promise_lose_nothing(
    browser: Client, promised: dict[str, Promise]
) -> None:
    path = f"/netwerk/toezeggingen/{promised['kern'].pk}/wijzig"
    stale = form_on(page(browser, path))
    send(browser, path, text="Eerst")

    answer = browser.post(path, stale | {"text": ["Later"]})

    assert answer.status_code == 409
    assert "Later" in answer.content.decode() and "Eerst" in answer.content.decode()


def test_the_next_gathering_begins_with_what_became_of_the_last(
    browser: Client, network: Network, promised: dict[str, Promise]
) -> None:
    send(
        browser,
        f"{G}/nieuw",
        title="De volgende",
        day="2099-03-28",
        from_time="09:00",
        until_time="10:00",
    )

    shown = page(browser, f"{G}/{Gathering.objects.get(title='De volgende').pk}")

    assert "Wat werd er van de vorige keer?" in shown and "Stap van wijk" in shown


def test_a_worker_of_a_partner_promises_for_itself_alone(network: Network, held: Gathering) -> None:
    kern = network.client("kern worker")
    path = f"{G}/{held.pk}/toezeggingen"
    form = form_on(page(kern, path)) | {"text": ["Bellen"], "owner_name": ["Anna Kern"]}

    own = kern.post(path, form)
    wijk = str(network.organisations["wijk"].pk)
    other = kern.post(path, form | {"organisation_id": [wijk], "idempotency_key": ["x"]})

    assert (own.status_code, other.status_code) == (303, 422)
    assert [one.organisation.name for one in Promise.objects.all()] == ["Kern Energiehulp"]


def feed_of(client: Client, visitor: Client, area_id: str = "") -> tuple[str, list[Any]]:
    """Return the path of a new address, and the events that it gives."""
    answer = client.post("/netwerk/agenda", {"area_id": area_id})
    found = re.search(r"http[^\"]*/netwerk/agenda/[\w-]+\.ics", answer.content.decode())
    assert found
    path = urlsplit(found[0]).path
    given = visitor.get(path)
    assert given["Content-Type"].startswith("text/calendar")
    return path, Calendar.from_ical(given.content).walk("VEVENT")


@pytest.fixture
def action(network: Network) -> AreaAction:
    """Wijk goes door to door in Haven, the week before the gathering."""
    row = AreaAction.objects.create(
        municipality=network.municipality,
        organisation=network.organisations["wijk"],
        kind=term(network.municipality, Taxonomy.ACTION_KIND, "door_to_door"),
        title="Langs de deuren",
        from_date=STARTS.date() - timedelta(days=7),
        until_date=STARTS.date() - timedelta(days=3),
        changed_at=NOW,
    )
    AreaActionArea.objects.create(
        municipality=network.municipality, action=row, area=network.areas["haven"]
    )
    return row


def test_a_calendar_reads_what_its_owner_has_ahead(
    network: Network, visitor: Client, invited: Gathering, action: AreaAction
) -> None:
    names = {}
    for who in ("coordinator", "kern worker", "wijk worker"):
        _path, events = feed_of(network.client(who), visitor)
        names[who] = {str(event["summary"]) for event in events}

    meeting, door = invited.title, "Langs de deuren (Wijk en Welzijn)"
    assert names == {
        "coordinator": {meeting, door},
        "kern worker": {meeting},
        "wijk worker": {meeting, door},
    }


def test_a_calendar_of_an_area_reads_that_area(
    network: Network, visitor: Client, invited: Gathering, action: AreaAction
) -> None:
    kern = network.client("kern worker")

    _path, haven = feed_of(kern, visitor, str(network.areas["haven"].pk))
    _path, buiten = feed_of(kern, visitor, str(network.areas["buiten"].pk))

    assert [str(event["summary"]) for event in haven] == ["Langs de deuren (Wijk en Welzijn)"]
    assert haven[0]["dtend"].dt == action.until_date + timedelta(days=1)
    assert buiten == []


def test_an_address_is_kept_as_a_hash_and_can_be_revoked(
    network: Network, visitor: Client, invited: Gathering
) -> None:
    kern = network.client("kern worker")
    path, _events = feed_of(kern, visitor)
    key = CalendarKey.objects.get()
    assert path.rpartition("/")[2].removesuffix(".ics") not in (key.digest, str(key.pk))

    stranger = network.client("wijk worker").post(f"/netwerk/agenda/{key.pk}/intrekken")
    assert stranger.status_code == 404 and visitor.get(path).status_code == 200
    kern.post(f"/netwerk/agenda/{key.pk}/intrekken")

    assert visitor.get(path).status_code == 404


def test_a_new_address_ends_the_old(network: Network, visitor: Client) -> None:
    kern = network.client("kern worker")
    old, _events = feed_of(kern, visitor)
    new, _events = feed_of(kern, visitor)

    assert (visitor.get(old).status_code, visitor.get(new).status_code) == (404, 200)


def test_an_address_of_somebody_who_was_shut_out_gives_nothing(
    network: Network, visitor: Client
) -> None:
    path, _events = feed_of(network.client("kern worker"), visitor)
    user = network.users["kern worker"]
    user.is_active = False
    user.save()

    assert visitor.get(path).status_code == 404


def test_a_cancelled_gathering_is_cancelled_in_the_feed(
    network: Network, coordinator: Actor, visitor: Client, invited: Gathering
) -> None:
    gatherings.cancel_gathering(
        actor=coordinator, gathering_id=invited.pk, version=invited.version, reason="", at=NOW
    )

    _path, [event] = feed_of(network.client("kern worker"), visitor)

    assert (str(event["status"]), event["sequence"]) == ("CANCELLED", 1)


LISTS = (G, "/netwerk/toezeggingen", "/netwerk/toezeggingen/onze", "/netwerk/agenda")


def test_pages_say_what_to_do_when_there_is_nothing(network: Network) -> None:
    client = network.client("kern coordinator")

    for path in LISTS:
        page(client, path)
    assert "Er zijn nog geen bijeenkomsten" in page(client, G)
    assert "Er staat niets open" in page(client, "/netwerk/toezeggingen")


def test_lists_ask_as_much_for_many_as_for_few(
    browser: Client, network: Network, coordinator: Actor, promised: dict[str, Promise]
) -> None:
    held = Gathering.objects.get()

    def asked(path: str) -> int:
        page(browser, path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(browser, path)
        return len(queries)

    paths = (G, "/netwerk/toezeggingen", f"{G}/{held.pk}", f"{G}/{held.pk}/tijdens")
    before = [asked(path) for path in paths]
    for number in range(12):
        gatherings.save_gathering(
            actor=coordinator,
            base=BASE,
            at=NOW,
            title=f"Nummer {number}",
            starts_at=STARTS + timedelta(days=number),
            ends_at=STARTS + timedelta(days=number, hours=1),
        )
        promises.promise(
            actor=coordinator,
            gathering_id=held.pk,
            organisation_id=network.organisations["kern"].pk,
            at=timezone.now(),
            text=f"Stap {number}",
            due_date=timezone.localdate() + timedelta(days=number),
            owner_name="Anna Kern",
        )
        gatherings.add_theme(actor=coordinator, gathering_id=held.pk, title=f"Thema {number}")

    assert [asked(path) for path in paths] == before
