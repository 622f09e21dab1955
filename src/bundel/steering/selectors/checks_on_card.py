"""What the checks found about an initiative, as a part of the card of that initiative."""

from __future__ import annotations

import uuid

from bundel.accounts.permissions import Actor
from bundel.programme.card_sections import Section, offer
from bundel.steering.selectors.checks import findings_about

TEMPLATE = "steering/parts/checks_on_card.html"
MOST = 10


def offer_section() -> None:
    """Let the card of an initiative show what the checks found about it."""
    offer("checks", section)


def section(actor: Actor, initiative_id: uuid.UUID) -> Section | None:
    """Return the part of the card; None where nothing is found. One query."""
    lines = findings_about(actor=actor, object_id=initiative_id, most=MOST)
    return Section(TEMPLATE, lines) if lines else None
