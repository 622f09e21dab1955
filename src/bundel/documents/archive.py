"""A zip file that is the same whenever it is made."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

from lxml import etree

MODE = 0o644 << 16


def settled(content: bytes, made: date, *, settle_names: bool = False) -> bytes:
    """
    Return an archive of the same files in the same order, each as if made on one day.

    The first file of an OpenDocument says what it is, and stays readable without unpacking.

    Args:
        settle_names: Whether the XML may name spaces that it does not use, as odfpy does: all
            that the process ever saw, in the order in which it saw them. Those are taken out.
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
            file = given.read(name)
            if settle_names and name.endswith(".xml"):
                file = _with_few_names(file)
            written.writestr(entry, file)
    return out.getvalue()


def _with_few_names(file: bytes) -> bytes:
    """Return an XML file in its canonical form, with the names of the spaces that it uses."""
    root = etree.fromstring(file, etree.XMLParser(resolve_entities=False, no_network=True))
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root, method="c14n"))
