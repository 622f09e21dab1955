"""A picture as a sheet of its own: its answer above it, where it comes from below it."""

from __future__ import annotations

import re

from bundel.ui.svg import NAMESPACE, box, tag, text, wrapped

MARGIN = 24.0
TITLE = 22.0
TITLE_LINE = 28.0
FOOT = 13.0
FOOT_LINE = 18.0
SIZE = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')


def sheet(title: str, foot: str, drawing: str) -> str:
    """Return the picture with its title and foot line, for a file."""
    width, height = _size(drawing)
    head = wrapped(title, width, TITLE, lines=3)
    below = wrapped(foot, width, FOOT, lines=3)
    top = MARGIN + TITLE_LINE * len(head) + 12
    whole_width = width + 2 * MARGIN
    whole_height = top + height + FOOT_LINE * len(below) + MARGIN
    placed = drawing.replace("<svg ", f'<svg x="{MARGIN:g}" y="{top:g}" ', 1)
    return tag(
        "svg",
        box(0, 0, whole_width, whole_height, "fill-surface"),
        *_lines(head, MARGIN + TITLE, TITLE_LINE, "fill-ink", TITLE, "bold"),
        placed,
        *_lines(below, top + height + FOOT, FOOT_LINE, "fill-muted", FOOT, None),
        xmlns=NAMESPACE,
        viewBox=f"0 0 {whole_width:g} {whole_height:g}",
        width=whole_width,
        height=whole_height,
    )


def _size(drawing: str) -> tuple[float, float]:
    found = SIZE.search(drawing)
    if found is None:
        raise ValueError("the drawing has no size")
    return float(found[1]), float(found[2])


def _lines(
    words: list[str], y: float, step: float, class_: str, size: float, weight: str | None
) -> list[str]:
    return [
        text(line, MARGIN, y + step * k, class_=class_, font_size=size, font_weight=weight)
        for k, line in enumerate(words)
    ]
