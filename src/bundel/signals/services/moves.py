"""What every act on a signal shares: who may, on which version, in which state, and the trail."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings as django_settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.audit import services as audit
from bundel.core import workdays
from bundel.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from bundel.network.services.texts import names_of
from bundel.signals import rights
from bundel.signals.models import (
    BackQuestion,
    Signal,
    SignalState,
    Step,
    StepKind,
)
from bundel.signals.services import door, settings, steps

ACT = "signals.handle"
WAITING = (SignalState.OPEN, SignalState.ASKED)
# How long each text may be, by the name of its field. [characters]
LONGEST = {"answer": 4000, "text": 1000, "reply": 2000, "why": 600, "where": 300, "reason": 600}


class OtherState(Conflict):
    """Somebody did something else with it first."""

    sentence = gettext_lazy("Dit kan nu niet: het signaal heeft intussen een andere status.")


def find(
    *,
    actor: Actor,
    signal_id: uuid.UUID,
    version: int,
    wanted: Mapping[str, Any] | None = None,
    states: Collection[str] = WAITING,
) -> Signal:
    """
    Return a signal that the actor may handle, locked until the act is done.

    Args:
        wanted: What the act would write, to show beside what stands there.
        states: In which states the act can be done.

    Raises:
        NotFound: if the actor may not see it.
        NotAllowed: if it does not wait for the actor.
        Stale: if somebody else did something first.
        OtherState: if the act cannot be done in this state.
    """
    signal = held(actor, signal_id)
    permissions.require(actor, ACT, rights.Handled(signal))
    ready(signal, version, wanted, states)
    return signal


def find_own(
    *, actor: Actor, signal_id: uuid.UUID, version: int, states: Collection[str]
) -> Signal:
    """
    Return a signal that the actor's own side told, locked until the act is done.

    Raises:
        NotFound: if the actor may not see it.
        NotAllowed: if another told it.
        Stale: if somebody else did something first.
        OtherState: if the act cannot be done in this state.
    """
    signal = held(actor, signal_id)
    if not signal.is_own(actor):
        raise NotAllowed(_("Alleen de melder mag dit doen."))
    ready(signal, version, None, states)
    return signal


def held(actor: Actor, signal_id: uuid.UUID) -> Signal:
    """Return a signal that the actor may open, locked; or say that it is not there."""
    known = rights.known(actor).filter(pk=signal_id)
    signal = known.select_for_update(of=("self",)).select_related("municipality").first()
    if signal is None:
        raise NotFound
    return signal


def ready(
    signal: Signal, version: int, wanted: Mapping[str, Any] | None, states: Collection[str]
) -> None:
    """Go on only with the version that was read, in a state in which the act makes sense."""
    saving.same_version(signal, version, dict(wanted or {}))
    # Of what is forgotten nothing can be done any more.
    if signal.state not in states or signal.forgotten_at is not None:
        raise OtherState


def keep(signal: Signal, **fields: Any) -> None:
    """Save what an act changes, as the next version; each act judges its own fields."""
    for name, value in fields.items():
        setattr(signal, name, value)
    signal.version += 1
    signal.save(update_fields=[*fields, "version"])


def tell(
    *,
    actor: Actor | None,
    signal: Signal,
    action: str,
    kind: StepKind,
    at: datetime,
    note: str = "",
    after: dict[str, Any] | None = None,
    is_for_reporter: bool = True,
    name: str = "",
) -> Step:
    """
    Write the step and the trail of an act; the trail holds no words of people.

    Args:
        actor: None if the clock did it, or somebody without an account by a link.
        name: Who did it by a link.
    """
    facts = {"state": str(signal.state)} | (after or {})
    if actor is not None:
        audit.record(
            actor=actor,
            action=action,
            kind="signal",
            object_id=signal.pk,
            label=str(signal),
            after=facts,
        )
    else:
        audit.record_stranger(
            municipality_id=signal.municipality_id,
            action=action,
            kind="signal",
            object_id=signal.pk,
            label=str(signal),
            result="ok",
            after=facts,
        )
    return steps.add(
        signal=signal,
        kind=kind,
        at=at,
        actor=actor,
        note=note,
        is_for_reporter=is_for_reporter,
        name=name,
    )


def said(words: Any, **values: object) -> str:
    """Return words that are kept, in the language of the house, whatever the actor reads."""
    with override(django_settings.LANGUAGE_CODE):
        return str(words) % values if values else str(words)


def told_by_name(signal: Signal) -> str:
    """Return how the reporter is called where no account says it."""
    return str(signal.contact or signal.reporter or signal.organisation or "")


def clean(signal: Signal, **texts: str) -> dict[str, str]:
    """
    Return texts that may be kept as they are.

    There is no second pair of eyes for these, so what would be held is refused as well.

    Raises:
        Invalid: with a fault for each text that is empty, or may point at one person.
    """
    stripped = {name: text.strip() for name, text in texts.items()}
    wrong = [Fault(name, _("Vul dit in.")) for name, text in stripped.items() if not text]
    wrong += [
        Fault(name, _("Maak dit korter: hoogstens %(most)s tekens.") % {"most": LONGEST[name]})
        for name, text in stripped.items()
        if len(text) > LONGEST[name]
    ]
    if wrong:
        raise Invalid(faults=wrong)
    verdict = door.let_in(municipality_id=signal.municipality_id, texts=stripped)
    faults = [
        Fault(name, _doubt(findings), "personal_data")
        for name, findings in verdict.found.items()
        if findings
    ]
    if faults:
        raise Invalid(faults=faults)
    return stripped


def promise_anew(signal: Signal, at: datetime) -> date:
    """Return the day that the full term of a signal comes to, counted from today."""
    chosen = settings.settings_of(signal.municipality_id)
    days = signal.rule.promise_days if signal.rule else chosen.promise_days
    return workdays.after(timezone.localdate(at), days, chosen.closed_dates)


def promise_on(signal: Signal, asked_at: datetime, at: datetime) -> date:
    """
    Return the promised day after a wait for the reporter: those working days do not count.

    What was left when we asked is left now; never less than one working day.
    """
    closed = settings.settings_of(signal.municipality_id).closed_dates
    promise = signal.promise_date or timezone.localdate(at)
    left = workdays.between(timezone.localdate(asked_at), promise, closed)
    return workdays.after(timezone.localdate(at), max(left, 1), closed)


def drop_question(signal: Signal, at: datetime) -> date | None:
    """Wait no more for what the reporter was asked; return the promise, moved by that wait."""
    open_ = BackQuestion.objects.filter(signal=signal, replied_at=None, dropped_at=None)
    question = open_.first()
    if question is None:
        return signal.promise_date
    open_.update(dropped_at=at)
    return promise_on(signal, question.asked_at, at)


def _doubt(findings: Collection[Any]) -> str:
    named = ", ".join(names_of(one.kind for one in findings))
    return _("Hier staat misschien %(kinds)s. Laat dit weg, of schrijf over de groep.") % {
        "kinds": named
    }
