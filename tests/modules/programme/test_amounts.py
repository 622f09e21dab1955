"""An amount means the same in a Dutch and in an English form."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from bundel.programme.forms.fields import AmountField


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("typed", ["12,5", "12.5"])
def test_twelve_and_a_half_is_read_in_every_language(language: str, typed: str) -> None:
    with translation.override(language):
        assert str(AmountField().clean(typed)) == "12.5"


def test_a_group_is_read_by_the_language_of_the_page() -> None:
    with translation.override("nl"):
        assert AmountField().clean("1.234") == 1234
    with translation.override("en"):
        assert AmountField().clean("1,234") == 1234


def test_an_amount_without_decimals_asks_for_a_whole_number() -> None:
    with translation.override("nl"), pytest.raises(ValidationError, match="heel getal"):
        AmountField(decimals=0).clean("40,5")
