"""The look of a Word document: its styles, its page, its foot line and its properties."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from bundel.documents import words
from bundel.documents.parts import Document

PAGE_CM, MARGIN_CM = (21.0, 29.7), 2.3
TEXT_WIDTH_CM = PAGE_CM[0] - 2 * MARGIN_CM
# A picture leaves room for its caption on the same page.
HIGHEST_CM = 20.0
# Known on every machine with an office program; a letter that others edit must not shift.
FONT = "Arial"
# As Word itself names the style of the raised number.
REFERENCE = "footnote reference"
# The library's empty file says that it is of another program, and brings what nothing uses.
EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
NEEDLESS = (RT.THUMBNAIL, RT.EXTENDED_PROPERTIES, RT.CUSTOM_XML, EFFECTS)
# Size, space before, space after (points), bold, colour.
LOOKS = {
    "Normal": (11, 0, 8, False, "ink"),
    "Title": (24, 6, 4, True, "ink"),
    "Subtitle": (13, 0, 14, False, "muted"),
    "Heading 1": (15, 18, 6, True, "ink"),
    "Heading 2": (12.5, 14, 4, True, "primary"),
    "Heading 3": (11, 12, 4, True, "muted"),
    "Caption": (11, 10, 4, True, "ink"),
    "List Bullet": (11, 0, 4, False, "ink"),
    "List Number": (11, 0, 4, False, "ink"),
    "Sender": (11, 0, 10, True, "primary"),
    "Figure caption": (9.5, 2, 12, False, "muted"),
    "Tile": (11, 0, 2, False, "ink"),
    "Callout": (11, 0, 0, False, "ink"),
    "Cell": (10, 2, 2, False, "ink"),
    "Gap": (6, 0, 4, False, "ink"),
    "footnote text": (9, 0, 2, False, "muted"),
    "Footer": (9, 0, 0, False, "muted"),
}


def prepare(made: Any, document: Document, colours: dict[str, str]) -> None:
    """Give an empty document its look, its language and its properties."""
    for owner in (made.part, made.part.package):
        for rid, relation in list(owner.rels.items()):
            if relation.reltype in NEEDLESS:
                del owner.rels[rid]
    tag = words.ALL[document.language].tag
    _styles(made, colours, tag)
    _settle(made, tag)
    _page(made, document, colours)
    properties = made.core_properties
    day = datetime(document.as_of.year, document.as_of.month, document.as_of.day)  # noqa: DTZ001  a day
    properties.title, properties.author = document.title, document.municipality
    properties.subject, properties.language = document.subtitle, tag
    properties.created = properties.modified = day
    properties.last_modified_by, properties.revision = document.municipality, 1
    properties.keywords = properties.comments = ""


def _settle(made: Any, tag: str) -> None:
    """Say the language, and that the file is of this age: an older one opens half locked."""
    settings = made.settings.element
    for told in settings.iter(qn("w:themeFontLang")):
        told.set(qn("w:val"), tag)
    for told in settings.iter(qn("w:compatSetting")):
        if told.get(qn("w:name")) == "compatibilityMode":
            told.set(qn("w:val"), "15")


def _styles(made: Any, colours: dict[str, str], tag: str) -> None:
    default = made.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    default.find(qn("w:lang")).set(qn("w:val"), tag)
    for name, look in LOOKS.items():
        if name not in made.styles:
            known = name.startswith("footnote")
            style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=known)
            style.base_style = made.styles["Normal"]
        _letters(made.styles[name], look, colours)
    made.styles["Normal"].paragraph_format.line_spacing = 1.15
    # The library's title has a blue line below it.
    for line in made.styles["Title"].element.iter(qn("w:pBdr")):
        line.getparent().remove(line)
        break
    callout = made.styles["Callout"].paragraph_format
    callout.left_indent, callout.right_indent = Cm(0.3), Cm(0.3)
    raised = made.styles.add_style(REFERENCE, WD_STYLE_TYPE.CHARACTER, builtin=True)
    raised.font.superscript = True
    for name, known_as in ((REFERENCE, "FootnoteReference"), ("footnote text", "FootnoteText")):
        made.styles[name].element.styleId = known_as
    _rows_style(made, colours["line"].lstrip("#"))


def _letters(style: Any, look: tuple[float, float, float, bool, str], colours: Any) -> None:
    size, before, after, bold, colour = look
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, False
    font.color.rgb = RGBColor.from_string(colours[colour].lstrip("#"))
    letters = style.element.get_or_add_rPr()
    fonts = letters.find(qn("w:rFonts"))
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)
    for spacing in letters.findall(qn("w:spacing")):
        letters.remove(spacing)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.0


def _rows_style(made: Any, line: str) -> None:
    """Add a style for tables: a thin line below each row and nothing else."""
    edge = f'w:val="single" w:sz="4" w:space="0" w:color="{line}"'
    made.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Rows">'
            '<w:name w:val="Rows"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
            f"<w:bottom {edge}/><w:insideH {edge}/></w:tblBorders>"
            '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
            "</w:tblCellMar></w:tblPr></w:style>"
        )
    )


def _page(made: Any, document: Document, colours: dict[str, str]) -> None:
    page, spoken = made.sections[0], words.ALL[document.language]
    page.page_width, page.page_height = Cm(PAGE_CM[0]), Cm(PAGE_CM[1])
    page.left_margin = page.right_margin = Cm(MARGIN_CM)
    page.top_margin, page.bottom_margin = Cm(2.2), Cm(2.4)
    page.footer_distance = Cm(1.0)
    foot = page.footer.paragraphs[0]
    stops = foot.paragraph_format.tab_stops
    for stop in ("center", "right"):
        _clear_stop(made.styles["Footer"], stop)
    stops.add_tab_stop(Cm(TEXT_WIDTH_CM), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{document.municipality} · {spoken.state(document.as_of)}\t")
    before, between = spoken.page.split("{page}")
    foot.add_run(before)
    _field(foot, "PAGE")
    foot.add_run(between.split("{pages}")[0])
    _field(foot, "NUMPAGES")
    if document.source:
        page.footer.add_paragraph(document.source, style="Footer")


def _clear_stop(style: Any, kind: str) -> None:
    for stop in list(style.element.iter(qn("w:tab"))):
        if stop.get(qn("w:val")) == kind:
            stop.getparent().remove(stop)


def _field(paragraph: Any, name: str) -> None:
    """Write a field that the office program fills: the page, or how many there are."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


# --- Tables, lists and boxes ------------------------------------------------------------------


def look(table: Any, *, first_row: bool, first_column: bool) -> None:
    """Say which cells are heads, for who hears the table."""
    told = table._tbl.tblPr.find(qn("w:tblLook"))
    if told is None:
        told = OxmlElement("w:tblLook")
        table._tbl.tblPr.append(told)
    for name in list(told.attrib):
        del told.attrib[name]
    flags = {"firstRow": first_row, "firstColumn": first_column, "noHBand": True, "noVBand": True}
    told.set(qn("w:val"), f"{0x0600 | 0x20 * first_row | 0x80 * first_column:04X}")
    for name, on in flags.items():
        told.set(qn(f"w:{name}"), str(int(on)))


def describe(table: Any, text: str) -> None:
    """Give a table its caption, for who hears it."""
    if text:
        told = OxmlElement("w:tblCaption")
        told.set(qn("w:val"), text)
        table._tbl.tblPr.append(told)


def keep_whole(row: Any, *, repeat: bool) -> None:
    """Let no row break over two pages, and the heads stand on each page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeat:
        properties.append(OxmlElement("w:tblHeader"))


def rule(cell: Any, colour: str, eighths: int) -> None:
    """Draw the line below a cell."""
    edge = f'w:val="single" w:sz="{eighths}" w:space="0" w:color="{colour.lstrip("#")}"'
    borders = parse_xml(f"<w:tcBorders {nsdecls('w')}><w:bottom {edge}/></w:tcBorders>")
    cell._tc.get_or_add_tcPr().append(borders)


def box(paragraph: Any, strong: str, soft: str) -> None:
    """Give a paragraph a ground and an edge on the left."""
    properties = paragraph._p.get_or_add_pPr()
    edge = f'w:val="single" w:sz="24" w:space="8" w:color="{strong.lstrip("#")}"'
    properties.insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}><w:left {edge}/></w:pBdr>"),
        "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr",
    )  # fmt: skip
    shade = f'w:val="clear" w:color="auto" w:fill="{soft.lstrip("#")}"'
    properties.insert_element_before(
        parse_xml(f"<w:shd {nsdecls('w')} {shade}/>"), "w:tabs", "w:spacing", "w:ind", "w:jc"
    )


def new_numbering(made: Any, first: int) -> int:
    """Return the number of a new numbered list, which begins where it is told."""
    numbering = made.part.numbering_part.element
    style = made.styles["List Number"].element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    base = numbering.num_having_numId(style.numId.val)
    number = numbering.add_num(base.abstractNumId.val)
    number.add_lvlOverride(ilvl=0).add_startOverride(first)
    return int(number.numId)
