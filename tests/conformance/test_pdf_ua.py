"""Our PDF is looked at by a validator of somebody else: every rule of PDF/UA-1 that it knows."""

from __future__ import annotations

import page
import pytest
import typst

from bundel.documents import parts, pdf
from tests.documents import example

PROFILE = page.ValidationProfile.PDF_UA_1
PLAIN = tuple(part for part in example.PARTS if not isinstance(part, parts.PageBreak))
ODD = (parts.Paragraph("علي عمر 漢字 Şükrü"), parts.Bullets(("a" * 290,)), parts.PageBreak())
FILES = {
    "document": lambda: pdf.pdf(example.document()),
    "one page": lambda: pdf.pdf(example.document(parts=PLAIN), one_page=True),
    "wall": lambda: pdf.pdf(example.document(), paper="a3", landscape=True),
    "odd text": lambda: pdf.pdf(example.document(parts=ODD)),
    "papers": lambda: pdf.pdf_of_many(
        [example.document(title="Agenda"), example.document(title="Besluit")], title="Stukken"
    ),
}


@pytest.mark.parametrize("file", FILES.values(), ids=FILES.keys())
def test_a_document_breaks_no_rule_of_pdf_ua(file):
    report = page.validate_pdf_bytes(file(), profile=PROFILE)

    assert report.is_compliant, str(report)


def test_the_validator_sees_a_file_without_tags():
    untagged = typst.compile(b"= Kop", format="pdf", pdf_tags=False)

    assert not page.validate_pdf_bytes(bytes(untagged), profile=PROFILE).is_compliant
