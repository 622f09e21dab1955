"""The demo is a programme in which each initiative can be done, and not all of them together."""

from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from bundel.accounts.models import Municipality
from bundel.areas import selectors as areas
from bundel.config import demo_data
from bundel.core.portfolio.greedy import spreadsheet_plan
from bundel.core.portfolio.reading import read_problem
from bundel.core.portfolio.search import solve
from bundel.programme import selectors
from bundel.programme.models import Initiative
from bundel.programme.services import loading

KNOWN_OVERLOADS = {
    "jurist_privacy": 365,
    "data": 254,
    "communicatie": 210,
    "beleid_armoede": 208,
    "programmacoordinator": 177,
}


def test_starting_everything_in_one_quarter_breaks_the_pools_that_practice_knows(coordinator):
    table = selectors.capacity(actor=coordinator, basis="all_at_once")

    first = {pool.code: pool.cells[0] for pool in table.pools}
    assert {code: round(first[code].share * 100) for code in KNOWN_OVERLOADS} == KNOWN_OVERLOADS
    assert all(first[code].over for code in KNOWN_OVERLOADS)


def test_each_initiative_can_be_done_beside_what_runs(coordinator):
    problem = read_problem(selectors.build_problem(actor=coordinator))

    for initiative in problem.initiatives:
        others = {i.id: False for i in problem.initiatives if not i.committed}
        found = solve(
            replace(problem, floors=()), forced=others | {initiative.id: True}, time_limit=10
        )
        assert initiative.id in {choice.initiative for choice in found.chosen}


def test_not_everything_can_be_done_together(coordinator):
    problem = read_problem(selectors.build_problem(actor=coordinator))

    found = solve(problem, forced={i.id: True for i in problem.initiatives}, time_limit=10)

    assert not found.chosen


def test_the_planner_beats_the_ranking_by_a_quarter_in_what_is_free_to_choose(coordinator):
    problem = read_problem(selectors.build_problem(actor=coordinator))
    free = {i.id: False for i in problem.initiatives if not i.committed}

    runs = solve(problem, forced=free, time_limit=10).objective
    found, ranked = solve(problem, time_limit=20), spreadsheet_plan(problem)

    assert not ranked.broken
    assert found.objective - runs > 1.25 * (ranked.objective - runs)
    assert set(free) - {choice.initiative for choice in found.chosen}


def test_the_programme_has_fifteen_initiatives_of_which_eight_run(coordinator):
    rows = selectors.initiative_rows(actor=coordinator)

    assert len(rows) == 15
    assert sum(row.committed for row in rows) == 8
    assert len(selectors.programme_frame(actor=coordinator).quarters) == 12


def test_every_district_lies_in_a_city_part_and_the_dwellings_add_up(coordinator):
    districts = areas.areas(actor=coordinator, kind="district")
    parts = areas.areas(actor=coordinator, kind="city_part")

    assert len(districts) == 71
    assert {d.parent for d in districts} == {part.code for part in parts}
    assert sum(d.dwellings for d in districts) == sum(p.dwellings for p in parts) == 88_874


def test_loading_the_demo_twice_keeps_what_people_changed(coordinator, now):
    Initiative.objects.filter(code="INI-01").update(name="Anders")

    again = demo_data.load(demo_data.FOLDER / "almere", at=now)

    assert (again.people, again.areas, again.rows) == (0, 0, 0)
    assert Initiative.objects.get(code="INI-01").name == "Anders"


def test_the_second_municipality_differs_in_everything(waterrijk):
    actor = waterrijk("coordinator")

    table = selectors.capacity(actor=actor)
    problem = read_problem(selectors.build_problem(actor=actor))

    assert len(table.quarters) == 8
    assert len(selectors.choices(actor=actor).departments) == 3
    assert not {pool.code for pool in table.pools} & set(KNOWN_OVERLOADS)
    assert solve(problem, time_limit=10).chosen


@pytest.mark.django_db
def test_outside_demo_mode_nothing_is_loaded(settings):
    settings.DEMO = False

    with pytest.raises(CommandError):
        call_command("loaddemo")

    assert not Municipality.objects.filter(slug="almere").exists()


def test_the_demo_adopts_a_plan_once(coordinator, now, tmp_path):
    told = (demo_data.FOLDER / "almere" / loading.FILE).read_text(encoding="utf-8")
    # Why something waits takes a while to find out.
    (tmp_path / loading.FILE).write_text(told.replace(", frontier, why", ""), encoding="utf-8")

    asked = loading.ask_plan(actor=coordinator, folder=tmp_path, at=now)
    answer = loading.calculate(asked)
    loading.adopt_answer(actor=coordinator, asked=asked, answer=answer)

    assert loading.ask_plan(actor=coordinator, folder=tmp_path, at=now) is None
    adopted = selectors.adopted_plan(actor=coordinator)
    assert adopted.plan["status"] == "optimal"
    assert adopted.adopted_at < now
    assert {row.name for row in adopted.not_now} == {
        "Sleutelpersonen en vertrouwde kring",
        "Maatwerkbudget energie (noodhulp)",
    }
    assert all(row.reason and row.review_date > now.date() for row in adopted.not_now)
    assert Initiative.objects.get(code="INI-03").state == "planned"
