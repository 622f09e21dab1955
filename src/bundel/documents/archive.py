"""A zip file that is the same whenever it is made."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

MODE = 0o644 << 16


def settled(content: bytes, made: date) -> bytes:
    """
    Return an archive of the same files in the same order, each as if made on one day.

    The first file of an OpenDocument says what it is, and stays readable without unpacking.
    """
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, (max(made.year, 1980), made.month, made.day, 0, 0, 0))
            plain = name == "mimetype"
            entry.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            entry.external_attr = MODE
            entry.create_system = 3
            written.writestr(entry, given.read(name))
    return out.getvalue()
