"""What the clock asks of the trail, done twice with one effect."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from bundel.accounts.models import Mail, Municipality
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import as_municipality
from bundel.audit import anchors, checks, jobs
from bundel.audit.models import Check, Entry, Once, Seal
from tests.conftest import make_municipality, make_user
from tests.modules.audit.conftest import Intruder, write


@pytest.fixture
def at_work(trail: Municipality, tmp_path: Path, settings: Any) -> Municipality:
    """The municipality of the trail, with its anchors where the jobs look for them."""
    (tmp_path / "anchors").mkdir()
    name = f"{trail.slug}.log"
    (tmp_path / name).rename(tmp_path / "anchors" / name)
    settings.DATA_DIR = tmp_path
    return trail


def mails(municipality: Municipality) -> list[Mail]:
    with as_municipality(municipality.id):
        return list(Mail.objects.order_by("to"))


def test_each_minute_every_municipality_is_sealed_and_anchored(
    at_work: Municipality, tmp_path: Path
) -> None:
    other = make_municipality("waterrijk")
    write(at_work)
    write(other)

    jobs.seal(0)
    jobs.seal(60)

    for municipality, number in ((at_work, 5), (other, 1)):
        newest = anchors.last(tmp_path / "anchors" / f"{municipality.slug}.log")
        assert newest is not None
        with as_municipality(municipality.id):
            assert newest.number == number == Seal.objects.count()


def test_trouble_in_one_municipality_does_not_stop_the_others(
    at_work: Municipality, tmp_path: Path
) -> None:
    other = make_municipality("waterrijk")
    write(at_work)
    write(other)
    (tmp_path / "anchors" / "almere.log").unlink()
    (tmp_path / "anchors" / "almere.log").mkdir()

    with pytest.raises(ExceptionGroup):
        jobs.seal(0)

    assert anchors.last(tmp_path / "anchors" / "waterrijk.log") is not None


def test_the_head_goes_by_mail_once_a_day_to_who_guards_it(at_work: Municipality) -> None:
    for role in ("privacy_officer", "functional_manager", "reader"):
        make_user(at_work, role)
    make_user(at_work, "privacy_officer", email="weg@almere.example", is_active=False)

    jobs.daily(0)
    jobs.daily(0)

    sent = mails(at_work)
    assert [mail.to.split("@")[0] for mail in sent] == ["functional.manager", "privacy.officer"]
    with as_municipality(at_work.id):
        head = Seal.objects.latest("number").digest
    assert all(head in mail.body for mail in sent)
    assert all("klopt op" in mail.subject for mail in sent)


def test_the_mail_says_what_was_touched(at_work: Municipality, intruder: Intruder) -> None:
    make_user(at_work, "privacy_officer")
    with as_municipality(at_work.id):
        touched = Entry.objects.order_by("id")[4].id
    intruder.execute("update audit_entry set label = 'x' where id = %s", [touched])

    jobs.daily(0)

    (mail,) = mails(at_work)
    assert mail.subject.startswith("Let op")
    assert f"Regel {touched} (" in mail.body


def test_a_check_that_was_asked_runs_as_a_job_and_only_once(
    at_work: Municipality,
) -> None:
    person = make_user(at_work, "privacy_officer")
    actor = Actor(person.id, at_work.id, person.name, person.role)
    with as_municipality(at_work.id):
        checks.ask_check(actor=actor, at=timezone.now())
    job = ProcrastinateJob.objects.get(task_name="audit.check")

    for _ in range(2):
        app.tasks[job.task_name].func(**job.args)

    with as_municipality(at_work.id):
        check = Check.objects.get()
        # The wish to check is itself an entry, so it is one more than the twelve.
        assert (check.seals, check.entries, check.found) == (4, 13, 0)


def test_answers_to_requests_are_forgotten_after_a_week(
    at_work: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "FORGET_AT_ONCE", 2)
    now = timezone.now()
    ages = [timedelta(days=days) for days in (1, 6, 8, 9, 10, 11, 12)]
    with as_municipality(at_work.id):
        Once.objects.bulk_create(
            Once(municipality=at_work, key=str(age), route="/", digest="", created_at=now - age)
            for age in ages
        )

    for _ in range(2):
        jobs.forget(int(now.timestamp()))

    with as_municipality(at_work.id):
        assert Once.objects.count() == 2
