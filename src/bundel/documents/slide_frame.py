"""The look of slides: 16:9, our colours, real places for title, foot line and number."""

from __future__ import annotations

import copy
import re
from datetime import datetime
from typing import Any

import pptx
from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part as PackagePart
from pptx.presentation import Presentation
from pptx.slide import SlideLayout
from pptx.util import Emu, Inches, Pt

from bundel.documents import words
from bundel.documents.parts import Deck

WIDTH_IN, HEIGHT_IN, MARGIN_IN = 13.333, 7.5, 0.75
TEXT_WIDTH_IN = WIDTH_IN - 2 * MARGIN_IN
TOP_IN, BOTTOM_IN = 1.6, 6.72
FOOT_TOP_IN = 6.95
# Known to Windows, macOS and Office; elsewhere Liberation Sans is exactly as wide.
FONT = "Arial"
TITLE_LAYOUT, PLAIN_LAYOUT = "Title Slide", "Title Only"
# Where a theme of slides has a colour, and which of ours stands there.
SCHEME = {
    "dk2": "primary", "lt2": "ground", "accent1": "primary", "accent2": "now", "accent3": "later",
    "accent4": "good", "accent5": "wait", "accent6": "stop", "hlink": "primary",
    "folHlink": "muted",
}  # fmt: skip
# Left, top, width and height of each place, in inches.
PLACES = {
    "title": (MARGIN_IN, 0.45, TEXT_WIDTH_IN, 1.0),
    "body": (MARGIN_IN, TOP_IN, TEXT_WIDTH_IN, BOTTOM_IN - TOP_IN),
    "ctrTitle": (MARGIN_IN, 1.9, TEXT_WIDTH_IN, 2.0),
    "subTitle": (MARGIN_IN, 4.15, TEXT_WIDTH_IN, 1.4),
    "ftr": (MARGIN_IN, FOOT_TOP_IN, 10.3, 0.3),
    "sldNum": (WIDTH_IN - MARGIN_IN - 1.2, FOOT_TOP_IN, 1.2, 0.3),
}
ANCHORS = {"title": MSO_ANCHOR.MIDDLE, "ctrTitle": MSO_ANCHOR.BOTTOM}
ALIGNS = {"ftr": "l", "sldNum": "r"}
BAND = """
<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
      xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
  <p:nvSpPr><p:cNvPr id="90" name="Band"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>
  <p:spPr>
    <a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
    <a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
    <a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln>
  </p:spPr>
</p:sp>
"""
# The library's empty file says that it is of another program, and of another shape.
NEEDLESS = (RT.THUMBNAIL, RT.PRINTER_SETTINGS, RT.EXTENDED_PROPERTIES)


def blank(deck: Deck, colours: dict[str, str]) -> Presentation:
    """Return a presentation without slides, with the look and the properties of a deck."""
    made = pptx.Presentation()
    made.slide_width, made.slide_height = Inches(WIDTH_IN), Inches(HEIGHT_IN)
    for layout in list(made.slide_layouts):
        if layout.name not in (TITLE_LAYOUT, PLAIN_LAYOUT):
            made.slide_layouts.remove(layout)
    _drop_needless(made)
    _colour(made, colours)
    _place(made)
    _band(made)
    _speak(made, words.ALL[deck.language].tag)
    _name(made, deck)
    return made


def layout(made: Presentation, name: str) -> SlideLayout:
    """Return one of the two layouts that are kept."""
    found = made.slide_layouts.get_by_name(name)
    if found is None:
        raise LookupError(name)
    return found


def add_foot(slide: Any, text: str, tag: str) -> None:
    """Give a slide its foot line and its number, in the places that the layout has for them."""
    for place in slide.slide_layout.placeholders:
        kind = place.element.find(".//{*}ph").get("type")
        if kind not in ("ftr", "sldNum"):
            continue
        copied = copy.deepcopy(place.element)
        slide.shapes._spTree.append(copied)
        copied.find(".//{*}cNvPr").set("id", str(100 + len(slide.shapes)))
        if kind == "ftr":
            _say(copied, text, tag)


def _say(shape: Any, text: str, tag: str) -> None:
    paragraph = shape.find(".//{*}p")
    for child in list(paragraph):
        paragraph.remove(child)
    run = etree.SubElement(paragraph, f"{{{paragraph.nsmap['a']}}}r")
    etree.SubElement(run, f"{{{paragraph.nsmap['a']}}}rPr").set("lang", tag)
    etree.SubElement(run, f"{{{paragraph.nsmap['a']}}}t").text = text


def _drop_needless(made: Presentation) -> None:
    """Leave out what the library's empty file brings along: a picture of it, a printer."""
    for owner in (made.part, made.part.package):
        for rid, relation in list(owner._rels.items()):
            if relation.reltype in NEEDLESS:
                owner._rels.pop(rid)


def _colour(made: Presentation, colours: dict[str, str]) -> None:
    master = made.slide_master
    theme = master.part.part_related_by(RT.THEME)
    if not isinstance(theme, PackagePart):
        raise LookupError("theme")
    text = theme.blob.decode("utf-8")
    for name, token in SCHEME.items():
        colour = f'<a:srgbClr val="{colours[token].lstrip("#")}"/>'
        text = re.sub(f"(<a:{name}>).*?(</a:{name}>)", rf"\1{colour}\2", text)
    ink = f'<a:dk1><a:srgbClr val="{colours["ink"].lstrip("#")}"/></a:dk1>'
    theme._blob = re.sub("<a:dk1>.*?</a:dk1>", ink, text).encode("utf-8")
    master.background.fill.solid()
    master.background.fill.fore_color.rgb = rgb(colours["ground"])
    title = master.element.find(".//{*}titleStyle/{*}lvl1pPr")
    title.set("algn", "l")
    letters = title.find("{*}defRPr")
    letters.set("sz", "2800")
    letters.set("b", "1")


def _place(made: Presentation) -> None:
    """Put the places for text where a wide slide has room."""
    plain, first = layout(made, PLAIN_LAYOUT), layout(made, TITLE_LAYOUT)
    for holder in (made.slide_master, plain, first):
        for place in list(holder.placeholders):
            _place_one(place, place.element.find(".//{*}ph").get("type"))


def _place_one(place: Any, kind: str) -> None:
    if kind == "dt":
        place.element.getparent().remove(place.element)
        return
    _at(place, *PLACES[kind])
    _no_inset(place)
    if kind == "subTitle":
        place.element.find(".//{*}lvl1pPr").set("algn", "l")
    if kind in ALIGNS:
        _letters(place, ALIGNS[kind])
    if kind in ANCHORS:
        place.text_frame.vertical_anchor = ANCHORS[kind]


def _band(made: Presentation) -> None:
    """Draw a line in our colour along the top of every slide; nothing reads it aloud."""
    tree = made.slide_master.shapes._spTree
    tree.append(etree.fromstring(BAND.format(width=Inches(WIDTH_IN), height=Inches(0.1))))


def _at(place: Any, left: float, top: float, width: float, height: float) -> None:
    place.left, place.top = Inches(left), Inches(top)
    place.width, place.height = Inches(width), Inches(height)


def _no_inset(place: Any) -> None:
    frame = place.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)


def _letters(place: Any, align: str) -> None:
    """Set the foot line small, on the side where it stands."""
    _no_inset(place)
    style = place.element.find(".//{*}lstStyle")
    for child in list(style):
        style.remove(child)
    name = style.nsmap["a"]
    level = etree.SubElement(style, f"{{{name}}}lvl1pPr", algn=align)
    letters = etree.SubElement(level, f"{{{name}}}defRPr", sz=str(int(Pt(11).pt * 100)))
    fill = etree.SubElement(letters, f"{{{name}}}solidFill")
    etree.SubElement(fill, f"{{{name}}}schemeClr", val="folHlink")


def _speak(made: Presentation, tag: str) -> None:
    """Say the language wherever the library's empty file says another."""
    for holder in (made, made.slide_master, *made.slide_layouts):
        for element in holder.element.iter():
            if element.get("lang"):
                element.set("lang", tag)


def _name(made: Presentation, deck: Deck) -> None:
    properties = made.core_properties
    day = datetime(deck.as_of.year, deck.as_of.month, deck.as_of.day)  # noqa: DTZ001  a day
    properties.title, properties.author = deck.title, deck.municipality
    properties.subject, properties.language = deck.subtitle, words.ALL[deck.language].tag
    properties.created = properties.modified = day
    properties.last_modified_by, properties.revision = deck.municipality, 1
    properties.keywords = properties.comments = ""


def rgb(colour: str) -> RGBColor:
    """Return #rrggbb as the library takes it."""
    return RGBColor(*bytes.fromhex(colour.lstrip("#")))
