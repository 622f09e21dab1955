"""The rows that drafts of signals become: routed by the rules of now, with steps and words."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from bundel.accounts.permissions import Actor
from bundel.core import workdays
from bundel.core.routing import matching
from bundel.signals.material import Draft, Partners
from bundel.signals.models import (
    BackQuestion,
    Channel,
    HeldReason,
    Signal,
    SignalState,
    SignalWord,
    Step,
    StepKind,
)
from bundel.signals.services import door, routing, settings, steps, telling

ASKED_BACK = "Gaat het om één gebouw of om meer? Dan weten wij met wie wij moeten praten."


class Rows:
    """The rows of drafts: each routed by the rules of now, with its steps and its words."""

    def __init__(self, actor: Actor, partners: Partners) -> None:
        self._actor = actor
        self._partners = partners
        of = actor.municipality_id
        self._lines = routing.lines_of(of)
        self._parents = routing.parents_of(of)
        self._chosen = settings.settings_of(of)
        self._rest = settings.fallback_team(self._chosen)
        self._signals: list[Signal] = []
        self._steps: list[Step] = []
        self._stems: list[SignalWord] = []
        self._reasons: list[HeldReason] = []
        self._questions: list[BackQuestion] = []

    def add(self, draft: Draft, number: int) -> None:
        """Make the rows of one draft; they are stored together, later."""
        signal = self._signal(draft, number)
        self._signals.append(signal)
        self._stems.extend(self._words(signal))
        self._step(signal, StepKind.TOLD, draft.told_at)
        if signal.state == SignalState.HELD:
            self._hold(signal)
            return
        self._route(signal)
        if signal.state == SignalState.ASKED:
            self._ask(signal)
        if draft.answered_at is not None:
            self._answer(signal, draft.answered_at)

    def store(self) -> None:
        """Store all, the signals before what hangs on them."""
        Signal.objects.bulk_create(self._signals)
        Step.objects.bulk_create(self._steps)
        SignalWord.objects.bulk_create(self._stems)
        HeldReason.objects.bulk_create(self._reasons)
        BackQuestion.objects.bulk_create(self._questions)

    def _signal(self, draft: Draft, number: int) -> Signal:
        key = uuid.uuid4()
        until = draft.told_at.date() + timedelta(days=1)
        first, second = (*draft.trait_ids, None, None)[:2]
        user_id = self._partners.user(draft.organisation_id)
        contact_id = None if user_id else self._partners.contact(draft.organisation_id)
        return Signal(
            municipality_id=self._actor.municipality_id,
            number=number,
            telling_key=key,
            telling_digest=hashlib.sha256(key.bytes).hexdigest(),
            channel=Channel.FORM if user_id else Channel.MAIL,
            theme=draft.theme,
            suggested_theme=draft.theme,
            area_id=draft.area_id,
            size=draft.size,
            period=draft.period,
            seen_from_date=until - timedelta(days=telling.PERIOD_DAYS[draft.period]),
            seen_until_date=until,
            trend=draft.trend,
            severity=draft.severity,
            first_trait_id=first,
            second_trait_id=second,
            heard_at_id=draft.heard_at_id,
            text=draft.text,
            question=draft.question,
            is_shared=draft.is_shared,
            organisation_id=draft.organisation_id,
            reporter_id=user_id,
            contact_id=contact_id,
            told_at=draft.told_at,
            state=draft.state,
            result=draft.result,
            answer=draft.answer,
            answered_at=draft.answered_at,
            first_answered_at=draft.answered_at,
        )

    def _words(self, signal: Signal) -> Iterable[SignalWord]:
        for stem in telling.stems_of(signal):
            yield SignalWord(municipality_id=signal.municipality_id, signal=signal, stem=stem)

    def _route(self, signal: Signal) -> None:
        case = routing.case_of(signal, self._parents)
        place = matching.first_match([line.rule for line in self._lines], case)
        row = None if place is None else self._lines[place].row
        signal.rule = row
        signal.team = self._rest if row is None else row.team
        signal.handler = None if row is None else row.person
        days = self._chosen.promise_days if row is None else row.promise_days
        signal.promise_date = workdays.after(signal.told_at.date(), days)
        if signal.answered_at is not None:
            signal.was_in_time = signal.answered_at.date() <= signal.promise_date
        self._step(signal, StepKind.ROUTED, signal.told_at)

    def _hold(self, signal: Signal) -> None:
        found = door.check(
            municipality_id=signal.municipality_id,
            texts={"text": signal.text, "question": signal.question},
            size=signal.size,
            traits=0,
        ).found
        for field, findings in found.items():
            for one in findings:
                self._reasons.append(
                    HeldReason(
                        municipality_id=signal.municipality_id,
                        signal=signal,
                        field=field,
                        start=one.start,
                        end=one.end,
                        kind=one.kind,
                    )
                )
        self._step(signal, StepKind.HELD, signal.told_at)

    def _ask(self, signal: Signal) -> None:
        at = signal.told_at + timedelta(days=1)
        self._questions.append(
            BackQuestion(
                municipality_id=signal.municipality_id,
                signal=signal,
                text=ASKED_BACK,
                asked_at=at,
                asked_by_id=self._actor.user_id,
                # Nobody has the link: who tells in the example answers signed in.
                digest=hashlib.sha256(secrets.token_bytes()).hexdigest(),
                expires_at=at + timedelta(days=self._chosen.link_days),
            )
        )
        self._step(signal, StepKind.ASKED, at, ASKED_BACK)

    def _answer(self, signal: Signal, at: datetime) -> None:
        self._step(signal, StepKind.ANSWERED, at, signal.answer)
        if signal.state == SignalState.CLOSED:
            signal.ended_at = at + timedelta(days=self._chosen.close_days)
            self._step(signal, StepKind.CLOSED, signal.ended_at)

    def _step(
        self,
        signal: Signal,
        kind: StepKind,
        at: datetime,
        note: str = "",
    ) -> None:
        is_reporter = kind == StepKind.TOLD
        states = {
            StepKind.HELD: SignalState.HELD,
            StepKind.ANSWERED: SignalState.ANSWERED,
            StepKind.ASKED: SignalState.ASKED,
            StepKind.CLOSED: SignalState.CLOSED,
        }
        self._steps.append(
            Step(
                municipality_id=signal.municipality_id,
                signal=signal,
                kind=kind,
                at=at,
                by_id=signal.reporter_id if is_reporter else None,
                by_name=self._partners.name(signal) if is_reporter else steps.SYSTEM,
                rule=signal.rule if kind == StepKind.ROUTED else None,
                state_after=states.get(kind, SignalState.OPEN),
                note=note,
            )
        )
