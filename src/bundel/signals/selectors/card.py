"""A signal as its page shows it: who has it, what was said, and what one can do."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.signals import rights
from bundel.signals.models import (
    ENDED,
    Outcome,
    PatternSignal,
    Signal,
    SignalState,
    SignalTheme,
    Step,
    StepKind,
    Team,
)
from bundel.signals.selectors import card_subjects
from bundel.signals.selectors.card_subjects import Answer, Standing, Told, Words
from bundel.signals.services import answering, checking, following, passing

MOST_ALIKE = 12
FOLLOWED = (SignalState.OPEN, SignalState.ASKED, SignalState.ANSWERED)
# Steps of which also who may not read the words reads what was said.
FOR_FOLLOWERS = (StepKind.ANSWERED, StepKind.NOT_OURS, StepKind.CAME_OF_IT)
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as a point on the line of time."""

    label: str
    at: datetime
    who: str
    note: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another signal, to go to."""

    id: uuid.UUID
    number: int
    words: str

    @property
    def name(self) -> str:
        """Return how a list calls it."""
        return f"{self.number}: {self.words}"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose, as the reader calls it."""

    id: uuid.UUID
    name: str


@dataclass(frozen=True, slots=True)
class Came:
    """A pattern that the signal is a part of, with what came of it."""

    pattern_id: uuid.UUID
    number: int
    label: str
    state: str
    outcomes: tuple[tuple[str, str, str, datetime], ...]


@dataclass(frozen=True, slots=True)
class Acts:
    """What the reader can do now."""

    handle: bool = False
    take: bool = False
    close: bool = False
    reopen: bool = False
    unmerge: bool = False
    theme: bool = False
    check: bool = False
    is_teller: bool = False
    reply: bool = False
    rate: bool = False
    share: bool = False
    follow: bool = False
    unfollow: bool = False

    @property
    def any(self) -> bool:
        """Whether there is something for who handles it."""
        return self.handle or self.close or self.reopen or self.unmerge or self.theme


@dataclass(frozen=True, slots=True)
class Card:
    """A signal with all that hangs on it, as the reader may see it."""

    id: uuid.UUID
    version: int
    number: int
    told: Told
    words: Words
    standing: Standing
    answer: Answer
    merged_into: Other | None
    merged: tuple[Other, ...]
    steps: tuple[StepLine, ...]
    patterns: tuple[Came, ...]
    acts: Acts
    # Whether the reader is one of those that it waits for, or may handle all.
    handles: bool


def card(*, actor: Actor, signal_id: uuid.UUID, today: date) -> Card:
    """
    Return a signal; its words only to who may read them, never to who only follows it.

    Raises:
        NotFound: if the actor may not open it.
    """
    signal = _find(actor, signal_id)
    is_own = signal.is_own(actor)
    reads = is_own or rights.readable(actor).filter(pk=signal.pk).exists()
    is_municipal = permissions.visible(actor, "signals.view") is permissions.Relation.ALL
    handles = passing.may_handle(actor, signal)
    checks = permissions.can(actor, checking.ACT) and signal.state == SignalState.HELD
    return Card(
        id=signal.pk,
        version=signal.version,
        number=signal.number,
        told=card_subjects.told(signal, names_reporter=is_own or is_municipal),
        words=card_subjects.words(signal, reads=reads, doubts=checks or is_own),
        standing=card_subjects.standing(signal, knows_asked=is_own or is_municipal, today=today),
        answer=card_subjects.answer(signal),
        merged_into=_into(actor, signal),
        merged=_merged(actor, signal),
        steps=_steps(signal, reads=reads, is_municipal=is_municipal),
        patterns=_patterns(actor, signal),
        acts=_acts(actor, signal, handles=handles, checks=checks, is_own=is_own),
        handles=handles,
    )


def alike(*, actor: Actor, signal_id: uuid.UUID) -> list[Other]:
    """Return signals that this one could go into: of the same theme, still alive, newest first."""
    signal = _find(actor, signal_id)
    near = Q(theme_id=signal.theme_id) | Q(area_id=signal.area_id)
    rows = rights.readable(actor).filter(
        near, state__in=(SignalState.OPEN, SignalState.ASKED, SignalState.ANSWERED)
    )
    found = rows.exclude(pk=signal.pk).select_related("theme", "area").order_by("-told_at")
    same = sorted(
        found[: 4 * MOST_ALIKE],
        key=lambda one: (one.theme_id != signal.theme_id, one.area_id != signal.area_id),
    )
    return [_other(one) for one in same[:MOST_ALIKE]]


def themes(*, actor: Actor) -> list[Choice]:
    """Return the themes that are in use."""
    here = SignalTheme.objects.filter(municipality_id=actor.municipality_id, is_active=True)
    return [Choice(one.pk, one.label) for one in here.order_by("position", "name")]


def teams(*, actor: Actor) -> list[Team]:
    """Return the teams that are in use."""
    here = Team.objects.filter(municipality_id=actor.municipality_id, is_active=True)
    return list(here.order_by("name"))


def handlers(*, actor: Actor) -> list[User]:
    """Return who may answer signals."""
    here = User.objects.filter(municipality_id=actor.municipality_id, is_active=True)
    return list(here.filter(role__in=passing.handlers()).order_by("name"))


def _find(actor: Actor, signal_id: uuid.UUID) -> Signal:
    related = (
        "theme",
        "suggested_theme",
        "area",
        "first_trait",
        "second_trait",
        "heard_at",
        "organisation",
        "reporter",
        "contact",
        "team",
        "handler",
        "merged_into__theme",
        "merged_into__area",
    )
    signal = rights.known(actor).filter(pk=signal_id).select_related(*related).first()
    if signal is None:
        raise NotFound
    return signal


def _into(actor: Actor, signal: Signal) -> Other | None:
    into = signal.merged_into
    if into is None or not rights.known(actor).filter(pk=into.pk).exists():
        return None
    return _other(into)


def _merged(actor: Actor, signal: Signal) -> tuple[Other, ...]:
    rows = rights.known(actor).filter(merged_into=signal).select_related("theme", "area")
    return tuple(_other(one) for one in rows.order_by("number"))


def _other(signal: Signal) -> Other:
    place = f", {signal.area.name}" if signal.area else ""
    return Other(signal.pk, signal.number, f"{signal.theme.label}{place}")


def _steps(signal: Signal, *, reads: bool, is_municipal: bool) -> tuple[StepLine, ...]:
    """Return the steps; what was said back and forth only to who reads the words."""
    rows = Step.objects.filter(signal=signal).order_by("at", "id")
    if not is_municipal:
        rows = rows.filter(is_for_reporter=True)
    return tuple(
        StepLine(
            one.get_kind_display(),
            one.at,
            one.by_name,
            one.note if reads or one.kind in FOR_FOLLOWERS else "",
        )
        for one in rows
    )


def _patterns(actor: Actor, signal: Signal) -> tuple[Came, ...]:
    if not permissions.can(actor, "signals.patterns"):
        return ()
    links = PatternSignal.objects.filter(signal=signal).select_related("pattern__theme")
    found = list(links.order_by("-pattern__seen_at"))
    outcomes = Outcome.objects.filter(pattern__in=[one.pattern_id for one in found])
    of: dict[uuid.UUID, list[tuple[str, str, str, datetime]]] = {}
    for one in outcomes.order_by("at") if found else ():
        line = (one.get_kind_display(), one.title, one.path, one.at)
        of.setdefault(one.pattern_id, []).append(line)
    return tuple(
        Came(
            one.pattern_id,
            one.pattern.number,
            one.pattern.get_kind_display(),
            one.pattern.get_state_display(),
            tuple(of.get(one.pattern_id, ())),
        )
        for one in found
    )


def _acts(actor: Actor, signal: Signal, *, handles: bool, checks: bool, is_own: bool) -> Acts:
    waits = signal.state in (SignalState.OPEN, SignalState.ASKED)
    answered = signal.state == SignalState.ANSWERED
    over = signal.state in (SignalState.CLOSED, SignalState.NOT_OURS)
    forgotten = signal.forgotten_at is not None
    is_teller = checks and checking.told_by(actor, signal)
    follows = following.follows(actor, signal)
    may_follow = not is_own and signal.state in FOLLOWED
    return Acts(
        handle=handles and waits,
        take=handles and waits and signal.handler_id != actor.user_id,
        close=handles and answered,
        reopen=handles and (answered or over) and not forgotten,
        unmerge=handles and signal.state == SignalState.MERGED,
        theme=handles and signal.state not in (*ENDED, SignalState.HELD),
        check=checks and not is_teller,
        is_teller=is_teller,
        reply=is_own and signal.state == SignalState.ASKED,
        rate=is_own and answering.waits_for_word(signal),
        follow=may_follow and not follows,
        unfollow=follows,
        share=is_own and signal.state not in ENDED and signal.state != SignalState.HELD,
    )
