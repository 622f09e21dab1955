"""A run of the planner as a job on the queue, and the sweep behind workers that died."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from asgiref.sync import sync_to_async
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.job_context import JobContext
from procrastinate.jobs import Status

from bundel import __version__
from bundel.accounts import selectors as accounts
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import as_municipality
from bundel.programme import services
from bundel.programme.planner.caller import Heard, Planner, PlannerDied

HEARTBEAT_SECONDS: Final = 1.0
# A run without a sign of life for this long has lost its worker.
SILENT_AFTER: Final = timedelta(seconds=30)
# After `stop` the search looks up within a second; the answer takes some writing.
STOP_GRACE_SECONDS: Final = 15.0
# The plan may take its time limit and the explanations as long again; past this it hangs.
LONGEST_FACTOR: Final = 3.0
LONGEST_EXTRA_SECONDS: Final = 120.0
DATABASE_PATIENCE_SECONDS: Final = 60.0
# One plan at a time on a machine: the planner takes two cores.
ONE_AT_A_TIME: Final = "planner"

log = structlog.get_logger(__name__)


def enqueue(*, actor: Actor, run_id: uuid.UUID) -> None:
    """Put a run on the queue, in the transaction that asked for it; twice is once."""
    job = calculate_plan.configure(queueing_lock=f"plan-{run_id}", lock=ONE_AT_A_TIME)
    # A savepoint, for the refusal of a second job must not take the request with it.
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(municipality_id=str(actor.municipality_id), run_id=str(run_id))


@app.task(name="programme.calculate_plan", queue="plans", pass_context=True)
def calculate_plan(context: JobContext, *, municipality_id: str, run_id: str) -> None:
    """Calculate one plan. A second time there is nothing left to begin."""
    Run(uuid.UUID(municipality_id), uuid.UUID(run_id), context.should_abort).calculate()


@app.periodic(cron="* * * * * */20")
@app.task(name="programme.sweep", queue="sweep", queueing_lock="programme.sweep", pass_context=True)
async def sweep(context: JobContext, timestamp: int) -> None:
    """Say of runs whose worker died that they did, and free the queue from its jobs."""
    stalled = await context.app.job_manager.get_stalled_jobs(
        task_name="programme.calculate_plan", seconds_since_heartbeat=SILENT_AFTER.total_seconds()
    )
    for job in stalled:
        await context.app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
    await sync_to_async(fail_silent_runs)(at=timezone.now())


def fail_silent_runs(*, at: datetime) -> int:
    """Close the silent runs of every municipality. [runs closed]"""
    closed = 0
    for municipality in accounts.municipalities():
        with as_municipality(municipality.id):
            closed += services.fail_silent_runs(at=at, silent_for=SILENT_AFTER)
    return closed


class Run:
    """
    One run, from begin to end, with a short transaction for each thing it writes.

    Args:
        should_abort: Tells whether the worker has to leave.
    """

    def __init__(
        self, municipality_id: uuid.UUID, run_id: uuid.UUID, should_abort: Callable[[], bool]
    ) -> None:
        self._municipality_id = municipality_id
        self._run_id = run_id
        self._should_abort = should_abort

    def calculate(self) -> None:
        """Begin if it may begin, and write down whatever happens."""
        begun = self._write(services.begin_run)
        if begun is None:
            return
        try:
            with Planner(begun.problem, begun.parameters) as planner:
                self._follow(planner, begun.parameters["time_limit"])
                self._finish(planner)
        except Exception:
            log.exception("plan run failed", run=str(self._run_id))
            self._fail(_("Er ging iets mis bij het rekenen. Bereken het plan opnieuw."))

    def _follow(self, planner: Planner, time_limit: float) -> None:
        """Write a sign of life every second, until there is an answer or it takes too long."""
        deadline = time.monotonic() + time_limit * LONGEST_FACTOR + LONGEST_EXTRA_SECONDS
        stopping = False
        while not planner.ended:
            heard = planner.listen(HEARTBEAT_SECONDS)
            if self._should_abort():
                planner.kill()
            elif time.monotonic() > deadline:
                log.warning("planner takes too long", run=str(self._run_id), stopping=stopping)
                planner.kill()
            elif not self._alive(heard) and not stopping:
                stopping = True
                planner.ask_to_stop()
                deadline = time.monotonic() + STOP_GRACE_SECONDS

    def _alive(self, heard: Heard) -> bool:
        """Write how far it is; false when somebody asked to stop."""
        return bool(
            self._write(
                services.heartbeat, objective=heard.objective, bound=heard.bound, gap=heard.gap
            )
        )

    def _finish(self, planner: Planner) -> None:
        try:
            result = planner.answer()
        except PlannerDied as death:
            log.warning("planner died", run=str(self._run_id), why=str(death))
            self._fail(self._why_it_ended(planner.heard))
            return
        versions = {"bundel": __version__}
        self._write(services.finish_run, result=result, said=planner.heard.said, versions=versions)

    def _why_it_ended(self, heard: Heard) -> str:
        if self._should_abort():
            return _("De server werd gestopt tijdens het rekenen. Bereken het plan opnieuw.")
        if heard.trouble:
            return _("De planner begrijpt deze vraag niet: %(why)s") % {"why": heard.trouble}
        return _("Het rekenen is afgebroken. Bereken het plan opnieuw.")

    def _fail(self, trouble: str) -> None:
        self._write(services.fail_run, trouble=trouble)

    def _write(self, service: Callable[..., Any], **fields: Any) -> Any:
        """Do one short act for the run's municipality; wait out a database that restarts."""
        until = time.monotonic() + DATABASE_PATIENCE_SECONDS
        while True:
            try:
                with as_municipality(self._municipality_id):
                    return service(run_id=self._run_id, at=timezone.now(), **fields)
            except (OperationalError, InterfaceError):
                if connection.in_atomic_block or time.monotonic() > until:
                    raise
                connection.close()
                time.sleep(HEARTBEAT_SECONDS)
