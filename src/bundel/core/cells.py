"""Texts on their way into a spreadsheet."""

from __future__ import annotations

import re

# What no workbook can hold; it comes along with a text copied from a document.
NOT_IN_A_CELL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Excel runs a text that begins with one of these; a quote in front makes it text again.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def neutral(text: str) -> str:
    """Return a text that every spreadsheet can hold and none will run as a formula."""
    text = NOT_IN_A_CELL.sub(" ", text)
    return f"'{text}" if text.startswith(DANGEROUS) else text
