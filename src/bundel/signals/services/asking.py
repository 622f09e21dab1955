"""Asking the reporter back, by a link that expires and that no mail scanner spends."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts.permissions import Actor
from bundel.errors import Conflict, NotFound
from bundel.network import links
from bundel.signals.models import BackQuestion, Signal, SignalState, StepKind
from bundel.signals.services import mails, moves, people, settings
from bundel.signals.services.answering import digest_of

ASKED = (SignalState.ASKED,)
OPEN_QUESTION = Q(replied_at=None, dropped_at=None)


class QuestionLinkDoesNotWork(NotFound):
    """Answered, too old, or never made: which one is nobody's business."""

    sentence = gettext_lazy("Deze link werkt niet meer. Bel of mail de gemeente.")


class NobodyToAsk(Conflict):
    """There is no address of who told it."""

    sentence = gettext_lazy("Van de melder is geen e-mailadres bekend. U kunt niet terugvragen.")


@transaction.atomic
def ask_back(
    *, actor: Actor, signal_id: uuid.UUID, version: int, text: str, at: datetime
) -> uuid.UUID:
    """
    Ask the reporter something; until the reply the promise stands still.

    Asking again ends the link of the question before.

    Raises:
        NotFound, NotAllowed, Stale, OtherState: as `moves.find` says.
        NobodyToAsk: if the reporter has no address.
        Invalid: if the question is empty, or may point at one person.
    """
    signal = moves.find(actor=actor, signal_id=signal_id, version=version, wanted={"text": text})
    asked = moves.clean(signal, text=text)["text"]
    reporter = next((one for one in people.around([signal]) if one.is_reporter), None)
    if reporter is None:
        raise NobodyToAsk
    promise = moves.drop_question(signal, at)
    token = secrets.token_urlsafe(32)
    days = settings.settings_of(signal.municipality_id).link_days
    question = BackQuestion.objects.create(
        municipality_id=signal.municipality_id,
        signal=signal,
        text=asked,
        asked_at=at,
        asked_by_id=actor.user_id,
        email=reporter.email,
        digest=digest_of(token),
        expires_at=at + timedelta(days=days),
    )
    moves.keep(signal, state=SignalState.ASKED, promise_date=promise)
    moves.tell(
        actor=actor,
        signal=signal,
        action="signals.ask_back",
        kind=StepKind.ASKED,
        at=at,
        note=asked,
    )
    address = links.base_of(signal.municipality) + reverse("signals:link_reply", args=[token])
    mails.asked_back(signal, reporter, question, address, at)
    return question.pk


@transaction.atomic
def reply(*, actor: Actor, signal_id: uuid.UUID, version: int, text: str, at: datetime) -> None:
    """
    Answer what we asked, signed in; somebody of the own side may.

    Raises:
        NotFound, NotAllowed, Stale, OtherState: as `moves.find_own` says.
        Invalid: if the reply is empty, or may point at one person.
    """
    signal = moves.find_own(actor=actor, signal_id=signal_id, version=version, states=ASKED)
    question = BackQuestion.objects.select_for_update().filter(OPEN_QUESTION, signal=signal).first()
    if question is None:
        raise moves.OtherState
    _reply(actor, signal, question, text, at)


@transaction.atomic
def reply_by_link(*, token: str, text: str, at: datetime) -> None:
    """
    Answer what we asked through the link in the mail; it works once.

    Raises:
        QuestionLinkDoesNotWork: if it may not be used.
        Invalid: if the reply is empty, or may point at one person.
    """
    question = look(token=token, at=at)
    rows = Signal.objects.select_for_update(of=("self",)).select_related("municipality")
    signal = rows.filter(pk=question.signal_id, state__in=ASKED).first()
    # Somebody may have replied while we waited for the row.
    if signal is None:
        raise QuestionLinkDoesNotWork
    _reply(None, signal, look(token=token, at=at), text, at)


def look(*, token: str, at: datetime) -> BackQuestion:
    """
    Return what a link asks, and change nothing: mail scanners look too.

    Raises:
        QuestionLinkDoesNotWork: if it may not be used.
    """
    question = (
        BackQuestion.objects.filter(OPEN_QUESTION, digest=digest_of(token), expires_at__gt=at)
        .select_related("signal__theme", "signal__area", "signal__municipality")
        .filter(signal__state__in=ASKED)
        .first()
    )
    if question is None:
        raise QuestionLinkDoesNotWork
    return question


@transaction.atomic
def end_question(*, question_id: uuid.UUID, at: datetime) -> bool:
    """Go on without a reply when the link no longer works; tell whether it was done now."""
    question = (
        BackQuestion.objects.select_for_update(of=("self",))
        .filter(OPEN_QUESTION, pk=question_id, expires_at__lte=at)
        .first()
    )
    if question is None:
        return False
    rows = Signal.objects.select_for_update(of=("self",)).filter(state__in=ASKED)
    signal = rows.filter(pk=question.signal_id).first()
    question.dropped_at = at
    question.save(update_fields=["dropped_at"])
    if signal is None:
        return False
    promise = moves.promise_on(signal, question.asked_at, at)
    moves.keep(signal, state=SignalState.OPEN, promise_date=promise)
    moves.tell(
        actor=None,
        signal=signal,
        action="signals.reply",
        kind=StepKind.REPLIED,
        at=at,
        note=_("De melder reageerde niet. Wij gaan verder zonder reactie."),
    )
    return True


def _reply(
    actor: Actor | None, signal: Signal, question: BackQuestion, text: str, at: datetime
) -> None:
    question.reply = moves.clean(signal, reply=text)["reply"]
    question.replied_at = at
    question.save(update_fields=["reply", "replied_at"])
    promise = moves.promise_on(signal, question.asked_at, at)
    moves.keep(signal, state=SignalState.OPEN, promise_date=promise)
    moves.tell(
        actor=actor,
        signal=signal,
        action="signals.reply",
        kind=StepKind.REPLIED,
        at=at,
        note=question.reply,
        name=moves.told_by_name(signal),
    )
    but = actor.user_id if actor is not None else None
    mails.replied(signal, question, people.handling(signal, question.asked_by, but=but), at)
