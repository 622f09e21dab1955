"""Pictures of a document in a shape that its file can hold, in the colours of its theme."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image

from bundel.documents import checking, faults
from bundel.documents.parts import Figure
from bundel.ui import charts

SCALE = 3
ROOT_FONT = re.compile(r"""(<svg\b[^>]*?)\sfont-family=(?:"[^"]*"|'[^']*')""")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A PNG and its shape."""

    content: bytes
    height_per_width: float

    def width_within(self, widest: float, highest: float) -> float:
        """Return how wide it can be, when it may be no wider and no higher than this."""
        return min(widest, highest / self.height_per_width)

    def stream(self) -> BytesIO:
        """Return the PNG as a file to read from."""
        return BytesIO(self.content)


def vector(figure: Figure, theme: str) -> bytes:
    """Return a picture as it is best printed: a drawing stays one, and needs no stylesheet."""
    if checking.kind_of(figure.picture) == "png":
        return figure.picture
    return charts.standalone(_bare(figure.picture), theme).encode("utf-8")


def drawn(figure: Figure, theme: str) -> Drawn:
    """
    Return a picture as PNG, which every office program opens.

    Raises:
        NotAPicture: if it is no PNG, and no SVG that can be drawn.
    """
    return _drawn(figure.picture, theme)


# A picture is measured before it is placed.
@lru_cache(maxsize=32)
def _drawn(picture: bytes, theme: str) -> Drawn:
    content = picture
    if checking.kind_of(picture) == "svg":
        try:
            content = charts.svg_to_png(_bare(picture), scale=SCALE, theme=theme)
        except (RuntimeError, ValueError) as wrong:
            raise faults.NotAPicture("svg that cannot be drawn") from wrong
    with Image.open(BytesIO(content)) as image:
        return Drawn(content, image.height / image.width)


def _bare(picture: bytes) -> str:
    """Return a drawing as text, its typeface left to us."""
    return ROOT_FONT.sub(r"\1", picture.decode("utf-8"), count=1)
