"""Looking for words in decisions, in all their forms, with the words marked where they stand."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVector
from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString

from bundel.steering.models import Decision

LONGEST_NUMBER = 9
DUTCH = "dutch"
# Signs that no text of ours holds, around what was found.
BEGIN, END = "\x02", "\x03"


def searched(rows: QuerySet[Decision], text: str) -> QuerySet[Decision]:
    """Look for words in all their forms, the question and the outcome first; or a number."""
    if text.isdecimal() and len(text) <= LONGEST_NUMBER:
        return rows.filter(number=int(text))
    vector = (
        SearchVector("question", "outcome", weight="A", config=DUTCH)
        + SearchVector("grounds", weight="B", config=DUTCH)
        + SearchVector("background", "dissent", weight="C", config=DUTCH)
    )
    query = SearchQuery(text, config=DUTCH, search_type="websearch")
    names = ("question", "outcome", "grounds", "dissent", "background")
    whole = Concat(*_parted(*names), output_field=TextField())
    found = SearchHeadline(
        whole,
        query,
        config=DUTCH,
        start_sel=BEGIN,
        stop_sel=END,
        max_words=35,
        min_words=15,
        max_fragments=2,
    )
    parts = Q(question__icontains=text) | Q(outcome__icontains=text) | Q(grounds__icontains=text)
    return (
        rows.annotate(search=vector, rank=SearchRank(vector, query), found=found)
        .filter(Q(search=query) | parts)
        .order_by("-rank", "-number")
    )


def _parted(*names: str) -> list[Any]:
    parts: list[Any] = []
    for name in names:
        parts += [F(name), Value(" · ")]
    return parts[:-1]


def marked(text: str) -> SafeString:
    """Return what was found with marks around the words, and everything else escaped."""
    pieces = text.replace("\n", " ").split(BEGIN)
    shown = [conditional_escape(pieces[0])]
    for piece in pieces[1:]:
        word, _end, rest = piece.partition(END)
        shown.append(format_html_join("", "<mark>{}</mark>{}", [(word, rest)]))
    return SafeString("".join(shown))
