"""Texts on their way into a spreadsheet."""

from __future__ import annotations

# Excel runs a text that begins with one of these; a quote in front makes it text again.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def neutral(text: str) -> str:
    """Return a text that no spreadsheet will run as a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text
