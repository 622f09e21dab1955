"""The progress of an initiative on paper, from what its report keeps."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bundel.documents.parts import Document, Facts, Heading, Paragraph, Part
from bundel.documents.pdf import pdf
from bundel.reporting.facts.figures import Json, exact
from bundel.reporting.papers import frame
from bundel.reporting.papers import sentences as say


def progress_pdf(*, content: Json, title: str, texts: dict[str, str]) -> bytes:
    """Return the report as PDF."""
    return pdf(progress_document(content, title, texts))


def progress_document(content: Json, title: str, texts: dict[str, str]) -> Document:
    """Return the report: what people wrote first, then what is known."""
    heads = {
        "done": _("Wat is gedaan"),
        "next": _("Wat komt"),
        "trouble": _("Wat zit tegen"),
    }
    written: list[Part] = []
    for name, head in heads.items():
        nothing: list[Part] = [Paragraph(_("Hierover is niets geschreven."))]
        written += [Heading(head), *(frame.paragraphs(texts[name]) or nothing)]
    return frame.document(
        content,
        [Facts(tuple(facts(content))), *written, *_known(content)],
        title=title,
        kind=_("Voortgang"),
        source=source(content),
    )


def source(content: Json) -> str:
    """Return the foot line: what these figures are, and what they are not."""
    return _(
        "Uit Bundel, met de cijfers van %(day)s. Uren, geld en bereik zijn gepland. "
        "Wat is bereikt, is nog niet gemeten."
    ) % {"day": say.day(content["as_of"])}


def facts(content: Json) -> list[tuple[str, str]]:
    """Return what matters most in a few lines."""
    commission = content["commission"]
    asked = (
        _("%(number)s, %(state)s: %(commissioner)s aan %(contractor)s") % commission
        if commission
        else _("er is geen opdracht")
    )
    found = [
        (_("Status"), content["state"]),
        (_("Trekker"), content["lead"] or _("nog niemand")),
        (_("Niveau"), content["level"] or "–"),
        (_("Opdracht"), asked),
    ]
    if content["reach"]:
        words = _("%(reach)s huishoudens per kwartaal (laag / midden / hoog)")
        found.append((_("Gepland bereik"), words % {"reach": say.reach(content)}))
    return found


def hours_rows(content: Json) -> list[list[str]]:
    """Return the planned hours of each team."""
    return [
        [line["team"], exact(line["start"]), exact(line["running"])] for line in content["hours"]
    ]


def money_rows(content: Json) -> list[list[str]]:
    """Return the planned money of each fund."""
    return [
        [line["fund"], exact(line["start"]), exact(line["running"])] for line in content["money"]
    ]


def _known(content: Json) -> list[Part]:
    hours = [_("Team"), _("Om te starten"), _("Per kwartaal")]
    money = [_("Geldbron"), _("Om te starten"), _("Per kwartaal")]
    return [
        *frame.table(_("Uren, gepland"), hours, hours_rows(content), right=(1, 2)),
        *frame.table(_("Geld, gepland"), money, money_rows(content), right=(1, 2)),
        *frame.section(_("Randvoorwaarden"), frame.bullets(precondition_lines(content))),
        *frame.section(
            _("Acties"),
            [
                Paragraph(say.actions_title(content)),
                *frame.bullets(say.action_lines(content["actions"]["overdue"])),
            ],
        ),
        *frame.section(say.risks_title(content), frame.bullets(say.risk_lines(content))),
        *frame.section(_("Besluiten"), frame.bullets(decision_lines(content))),
    ]


def precondition_lines(content: Json) -> list[str]:
    """Return what must be in place, with whether it is."""
    return [
        _("%(text)s: %(stand)s")
        % {"text": row["text"], "stand": _("voldaan") if row["met"] else _("nog niet voldaan")}
        for row in content["preconditions"]
    ]


def decision_lines(content: Json) -> list[str]:
    """Return what was decided about it."""
    return [
        f"{row['number']}. {row['question']} {row['said']}"
        + (f" ({say.day(row['on'])})" if row["on"] else "")
        for row in content["decisions"]
    ]
