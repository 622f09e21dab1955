"""Signals on the map as pictures: equal tiles, and points where the areas lie."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bundel.signals.selectors.mapping import MapArea, SignalMap
from bundel.ui.svg import box, picture, tag, text, titled, wrapped

# All tiles fit the page of a laptop while they can; then the picture scrolls in its box. [px]
PAGE_WIDTH = 944.0
LEAST_TILE, MOST_TILE = 76.0, 96.0
GAP = 4.0
PAD = 4.0
KEY = 40.0
GROUND_WIDTH = 720.0
MARGIN = 30.0
# The darkest class; there are never more classes than fills.
DARKEST = 5
LEAST_RADIUS, MOST_RADIUS = 4.0, 20.0
DARK_FROM = 4


def tile_picture(seen: SignalMap, label: str) -> str:
    """Return the areas as equal tiles, each with its class as fill and as figure."""
    columns = max((area.column for area in seen.areas), default=0) + 1
    rows = max((area.row for area in seen.areas), default=0) + 1
    tile = max(LEAST_TILE, min(MOST_TILE, PAGE_WIDTH / columns))
    width = max(columns * tile, len(seen.classes) * 118.0)
    return picture(
        width,
        rows * tile + KEY,
        label,
        *_key(seen),
        *(_tile(area, seen, tile) for area in seen.areas),
    )


def ground_picture(seen: SignalMap, label: str) -> str:
    """Return the areas where they lie, each as a circle that is larger with more signals."""
    west = min((area.x_km for area in seen.areas), default=0.0)
    east = max((area.x_km for area in seen.areas), default=0.0)
    north = max((area.y_km for area in seen.areas), default=0.0)
    south = min((area.y_km for area in seen.areas), default=0.0)
    scale = (GROUND_WIDTH - 2 * MARGIN) / max(east - west, north - south, 0.1)
    height = (north - south) * scale + 2 * MARGIN + KEY
    points = [
        _point(
            area,
            seen,
            MARGIN + (area.x_km - west) * scale,
            KEY + MARGIN + (north - area.y_km) * scale,
        )
        for area in sorted(seen.areas, key=lambda area: area.step)
    ]
    return picture(GROUND_WIDTH, height, label, *_key(seen), *points)


def fill_of(step: int, classes: int) -> str:
    """Return the fill of a class; the lowest is empty, the highest the darkest."""
    if step == 0:
        return "fill-surface"
    return f"fill-heat-{round(step * DARKEST / max(classes - 1, 1))}"


def _key(seen: SignalMap) -> Iterator[str]:
    for step, words in enumerate(seen.classes):
        x = step * 118.0
        fill = fill_of(step, len(seen.classes))
        yield box(x, 4, 18, 18, f"{fill} stroke-line", rx=3)
        yield text(words, x + 24, 18, class_="fill-ink", font_size=13)


def _tile(area: MapArea, seen: SignalMap, tile: float) -> str:
    x, y = area.column * tile, area.row * tile + KEY
    side = tile - GAP
    names = wrapped(area.name, side - 2 * PAD + 2, 11, 3)
    return tag(
        "g",
        titled(_said(area)),
        box(x, y, side, side, f"{fill_of(area.step, len(seen.classes))} stroke-line", rx=6),
        *(
            text(words, x + PAD, y + 15 + 13 * number, class_="fill-ink", font_size=11)
            for number, words in enumerate(names)
        ),
        text(_figure(area, seen), x + PAD, y + side - 7, class_="fill-ink", font_weight="bold"),
    )


def _point(area: MapArea, seen: SignalMap, x: float, y: float) -> str:
    share = area.step / max(len(seen.classes) - 1, 1)
    radius = LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * share**0.5 * (area.step > 0)
    fill = fill_of(area.step, len(seen.classes))
    return tag(
        "g",
        titled(_said(area)),
        tag("circle", cx=x, cy=y, r=radius, class_=f"{fill} stroke-ink"),
    )


def _figure(area: MapArea, seen: SignalMap) -> str:
    """Return what stands on a tile: the count, or a class short enough to fit."""
    return area.shown if seen.is_exact else seen.classes[area.step].replace(_("minder dan"), "<")


def _said(area: MapArea) -> str:
    return _("%(area)s: %(count)s") % {"area": area.name, "count": area.shown}
