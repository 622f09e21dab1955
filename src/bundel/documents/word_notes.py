"""Real footnotes in a Word document, which python-docx does not write itself."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from bundel.documents.word_frame import REFERENCE

# Word keeps these two for the line above the notes.
SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))
NOTE = (
    '<w:footnote w:id="{id}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
    '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    "{runs}</w:p></w:footnote>"
)
LINE = (
    '<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:pPr>'
    '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    "<w:r><w:{kind}/></w:r></w:p></w:footnote>"
)


class Footnotes:
    """Collects the footnotes of a document while it is written."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def refer(self, paragraph: Any, text: str) -> None:
        """Put the number of a new footnote at the end of a paragraph."""
        self.texts.append(text)
        run = paragraph.add_run()
        run.style = REFERENCE
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(len(self.texts)))
        run._r.append(reference)

    def attach(self, made: Any) -> None:
        """Add the notes to the file, and tell its settings which are the lines above them."""
        if not self.texts:
            return
        part = Part(
            PackURI("/word/footnotes.xml"), CT.WML_FOOTNOTES, self._xml(), made.part.package
        )
        made.part.relate_to(part, RT.FOOTNOTES)
        told = "".join(f'<w:footnote w:id="{number}"/>' for number, _ in SEPARATORS)
        settings = made.settings.element
        notes = parse_xml(f"<w:footnotePr {nsdecls('w')}>{told}</w:footnotePr>")
        # The schema has an order; what follows the notes is always there.
        settings.find(qn("w:compat")).addprevious(notes)

    def _xml(self) -> bytes:
        lines = "".join(LINE.format(id=number, kind=kind) for number, kind in SEPARATORS)
        notes = "".join(
            NOTE.format(id=number, runs=_runs(text)) for number, text in enumerate(self.texts, 1)
        )
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        return f"{head}<w:footnotes {nsdecls('w')}>{lines}{notes}</w:footnotes>".encode()


def _runs(text: str) -> str:
    told = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in f" {text}".split("\n")
    )
    return f"<w:r>{told}</w:r>"
