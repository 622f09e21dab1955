"""Letters that people go on with in an office program: DOCX and ODT of the same document."""

from __future__ import annotations

from bundel.documents import archive, checking, open_text, tidying, word
from bundel.documents.parts import Document


def docx(document: Document) -> bytes:
    """
    Return a document as Word file, with heads, footnotes, table heads and its language.

    Raises:
        Unprintable: if the document is wrong; the kind says how.
    """
    document = tidying.tidied(document)
    checking.check(document)
    return archive.settled(word.written(document), document.as_of)


def odt(document: Document) -> bytes:
    """
    Return a document as OpenDocument text, with the same in it as the Word file.

    Raises:
        Unprintable: if the document is wrong; the kind says how.
    """
    document = tidying.tidied(document)
    checking.check(document)
    return archive.settled(open_text.written(document), document.as_of, settle_names=True)
