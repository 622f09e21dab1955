"""Personal data in free text: what is refused, what is held for a second pair of eyes."""

from bundel.core.redaction.checking import check, faults_in, marked, suggestion
from bundel.core.redaction.kinds import FEW, REFUSED, Finding, Kind, Verdict, verdict_of
from bundel.core.redaction.numbers import is_case_number

__all__ = [
    "FEW",
    "REFUSED",
    "Finding",
    "Kind",
    "Verdict",
    "check",
    "faults_in",
    "is_case_number",
    "marked",
    "suggestion",
    "verdict_of",
]
