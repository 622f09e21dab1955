"""A source of the directory: read, compared, taken over or left; out again and in elsewhere."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.test import Client

from bundel.accounts.models import Municipality
from bundel.accounts.selectors import actor_of_user
from bundel.accounts.tenancy import as_municipality
from bundel.audit.selectors import changes_of
from bundel.errors import Invalid, NotAllowed
from bundel.network.hsds import lists, package
from bundel.network.hsds.asking import Asked
from bundel.network.hsds.reader import reader_of
from bundel.network.models import (
    Contact,
    FeedLoad,
    FeedRecord,
    Location,
    Organisation,
    SearchEntry,
    Service,
    Snapshot,
)
from bundel.network.services import feeds, offers
from tests.conftest import make_user
from tests.modules.network.conftest import NOW, TODAY, Network, area, term

LATER = NOW.replace(hour=15)
FEED: dict[str, Any] = {
    "organizations": [
        {
            "id": "org-1",
            "name": "Energieloket",
            "description": "Advies over energie.",
            "email": "info@loket.example",
            "phones": [{"id": "p1", "number": "+31 36 539 99 99"}],
            "contacts": [{"id": "c1", "name": "Dirk Loket", "title": "adviseur"}],
            "locations": [
                {
                    "id": "l1",
                    "name": "Loket",
                    "location_type": "physical",
                    "latitude": 52.37,
                    "longitude": 5.21,
                    "addresses": [
                        {
                            "id": "a1",
                            "address_1": "Stationsplein 1",
                            "city": "Almere",
                            "state_province": "Flevoland",
                            "postal_code": "1315 NT",
                            "country": "NL",
                            "address_type": "physical",
                            "region": "Haven",
                        }
                    ],
                }
            ],
            "services": [
                {
                    "id": "s1",
                    "name": "Energieadvies",
                    "description": "Een adviseur komt langs.",
                    "status": "active",
                    "minimum_age": 18.0,
                    "languages": [{"id": "t1", "name": "Arabisch", "code": "ar"}],
                    "service_areas": [{"id": "g1", "name": "Haven"}, {"id": "g2", "name": "Mars"}],
                    "contacts": [{"id": "c1", "name": "Dirk Loket", "title": "adviseur"}],
                    "attributes": [
                        {
                            "id": "x1",
                            "taxonomy_term": {"id": "y1", "code": "forms", "name": "Formulieren"},
                        },
                        {
                            "id": "x2",
                            "taxonomy_term": {"id": "y2", "code": "zeilen", "name": "Zeilen"},
                        },
                    ],
                    "schedules": [
                        {
                            "id": "r1",
                            "freq": "WEEKLY",
                            "byday": "MO,WE",
                            "opens_at": "09:00+01:00",
                            "closes_at": "12:00",
                        }
                    ],
                    "service_at_locations": [
                        {
                            "id": "sl1",
                            "location": {"id": "l1"},
                            "schedules": [
                                {"id": "r2", "freq": "MONTHLY", "byday": "2MO"},
                            ],
                        }
                    ],
                    "cost_options": [{"id": "k1", "option": "huurder", "amount": 2.5}],
                },
                {"id": "s2", "name": "Spreekuur", "status": "active"},
            ],
        }
    ]
}


def changed(**fields: Any) -> dict[str, Any]:
    """Return the feed with other values in its first service."""
    feed: dict[str, Any] = json.loads(json.dumps(FEED))
    feed["organizations"][0]["services"][0] |= fields
    return feed


@pytest.fixture
def actor(network: Network) -> Any:
    return network.actor("coordinator")


@pytest.fixture
def feed(actor: Any) -> Any:
    return feeds.add_feed(actor=actor, name="Sociale kaart")


def load(actor: Any, feed: Any, content: Any, at: Any = NOW, name: str = "kaart.json") -> FeedLoad:
    """Read a file of the source."""
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    pk = feeds.read_file(actor=actor, feed_id=feed, filename=name, content=data, at=at)
    return FeedLoad.objects.get(pk=pk)


def take(actor: Any, read: FeedLoad, at: Any = NOW, chosen: Any = None) -> feeds.Taken:
    """Take over what is advised, or what is chosen."""
    found = feeds.differences(actor=actor, load=read)
    keys = [one.key for one in found.rows if one.is_advised] if chosen is None else chosen
    return feeds.take_over(
        actor=actor, load_id=read.pk, chosen=keys, fingerprint=found.fingerprint, at=at
    )


def test_a_feed_comes_in_whole(actor, feed, network):
    taken = take(actor, load(actor, feed, FEED))

    assert (taken.added, taken.changed) == (5, 0)
    service = Service.objects.get(name="Energieadvies")
    assert service.organisation.name == "Energieloket"
    assert [str(t) for t in service.terms.all()] == ["forms"]
    assert [str(a) for a in service.areas.all()] == ["Haven"]
    assert [(s.weekday, str(s.opens_at)) for s in service.schedules.all()] == [
        (1, "09:00:00"),
        (3, "09:00:00"),
    ]
    assert service.minimum_age == 18
    place = service.locations.get()
    assert (place.postal_code, place.area.name) == ("1315 NT", "Haven")
    assert service.contact.visibility == "municipality"
    assert SearchEntry.objects.filter(service=service).exists()
    assert Snapshot.objects.filter(object_id=service.pk).exists()
    assert FeedRecord.objects.count() == 5
    assert next(c.action for c in changes_of(kind="feed", object_id=feed)) == "network.take_feed"


def test_what_cannot_be_kept_is_told(actor, feed):
    read = load(actor, feed, FEED)

    found = {one.name: one for one in feeds.differences(actor=actor, load=read).rows}
    assert found["Energieadvies"].unknown == ("Zeilen", "Mars")
    assert [note["field"] for note in read.content["notes"]] == ["schedules"]


def test_the_same_feed_twice_changes_nothing(actor, feed):
    take(actor, load(actor, feed, FEED))
    before = [Snapshot.objects.count(), *FeedRecord.objects.values_list("taken_at", "sha256")]

    again = load(actor, feed, FEED, LATER)
    found = feeds.differences(actor=actor, load=again)
    taken = take(actor, again, LATER, [one.key for one in found.rows])

    assert {one.what for one in found.rows} == {"same"}
    assert taken == feeds.Taken(0, 0, 0)
    after = [Snapshot.objects.count(), *FeedRecord.objects.values_list("taken_at", "sha256")]
    assert after == before


def test_a_service_more_costs_few_queries(actor, feed, django_assert_max_num_queries):
    def many(count: int, **fields: Any) -> dict[str, Any]:
        content = changed(**fields)
        one = content["organizations"][0]["services"][0]
        content["organizations"][0]["services"] = [
            one | {"id": f"s{number}", "name": f"Advies {number}"} for number in range(count)
        ]
        return content

    def queries(content: dict[str, Any]) -> int:
        with django_assert_max_num_queries(1000) as counted:
            take(actor, load(actor, feed, content))
        return len(counted)

    few, more = queries(many(1)), queries(many(6))

    # Of the six one is there already.
    assert (more - few) / 5 < 50
    assert queries(many(6, description="Ook in de avond.")) / 6 < 60


def test_a_change_is_told_field_by_field_and_taken(actor, feed):
    take(actor, load(actor, feed, FEED))

    read = load(actor, feed, changed(description="Anders.", minimum_age=21), LATER)
    (one,) = feeds.differences(actor=actor, load=read).of("changed")
    take(actor, read, LATER)

    assert [(f.label, f.ours, f.theirs) for f in one.fields] == [
        ("wat houdt het in", "Een adviseur komt langs.", "Anders."),
        ("vanaf leeftijd", "18", "21"),
    ]
    assert Service.objects.get(name="Energieadvies").description == "Anders."


def test_what_we_changed_ourselves_is_marked_and_stays(actor, feed):
    take(actor, load(actor, feed, FEED))
    service = Service.objects.get(name="Energieadvies")
    offers.save_service(
        actor=actor, service_id=service.pk, version=service.version, at=LATER, description="Onze."
    )

    read = load(actor, feed, changed(minimum_age=21), LATER)
    (one,) = feeds.differences(actor=actor, load=read).of("changed")
    take(actor, read, LATER)

    assert {f.name: f.changed_here for f in one.fields} == {
        "description": True,
        "minimum_age": False,
    }
    assert not one.is_advised
    assert Service.objects.get(pk=service.pk).description == "Onze."


def test_a_feed_without_people_leaves_who_is_known_here(actor, feed):
    take(actor, load(actor, feed, FEED))
    bare = changed(contacts=[])

    found = feeds.differences(actor=actor, load=load(actor, feed, bare, LATER))
    assert not found.of("changed")
    take(actor, load(actor, feed, changed(contacts=[], minimum_age=21), LATER))

    service = Service.objects.get(name="Energieadvies")
    assert (service.minimum_age, service.contact.name) == (21, "Dirk Loket")


def test_what_points_at_a_resident_is_told_with_its_record(actor, feed):
    with pytest.raises(Invalid) as refused:
        take(actor, load(actor, feed, changed(description="Over bsn 123456782.")))

    assert refused.value.faults[0].message.startswith("Energieadvies: Laat het burgerservice")
    assert not Service.objects.filter(name="Energieadvies").exists()


def test_what_is_gone_is_offered_to_rest_and_never_removed(actor, feed):
    take(actor, load(actor, feed, FEED))
    less = changed()
    del less["organizations"][0]["services"][1]

    read = load(actor, feed, less, LATER)
    (gone,) = feeds.differences(actor=actor, load=read).of("gone")
    assert not gone.is_advised
    take(actor, read, LATER, [gone.key])

    assert Service.objects.get(name="Spreekuur").status == "inactive"
    again = load(actor, feed, less, LATER)
    assert not feeds.differences(actor=actor, load=again).of("gone")


def test_what_is_left_stays_away(actor, feed):
    take(actor, load(actor, feed, FEED), chosen=["organization:org-1"])

    assert Organisation.objects.filter(name="Energieloket").exists()
    assert not Service.objects.filter(name="Spreekuur").exists()


def test_a_service_without_its_organisation_is_refused_whole(actor, feed):
    with pytest.raises(Invalid):
        take(actor, load(actor, feed, FEED), chosen=["location:l1"])

    assert not Location.objects.filter(name="Loket").exists()


def test_a_reading_is_decided_once(actor, feed):
    read = load(actor, feed, FEED)
    take(actor, read)

    with pytest.raises(feeds.AlreadyDecided):
        feeds.refuse(actor=actor, load_id=read.pk, at=LATER)


def test_a_change_since_it_was_shown_stops_the_taking(actor, feed):
    read = load(actor, feed, FEED)

    with pytest.raises(feeds.Changed):
        feeds.take_over(actor=actor, load_id=read.pk, chosen=[], fingerprint="x", at=NOW)


def test_only_who_manages_the_network_reads_a_feed(network):
    with pytest.raises(NotAllowed):
        feeds.add_feed(actor=network.actor("kern coordinator"), name="Van ons")


def test_every_fault_names_its_record_and_field(actor, feed):
    wrong = changed(status="soms", email="geen adres", minimum_age="oud")
    wrong["organizations"][0]["services"][1] = {"name": "Zonder kenmerk"}

    with pytest.raises(feeds.WrongFeed) as refusal:
        load(actor, feed, wrong)

    found = {(one.record, one.field) for one in refusal.value.reading.faults}
    assert found == {
        ("Energieadvies", "status"),
        ("Energieadvies", "email"),
        ("Energieadvies", "minimum_age"),
        ("Zonder kenmerk", "id"),
    }
    assert not FeedLoad.objects.exists()


def zipped(**files: bytes) -> bytes:
    """Return a zip with these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_csv", ".csv"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kaart.json", b"{"),
        ("kaart.json", b"[" * 100_000),
        ("kaart.json", b"[1]"),
        ("kaart.json", b'{"contents": 3}'),
        ("kaart.json", b'{"organizations": []}'),
        ("kaart.json", b" " * (package.MOST_BYTES + 1)),
        ("kaart.xlsx", b"x"),
        ("kaart.zip", b"x"),
        ("kaart.zip", zipped(iets_csv=b"a")),
        ("kaart.zip", zipped(organization_csv=b"\xff\xfe")),
        ("kaart.zip", zipped(organization_csv=b"id\n" + b"0" * (60 * 1024 * 1024))),
        ("kaart.zip", zipped(**{f"f{number}": b"" for number in range(61)})),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_file_is_refused(actor, feed, name, content):
    with pytest.raises(Invalid):
        load(actor, feed, content, name=name)

    assert not FeedLoad.objects.exists()


def exported(network: Network) -> tuple[list[Any], list[Any]]:
    """Return all that the coordinator may see, as objects of the standard."""
    reader = reader_of(
        municipality=network.municipality,
        actor=network.actor("coordinator"),
        today=TODAY,
        root="https://almere.example/hsds/v3",
    )
    rows = lists.organizations(reader, Asked(full=True, full_service=True, per_page=500))
    terms = lists.taxonomy_terms(reader, Asked(per_page=500))
    return list(rows.contents), list(terms.contents)


@pytest.mark.parametrize("kind", ["json", "zip"])
def test_our_own_export_comes_in_whole_elsewhere(network, actor, feed, kind, waterrijk):
    take(actor, load(actor, feed, FEED))
    # Somebody whom people only call has a place without an address.
    Location.objects.create(
        municipality=network.municipality,
        organisation=network.organisations["kern"],
        name="Kern, telefonisch",
        location_type="virtual",
    )
    organizations, terms = exported(network)
    content = (
        package.as_json(organizations) if kind == "json" else package.as_zip(organizations, terms)
    )

    with as_municipality(waterrijk.id):
        there = _empty_but_for_words(waterrijk)
        elsewhere = feeds.add_feed(actor=there, name="Almere")
        take(there, load(there, elsewhere, content, name=f"export.{kind}"))
        again = load(there, elsewhere, content, name=f"export.{kind}")
        found = feeds.differences(actor=there, load=again)
        counts = [model.objects.count() for model in (Organisation, Service, Location)]

        assert {one.what for one in found.rows} == {"same"}
        assert counts == [3, 5, 3]
        assert Service.objects.get(name="Kierenhulp").room == "yes"
        assert Service.objects.get(name="Huisbezoek na afspraak").needs_agreement


def test_a_source_that_calls_our_rows_by_their_ids_is_not_ticked(network, actor, feed):
    own = network.services["draughts"]
    claimed = changed(id=str(own.pk), name="Kierenhulp", description="Bel dit dure nummer.")

    read = load(actor, feed, claimed)
    (one,) = feeds.differences(actor=actor, load=read).of("changed")

    assert one.object_id == own.pk
    assert not one.is_advised


def _empty_but_for_words(municipality: Municipality) -> Any:
    for taxonomy, code in (
        ("need", "draughts"),
        ("need", "forms"),
        ("tenure", "social_rent"),
        ("target_group", "tenants"),
        ("organisation_kind", "energy_coach"),
        ("organisation_kind", "welfare"),
    ):
        term(municipality, taxonomy, code)
    area(municipality, "WK003401", "Haven", "district")
    person = make_user(municipality, "coordinator")
    return actor_of_user(user=person, channel="web")


class _Source(BaseHTTPRequestHandler):
    """A source that gives the feed in two pages."""

    def do_GET(self) -> None:
        """Answer as the standard has it."""
        rows = FEED["organizations"] if "/organizations" in self.path else []
        second = "page=2" in self.path
        page = {"contents": [] if second else rows, "last_page": second, "empty": not rows}
        body = json.dumps(page).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def source() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Source)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v3"
    server.shutdown()
    server.server_close()


def test_a_feed_is_read_by_its_address(actor, source, settings):
    settings.OUTBOUND_LOOPBACK = True
    feed = feeds.add_feed(actor=actor, name="Buurgemeente", url=source)

    pk = feeds.read_address(actor=actor, feed_id=feed, at=NOW)
    taken = take(actor, FeedLoad.objects.get(pk=pk))

    assert taken.added == 5
    assert Contact.objects.filter(name="Dirk Loket").exists()


def test_our_own_machine_is_no_source(actor, source):
    with pytest.raises(Invalid):
        feeds.add_feed(actor=actor, name="Binnen", url=source)


def test_the_public_feed_tells_no_people_of_a_feed(actor, feed, network):
    take(actor, load(actor, feed, FEED))

    client = Client(headers={"host": network.municipality.host})
    text = client.get("/hsds/v3/organizations?full=true&full_service=true").content.decode()

    assert "Energieloket" in text
    assert "Dirk" not in text
