"""The rows of this module; one file a subject."""

from bundel.reporting.models.reports import BoardPack, Letter, ProgressReport, Report, ReportState
from bundel.reporting.models.telling import (
    Audience,
    Channel,
    Message,
    MessageState,
    Occasion,
    TellingRule,
)

__all__ = [
    "Audience",
    "BoardPack",
    "Channel",
    "Letter",
    "Message",
    "MessageState",
    "Occasion",
    "ProgressReport",
    "Report",
    "ReportState",
    "TellingRule",
]
