"""Personal data with a structure of its own, found in free text: numbers, addresses, dates."""

from bundel.core.redaction.finding import Found, Kind, faults_in, marked

__all__ = ["Found", "Kind", "faults_in", "marked"]
