"""Fields of the programme: grades, shares and quarters, beside those that all forms share."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _

from bundel.core.quarters import Quarter, parse_quarter, quarters_from
from bundel.programme.models import Grade
from bundel.ui.fields import (
    AmountField,
    DayField,
    IdField,
    WholeField,
    Words,
    choose,
    offer,
    prose,
    words,
)

GRADES = [(grade.value, f"{grade.value}: {grade.label}") for grade in Grade]
Option = tuple[str, Words]

__all__ = [
    "GRADES",
    "AmountField",
    "DayField",
    "GradeField",
    "IdField",
    "Option",
    "SharesField",
    "WholeField",
    "Words",
    "choose",
    "offer",
    "prose",
    "quarter_options",
    "quarter_words",
    "words",
]


class SharesField(forms.CharField):
    """Shares from 0 to 1 in a row, with a semicolon between them."""

    def prepare_value(self, value: Any) -> Any:
        """Return shares that are kept as people write them."""
        if isinstance(value, tuple):
            mark = str(get_format("DECIMAL_SEPARATOR"))
            return "; ".join(f"{share:g}".replace(".", mark) for share in value)
        return value

    def clean(self, value: Any) -> Any:
        """Return the shares in their order."""
        text = str(super().clean(value)).replace(",", ".")
        try:
            shares = tuple(Decimal(part.strip()) for part in text.split(";") if part.strip())
        except InvalidOperation:
            raise forms.ValidationError(_("Schrijf delen als 0,5; 1.")) from None
        if not all(share.is_finite() and 0 <= share <= 1 for share in shares):
            raise forms.ValidationError(_("Elk deel ligt van 0 tot en met 1."))
        return shares or (Decimal(1),)


class GradeField(forms.ChoiceField):
    """How sure the numbers are."""

    def __init__(self, **more: Any) -> None:
        options: dict[str, Any] = {
            "label": _("Hoe zeker zijn de getallen?"),
            "choices": GRADES,
            "initial": "D",
        }
        super().__init__(**(options | more))


def quarter_options(
    quarters: Sequence[str], *, empty: Words = "", back: int = 0, kept: str = ""
) -> list[Option]:
    """
    Return the quarters of the programme to choose from.

    Args:
        empty: The word for no quarter; without it one has to be chosen.
        back: How many quarters before the first are offered too.
        kept: A quarter that stands already, offered wherever it lies.
    """
    offered = list(quarters)
    if offered and back:
        offered = [*map(str, quarters_from(parse_quarter(offered[0]).plus(-back), back)), *offered]
    if kept and kept not in offered:
        offered = sorted([*offered, kept])
    none: list[Option] = [("", empty)] if empty else []
    return [*none, *((quarter, quarter_words(parse_quarter(quarter))) for quarter in offered)]


def quarter_words(quarter: Quarter) -> str:
    """Return a quarter as people say it."""
    return _("%(number)se kwartaal %(year)s") % {"number": quarter.number, "year": quarter.year}
