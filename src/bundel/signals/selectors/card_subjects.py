"""What the page of a signal shows, by subject: what was told, where it stands, the answer."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bundel.network.services.texts import name_of
from bundel.signals import holders
from bundel.signals.models import BackQuestion, HeldReason, Signal, SignalState
from bundel.signals.services import asking
from bundel.signals.states import tone_of


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, with why it is doubted, if it is."""

    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What was told, by whom and about whom."""

    theme: str
    theme_id: uuid.UUID
    suggested_theme: str
    area: str
    size: str
    period: str
    trend: str
    severity: str
    traits: tuple[str, ...]
    heard_at: str
    channel: str
    organisation: str
    reporter: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Words:
    """The words of who told it; empty for who may not read them."""

    are_readable: bool
    are_shared: bool
    are_forgotten: bool
    text: tuple[Piece, ...]
    question: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Who must act, and by when."""

    state: str
    label: str
    tone: str
    has_it: str
    promise_date: date | None
    is_overdue: bool
    asked: str
    asked_until: datetime | None
    reopened_count: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back to who told it."""

    text: str
    result: str
    at: datetime | None
    was_in_time: bool | None
    belongs_where: str


def told(signal: Signal, *, names_reporter: bool) -> Told:
    """Return what was told."""
    traits = (signal.first_trait, signal.second_trait)
    return Told(
        theme=signal.theme.label,
        theme_id=signal.theme_id,
        suggested_theme=_suggested(signal),
        area=signal.area.name if signal.area else "",
        size=signal.get_size_display(),
        period=signal.get_period_display(),
        trend=signal.get_trend_display(),
        severity=signal.get_severity_display(),
        traits=tuple(one.name for one in traits if one is not None),
        heard_at=signal.heard_at.name if signal.heard_at else "",
        channel=signal.get_channel_display(),
        organisation=signal.organisation.name if signal.organisation else "",
        reporter=str(signal.reporter or signal.contact or "") if names_reporter else "",
        at=signal.told_at,
    )


def words(signal: Signal, *, reads: bool, doubts: bool) -> Words:
    """
    Return the words, with what is doubted in them. At most one query.

    Args:
        reads: Whether the reader may read them.
        doubts: Whether the reader may know what is doubted.
    """
    reasons = list(HeldReason.objects.filter(signal=signal)) if doubts else []
    return Words(
        are_readable=reads,
        are_shared=signal.is_shared,
        are_forgotten=signal.forgotten_at is not None,
        text=_pieces(signal.text, reasons, "text") if reads else (),
        question=_pieces(signal.question, reasons, "question") if reads else (),
    )


def standing(signal: Signal, *, knows_asked: bool, today: date) -> Standing:
    """
    Return where it stands. At most one query.

    Args:
        knows_asked: Whether the reader may know what was asked back.
    """
    # While we wait for the reporter, the promise stands still.
    promise = signal.promise_date if signal.state == SignalState.OPEN else None
    question = _open_question(signal) if knows_asked else None
    return Standing(
        state=signal.state,
        label=signal.get_state_display(),
        tone=tone_of(signal.state),
        has_it=holders.name_of(signal),
        promise_date=promise,
        is_overdue=promise is not None and promise < today,
        asked=question.text if question else "",
        asked_until=question.expires_at if question else None,
        reopened_count=signal.reopened_count,
    )


def answer(signal: Signal) -> Answer:
    """Return what came back."""
    return Answer(
        text=signal.answer,
        result=signal.get_result_display() if signal.result else "",
        at=signal.answered_at,
        was_in_time=signal.was_in_time,
        belongs_where=signal.belongs_where,
    )


def _pieces(text: str, reasons: Sequence[HeldReason], field: str) -> tuple[Piece, ...]:
    """Return a text in pieces: what is doubted stands apart, with why."""
    found, at = [], 0
    here = [one for one in reasons if one.field == field]
    for one in sorted(here, key=lambda reason: (reason.start, -reason.end)):
        if one.start < at or one.end > len(text):
            continue
        found += [Piece(text[at : one.start])]
        found += [Piece(text[one.start : one.end], name_of(one.kind))]
        at = one.end
    return tuple(piece for piece in [*found, Piece(text[at:])] if piece.text)


def _suggested(signal: Signal) -> str:
    other = signal.suggested_theme
    is_open = other is not None and signal.theme_checked_at is None
    return other.label if is_open and other is not None and other.pk != signal.theme_id else ""


def _open_question(signal: Signal) -> BackQuestion | None:
    if signal.state != SignalState.ASKED:
        return None
    return BackQuestion.objects.filter(asking.OPEN_QUESTION, signal=signal).first()
