"""What asks for a place on an agenda: each subject offers a source, the drafting asks them all."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bundel.accounts.permissions import Actor
from bundel.steering.models import Body, ItemAim, Matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """
    Something that may stand on the agenda of a body.

    Args:
        source: Where it comes from, such as "finding"; at most 20 signs.
        key: What tells it from the others of its source, for good; it comes on an agenda once.
        object_id: The thing itself, for a link.
        facts: What is so today, each a label and a value, in the order of reading.
        weight: From 0 to 100: how much it presses. What does not fit the time is the lightest.
        amount_eur: What a decision is about in euros; a body decides up to its limit.
        area_id: The area it is about, if it is about one.
    """

    source: str
    key: str
    title: str
    object_id: uuid.UUID | None = None
    aim: ItemAim = ItemAim.DISCUSS
    matter: Matter = Matter.OTHER
    minutes: int = 10
    explanation: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    presenter_id: uuid.UUID | None = None
    weight: int = 50
    due_date: date | None = None
    amount_eur: Decimal | None = None
    area_id: uuid.UUID | None = None


# Called as source(actor=..., body=..., today=...). What the body may not decide is left out later.
Source = Callable[..., Iterable[Candidate]]
_SOURCES: list[Source] = []


def offer(source: Source) -> Source:
    """Let a source be asked whenever an agenda is drafted; usable as a decorator."""
    if source not in _SOURCES:
        _SOURCES.append(source)
    return source


def candidates(*, actor: Actor, body: Body, today: date) -> list[Candidate]:
    """Return what all sources have for a body, each once, the most pressing first."""
    found: dict[tuple[str, str], Candidate] = {}
    for source in _SOURCES:
        for one in source(actor=actor, body=body, today=today):
            found.setdefault((one.source, one.key), one)
    return sorted(
        found.values(),
        key=lambda one: (-one.weight, one.due_date or date.max, one.source, one.key),
    )
