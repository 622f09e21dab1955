"""A photo comes out as a picture alone, and a hostile file does not come in."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from bundel.core import pictures

SECRET = b"hier-is-het-genomen"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def photo(kind: str = "JPEG", size: tuple[int, int] = (3000, 2000), mode: str = "RGB") -> bytes:
    """Return a photo with a place, a profile and a comment in it."""
    out = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = SECRET.decode()
    exif.get_ifd(0x8825)[2] = (52.0, 21.0, 0.0)
    extra = {"comment": SECRET} if kind == "JPEG" else {}
    Image.new(mode, size).save(out, kind, exif=exif, icc_profile=SECRET, **extra)
    return out.getvalue()


def png_that_says(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that unpacks to so many dots."""

    def part(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = part(b"IDAT", zlib.compress(bytes(100)))
    return b"\x89PNG\r\n\x1a\n" + head + body + part(b"IEND", b"")


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("PNG", "RGBA"), ("WEBP", "RGB")])
def test_only_the_picture_itself_comes_out(kind: str, mode: str) -> None:
    given = photo(kind, mode=mode) + SECRET

    drawn = pictures.redrawn(given)

    assert SECRET in given and SECRET not in drawn.content
    with Image.open(BytesIO(drawn.content)) as image:
        assert (image.format, dict(image.getexif())) == ("JPEG", {})
        assert not {"icc_profile", "comment", "exif"} & image.info.keys()
        # Turned the right way up, and no larger than it needs to be.
        assert image.size == (drawn.width_px, drawn.height_px) == (1067, 1600)


HOSTILE = {
    "svg": SVG,
    "page before a photo": SVG + photo(size=(9, 9)),
    "gif": b"GIF89a" + bytes(40),
    "broken off": photo()[:2000],
    "only a sign": b"\xff\xd8\xff" + bytes(64),
    "zip": b"PK\x03\x04" + bytes(64),
    "nothing": b"",
}


@pytest.mark.parametrize("given", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_photo_is_refused(given: bytes) -> None:
    with pytest.raises(pictures.NotAPicture):
        pictures.redrawn(given)


@pytest.mark.parametrize("size", [(50_000, 50_000), (9_000, 9_000), (20_000, 100)])
def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    with pytest.raises(pictures.TooLarge):
        pictures.redrawn(png_that_says(*size))


def test_a_file_of_too_many_bytes_is_not_opened() -> None:
    with pytest.raises(pictures.TooLarge):
        pictures.redrawn(photo(size=(9, 9)) + bytes(pictures.MOST_BYTES))
