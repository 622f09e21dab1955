"""What is wrong with an input: where it stands, what is wrong, what would be right."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault, at one place in the input."""

    pointer: str
    wrong: str
    right: str

    def __str__(self) -> str:
        """Return the fault on one line, whatever characters the input held."""
        return one_line(f"{self.pointer or '/'}: {self.wrong} {self.right}")


class WrongInput(ValueError):
    """The input cannot be read as a portfolio problem; all its faults are in `faults`."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


def pointer(*steps: str | int) -> str:
    """Return the JSON pointer (RFC 6901) of a place."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


def shown(value: object) -> str:
    """Return a value as JSON, cut short, to be quoted in a sentence."""
    if isinstance(value, dict):
        return "een object"
    if isinstance(value, list):
        return "een lijst"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def one_line(text: str) -> str:
    """Return the text with line ends and control characters written out."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)
