"""What somebody can call, and what not."""

from __future__ import annotations

import pytest

from bundel.core.phones import is_phone


@pytest.mark.parametrize(
    "text",
    [
        "036 123 45 67",
        "036-1234567",
        "(036) 123 45 67",
        "06-12 34 56 78",
        "+31 (0)36 123 45 67",
        "0031 36 123 45 67",
        "+32 2 123 45 67",
        "088 123 45 67 toestel 12",
        "0800 1234",
        "14 036",
        "14020",
        "112",
        "113",
        # Numbers that nobody has: fit for examples, and right in form.
        "036 000 02 01",
    ],
)
def test_what_can_be_called(text: str) -> None:
    assert is_phone(text)


@pytest.mark.parametrize(
    "text", ["abc", "036 abc", "12", "036 12", "1234567", "036 123 45 678", "+32 2", "0", "+", "-"]
)
def test_what_is_no_number(text: str) -> None:
    assert not is_phone(text)
