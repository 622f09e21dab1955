"""How wide the columns of a table are, when nobody said it."""

from __future__ import annotations

from bundel.documents import parts
from bundel.documents.parts import Table

# A column is never narrower than a short word, and long text is folded rather than given more.
NARROWEST, WIDEST = 6, 34


def shares(table: Table) -> tuple[float, ...]:
    """Return the share of the width for each column; together they are 1."""
    wanted = table.widths or tuple(_wanted(table, at) for at in range(len(table.head)))
    return tuple(round(width / sum(wanted), 4) for width in wanted)


def _wanted(table: Table, at: int) -> float:
    texts = [table.head[at], *(parts.plain(row[at]) for row in table.rows)]
    longest_word = max((len(word) for text in texts for word in text.split()), default=0)
    longest = max(len(line) for text in texts for line in text.split("\n"))
    return float(min(max(longest_word + 2, min(longest, WIDEST), NARROWEST), 2 * WIDEST))
