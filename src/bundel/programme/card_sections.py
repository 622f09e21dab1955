"""What modules on higher floors show on the card of an initiative; filled once, at the start."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bundel.accounts.permissions import Actor


@dataclass(frozen=True, slots=True)
class Section:
    """
    A part of the card.

    Args:
        template: Draws it, with `section` for what it tells.
    """

    template: str
    told: Any


# Returns None where there is nothing to show to this actor.
Offer = Callable[[Actor, uuid.UUID], Section | None]
_OFFERED: dict[str, Offer] = {}


def offer(code: str, section: Offer) -> None:
    """Let the card of an initiative show something more; a code is offered once."""
    _OFFERED[code] = section


def sections_of(*, actor: Actor, initiative_id: uuid.UUID) -> list[Section]:
    """Return what others show on the card of an initiative, in the order of offering."""
    found = (section(actor, initiative_id) for section in _OFFERED.values())
    return [one for one in found if one is not None]
