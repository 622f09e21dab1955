"""What of steering stands on the page of today, in each of its parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts import permissions
from bundel.steering.selectors import decisions, meetings, risks
from bundel.steering.selectors.mine import Batch, Own
from bundel.steering.selectors.own import OfRule, OwnLists
from bundel.today.asking import MOST_OF_SORT, Asked
from bundel.today.waiting import Waiting

MOST = MOST_OF_SORT
ACTION, COMMISSION, DECISION = "steering:action", "steering:commission", "steering:decision"
ACTIONS, COMMISSIONS, DECISIONS = "steering:actions", "steering:commissions", "steering:decisions"
CHECKS, FINDING = "steering:home", "steering:finding"
PRECONDITIONS, MET = "steering:preconditions", "steering:precondition_met"
DEMARCATION, ISSUE = "steering:demarcation", "steering:issue"
# What these rules find stands on the page already, one thing a line, from who knows most of it.
TOLD_ELSEWHERE = frozenset(
    {
        "pool_over",
        "signals_late",
        "commission_waits",
        "decision_late",
        "review_due",
        "unmet_precondition",
        "issue_late",
    }
)


def to_do(asked: Asked, own: OwnLists) -> list[Waiting]:
    """Return what waits for somebody in steering: to answer, to prepare, to mend, to watch."""
    return [
        *_lines(
            own.commissions.to_answer,
            lambda one: _line(
                one,
                _asked_in(one),
                COMMISSION,
                _("Bekijk"),
                state=_("wacht op u"),
                tone="wait",
                weight=90,
            ),
            COMMISSIONS,
        ),
        *_decisions(asked),
        *_meetings(asked),
        *_preconditions(asked, own.preconditions),
        *_issues(asked, own.issues),
        *_found(own.to_mend),
        *_risks(asked),
    ]


def _asked_in(one: Own) -> str:
    """Return what is to be done with a commission: answer it, or offer what was prepared."""
    words = _("Bied opdracht %(what)s aan") if one.is_draft else _("Antwoord op opdracht %(what)s")
    return words % {"what": one.title}


def _preconditions(asked: Asked, batch: Batch) -> list[Waiting]:
    """Return what somebody has to put in place."""
    if not permissions.may_enter(asked.actor, MET):
        return []
    return _lines(
        batch,
        lambda one: _dated(
            one,
            one.title,
            MET,
            _("Regel dit"),
            _("randvoorwaarde"),
            asked.today,
            65,
            who=one.who,
        ),
        PRECONDITIONS,
    )


def _issues(asked: Asked, batch: Batch) -> list[Waiting]:
    """Return what of the demarcation somebody has to settle."""
    if not permissions.may_enter(asked.actor, ISSUE):
        return []
    return _lines(
        batch,
        lambda one: _dated(one, one.title, ISSUE, _("Los op"), _("afbakening"), asked.today, 55),
        DEMARCATION,
    )


def promised(asked: Asked, own: OwnLists) -> list[Waiting]:
    """Return what somebody promised: actions, and commissions that were taken on."""
    return [
        *_lines(
            own.to_do,
            lambda one: _dated(one, one.title, ACTION, _("Rond af"), _("actie"), asked.today, 60),
            ACTIONS,
        ),
        *_lines(
            own.commissions.promised,
            lambda one: _dated(
                one,
                _("Opdracht %(what)s") % {"what": one.title},
                COMMISSION,
                _("Bekijk"),
                _("aangenomen"),
                asked.today,
                50,
            ),
            COMMISSIONS,
        ),
    ]


def asked_of_others(asked: Asked, own: OwnLists) -> list[Waiting]:
    """Return what somebody waits for: answers, decisions and actions that others owe."""
    return [
        *_lines(
            own.commissions.at_others,
            lambda one: _line(
                one,
                _asked_in(one),
                COMMISSION,
                _("Bekijk"),
                who=one.who,
                state=_("gevraagd"),
                tone="info",
            ),
            COMMISSIONS,
        ),
        *_work_of_others(asked, own),
    ]


def _work_of_others(asked: Asked, own: OwnLists) -> list[Waiting]:
    """Return the decisions and actions that somebody asked others for."""
    return [
        *_lines(
            own.decisions_asked,
            lambda one: _dated(
                one,
                _("Besluit %(what)s") % {"what": one.title},
                DECISION,
                _("Bekijk"),
                _("gevraagd"),
                asked.today,
                50,
                who=one.who,
            ),
            DECISIONS,
        ),
        *_lines(
            own.of_others,
            lambda one: _dated(
                one, one.title, ACTION, _("Bekijk"), _("gevraagd"), asked.today, 40, who=one.who
            ),
            ACTIONS,
        ),
    ]


def changed(own: OwnLists) -> list[Waiting]:
    """Return what happened in steering since somebody was here."""
    return [
        *_lines(
            own.decided,
            lambda one: _news(
                one,
                _("Besloten: %(what)s") % {"what": one.title},
                DECISION,
                _("besluit"),
                who=one.who,
            ),
            DECISIONS,
        ),
        *_lines(
            own.commissions.agreed,
            lambda one: _news(
                one,
                _("Opdracht %(what)s") % {"what": one.title},
                COMMISSION,
                _("opdracht"),
                who=one.who,
            ),
            COMMISSIONS,
        ),
        *_found(own.found, is_news=True),
        *_mended(own.mended),
    ]


def _found(rules: Sequence[OfRule], *, is_news: bool = False) -> list[Waiting]:
    """Return a line for each rule that found something; of one alone what it says."""
    query = "" if is_news else "van=mij&"
    return [
        Waiting(
            title=one.sentence or f"{one.title} ({one.count})",
            route=FINDING if one.id else CHECKS,
            arguments=(str(one.id),) if one.id else (),
            query="" if one.id else f"{query}controle={one.code}",
            act=_("Lees") if is_news else _("Los op"),
            due=_("sinds %(day)s") % {"day": f"{one.since:%d-%m-%Y}"},
            state=_("nieuw gevonden") if is_news else _("controle"),
            tone="wait" if is_news else "neutral",
            weight=40,
            is_own=not is_news,
        )
        for one in rules
    ]


def _mended(count: int) -> list[Waiting]:
    if not count:
        return []
    words = ngettext(
        "%(count)s ding in de aanpak is opgelost",
        "%(count)s dingen in de aanpak zijn opgelost",
        count,
    )
    return [
        Waiting(
            title=words % {"count": count},
            route=CHECKS,
            query="toon=weg",
            act=_("Bekijk"),
            state=_("opgelost"),
            tone="good",
            is_own=False,
        )
    ]


def _meetings(asked: Asked) -> list[Waiting]:
    """Return meetings that ask for an answer, an agenda or the sending of what was decided."""
    titles = {
        "answer": (_("Komt u naar %(what)s?"), _("Antwoord")),
        "agenda": (_("Maak de agenda van %(what)s"), _("Maak")),
        "invite": (_("Nodig uit voor %(what)s"), _("Nodig uit")),
        "minutes": (_("Verstuur de besluitenlijst van %(what)s"), _("Verstuur")),
    }
    if permissions.visible(asked.actor, "steering.view") is None:
        return []
    lines = []
    for one in meetings.waits_for(actor=asked.actor, now=asked.now)[:MOST]:
        title, act = titles.get(one.kind, (_("Bereid %(what)s voor"), _("Bekijk")))
        day = timezone.localdate(one.starts_at)
        lines.append(
            Waiting(
                title=title % {"what": one.body},
                route="steering:meeting",
                arguments=(str(one.meeting_id),),
                act=act,
                due=f"{day:%d-%m-%Y}",
                state=_("vergadering"),
                tone="wait",
                day=day,
                weight=70,
            )
        )
    return lines


def _risks(asked: Asked) -> list[Waiting]:
    """Return the risks of which somebody watches the sign, and the sign is there."""
    return [
        Waiting(
            title=_risk_words(is_there=bool(one.signs)) % {"risk": one.title},
            route="steering:risk",
            arguments=(str(one.id),),
            act=_("Bekijk"),
            who=one.signs[0].sentence if one.signs else "",
            due=f"{one.review_date:%d-%m-%Y}" if one.review_date else "",
            state=_("risico"),
            tone="stop" if one.signs else "wait",
            day=one.review_date if one.is_due else None,
            weight=75,
        )
        for one in risks.signalled(actor=asked.actor, today=asked.today, most=MOST)
    ]


def _risk_words(*, is_there: bool) -> str:
    return _("Het vroege teken is er: %(risk)s") if is_there else _("Bekijk opnieuw: %(risk)s")


def _decisions(asked: Asked) -> list[Waiting]:
    """Return the decisions that the actor has to take or look at again."""
    found = decisions.waits_for(actor=asked.actor, today=asked.today, most=MOST)
    return [
        Waiting(
            title=_("Besluit over %(what)s") % {"what": f"{one.number} {one.question}"},
            route=DECISION,
            arguments=(str(one.id),),
            act=_("Bekijk"),
            who=one.body,
            due=f"{one.decide_before_date:%d-%m-%Y}" if one.decide_before_date else "",
            state=_("terug op de agenda") if one.is_back else one.state_label,
            tone="stop" if one.is_back else "wait",
            day=one.decide_before_date,
            weight=85,
        )
        for one in found
        if _is_there(DECISION, str(one.id))
    ]


def _lines(
    batch: Batch, make: Callable[[Own], Waiting], route: str, query: str = ""
) -> list[Waiting]:
    """Return the lines of a sort whose pages are there, and one for all that are not shown."""
    lines = [line for line in map(make, batch.lines) if _is_there(line.route, *line.arguments)]
    more = batch.count - len(batch.lines)
    if more > 0 and lines and _is_there(route):
        lines.append(
            Waiting(
                title=_more(route) % {"count": more},
                route=route,
                query=query,
                act=_("Bekijk alles"),
                state=lines[-1].state,
                tone=lines[-1].tone,
                is_own=lines[-1].is_own,
                day=lines[-1].day,
                weight=0,
            )
        )
    return lines


def _more(route: str) -> str:
    """Return the words for what is not shown of a sort."""
    return {
        ACTIONS: _("En nog %(count)s acties"),
        COMMISSIONS: _("En nog %(count)s opdrachten"),
        DECISIONS: _("En nog %(count)s besluiten"),
        PRECONDITIONS: _("En nog %(count)s randvoorwaarden"),
        DEMARCATION: _("En nog %(count)s onduidelijkheden"),
    }[route]


def _is_there(route: str, *arguments: str) -> bool:
    try:
        reverse(route, args=arguments)
    except NoReverseMatch:
        return False
    return True


def _line(one: Own, title: str, route: str, act: str, **more: Any) -> Waiting:
    since = _("sinds %(day)s") % {"day": f"{one.since:%d-%m-%Y}"} if one.since else ""
    return Waiting(
        title=title, route=route, arguments=(str(one.id),), act=act, **({"due": since} | more)
    )


def _dated(
    one: Own, title: str, route: str, act: str, state: str, today: date, weight: int, **more: Any
) -> Waiting:
    late = one.day is not None and one.day < today
    return _line(
        one,
        title,
        route,
        act,
        due=f"{one.day:%d-%m-%Y}" if one.day else "",
        state=_("te laat") if late else state,
        tone="stop" if late else "info",
        day=one.day,
        weight=weight,
        **more,
    )


def _news(
    one: Own, title: str, route: str, state: str, tone: str = "info", who: str = ""
) -> Waiting:
    return Waiting(
        title=title,
        route=route,
        arguments=(str(one.id),),
        act=_("Lees"),
        who=who,
        due=f"{one.since:%d-%m-%Y}" if one.since else "",
        state=state,
        tone=tone,
        is_own=False,
    )
