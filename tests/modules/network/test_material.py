"""The network of the demo: whole, alive on any day, loaded once, and kept as people change it."""

from __future__ import annotations

import csv
import os
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from bundel.accounts.models import Municipality, User
from bundel.accounts.selectors import actor_of_user
from bundel.accounts.tenancy import as_municipality
from bundel.config import demo_data
from bundel.network.material import WrongMaterial
from bundel.network.models import (
    Agreement,
    AreaAction,
    Contact,
    Gathering,
    GatheringState,
    Goods,
    GoodsState,
    Kind,
    Location,
    Organisation,
    Promise,
    Room,
    Service,
    Side,
    Snapshot,
)
from bundel.network.selectors import duplicates
from tests.conftest import Figure, stocked

# Not how fast, only that a start does not take minutes.
MOST_SECONDS = 60.0
NOW = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)
DRAUGHTS, SOCIAL_RENT = "draughts", "social_rent"


@contextmanager
def loaded(slug: str, at: datetime = NOW) -> Iterator[Municipality]:
    demo_data.load(demo_data.FOLDER / slug, at=at)
    demo_data.load_network(demo_data.FOLDER / slug, at=at)
    municipality = Municipality.objects.get(slug=slug)
    with as_municipality(municipality.pk):
        yield municipality


def worked_seconds() -> float:
    """Return how long we and our PostgreSQL worked: others on this machine do not count. [s]"""
    told = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text(encoding="utf-8")
    user_ticks, system_ticks = told.rpartition(")")[2].split()[11:13]
    ticks = int(user_ticks) + int(system_ticks)
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


@stocked
def network_of_almere() -> None:
    """The demo of Almere with its network."""
    with loaded("almere"):
        pass


@pytest.fixture
def almere(network_of_almere: None) -> Iterator[Municipality]:
    """The demo of Almere with its network, at work."""
    municipality = Municipality.objects.get(slug="almere")
    with as_municipality(municipality.pk):
        yield municipality


def test_the_network_is_worth_exploring(almere: Municipality) -> None:
    held = Gathering.objects.filter(state=GatheringState.HELD)

    assert Organisation.objects.count() >= 40
    assert Organisation.objects.values("kind").distinct().count() == 20
    assert Service.objects.count() >= 150
    assert Contact.objects.count() >= 60
    assert held.count() == 4
    assert all(gathering.said and gathering.promises.exists() for gathering in held)
    assert Gathering.objects.filter(starts_at__gt=NOW).count() == 1
    assert Agreement.objects.count() >= 15
    assert Goods.objects.count() >= 25
    assert AreaAction.objects.count() >= 20
    assert set(Service.objects.values_list("room", flat=True)) == set(Room.values)


def test_everybody_promises_two_steps_and_not_all_are_kept(almere: Municipality) -> None:
    per_gathering = Counter(Promise.objects.values_list("gathering", "organisation"))
    states = Counter(Promise.objects.values_list("state", flat=True))
    overdue = Promise.objects.filter(state="open", due_date__lt=NOW.date())

    assert set(per_gathering.values()) == {2}
    assert states["kept"] > states["not_kept"] > 0
    assert overdue.count() >= 3


def test_one_person_helps_with_draughts_in_tigrinya_and_has_room(almere: Municipality) -> None:
    speaks = Service.objects.filter(languages__code="ti")

    found = speaks.get(terms__code=DRAUGHTS)

    assert speaks.count() == 1
    assert found.room == Room.YES
    assert found.room_changed_at is not None
    assert found.room_changed_at > NOW - timedelta(days=7)
    assert [area.name for area in found.areas.all()] == ["Almere Haven"]


def test_nobody_mends_draughts_for_tenants_in_one_district(almere: Municipality) -> None:
    mends = Service.objects.filter(terms__code=DRAUGHTS).filter(terms__code=SOCIAL_RENT)

    areas = {name for service in mends for name in service.areas.values_list("name", flat=True)}

    assert areas
    assert not areas & {"Columbuskwartier", "Almere Poort", "Almere"}
    assert all(service.areas.exists() for service in mends)


def test_something_stands_there_twice_to_decide_on(almere: Municipality) -> None:
    actor = actor_of_user(user=User.objects.get(role="coordinator"), channel="web")

    for kind in (Kind.ORGANISATION, Kind.SERVICE):
        found = duplicates.suggestions(actor=actor, kind=kind)

        assert [one.likeness.verdict for one in found if one.likeness] == ["same"]


def test_a_fridge_in_buiten_waits_for_a_request_from_haven(almere: Municipality) -> None:
    fridges = Goods.objects.filter(kind__code="fridge", state=GoodsState.OPEN)

    assert fridges.get(side=Side.OFFER).area.name == "Almere Buiten"
    assert fridges.get(side=Side.REQUEST).area.name == "Almere Haven"
    assert Goods.objects.filter(
        side=Side.OFFER, state=GoodsState.OPEN, created_at__lt=NOW - timedelta(weeks=5)
    ).exists()


def test_partners_of_the_demo_work_somewhere_and_are_found_there(almere: Municipality) -> None:
    people = User.objects.filter(role__startswith="partner_")

    assert {user.organisation_id for user in people} == {
        Organisation.objects.get(name="De Buurtboog").id,
        Organisation.objects.get(name="Klusploeg Haven").id,
    }
    assert all(Contact.objects.filter(user=user, left_date=None).exists() for user in people)


def test_every_row_of_the_directory_can_be_put_back(almere: Municipality) -> None:
    kept = set(Snapshot.objects.values_list("object_id", flat=True))

    for model in (Organisation, Contact, Location, Service):
        assert set(model.objects.values_list("pk", flat=True)) <= kept


def test_some_services_are_new_and_most_are_as_they_were(almere: Municipality) -> None:
    news = Service.objects.filter(changed_at__gte=NOW - timedelta(days=31))

    assert news.filter(created_at__gte=NOW - timedelta(days=31)).exists()
    assert 5 <= news.count() <= 20


def test_loading_twice_keeps_what_people_changed(almere: Municipality) -> None:
    Service.objects.filter(name="Warme kamer").update(name="Warme huiskamer")
    services = Service.objects.count()

    again = demo_data.load_network(demo_data.FOLDER / "almere", at=NOW)

    assert again == 0
    assert Service.objects.count() == services
    assert Service.objects.filter(name="Warme huiskamer").exists()


@pytest.mark.django_db
def test_the_second_network_is_another_one() -> None:
    with loaded("almere"):
        first = set(Organisation.objects.values_list("name", flat=True))
    with loaded("waterrijk"):
        second = set(Organisation.objects.values_list("name", flat=True))

        assert second
        assert not first & second
        assert Gathering.objects.filter(starts_at__gt=NOW).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2028, 2, 29), date(2026, 12, 31)])
def test_the_network_is_alive_on_any_day(day: date) -> None:
    at = datetime(day.year, day.month, day.day, 22, 30, tzinfo=UTC)

    with loaded("waterrijk", at):
        ahead = Gathering.objects.get(state=GatheringState.INVITED)

        assert timedelta(days=20) < ahead.starts_at - at < timedelta(days=28)
        assert timezone.localtime(ahead.starts_at).hour == 19


@pytest.mark.django_db
def test_a_word_that_nobody_knows_is_named_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "waterrijk"
    shutil.copytree(demo_data.FOLDER / "waterrijk", folder)
    path = folder / demo_data.NETWORK / "diensten.csv"
    path.write_text(path.read_text().replace("draughts", "kieren", 1))
    demo_data.load(folder, at=NOW)

    with pytest.raises(WrongMaterial, match=r"diensten\.csv, regel 2: .*kieren"):
        demo_data.load_network(folder, at=NOW)

    with as_municipality(Municipality.objects.get(slug="waterrijk").pk):
        assert not Organisation.objects.exists()


@pytest.mark.django_db
def test_the_network_loads_in_reasonable_time(figure: Figure) -> None:
    demo_data.load(demo_data.FOLDER / "almere", at=NOW)
    began_seconds = worked_seconds()

    demo_data.load_network(demo_data.FOLDER / "almere", at=NOW)

    took_seconds = worked_seconds() - began_seconds
    figure(f"network of the demo: loaded in {took_seconds:.1f} s of work")
    assert took_seconds < MOST_SECONDS


@pytest.mark.parametrize("slug", ["almere", "waterrijk"])
def test_everybody_in_the_files_is_invented_and_out_of_reach(slug: str) -> None:
    folder = demo_data.FOLDER / slug / demo_data.NETWORK
    for path in folder.glob("*.csv"):
        for row in csv.DictReader(path.open(encoding="utf-8"), delimiter=";"):
            for column in ("mail", "website"):
                assert ".example" in row.get(column, ".example") or not row[column]
            phone = row.get("telefoon", "").replace(" ", "")
            # No Dutch subscriber number begins with a zero.
            assert not phone or phone[3:].startswith("0")
