"""From a question to a decision: runs, what-ifs, adopting, and what stays as it was."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from bundel.core.portfolio import plan as planner
from bundel.core.portfolio.answer import write_answer
from bundel.core.portfolio.reading import read_problem
from bundel.errors import Invalid, NotAllowed
from bundel.programme import selectors, services
from bundel.programme.models import AdoptedPlan, Initiative, PlanRun

LATER = date(2027, 6, 1)


@pytest.fixture
def finished(coordinator, now):
    """A run with the planner's own answer."""
    run_id = services.request_run(actor=coordinator, at=now, title="Plan 2027")
    begun = services.begin_run(run_id=run_id, at=now)
    answer = planner.answer(read_problem(begun.problem), parts=("plan",), time_limit=20)
    services.finish_run(run_id=run_id, at=now, result=write_answer(answer), versions={})
    return selectors.run(actor=coordinator, run_id=run_id)


def _waiting(run):
    chosen = {choice["initiative"] for choice in run.result["chosen"]}
    return [i["id"] for i in run.problem["initiatives"] if i["id"] not in chosen]


def _adopt(actor, run, now, **other):
    given = {
        "name": "Plan 2027",
        "grounds": "Past binnen de uren",
        "not_now": [services.NotNowInput(code, "Te weinig uren", LATER) for code in _waiting(run)],
    }
    return services.adopt_plan(actor=actor, run_id=run.id, at=now, **(given | other))


def _request(actor, now, **changes):
    run_id = services.request_run(actor=actor, at=now, changes=changes)
    return selectors.run(actor=actor, run_id=run_id).problem


def test_a_run_freezes_its_question(coordinator, now):
    run_id = services.request_run(actor=coordinator, at=now)
    Initiative.objects.filter(code="INI-03").update(forbidden=True)

    frozen = selectors.run(actor=coordinator, run_id=run_id)

    assert frozen.problem != selectors.build_problem(actor=coordinator)
    assert read_problem(frozen.problem)


def test_the_same_programme_has_the_same_fingerprint(coordinator, now):
    ids = [services.request_run(actor=coordinator, at=now) for _ in range(2)]

    prints = {selectors.run(actor=coordinator, run_id=i).problem_sha256 for i in ids}
    assert len(prints) == 1


def test_a_run_begins_once(coordinator, now):
    run_id = services.request_run(actor=coordinator, at=now)

    assert services.begin_run(run_id=run_id, at=now)
    assert services.begin_run(run_id=run_id, at=now) is None


def test_a_stopped_run_keeps_the_best_plan_so_far(coordinator, now):
    run_id = services.request_run(actor=coordinator, at=now)
    services.begin_run(run_id=run_id, at=now)

    assert services.heartbeat(run_id=run_id, at=now, objective=1.0, bound=2.0, gap=1.0)
    services.stop_run(actor=coordinator, run_id=run_id, at=now)
    assert not services.heartbeat(run_id=run_id, at=now)
    services.finish_run(
        run_id=run_id, at=now, result={"status": "feasible", "chosen": []}, versions={}
    )

    assert selectors.run(actor=coordinator, run_id=run_id).state == "stopped"
    with pytest.raises(services.RunHasEnded):
        services.stop_run(actor=coordinator, run_id=run_id, at=now)


def test_a_waiting_run_stops_at_once(coordinator, now):
    run_id = services.request_run(actor=coordinator, at=now)

    services.stop_run(actor=coordinator, run_id=run_id, at=now)

    assert services.begin_run(run_id=run_id, at=now) is None
    assert selectors.run(actor=coordinator, run_id=run_id).ended


def test_a_run_whose_worker_died_says_so_and_can_begin_again(coordinator, now):
    run_id = services.request_run(actor=coordinator, at=now)
    services.begin_run(run_id=run_id, at=now)
    later = now + timedelta(minutes=5)

    closed = services.fail_silent_runs(at=later, silent_for=timedelta(seconds=30))
    again = services.restart_run(actor=coordinator, run_id=run_id, at=later)

    dead, fresh = (selectors.run(actor=coordinator, run_id=i) for i in (run_id, again))
    assert (closed, dead.state, fresh.state) == (1, "failed", "queued")
    assert dead.trouble
    assert fresh.problem_sha256 == dead.problem_sha256


def test_an_answer_after_the_end_changes_nothing(coordinator, finished, now):
    services.finish_run(run_id=finished.id, at=now, result={"status": "infeasible"}, versions={})

    assert selectors.run(actor=coordinator, run_id=finished.id).result == finished.result


def test_adopting_freezes_the_plan_and_names_what_waits(coordinator, finished, now):
    adopted_id = _adopt(coordinator, finished, now)

    adopted = selectors.adopted_plan(actor=coordinator)
    assert adopted.id == adopted_id
    assert adopted.plan == finished.result
    assert {row.code for row in adopted.not_now} == set(_waiting(finished))
    assert selectors.put_off(actor=coordinator, by=LATER) == adopted.not_now
    assert selectors.put_off(actor=coordinator, by=LATER - timedelta(days=1)) == ()
    with pytest.raises(IntegrityError), transaction.atomic():
        AdoptedPlan.objects.update(grounds="Toch anders")
    with pytest.raises(IntegrityError), transaction.atomic():
        AdoptedPlan.objects.all().delete()


def test_what_is_chosen_becomes_planned_and_shows_its_start(coordinator, finished, now):
    ideas = set(Initiative.objects.filter(state="idea").values_list("code", flat=True))
    chosen = {c["initiative"]: c["start"] for c in finished.result["chosen"]}

    _adopt(coordinator, finished, now)

    rows = {row.code: row for row in selectors.initiative_rows(actor=coordinator)}
    for code in ideas & chosen.keys():
        assert rows[code].state == "planned"
        assert rows[code].planned_start == finished.problem["quarters"][chosen[code]]


def test_the_adopted_plan_fits_but_for_what_already_runs(coordinator, finished, now):
    _adopt(coordinator, finished, now)

    table = selectors.capacity(actor=coordinator, basis="adopted")

    over = [cell for pool in table.pools for cell in pool.cells if cell.over]
    assert over
    assert all(cell.used == cell.committed for cell in over)


@pytest.mark.parametrize(
    "lacking",
    [
        {"grounds": " "},
        {"not_now": []},
        {"name": ""},
        {"frontier_index": 3},
    ],
)
def test_a_decision_is_complete_or_none(coordinator, finished, now, lacking):
    with pytest.raises(Invalid):
        _adopt(coordinator, finished, now, **lacking)

    assert not AdoptedPlan.objects.exists()


def test_looking_again_lies_in_the_future(coordinator, finished, now):
    lines = [services.NotNowInput(c, "Later", now.date()) for c in _waiting(finished)]

    with pytest.raises(Invalid):
        _adopt(coordinator, finished, now, not_now=lines)


def test_an_analyst_plans_and_does_not_decide(almere, now, finished):
    analyst = almere("analyst")

    assert services.request_run(actor=analyst, at=now)
    with pytest.raises(NotAllowed):
        _adopt(analyst, finished, now)


def test_a_run_without_a_plan_is_not_adopted(coordinator, now):
    run_id = services.request_run(actor=coordinator, at=now)

    with pytest.raises(services.NoPlanToAdopt):
        services.adopt_plan(
            actor=coordinator, run_id=run_id, at=now, name="x", grounds="y", not_now=[]
        )


def test_a_what_if_changes_hours_money_and_wishes_in_the_question_only(coordinator, now):
    base = selectors.build_problem(actor=coordinator)

    changed = _request(
        coordinator,
        now,
        pool_hours={"jurist_privacy": {"add": 50, "from": "2027-K2", "until": "2027-K3"}},
        fund_eur={"winter": {"add": 1000}},
        weights={"now": 2},
        forbid=["INI-12"],
        require=["INI-14"],
        release=["INI-01"],
        earliest={"INI-04": "2027-K3"},
    )

    hours = {p["id"]: p["hours"] for p in changed["pools"]}["jurist_privacy"]
    initiatives = {i["id"]: i for i in changed["initiatives"]}
    assert hours[:4] == [69, 119, 119, 69]
    assert {f["id"]: f.get("total") for f in changed["funds"]}["winter"] == 361_000
    assert changed["weights"] == {"now": 2.0, "later": 0.25}
    assert initiatives["INI-12"]["forbidden"]
    assert "committed" not in initiatives["INI-01"]
    assert initiatives["INI-04"]["earliest"] == 2
    assert ["INI-14"] in changed["exactly_one"]
    assert selectors.build_problem(actor=coordinator) == base


@pytest.mark.parametrize(
    "changes",
    [
        {"pool_hours": {"nobody": {"add": 1}}},
        {"pool_hours": {"data": {"add": "veel"}}},
        {"pool_hours": {"data": {"add": 1, "from": "vandaag"}}},
        {"require": ["INI-77"]},
        {"gift": 1},
    ],
)
def test_a_what_if_about_what_is_not_there_is_refused(coordinator, now, changes):
    with pytest.raises(Invalid):
        services.save_scenario(actor=coordinator, at=now, name="Wat als", changes=changes)


def test_comparing_two_plans_tells_what_moves(coordinator, finished, now):
    question = finished.problem
    moves = selectors.compare_plans(
        {"chosen": []}, finished.result, one_problem=question, other_problem=question
    )

    assert {move.code for move in moves} == {c["initiative"] for c in finished.result["chosen"]}
    assert all(move.was is None for move in moves)
    assert ("gewoon", "2025-K4") in {move.becomes for move in moves}


def test_a_finished_run_has_a_moment_in_the_database(coordinator, finished):
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanRun.objects.update(finished_at=None)
