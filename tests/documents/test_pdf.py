"""A PDF can be heard as well as seen, says what it was given, and is the same twice."""

from __future__ import annotations

from bundel.documents import pdf
from tests.documents import example


def test_the_same_document_gives_the_same_bytes():
    assert pdf.pdf(example.document()) == pdf.pdf(example.document())
