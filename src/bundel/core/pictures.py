"""A photo drawn anew: the picture alone, without where, when and with what it was taken."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 12 * 1024 * 1024
# More than any phone of these years takes; a picture that unpacks to more is a bomb.
MOST_PIXELS = 52_000_000
MOST_SIDE_PX = 12_000
LARGEST_SIDE_PX = 1600
QUALITY = 82
KINDS = ("JPEG", "PNG", "WEBP")
# A file of these kinds begins with its own sign; what begins otherwise is something else too.
SIGNS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")


class NotAPicture(ValueError):
    """The file is no photo that we read, or is broken."""


class TooLarge(ValueError):
    """The file, or the picture that it unpacks to, is larger than we take."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG with nothing in it but the picture."""

    content: bytes
    width_px: int
    height_px: int


def redrawn(given: bytes) -> Picture:
    """
    Return a photo as a new JPEG of at most 1600 pixels wide or high, the right way up.

    Nothing of the file is taken over but the colour of its dots: no place, no moment, no camera,
    no profile, no comment, and nothing that stood before or behind the picture.

    Raises:
        TooLarge: by its bytes, or by its dots, which are counted before any is unpacked.
        NotAPicture: if it is no JPEG, PNG or WebP, or breaks off.
    """
    if len(given) > MOST_BYTES:
        raise TooLarge("bytes")
    if not given.startswith(SIGNS):
        raise NotAPicture("sign")
    try:
        with Image.open(BytesIO(given), formats=KINDS) as image:
            _measure(image)
            # A JPEG can be read smaller at once, which needs less room.
            image.draft("RGB", (LARGEST_SIDE_PX, LARGEST_SIDE_PX))
            return _drawn(ImageOps.exif_transpose(image))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise TooLarge("dots") from bomb
    except TooLarge:
        raise
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, struct.error) as broken:
        raise NotAPicture("broken") from broken


def _measure(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS or max(image.size) > MOST_SIDE_PX:
        raise TooLarge("dots")


def _drawn(image: Image.Image) -> Picture:
    image.thumbnail((LARGEST_SIDE_PX, LARGEST_SIDE_PX))
    # On fresh white paper: what is see-through becomes white, and nothing else comes along.
    paper = Image.new("RGB", image.size, "white")
    seen = image.convert("RGBA")
    paper.paste(seen, mask=seen)
    out = BytesIO()
    paper.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Picture(out.getvalue(), paper.width, paper.height)
