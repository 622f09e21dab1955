"""The list of decisions and actions on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from bundel.accounts.models import Municipality
from bundel.documents import parts, pdf


def minutes_pdf(
    *,
    content: Mapping[str, Any],
    changes: Sequence[str],
    number: int,
    municipality: Municipality,
) -> bytes:
    """Return the list as PDF that a screen reader can read."""
    document = parts.Document(
        title=f"{content['body']}, {content['when']}",
        municipality=municipality.name,
        as_of=date.fromisoformat(content["date"]),
        kind=_("Besluiten- en actielijst"),
        subtitle=_("Versie %(number)s") % {"number": number} if number > 1 else "",
        theme=municipality.theme,
        parts=tuple(_parts(content, changes)),
    )
    return pdf.pdf(document)


def _parts(content: Mapping[str, Any], changes: Sequence[str]) -> Iterator[parts.Part]:
    if changes:
        yield parts.Callout("wait", "\n".join(changes), _("Veranderd in deze versie"))
    present, absent = content["present"], content["absent"]
    pairs = [(_("Waar"), content["place"]), (_("Aanwezig"), ", ".join(present))]
    pairs.append((_("Niet aanwezig"), ", ".join(absent)))
    shown = tuple((label, text) for label, text in pairs if text)
    if shown:
        yield parts.Facts(shown)
    yield parts.Heading(_("Besluiten"))
    yield from _decisions(content["decisions"])
    yield parts.Heading(_("Acties"))
    yield from _actions(content["actions"])
    noted = [one for one in content["points"] if one["notes"]]
    if noted:
        yield parts.Heading(_("Aantekeningen"))
        for one in noted:
            yield parts.Heading(one["title"], 2)
            yield parts.Paragraph(one["notes"])
    carried = [one["title"] for one in content["points"] if one["state"] == "carried"]
    if carried:
        yield parts.Heading(_("Naar de volgende keer"))
        yield parts.Bullets(tuple(carried))


def _decisions(rows: Sequence[Mapping[str, Any]]) -> Iterator[parts.Part]:
    if not rows:
        yield parts.Paragraph(_("Er is niets besloten."))
    for row in rows:
        yield parts.Heading(f"{row['number']}. {row['question']}", 2)
        pairs = [
            (row["kind_label"].capitalize(), row["outcome"]),
            (_("Gronden"), row["grounds"]),
            (_("Wie anders dacht"), row["dissent"]),
            (_("Opnieuw bekijken op"), row["review"]),
        ]
        yield parts.Facts(tuple((label, text) for label, text in pairs if text))


def _actions(rows: Sequence[Mapping[str, Any]]) -> Iterator[parts.Part]:
    if not rows:
        yield parts.Paragraph(_("Er zijn geen acties afgesproken."))
        return
    yield parts.Table(
        head=(_("Nr."), _("Actie"), _("Wie"), _("Voor")),
        rows=tuple((str(row["number"]), row["text"], row["who"], row["due"]) for row in rows),
        caption=_("Acties van deze vergadering"),
        widths=(1, 7, 3, 2),
    )
