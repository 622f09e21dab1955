"""What pages show of a plan: amounts rounded and with their sign, and whether a run still lives."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from bundel.programme.selectors import RunRow
from bundel.ui.templatetags import ui_format

register = template.Library()
FIGURES = 3
MINUS = "−"


@register.filter
def rounded(value: Any) -> float | None:
    """1234567 becomes 1230000: three figures that count."""
    if value in (None, ""):
        return None
    step = 10.0 ** max(0, len(str(int(abs(value)))) - FIGURES)
    return round(float(value) / step) * step


@register.filter
def signed_euros(value: Any) -> str:
    """1200 becomes '+€ 1.200', and -1200 '−€ 1.200'."""
    return "" if value is None else _signed(value, ui_format.euros(abs(value)))


@register.filter
def signed_share(value: Any) -> str:
    """0.123 becomes '+12,3%'."""
    return "" if value is None else _signed(value, ui_format.share(abs(value), 1))


@register.filter
def signed_number(value: Any) -> str:
    """1200 becomes '+1.200'."""
    return "" if value is None else _signed(value, ui_format.number(abs(value)))


@register.filter
def silent(run: RunRow) -> bool:
    """Tell whether a run says that it calculates, while its worker gives no sign of life."""
    return run.silent(timezone.now())


def _signed(value: float, words: str) -> str:
    return f"{'+' if value >= 0 else MINUS}{words}"
