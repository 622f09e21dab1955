"""The look of an OpenDocument text: its styles, its page, its foot line and its properties."""

from __future__ import annotations

from typing import Any

from odf import dc, meta, style, text
from odf.namespaces import STYLENS
from odf.opendocument import OpenDocumentText

from bundel.documents import words
from bundel.documents.parts import Document

PAGE_CM, MARGIN_CM = (21.0, 29.7), 2.3
TEXT_WIDTH_CM = PAGE_CM[0] - 2 * MARGIN_CM
# A picture leaves room for its caption on the same page.
HIGHEST_CM = 20.0
# Known on every machine with an office program; Carlito has its measures where it is not.
FONT = "Arial"
FAMILY = "Arial, Liberation Sans, Helvetica"
# Size, space before, space after (points), bold, colour.
LOOKS = {
    "Sender": (11, 0, 10, True, "primary"),
    "Title": (24, 6, 4, True, "ink"),
    "Subtitle": (13, 0, 14, False, "muted"),
    "Heading_20_1": (15, 18, 6, True, "ink"),
    "Heading_20_2": (12.5, 14, 4, True, "primary"),
    "Heading_20_3": (11, 12, 4, True, "muted"),
    "Text_20_body": (11, 0, 8, False, "ink"),
    "List_20_item": (11, 0, 4, False, "ink"),
    "Caption": (11, 10, 4, True, "ink"),
    "Figure_20_caption": (9.5, 2, 12, False, "muted"),
    "Tile": (11, 0, 2, False, "ink"),
    "Cell": (10, 2, 2, False, "ink"),
    "Cell_20_right": (10, 2, 2, False, "ink"),
    "Cell_20_center": (10, 2, 2, False, "ink"),
    "Gap": (6, 0, 4, False, "ink"),
    "Next_20_page": (6, 0, 0, False, "ink"),
    "Footnote": (9, 0, 2, False, "muted"),
    "Footer": (9, 0, 0, False, "muted"),
}
PLACES = {"Cell_20_right": "end", "Cell_20_center": "center"}
KINDS = ("now", "later", "good", "wait", "stop", "note")
BULLETS, NUMBERS = "Bullets", "Numbers"


def prepare(document: Document, colours: dict[str, str]) -> Any:
    """Return an empty text with the look, the language and the properties of a document."""
    made = OpenDocumentText()
    tag = words.ALL[document.language].tag
    _properties(made, document, tag)
    _defaults(made, tag)
    for name, look in LOOKS.items():
        made.styles.addElement(_paragraph_style(name, look, colours))
    for kind in KINDS:
        _callout_styles(made, kind, colours)
    _run_styles(made, colours)
    _list_styles(made, colours)
    _table_styles(made, colours)
    _page(made, document)
    return made


def _properties(made: Any, document: Document, tag: str) -> None:
    day = f"{document.as_of.isoformat()}T00:00:00"
    made.meta.addElement(dc.Title(text=document.title))
    if document.subtitle:
        made.meta.addElement(dc.Subject(text=document.subtitle))
    made.meta.addElement(meta.InitialCreator(text=document.municipality))
    made.meta.addElement(dc.Creator(text=document.municipality))
    made.meta.addElement(meta.CreationDate(text=day))
    made.meta.addElement(dc.Date(text=day))
    made.meta.addElement(dc.Language(text=tag))


def _defaults(made: Any, tag: str) -> None:
    made.fontfacedecls.addElement(
        style.FontFace(name=FONT, fontfamily=FAMILY, fontfamilygeneric="swiss")
    )
    language, country = tag.split("-")
    default = style.DefaultStyle(family="paragraph")
    default.addElement(
        style.TextProperties(
            fontname=FONT, fontsize="11pt", language=language, country=country, hyphenate="false"
        )
    )
    made.styles.addElement(default)
    notes = text.NotesConfiguration(
        noteclass="footnote", citationbodystylename="Raised", citationstylename="Raised",
        defaultstylename="Footnote", numformat="1", startnumberingat="document",
        footnotesposition="page",
    )  # fmt: skip
    made.styles.addElement(notes)


def _paragraph_style(name: str, look: tuple[Any, ...], colours: dict[str, str]) -> Any:
    size, before, after, bold, colour = look
    shown = name.replace("_20_", " ")
    made = style.Style(name=name, displayname=shown, family="paragraph")
    if name.startswith("Heading"):
        made.setAttrNS(STYLENS, "default-outline-level", name[-1])
    lines = {"margintop": f"{before}pt", "marginbottom": f"{after}pt"}
    if name in PLACES:
        lines["textalign"] = PLACES[name]
    if name == "Next_20_page":
        lines["breakafter"] = "page"
    if bold:
        lines["keepwithnext"] = "always"
    made.addElement(style.ParagraphProperties(**lines))
    weight = "bold" if bold else "normal"
    made.addElement(
        style.TextProperties(
            fontname=FONT, fontsize=f"{size}pt", fontweight=weight, color=colours[colour]
        )
    )
    return made


def _callout_styles(made: Any, kind: str, colours: dict[str, str]) -> None:
    strong, soft = colours["ink"], colours["ground"]
    if kind != "note":
        strong, soft = colours[kind], colours[f"{kind}-soft"]
    for name, bold in ((f"Callout_20_{kind}", False), (f"Callout_20_title_20_{kind}", True)):
        one = style.Style(name=name, displayname=name.replace("_20_", " "), family="paragraph")
        lines = style.ParagraphProperties(
            backgroundcolor=soft, borderleft=f"2.5pt solid {strong}", padding="0.22cm",
            marginbottom="0pt" if bold else "12pt", keepwithnext="always" if bold else "auto",
        )  # fmt: skip
        one.addElement(lines)
        look = {"fontweight": "bold", "color": strong} if bold else {"color": colours["ink"]}
        one.addElement(style.TextProperties(fontname=FONT, fontsize="11pt", **look))
        made.styles.addElement(one)
        value = style.Style(name=f"Value_20_{kind}", family="text")
    value.addElement(style.TextProperties(fontsize="20pt", fontweight="bold", color=strong))
    made.styles.addElement(value)


def _run_styles(made: Any, colours: dict[str, str]) -> None:
    for name, look in (
        ("Bold", {"fontweight": "bold"}),
        ("Raised", {"textposition": "super 62%"}),
        ("Muted", {"color": colours["muted"]}),
        ("Head", {"color": colours["muted"], "fontweight": "bold"}),
    ):
        one = style.Style(name=name, family="text")
        one.addElement(style.TextProperties(**look))
        made.styles.addElement(one)


def _list_styles(made: Any, colours: dict[str, str]) -> None:
    tint = style.Style(name="Mark", family="text")
    tint.addElement(style.TextProperties(color=colours["primary"], fontname=FONT))
    made.styles.addElement(tint)
    bullets, numbers = text.ListStyle(name=BULLETS), text.ListStyle(name=NUMBERS)
    bullet = text.ListLevelStyleBullet(level="1", bulletchar="•", stylename="Mark")
    number = text.ListLevelStyleNumber(
        level="1", numformat="1", numsuffix=".", startvalue="1", stylename="Mark"
    )
    for listed, level in ((bullets, bullet), (numbers, number)):
        level.addElement(style.ListLevelProperties(spacebefore="0cm", minlabelwidth="0.6cm"))
        listed.addElement(level)
        made.styles.addElement(listed)


def _table_styles(made: Any, colours: dict[str, str]) -> None:
    whole = style.Style(name="Rows", family="table")
    whole.addElement(
        style.TableProperties(width=f"{TEXT_WIDTH_CM}cm", align="left", marginbottom="0cm")
    )
    made.automaticstyles.addElement(whole)
    row = style.Style(name="Row", family="table-row")
    row.addElement(style.TableRowProperties(keeptogether="always"))
    made.automaticstyles.addElement(row)
    for name, points, colour in (("Row_20_cell", 0.5, "line"), ("Head_20_cell", 1, "ink")):
        cell = style.Style(name=name, family="table-cell")
        cell.addElement(
            style.TableCellProperties(
                borderbottom=f"{points}pt solid {colours[colour]}",
                paddingleft="0.1cm",
                paddingright="0.1cm",
                paddingtop="0cm",
                paddingbottom="0cm",
            )
        )
        made.automaticstyles.addElement(cell)


def column_style(made: Any, name: str, width_cm: float) -> str:
    """Make the style of a column, and return its name."""
    column = style.Style(name=name, family="table-column")
    column.addElement(style.TableColumnProperties(columnwidth=f"{width_cm:.3f}cm"))
    made.automaticstyles.addElement(column)
    return name


def _page(made: Any, document: Document) -> None:
    page = style.PageLayout(name="Page")
    page.addElement(
        style.PageLayoutProperties(
            pagewidth=f"{PAGE_CM[0]}cm",
            pageheight=f"{PAGE_CM[1]}cm",
            printorientation="portrait",
            margintop="2.2cm",
            marginbottom="1.2cm",
            marginleft=f"{MARGIN_CM}cm",
            marginright=f"{MARGIN_CM}cm",
        )
    )
    space = style.FooterStyle()
    space.addElement(style.HeaderFooterProperties(minheight="1.1cm", margintop="0.5cm"))
    page.addElement(space)
    made.automaticstyles.addElement(page)
    stops = made.getStyleByName("Footer").getElementsByType(style.ParagraphProperties)[0]
    held = style.TabStops()
    held.addElement(style.TabStop(position=f"{TEXT_WIDTH_CM}cm", type="right"))
    stops.addElement(held)
    master = style.MasterPage(name="Standard", pagelayoutname=page)
    master.addElement(_foot(document))
    made.masterstyles.addElement(master)


def _foot(document: Document) -> Any:
    spoken, foot = words.ALL[document.language], style.Footer()
    line = text.P(stylename="Footer")
    line.addText(f"{document.municipality} · {spoken.state(document.as_of)}")
    line.addElement(text.Tab())
    before, between = spoken.page.split("{page}")
    line.addText(before)
    line.addElement(text.PageNumber(selectpage="current", text="1"))
    line.addText(between.split("{pages}")[0])
    line.addElement(text.PageCount(text="1"))
    foot.addElement(line)
    if document.source:
        foot.addElement(text.P(stylename="Footer", text=document.source))
    return foot
