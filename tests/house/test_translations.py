"""Everything that people read in Dutch can be read in English too."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import templatize

import bundel
from bundel.config import translations

PACKAGE = Path(bundel.__file__).parent
MODULES = sorted(p.name for p in PACKAGE.iterdir() if (p / "__init__.py").exists())
CATALOGUES = sorted(PACKAGE.glob("*/locale/en/LC_MESSAGES/django.po"))
# Where the texts stand among the arguments of each function: (context, one, many).
PLACES: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
    # The core knows no Django; what it says is translated where it is shown.
    "said": (None, 0, None),
}
CALL = re.compile(r"\b(_|n?p?gettext)\(")
STRING = re.compile(
    r"\s*,?\s*(u?(?:\"\"\"(?:.|\n)*?\"\"\"|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"))"
)
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|%[sdif]|\{\w*\}")


def key_of(name: str, texts: list[str]) -> str:
    """Return the key of a text as a compiled catalogue keeps it, or nothing."""
    context, one, many = PLACES[name]
    if len(texts) <= max(place for place in (context, one, many) if place is not None):
        return ""
    key = texts[one] if many is None else f"{texts[one]}\0{texts[many]}"
    return key if context is None else f"{texts[context]}\x04{key}"


def keys_of_code(source: str) -> Iterator[str]:
    """Return the keys of the texts that are marked for translation in Python."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name in PLACES:
                values = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                yield key_of(name, [value for value in values if isinstance(value, str)])


def keys_of_template(source: str) -> Iterator[str]:
    """Return the keys of the texts that are marked for translation in a template."""
    code = templatize(source)
    for call in CALL.finditer(code):
        texts: list[str] = []
        place = call.end()
        while found := STRING.match(code, place):
            texts.append(str(ast.literal_eval(found[1])))
            place = found.end()
        yield key_of(call[1], texts)


def keys_of(module: str) -> set[str]:
    """Return the keys of all texts of a module that are marked for translation."""
    folder = PACKAGE / module
    found: set[str] = set()
    for file in folder.rglob("*.py"):
        if "migrations" not in file.parts:
            found |= set(keys_of_code(file.read_text(encoding="utf-8")))
    for file in folder.rglob("*.html"):
        found |= set(keys_of_template(file.read_text(encoding="utf-8")))
    return found - {""}


def catalogue(file: Path) -> dict[str, str]:
    """Return the translations of one catalogue, without its header."""
    entries = translations.entries(file.read_text(encoding="utf-8"), str(file))
    return {key: value for key, value in entries.items() if key}


def placeholders(text: str) -> Counter[str]:
    """Return the places in a text where something is filled in."""
    return Counter(PLACEHOLDER.findall(text))


@pytest.mark.parametrize("module", MODULES)
def test_every_text_has_an_english_translation(module: str) -> None:
    known = {key for file in CATALOGUES for key in catalogue(file)}
    # One thing is found under its plural too, as the format wants each text once.
    known |= {key.split("\0")[0] for key in known}

    assert sorted(keys_of(module) - known) == []


def test_every_sentence_of_the_core_is_written_out_where_it_is_said() -> None:
    calls = [
        (file.name, node.lineno)
        for file in (PACKAGE / "core").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"said", "Said"}
        and not isinstance(node.args[0], ast.Constant)
    ]

    # Only `said` itself passes on a text that it was given.
    assert [name for name, _ in calls] == ["said.py"]


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parts[-5])
def test_a_translation_fills_in_what_its_text_fills_in(file: Path) -> None:
    wrong = []
    for key, value in catalogue(file).items():
        texts, forms = key.split("\x04")[-1].split("\0"), value.split("\0")
        pairs = zip(texts, forms, strict=False)
        if len(texts) != len(forms) or any(placeholders(a) != placeholders(b) for a, b in pairs):
            wrong.append((texts, forms))

    assert wrong == []


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parts[-5])
def test_a_translation_keeps_the_spaces_and_lines_around_its_text(file: Path) -> None:
    def edges(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    found = catalogue(file)
    wrong = [key for key, value in found.items() if edges(key) != edges(value)]

    assert wrong == []


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parts[-5])
def test_a_catalogue_names_a_text_once(file: Path) -> None:
    written = [line for line in file.read_text("utf-8").splitlines() if line.startswith("msgid ")]
    twice = [line for line, count in Counter(written).items() if count > 1]

    assert [line for line in twice if line != 'msgid ""'] == []


def test_a_text_has_the_same_translation_in_every_module() -> None:
    by_text: dict[str, set[str]] = {}
    for file in CATALOGUES:
        for key, value in catalogue(file).items():
            by_text.setdefault(key, set()).add(value)

    assert {key: values for key, values in by_text.items() if len(values) > 1} == {}


def test_the_reader_of_texts_finds_every_way_of_marking() -> None:
    code = "_('a'); ngettext('b', 'c', n); pgettext('d', 'e'); _(name); x.gettext_lazy('f' 'g')"
    core = "TIME = said('n'); yield Wish(said('o %(p)s', p=p), 'pool')"
    page = (
        "{% load i18n %}{% translate 'h' %}{{ x|default:_('i') }}"
        "{% blocktranslate count n=n %}{{ n }} j{% plural %}{{ n }} k{% endblocktranslate %}"
        '{% translate "l" context "m" %}'
    )

    assert set(keys_of_code(code)) - {""} == {"a", "b\0c", "d\x04e", "fg"}
    assert set(keys_of_code(core)) == {"n", "o %(p)s"}
    assert set(keys_of_template(page)) == {"h", "i", "%(n)s j\0%(n)s k", "m\x04l"}
