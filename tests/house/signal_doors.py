"""Signals of two partners for the doors: one's own and another's, shared, held and followed."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from bundel.accounts.models import Municipality, User
from bundel.accounts.permissions import Actor
from bundel.network.models import Organisation
from bundel.signals.models import (
    BackQuestion,
    Follow,
    HeldReason,
    Pattern,
    PatternSignal,
    Photo,
    RoutingRule,
    RuleList,
    ScanRun,
    Signal,
    SignalState,
    SignalTheme,
    SignalWord,
    Step,
    StepKind,
    Team,
    TeamMember,
)
from bundel.signals.services import lists
from bundel.signals.services.rules import activate, begin_draft, save_rule
from bundel.signals.services.telling import stems_of
from tests.house.network_doors import OTHER, OWN, PARTNER_ROLES

TEAM = "Team (deur)"
# Who may answer what waits for them; the first of each is the one whose browser the matrix has.
HANDLERS = ("commissioner", "initiative_lead", "analyst")
# A signal of each partner in each of these; the words of all but the first two stay at home.
OPEN, SHARED, HELD, FOLLOWED = "gewoon", "gedeeld", "vast", "gevolgd"
KINDS = (OPEN, SHARED, HELD, FOLLOWED)
# The steps of which who only follows a signal may read what was said.
FOR_FOLLOWERS = frozenset({StepKind.ANSWERED, StepKind.NOT_OURS, StepKind.CAME_OF_IT})


def word_of(partner: str, kind: str) -> str:
    """Return the word that stands in every text around a signal, and nowhere else."""
    return f"kanariesignaal{partner.split()[0].lower()}{kind}"


def first_of(role: str) -> User:
    """Return the person with a role whose browser the matrix has."""
    return User.objects.filter(role=role).order_by("email")[0]


def fill_signals(municipality: Municipality, actor: Actor) -> None:
    """Make signals of both partners, lists of rules, a team, a photo and a pattern."""
    now = timezone.now()
    lists.load_lists(actor=actor)
    team = Team.objects.create(municipality=municipality, name=TEAM)
    for role in HANDLERS:
        people = User.objects.filter(role=role).order_by("email")[:1]
        for person in people:
            TeamMember.objects.create(municipality=municipality, team=team, user=person)
    _rules(actor, team)
    run = ScanRun.objects.create(
        municipality=municipality,
        asked_at=now,
        from_date=now.date() - timedelta(days=30),
        until_date=now.date(),
        seed=1,
        permutations=99,
    )
    pattern = _pattern(municipality, run)
    for name in (OWN, OTHER):
        partner = Organisation.objects.get(name=name)
        for kind in KINDS:
            signal = _signal(municipality, partner, kind, team if name == OWN else None)
            _around(signal, actor, word_of(name, kind))
            if kind != HELD:
                PatternSignal.objects.create(
                    municipality=municipality, pattern=pattern, signal=signal
                )


def _rules(actor: Actor, team: Team) -> None:
    """Make a list that holds, and a draft like it."""
    now = timezone.now()
    for _list in ("holds", "draft"):
        begin_draft(actor=actor, at=now)
        if not RoutingRule.objects.exists():
            save_rule(
                actor=actor,
                version=0,
                name="Alles",
                team_id=team.pk,
                promise_days=5,
                sizes=[],
                severities=[],
                months=[],
            )
            draft = RuleList.objects.get(state="draft")
            activate(actor=actor, version=draft.version, note="Begin", at=now)


def _pattern(municipality: Municipality, run: ScanRun) -> Pattern:
    return Pattern.objects.create(
        municipality=municipality,
        number=1,
        kind="spike",
        theme=SignalTheme.objects.order_by("position")[0],
        from_date=run.from_date,
        until_date=run.until_date,
        observed=8,
        expected=2.0,
        p_value=0.01,
        model="spike",
        found_at=run.asked_at,
        seen_at=run.asked_at,
        found_by=run,
        seen_by=run,
    )


def _signal(
    municipality: Municipality, partner: Organisation, kind: str, team: Team | None
) -> Signal:
    now = timezone.now()
    word = word_of(partner.name, kind)
    wanted: dict[str, Any] = {}
    if kind != HELD:
        wanted = {
            "team": team or Team.objects.exclude(name=TEAM)[0],
            "promise_date": now.date() + timedelta(days=5),
        }
    signal = Signal.objects.create(
        municipality=municipality,
        number=Signal.objects.count() + 1,
        telling_key=uuid.uuid4(),
        channel="form",
        theme=SignalTheme.objects.order_by("position")[0],
        size="11-25",
        period="month",
        seen_from_date=now.date() - timedelta(days=30),
        seen_until_date=now.date(),
        trend="rising",
        severity="high",
        text=f"{word} is wat wij zien",
        question=f"{word} is wat wij vragen",
        is_shared=kind == SHARED,
        organisation=partner,
        contact=partner.contacts.filter(is_first=True)[0],
        told_at=now,
        state=SignalState.HELD if kind == HELD else SignalState.OPEN,
        **wanted,
    )
    for stem in stems_of(signal):
        SignalWord.objects.create(municipality=municipality, signal=signal, stem=stem)
    return signal


def _around(signal: Signal, actor: Actor, word: str) -> None:
    """Put the word in all that hangs on a signal: steps, what was asked back, and a picture."""
    now = timezone.now()
    owned: dict[str, Any] = {"municipality_id": signal.municipality_id, "signal": signal}
    kind = next(k for k in KINDS if word.endswith(k))
    Photo.objects.create(
        **owned,
        content=b"x",
        width_px=1,
        height_px=1,
        caption=f"{word} is het beeld",
        told_at=now,
        state="held" if kind == HELD else "shown",
    )
    BackQuestion.objects.create(
        **owned,
        text=f"{word} is wat wij terugvragen",
        asked_at=now,
        asked_by_id=actor.user_id,
        digest=word,
        expires_at=now + timedelta(days=9),
        reply=f"{word} is de reactie",
        replied_at=now,
    )
    if kind == HELD:
        HeldReason.objects.create(**owned, field="text", start=0, end=len(word), kind="name")
    for step in StepKind:
        if kind == FOLLOWED and step in FOR_FOLLOWERS:
            continue
        Step.objects.create(
            **owned,
            kind=step,
            at=now,
            by_id=actor.user_id,
            by_name=actor.name,
            state_after=signal.state,
            note=f"{word} is een toelichting",
            is_for_reporter=step not in {StepKind.PASSED_ON, StepKind.NUDGED},
        )
    if kind == FOLLOWED:
        for role in PARTNER_ROLES:
            for person in User.objects.filter(role=role).exclude(
                organisation_id=signal.organisation_id
            ):
                Follow.objects.create(**owned, user=person, since_at=now)


def signal_of(partner: str, kind: str) -> Signal:
    """Return the signal of a partner that is of a kind."""
    return Signal.objects.get(text__startswith=f"{word_of(partner, kind)} ")


def signal_things(*, own: bool) -> dict[str, uuid.UUID]:
    """Return an object of signals for each name in a path; names that others use too say so."""
    signal = signal_of(OWN if own else OTHER, OPEN)
    draft = RuleList.objects.get(state="draft")
    return {
        "signal_id": signal.pk,
        "photo_id": signal.photos.get().pk,
        "pattern_id": Pattern.objects.get(number=1).pk,
        "team_id": Team.objects.get(name=TEAM).pk,
        "rules_id": RuleList.objects.get(state="active").pk,
        "signals:rule_id": draft.lines.get().pk,
        "signals:theme_id": signal.theme_id,
    }
