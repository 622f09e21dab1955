"""Every act on a signal, by every role, on signals of every kind: only who should, can (T1)."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from bundel.accounts.permissions import Actor, permissions
from bundel.accounts.selectors import actor_of_user
from bundel.errors import Conflict, NotAllowed, NotFound
from bundel.signals.models import Follow, RuleList, Signal, SignalTheme, Team, TeamMember
from bundel.signals.selectors import rules as seen
from bundel.signals.services import (
    answering,
    asking,
    checking,
    closing,
    following,
    passing,
    rules,
    scanning,
)
from tests.conftest import Figure, make_user
from tests.modules.network.conftest import Network

Tell = Callable[..., Signal]
DONE, NO, NOTHING = "done", "403", "404"
HELD = "Mevrouw Jansen zegt dat veel buren niet meer stoken uit angst voor de rekening."

# Written by hand from the rules of signals, not read from the permissions file.
READ_ALL = {"coordinator", "functional_manager", "commissioner", "initiative_lead", "analyst"}
CHECK = {"coordinator", "functional_manager"}
ANSWER_WHAT_WAITS = {"commissioner", "initiative_lead", "analyst"}
PARTNERS = {"partner_coordinator", "partner_worker"}
HANDLING = {"answer", "ask", "pass_on", "take", "theme", "not_ours", "close", "reopen"}
CHECKING = {"release", "give_back"}
OWN_SIDE = {"reply", "rate", "share"}
OF_THE_MUNICIPALITY = {
    "look_at_rules": {"coordinator", "functional_manager", "analyst"},
    "begin_rules": {"coordinator", "functional_manager"},
    "save_rule": {"coordinator", "functional_manager"},
    "remove_rule": {"coordinator", "functional_manager"},
    "move_rule": {"coordinator", "functional_manager"},
    "discard_rules": {"coordinator", "functional_manager"},
    "activate_rules": {"coordinator", "functional_manager"},
    "search_patterns": {"coordinator", "analyst"},
}


def sees(role: str, kind: str) -> bool:
    """Say whether somebody may open a signal at all."""
    if kind == "held":
        return role in CHECK
    if kind == "own held":
        return role in CHECK | PARTNERS
    return role in READ_ALL or (role in PARTNERS and kind in {"own", "shared", "followed"})


def expected(act: str, role: str, kind: str) -> str:
    """Say what must come of an act."""
    if act == "follow":
        is_there = kind not in {"held", "own held"} and role in READ_ALL | PARTNERS
        return DONE if is_there and not (role in PARTNERS and kind == "own") else NOTHING
    if not sees(role, kind):
        return NOTHING
    if act in CHECKING:
        return DONE if role in CHECK else NO
    if act in OWN_SIDE:
        return DONE if role in PARTNERS and kind in {"own", "own held"} else NO
    if role == "coordinator" or (role in ANSWER_WHAT_WAITS and kind == "waits"):
        return DONE
    return NO


def outcome(act: Callable[[], object]) -> str:
    """Do an act, undo it, and say what came of it; the wrong moment is no lack of a right."""
    try:
        with transaction.atomic():
            with suppress(Conflict):
                act()
            transaction.set_rollback(True)
    except NotFound:
        return NOTHING
    except NotAllowed:
        return NO
    return DONE


@pytest.fixture
def people(ground: Network) -> dict[str, Actor]:
    """Somebody of each role that people have; those of partners work for `kern`."""
    found = {}
    for role in permissions().roles:
        if role in PARTNERS:
            found[role] = ground.actor(f"kern {role.removeprefix('partner_')}")
        elif role != "api_client":
            user = make_user(ground.municipality, role)
            found[role] = actor_of_user(user=user, channel="web")
    return found


@pytest.fixture
def signals(ground: Network, told: Tell, people: dict[str, Actor]) -> dict[str, Signal]:
    """A signal of each kind; those that are not own are of another partner."""
    here = {"municipality": ground.municipality}
    team = Team.objects.create(**here, name="Zij")
    for role in ANSWER_WHAT_WAITS:
        TeamMember.objects.create(**here, team=team, user_id=people[role].user_id)
    found = {
        "own": told("kern worker"),
        "own held": told("kern worker", text=HELD),
        "other": told("wijk worker"),
        "shared": told("wijk worker", is_shared=True),
        "followed": told("wijk worker"),
        "held": told("wijk worker", text=HELD),
        "waits": told("wijk worker"),
    }
    Signal.objects.filter(pk=found["waits"].pk).update(team=team)
    for role in PARTNERS:
        Follow.objects.create(
            **here,
            signal=found["followed"],
            user_id=people[role].user_id,
            since_at=found["followed"].told_at,
        )
    return {kind: Signal.objects.get(pk=one.pk) for kind, one in found.items()}


def acts(now: datetime) -> dict[str, Callable[..., object]]:
    """Return every act on one signal, with words that are fine."""
    team, theme = Team.objects.get(name="Programmateam"), SignalTheme.objects.order_by("-name")[0]
    to_team = {"team_id": team.pk, "person_id": None, "reason": "Dit is iets voor hen."}
    found: dict[str, tuple[Callable[..., object], dict[str, Any]]] = {
        "answer": (answering.answer_signal, {"result": "done", "answer": "Dit is gedaan."}),
        "ask": (asking.ask_back, {"text": "Om hoeveel huizen gaat het?"}),
        "pass_on": (passing.pass_on, to_team),
        "take": (passing.take, {}),
        "theme": (passing.choose_theme, {"theme_id": theme.pk}),
        "not_ours": (closing.not_ours, {"where": "Dit hoort bij de verhuurder."}),
        "close": (closing.close, {}),
        "reopen": (closing.reopen, {"why": "Er is meer aan de hand."}),
        "release": (checking.release, {}),
        "give_back": (checking.give_back, {}),
        "reply": (asking.reply, {"text": "Om tien huizen."}),
        "rate": (answering.rate_answer, {"was_answer": True, "why": ""}),
        "share": (passing.share, {"is_shared": True}),
    }
    return {name: partial(act, at=now, **given) for name, (act, given) in found.items()}


def test_only_who_should_can(
    people: dict[str, Actor], signals: dict[str, Signal], now: datetime, figure: Figure
) -> None:
    cells, unexpected = 0, defaultdict(list)
    every = acts(now)
    assert set(every) == HANDLING | CHECKING | OWN_SIDE
    for kind, signal in signals.items():
        for role, actor in people.items():
            doing = {
                name: partial(act, actor=actor, signal_id=signal.pk, version=signal.version)
                for name, act in every.items()
            }
            doing["follow"] = partial(following.follow, actor=actor, signal_id=signal.pk, at=now)
            for name, act in doing.items():
                got = outcome(act)
                cells += 1
                if got != expected(name, role, kind):
                    unexpected[name, kind, got].append(role)

    wrong = sum(map(len, unexpected.values()))
    figure(f"T1: acts x roles x kinds of signals: {cells} cells, unexpected = {wrong}")
    assert dict(unexpected) == {}


def test_only_who_should_decides_for_all(
    ground: Network, people: dict[str, Actor], now: datetime
) -> None:
    # Nobody works on a draft, so who may change it hears that it is gone.
    one = {"rule_id": uuid.uuid4(), "version": 1}
    doing: dict[str, Callable[..., object]] = {
        "look_at_rules": seen.all_lists,
        "begin_rules": partial(rules.begin_draft, at=now),
        "save_rule": partial(rules.save_rule, version=1, name="Spoed"),
        "remove_rule": partial(rules.remove_rule, **one),
        "move_rule": partial(rules.move_rule, **one, is_up=True),
        "discard_rules": partial(rules.discard_draft, version=1),
        "activate_rules": partial(rules.activate, version=1, note="Winter", at=now),
        "search_patterns": partial(
            scanning.ask_scan, municipality_id=ground.municipality.pk, at=now
        ),
    }

    found = {
        name: {role for role, one in people.items() if outcome(partial(act, actor=one)) == DONE}
        for name, act in doing.items()
    }

    assert found == OF_THE_MUNICIPALITY
    assert not RuleList.objects.exists()


def test_what_is_of_another_municipality_is_not_there(
    people: dict[str, Actor], signals: dict[str, Signal], now: datetime
) -> None:
    stranger = Actor(uuid.uuid4(), uuid.uuid4(), "Iemand", "coordinator")

    for act in acts(now).values():
        here = partial(act, actor=stranger, signal_id=signals["shared"].pk, version=1)
        assert outcome(here) == NOTHING
