"""Two writers at one moment: whatever order they end in, a run of the checks comes after both."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections
from procrastinate.contrib.django.models import ProcrastinateJob

from bundel.accounts.tenancy import as_municipality
from bundel.steering import jobs

WRITERS = 4


@pytest.fixture
def here(empty_database: None, django_db_blocker: Any) -> Iterator[uuid.UUID]:
    """
    A municipality of which only the jobs are kept, as every connection sees them at once.

    The test clears up by itself: a copy of the whole database would take longer than the proof.
    """
    municipality_id = uuid.uuid4()
    with django_db_blocker.unblock():
        yield municipality_id
        with connection.cursor() as cursor:
            cursor.execute(
                "delete from procrastinate_jobs where args ->> 'municipality_id' = %s",
                [str(municipality_id)],
            )


def _waiting(here: uuid.UUID) -> int:
    rows = ProcrastinateJob.objects.filter(task_name=jobs.TASK, status="todo")
    return rows.filter(args__municipality_id=str(here)).count()


def _key(here: uuid.UUID) -> str:
    return f"{jobs.TASK}-{here}"


def _take(key: str) -> bool:
    """Begin the run that waits unless a transaction holds it, as workers do; tell if it did."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_jobs set status = 'doing' where id in ("
            "select id from procrastinate_jobs where queueing_lock = %s and status = 'todo' "
            "for update skip locked) returning id",
            [key],
        )
        return cursor.fetchone() is not None


@pytest.mark.parametrize("is_asked_already", [False, True])
def test_writers_at_one_moment_lose_no_run(here: uuid.UUID, is_asked_already: bool) -> None:
    if is_asked_already:
        jobs.ask_again(here)
    together = Barrier(WRITERS)

    def write(number: int) -> int:
        """Ask while all others ask too; return how many runs wait once this change stands."""
        try:
            with as_municipality(here):
                together.wait(timeout=20)
                jobs.ask_checks(here)
                together.wait(timeout=20)
            return _waiting(here)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        seen = list(pool.map(write, range(WRITERS)))

    assert min(seen) >= 1
    rows = ProcrastinateJob.objects.filter(queueing_lock=_key(here), status="todo")
    assert rows.count() == 1


def test_a_run_that_waits_does_not_begin_before_the_change_that_joined_it_stands(
    here: uuid.UUID,
) -> None:
    jobs.ask_again(here)

    def begin() -> bool:
        try:
            return _take(_key(here))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as worker:
        with as_municipality(here):
            jobs.ask_checks(here)
            before = worker.submit(begin).result(timeout=20)
        after = worker.submit(begin).result(timeout=20)

    assert (before, after) == (False, True)


def test_a_change_beside_the_first_one_that_asks_gets_a_run_of_its_own(here: uuid.UUID) -> None:

    def beside() -> int:
        try:
            with as_municipality(here):
                jobs.ask_checks(here)
            return _waiting(here)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other, as_municipality(here):
        jobs.ask_checks(here)
        stands = other.submit(beside).result(timeout=20)

    assert (stands, _waiting(here)) == (1, 2)
