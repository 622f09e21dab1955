"""What people see: the right numbers in a fixed number of queries."""

from datetime import date

import pytest
from django.utils import timezone

from bundel.errors import NotAllowed, NotFound
from bundel.programme import selectors, services
from bundel.programme.models import Level, PoolChange
from bundel.programme.outcome.figures import of_choices
from bundel.programme.outcome.use import is_over, pools
from bundel.programme.selectors.initiatives import SORTS

QUERIES = [
    (selectors.programme_frame, {}, 2),
    (selectors.choices, {}, 7),
    (selectors.initiative_rows, {}, 5),
    (selectors.goal_rows, {}, 3),
    (selectors.pool_rows, {}, 2),
    (selectors.fund_rows, {}, 4),
    (selectors.capacity, {"basis": "all_at_once"}, 6),
    (selectors.who_asks, {"pool_code": "data", "quarter": "2027-K1"}, 6),
    (selectors.money, {}, 6),
    (selectors.build_problem, {}, 15),
    (selectors.unmet, {}, 1),
    (selectors.hold_ups, {"today": date(2026, 11, 23)}, 15),
    (selectors.runs, {}, 1),
    (selectors.adopted_plans, {}, 1),
    (selectors.scenarios, {}, 1),
    (selectors.initiative_choices, {}, 1),
    (selectors.order_rows, {}, 1),
    (selectors.rule_rows, {}, 3),
    (selectors.floor_rows, {}, 1),
    (selectors.at_risk_rows, {}, 1),
    (selectors.department_rows, {}, 1),
    (selectors.group_rows, {}, 1),
    (selectors.archived_initiatives, {}, 1),
]


@pytest.mark.parametrize(
    ("selector", "given", "queries"), QUERIES, ids=[selector.__name__ for selector, *_ in QUERIES]
)
def test_the_number_of_queries_is_fixed(
    coordinator, django_assert_num_queries, selector, given, queries
):
    with django_assert_num_queries(queries):
        selector(actor=coordinator, **given)


def test_a_card_takes_sixteen_queries(coordinator, id_of, django_assert_num_queries):
    initiative_id = id_of("INI-12")

    with django_assert_num_queries(16):
        selectors.initiative_card(actor=coordinator, initiative_id=initiative_id)


@pytest.mark.parametrize("role", ["partner_worker", "platform_operator", "privacy_officer"])
def test_who_has_no_business_there_sees_nothing(almere, role):
    # A precondition is shown to its owner, whoever that is.
    actor = almere(role)
    assert {one.owner_id for one in selectors.unmet(actor=actor)} <= {actor.user_id}

    for selector, given, _queries in QUERIES:
        if selector is not selectors.unmet:
            with pytest.raises(NotAllowed):
                selector(actor=actor, **given)


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        ({"text": "regelingen aanvraag"}, {"INI-13"}),
        ({"state": "planned"}, {"INI-04", "INI-07", "INI-14"}),
        ({"goal": "D4"}, {"INI-15"}),
        ({"pool": "woonconsulent"}, {"INI-06", "INI-10"}),
        ({"department": "WI", "state": "idea"}, {"INI-03", "INI-12"}),
    ],
)
def test_a_filter_finds_what_was_asked(coordinator, wanted, codes):
    rows = selectors.initiative_rows(actor=coordinator, wanted=selectors.InitiativeFilter(**wanted))

    assert {row.code for row in rows} == codes


@pytest.mark.parametrize("key", ["running_hours", "name", "households", "state", "quarterly_eur"])
def test_sorting_down_is_sorting_up_the_other_way(coordinator, key):
    up = selectors.initiative_rows(actor=coordinator, wanted=selectors.InitiativeFilter(sort=key))
    down = selectors.initiative_rows(
        actor=coordinator, wanted=selectors.InitiativeFilter(sort=f"-{key}")
    )

    value = SORTS[key]
    assert [value(r) for r in up] == sorted(map(value, up))
    assert [value(r) for r in down] == [value(r) for r in reversed(up)]


def test_a_row_adds_up_what_its_level_uses_and_reaches(coordinator):
    rows = selectors.initiative_rows(actor=coordinator)

    for row in rows:
        card = selectors.initiative_card(actor=coordinator, initiative_id=row.id)
        # The committed level is named; of the others the usual one, else the first.
        ranked = sorted(card.levels, key=lambda x: (x.name != row.level, not x.usual, x.position))
        shown = ranked[0]
        first = min((x.from_quarter for x in shown.money), default=1)
        assert row.level == shown.name
        assert row.committed or shown.usual or not any(x.usual for x in card.levels)
        assert row.start_hours == pytest.approx(sum(x.start_hours for x in shown.hours))
        assert row.running_hours == pytest.approx(sum(x.running_hours for x in shown.hours))
        assert row.households.high == pytest.approx(sum(x.households.high for x in shown.reach))
        assert row.quarterly_eur == pytest.approx(
            sum(x.running_eur for x in shown.money if x.from_quarter == first)
        )
    assert {row.committed for row in rows} == {True, False}


def test_an_initiative_without_levels_has_a_row_of_nothing(coordinator, id_of):
    Level.objects.filter(initiative=id_of("INI-03")).delete()

    row = next(r for r in selectors.initiative_rows(actor=coordinator) if r.code == "INI-03")

    assert (row.level, row.running_hours, row.quarterly_eur) == ("", 0, 0)
    assert row.households.high == 0


def test_starting_and_running_hours_are_told_apart(coordinator):
    asks = selectors.who_asks(
        actor=coordinator, pool_code="jurist_privacy", quarter="2027-K1", basis="all_at_once"
    )

    start = sum(ask.hours for ask in asks if ask.phase == "start")
    running = sum(ask.hours for ask in asks if ask.phase == "running")
    assert (start, running) == (232.0, 20.0)


def test_what_runs_now_is_over_for_two_pools_and_the_plan_adds_nothing_there(coordinator):
    table = selectors.capacity(actor=coordinator)
    problem = selectors.build_problem(actor=coordinator)

    over = {p.code: p.cells[0] for p in table.pools if p.cells[0].over}
    granted = {p["id"]: p["hours"][0] for p in problem["pools"]}
    assert {code: round(c.share * 100) for code, c in over.items()} == {
        "isolatieadviseur": 132,
        "vrijw_coord": 112,
    }
    assert all(c.committed == c.used for c in over.values())
    # Isolation and Haven run together, and share 40 hours of the advisers.
    assert over["vrijw_coord"].used == granted["vrijw_coord"]
    assert over["isolatieadviseur"].used - 40 == granted["isolatieadviseur"]


def test_a_plan_is_measured_against_the_hours_that_there_are(coordinator):
    run_id = services.request_run(actor=coordinator, at=timezone.now())

    run = selectors.run(actor=coordinator, run_id=run_id)
    running = [
        {"initiative": i["id"], **i["committed"]}
        for i in run.problem["initiatives"]
        if "committed" in i
    ]
    worth = of_choices(run.problem, running)
    uses = {x.code: x for x in pools(run.problem, worth.hours, {}, 0.0, run.pool_hours)}

    over = {code: round(x.most_share * 100) for code, x in uses.items() if is_over(x)}
    assert over == {"isolatieadviseur": 124, "vrijw_coord": 112}


def test_leave_lowers_the_hours_of_its_quarter_only(coordinator):
    PoolChange.objects.filter(pool__code="communicatie").delete()
    pool = next(p for p in selectors.pool_rows(actor=coordinator) if p.code == "communicatie")

    services.set_pool_changes(
        actor=coordinator,
        pool_id=pool.id,
        version=pool.version,
        lines=[("2027-K2", -67, "Verlof")],
    )

    (load,) = [p for p in selectors.capacity(actor=coordinator).pools if p.id == pool.id]
    assert [cell.available for cell in load.cells[:3]] == [167, 100, 167]


def test_money_that_ends_unspent_is_told(coordinator):
    uses = {use.code: use for use in selectors.money(actor=coordinator)}

    assert (uses["spuk-energie"].end_quarter, uses["spuk-energie"].unspent_eur) == (
        "2027-K4",
        200_000,
    )
    assert uses["winter"].unspent_eur == uses["winter"].available_eur == 360_000


@pytest.mark.parametrize("basis", ["adopted", "nonsense", "8b0e1f6e-0000-4000-8000-000000000000"])
def test_a_plan_that_is_not_there_is_not_found(coordinator, basis):
    with pytest.raises(NotFound):
        selectors.capacity(actor=coordinator, basis=basis)
