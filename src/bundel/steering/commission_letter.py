"""The letter of a commission: one page of paper with what both sides agreed, and who signed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bundel.documents.parts import (
    Bold,
    Callout,
    Document,
    Facts,
    Heading,
    Paragraph,
    Part,
    Table,
)
from bundel.steering.selectors.commission_card import CommissionCard, TextView
from bundel.ui.templatetags.ui_format import number


def letter_of(
    card: CommissionCard, *, municipality: str, theme: str, language: str, today: date
) -> Document:
    """Return the letter of a commission, with the text that holds or that is offered."""
    line, text = card.line, card.holds
    return Document(
        title=line.title,
        subtitle=_("Opdracht %(number)s") % {"number": line.number},
        kind=_("Opdrachtbrief"),
        municipality=municipality,
        as_of=today,
        theme=theme,
        language="en" if language.startswith("en") else "nl",
        source=_("Bundel, opdracht %(number)s, versie %(round)s")
        % {"number": line.number, "round": text.round if text else 1},
        parts=tuple(_parts(card, text)),
    )


def _parts(card: CommissionCard, text: TextView | None) -> Iterable[Part]:
    if text is None or text.agreed_at is None:
        yield Callout(
            "wait",
            _("Beide kanten tekenden nog niet. Dit is wat er nu staat."),
            title=card.line.state_label.capitalize(),
        )
    yield Facts(tuple(_facts(card, text)))
    for _name, label, words in text.written if text else ():
        yield Paragraph((Bold(f"{label}: "), words))
    if text and (text.hours or text.money):
        yield Heading(_("Uren en geld"))
        yield _means(text)
    yield Heading(_("Wie doet wat"))
    yield _parts_of(card)
    yield Heading(_("Getekend"))
    yield _signed(card)
    for one in card.taken_over:
        words = _("%(what)s: %(now)s in plaats van %(was)s, sinds %(day)s.") % {
            "what": one.label.capitalize(),
            "now": one.is_name,
            "was": one.was_name,
            "day": date_format(one.at, "j F Y"),
        }
        yield Paragraph((words,))


def _facts(card: CommissionCard, text: TextView | None) -> Iterable[tuple[str, str]]:
    line = card.line
    yield _("Opdrachtgever"), line.commissioner
    yield _("Opdrachtnemer"), line.contractor
    if line.code:
        yield _("Initiatief"), f"{line.code} {line.title}"
    if text and (text.from_date or text.until_date):
        yield _("Looptijd"), _period(text)
    yield _("Status"), line.state_label


def _period(text: TextView) -> str:
    first = date_format(text.from_date, "j F Y") if text.from_date else ""
    last = date_format(text.until_date, "j F Y") if text.until_date else ""
    if first and last:
        return _("%(first)s tot en met %(last)s") % {"first": first, "last": last}
    if last:
        return _("tot en met %(last)s") % {"last": last}
    return _("vanaf %(first)s") % {"first": first}


def _means(text: TextView) -> Table:
    rows = [(one.name, _("%(n)s uur") % {"n": number(one.amount)}) for one in text.hours]
    rows += [(one.name, f"€ {number(one.amount)}") for one in text.money]
    return Table(
        head=(_("Team of geldbron"), _("Hoeveel")),
        rows=tuple(rows),
        align=("left", "right"),
        row_heads=True,
    )


def _parts_of(card: CommissionCard) -> Table:
    line = card.line
    rows: list[tuple[str, str, str]] = [
        (line.commissioner, _("A, eindverantwoordelijk"), ""),
        (line.contractor, _("R, voert uit"), ""),
        *((one.name, f"{one.rasci}, {one.label}", one.what) for one in card.roles),
    ]
    return Table(head=(_("Wie"), _("Rol"), _("Waarvoor")), rows=tuple(rows), row_heads=True)


def _signed(card: CommissionCard) -> Part:
    signed = {one.side_label: one for one in card.signatures}
    rows = []
    for label, name in (
        (_("opdrachtgever"), card.line.commissioner),
        (_("opdrachtnemer"), card.line.contractor),
    ):
        step = signed.get(label)
        when = date_format(step.at, "j F Y, H:i") if step else _("nog niet getekend")
        rows.append((label.capitalize(), step.by if step else name, when))
    return Table(head=(_("Kant"), _("Naam"), _("Getekend in Bundel op")), rows=tuple(rows))
