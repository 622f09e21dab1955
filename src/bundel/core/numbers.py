"""Numbers as people write them, with a comma or a point."""

from __future__ import annotations

import re

BETWEEN_DIGITS = re.compile(r"[\s\u00a0\u202f'€]")
GROUPED = 3


def plain_number(text: str, *, group_mark: str) -> str:
    """
    Return a written number with a point for its decimals and no grouping.

    `12,5` and `12.5` are both twelve and a half, in every language. Only a single mark with three
    digits behind it can mean two things; then the language decides.

    Args:
        text: What was typed.
        group_mark: The mark that the reader's language puts between thousands: a point or comma.
    """
    bare = BETWEEN_DIGITS.sub("", text)
    last = max(bare.rfind(","), bare.rfind("."))
    if last < 0:
        return bare
    mark, tail = bare[last], bare[last + 1 :]
    other = "." if mark == "," else ","
    groups = bare.count(mark) > 1 or (
        mark == group_mark and len(tail) == GROUPED and other not in bare
    )
    if groups:
        return bare.replace(mark, "").replace(other, ".")
    return f"{bare[:last].replace(other, '')}.{tail}"
