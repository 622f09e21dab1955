"""A real installation begins: a municipality, a link, a manager who lets others in."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from bundel.accounts import jobs
from bundel.accounts.models import Municipality, User
from bundel.accounts.tenancy import as_municipality
from bundel.core import playbook
from bundel.core.playbook import Package, Part
from bundel.network.models import Synonym
from bundel.playbook.models import Playbook
from bundel.programme.models import Initiative

GIVEN = ("stad", "Stad", "stad.localhost", "Bo", "bo@stad.example")
PASSWORD = "een zin die niemand raadt 7"


CARD = {"code": "a", "name": "Langs de deuren", "summary": ""}
LISTS: dict[str, list[str]] = {"goals": [], "preconditions": [], "levels": []}


def opened(*more: str) -> str:
    told = StringIO()
    call_command("newmunicipality", *GIVEN, *more, stdout=told)
    return told.getvalue().splitlines()[-1].removeprefix("http://stad.localhost")


@pytest.mark.django_db
def test_the_first_manager_comes_in_by_the_link() -> None:
    path = opened()
    client = Client(headers={"host": "stad.localhost"})

    client.post(path, {"password": PASSWORD, "again": PASSWORD})
    client.post("/inloggen", {"login": "bo@stad.example", "password": PASSWORD})

    assert client.get("/mensen").status_code == 200
    with as_municipality(Municipality.objects.get(slug="stad").id):
        assert User.objects.get().role == "functional_manager"


@pytest.mark.django_db
def test_twice_the_same_municipality_is_refused() -> None:
    opened()

    with pytest.raises(CommandError, match="al een gemeente"):
        opened()
    assert Municipality.objects.count() == 1


@pytest.mark.django_db
def test_attempts_and_old_jobs_are_forgotten() -> None:
    AccessAttempt.objects.create(username="x", ip_address="192.0.2.1", failures_since_start=1)
    old = timezone.now() - timedelta(days=2)
    AccessAttempt.objects.update(attempt_time=old)

    jobs.forget(int(timezone.now().timestamp()))

    assert not AccessAttempt.objects.exists()
    assert ProcrastinateJob.objects.filter(task_name__endswith="remove_old_jobs").count() == 1


def _playbook(folder: Path, **change: Any) -> str:
    """Write the file of a playbook with one word and one initiative; return where."""
    parts = (
        Part("synonyms", "pegels/geld", {"word": "pegels", "means": "geld"}),
        Part("initiatives", "a", CARD | LISTS),
    )
    told = playbook.document(Package("Aanpak", 1, "", "Elders", "2026-11-23", "CC0 1.0", parts))
    file = folder / f"draaiboek{'-'.join(change)}.zip"
    file.write_bytes(playbook.write(told | change, ""))
    return f"--playbook={file}"


@pytest.mark.django_db
def test_a_municipality_begins_with_a_playbook(tmp_path: Path) -> None:
    opened(_playbook(tmp_path), "--department=Wonen & Zorg")

    with as_municipality(Municipality.objects.get(slug="stad").id):
        initiative = Initiative.objects.select_related("department").get()
        assert (initiative.name, initiative.department.name) == (CARD["name"], "Wonen & Zorg")
        assert Synonym.objects.filter(word="pegels", means="geld").exists()
        assert Playbook.objects.get().taken_at is not None


@pytest.mark.django_db
def test_a_playbook_that_is_wrong_leaves_no_municipality(tmp_path: Path) -> None:
    text = tmp_path / "brief.zip"
    text.write_text("geen zip", encoding="utf-8")
    for more, said in (
        ([_playbook(tmp_path)], "Noem ook de afdeling"),
        ([_playbook(tmp_path, form=2)], "Werk Bundel eerst bij"),
        ([_playbook(tmp_path, edition=2)], "De vingerafdruk klopt niet"),
        ([f"--playbook={text}"], "Dit is geen zip die te openen is"),
        ([f"--playbook={tmp_path / 'weg.zip'}"], "is niet te lezen"),
    ):
        with pytest.raises(CommandError, match=said):
            opened(*more)

    assert not Municipality.objects.exists()
