"""The line of time: a row for each initiative, a column for each quarter."""

from __future__ import annotations

from dataclasses import dataclass

from bundel.ui.svg import box, line, picture, tag, text, wrapped

LINE = "stroke-line"
DASHED = "fill-none stroke-muted dashed"
RING = "ring fill-none stroke-ink"
HEAD = 52.0
FOOT = 36.0
TODAY = 18.0
LARGE = 14.0
SMALL = 12.0
TIP_LINE = 18.0
TIP_WIDTH = 350.0


@dataclass(frozen=True, slots=True)
class Layout:
    """
    Where things stand: the names beside the bars or, on a phone, above them.

    `bar_top` is from the top of the row; `span` is what all quarters have together.
    """

    names: float
    span: float
    notes: float
    row: float
    bar_top: float
    bar: float

    @property
    def is_narrow(self) -> bool:
        """Whether the names stand above the bars."""
        return self.names == 0

    @property
    def width(self) -> float:
        """The whole picture's width."""
        return self.names + self.span + self.notes


# Read at its own size beside the menu of a laptop, and on the smallest phone.
WIDE = Layout(names=312, span=528, notes=124, row=46, bar_top=13, bar=20)
NARROW = Layout(names=0, span=256, notes=8, row=66, bar_top=42, bar=14)


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


def roadmap(road: Roadmap, *, layout: Layout = WIDE, interactive: bool = True) -> str:
    """
    Return the picture.

    Args:
        interactive: With what hover and focus tell; without it for a file.
    """
    return _Drawing(road, layout).whole(interactive)


class _Drawing:
    """One picture in the making."""

    def __init__(self, road: Roadmap, layout: Layout) -> None:
        self.road, self.layout = road, layout
        self.below = HEAD + layout.row * len(road.bars)
        self.end = self.x(len(road.quarters))

    def x(self, quarter: float) -> float:
        """Return where a quarter begins."""
        return self.layout.names + self.layout.span * quarter / len(self.road.quarters)

    def whole(self, interactive: bool) -> str:
        """Return everything."""
        key = self.below + 24 + (TODAY if self.road.today is not None else 0)
        return picture(
            self.layout.width,
            key + FOOT - 24,
            self.road.title,
            *self.head(),
            *(self.row(bar, index, interactive) for index, bar in enumerate(self.road.bars)),
            *self.today(),
            *self.key(key),
        )

    def head(self) -> list[str]:
        """Return years and quarters with their lines."""
        parts = []
        for index, label in enumerate(self.road.quarters):
            year, number = label.split("-K")
            begin, opens_year = self.x(index), index == 0 or number == "1"
            top = 8 if opens_year else HEAD - 20
            parts.append(
                line(begin, top, begin, self.below, "stroke-control" if opens_year else LINE)
            )
            if opens_year:
                parts.append(text(year, begin + 6, 20, class_="fill-ink", font_weight="bold"))
            word = number if self.layout.is_narrow else f"K{number}"
            middle = (begin + self.x(index + 1)) / 2
            parts.append(text(word, middle, 42, class_="fill-muted", text_anchor="middle"))
        return [*parts, line(self.end, HEAD - 20, self.end, self.below, LINE)]

    def row(self, bar: Bar, index: int, interactive: bool) -> str:
        """Return one initiative: its name, its bar, and what it tells when asked."""
        top = HEAD + self.layout.row * index
        parts = [
            *self.backing(top),
            line(0, top, self.layout.width, top, LINE),
            *self.name(bar, top),
            *self.bar(bar, top + self.layout.bar_top),
        ]
        if not interactive:
            return tag("g", *parts)
        ring = box(1, top + 2, self.layout.width - 2, self.layout.row - 4, RING, stroke_width=2)
        return tag(
            "g",
            *parts,
            ring,
            self.tip(bar, top + self.layout.bar_top),
            class_="mark",
            tabindex=0,
            role="img",
            aria_label=". ".join(bar.said),
        )

    def backing(self, top: float) -> list[str]:
        """Return what keeps the lines of the quarters from running through the names."""
        if not self.layout.is_narrow:
            return []
        return [box(1, top, self.layout.width, self.layout.bar_top - 4, "fill-surface")]

    def name(self, bar: Bar, top: float) -> list[str]:
        """Return the name, what stands under it, and the note."""
        narrow = self.layout.is_narrow
        room = self.layout.width if narrow else self.layout.names - 12
        name = wrapped(bar.name, room, LARGE, lines=1)[0]
        where = (
            {"x": self.layout.width - 2, "y": top + 35, "text_anchor": "end"}
            if narrow
            else {"x": self.end + 14, "y": top + self.layout.row / 2 + 5}
        )
        return [
            text(name, 2, top + 19, class_="fill-ink", font_size=LARGE, font_weight="bold"),
            text(bar.under, 2, top + 35, class_="fill-muted", font_size=SMALL),
            text(bar.note, class_=f"fill-{bar.note_tone}", font_size=13, **where),
        ]

    def bar(self, bar: Bar, y: float) -> list[str]:
        """Return what lies within the plan; an arrow where it goes on beyond it."""
        last, height = len(self.road.quarters), self.layout.bar
        begin, end = max(0, bar.start), min(last, bar.start + bar.duration)
        switch = min(max(bar.start + bar.start_up, begin), end)
        left, middle, right = self.x(begin), self.x(switch), self.x(end)
        parts = [
            box(left + 1, y, middle - left - 1, height, "fill-start"),
            box(middle, y, right - middle - 1, height, "fill-run"),
        ]
        if bar.is_assumption:
            parts.append(box(left - 2, y - 3, right - left + 3, height + 6, DASHED))
        if bar.start < 0 and not self.layout.is_narrow:
            parts.append(_arrow(left - 8, y + height / 2, -1))
        if bar.start + bar.duration > last:
            parts.append(_arrow(right + 3, y + height / 2, 1))
        return parts

    def tip(self, bar: Bar, y: float) -> str:
        """Return what hover and focus show: above the bar, over what was drawn before it."""
        width = min(TIP_WIDTH, self.layout.width - 4)
        lines = [
            (part, index == 0)
            for index, said in enumerate(bar.said)
            for part in wrapped(said, width - 20, 13, lines=3)
        ]
        height = TIP_LINE * len(lines) + 16
        left = max(2.0, min(self.x(max(0, bar.start)), self.layout.width - width - 2))
        up = y - height - 6
        top = up if up >= 0 else y + self.layout.bar + 8
        words = [
            text(
                words,
                left + 12,
                top + 22 + TIP_LINE * index,
                class_="fill-ink",
                font_size=13,
                font_weight="bold" if is_name else None,
            )
            for index, (words, is_name) in enumerate(lines)
        ]
        frame = box(left, top, width, height, "fill-surface stroke-ink", rx=6)
        return tag("g", frame, *words, class_="tip", aria_hidden="true")

    def today(self) -> list[str]:
        """Return the line of today, if it lies within the plan."""
        if self.road.today is None:
            return []
        x = self.x(self.road.today)
        word = self.road.today_word
        return [
            line(x, 26, x, self.below, "stroke-stop", stroke_width=2),
            text(word, x, self.below + 14, class_="fill-stop", text_anchor="middle", font_size=12),
        ]

    def key(self, y: float) -> list[str]:
        """Return a word beside each shade: the only key that this picture needs."""
        shades = [("fill-start", self.road.start_word), ("fill-run", self.road.run_word)]
        if any(bar.is_assumption for bar in self.road.bars):
            shades.append((DASHED, self.road.assumption_word))
        parts, x = [], self.layout.names + 2
        for shade, word in shades:
            parts += [
                box(x, y - 10, 18, 12, shade),
                text(word, x + 23, y, class_="fill-muted", font_size=SMALL),
            ]
            x += 84
        return parts


def _arrow(x: float, y: float, direction: int) -> str:
    tip, back = x + 4 * direction, x - 2 * direction
    return tag("path", d=f"M{back} {y - 5} L{tip} {y} L{back} {y + 5} Z", class_="fill-muted")
