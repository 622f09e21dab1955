"""A run as a job: to the end, stopped, killed, restarted, twice, and for one municipality only."""

import os
import signal
import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest
from asgiref.sync import async_to_sync
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from bundel.core.portfolio.asking import Step
from bundel.core.portfolio.evaluate import evaluate
from bundel.core.portfolio.problem import Choice
from bundel.core.portfolio.reading import read_problem
from bundel.programme import jobs, selectors, services
from bundel.programme.models import PlanRun
from bundel.programme.planner import child
from bundel.programme.planner.caller import Heard, Planner, PlannerDied
from tests.modules.programme import questions

QUICK = {"parts": ["plan"], "gap": 0.05, "time_limit": 20.0}


def _plan_jobs():
    return ProcrastinateJob.objects.filter(task_name="programme.calculate_plan")


@pytest.fixture
def wanted(coordinator):
    """A run that waits."""
    return services.request_run(actor=coordinator, at=timezone.now(), parameters=QUICK)


@pytest.fixture
def long_wanted(coordinator, wanted):
    """A run that would take minutes."""
    parameters = {"parts": ["plan"], "gap": 0.0, "time_limit": 120.0, "seed": 0}
    PlanRun.objects.filter(pk=wanted).update(problem=questions.hard(), parameters=parameters)
    return wanted


def _calculate(actor, run_id, should_abort=lambda: False):
    jobs.Run(actor.municipality_id, run_id, should_abort).calculate()
    return selectors.run(actor=actor, run_id=run_id)


def _at_first_heartbeat(monkeypatch, act):
    """Let something happen while the planner calculates."""
    original, happened = services.heartbeat, []

    def heartbeat(**given):
        if not happened and given["objective"] is not None:
            happened.append(True)
            act()
        return original(**given)

    monkeypatch.setattr(services, "heartbeat", heartbeat)


def test_a_run_ends_with_a_plan_that_keeps_the_rules(coordinator, wanted):
    run = _calculate(coordinator, wanted)

    chosen = [Choice(**choice) for choice in run.result["chosen"]]
    judged = evaluate(read_problem(run.problem), chosen)
    assert run.state == "done"
    assert judged.broken == ()
    assert judged.objective == pytest.approx(run.objective)
    assert run.gap <= 0.05
    assert run.heartbeat_at >= run.started_at >= run.requested_at
    assert run.versions["bundel"]


def test_a_run_that_is_stopped_keeps_the_best_plan_so_far(monkeypatch, coordinator, long_wanted):
    _at_first_heartbeat(
        monkeypatch,
        lambda: services.stop_run(actor=coordinator, run_id=long_wanted, at=timezone.now()),
    )

    run = _calculate(coordinator, long_wanted)

    assert run.state == "stopped"
    assert run.result["chosen"]
    assert run.gap > 0
    assert run.finished_at - run.started_at < timedelta(seconds=60)


def test_a_run_that_waits_stops_at_once_and_never_begins(coordinator, wanted):
    services.stop_run(actor=coordinator, run_id=wanted, at=timezone.now())

    run = _calculate(coordinator, wanted)

    assert run.state == "stopped"
    assert run.started_at is None


def test_a_killed_planner_leaves_a_run_that_says_so_and_can_begin_again(
    monkeypatch, coordinator, long_wanted
):
    started = []

    class Watched(Planner):
        def __init__(self, *given):
            super().__init__(*given)
            started.append(self)

    monkeypatch.setattr(jobs, "Planner", Watched)
    _at_first_heartbeat(monkeypatch, lambda: os.kill(started[0].pid, signal.SIGKILL))

    run = _calculate(coordinator, long_wanted)
    fresh = services.restart_run(actor=coordinator, run_id=run.id, at=timezone.now())

    assert run.state == "failed"
    assert "Bereken het plan opnieuw" in run.trouble
    again = selectors.run(actor=coordinator, run_id=fresh)
    assert (again.state, again.problem) == ("queued", run.problem)


def test_a_run_whose_worker_died_is_silent_until_the_sweep_says_so(coordinator, wanted):
    services.begin_run(run_id=wanted, at=timezone.now() - timedelta(minutes=2))
    before = selectors.run(actor=coordinator, run_id=wanted)

    closed = jobs.fail_silent_runs(at=timezone.now())

    after = selectors.run(actor=coordinator, run_id=wanted)
    assert before.silent(timezone.now())
    assert (closed, after.state) == (1, "failed")
    assert after.may_restart


def test_the_sweep_leaves_a_run_that_lives(coordinator, wanted):
    services.begin_run(run_id=wanted, at=timezone.now())

    closed = jobs.fail_silent_runs(at=timezone.now())

    assert closed == 0


def test_the_sweep_frees_the_queue_from_the_job_of_a_dead_worker(coordinator, wanted):
    jobs.enqueue(actor=coordinator, run_id=wanted)
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'doing', worker_id = null")

    async_to_sync(jobs.sweep.func)(SimpleNamespace(app=app), timestamp=0)

    assert [job.status for job in _plan_jobs()] == ["failed"]


def test_a_job_that_runs_twice_has_one_effect(coordinator, wanted):
    once = _calculate(coordinator, wanted)

    twice = _calculate(coordinator, wanted)

    assert twice == once


def test_a_run_stands_on_the_queue_once(coordinator, wanted):
    for _ in range(2):
        jobs.enqueue(actor=coordinator, run_id=wanted)

    assert _plan_jobs().count() == 1


def test_a_request_that_is_undone_leaves_no_job(coordinator):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        run_id = services.request_run(actor=coordinator, at=timezone.now())
        jobs.enqueue(actor=coordinator, run_id=run_id)
        raise ZeroDivisionError

    assert _plan_jobs().count() == 0


def test_a_job_for_another_municipality_finds_nothing(coordinator, wanted):
    jobs.Run(uuid.uuid4(), wanted, lambda: False).calculate()

    assert selectors.run(actor=coordinator, run_id=wanted).state == "queued"


def test_wishes_that_clash_are_named(coordinator, wanted):
    PlanRun.objects.filter(pk=wanted).update(problem=questions.impossible())

    run = _calculate(coordinator, wanted)

    assert run.state == "infeasible"
    assert any("‘A’" in sentence or "‘B’" in sentence for sentence in run.result["conflict"])


def test_a_question_that_is_wrong_fails_in_words(coordinator, wanted):
    PlanRun.objects.filter(pk=wanted).update(problem={"version": "1", "quarters": []})

    run = _calculate(coordinator, wanted)

    assert run.state == "failed"
    assert "begrijpt deze vraag niet" in run.trouble


def test_a_worker_that_has_to_leave_says_so_in_the_run(coordinator, long_wanted):
    run = _calculate(coordinator, long_wanted, should_abort=lambda: True)

    assert run.state == "failed"
    assert "server werd gestopt" in run.trouble


def test_the_last_figures_of_the_search_are_told_before_the_explanations():
    heard, told = Heard(), []
    news = child._News(told.append)
    for step in (
        Step("plan", 0.0, objective=10.0, bound=50.0),
        Step("plan", 0.0, objective=20.0, bound=21.0),
        Step("found", 0.1, objective=20.0, bound=20.0),
        Step("why", 0.2, 1, 3),
    ):
        news.tell(step)
    for message in told:
        heard.hear(message)

    assert len(told) == 2
    assert (heard.objective, heard.bound, heard.gap) == (20.0, 20.0, 0.0)


def test_a_search_ends_with_what_it_found():
    with Planner(questions.hard(6), QUICK | {"seed": 0}) as planner:
        while not planner.ended:
            planner.listen(1.0)

        assert planner.heard.objective == pytest.approx(planner.answer()["objective"])


def test_the_planner_ends_when_its_caller_is_gone():
    with Planner(questions.hard(), QUICK | {"gap": 0.0, "time_limit": 120.0, "seed": 0}) as planner:
        planner.listen(1.0)
        planner._process.stdin.close()
        planner._process.wait(timeout=10)
        planner.listen(1.0)

        with pytest.raises(PlannerDied):
            planner.answer()


def test_leaving_ends_the_planner():
    with Planner(questions.hard(), QUICK | {"gap": 0.0, "time_limit": 120.0, "seed": 0}) as planner:
        pid = planner.pid

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_the_planner_is_not_told_our_secrets(monkeypatch):
    given = {}

    def started(command, *, env, **rest):
        given.update(env)
        raise FileNotFoundError

    monkeypatch.setattr("bundel.programme.planner.caller.subprocess.Popen", started)
    with pytest.raises(FileNotFoundError):
        Planner({}, QUICK)

    assert "PYTHONPATH" in given
    assert not {"DATABASE_URL", "BUNDEL_OWNER_DATABASE_URL", "BUNDEL_SECRET_KEY"} & given.keys()
