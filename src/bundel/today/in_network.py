"""What waits in the network: for a partner what it promised and was asked, for who keeps it all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.network.selectors import coverage, freshness, health
from bundel.network.selectors.health import Group
from bundel.network.selectors.mine import Item, Mine, mine
from bundel.today.waiting import Waiting


def network_waiting(*, actor: Actor, now: datetime, today: date) -> list[Waiting]:
    """Return what waits in the network for the actor, the most pressing first."""
    if not permissions.can(actor, "network.view"):
        return []
    own = _of_partner(mine(actor=actor, now=now, today=today))
    return own + (_of_keeper(actor, now, today) if permissions.can(actor, "network.meet") else [])


def network_promised(*, actor: Actor, now: datetime, today: date) -> list[Waiting]:
    """Return what the actor's partner promised in the network, the nearest day first."""
    if not permissions.can(actor, "network.view"):
        return []
    return [_promise(item, today) for item in mine(actor=actor, now=now, today=today).promises]


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
    said: dict[str, Callable[[int], str]] = {
        "promises": lambda count: ngettext(
            "%(count)s toezegging is te laat", "%(count)s toezeggingen zijn te laat", count
        ),
        "agreements": lambda count: ngettext(
            "%(count)s samenwerkingsafspraak loopt af of vraagt een gesprek",
            "%(count)s samenwerkingsafspraken lopen af of vragen een gesprek",
            count,
        ),
        "missed": lambda count: ngettext(
            "%(count)s partner was er lang niet bij",
            "%(count)s partners waren er lang niet bij",
            count,
        ),
    }
    found = health.groups(actor=actor, now=now, today=today, only=said)
    groups = {group.sort: group for group in found}
    lines = [
        _count(words(_size(groups[sort])), _size(groups[sort]), "network:health", f"#{sort}")
        for sort, words in said.items()
        if sort in groups
    ]
    wrong = len(freshness.told_wrong(actor=actor))
    if wrong:
        words = ngettext(
            "%(count)s melding dat een dienst niet klopt",
            "%(count)s meldingen dat een dienst niet klopt",
            wrong,
        )
        lines.append(_count(words, wrong, "network:freshness"))
    empty = coverage.empty_cells(actor=actor, today=today)
    if empty:
        words = ngettext(
            "Voor %(count)s hulpvraag is er ergens niemand",
            "Voor %(count)s hulpvragen is er ergens niemand",
            empty,
        )
        lines.append(_count(words, empty, "network:coverage"))
    return lines


def _size(group: Group) -> int:
    return len(group.signals) + group.more


def _count(words: str, count: int, route: str, query: str = "") -> Waiting:
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
