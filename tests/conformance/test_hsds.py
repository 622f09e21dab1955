"""Every answer of /hsds/v3 against the standard as we wrote it down, formats included."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from bundel.accounts.models import User
from bundel.network.hsds import words
from bundel.network.models import (
    CostOption,
    Phone,
    Schedule,
    ServiceAtLocation,
    ServiceLanguage,
)
from tests.conformance.conftest import make_key
from tests.modules.network.conftest import Network, build, offers, service

FOLDER = Path(__file__).parent / "hsds"
SCHEMAS = {p.name: json.loads(p.read_text(encoding="utf-8")) for p in FOLDER.glob("*.json")}
REGISTRY: Any = Registry().with_resources(
    (name, Resource.from_contents(found)) for name, found in SCHEMAS.items()
)
LISTS = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}


def fits(found: Any, table: str) -> None:
    """Fail with every place where an object does not fit its schema."""
    schema = SCHEMAS[f"{table}.json"]
    validator = Draft202012Validator(schema, registry=REGISTRY, format_checker=FormatChecker())
    faults = [f"{'/'.join(map(str, e.path))}: {e.message}" for e in validator.iter_errors(found)]
    assert faults == []


@pytest.fixture
def network(in_almere) -> Network:
    """A network in which every part of a service is filled in."""
    found = build(in_almere)
    rich = found.services["draughts"]
    at = ServiceAtLocation.objects.get(service=rich)
    owned = {"municipality": in_almere}
    rich.income_limit_pct, rich.minimum_age, rich.maximum_age = 130, 18, 67
    rich.room, rich.waiting_weeks, rich.room_note = "waiting_list", 3, "Na de kerst"
    rich.save()
    Schedule.objects.create(
        **owned, service=rich, at_location=at, weekday=2, opens_at="09:00", closes_at="12:30"
    )
    Schedule.objects.create(**owned, service=rich, weekday=5, note="op afspraak")
    Phone.objects.create(**owned, service=rich, number="036 539 99 99", description="ochtend")
    Phone.objects.create(**owned, organisation=rich.organisation, number="+31 36 5399 998")
    Phone.objects.create(**owned, location=at.location, number="0800 0000")
    CostOption.objects.create(**owned, service=rich, option="huurder", amount_eur="2.50")
    office = found.locations["office"]
    office.latitude, office.longitude, office.accessibility = "52.33", "5.22", "rolstoel"
    office.save()
    return found


@pytest.fixture
def public(network) -> Client:
    return Client(headers={"host": network.municipality.host})


@pytest.fixture
def with_key(network) -> Client:
    giver = User.objects.get(pk=network.users["coordinator"].pk)
    key = make_key(giver, ("network.view",))
    return Client(headers={"host": network.municipality.host, "authorization": f"Bearer {key}"})


@pytest.fixture(params=["public", "with_key"])
def reader(request) -> Client:
    """Whoever reads: everybody, or a program of the municipality."""
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("asked", ["", "?full=true", "?full=true&full_service=true"])
def test_every_list_and_every_record_fits_the_standard(reader, name, asked):
    found = reader.get(f"/hsds/v3/{name}{asked}").json()

    fits(found, "page")
    assert found["contents"]
    for one in found["contents"]:
        fits(one, LISTS[name])
        record = reader.get(f"/hsds/v3/{name}/{one['id']}{asked}")
        assert record.status_code == 200
        fits(record.json(), LISTS[name])


@pytest.mark.parametrize("address", ["/hsds/v3", "/hsds/v3/"])
def test_the_base_tells_version_profile_and_document(public, address):
    answer = public.get(address)

    fits(answer.json(), "base")
    assert public.get(answer.json()["openapi_url"]).json()["openapi"] == "3.1.0"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["API-Version"] == "3.1.0"


def test_a_full_service_holds_all_that_we_know(public, network):
    found = public.get(f"/hsds/v3/services/{network.services['draughts'].pk}").json()

    said = {
        (a["link_type"], a["taxonomy_term"]["code"]): a.get("value") for a in found["attributes"]
    }
    assert said == {
        ("need", "draughts"): None,
        ("eligibility", "tenants"): None,
        ("eligibility", "social_rent"): None,
        ("capacity", "waiting_list"): "3",
        ("eligibility", "income_limit_pct"): "130",
    }
    assert found["service_at_locations"][0]["schedules"][0]["byday"] == "TU"
    assert found["schedules"][0]["description"] == "op afspraak"
    assert found["cost_options"][0]["amount"] == 2.5
    assert found["languages"][0]["code"] == "ti"
    assert found["service_areas"][0]["uri"].endswith("WK003401")


def test_everybody_reads_no_people_and_nothing_that_needs_an_agreement(public, network):
    texts = "".join(
        public.get(f"/hsds/v3/{name}?full=true&full_service=true").content.decode()
        for name in LISTS
    )

    assert "Kierenhulp" in texts
    for secret in ("Anna", "Bram", "Carla", "anna@", "info@", "Huisbezoek na afspraak"):
        assert secret not in texts
    closed = network.services["closed"].pk
    assert public.get(f"/hsds/v3/services/{closed}").status_code == 404


def test_a_key_of_the_municipality_reads_what_it_may_see(with_key, network):
    closed = network.services["closed"].pk
    organisation = network.organisations["kern"].pk

    found = with_key.get(f"/hsds/v3/organizations/{organisation}").json()

    assert with_key.get(f"/hsds/v3/services/{closed}").status_code == 200
    assert [one["name"] for one in found["contacts"]] == ["Anna Kern"]


def test_a_key_that_is_not_known_is_told_so(network):
    client = Client(headers={"host": network.municipality.host, "authorization": "Bearer x"})

    answer = client.get("/hsds/v3/services")

    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"


def test_a_session_counts_for_nothing_here(network):
    browser = network.client("coordinator")

    closed = network.services["closed"].pk

    assert browser.get(f"/hsds/v3/services/{closed}").status_code == 404


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("search=kieren", ["Kierenhulp"]),
        ("search=wijk formulier", ["Formulierenhulp"]),
        (f"taxonomy_id={words.taxonomy_id('need')}", ["Formulierenhulp", "Kierenhulp"]),
        (f"taxonomy_id={words.taxonomy_id('tenure')}", ["Kierenhulp"]),
        (f"taxonomy_id={words.taxonomy_id('room')}", ["Kierenhulp"]),
        (f"taxonomy_term_id={words.ROOMS['waiting_list'].id}", ["Kierenhulp"]),
        (f"taxonomy_term_id={words.INCOME_LIMIT.id}", ["Kierenhulp"]),
        (f"taxonomy_term_id={words.ROOMS['no'].id}", []),
        (f"organization_id={uuid.UUID(int=1)}", []),
        ("modified_after=2026-11-23T09:00:00Z", ["Formulierenhulp", "Kierenhulp"]),
        ("modified_after=2026-11-23T10:30:00%2B01:00", []),
        ("modified_after=2027-01-01", []),
        ("modified_after=2026-11-24T07:00:00%2B23:00", ["Formulierenhulp", "Kierenhulp"]),
        ("per_page=1&page=2", ["Kierenhulp"]),
        ("page=3", []),
    ],
)
def test_a_list_is_what_is_asked(public, asked, names):
    found = public.get(f"/hsds/v3/services?{asked}").json()

    assert [one["name"] for one in found["contents"]] == names
    assert found["empty"] is (names == [])


def test_a_minimal_list_has_ids_and_moments(public):
    found = public.get("/hsds/v3/services?minimal=true&full=true").json()

    assert [sorted(one) for one in found["contents"]] == [["id", "modified_date"]] * 2


def test_terms_are_filtered_by_list_and_parent(public, network):
    need = words.taxonomy_id("need")
    found = public.get(f"/hsds/v3/taxonomy_terms?taxonomy_id={need}&top_only=true").json()

    assert {one["code"] for one in found["contents"]} == {"draughts", "forms", "small_measures"}
    parent = network.terms["forms"].pk
    assert public.get(f"/hsds/v3/taxonomy_terms?parent_id={parent}").json()["empty"]


def test_places_are_found_by_postal_code(public):
    for code in ("1353", "1353AA", "1353 aa"):
        found = public.get("/hsds/v3/service_at_locations", {"postcode": code}).json()
        assert found["total_items"] == 1
    assert public.get("/hsds/v3/service_at_locations?postcode=1354").json()["empty"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("page", "0"),
        ("page", "99999999999999999999"),
        ("per_page", "-1"),
        ("full", "misschien"),
        ("format", "xml"),
        ("modified_after", "gisteren"),
        ("modified_after", "0001-01-01T00:00:00+23:00"),
        ("modified_after", "2026-13-40T00:00:00Z"),
        ("taxonomy_id", "x"),
        ("search", "a\x00b"),
        ("search", "x" * 201),
    ],
)
def test_a_wrong_parameter_is_named(public, name, value):
    answer = public.get("/hsds/v3/services", {name: value})

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert [one["field"] for one in answer.json()["errors"]] == [name]


@pytest.mark.parametrize("path", ["services/x", f"services/{uuid.UUID(int=0)}", "nothing"])
def test_what_is_not_there_is_a_problem(public, path):
    answer = public.get(f"/hsds/v3/{path}")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["", "/services", "/services/x", "/openapi.json"])
def test_the_directory_is_only_read(network, method, path):
    # As over the network, where Django asks who sends something for its token.
    public = Client(headers={"host": network.municipality.host}, enforce_csrf_checks=True)
    answer = getattr(public, method)(f"/hsds/v3{path}")

    assert (answer.status_code, answer["Allow"]) == (405, "GET")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_much_for_many_as_for_few(public, network, name):
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            public.get(f"/hsds/v3/{name}?full=true&full_service=true")
        return len(queries)

    few = asked()
    for number in range(8):
        made = service(network.organisations["wijk"], f"Dienst {number}")
        offers(made, network.terms["forms"], network.terms["owner"])
        ServiceLanguage.objects.create(municipality=network.municipality, service=made, code="ar")

    assert asked() == few <= 24


def test_another_municipality_reads_nothing_of_this_one(network, waterrijk):
    there = Client(headers={"host": waterrijk.host})

    assert there.get("/hsds/v3/services").json()["empty"]
    known = network.services["draughts"].pk
    assert there.get(f"/hsds/v3/services/{known}").status_code == 404
