"""How the network stands: each line with who must act, and a picture of who works with whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.network import web_picture
from bundel.network.selectors import health
from bundel.network.selectors.answering import Answering, answering
from bundel.network.selectors.health import Group, Signal
from bundel.network.selectors.ties import Web, web
from bundel.ui import lists

IN_VIEW = 6
KINDS = (("xlsx", "Excel"), ("csv", "CSV"))


@dataclass(frozen=True, slots=True)
class Sort:
    """How people read the signals of one sort, who acts, and where."""

    title: str | Promise
    intro: str | Promise
    act: str | Promise


@dataclass(frozen=True, slots=True)
class Line:
    """A signal in words, with its page."""

    title: str
    who: str
    state: str
    tone: str
    due: str
    act: str
    href: str


SORTS = {
    "unanswered": Sort(
        gettext_lazy("Nog geen antwoord op een uitnodiging"),
        gettext_lazy("Wie organiseert, belt of mailt wie nog niet antwoordde."),
        gettext_lazy("Bekijk wie komt"),
    ),
    "promises": Sort(
        gettext_lazy("Toezeggingen over de dag heen"),
        gettext_lazy("De partner zegt wat ervan werd, of kiest een nieuwe dag."),
        gettext_lazy("Bekijk de toezegging"),
    ),
    "agreements": Sort(
        gettext_lazy("Afspraken die aflopen of een gesprek vragen"),
        gettext_lazy("De partijen verlengen de afspraak, of laten haar los."),
        gettext_lazy("Bekijk de afspraak"),
    ),
    "missed": Sort(
        gettext_lazy("Lang niet gezien"),
        gettext_lazy("De coördinator belt: wat is er nodig om er weer bij te zijn?"),
        gettext_lazy("Bel deze partner"),
    ),
    "one_person": Sort(
        gettext_lazy("Hangt op één persoon"),
        gettext_lazy("De partner wijst een tweede contactpersoon aan."),
        gettext_lazy("Bekijk wie er werkt"),
    ),
    "no_contact": Sort(
        gettext_lazy("Niemand bekend"),
        gettext_lazy("De partner zegt wie het eerste aanspreekpunt is."),
        gettext_lazy("Naar de partner"),
    ),
    "waiting": Sort(
        gettext_lazy("Vol of lang wachten"),
        gettext_lazy("De partner werkt bij of er plek is. De coördinator zoekt wie bijspringt."),
        gettext_lazy("Bekijk de dienst"),
    ),
    "stale": Sort(
        gettext_lazy("Gegevens die niemand bevestigde"),
        gettext_lazy("De partner bevestigt zijn diensten, of wijzigt ze."),
        gettext_lazy("Naar de partner"),
    ),
}
# Which page shows what a signal is about, with the name in its path.
PAGES = {
    "unanswered": ("network:gathering", "gathering_id"),
    "promises": ("network:promise", "promise_id"),
    "review": ("network:agreement", "agreement_id"),
    "ends": ("network:agreement", "agreement_id"),
    "many_services": ("network:contact", "contact_id"),
    "waiting": ("network:service", "service_id"),
    "full": ("network:service", "service_id"),
}


def overview(request: MemberRequest) -> HttpResponse:
    """Show what asks for an act, how quickly people answer, and who works with whom."""
    now, today = timezone.now(), timezone.localdate()
    found = health.groups(actor=request.actor, now=now, today=today)
    those = web(actor=request.actor, today=today)
    title = _web_title(those)
    context = {
        "groups": [_group(group) for group in found],
        "count": sum(len(group.signals) + group.more for group in found),
        "answers": [_answer(one) for one in answering(actor=request.actor, now=now)],
        "load": health.load(actor=request.actor, today=today),
        "web": those,
        "web_title": title,
        "picture": mark_safe(web_picture.picture(those, title)),  # noqa: S308  # svg.py escapes all texts
        "kinds": KINDS,
        "may_export": permissions.can(request.actor, "network.export"),
    }
    return render(request, "network/health.html", context)


def download(request: MemberRequest, kind: str) -> HttpResponse:
    """Give what asks for an act as a file."""
    now, today = timezone.now(), timezone.localdate()
    headings = (_("Soort"), _("Wat"), _("Wie"), _("Hoe het staat"), _("Dag"))
    rows = [
        (SORTS[group.sort].title, line.title, line.who, line.state, line.due)
        for group in health.groups(actor=request.actor, now=now, today=today)
        for line in map(_line, group.signals)
    ]
    return lists.as_file(kind=kind, name="netwerk", headings=headings, rows=rows)


def _group(group: Group) -> dict[str, Any]:
    sort = SORTS[group.sort]
    lines = [_line(signal, act=str(sort.act)) for signal in group.signals]
    return {
        "id": group.sort,
        "title": sort.title,
        "intro": sort.intro,
        "count": len(lines) + group.more,
        "lines": lines[:IN_VIEW],
        "rest": lines[IN_VIEW:],
        "more": group.more,
    }


def _line(signal: Signal, act: str = "") -> Line:
    state, tone = _state(signal)
    return Line(
        signal.title,
        _("de coördinator") if signal.sort == "missed" else signal.who,
        state,
        tone,
        f"{signal.day:%d-%m-%Y}" if signal.day else "",
        act,
        _page(signal),
    )


def _page(signal: Signal) -> str:
    """Return the page of what a signal is about; nothing while it has none."""
    route, argument = PAGES.get(signal.sort, ("network:organisation", "organisation_id"))
    try:
        return reverse(route, kwargs={argument: signal.object_id})
    except NoReverseMatch:
        return ""


def _state(signal: Signal) -> tuple[str, str]:
    """Say how a signal stands, with its tone."""
    count = {"count": signal.count}
    if signal.sort == "unanswered":
        words = ngettext("%(count)s antwoord open", "%(count)s antwoorden open", signal.count)
        return words % count, "wait"
    if signal.sort == "missed":
        words = ngettext(
            "%(count)s bijeenkomst gemist", "%(count)s bijeenkomsten gemist", signal.count
        )
        return words % count, "wait"
    if signal.sort in {"one_person", "many_services"}:
        words = ngettext("%(count)s dienst", "%(count)s diensten", signal.count)
        return words % count, "wait"
    if signal.sort == "stale":
        words = ngettext("%(count)s dienst is oud", "%(count)s diensten zijn oud", signal.count)
        return words % count, "wait"
    if signal.sort == "waiting":
        words = ngettext("%(count)s week wachten", "%(count)s weken wachten", signal.count)
        return words % count, "wait"
    plain = {
        "promises": (_("te laat"), "stop"),
        "ends": _ending(signal),
        "review": (_("bespreken"), "wait"),
        "no_contact": (_("geen contactpersoon"), "stop"),
        "full": (_("vol"), "stop"),
    }
    return plain[signal.sort]


def _ending(signal: Signal) -> tuple[str, str]:
    if signal.day and signal.day < timezone.localdate():
        return _("verlopen"), "stop"
    return _("loopt af"), "wait"


def _answer(one: Answering) -> dict[str, str]:
    """Say how long one kind of answer took, and how many are still open."""
    labels = {
        "invitation": _("Antwoord op een uitnodiging"),
        "goods": _("Aanbod wordt gereserveerd"),
        "confirmation": _("Gegevens bevestigd"),
    }
    waiting = ngettext("%(count)s nog open", "%(count)s nog open", one.open) % {"count": one.open}
    return {
        "label": labels[one.sort],
        "value": _took(one.days),
        "note": _("midden van %(count)s in een jaar") % {"count": one.count}
        + (f"; {waiting}" if one.open and one.sort != "goods" else ""),
    }


def _took(days: float | None) -> str:
    if days is None:
        return _("nog niet bekend")
    if days < 1:
        return _("binnen een dag")
    whole = round(days)
    return ngettext("%(count)s dag", "%(count)s dagen", whole) % {"count": whole}


def _web_title(those: Web) -> str:
    """Say in one sentence what the picture shows."""
    alone: Sequence[object] = those.alone
    if not those.partners:
        return _("Wie werkt met wie")
    if not alone:
        return _("Elke partner werkt met minstens één andere")
    words = ngettext(
        "%(count)s partner van %(all)s werkt met niemand samen",
        "%(count)s van de %(all)s partners werken met niemand samen",
        len(alone),
    )
    return words % {"count": len(alone), "all": len(those.partners)}
