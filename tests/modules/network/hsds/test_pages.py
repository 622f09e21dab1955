"""The pages of sources: name one, load a file, choose what to take, and see where it came from."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bundel.audit.models import Entry
from bundel.network.models import Feed, FeedLoad, Organisation, Service
from tests.modules.network.conftest import Network
from tests.modules.network.hsds.test_feeds import FEED, changed


@pytest.fixture
def browser(network: Network) -> Client:
    return network.client("coordinator")


@pytest.fixture
def feed(browser: Client) -> Feed:
    answer = browser.post("/netwerk/bronnen/nieuw", {"name": "Sociale kaart", "licence": "CC0"})
    assert answer.status_code == 303
    return Feed.objects.get()


def upload(browser: Client, feed: Feed, content: Any) -> Any:
    """Send a file in as the form does."""
    file = SimpleUploadedFile("kaart.json", json.dumps(content).encode())
    return browser.post(f"/netwerk/bronnen/{feed.pk}", {"file": file})


def take(browser: Client, address: str, *, only: str = "") -> Any:
    """Press the button on a page of differences, with what is ticked there."""
    page = browser.get(address).content.decode()
    (fingerprint,) = re.findall(r'name="fingerprint" value="(\w+)"', page)
    ticked = re.findall(r'name="take" value="([^"]+)"[^>]* checked', page)
    chosen = [key for key in ticked if only in key]
    return browser.post(address, {"fingerprint": fingerprint, "take": chosen})


def test_a_file_comes_in_by_its_differences(browser, feed):
    answer = upload(browser, feed, FEED)
    page = browser.get(answer.url).content.decode()

    assert "5 verschillen met de bron" in page
    assert "Zeilen, Mars" in page
    assert take(browser, answer.url).status_code == 303
    assert Service.objects.filter(name="Energieadvies").exists()
    assert "Over deze lezing is al beslist" in browser.get(answer.url).content.decode()


def test_the_same_file_again_says_that_nothing_changes(browser, feed):
    take(browser, upload(browser, feed, FEED).url)

    page = browser.get(upload(browser, feed, FEED).url).content.decode()

    assert "Er verandert niets" in page
    assert "5 records zijn gelijk" in page


def test_more_than_fits_comes_in_by_parts(browser, feed, monkeypatch):
    monkeypatch.setattr("bundel.network.views.feeds.MOST_SHOWN", 3)
    address = upload(browser, feed, FEED).url

    assert take(browser, address).url == address
    assert FeedLoad.objects.get().taken_at is None
    assert take(browser, address).url == f"/netwerk/bronnen/{feed.pk}"
    assert FeedLoad.objects.get().taken_at is not None
    assert Service.objects.filter(organisation__name="Energieloket").count() == 2


def test_ours_and_theirs_stand_side_by_side(browser, feed):
    take(browser, upload(browser, feed, FEED).url)

    page = browser.get(upload(browser, feed, changed(description="Anders.")).url).content.decode()

    assert "Een adviseur komt langs." in page
    assert "Anders." in page


def test_a_partner_and_a_service_tell_where_they_come_from(browser, feed):
    take(browser, upload(browser, feed, FEED).url)
    partner = Organisation.objects.get(name="Energieloket")
    service = Service.objects.get(name="Energieadvies")

    for address in (f"/netwerk/partners/{partner.pk}", f"/netwerk/diensten/{service.pk}"):
        page = browser.get(address).content.decode()
        assert "Komt uit: Sociale kaart, overgenomen op" in page
        assert "CC0" in page


def test_faults_stand_in_a_table(browser, feed):
    answer = upload(browser, feed, changed(status="soms"))

    assert answer.status_code == 422
    assert "Energieadvies" in answer.content.decode()
    assert not FeedLoad.objects.exists()


def test_a_refusal_stands_at_its_field(browser, feed):
    answer = browser.post(f"/netwerk/bronnen/{feed.pk}", {})
    assert answer.status_code == 422

    answer = browser.post(f"/netwerk/bronnen/{feed.pk}/lees", {})
    assert answer.status_code == 422
    assert "Deze bron heeft geen adres" in answer.content.decode()


def test_a_stale_page_of_differences_takes_nothing(browser, feed):
    address = upload(browser, feed, FEED).url

    answer = browser.post(address, {"fingerprint": "oud", "take": ["organization:org-1"]})

    assert answer.status_code == 422
    assert "Bekijk de verschillen opnieuw" in answer.content.decode()
    assert not Organisation.objects.filter(name="Energieloket").exists()


def test_a_reading_can_be_put_aside(browser, feed):
    address = upload(browser, feed, FEED).url

    assert browser.post(f"{address}/niet").status_code == 303
    assert FeedLoad.objects.get().refused_at is not None


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_the_directory_leaves_as_a_file(browser, network, kind):
    answer = browser.get(f"/netwerk/export/{kind}")

    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    assert browser.get("/netwerk/export/xml").status_code == 404


def test_a_partner_exports_only_its_own(network):
    found = network.client("kern coordinator").get("/netwerk/export/json").json()

    assert [one["name"] for one in found["organizations"]] == ["Kern Energiehulp"]


def test_the_list_of_sources_asks_as_much_for_many_as_for_few(browser, network, feed):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get("/netwerk/bronnen")
        return len(queries)

    few = asked()
    for number in range(5):
        Feed.objects.create(municipality=network.municipality, name=f"Bron {number}")

    assert asked() == few


def test_the_differences_ask_as_much_for_many_as_for_few(browser, feed):
    def asked(content: Any) -> int:
        address = upload(browser, feed, content).url
        with CaptureQueriesContext(connection) as queries:
            browser.get(address)
        return len(queries)

    few = asked(FEED)
    more = changed()
    services = more["organizations"][0]["services"]
    services += [services[1] | {"id": f"n{n}", "name": f"Dienst {n}"} for n in range(20)]

    assert asked(more) == few


def test_a_source_is_edited_and_two_at_once_see_each_other(browser, feed):
    path = f"/netwerk/bronnen/{feed.pk}/wijzig"
    form = {"version": feed.version, "name": "Kaart", "url": "https://kaart.example/hsds/v3"}
    assert 'value="Sociale kaart"' in browser.get(path).content.decode()
    assert browser.post(path, form).status_code == 303
    feed.refresh_from_db()
    assert (feed.name, feed.url, feed.licence) == ("Kaart", "https://kaart.example/hsds/v3", "")
    assert browser.post(path, form | {"name": "Anders"}).status_code == 409
    wrong = browser.post(path, form | {"version": feed.version, "url": "http://kaart.example/"})
    assert wrong.status_code == 422
    assert "Een adres begint met https://." in wrong.content.decode()
    (entry,) = Entry.objects.filter(action="network.edit_feed")
    assert entry.before["name"] == "Sociale kaart" and entry.after["name"] == "Kaart"


def test_a_source_that_is_off_brings_nothing(browser, feed):
    waiting = upload(browser, feed, FEED).url
    path = f"/netwerk/bronnen/{feed.pk}"
    assert browser.post(f"{path}/aan-of-uit", {"version": feed.version}).status_code == 303
    feed.refresh_from_db()
    assert not feed.is_active
    assert "staat uit" in browser.get("/netwerk/bronnen").content.decode()
    page = browser.get(path).content.decode()
    assert "Deze bron staat uit" in page and "Controleer het bestand" not in page
    refused = upload(browser, feed, FEED)
    assert refused.status_code == 422
    assert "Deze bron staat uit. Zet haar eerst weer aan." in refused.content.decode()
    assert take(browser, waiting).status_code == 422
    assert not Organisation.objects.filter(name="Energieloket").exists()

    again = {"version": feed.version, "is_active": "1"}
    assert browser.post(f"{path}/aan-of-uit", again).status_code == 303
    assert take(browser, waiting).status_code == 303
    assert Organisation.objects.filter(name="Energieloket").exists()
    assert Entry.objects.filter(action="network.switch_feed").count() == 2


def test_only_who_keeps_the_network_changes_a_source(network, feed):
    partner = network.client("kern coordinator")
    for end in ("wijzig", "aan-of-uit"):
        answer = partner.post(f"/netwerk/bronnen/{feed.pk}/{end}", {"version": feed.version})
        assert answer.status_code == 403
