"""Which modules are asked for the page of today; each is asked in one place, for all its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts import permissions
from bundel.network.selectors.mine import open_invitations
from bundel.programme.selectors import adopted_plans
from bundel.signals.selectors.boxes import Box
from bundel.signals.selectors.waiting import asked_back, told_open
from bundel.steering.selectors.own import own_lists
from bundel.today import in_network, in_reporting, in_signals, in_steering
from bundel.today.asking import MOST_OF_SORT, Asked, Part, offer
from bundel.today.waiting import Waiting

Lines = Mapping[Part, Sequence[Waiting]]


@offer
def signals(asked: Asked) -> Lines:
    """Return what stands there of signals. Seven queries."""
    lines = in_signals.signals_waiting(actor=asked.actor, today=asked.today)
    own = [line for line in lines if line.query == f"bak={Box.MINE.value}"]
    # An answer that nobody judged stays; it is news to who was not here when it came.
    since = timezone.localdate(asked.since)
    news = [line for line in lines if line.tone == "good" and line.day and line.day >= since]
    return {
        Part.WAITS: [line for line in lines if line not in own and line not in news],
        Part.PROMISED: own,
        Part.ASKED: [*_asked_back(asked), *_told(asked)],
        Part.CHANGED: news,
    }


def _asked_back(asked: Asked) -> list[Waiting]:
    """Return the questions that somebody put to a reporter."""
    return [
        Waiting(
            title=_("Reactie op uw vraag over signaal %(number)s: %(theme)s")
            % {"number": one.number, "theme": one.theme},
            route="signals:signal",
            arguments=(str(one.id),),
            act=_("Bekijk"),
            due=_("sinds %(day)s") % {"day": f"{timezone.localdate(one.at):%d-%m-%Y}"}
            if one.at
            else "",
            state=_("teruggevraagd"),
            tone="info",
        )
        for one in asked_back(actor=asked.actor, most=MOST_OF_SORT)
    ]


def _told(asked: Asked) -> list[Waiting]:
    """Return how many of one's own signals have no answer yet, and by when the first has."""
    count, first = told_open(actor=asked.actor)
    if not count:
        return []
    words = ngettext(
        "Antwoord op %(count)s signaal van u", "Antwoord op %(count)s signalen van u", count
    )
    late = first is not None and first < asked.today
    return [
        Waiting(
            title=words % {"count": count},
            route=in_signals.LIST,
            act=_("Bekijk"),
            who=_("gemeente"),
            due=_("beloofd voor %(day)s") % {"day": f"{first:%d-%m-%Y}"} if first else "",
            state=_("te laat") if late else _("beloofd"),
            tone="stop" if late else "info",
            day=first,
        )
    ]


@offer
def network(asked: Asked) -> Lines:
    """Return what stands there of the network."""
    actor, now, today = asked.actor, asked.now, asked.today
    waiting, promised = in_network.of_network(actor=actor, now=now, today=today)
    return {Part.WAITS: waiting, Part.PROMISED: promised, Part.ASKED: _invitations(asked)}


def _invitations(asked: Asked) -> list[Waiting]:
    """Return the gatherings to which partners were asked and did not answer."""
    if not permissions.can(asked.actor, "network.meet"):
        return []
    rows = open_invitations(actor=asked.actor, now=asked.now, most=MOST_OF_SORT)
    words = [
        ngettext(
            "%(count)s partner zei nog niet of die komt naar %(what)s",
            "%(count)s partners zeiden nog niet of ze komen naar %(what)s",
            count,
        )
        % {"count": count, "what": one.title}
        for one, count in rows
    ]
    return [
        Waiting(
            title=title,
            route="network:gathering",
            arguments=(str(one.id),),
            act=_("Bekijk"),
            due=f"{one.day:%d-%m-%Y}" if one.day else "",
            state=_("uitgenodigd"),
            tone="info",
            day=one.day,
        )
        for (one, _count), title in zip(rows, words, strict=True)
    ]


@offer
def steering(asked: Asked) -> Lines:
    """Return what stands there of steering."""
    own = own_lists(
        actor=asked.actor,
        since=asked.since,
        most=MOST_OF_SORT,
        but=in_steering.TOLD_ELSEWHERE,
    )
    return {
        Part.WAITS: in_steering.to_do(asked, own),
        Part.PROMISED: in_steering.promised(asked, own),
        Part.ASKED: in_steering.asked_of_others(asked, own),
        Part.CHANGED: [*in_steering.changed(own), *_plans(asked)],
    }


@offer
def reporting(asked: Asked) -> Lines:
    """Return what stands there of reports."""
    return {Part.WAITS: in_reporting.to_report(asked)}


def _plans(asked: Asked) -> list[Waiting]:
    """Return the plans that were adopted since somebody was here."""
    if not permissions.can(asked.actor, "plan.view"):
        return []
    return [
        Waiting(
            title=_("Plan aangenomen: %(name)s") % {"name": row.name},
            route="programme:plan_adopted",
            arguments=(str(row.id),),
            act=_("Lees"),
            who=row.adopted_by,
            due=f"{timezone.localdate(row.adopted_at):%d-%m-%Y}",
            state=_("plan"),
            tone="info",
            is_own=False,
        )
        for row in adopted_plans(actor=asked.actor)[:MOST_OF_SORT]
        if row.adopted_at > asked.since
    ]
