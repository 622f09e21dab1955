"""The stuk voor de stuurgroep on paper: one page to act on, and annexes, from its content alone."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bundel.documents import faults
from bundel.documents.parts import (
    Document,
    Figure,
    Heading,
    PageBreak,
    Part,
)
from bundel.documents.pdf import pdf
from bundel.reporting.facts.figures import Json, exact
from bundel.reporting.papers import asked, frame, front, pictures
from bundel.reporting.papers import sentences as say


def pack_pdf(*, content: Json, title: str, message: str) -> bytes:
    """
    Return the pack as PDF: the front page is exactly one page, the annexes follow.

    What the front page has no room for stands in the annexes, so that no text is too long.

    Raises:
        DoesNotFit: if the shortest front page is more than one page still.
    """
    for room in front.ROOMS[:-1]:
        try:
            return pdf(pack_document(content, title, message, room), front_page=True)
        except faults.DoesNotFit:
            continue
    return pdf(pack_document(content, title, message, front.ROOMS[-1]), front_page=True)


def pack_document(content: Json, title: str, message: str, room: front.Room) -> Document:
    """Return the front page with no more than there is room for, and all annexes."""
    said = front.cut(frame.text(message), room.message)
    whole = frame.paragraphs(message) if said != frame.text(message) else []
    return frame.document(
        content,
        [*front.page(content, said, room), PageBreak(), *_annexes(content, whole)],
        title=title,
        subtitle=subtitle(content),
        kind=_("Bestuursrapportage"),
        source=say.sources(content),
    )


def subtitle(content: Json) -> str:
    """Return for whom and when."""
    meeting = content["meeting"]
    if not meeting:
        return str(content["body"])
    words = {"body": content["body"], "day": say.day(meeting["day"]), "time": meeting["time"]}
    return _("%(body)s, %(day)s om %(time)s") % words


def _annexes(content: Json, message: list[Part]) -> list[Part]:
    """Return the annexes that hold something, numbered, and where the figures come from."""
    found = [
        (_("de hele boodschap"), message),
        (_("de gevraagde besluiten"), _decisions(content)),
        (_("de koers"), _road(content)),
        (_("uren per team"), _teams(content)),
        (_("geld per bron"), _funds(content)),
        (_("de initiatieven"), _initiatives(content)),
        (_("wat opvolging vraagt"), _follow_up(content)),
        (_("besloten sinds de vorige keer"), _decided(content)),
    ]
    filled = [(title, inside) for title, inside in found if inside]
    annexes = [
        part
        for number, (title, inside) in enumerate(filled, start=1)
        for part in frame.section(
            _("Bijlage %(number)s: %(title)s") % {"number": number, "title": title}, inside
        )
    ]
    return [*annexes, *frame.section(_("Waar de cijfers vandaan komen"), _grounds(content))]


def _decisions(content: Json) -> list[Part]:
    found: list[Part] = []
    for one in content["decisions"]:
        found.append(Heading(asked.question(one, content["meeting"]), 2))
        found += frame.paragraphs(one["background"])
        found += frame.bullets(_option(option) for option in one["options"])
    return found


def _option(option: Json) -> str:
    """Return an option with what it means, brings and costs."""
    figures = ", ".join(f"{label} {value}" for label, value in say.option_rows(option))
    said = [option["title"], option["text"], figures[:1].upper() + figures[1:]]
    return " ".join(f"{part.strip().rstrip('.')}." for part in said if part.strip())


def _road(content: Json) -> list[Part]:
    course = content["course"]
    if not course:
        return []
    kept = course["roadmap"]
    grounds = frame.paragraphs(course["grounds"])
    picture = Figure(
        pictures.roadmap_svg(kept).encode(),
        frame.text(pictures.roadmap_words(kept)),
        f"{pictures.roadmap_title(kept)}. {course['foot']}",
    )
    waits = frame.table(
        _("Wat nu niet gebeurt"),
        [_("Initiatief"), _("Waarom nu niet"), _("Opnieuw bekijken op")],
        [
            [row["name"], frame.text(row["reason"]), say.day(row["review"])]
            for row in course["not_now"]
        ],
        widths=(4, 5, 2),
    )
    return [*grounds, picture, *waits]


def _teams(content: Json) -> list[Part]:
    kept, title = content["capacity"], say.capacity_title(content)
    if not kept["rows"]:
        return []
    quarters = kept["quarters"][: pictures.MOST_QUARTERS]
    rows = [
        [
            f"{row['name']} ({row['grade']})",
            *(f"{round(cell['share'] * 100)}%" for cell in row["cells"][: len(quarters)]),
        ]
        for row in kept["rows"]
    ]
    picture = Figure(
        pictures.capacity_svg(kept, title).encode(),
        frame.text(pictures.capacity_words(kept, title)),
        _("De drukste teams. Past een team niet, dan is de balk gearceerd."),
    )
    heads = [_("Team (graad)"), *quarters]
    caption = _("Bezetting van elk team, in procenten van de uren die er zijn")
    return [
        picture,
        *frame.table(
            caption, heads, rows, right=range(1, len(heads)), widths=(4, *[1.3] * len(quarters))
        ),
    ]


def _funds(content: Json) -> list[Part]:
    rows = [
        [
            f"{fund['name']} ({fund['total']['grade']})",
            fund["until"] or _("geen einde"),
            exact(fund["total"]),
            exact(fund["committed"]),
            exact(fund["free"]),
            exact(fund["free"]) if fund["expires"] else "–",
        ]
        for fund in content["money"]["funds"]
    ]
    heads = [
        _("Geldbron (graad)"),
        _("Tot en met"),
        _("Totaal"),
        _("Belegd"),
        _("Vrij"),
        _("Vervalt"),
    ]
    caption = say.money_title(content)
    return frame.table(caption, heads, rows, right=(2, 3, 4, 5), widths=(4, 2, 2, 2, 2, 2))


def _initiatives(content: Json) -> list[Part]:
    rows = [
        [
            f"{row['code']} {row['name']} ({row['grade']})",
            row["state"],
            row["lead"] or "–",
            say.reach(row),
            exact(row["hours"]),
            exact(row["eur"]),
            str(row["unmet"] or "–"),
        ]
        for row in content["initiatives"]
    ]
    heads = [
        _("Initiatief (graad)"),
        _("Status"),
        _("Trekker"),
        _("Huishoudens per kwartaal (laag / midden / hoog)"),
        _("Uren per kwartaal"),
        _("Euro per kwartaal"),
        _("Open randvoorwaarden"),
    ]
    caption = _("Gepland, per initiatief. * is een aanname (graad D).")
    return frame.table(caption, heads, rows, right=(4, 5, 6), widths=(5, 2, 3, 3, 2, 2.4, 2.2))


def _follow_up(content: Json) -> list[Part]:
    return [
        *frame.section(
            say.risks_title(content),
            frame.table(
                "",
                [_("Risico"), _("Vroeg teken"), _("Wat we dan doen")],
                [
                    [say.risk_line(one), frame.text(one["early_sign"]), frame.text(one["answer"])]
                    for one in content["risks"]
                ],
                widths=(4, 4, 4),
            ),
            level=2,
        ),
        *frame.section(
            say.findings_title(content),
            frame.bullets(finding_line(row) for row in content["findings"]["rows"]),
            level=2,
        ),
        *frame.section(
            say.preconditions_title(content),
            frame.bullets(precondition_line(row) for row in content["preconditions"]),
            level=2,
        ),
        *frame.section(
            say.actions_title(content),
            frame.bullets(say.action_lines(content["actions"]["overdue"])),
            level=2,
        ),
    ]


def finding_line(row: Json) -> str:
    """Return what a check found, with who it waits for and since when."""
    words = row["sentence"].rstrip(".")
    since = _("sinds %(day)s") % {"day": say.day(row["since"])}
    return f"{words} ({', '.join(part for part in (row['owner'], since) if part)})"


def precondition_line(row: Json) -> str:
    """Return what must be in place first, and of which initiative."""
    owner, due = row.get("owner", ""), row.get("due", "")
    inside = [owner, _("voor %(day)s") % {"day": say.day(due)} if due else ""]
    told = ", ".join(part for part in inside if part)
    return f"{row['initiative']}: {row['text']}" + (f" ({told})" if told else "")


def _decided(content: Json) -> list[Part]:
    rows = [
        [
            f"{one['number']}. {frame.text(one['question'])}",
            frame.text(one["outcome"]),
            frame.text(one["grounds"]),
            say.day(one["on"]),
        ]
        for one in content["decided"]
    ]
    heads = [_("Vraag"), _("Besluit"), _("Gronden"), _("Op")]
    return frame.table("", heads, rows, widths=(4, 4, 4, 2))


def _grounds(content: Json) -> list[Part]:
    return frame.bullets(f"{label}: {ground}" for label, ground in grounds(content))


def grounds(content: Json) -> list[tuple[str, str]]:
    """Return for each sort of figure of which day it is, its source and its grade."""
    course, signals = content["course"], content["promises"]["signals"]
    found = []
    if course:
        found += [
            (_("Nu"), say.ground(course["now_households"])),
            (_("Later"), say.ground(course["later_households"])),
        ]
    seen: dict[str, str] = {}
    for one in content["capacity"]["over"]:
        seen.setdefault(one["team"], say.ground(one["share"]))
    found += list(seen.items())
    found += [
        (fund["name"], say.ground(fund["free"]))
        for fund in content["money"]["funds"]
        if fund["expires"]
    ]
    found += [
        (_("Signalen op tijd"), say.ground(signals["in_time"])),
        (_("Toezeggingen"), say.ground(content["promises"]["partners"]["kept"])),
        (_("Acties"), say.ground(content["actions"]["done"])),
    ]
    return [(label, ground) for label, ground in found if ground]
