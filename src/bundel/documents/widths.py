"""How wide the columns of a table are, when nobody said it."""

from __future__ import annotations

from bundel.documents import parts
from bundel.documents.parts import Table

# Letters: what a long word asks, what a long text asks before it is folded, and the edges.
LONGEST_WORD, WIDEST, EDGES = 18, 34, 5


def shares(table: Table) -> tuple[float, ...]:
    """Return the share of the width for each column; together they are 1."""
    wanted = table.widths or tuple(_wanted(table, at) for at in range(len(table.head)))
    return tuple(round(width / sum(wanted), 4) for width in wanted)


def _wanted(table: Table, at: int) -> float:
    texts = [table.head[at], *(parts.plain(row[at]) for row in table.rows)]
    longest_word = max((len(word) for text in texts for word in text.split()), default=0)
    longest_line = max(len(line) for text in texts for line in text.split("\n"))
    return float(max(min(longest_word, LONGEST_WORD), min(longest_line, WIDEST)) + EDGES)
