"""What runs by itself in steering: the checks after every change, and at night for the time."""

from __future__ import annotations

import uuid
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import structlog
from asgiref.sync import sync_to_async
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.job_context import JobContext
from procrastinate.jobs import Status

from bundel.accounts.models import Municipality
from bundel.accounts.tenancy import as_municipality
from bundel.network.jobs import each
from bundel.steering.models import Decision, DecisionState
from bundel.steering.services import decision_pictures as pictures
from bundel.steering.services.checks import run_checks
from bundel.steering.services.issues import keep_up
from bundel.steering.services.reminders import send_reminders
from bundel.steering.services.triggers import judge_all

TASK = "steering.check"
# Changes that follow each other within so many seconds are checked together.
WAIT_SECONDS = 4
# How long until is looked again whether what-ifs of a decision are calculated.
FILL_SECONDS = 5
SILENT_AFTER = timedelta(minutes=2)

log = structlog.get_logger(__name__)


def ask_checks(municipality_id: uuid.UUID) -> None:
    """
    Ask for a run of the checks, in the transaction of the change: ten changes are one run.

    A run that waits is held until this transaction ends, so that it sees the change. A run that
    began already does not see it, and then another is put behind it.
    """
    key = f"{TASK}-{municipality_id}"
    if _hold_waiting(key):
        return
    job = check.configure(lock=key, schedule_in={"seconds": WAIT_SECONDS})
    with connection.cursor() as cursor:
        # Who asks at the same moment does not wait for us: an extra run does no harm.
        cursor.execute("select pg_try_advisory_xact_lock(hashtext(%s))", [key])
        is_first = bool(cursor.fetchone()[0])
    if is_first:
        job = check.configure(lock=key, queueing_lock=key, schedule_in={"seconds": WAIT_SECONDS})
    # A savepoint, for the refusal of a second job must not take the change with it.
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(municipality_id=str(municipality_id))
        return
    _hold_waiting(key)


def _hold_waiting(key: str) -> bool:
    """Keep a run that waits from beginning before this transaction ends; tell whether one does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select 1 from procrastinate_jobs where queueing_lock = %s and status = 'todo' "
            "for share",
            [key],
        )
        return cursor.fetchone() is not None


@app.task(name=TASK)
def check(*, municipality_id: str) -> None:
    """Run the checks of a municipality. A second time changes nothing."""
    run_now(uuid.UUID(municipality_id))


def run_now(municipality_id: uuid.UUID) -> int:
    """Run the checks of a municipality in a transaction of their own; return what is open."""
    at = timezone.now()
    today = timezone.localdate(at)
    with as_municipality(municipality_id):
        pictures.fill_left(municipality_id=municipality_id)
        judge_all(municipality_id=municipality_id, at=at, today=today)
        keep_up(municipality_id=municipality_id, at=at)
        return run_checks(municipality_id=municipality_id, at=at, today=today)


@app.periodic(cron="25 4 * * *")
@app.task(name="steering.check_all", queueing_lock="steering.check_all")
def check_all(timestamp: int) -> None:
    """Check every municipality at night: days pass without anybody changing anything."""
    at = datetime.fromtimestamp(timestamp, UTC)

    def one(municipality: Municipality) -> None:
        today = timezone.localdate(at)
        with as_municipality(municipality.pk):
            pictures.fill_left(municipality_id=municipality.pk)
            judge_all(municipality_id=municipality.pk, at=at, today=today)
            keep_up(municipality_id=municipality.pk, at=at)
            run_checks(municipality_id=municipality.pk, at=at, today=today)

    each(one)


@app.periodic(cron="* * * * *")
@app.task(name="steering.sweep", queueing_lock="steering.sweep", pass_context=True)
async def sweep(context: JobContext, timestamp: int) -> None:
    """Ask again for runs whose worker was killed."""
    stalled = await context.app.job_manager.get_stalled_jobs(
        task_name=TASK, seconds_since_heartbeat=SILENT_AFTER.total_seconds()
    )
    for job in stalled:
        await context.app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
        log.warning("checks were killed; asked again", job=job.id)
        await sync_to_async(ask_again)(uuid.UUID(str(job.task_kwargs["municipality_id"])))


def ask_again(municipality_id: uuid.UUID) -> None:
    """Ask for a run outside of any change."""
    with as_municipality(municipality_id):
        ask_checks(municipality_id)


@app.task(name="steering.fill_options")
def fill_options(*, municipality_id: str, decision_id: str) -> None:
    """Freeze the figures of what-ifs into the options of a decision, once they are calculated."""
    with as_municipality(uuid.UUID(municipality_id)):
        asked = Decision.objects.select_for_update().filter(
            pk=uuid.UUID(decision_id), state=DecisionState.ASKED
        )
        decision = asked.first()
        if decision is None or not pictures.fill_options(decision=decision):
            return
        again = fill_options.configure(schedule_in={"seconds": FILL_SECONDS})
        again.defer(municipality_id=municipality_id, decision_id=decision_id)


@app.periodic(cron="5 7 * * 1-5")
@app.task(name="steering.remind", queueing_lock="steering.remind", lock="steering.remind")
def remind(timestamp: int) -> None:
    """Remind on working days, each person with one mail for the whole day."""
    at = datetime.fromtimestamp(timestamp, UTC)
    each(lambda municipality: send_reminders(municipality=municipality, at=at))
