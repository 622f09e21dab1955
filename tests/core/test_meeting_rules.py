"""Who decides, what fits in the time, what may follow what, and days typed in a hurry."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundel.core.day_words import NoDay, read_day
from bundel.core.mandates import Asked, Mandate, deciders, may_decide
from bundel.core.meetings import MEETING, POINT, fitting, may_become, moved

MONDAY = date(2026, 11, 23)
LOW, MIDDLE, HIGH = (UUID(int=number) for number in (1, 2, 3))
MATTERS = ("money", "plan")
ALL = frozenset(MATTERS)


def chain(low: int | None, middle: int | None) -> list[Mandate]:
    """Three bodies above each other, the highest without a limit."""
    return [
        Mandate(LOW, ALL, None if low is None else Decimal(low), MIDDLE),
        Mandate(MIDDLE, ALL, None if middle is None else Decimal(middle), HIGH),
        Mandate(HIGH, ALL),
    ]


LIMITS = st.one_of(st.none(), st.integers(0, 1000))


@given(LIMITS, LIMITS, st.integers(0, 2000), st.sampled_from(MATTERS))
def test_of_bodies_above_each_other_exactly_one_decides(
    low: int | None, middle: int | None, amount: int, matter: str
) -> None:
    mandates = chain(low, middle)
    asked = Asked(matter, Decimal(amount))

    (chosen,) = deciders(mandates, asked)

    order = [LOW, MIDDLE, HIGH]
    below = mandates[: order.index(chosen)]
    assert may_decide(mandates[order.index(chosen)], asked)
    assert not any(may_decide(one, asked) for one in below)


def test_what_nobody_has_a_mandate_for_nobody_decides() -> None:
    assert deciders(chain(10, 20), Asked("approach")) == frozenset()


def test_bodies_that_refer_in_a_ring_do_not_lose_a_question() -> None:
    ring = [Mandate(LOW, ALL, None, HIGH), Mandate(HIGH, ALL, None, LOW)]

    assert deciders(ring, Asked("plan")) == {LOW, HIGH}


def test_an_area_meeting_decides_about_its_own_area_only() -> None:
    haven, buiten = UUID(int=8), UUID(int=9)
    mandates = [Mandate(LOW, ALL, None, HIGH, haven), Mandate(HIGH, ALL)]

    assert deciders(mandates, Asked("plan", area_id=haven)) == {LOW}
    assert deciders(mandates, Asked("plan", area_id=buiten)) == {HIGH}
    assert deciders(mandates, Asked("plan")) == {HIGH}


@given(st.lists(st.integers(1, 60), max_size=20), st.integers(0, 240), st.integers(0, 120))
def test_what_fits_never_takes_more_than_there_is(
    lengths: list[int], minutes: int, taken: int
) -> None:
    inside, outside = fitting(list(enumerate(lengths)), minutes=minutes, taken=taken)

    used = sum(lengths[key] for key in inside)
    assert used == 0 or used + taken <= minutes
    assert sorted(inside + outside) == list(range(len(lengths)))
    # What stays outside would not have fitted in what is left.
    assert all(lengths[key] > minutes - taken - used for key in outside)


@given(st.permutations(list(range(6))), st.integers(0, 7), st.integers(-9, 9))
def test_moving_keeps_every_point_once(order: list[int], key: int, steps: int) -> None:
    after = moved(order, key, steps)

    assert sorted(after) == sorted(order)
    assert [one for one in after if one != key] == [one for one in order if one != key]


@given(st.lists(st.sampled_from(sorted(MEETING)), max_size=12))
def test_what_was_held_or_cancelled_stays_so(wanted: list[str]) -> None:
    state = "planned"
    for one in wanted:
        if may_become(MEETING, state, one):
            assert state not in {"held", "cancelled"}
            state = one
    assert state in MEETING


def test_a_carried_point_stays_carried() -> None:
    assert not any(may_become(POINT, "carried", one) for one in POINT)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("vr", date(2026, 11, 27)),
        ("maandag", date(2026, 11, 30)),
        ("Morgen", date(2026, 11, 24)),
        ("+2w", date(2026, 12, 7)),
        ("3 dagen", date(2026, 11, 26)),
        ("+3m", date(2027, 2, 23)),
        ("31-1", date(2027, 1, 31)),
        ("24/11", date(2026, 11, 24)),
        ("2 mrt", date(2027, 3, 2)),
        ("1 december 2026", date(2026, 12, 1)),
        ("2027-03-01", date(2027, 3, 1)),
        ("eind maand", date(2026, 11, 30)),
        ("29-2", date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_as_people_mean_it(said: str, meant: date) -> None:
    assert read_day(said, MONDAY) == meant


@pytest.mark.parametrize("said", ["ooit", "", "v", "31-2-2027", "40-1", "+w", "1 blo"])
def test_what_is_no_day_is_refused(said: str) -> None:
    with pytest.raises(NoDay):
        read_day(said, MONDAY)


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_is_refused(said: str) -> None:
    with suppress(NoDay):
        assert isinstance(read_day(said, MONDAY), date)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.sampled_from(["ma", "wo", "zo"]))
def test_a_weekday_is_always_within_a_week_ahead(today: date, said: str) -> None:
    assert timedelta(0) < read_day(said, today) - today <= timedelta(days=7)
