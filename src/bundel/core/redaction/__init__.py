"""Personal data in free text: what is refused, what is held for a second pair of eyes."""

from bundel.core.redaction.checking import check, suggestion
from bundel.core.redaction.finding import Found, faults_in, marked
from bundel.core.redaction.kinds import Finding, Kind, Verdict, verdict_of

__all__ = [
    "Finding",
    "Found",
    "Kind",
    "Verdict",
    "check",
    "faults_in",
    "marked",
    "suggestion",
    "verdict_of",
]
