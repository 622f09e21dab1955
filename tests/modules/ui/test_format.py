"""Numbers as people read them."""

from __future__ import annotations

import pytest
from django.utils import translation

from bundel.ui.templatetags import ui_format


@pytest.fixture(autouse=True)
def _dutch():
    with translation.override("nl"):
        yield


def test_hours_have_a_dutch_thousands_point() -> None:
    assert ui_format.hours(1234) == "1.234 uur"


@pytest.mark.parametrize(
    ("value", "text"), [(1, "1 hour"), (-1, "-1 hour"), (1.2, "1 hour"), (0, "0 hours")]
)
def test_one_hour_is_no_hours(value: float, text: str) -> None:
    with translation.override("en"):
        assert ui_format.hours(value) == text


def test_nothing_is_a_dash() -> None:
    assert ui_format.hours(None) == ui_format.euros("") == ui_format.share(None) == "–"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7, "ongeveer 7"),
        (423, "ongeveer 420"),
        (2040, "ongeveer 2.000"),
        (23_456, "ongeveer 23.000"),
    ],
)
def test_about_rounds_as_the_reader_needs(value: float, text: str) -> None:
    assert ui_format.about(value) == text


def test_a_quarter_is_written_out() -> None:
    assert ui_format.quarter("2027-K1") == "1e kwartaal 2027"


def test_what_is_no_quarter_stays() -> None:
    assert ui_format.quarter("later") == "later"


@pytest.mark.parametrize(
    ("share", "name"),
    [(0.0, "heat-0"), (0.5, "heat-2"), (1.0, "heat-4"), (1.01, "heat-over"), (None, "heat-over")],
)
def test_heat_is_unmistakable_past_full(share: float | None, name: str) -> None:
    assert name in ui_format.heat_class(share).split()
