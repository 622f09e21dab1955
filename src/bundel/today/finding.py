"""Search over everything that the actor may open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts import selectors as accounts
from bundel.accounts.permissions import Actor
from bundel.network.selectors.finding import in_network
from bundel.programme import selectors
from bundel.programme.selectors import InitiativeFilter
from bundel.reporting.selectors.packs import packs
from bundel.signals.selectors.finding import find_patterns, find_signals
from bundel.steering.selectors.finding import find_steering

SHORTEST = 2
MOST_OF_A_KIND = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found, with the page that shows it."""

    title: str
    detail: str
    route: str
    arguments: tuple[str, ...] = ()
    query: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """What was found of one kind."""

    label: str
    hits: tuple[Hit, ...]


def find(*, actor: Actor, text: str, now: datetime) -> list[Kind]:
    """Return what matches all words, by kind; only what the actor may open."""
    words = text.casefold().split()
    # The number of a signal may be short.
    if sum(map(len, words)) < SHORTEST and not text.strip().isdecimal():
        return []
    kinds: list[Kind] = []
    if permissions.can(actor, "programme.view"):
        kinds += _programme(actor, text, words)
    if permissions.can(actor, "network.view"):
        kinds += _network(actor, words, now)
    kinds += _signals(actor, text, words)
    kinds += _steering(actor, words)
    if permissions.may_enter(actor, "reporting:pack"):
        kinds.append(_packs(actor, words))
    if permissions.can(actor, "accounts.manage"):
        kinds.append(_people(words))
    return [kind for kind in kinds if kind.hits]


def _programme(actor: Actor, text: str, words: list[str]) -> list[Kind]:
    rows = selectors.initiative_rows(actor=actor, wanted=InitiativeFilter(text=text))
    initiatives = [
        Hit(row.name, f"{row.code} · {row.state_label}", "programme:initiative", (str(row.id),))
        for row in rows
    ]
    pools = [
        Hit(pool.name, pool.department, "programme:pools")
        for pool in _matching(selectors.pool_rows(actor=actor), words, "code", "name")
    ]
    funds = [
        Hit(fund.name, fund.conditions, "programme:money", query="#bronnen")
        for fund in _matching(selectors.fund_rows(actor=actor), words, "code", "name", "conditions")
    ]
    goals = [
        Hit(goal.name, goal.description, "programme:goals", query=f"#doel-{goal.id}")
        for goal in _matching(
            selectors.goal_rows(actor=actor), words, "code", "name", "description"
        )
    ]
    return [
        _kind(_("Initiatieven"), initiatives),
        _kind(_("Teams"), pools),
        _kind(_("Geldbronnen"), funds),
        _kind(_("Doelen"), goals),
    ]


def _network(actor: Actor, words: list[str], now: datetime) -> list[Kind]:
    """What partners are and offer; people only by their own choice of who sees them."""
    found = in_network(
        actor=actor,
        words=words,
        now=now,
        today=timezone.localdate(now),
        most=MOST_OF_A_KIND,
    )
    kinds = (
        (_("Partners"), found.partners, "network:organisation"),
        (_("Diensten van partners"), found.services, "network:service"),
        (_("Contactpersonen"), found.people, "network:contact"),
        (_("Bijeenkomsten"), found.gatherings, "network:gathering"),
    )
    return [
        _kind(label, [Hit(one.name, one.detail, route, (str(one.id),)) for one in rows])
        for label, rows, route in kinds
    ]


def _signals(actor: Actor, text: str, words: list[str]) -> list[Kind]:
    """Signals by their number or words, as far as those may be read, and patterns."""
    kinds = (
        (
            _("Signalen"),
            find_signals(actor=actor, text=text, most=MOST_OF_A_KIND),
            "signals:signal",
            _("Signaal %(number)s: %(theme)s"),
        ),
        (
            _("Patronen"),
            find_patterns(actor=actor, words=words, most=MOST_OF_A_KIND),
            "signals:pattern",
            _("Patroon %(number)s: %(theme)s"),
        ),
    )
    return [
        _kind(
            label,
            [
                Hit(
                    title % {"number": one.number, "theme": one.theme},
                    " · ".join(filter(None, (one.where, one.state))),
                    route,
                    (str(one.id),),
                )
                for one in rows
            ],
        )
        for label, rows, route, title in kinds
    ]


def _steering(actor: Actor, words: list[str]) -> list[Kind]:
    """Commissions, decisions, actions, risks and meetings, as far as the actor may open them."""
    found = find_steering(actor=actor, words=words, most=MOST_OF_A_KIND)
    kinds = (
        (_("Opdrachten"), found.commissions, "steering:commission"),
        (_("Besluiten"), found.decisions, "steering:decision"),
        (_("Acties"), found.actions, "steering:action"),
        (_("Risico's"), found.risks, "steering:risk"),
        (_("Vergaderingen"), found.meetings, "steering:meeting"),
    )
    return [
        _kind(label, [Hit(one.title, one.detail, route, (str(one.id),)) for one in rows])
        for label, rows, route in kinds
        if permissions.may_enter(actor, route)
    ]


def _packs(actor: Actor, words: list[str]) -> Kind:
    """Papers for a body, by their title."""
    found = _matching(packs(actor=actor), words, "title")
    hits = [
        Hit(f"{one.number} {one.title}", one.body, "reporting:pack", (str(one.id),))
        for one in found
    ]
    return _kind(_("Stukken"), hits)


def _people(words: list[str]) -> Kind:
    found = _matching(accounts.people(), words, "name", "function", "department", "email")
    hits = [
        Hit(
            person.name,
            f"{person.role_label} · {person.department}",
            "accounts:person",
            (str(person.id),),
        )
        for person in found
    ]
    return _kind(_("Mensen"), hits)


def _kind(label: str, hits: list[Hit]) -> Kind:
    return Kind(label, tuple(hits[:MOST_OF_A_KIND]))


def _matching(things: Iterable[Any], words: list[str], *fields: str) -> list[Any]:
    """Return the things in whose fields every word occurs."""
    return [thing for thing in things if _has_all(thing, words, fields)]


def _has_all(thing: Any, words: list[str], fields: tuple[str, ...]) -> bool:
    text = " ".join(str(getattr(thing, field)) for field in fields).casefold()
    return all(word in text for word in words)
