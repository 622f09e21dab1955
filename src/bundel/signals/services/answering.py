"""Answering a signal, and hearing from the reporter whether that was an answer."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts.permissions import Actor
from bundel.errors import Fault, Invalid, NotFound
from bundel.network import links
from bundel.signals.models import AnswerLink, Result, Signal, SignalState, StepKind
from bundel.signals.services import mails, moves, people, settings

# What was merged into an answered one has that answer, and stays merged.
ANSWERED = (SignalState.ANSWERED, SignalState.MERGED)


class AnswerLinkDoesNotWork(NotFound):
    """Used, too old, or never made: which one is nobody's business."""

    sentence = gettext_lazy("Deze link werkt niet meer. U kunt het de gemeente ook zeggen.")


@transaction.atomic
def answer_signal(
    *, actor: Actor, signal_id: uuid.UUID, version: int, result: str, answer: str, at: datetime
) -> int:
    """
    Tell the reporter and all followers what was done, or why not. [mails]

    What was merged into the signal gets the same answer.

    Raises:
        NotFound, NotAllowed, Stale, OtherState: as `moves.find` says.
        Invalid: if the answer is empty, or may point at one person.
    """
    wanted = {"result": result, "answer": answer.strip()}
    signal = moves.find(actor=actor, signal_id=signal_id, version=version, wanted=wanted)
    if result not in Result.values:
        raise Invalid(faults=[Fault("result", _("Kies wat er gedaan is."))])
    text = moves.clean(signal, answer=answer)["answer"]
    signal.promise_date = moves.drop_question(signal, at)
    for one in people.with_merged([signal]):
        _answer(actor, signal if one.pk == signal.pk else one, result, text, at)
    hearers = people.around(people.with_merged([signal]), but=actor.user_id)
    return mails.answered(signal, hearers, _addresses(signal, hearers, at), at)


def copy_answer(*, actor: Actor, source: Signal, target: Signal, at: datetime) -> None:
    """Give a signal that was merged into an answered one that answer; its people hear of it."""
    _answer(actor, target, source.result, source.answer, at)
    hearers = people.around([target], but=actor.user_id)
    mails.answered(source, hearers, _addresses(source, hearers, at), at)


@transaction.atomic
def rate_answer(
    *, actor: Actor, signal_id: uuid.UUID, version: int, was_answer: bool, why: str, at: datetime
) -> None:
    """
    Say whether it was an answer: yes closes the signal, no opens it with a new promise.

    What was merged stays so after yes; after no it stands on its own again.

    Raises:
        NotFound, NotAllowed, Stale, OtherState: as `moves.find_own` says.
        Invalid: if it was none and nobody says why, or the words may point at one person.
    """
    signal = moves.find_own(actor=actor, signal_id=signal_id, version=version, states=ANSWERED)
    if not waits_for_word(signal):
        raise moves.OtherState
    _rate(actor, signal, was_answer, why, at)


@transaction.atomic
def rate_by_link(*, token: str, was_answer: bool, why: str, at: datetime) -> None:
    """
    Say through the link in the mail whether it was an answer; the link works once.

    Raises:
        AnswerLinkDoesNotWork: if it may not be used.
        Invalid: if it was none and nobody says why, or the words may point at one person.
    """
    link = _link(token, at)
    signal = _locked(link)
    _rate(None, signal, was_answer, why, at)
    AnswerLink.objects.filter(signal=signal, used_at=None).update(used_at=at)


def look(*, token: str, at: datetime) -> Signal:
    """
    Return which answer a link is for, and change nothing: mail scanners look too.

    Raises:
        AnswerLinkDoesNotWork: if it may not be used.
    """
    return _locked(_link(token, at))


def waits_for_word(signal: Signal) -> bool:
    """Tell whether the reporter may still say if the answer was one."""
    if signal.state == SignalState.ANSWERED:
        return True
    is_answered = signal.answered_at is not None and signal.was_answer is None
    return signal.state == SignalState.MERGED and is_answered


def reopened(signal: Signal, at: datetime) -> dict[str, object]:
    """
    Return what changes when a signal is opened again: no answer, and a new promise.

    A handler who left or a team that stopped gets nothing back; then it is for the rest.
    """
    handler, team = signal.handler, signal.team
    handler = handler if handler is not None and handler.is_active else None
    if handler is None and (team is None or not team.is_active):
        team = settings.fallback_team(settings.settings_of(signal.municipality_id))
    return {
        "handler": handler,
        "team": team,
        "state": SignalState.OPEN,
        "result": "",
        "answer": "",
        "answered_at": None,
        "ended_at": None,
        "belongs_where": "",
        "reopened_count": signal.reopened_count + 1,
        "promise_date": moves.promise_anew(signal, at),
    }


def _answer(actor: Actor, signal: Signal, result: str, text: str, at: datetime) -> None:
    """Keep the answer; a merged one stays merged."""
    if signal.was_in_time is None and signal.promise_date is not None:
        signal.was_in_time = timezone.localdate(at) <= signal.promise_date
    moves.keep(
        signal,
        state=signal.state if signal.state == SignalState.MERGED else SignalState.ANSWERED,
        result=result,
        answer=text,
        answered_at=at,
        first_answered_at=signal.first_answered_at or at,
        was_answer=None,
        was_in_time=signal.was_in_time,
        promise_date=signal.promise_date,
    )
    moves.tell(
        actor=actor,
        signal=signal,
        action="signals.answer",
        kind=StepKind.ANSWERED,
        at=at,
        note=f"{moves.said(Result(result).label).capitalize()}. {text}",
        after={"result": result},
    )


def _rate(actor: Actor | None, signal: Signal, was_answer: bool, why: str, at: datetime) -> None:
    if was_answer:
        kind, note = StepKind.RATED, moves.said(gettext_lazy("Ja, dit was een antwoord."))
        is_merged = signal.state == SignalState.MERGED
        state = SignalState.MERGED if is_merged else SignalState.CLOSED
        moves.keep(signal, was_answer=True, state=state, ended_at=signal.ended_at or at)
    else:
        said = moves.clean(signal, why=why)["why"]
        words = gettext_lazy("Nee, dit was geen antwoord. %(why)s")
        kind, note = StepKind.REOPENED, moves.said(words, why=said)
        moves.keep(signal, was_answer=False, merged_into=None, **reopened(signal, at))
    moves.tell(
        actor=actor,
        signal=signal,
        action="signals.rate",
        kind=kind,
        at=at,
        note=note,
        after={"was_answer": was_answer},
        name=moves.told_by_name(signal),
    )


def _addresses(signal: Signal, hearers: list[people.Hearer], at: datetime) -> dict[uuid.UUID, str]:
    """Return a link for each reporter without an account; only a hash of it is kept."""
    days = settings.settings_of(signal.municipality_id).close_days
    found = {}
    for one in hearers:
        if one.has_account or not one.is_reporter:
            continue
        token = secrets.token_urlsafe(32)
        AnswerLink.objects.create(
            municipality_id=signal.municipality_id,
            signal_id=one.signal_id,
            digest=digest_of(token),
            email=one.email,
            created_at=at,
            expires_at=at + timedelta(days=days),
        )
        path = reverse("signals:link_rate", args=[token])
        found[one.id] = links.base_of(signal.municipality) + path
    return found


def digest_of(token: str) -> str:
    """Return what is kept of the token of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def _link(token: str, at: datetime) -> AnswerLink:
    link = AnswerLink.objects.filter(
        digest=digest_of(token), used_at=None, expires_at__gt=at
    ).first()
    if link is None:
        raise AnswerLinkDoesNotWork
    return link


def _locked(link: AnswerLink) -> Signal:
    """Return the signal of a link, if it still waits for a word of the reporter."""
    rows = Signal.objects.select_for_update(of=("self",)).select_related("municipality")
    signal = rows.filter(pk=link.signal_id).first()
    if signal is None or not waits_for_word(signal):
        raise AnswerLinkDoesNotWork
    return signal
