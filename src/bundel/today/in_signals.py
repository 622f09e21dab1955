"""What waits among signals: for who handles and checks them, and for who told them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts.permissions import Actor
from bundel.signals.selectors.boxes import Box
from bundel.signals.selectors.waiting import Own, Waits, waits
from bundel.today.waiting import Waiting

LIST = "signals:inbox"


def signals_waiting(*, actor: Actor, today: date) -> list[Waiting]:
    """Return what waits for the actor among signals, the most pressing first. Four queries."""
    found = waits(actor=actor, today=today)
    return [
        *map(_asked, found.asked),
        *_boxes(found),
        *map(_answered, found.answered),
        *_patterns(found.patterns),
    ]


def _boxes(found: Waits) -> list[Waiting]:
    """Return a line for each box with something in it."""
    mine = ngettext(
        "%(count)s signaal wacht op uw antwoord",
        "%(count)s signalen wachten op uw antwoord",
        found.mine,
    )
    team = ngettext(
        "%(count)s signaal wacht op uw team", "%(count)s signalen wachten op uw team", found.team
    )
    held = ngettext(
        "%(count)s signaal vraagt een tweede paar ogen",
        "%(count)s signalen vragen een tweede paar ogen",
        found.held,
    )
    told = [
        (mine, found.mine, found.mine_late, Box.MINE),
        (team, found.team, found.team_late, Box.TEAM),
        (held, found.held, 0, Box.HELD),
    ]
    return [_box(*line) for line in told if line[1]]


def _patterns(count: int) -> list[Waiting]:
    words = ngettext(
        "%(count)s nieuw patroon in signalen", "%(count)s nieuwe patronen in signalen", count
    )
    line = Waiting(
        title=words % {"count": count},
        route="signals:patterns",
        act=_("Beoordeel"),
        who=_("signalen"),
        state=_("nieuw"),
        tone="info",
    )
    return [line] if count else []


def _box(words: str, count: int, late: int, box: Box) -> Waiting:
    too_late = ngettext("%(count)s te laat", "%(count)s te laat", late) % {"count": late}
    return Waiting(
        title=words % {"count": count},
        route=LIST,
        query=f"bak={box.value}",
        act=_("Bekijk"),
        who=_("signalen"),
        state=too_late if late else _("open"),
        tone="stop" if late else "wait",
    )


def _asked(one: Own) -> Waiting:
    return _own(
        one,
        title=_("Wij vragen u iets over signaal %(number)s: %(theme)s"),
        act=_("Reageer"),
        state=_("teruggevraagd"),
        tone="wait",
    )


def _answered(one: Own) -> Waiting:
    return _own(
        one,
        title=_("Antwoord op signaal %(number)s: %(theme)s"),
        act=_("Lees"),
        state=_("beantwoord"),
        tone="good",
        day=timezone.localdate(one.at) if one.at else None,
    )


def _own(one: Own, *, title: str, **told: Any) -> Waiting:
    return Waiting(
        title=title % {"number": one.number, "theme": one.theme},
        route="signals:signal",
        arguments=(str(one.id),),
        who=_("uw signaal"),
        due=f"{timezone.localdate(one.at):%d-%m-%Y}" if one.at else "",
        **told,
    )
