"""Every word of the frame has its English; a gap would show Dutch in an English page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bundel.ui
from bundel.config import translations

UI = Path(bundel.ui.__file__).parent
CATALOGUE = UI / "locale" / "en" / "LC_MESSAGES" / "django.po"
IN_TEMPLATE = re.compile(r"""\{%\s*translate\s+(["'])(.*?)\1""")
IN_BLOCK = re.compile(r"\{%\s*blocktranslate.*?%\}(.*?)\{%\s*endblocktranslate", re.DOTALL)
VALUE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
IN_CODE = re.compile(r"""(?:\b_|gettext)\(\s*"((?:[^"\\]|\\.)*)\"""")


def marked_texts() -> set[str]:
    """Return every text of this module that is marked for translation."""
    found: set[str] = set()
    for file in UI.rglob("*.html"):
        text = file.read_text("utf-8")
        found |= {match[1] for match in IN_TEMPLATE.findall(text)}
        found |= {
            re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", body) for body in IN_BLOCK.findall(text)
        }
    for file in UI.rglob("*.py"):
        found |= set(IN_CODE.findall(file.read_text("utf-8")))
    return found


@pytest.fixture(scope="module")
def catalogue() -> dict[str, str]:
    return translations.entries(CATALOGUE.read_text("utf-8"), CATALOGUE.name)


def test_every_text_is_in_english_too(catalogue: dict[str, str]) -> None:
    # A text with a plural is kept under both of its forms.
    known = {key.split("\0")[0] for key in catalogue}
    assert marked_texts() - known == set()


def test_a_translation_keeps_the_places_of_its_values(catalogue: dict[str, str]) -> None:
    places = re.compile(r"%\(\w+\)s")

    lost = [
        key
        for key, value in catalogue.items()
        if key and set(places.findall(key)) != set(places.findall(value))
    ]

    assert lost == []
