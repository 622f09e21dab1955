"""Lines in the data: a decision comes back once, with the facts of that day."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from bundel.accounts.models import Mail
from bundel.accounts.permissions import Actor
from bundel.errors import Invalid
from bundel.programme.models import Fund, Pool
from bundel.steering.agenda.deciding import crossed
from bundel.steering.models import (
    Body,
    Decision,
    DecisionState,
    Measure,
    Reading,
    Trigger,
    TriggerState,
)
from bundel.steering.services import decisions, indicators, triggers
from bundel.steering.services.decisions import Taken
from bundel.steering.services.indicators import ReadingInput
from bundel.steering.services.triggers import CrossedIsAnswered, TriggerInput
from bundel.steering.trigger_words import sentence, told
from tests.modules.steering.conftest import Steering

TAKEN = Taken(grounds="De prijs is laag.", outcome="Wij wachten met de tweede ronde.")


@pytest.fixture
def coordinator(steering: Steering) -> Actor:
    return steering.actor("coordinator")


@pytest.fixture
def gas(coordinator: Actor, now: datetime) -> uuid.UUID:
    """The price of gas, with one value."""
    indicators.load_indicators(actor=coordinator, at=now)
    return indicators.indicator_by_code(actor=coordinator, code="gasprijs")


@pytest.fixture
def decided(coordinator: Actor, now: datetime) -> uuid.UUID:
    """A decision that stands."""
    return decisions.decide_at_once(
        actor=coordinator, question="Nu nog een ronde?", at=now, taken=TAKEN
    )


def above(gas: uuid.UUID, limit: str) -> TriggerInput:
    """Return the line 'the price of gas is above'."""
    return TriggerInput(
        measure=Measure.INDICATOR, indicator_id=gas, is_above=True, limit=Decimal(limit)
    )


def judge(actor: Actor, at: datetime, today: date) -> int:
    """Judge all lines."""
    return triggers.judge_all(municipality_id=actor.municipality_id, at=at, today=today)


def test_a_decision_comes_back_once_when_gas_passes_its_line(
    coordinator: Actor, gas: uuid.UUID, decided: uuid.UUID, now: datetime, today: date
) -> None:
    made = triggers.add_trigger(
        actor=coordinator, decision_id=decided, line=above(gas, "1.80"), today=today
    )
    enter = {"actor": coordinator, "indicator_id": gas, "at": now, "grade": "B"}
    later = today + timedelta(days=7)

    indicators.enter_reading(**enter, date=today, value=Decimal("1.80"))
    assert judge(coordinator, now, today) == 0
    indicators.enter_reading(**enter, date=later, value=Decimal("1.81"), source="CBS")
    crossed = [judge(coordinator, now, later), judge(coordinator, now, later)]

    row = Trigger.objects.get(pk=made)
    assert crossed == [1, 0]
    assert (row.state, row.value, row.facts["source"]) == ("crossed", Decimal("1.81"), "CBS")
    assert row.facts["line"] == "Als gasprijs boven €\u00a01,80 per m³ komt"
    mails = Mail.objects.filter(key__startswith=f"steering-trigger:{made}:")
    assert [mail.to for mail in mails] == [coordinator.email]


def test_what_came_back_is_answered_by_another_decision(
    coordinator: Actor, gas: uuid.UUID, decided: uuid.UUID, now: datetime, today: date
) -> None:
    made = triggers.add_trigger(
        actor=coordinator, decision_id=decided, line=above(gas, "1.50"), today=today
    )
    value = {"date": today, "value": Decimal("2.00"), "at": now}
    indicators.enter_reading(actor=coordinator, indicator_id=gas, **value)
    judge(coordinator, now, today)

    with pytest.raises(CrossedIsAnswered):
        triggers.end_trigger(actor=coordinator, trigger_id=made, version=2)
    decisions.confirm_decision(actor=coordinator, decision_id=decided, at=now, taken=TAKEN)

    row = Trigger.objects.get(pk=made)
    assert (row.state, row.value) == (TriggerState.ENDED, Decimal("2.00"))
    assert Decision.objects.get(pk=decided).state == DecisionState.SUCCEEDED


def test_fewer_than_forty_visits_by_march(
    coordinator: Actor, gas: uuid.UUID, decided: uuid.UUID, now: datetime, today: date
) -> None:
    visits = indicators.indicator_by_code(actor=coordinator, code="huisbezoeken")
    march = date(2027, 3, 1)
    line = TriggerInput(
        measure=Measure.INDICATOR,
        indicator_id=visits,
        is_above=False,
        limit=Decimal(40),
        judge_date=march,
        from_date=today,
    )
    with pytest.raises(Invalid):
        no_day = TriggerInput(
            measure=Measure.INDICATOR, indicator_id=visits, is_above=False, limit=Decimal(40)
        )
        triggers.add_trigger(actor=coordinator, decision_id=decided, line=no_day, today=today)
    made = triggers.add_trigger(actor=coordinator, decision_id=decided, line=line, today=today)
    readings = [
        ReadingInput("huisbezoeken", today - timedelta(days=1), Decimal(500)),
        ReadingInput("huisbezoeken", today + timedelta(days=20), Decimal(21)),
        ReadingInput("huisbezoeken", today + timedelta(days=50), Decimal(18)),
    ]
    indicators.enter_readings(actor=coordinator, readings=readings, at=now)

    assert judge(coordinator, now, march - timedelta(days=1)) == 0
    assert judge(coordinator, now, march) == 1
    assert Trigger.objects.get(pk=made).value == Decimal(39)


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        (Measure.POOL_USE, "volgend kwartaal"),
        (Measure.FUND_LEFT, "overblijft van"),
        (Measure.SIGNALS, "komen over"),
        (Measure.LATE_SIGNALS, "te laat zijn"),
        (Measure.UNMET_PRECONDITIONS, "open staan van"),
    ],
)
def test_each_measure_has_a_value_and_a_sentence(
    steering: Steering,
    coordinator: Actor,
    decided: uuid.UUID,
    now: datetime,
    today: date,
    measure: Measure,
    words: str,
) -> None:
    codes = {
        Measure.POOL_USE: Pool.objects.order_by("code")[0].code,
        Measure.FUND_LEFT: Fund.objects.exclude(total_eur=None)[0].code,
    }
    row = Trigger.objects.create(
        municipality=steering.municipality,
        decision_id=decided,
        measure=measure,
        subject_code=codes.get(measure, ""),
        is_above=True,
        limit=Decimal(-1_000_000),
    )

    judge(coordinator, now, today)

    row.refresh_from_db()
    assert row.state == TriggerState.CROSSED
    assert words in sentence(row)


def test_a_pool_below_its_line_brings_a_decision_back(
    coordinator: Actor, decided: uuid.UUID, now: datetime, today: date
) -> None:
    pool = Pool.objects.filter(fte__gt=1).order_by("code")[0]
    line = TriggerInput(
        measure=Measure.POOL_FTE, subject_code=pool.code, is_above=False, limit=Decimal("0.8")
    )
    triggers.add_trigger(actor=coordinator, decision_id=decided, line=line, today=today)

    assert judge(coordinator, now, today) == 0
    Pool.objects.filter(pk=pool.pk).update(fte=Decimal("0.7"))
    assert judge(coordinator, now, today) == 1


def test_a_line_that_is_passed_already_says_nothing_new(
    coordinator: Actor, gas: uuid.UUID, decided: uuid.UUID, today: date
) -> None:
    with pytest.raises(Invalid) as refusal:
        triggers.add_trigger(
            actor=coordinator, decision_id=decided, line=above(gas, "1.20"), today=today
        )

    assert refusal.value.faults[0].field == "limit"


def test_a_line_whose_day_was_missed_is_judged_after_it(
    coordinator: Actor, decided: uuid.UUID, now: datetime, today: date
) -> None:
    pool = Pool.objects.filter(fte__gt=1).order_by("code")[0]
    day = today + timedelta(days=3)
    line = TriggerInput(
        measure=Measure.POOL_FTE,
        subject_code=pool.code,
        is_above=False,
        limit=Decimal("0.8"),
        judge_date=day,
    )
    triggers.add_trigger(actor=coordinator, decision_id=decided, line=line, today=today)
    Pool.objects.filter(pk=pool.pk).update(fte=Decimal("0.7"))

    assert judge(coordinator, now, day - timedelta(days=1)) == 0
    assert judge(coordinator, now, day + timedelta(days=2)) == 1
    row = Trigger.objects.get()
    assert told(row) == "Op 28 november 2026 was het 0,7 fte."


def test_what_nobody_counted_comes_back_on_its_day(
    coordinator: Actor, gas: uuid.UUID, decided: uuid.UUID, now: datetime, today: date
) -> None:
    visits = indicators.indicator_by_code(actor=coordinator, code="huisbezoeken")
    line = TriggerInput(
        measure=Measure.INDICATOR,
        indicator_id=visits,
        is_above=False,
        limit=Decimal(40),
        judge_date=date(2027, 3, 1),
        from_date=today,
    )
    triggers.add_trigger(actor=coordinator, decision_id=decided, line=line, today=today)

    assert judge(coordinator, now, date(2027, 2, 28)) == 0
    assert judge(coordinator, now, date(2027, 3, 1)) == 1
    row = Trigger.objects.get()
    assert (row.value, told(row)) == (None, "Op 1 maart 2027 wist niemand hoeveel het was.")
    assert told(row) in Mail.objects.get(key__startswith="steering-trigger:").body


def test_the_facts_name_the_source_of_the_value_that_counted(
    coordinator: Actor, gas: uuid.UUID, decided: uuid.UUID, now: datetime, today: date
) -> None:
    triggers.add_trigger(
        actor=coordinator, decision_id=decided, line=above(gas, "1.80"), today=today
    )
    enter = {"actor": coordinator, "indicator_id": gas, "at": now}
    ahead = today + timedelta(days=30)
    indicators.enter_reading(**enter, date=ahead, value=Decimal("1.2"), source="Raming", grade="D")
    indicators.enter_reading(**enter, date=today, value=Decimal("1.9"), source="CBS", grade="A")

    assert judge(coordinator, now, today) == 1
    facts = Trigger.objects.get().facts
    assert (facts["source"], facts["grade"], facts["date"]) == ("CBS", "A", today.isoformat())


def test_a_decision_that_stays_is_watched_on_where_it_was_not_crossed(
    coordinator: Actor, gas: uuid.UUID, decided: uuid.UUID, now: datetime, today: date
) -> None:
    pool = Pool.objects.filter(fte__gt=1).order_by("code")[0]
    fte = TriggerInput(
        measure=Measure.POOL_FTE, subject_code=pool.code, is_above=False, limit=Decimal("0.8")
    )
    for line in (above(gas, "1.50"), fte):
        triggers.add_trigger(actor=coordinator, decision_id=decided, line=line, today=today)
    value = {"date": today, "value": Decimal("2.00"), "at": now}
    indicators.enter_reading(actor=coordinator, indicator_id=gas, **value)
    judge(coordinator, now, today)

    stays = decisions.confirm_decision(actor=coordinator, decision_id=decided, at=now, taken=TAKEN)

    assert not Trigger.objects.filter(decision=decided).exclude(state=TriggerState.ENDED)
    (row,) = Trigger.objects.filter(decision=stays)
    assert (row.measure, row.state) == (Measure.POOL_FTE, TriggerState.WATCHING)
    Pool.objects.filter(pk=pool.pk).update(fte=Decimal("0.7"))
    assert judge(coordinator, now, today) == 1


def test_two_lines_bring_a_decision_on_the_agenda_once(
    steering: Steering,
    coordinator: Actor,
    gas: uuid.UUID,
    decided: uuid.UUID,
    now: datetime,
    today: date,
) -> None:
    for limit in ("1.50", "1.80"):
        triggers.add_trigger(
            actor=coordinator, decision_id=decided, line=above(gas, limit), today=today
        )
    value = {"date": today, "value": Decimal("2.00"), "at": now, "source": "CBS", "grade": "A"}
    indicators.enter_reading(actor=coordinator, indicator_id=gas, **value)
    judge(coordinator, now, today)
    body = Body(municipality=steering.municipality, name="Stuurgroep")

    (found,) = crossed(actor=coordinator, body=body, today=today)

    assert found.object_id == decided
    facts = [text for name, text in found.facts]
    assert "Als gasprijs boven €\u00a01,80 per m³ komt" in facts
    assert "Als gasprijs boven €\u00a01,50 per m³ komt" in facts
    assert "Op 23 november 2026 was het €\u00a02,00 per m³." in facts
    assert "CBS, graad A" in facts


def test_a_file_is_taken_whole_or_not_at_all(
    coordinator: Actor, gas: uuid.UUID, now: datetime, today: date
) -> None:
    lines = [
        ReadingInput("gasprijs", today + timedelta(days=1), Decimal("1.50"), grade="B"),
        ReadingInput("gasprijzen", today, Decimal("1.50")),
        ReadingInput("gasprijs", today, Decimal("1.50"), grade="E"),
    ]

    with pytest.raises(Invalid) as refusal:
        indicators.enter_readings(actor=coordinator, readings=lines, at=now)

    assert [fault.field for fault in refusal.value.faults] == ["2", "3"]
    assert Reading.objects.filter(indicator_id=gas).count() == 1
