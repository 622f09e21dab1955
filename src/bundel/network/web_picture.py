"""The network as a picture: partners on a circle, and a line between who works together."""

from __future__ import annotations

import math
from collections.abc import Iterator

from django.utils.translation import gettext as _

from bundel.core import circle
from bundel.network.selectors.ties import Partner, Tie, Web
from bundel.ui.svg import NAMESPACE, tag, text, titled

SIZE = 930.0
RADIUS = 235.0
LABEL_GAP = 14.0
LONGEST_NAME = 27


def picture(web: Web, label: str) -> str:
    """Return the picture; who works with nobody is a hollow dot, so that colour is never alone."""
    names = {str(partner.id): partner for partner in web.partners}
    strengths = {(str(tie.one), str(tie.other)): tie.strength for tie in web.ties}
    order = circle.arrange(names, strengths)
    places = dict(zip(order, circle.points(len(order), RADIUS), strict=True))
    return tag(
        "svg",
        titled(label),
        *(_line(tie, places) for tie in web.ties),
        *(part for key in order for part in _dot(names[key], places[key])),
        xmlns=NAMESPACE,
        viewBox=f"0 0 {SIZE:.0f} {SIZE:.0f}",
        width=SIZE,
        height=SIZE,
        role="img",
        aria_label=label,
        font_size=13,
    )


def _line(tie: Tie, places: dict[str, tuple[float, float, float]]) -> str:
    """A curve that bends towards the middle: whole with an agreement, dashed without."""
    (x1, y1, _a), (x2, y2, _b) = places[str(tie.one)], places[str(tie.other)]
    # Neighbours are tied by a shallow curve; who stands across, through the middle.
    depth = 1 - 0.85 * math.dist((x1, y1), (x2, y2)) / (2 * RADIUS)
    bend_x, bend_y = (x1 + x2) / 2 * depth, (y1 + y2) / 2 * depth
    path = " ".join(
        f"{command}{_number(x)},{_number(y)}"
        for command, x, y in (("M", x1, y1), ("Q", bend_x, bend_y), ("", x2, y2))
    )
    kind = "stroke-primary" if tie.agreements else "stroke-muted dashed"
    return tag(
        "path", d=path, class_=f"fill-none {kind}", stroke_width=min(1.0 + tie.strength, 6.0)
    )


def _dot(partner: Partner, place: tuple[float, float, float]) -> Iterator[str]:
    x, y, angle = place
    is_alone = not partner.works_with
    yield tag(
        "circle",
        titled(partner.name),
        cx=_at(x),
        cy=_at(y),
        r=5.0 if is_alone else min(4.0 + len(partner.works_with), 12.0),
        class_="fill-surface stroke-stop" if is_alone else "fill-primary stroke-surface",
        stroke_width=2,
    )
    yield _name(partner, angle, is_alone=is_alone)


def _name(partner: Partner, angle: float, *, is_alone: bool) -> str:
    """The name points away from the middle, and is never upside down."""
    reach = RADIUS + LABEL_GAP
    x, y = SIZE / 2 + reach * math.cos(angle), SIZE / 2 + reach * math.sin(angle)
    is_left = math.cos(angle) < -1e-9
    turn = math.degrees(angle) + (180 if is_left else 0)
    words = partner.name
    if len(words) > LONGEST_NAME:
        words = words[: LONGEST_NAME - 1].rstrip() + "…"
    if is_alone:
        words = _("%(name)s (alleen)") % {"name": words}
    return text(
        words,
        x,
        y,
        class_="fill-stop" if is_alone else "fill-ink",
        text_anchor="end" if is_left else "start",
        dominant_baseline="middle",
        transform=f"rotate({turn:.1f} {x:.1f} {y:.1f})",
    )


def _at(value: float) -> float:
    return SIZE / 2 + value


def _number(value: float) -> str:
    return f"{_at(value):.1f}"
