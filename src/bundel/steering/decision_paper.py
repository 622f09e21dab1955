"""A decision on one page, for paper: what was asked, what was decided, why, and by whom."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bundel.documents.parts import (
    Bullets,
    Callout,
    Document,
    Facts,
    Heading,
    Paragraph,
    Part,
    Table,
    Text,
)
from bundel.steering.selectors.choosing import OptionView
from bundel.steering.selectors.decision_card import DecisionCard

NOTHING = "–"
LONGEST = 1200


def paper(card: DecisionCard, municipality: str, as_of: date, *, theme: str) -> Document:
    """Return a decision as a document of one page."""
    return Document(
        title=card.question,
        municipality=municipality,
        as_of=as_of,
        kind=_("Besluit %(number)s") % {"number": card.number},
        parts=tuple(_parts(card)),
        source=_("Besluitenlijst van Bundel"),
        language="en" if get_language() == "en" else "nl",
        theme=theme,
    )


def _parts(card: DecisionCard) -> list[Part]:
    found: list[Part] = []
    if card.outcome:
        found.append(Callout("good", card.outcome, card.kind_label.capitalize()))
    found.append(Facts(tuple(_facts(card))))
    if card.choice.has_figures:
        found.append(_options(card))
    elif card.choice.options:
        found += [Heading(_("Opties")), Bullets(tuple(map(_title, card.choice.options)))]
    for label, text in (
        (_("Aanleiding"), card.background),
        (_("Gronden"), card.grounds),
        (_("Wie anders dacht, en waarom"), card.dissent),
    ):
        if text:
            found += [Heading(label), Paragraph(_short(text))]
    if card.triggers:
        lines: tuple[Text, ...] = tuple(
            f"{one.line} ({one.state_label}). {one.told}".strip() for one in card.triggers
        )
        found += [Heading(_("Dit besluit komt terug")), Bullets(lines)]
    return found


def _facts(card: DecisionCard) -> list[tuple[str, Text]]:
    decided = timezone.localtime(card.decided_at) if card.decided_at else None
    voices = ", ".join(f"{one.name} ({one.role}, {one.stand_label})" for one in card.voices)
    pairs = [
        (_("Status"), card.state_label),
        (_("Besloten door"), card.body),
        (_("Besloten op"), date_format(decided, "j F Y") if decided else ""),
        (_("Stemmen"), voices),
        (_("Waarover"), card.matter_label),
        (_("Initiatief"), card.initiative),
        (
            _("Opnieuw bekijken op"),
            date_format(card.review_date, "j F Y") if card.review_date else "",
        ),
    ]
    return [(label, value) for label, value in pairs if value]


def _options(card: DecisionCard) -> Table:
    head = (_("Optie"), _("Nu geholpen"), _("Later geholpen"), _("Uren"), _("Euro"))
    rows = tuple(
        (
            _title(one),
            *(_number(value) for value in _figures(one)),
        )
        for one in card.choice.options
    )
    caption = _("Opties met hun gevolgen, in huishoudens, uren en euro, op de dag van het besluit")
    align: Any = ("left", "right", "right", "right", "right")
    return Table(head, rows, caption, align, (4.0, 1.4, 1.4, 1.2, 1.4), row_heads=True)


def _title(one: OptionView) -> str:
    return f"{one.title} ✓" if one.is_chosen else one.title


def _figures(one: OptionView) -> tuple[float | None, ...]:
    return one.households_now, one.households_later, one.hours, one.cost_eur


def _number(value: float | None) -> str:
    return NOTHING if value is None else str(number_format(round(value), force_grouping=True))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
