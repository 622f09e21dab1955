"""Now against later: every plan a point, nothing added up."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bundel.ui.svg import line, picture, tag, text, titled

WIDTH = 920.0
HEIGHT = 380.0
LEFT = 110.0
RIGHT = 90.0
TOP = 44.0
BOTTOM = 66.0
ARROW = 18.0
RADIUS = 5.0
REACH = 14.0
TICKS = 4


@dataclass(frozen=True, slots=True)
class Point:
    """One plan: what it does now and later, and where the reader goes to see it."""

    number: int
    now: float
    later: float
    said: str
    is_chosen: bool
    href: str = ""


@dataclass(frozen=True, slots=True)
class Frontier:
    """The whole picture; `written` makes a tick's text from an amount."""

    title: str
    points: tuple[Point, ...]
    now_word: str
    later_word: str
    written: Callable[[float], str]


def frontier(front: Frontier) -> str:
    """Return the picture: now to the right and warm, later upwards and blue."""
    across = _scale([p.now for p in front.points], LEFT, WIDTH - RIGHT)
    up = _scale([p.later for p in front.points], HEIGHT - BOTTOM, TOP)
    points = sorted(front.points, key=lambda p: p.now)
    # The chosen one lies on top.
    drawn = sorted(points, key=lambda p: p.is_chosen)
    course = " ".join(f"{across.place(p.now):.1f},{up.place(p.later):.1f}" for p in points)
    return picture(
        WIDTH,
        HEIGHT,
        front.title,
        *_across(front, across),
        *_up(front, up),
        tag("polyline", points=course, class_="fill-none stroke-muted", stroke_width=1.5),
        *(_point(p, across.place(p.now), up.place(p.later)) for p in drawn),
    )


@dataclass(frozen=True, slots=True)
class Scale:
    """From amounts to places on the picture."""

    low: float
    high: float
    begin: float
    end: float
    ticks: tuple[float, ...]

    def place(self, amount: float) -> float:
        """Return where an amount stands."""
        share = (amount - self.low) / (self.high - self.low)
        return self.begin + share * (self.end - self.begin)


def _scale(amounts: Sequence[float], begin: float, end: float) -> Scale:
    """Return a scale around the amounts with round ticks; it need not begin at zero."""
    low, high = min(amounts), max(amounts)
    spread = max(high - low, abs(high) * 0.02, 1.0)
    step = _round_step(spread / TICKS)
    first, last = math.floor((low - 0.1 * spread) / step), math.ceil((high + 0.1 * spread) / step)
    ticks = tuple(step * k for k in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], begin, end, ticks)


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return float(next(k * power for k in (1, 2, 5, 10) if k * power >= rough * (1 - 1e-9)))


def _across(front: Frontier, scale: Scale) -> list[str]:
    y = HEIGHT - BOTTOM
    parts = []
    for tick in scale.ticks:
        x = scale.place(tick)
        parts.append(line(x, TOP, x, y, "stroke-line"))
        words = front.written(tick)
        parts.append(
            text(words, x, y + 20, class_="fill-muted", text_anchor="middle", font_size=12)
        )
    name = text(
        front.now_word,
        WIDTH - RIGHT - ARROW,
        y + 46,
        class_="fill-now",
        text_anchor="end",
        font_weight="bold",
    )
    arrow = text("→", WIDTH - RIGHT, y + 46, class_="fill-now", text_anchor="end")
    return [*parts, name, arrow]


def _up(front: Frontier, scale: Scale) -> list[str]:
    parts = []
    for tick in scale.ticks:
        y = scale.place(tick)
        parts.append(line(LEFT, y, WIDTH - RIGHT, y, "stroke-line"))
        words = front.written(tick)
        parts.append(
            text(words, LEFT - 10, y + 4, class_="fill-muted", text_anchor="end", font_size=12)
        )
    arrow = text("↑", 0, 20, class_="fill-later")
    name = text(front.later_word, ARROW, 20, class_="fill-later", font_weight="bold")
    return [*parts, arrow, name]


def _point(point: Point, x: float, y: float) -> str:
    """Draw a point with its number beside it, and around it room for a finger."""
    mark = "fill-primary stroke-primary" if point.is_chosen else "fill-surface stroke-ink"
    size = RADIUS + 2 if point.is_chosen else RADIUS
    parts = [
        titled(point.said),
        tag("circle", cx=x, cy=y, r=REACH, class_="fill-surface", fill_opacity=0),
        tag("circle", cx=x, cy=y, r=size, class_=mark, stroke_width=2),
        text(
            str(point.number),
            x + 9,
            y - 9,
            class_="fill-primary" if point.is_chosen else "fill-ink",
            font_weight="bold",
        ),
    ]
    if point.href:
        return tag("a", *parts, href=point.href, aria_label=point.said, class_="mark")
    return tag("g", *parts)
