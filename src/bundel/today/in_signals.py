"""What waits among signals: for who handles and checks them, and for who told them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts.permissions import Actor
from bundel.signals.selectors.boxes import Box
from bundel.signals.selectors.waiting import Own, waits
from bundel.today.waiting import Waiting

LIST = "signals:inbox"


def signals_waiting(*, actor: Actor, today: date) -> list[Waiting]:
    """Return what waits for the actor among signals, the most pressing first. Four queries."""
    found = waits(actor=actor, today=today)
    lines = [_asked(one) for one in found.asked]
    if found.mine:
        words = ngettext(
            "%(count)s signaal wacht op uw antwoord",
            "%(count)s signalen wachten op uw antwoord",
            found.mine,
        )
        lines.append(_box(words, found.mine, found.mine_late, Box.MINE))
    if found.team:
        words = ngettext(
            "%(count)s signaal wacht op uw team",
            "%(count)s signalen wachten op uw team",
            found.team,
        )
        lines.append(_box(words, found.team, found.team_late, Box.TEAM))
    if found.held:
        words = ngettext(
            "%(count)s signaal vraagt een tweede paar ogen",
            "%(count)s signalen vragen een tweede paar ogen",
            found.held,
        )
        lines.append(_box(words, found.held, 0, Box.HELD))
    lines += [_answered(one) for one in found.answered]
    if found.patterns:
        words = ngettext(
            "%(count)s nieuw patroon in signalen",
            "%(count)s nieuwe patronen in signalen",
            found.patterns,
        )
        lines.append(
            Waiting(
                title=words % {"count": found.patterns},
                route="signals:patterns",
                act=_("Beoordeel"),
                who=_("signalen"),
                state=_("nieuw"),
                tone="info",
            )
        )
    return lines


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
