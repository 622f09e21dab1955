"""A real installation begins: a municipality, a link, a manager who lets others in."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from axes.models import AccessAttempt
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from bundel.accounts import jobs
from bundel.accounts.models import Municipality, User
from bundel.accounts.tenancy import as_municipality

GIVEN = ("stad", "Stad", "stad.localhost", "Bo", "bo@stad.example")
PASSWORD = "een zin die niemand raadt 7"


def opened() -> str:
    told = StringIO()
    call_command("newmunicipality", *GIVEN, stdout=told)
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
