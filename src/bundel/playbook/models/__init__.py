"""The rows of this module; one file a subject."""

from bundel.playbook.models.playbooks import Direction, PartState, Playbook, TakenPart

__all__ = [
    "Direction",
    "PartState",
    "Playbook",
    "TakenPart",
]
