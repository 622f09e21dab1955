"""A sentence about a problem: a Dutch text with named places, and the values that fill them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a value is, and so how a reader wants to see it."""

    NAMES = "names"
    AREA = "area"
    GROUP = "group"
    QUARTER = "quarter"
    QUARTERS = "quarters"
    HOURS = "hours"
    EUROS = "euros"
    HOUSEHOLDS = "households"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Value:
    """What fills a place; as text it is Dutch."""

    kind: Kind
    held: str | float | tuple[str, ...]

    def __str__(self) -> str:
        if isinstance(self.held, tuple):
            return listed([f"‘{name}’" for name in self.held])
        if isinstance(self.held, str):
            return self.held if self.kind == Kind.QUARTER else f"‘{self.held}’"
        return _amount(self.kind, self.held)


def _amount(kind: Kind, held: float) -> str:
    shown = number(held)
    match kind:
        case Kind.HOURS:
            return f"{shown} uur"
        case Kind.EUROS:
            return f"€\u00a0{shown}"
        case Kind.QUARTERS:
            return f"{shown} {'kwartaal' if held == 1 else 'kwartalen'}"
        case Kind.HOUSEHOLDS:
            return f"{shown} {'huishouden' if held == 1 else 'huishoudens'}"
        case _:
            return shown


@dataclass(frozen=True, slots=True)
class Said:
    """
    One sentence; as text it is Dutch.

    `text` is the same for all problems, so that it can be translated; `values` are of this one.
    """

    text: str
    values: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        return self.text % {place: str(value) for place, value in self.values}


def said(text: str, **values: Value) -> Said:
    """Return a sentence. Write `text` out at the call: that is where its translation is sought."""
    return Said(text, tuple(values.items()))


def write_sentence(sentence: Said) -> dict[str, Any]:
    """Return a sentence as JSON data: its text, and per place the kind and what it holds."""
    return {
        "text": sentence.text,
        "values": {
            place: {value.kind.value: _plain(value.held)} for place, value in sentence.values
        },
    }


def _plain(held: str | float | tuple[str, ...]) -> str | float | list[str]:
    return list(held) if isinstance(held, tuple) else held


def listed(parts: list[str]) -> str:
    """Return parts with commas, and "en" before the last."""
    return " en ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def number(value: float) -> str:
    """Return a number in Dutch style, whole where it is large."""
    text = f"{value:,.{decimals(value)}f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def decimals(value: float) -> int:
    """Return with how many decimals an amount is shown."""
    return 0 if abs(value) >= 100 or value == int(value) else 1
