"""What people do with an initiative, and what they may not."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from bundel.audit import selectors as audit
from bundel.errors import Invalid, NotAllowed, NotFound, Stale
from bundel.programme import selectors, services
from bundel.programme.models import Initiative, Level, LevelHours, Pool, State


def _card(actor, initiative_id):
    return selectors.initiative_card(actor=actor, initiative_id=initiative_id)


def _edit(actor, initiative_id, version=1, **changes):
    services.edit_initiative(
        actor=actor, initiative_id=initiative_id, version=version, changes=changes
    )


def test_an_idea_gets_a_level_to_fill_in(coordinator, now):
    department = selectors.choices(actor=coordinator).departments[0]

    new = services.create_initiative(
        actor=coordinator, at=now, code="INI-99", name="Proef", department_id=department.id
    )

    card = _card(coordinator, new)
    assert (card.state, [level.usual for level in card.levels]) == ("idea", [True])


def test_a_code_is_given_once(coordinator, now):
    department = selectors.choices(actor=coordinator).departments[0]

    with pytest.raises(Invalid):
        services.create_initiative(
            actor=coordinator, at=now, code="INI-01", name="Weer", department_id=department.id
        )


def test_an_edit_raises_the_version_and_leaves_a_trail(coordinator, id_of):
    _edit(coordinator, id_of("INI-03"), name="Zuinige apparaten")

    card = _card(coordinator, id_of("INI-03"))
    (change,) = audit.changes_of(kind="initiative", object_id=card.id)
    assert (card.name, card.version) == ("Zuinige apparaten", 2)
    assert change.before == {"name": "Witgoedregeling via coach"}
    assert change.after == {"name": "Zuinige apparaten"}


def test_an_edit_that_changes_nothing_leaves_no_trail(coordinator, id_of):
    _edit(coordinator, id_of("INI-03"), name="Witgoedregeling via coach")

    card = _card(coordinator, id_of("INI-03"))
    assert card.version == 1
    assert not audit.changes_of(kind="initiative", object_id=card.id)


def test_who_saves_second_sees_both_texts(coordinator, id_of):
    _edit(coordinator, id_of("INI-03"), name="Eerst")

    with pytest.raises(Stale) as caught:
        _edit(coordinator, id_of("INI-03"), name="Daarna")

    (difference,) = caught.value.differences
    assert (difference.mine, difference.theirs) == ("Daarna", "Eerst")
    assert caught.value.version == 2


def test_a_lead_edits_their_own_and_no_other(lead, id_of):
    _edit(lead, id_of("INI-04"), summary="Bijgewerkt")

    with pytest.raises(NotAllowed):
        _edit(lead, id_of("INI-05"), summary="Bijgewerkt")
    assert {row.code for row in selectors.initiative_rows(actor=lead) if row.may_edit} == {
        "INI-04",
        "INI-12",
    }


def test_a_lead_does_not_take_it_out_of_the_plan(lead, id_of):
    with pytest.raises(Invalid):
        _edit(lead, id_of("INI-04"), forbidden=True)


@pytest.mark.parametrize("field", ["archived_at", "state", "municipality_id", "id"])
def test_what_has_its_own_act_is_not_edited_by_the_way(coordinator, id_of, field):
    with pytest.raises(Invalid):
        _edit(coordinator, id_of("INI-03"), **{field: "x"})


def test_the_last_start_does_not_lie_before_the_first(coordinator, id_of):
    with pytest.raises(Invalid):
        _edit(coordinator, id_of("INI-03"), earliest_quarter="2028-K1", latest_quarter="2027-K1")


def test_what_starts_has_a_level_and_a_quarter(coordinator, id_of, now):
    move = {"actor": coordinator, "initiative_id": id_of("INI-04"), "version": 1, "at": now}

    with pytest.raises(Invalid):
        services.move_initiative(**move, state="running")
    services.move_initiative(**move, state="running", level_code="klein", start_quarter="2027-K1")

    row = next(r for r in selectors.initiative_rows(actor=coordinator) if r.code == "INI-04")
    assert (row.state, row.level, row.start_quarter) == ("running", "Klein", "2027-K1")


def test_what_stops_no_longer_asks_hours(coordinator, id_of, now):
    services.move_initiative(
        actor=coordinator, initiative_id=id_of("INI-01"), version=1, state="stopped", at=now
    )

    asks = selectors.who_asks(actor=coordinator, pool_code="fixer", quarter="2027-K1")
    assert asks == []


@pytest.mark.parametrize("state", [s for s in State.values if s not in {"proposed", "stopped"}])
def test_an_idea_only_becomes_a_proposal_or_stops(coordinator, id_of, state, now):
    with pytest.raises(services.WrongTransition):
        services.move_initiative(
            actor=coordinator, initiative_id=id_of("INI-03"), version=1, state=state, at=now
        )


def test_bulk_edit_changes_all_or_none(coordinator, id_of, now):
    ids = [id_of("INI-03"), id_of("INI-10"), id_of("INI-01")]

    with pytest.raises(services.WrongTransition), transaction.atomic():
        services.bulk_edit(
            actor=coordinator,
            initiative_ids=ids,
            changes={"state": "proposed", "lead": "Samen"},
            at=now,
        )
    assert not Initiative.objects.filter(lead="Samen").exists()

    services.bulk_edit(
        actor=coordinator,
        initiative_ids=ids[:2],
        changes={"state": "proposed", "lead": "Samen"},
        at=now,
    )
    assert Initiative.objects.filter(lead="Samen", state="proposed").count() == 2


def test_what_is_removed_comes_back_whole(coordinator, id_of, now):
    before = _card(coordinator, id_of("INI-12"))

    services.archive_initiative(
        actor=coordinator, initiative_id=before.id, version=before.version, at=now
    )
    with pytest.raises(NotFound):
        _card(coordinator, before.id)
    services.restore_initiative(actor=coordinator, initiative_id=before.id)

    after = _card(coordinator, before.id)
    assert (after.levels, after.needs) == (before.levels, before.needs)


def test_hours_of_a_level_are_replaced_and_counted(coordinator, id_of):
    level = next(x for x in _card(coordinator, id_of("INI-06")).levels if x.usual)
    pool = Pool.objects.get(code="data")

    services.set_level_hours(
        actor=coordinator,
        level_id=level.id,
        version=level.version,
        lines=[services.HoursInput(pool.pk, Decimal(10), Decimal(25))],
    )

    asks = selectors.who_asks(actor=coordinator, pool_code="data", quarter="2027-K1")
    assert ("INI-06", "running", 25.0) in {(a.code, a.phase, a.hours) for a in asks}
    assert LevelHours.objects.filter(level_id=level.id).count() == 1


def test_hours_below_zero_are_refused(coordinator, id_of):
    level = _card(coordinator, id_of("INI-06")).levels[0]

    with pytest.raises(Invalid):
        services.set_level_hours(
            actor=coordinator,
            level_id=level.id,
            version=1,
            lines=[services.HoursInput(Pool.objects.get(code="data").pk, Decimal(-1))],
        )


def test_the_level_that_runs_is_not_removed(coordinator, id_of):
    level = next(x for x in _card(coordinator, id_of("INI-01")).levels if x.usual)

    with pytest.raises(services.LevelInUse):
        services.remove_level(actor=coordinator, level_id=level.id, version=level.version)


def test_another_level_becomes_the_usual_one(coordinator, id_of):
    small, usual, _large = _card(coordinator, id_of("INI-03")).levels

    services.save_level(
        actor=coordinator,
        initiative_id=id_of("INI-03"),
        level_id=small.id,
        version=small.version,
        usual=True,
    )

    levels = {x.code: x.usual for x in _card(coordinator, id_of("INI-03")).levels}
    assert levels == {small.code: True, usual.code: False, "groot": False}


def test_a_fund_that_does_not_pay_the_department_is_refused(coordinator, id_of):
    level = _card(coordinator, id_of("INI-01")).levels[0]
    fund = next(f for f in selectors.fund_rows(actor=coordinator) if f.code == "minima")

    with pytest.raises(services.FundMayNotPay):
        services.set_level_money(
            actor=coordinator,
            level_id=level.id,
            version=level.version,
            lines=[services.MoneyInput(fund.id, running_eur=Decimal(10))],
        )


def test_a_reader_changes_nothing(reader, id_of, now):
    with pytest.raises(NotAllowed):
        _edit(reader, id_of("INI-03"), name="Nee")
    with pytest.raises(NotAllowed):
        services.archive_initiative(actor=reader, initiative_id=id_of("INI-03"), version=1, at=now)


@pytest.mark.parametrize(
    ("field", "value"),
    [("start_hours", -1), ("running_hours", -0.01)],
)
def test_the_database_refuses_negative_hours(coordinator, field, value):
    with pytest.raises(IntegrityError), transaction.atomic():
        LevelHours.objects.update(**{field: value})


def test_the_database_refuses_two_usual_levels(coordinator, id_of):
    with pytest.raises(IntegrityError), transaction.atomic():
        Level.objects.filter(initiative_id=id_of("INI-03")).update(usual=True)
