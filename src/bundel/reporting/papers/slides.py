"""The stuk voor de stuurgroep as slides: the title of a slide is its answer."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from bundel.documents.parts import (
    Columns,
    Deck,
    Figure,
    Heading,
    Paragraph,
    Part,
    Slide,
    Tiles,
)
from bundel.documents.slides import pptx
from bundel.reporting.facts.figures import Json, exact
from bundel.reporting.papers import asked, frame, front, pack, pictures
from bundel.reporting.papers import sentences as say

MOST = 7


def pack_pptx(*, content: Json, title: str, message: str) -> bytes:
    """Return the pack as PowerPoint, from its content alone."""
    found = [
        *_decisions(content, message),
        _slide(say.course_title(content), _course(content), _ground(content)),
        *_road(content),
        _slide(say.capacity_title(content), _capacity(content)),
        _slide(say.money_title(content), _money(content)),
        _slide(_("Patronen, beloften en risico's"), _street(content)),
    ]
    deck = Deck(
        title=frame.text(title),
        municipality=content["municipality"],
        as_of=date.fromisoformat(content["as_of"]),
        slides=tuple(one for one in found if one.parts),
        subtitle=pack.subtitle(content),
        kind=_("Bestuursrapportage"),
        source=say.sources(content),
        language=frame.language(),
        theme=content["theme"],
    )
    return pptx(deck)


def _slide(title: str, inside: list[Part], notes: str = "") -> Slide:
    return Slide(title, tuple(inside), notes)


def _decisions(content: Json, message: str) -> list[Slide]:
    short = frame.paragraphs(message)
    rows = content["decisions"]
    if not rows:
        told: list[Part] = [*short, Paragraph(_("Dit stuk is ter informatie."))]
        return [_slide(say.decisions_title(content), told)]
    overview = [*short, *frame.bullets(f"{one['number']}. {one['question']}" for one in rows)]
    return [
        _slide(say.decisions_title(content), overview),
        *(_decision(one, content["meeting"]) for one in rows),
    ]


def _decision(one: Json, meeting: Json) -> Slide:
    inside = asked.options_table(one)
    inside += [Paragraph(line) for line in asked.notes(one)]
    if one["before"]:
        words = asked.needed(one, meeting)
        inside.append(Paragraph(f"{words[:1].upper()}{words[1:]}."))
    shown = inside or [Paragraph(frame.text(one["background"]) or frame.text(one["question"]))]
    title = f"{one['number']}. {frame.text(one['question'])}"
    return _slide(title, shown, frame.text(one["background"]))


def _course(content: Json) -> list[Part]:
    course = content["course"]
    if not course:
        return [Paragraph(_("Zonder plan is er geen koers. Neem eerst een plan aan."))]
    lines = (say.adopted_line(course), say.change_line(content))
    return [Tiles(tuple(front.tiles(course))), *map(Paragraph, lines)]


def _ground(content: Json) -> str:
    return "\n".join(f"{label}: {ground}" for label, ground in pack.grounds(content))


def _road(content: Json) -> list[Slide]:
    course = content["course"]
    if not course:
        return []
    kept = course["roadmap"]
    words = frame.text(pictures.roadmap_words(kept))
    picture = Figure(pictures.roadmap_svg(kept).encode(), words, course["foot"])
    return [_slide(pictures.roadmap_title(kept), [picture], words)]


def _capacity(content: Json) -> list[Part]:
    kept, title = content["capacity"], say.capacity_title(content)
    if not kept["rows"]:
        return []
    picture = Figure(
        pictures.capacity_svg(kept, title).encode(),
        frame.text(pictures.capacity_words(kept, title)),
    )
    return [*frame.bullets(say.capacity_lines(content), MOST, _("en nog %(count)s")), picture]


def _money(content: Json) -> list[Part]:
    rows = [
        [
            fund["name"],
            fund["until"] or _("geen einde"),
            exact(fund["total"]),
            exact(fund["committed"]),
            exact(fund["free"]),
        ]
        for fund in content["money"]["funds"]
    ]
    heads = [_("Geldbron"), _("Tot en met"), _("Totaal"), _("Belegd"), _("Vrij")]
    return frame.table("", heads, rows, right=(2, 3, 4), widths=(5, 2, 2, 2, 2))


def _street(content: Json) -> list[Part]:
    left = [
        Heading(say.patterns_title(content), 1),
        *frame.bullets(say.pattern_lines(content), 3),
        Heading(say.promises_title(content), 1),
        *frame.bullets(say.promise_lines(content), 3),
    ]
    right = [
        Heading(say.risks_title(content), 1),
        *frame.bullets(say.risk_lines(content), 4, _("en nog %(count)s")),
    ]
    return [Columns((tuple(left), tuple(right)))]
