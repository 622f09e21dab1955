"""A figure over time as a small line, with the limits that decisions watch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bundel.steering.selectors.indicators import ASSUMPTION, IndicatorCard, ReadingView
from bundel.ui import svg

WIDTH, HEIGHT = 640.0, 220.0
LEFT, RIGHT, TOP, BOTTOM = 12.0, 96.0, 18.0, 30.0
POINT = 3.5


def reading_line(card: IndicatorCard) -> str:
    """Return the values of a figure as a line; empty with fewer than two of them."""
    readings = sorted(card.readings, key=lambda one: one.date)
    if len(readings) < 2:
        return ""
    limits = [float(one.limit) for one in card.watches]
    values = [float(one.value) for one in readings]
    top = max([*values, *limits, 0.0]) * 1.08 or 1.0
    low = min([*values, *limits, 0.0])
    first, last = readings[0].date, readings[-1].date

    def across(day: date) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (day - first).days / max((last - first).days, 1)

    def up(value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - low) / (top - low)

    places = [(across(one.date), up(float(one.value))) for one in readings]
    label = _("%(name)s van %(first)s tot en met %(last)s") % {
        "name": card.name,
        "first": date_format(first, "F Y"),
        "last": date_format(last, "F Y"),
    }
    return svg.picture(
        WIDTH,
        HEIGHT,
        label,
        svg.line(LEFT, up(low), WIDTH - RIGHT, up(low), "stroke-line"),
        *[part for limit in card.watches for part in _limit(up(float(limit.limit)))],
        *_segments(readings, places),
        *[_point(one, place) for one, place in zip(readings, places, strict=True)],
        *_ends(readings, places),
    )


def _limit(y: float) -> list[str]:
    return [
        svg.line(LEFT, y, WIDTH - RIGHT, y, "stroke-stop dashed"),
        svg.text(_("grens"), WIDTH - RIGHT + 6, y + 4, class_="fill-stop"),
    ]


def _segments(readings: Sequence[ReadingView], places: Sequence[tuple[float, float]]) -> list[str]:
    """Return the line; what leads to an assumption is dashed."""
    pairs = zip(readings[1:], places, places[1:], strict=False)
    return [
        svg.line(
            *one,
            *other,
            "stroke-primary dashed" if reading.grade == ASSUMPTION else "stroke-primary",
            stroke_width=2,
        )
        for reading, one, other in pairs
    ]


def _point(one: ReadingView, place: tuple[float, float]) -> str:
    words = f"{date_format(one.date, 'j F Y')}: {one.shown}"
    return svg.tag(
        "circle",
        svg.titled(words),
        cx=place[0],
        cy=place[1],
        r=POINT,
        class_="fill-primary" if one.grade != ASSUMPTION else "fill-surface stroke-primary",
    )


def _ends(readings: Sequence[ReadingView], places: Sequence[tuple[float, float]]) -> list[str]:
    first, last = readings[0], readings[-1]
    foot = HEIGHT - 8
    return [
        svg.text(date_format(first.date, "M Y"), LEFT, foot, class_="fill-muted"),
        svg.text(
            date_format(last.date, "M Y"),
            WIDTH - RIGHT,
            foot,
            class_="fill-muted",
            text_anchor="end",
        ),
        svg.text(
            last.shown.split(" per ")[0], places[-1][0] + 8, places[-1][1] - 8, class_="fill-ink"
        ),
    ]
