"""The capacity table as a picture: a row for each team, a bar against full in every quarter."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bundel.programme.selectors import CapacityCell, CapacityTable, PoolLoad
from bundel.ui.svg import box, line, picture, tag, text, titled, wrapped

NAME_WIDTH = 220.0
CELL_WIDTH = 82.0
ROW_HEIGHT = 58.0
HEAD = 64.0
BAR_HEIGHT = 14.0
BAR_WIDTH = 62.0
# A bar is drawn up to one and a half times full; beyond that the figure tells.
MOST_SHARE = 1.5


def capacity_picture(table: CapacityTable, label: str) -> str:
    """Return the picture: starting darker than running, past full outlined and in words."""
    width = NAME_WIDTH + CELL_WIDTH * len(table.quarters)
    height = HEAD + ROW_HEIGHT * len(table.pools)
    return picture(
        width,
        height,
        label,
        *_key(),
        *_heads(table),
        *(part for row, pool in enumerate(table.pools) for part in _row(pool, row, width)),
    )


def _key() -> list[str]:
    return [
        box(0, 4, 16, BAR_HEIGHT, "fill-start"),
        text(_("starten"), 22, 16, class_="fill-ink", font_size=13),
        box(90, 4, 16, BAR_HEIGHT, "fill-run"),
        text(_("draaien"), 112, 16, class_="fill-ink", font_size=13),
    ]


def _heads(table: CapacityTable) -> Iterator[str]:
    for column, quarter in enumerate(table.quarters):
        x = NAME_WIDTH + CELL_WIDTH * column
        yield text(quarter, x, HEAD - 12, class_="fill-muted", font_size=13, font_weight="bold")


def _row(pool: PoolLoad, row: int, width: float) -> Iterator[str]:
    y = HEAD + ROW_HEIGHT * row
    yield line(0, y, width, y, "stroke-line")
    for number, words in enumerate(wrapped(pool.name, NAME_WIDTH - 16, 14)):
        yield text(words, 0, y + 22 + 17 * number, class_="fill-ink", font_weight="bold")
    for column, cell in enumerate(pool.cells):
        yield from _cell(pool, cell, NAME_WIDTH + CELL_WIDTH * column, y)


def _cell(pool: PoolLoad, cell: CapacityCell, x: float, y: float) -> Iterator[str]:
    percent = round(cell.share * 100)
    full = BAR_WIDTH / MOST_SHARE
    start = _bar(cell.start_hours, cell.available)
    running = _bar(cell.running_hours, cell.available)
    running = min(running, MOST_SHARE - start)
    said = _("%(team)s, %(quarter)s: %(percent)s procent") % {
        "team": pool.name,
        "quarter": cell.quarter,
        "percent": percent,
    }
    words = _("%(percent)s%% te vol") if cell.over else "%(percent)s%%"
    yield tag(
        "g",
        titled(said),
        text(
            words % {"percent": percent},
            x,
            y + 22,
            class_="fill-stop" if cell.over else "fill-ink",
            font_size=12 if cell.over else 14,
            font_weight="bold" if cell.over else None,
        ),
        box(x, y + 32, start * full, BAR_HEIGHT, "fill-start"),
        box(x + start * full, y + 32, running * full, BAR_HEIGHT, "fill-run"),
        line(x + full, y + 28, x + full, y + 32 + BAR_HEIGHT + 4, "stroke-ink", stroke_width=1.5),
        *_past(x, y, full, start + running if cell.over else 0.0),
    )


def _bar(hours: float, available: float) -> float:
    """Return the share of what is full that a bar fills; with nothing to give it is past full."""
    if not available:
        return MOST_SHARE if hours else 0.0
    return min(hours / available, MOST_SHARE)


def _past(x: float, y: float, full: float, share: float) -> Iterator[str]:
    """Hatch what lies past full, so that colour is never alone."""
    if share <= 1:
        return
    begin, end = x + full, x + share * full
    yield box(begin, y + 32, end - begin, BAR_HEIGHT, "fill-none stroke-stop", stroke_width=2)
    place = begin + 3
    while place + 5 <= end:
        yield line(place, y + 32 + BAR_HEIGHT, place + 5, y + 32, "stroke-stop", stroke_width=1.5)
        place += 5
