"""The line of time: a row for each initiative, a column for each quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bundel.programme.pictures.svg import box, line, picture, tag, text, wrapped

# Wide enough to be read at its own size beside the menu of a laptop.
NAMES = 312.0
COLUMN = 44.0
NOTES = 124.0
HEAD = 52.0
ROW = 46.0
BAR = 20.0
FOOT = 56.0
LARGE = 14.0
SMALL = 12.0
TIP_LINE = 18.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One initiative in time. `said` is what hover, focus and a screen reader tell."""

    name: str
    under: str
    note: str
    note_tone: str
    start: int
    duration: int
    start_up: int
    is_assumption: bool
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roadmap:
    """The whole picture; `today` is in quarters from the first, None when it lies outside."""

    title: str
    quarters: tuple[str, ...]
    bars: tuple[Bar, ...]
    today: float | None
    today_word: str
    start_word: str
    run_word: str
    assumption_word: str


def roadmap(road: Roadmap, *, interactive: bool = True) -> str:
    """
    Return the picture.

    Args:
        interactive: With what hover and focus tell; without it for a file.
    """
    width = NAMES + COLUMN * len(road.quarters) + NOTES
    height = HEAD + ROW * len(road.bars) + FOOT
    below = HEAD + ROW * len(road.bars)
    return picture(
        width,
        height,
        road.title,
        *_head(road.quarters, below),
        *(_row(road, bar, index, interactive) for index, bar in enumerate(road.bars)),
        *_today(road, below),
        *_key(road, below + 42),
    )


def _x(quarter: float) -> float:
    return NAMES + COLUMN * quarter


def _head(quarters: Sequence[str], below: float) -> list[str]:
    parts = []
    for index, label in enumerate(quarters):
        year, number = label.split("-K")
        opens_year = index == 0 or number == "1"
        line_class = "stroke-control" if opens_year else "stroke-line"
        parts.append(line(_x(index), 8 if opens_year else HEAD - 20, _x(index), below, line_class))
        if opens_year:
            parts.append(text(year, _x(index) + 6, 20, class_="fill-ink", font_weight="bold"))
        middle = _x(index) + COLUMN / 2
        parts.append(text(f"K{number}", middle, 42, class_="fill-muted", text_anchor="middle"))
    end = _x(len(quarters))
    return [*parts, line(end, HEAD - 20, end, below, "stroke-line")]


def _row(road: Roadmap, bar: Bar, index: int, interactive: bool) -> str:
    top = HEAD + ROW * index
    end = _x(len(road.quarters))
    parts = [
        line(0, top, end + NOTES, top, "stroke-line"),
        *_name(bar, top),
        *_bar(road, bar, top),
        text(
            bar.note,
            end + 14,
            top + ROW / 2 + 5,
            class_=f"fill-{bar.note_tone}",
            font_size=13,
        ),
    ]
    if not interactive:
        return tag("g", *parts)
    parts += [
        box(-4, top + 2, end + NOTES + 4, ROW - 4, "ring fill-none stroke-ink", stroke_width=2),
        _tip(road, bar, top),
    ]
    return tag("g", *parts, class_="mark", tabindex=0, role="img", aria_label=". ".join(bar.said))


def _name(bar: Bar, top: float) -> list[str]:
    name = wrapped(bar.name, NAMES - 12, LARGE, lines=1)[0]
    return [
        text(name, 0, top + 20, class_="fill-ink", font_size=LARGE, font_weight="bold"),
        text(bar.under, 0, top + 37, class_="fill-muted", font_size=SMALL),
    ]


def _bar(road: Roadmap, bar: Bar, top: float) -> list[str]:
    """Draw what lies within the plan; an arrow where it goes on beyond it."""
    last = len(road.quarters)
    begin, end = max(0, bar.start), min(last, bar.start + bar.duration)
    switch = min(max(bar.start + bar.start_up, begin), end)
    y = top + (ROW - BAR) / 2
    parts = [
        box(_x(begin) + 1, y, _x(switch) - _x(begin) - 1, BAR, "fill-start"),
        box(_x(switch), y, _x(end) - _x(switch) - 1, BAR, "fill-run"),
    ]
    if bar.is_assumption:
        parts.append(
            box(
                _x(begin) - 2,
                y - 3,
                _x(end) - _x(begin) + 3,
                BAR + 6,
                "fill-none stroke-muted",
                stroke_dasharray="4 3",
            )
        )
    middle = y + BAR / 2
    if bar.start < 0:
        parts.append(_arrow(_x(0) - 8, middle, -1))
    if bar.start + bar.duration > last:
        parts.append(_arrow(_x(last) + 4, middle, 1))
    return parts


def _arrow(x: float, y: float, direction: int) -> str:
    tip, back = x + 4 * direction, x - 2 * direction
    return tag("path", d=f"M{back} {y - 5} L{tip} {y} L{back} {y + 5} Z", class_="fill-muted")


def _tip(road: Roadmap, bar: Bar, top: float) -> str:
    """What hover and focus show: above the row, over what was drawn before it."""
    lines = [part for said in bar.said for part in wrapped(said, 330, 13, lines=3)]
    height = TIP_LINE * len(lines) + 16
    width = 350.0
    left = min(_x(max(0, bar.start)), _x(len(road.quarters)) + NOTES - width)
    up = top + (ROW - BAR) / 2 - height - 6
    y = up if up >= 0 else top + ROW - 6
    words = [
        text(
            words,
            left + 12,
            y + 22 + TIP_LINE * index,
            class_="fill-ink",
            font_size=13,
            font_weight="bold" if index == 0 else None,
        )
        for index, words in enumerate(lines)
    ]
    return tag(
        "g",
        box(left, y, width, height, "fill-surface stroke-ink", rx=6),
        *words,
        class_="tip",
        aria_hidden="true",
    )


def _today(road: Roadmap, below: float) -> list[str]:
    if road.today is None:
        return []
    x = _x(road.today)
    return [
        line(x, 26, x, below, "stroke-stop", stroke_width=2),
        text(
            road.today_word,
            x,
            below + 14,
            class_="fill-stop",
            text_anchor="middle",
            font_size=SMALL,
        ),
    ]


def _key(road: Roadmap, y: float) -> list[str]:
    """Two words beside the two shades: the only key that this picture needs."""
    parts = [
        box(NAMES, y - 10, 22, 12, "fill-start"),
        text(road.start_word, NAMES + 28, y, class_="fill-muted", font_size=SMALL),
        box(NAMES + 110, y - 10, 22, 12, "fill-run"),
        text(road.run_word, NAMES + 138, y, class_="fill-muted", font_size=SMALL),
    ]
    if any(bar.is_assumption for bar in road.bars):
        parts += [
            box(NAMES + 210, y - 10, 22, 12, "fill-none stroke-muted", stroke_dasharray="4 3"),
            text(road.assumption_word, NAMES + 238, y, class_="fill-muted", font_size=SMALL),
        ]
    return parts
