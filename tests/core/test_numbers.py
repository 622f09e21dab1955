"""A number means what its writer meant, with a comma or a point."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundel.core.numbers import plain_number


@pytest.mark.parametrize(
    ("text", "group_mark", "plain"),
    [
        ("12,5", ".", "12.5"),
        ("12,5", ",", "12.5"),
        ("12.5", ".", "12.5"),
        ("1.234", ".", "1234"),
        ("1,234", ",", "1234"),
        ("1,234", ".", "1.234"),
        ("1.234,50", ".", "1234.50"),
        ("1,234.50", ".", "1234.50"),
        ("1.234.567", ",", "1234567"),
        ("€ 1 250", ".", "1250"),
        ("-3", ".", "-3"),
        ("veel", ".", "veel"),
    ],
)
def test_a_written_number_is_read(text: str, group_mark: str, plain: str) -> None:
    assert plain_number(text, group_mark=group_mark) == plain


@given(whole=st.integers(0, 10**9), cents=st.integers(0, 99), mark=st.sampled_from(".,"))
def test_two_decimals_are_never_read_as_a_group(whole: int, cents: int, mark: str) -> None:
    for group_mark in ".,":
        assert plain_number(f"{whole}{mark}{cents:02}", group_mark=group_mark) == (
            f"{whole}.{cents:02}"
        )
