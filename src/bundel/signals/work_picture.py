"""Who gets more work and who less, as two bars each: now, and with the draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bundel.signals.selectors.backtest import Work
from bundel.ui.svg import box, line, picture, text, wrapped

WIDTH = 720.0
NAMES, BARS = 210.0, 440.0
ROW, BAR = 46.0, 15.0
MOST_ROWS = 12
SIZE = 14.0


def work_picture(work: Sequence[Work], label: str) -> str:
    """Return the picture; the targets that change most come first, as in the table."""
    rows = work[:MOST_ROWS]
    most = max([1, *(max(one.before, one.after) for one in rows)])
    height = ROW * len(rows) + 8
    parts = [part for place, one in enumerate(rows) for part in _row(one, place * ROW + 6, most)]
    parts.append(line(NAMES, 0, NAMES, height, "stroke-line"))
    return picture(WIDTH, height, label, *parts)


def _row(one: Work, top: float, most: int) -> Iterator[str]:
    name = wrapped(one.name[:1].upper() + one.name[1:], NAMES - 12, SIZE, lines=1)[0]
    yield text(name, NAMES - 12, top + BAR + 5, class_="fill-ink", text_anchor="end")
    for value, y, colour in (
        (one.before, top, "fill-muted"),
        (one.after, top + BAR, "fill-primary"),
    ):
        width = BARS * value / most
        yield box(NAMES, y, width, BAR - 1, colour)
        yield text(str(value), NAMES + width + 6, y + BAR - 3, class_="fill-ink")
