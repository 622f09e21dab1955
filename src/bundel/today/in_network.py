"""What waits in the network: for a partner what it promised and was asked, for who keeps it all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.network.selectors import coverage, health
from bundel.network.selectors.mine import Item, Mine, mine
from bundel.today.waiting import Waiting

HEALTH = "network:health"


def of_network(*, actor: Actor, now: datetime, today: date) -> tuple[list[Waiting], list[Waiting]]:
    """Return what waits in the network for the actor, and what the actor's partner promised."""
    if not permissions.can(actor, "network.view"):
        return [], []
    own = mine(actor=actor, now=now, today=today)
    kept = _of_keeper(actor, now, today) if permissions.can(actor, "network.meet") else []
    return [*_of_partner(own), *kept], [_promise(item, today) for item in own.promises]


def _of_partner(found: Mine) -> list[Waiting]:
    goods, agreement = "network:goods_item", "network:agreement"
    return [
        *_lines(found.invitations, _("Komt u naar %(what)s?"), "network:gathering", _("Antwoord")),
        *_lines(found.to_agree, _("Zegt u ja tegen %(what)s?"), agreement, _("Bekijk")),
        *_lines(found.to_review, _("Bespreek %(what)s"), agreement, _("Bekijk")),
        *_since(found.to_join, _("Wil meedoen met %(what)s"), "network:action", _("Antwoord")),
        *_since(found.asked, _("Kloppen uw diensten nog?"), "network:organisation", _("Kijk na")),
        *_since(found.to_hand_over, _("Draag over: %(what)s"), goods, _("Bekijk")),
        *_since(found.to_collect, _("Voor u gereserveerd: %(what)s"), goods, _("Bekijk")),
    ]


def _promise(item: Item, today: date) -> Waiting:
    late = item.day is not None and item.day < today
    return Waiting(
        title=item.title,
        route="network:promise",
        arguments=(str(item.id),),
        act=_("Rond af"),
        who=item.who,
        due=_day(item.day),
        state=_("te laat") if late else _("toegezegd"),
        tone="stop" if late else "info",
        day=item.day,
        weight=60,
    )


def _lines(items: Iterable[Item], title: str, route: str, act: str) -> list[Waiting]:
    return [
        Waiting(
            title=title % {"what": item.title},
            route=route,
            arguments=(str(item.id),),
            act=act,
            who=item.who,
            due=_day(item.day),
            day=item.day,
        )
        for item in items
    ]


def _since(items: Iterable[Item], title: str, route: str, act: str) -> list[Waiting]:
    """Return lines whose day is the one on which the waiting began."""
    return [
        replace(line, due=_("sinds %(day)s") % {"day": line.due}, day=None)
        for line in _lines(items, title, route, act)
    ]


def _of_keeper(actor: Actor, now: datetime, today: date) -> list[Waiting]:
    """What waits for the coordinator: counts that open the list behind them."""
    found = health.counts(actor=actor, now=now, today=today)
    empty = coverage.empty_cells(actor=actor, today=today)
    promises = ngettext(
        "%(count)s toezegging is te laat", "%(count)s toezeggingen zijn te laat", found.promises
    )
    agreements = ngettext(
        "%(count)s samenwerkingsafspraak loopt af of vraagt een gesprek",
        "%(count)s samenwerkingsafspraken lopen af of vragen een gesprek",
        found.agreements,
    )
    missed = ngettext(
        "%(count)s partner was er lang niet bij",
        "%(count)s partners waren er lang niet bij",
        found.missed,
    )
    wrong = ngettext(
        "%(count)s melding dat een dienst niet klopt",
        "%(count)s meldingen dat een dienst niet klopt",
        found.told_wrong,
    )
    without = ngettext(
        "Voor %(count)s hulpvraag is er ergens niemand",
        "Voor %(count)s hulpvragen is er ergens niemand",
        empty,
    )
    told = [
        (promises, found.promises, HEALTH, "#promises"),
        (agreements, found.agreements, HEALTH, "#agreements"),
        (missed, found.missed, HEALTH, "#missed"),
        (wrong, found.told_wrong, "network:freshness", ""),
        (without, empty, "network:coverage", ""),
    ]
    return [_count(*line) for line in told if line[1]]


def _count(words: str, count: int, route: str, query: str) -> Waiting:
    return Waiting(
        title=words % {"count": count},
        route=route,
        query=query,
        act=_("Bekijk"),
        who=_("netwerk"),
        state=_("vraagt aandacht"),
        tone="wait",
    )


def _day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""
