"""Progress of long work, on the terminal's side channel."""

from __future__ import annotations

import time
from typing import TextIO

from bundel.core.portfolio.asking import Step
from bundel.core.portfolio.said import number

# Short work needs no telling; long work is told of now and then.
FIRST_AFTER_S, EVERY_S = 1.0, 2.0

PARTS = {
    "plan": "plan zoeken",
    "found": "plan gevonden",
    "frontier": "nu tegen later",
    "prices": "prijs van uren",
    "why": "waarom niet",
    "stability": "stabiliteit",
    "conflict": "botsende wensen",
}


class Teller:
    """Tells at most once in a while how far the work is."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._next_at = time.monotonic() + FIRST_AFTER_S

    def tell(self, step: Step) -> None:
        """Write one line, if it is time again."""
        now = time.monotonic()
        if now >= self._next_at:
            self._next_at = now + EVERY_S
            self._stream.write(f"{line(step)}\n")
            self._stream.flush()


def line(step: Step) -> str:
    """Return the step in words."""
    name = PARTS.get(step.part, step.part)
    if step.objective is None or step.bound is None:
        return f"{name}: {step.done} van {step.total}"
    best = number(step.objective) if abs(step.objective) < 1e15 else "nog geen"
    bound = number(step.bound) if abs(step.bound) < 1e15 else "onbekend"
    return f"{name}: {step.seconds:.0f} s, beste {best}, hoogstens {bound}"
