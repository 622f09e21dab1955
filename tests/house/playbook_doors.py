"""A playbook of elsewhere for the doors; partners see none."""

from __future__ import annotations

import uuid

from django.utils import timezone

from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.core import playbook
from bundel.core.playbook import Package, Part
from bundel.playbook.models import Playbook
from bundel.playbook.services import taking

NAME = "kanariedraaiboek van een andere gemeente"
GROUP = {"code": "kanarie", "name": "Kanariegroep", "description": ""}


def fill(municipality: Municipality, actor: Actor) -> None:
    """Read in one playbook with one part."""
    at = timezone.now()
    part = Part("groups", "kanarie", GROUP)
    package = Package(NAME, 1, "", "Elders", at.isoformat(), "CC0 1.0", (part,))
    content = playbook.write(playbook.document(package), "")
    taking.read_in(actor=actor, content=content, at=at)


def things(*, own: bool) -> dict[str, uuid.UUID]:
    """Return the playbook."""
    return {"playbook_id": Playbook.objects.get(name=NAME).pk}
