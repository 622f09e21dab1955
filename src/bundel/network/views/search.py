"""Who can do what: the first page of the network, made for a thumb."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.core.words.reading import tokens
from bundel.network.search import Question, choices, search
from bundel.network.search.searching import PAGE_SIZE, Answer, Chip

LONGEST_QUERY = 200
MOST_PAGES = 10
TEXT, LITERAL, MORE = "q", "los", "meer"
# The name of each filter in the address, with its kind.
FIELDS = {
    "vraag": "need",
    "gebied": "area",
    "taal": "language",
    "woning": "tenure",
    "warmte": "heat_source",
    "groep": "target_group",
    "dag": "day",
    "tijd": "part",
    "plek": "room",
}
FIELD_OF = {kind: name for name, kind in FIELDS.items()}


@dataclass(frozen=True, slots=True)
class Removable:
    """A filter that holds, with the page without it."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Loosen:
    """A way to find more, with its page."""

    label: str
    href: str
    count: int
    is_more: bool


def find(request: MemberRequest) -> HttpResponse:
    """Show who fits what was asked, or, when nothing was, what one can ask for."""
    given = request.GET
    question = _question(given)
    context: dict[str, Any] = {
        "text": question.text,
        "fields": choices.fields(actor=request.actor, chosen=question.chosen),
        "is_filtered": any(kind != "need" for kind in question.chosen),
        "literal": given.getlist(LITERAL),
        "need": given.get(FIELD_OF["need"], ""),
        "may_manage": permissions.can(request.actor, "network.manage"),
    }
    if question:
        answer = search(
            actor=request.actor, question=question, now=timezone.now(), most=_most(given)
        )
        if answer.says_nothing:
            context["nothing_said"] = _nothing_said(question.text)
        if answer.chips or not answer.says_nothing:
            context |= _told(given, answer)
    if "answer" not in context:
        context["needs"] = choices.needs(actor=request.actor, today=timezone.localdate())
    template = "network/search.html" + ("#gevonden" if request.htmx else "")
    return render(request, template, context)


def _nothing_said(text: str) -> str:
    """Return why there is nothing to look for in a text."""
    if tokens(text):
        return _("“%(text)s” past bij alles wat partners bieden. Zeg erbij waarmee.") % {
            "text": text
        }
    return _("In “%(text)s” staan geen woorden om op te zoeken.") % {"text": text}


def _question(given: QueryDict) -> Question:
    chosen = {
        kind: codes
        for name, kind in FIELDS.items()
        if (codes := tuple(code for code in given.getlist(name)[:5] if code))
    }
    return Question(
        given.get(TEXT, "").strip()[:LONGEST_QUERY], chosen, frozenset(given.getlist(LITERAL)[:20])
    )


def _most(given: QueryDict) -> int:
    pages = given.get(MORE, "1")
    return PAGE_SIZE * min(int(pages) if pages.isdecimal() else 1, MOST_PAGES)


def _told(given: QueryDict, answer: Answer) -> dict[str, Any]:
    shown = len(answer.cards)
    return {
        "answer": answer,
        "title": _title(answer),
        "chips": [Removable(chip.meaning.label, _without(given, (chip,))) for chip in answer.chips],
        "looser": [
            Loosen(
                ", ".join(chip.meaning.label for chip in one.chips),
                _without(given, one.chips),
                one.count,
                one.is_more,
            )
            for one in answer.looser
        ],
        # One goes on at the first that is new.
        "more": _address(given, {MORE: str(shown // PAGE_SIZE + 1)}) + f"#dienst-{shown + 1}"
        if shown < answer.total
        else "",
    }


def _title(answer: Answer) -> str:
    if answer.is_more:
        return _("Meer dan %(count)s diensten") % {"count": answer.total}
    if answer.total == 1:
        return _("1 dienst")
    return _("%(count)s diensten") % {"count": answer.total}


def _without(given: QueryDict, chips: tuple[Chip, ...]) -> str:
    """Return the page without some filters: those of the text become plain words."""
    left = given.copy()
    left.pop(MORE, None)
    for chip in chips:
        name = FIELD_OF[chip.meaning.kind]
        if chip.is_chosen:
            left.setlist(name, [code for code in left.getlist(name) if code != chip.meaning.code])
        else:
            left.appendlist(LITERAL, chip.meaning.key)
    return f"?{left.urlencode()}"


def _address(given: QueryDict, changes: Mapping[str, str]) -> str:
    changed = given.copy()
    for name, value in changes.items():
        changed[name] = value
    return f"?{changed.urlencode()}"
