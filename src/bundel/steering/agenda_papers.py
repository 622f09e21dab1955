"""The papers of a meeting as one file: the agenda, and each point with its facts and options."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bundel.accounts.models import Municipality
from bundel.documents import parts, pdf
from bundel.steering.models import ItemAim
from bundel.steering.selectors.meeting_card import ItemView, MeetingCard, OptionView


def papers_pdf(*, card: MeetingCard, municipality: Municipality, today: date) -> bytes:
    """Return the papers as one PDF: contents, the agenda, and what belongs to each point."""
    when = date_format(timezone.localtime(card.starts_at), "l j F Y, H:i")
    title = f"{card.body}, {when}"

    def document(name: str, kind: str, inside: tuple[parts.Part, ...]) -> parts.Document:
        return parts.Document(
            title=name,
            municipality=municipality.name,
            as_of=today,
            kind=kind,
            theme=municipality.theme,
            parts=inside,
        )

    asks = [one for one in card.items if one.aim == ItemAim.DECIDE and _says_more(one)]
    others = [one for one in card.items if one not in asks and _says_more(one)]
    made = [document(_("Agenda"), card.body, tuple(_agenda(card)))]
    made += [
        document(f"{one.number}. {one.title}", _("Ter besluit"), tuple(_point(one))) for one in asks
    ]
    if others:
        inside: list[parts.Part] = []
        for one in others:
            inside += [parts.Heading(f"{one.number}. {one.title}"), *_point(one)]
        made.append(document(_("Bij de andere punten"), _("Toelichting"), tuple(inside)))
    return pdf.pdf_of_many(made, title=title, subtitle=card.place)


def _says_more(one: ItemView) -> bool:
    return bool(one.explanation or one.facts or one.options)


def _agenda(card: MeetingCard) -> Iterator[parts.Part]:
    if not card.items:
        yield parts.Paragraph(_("Er staat nog niets op de agenda."))
        return
    yield parts.Table(
        head=(_("Nr."), _("Punt"), _("Doel"), _("Wie"), _("Minuten")),
        rows=tuple(
            (str(one.number), one.title, one.aim_label, one.presenter, str(one.minutes))
            for one in card.items
        ),
        caption=_("Agenda, %(taken)s van %(length)s minuten")
        % {"taken": card.taken, "length": card.length},
        align=("right", "left", "left", "left", "right"),
        widths=(1, 8, 2, 4, 2),
    )
    guests = ", ".join(guest.name for guest in card.guests)
    if guests:
        yield parts.Facts(((_("Genodigd"), guests),))


def _point(one: ItemView) -> Iterator[parts.Part]:
    if one.explanation:
        yield parts.Paragraph(one.explanation)
    if one.facts:
        yield parts.Facts(one.facts)
    if one.options:
        yield parts.Table(
            head=(
                _("Optie"),
                _("Huishoudens nu"),
                _("Huishoudens later"),
                _("Uren"),
                _("Euro"),
            ),
            rows=tuple(_option(option) for option in one.options),
            caption=_("Opties, zoals de planner ze zag"),
            align=("left", "right", "right", "right", "right"),
            widths=(6, 2, 2, 2, 2),
            row_heads=True,
        )


def _option(one: OptionView) -> tuple[str, ...]:
    numbers = (one.households_now, one.households_later, one.hours, one.cost_eur)
    said = f"{one.title}: {one.text}" if one.text else one.title
    return (said, *("–" if n is None else f"{n:,.0f}".replace(",", ".") for n in numbers))
