"""A package is the same bytes for the same content, and is taken whole or not at all."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundel.core import playbook
from bundel.core.local_words import local_words
from bundel.core.playbook import Package, Part, Shape, WrongPackage

SHAPES = {
    "bodies": {"name": Shape("text", 40), "minutes": Shape("whole", 600), "on": Shape("flag")},
    "goals": {"words": Shape("words", 20), "rows": Shape("rows", 2)},
}
BODY = {"name": "Stuurgroep", "minutes": 90, "on": True}
GOAL = {"words": ["warm", "huis"], "rows": [["a", "b"], ["c", "d"]]}
PACKAGE = Package(
    "Draaiboek",
    2,
    "Zo doen wij het.",
    "Almere",
    "2026-11-23T09:00:00+00:00",
    "CC0 1.0",
    (Part("bodies", "stuurgroep", BODY), Part("goals", "warm", GOAL)),
)


def _zip(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_json", ".json"), content)
    return out.getvalue()


def _codes(content: bytes) -> list[tuple[str, str]]:
    with pytest.raises(WrongPackage) as refused:
        playbook.read(content, SHAPES)
    return [(fault.place, fault.code) for fault in refused.value.faults]


def _changed(change: Callable[[dict[str, Any]], object], *, sealed: bool = True) -> bytes:
    told = json.loads(json.dumps(playbook.document(PACKAGE)))
    change(told)
    if sealed:
        for part in told["parts"]:
            part["sha256"] = playbook.fingerprint([part["kind"], part["key"], part["content"]])
        rest = {name: value for name, value in told.items() if name != "sha256"}
        told["sha256"] = playbook.fingerprint(rest)
    return playbook.write(told, "")


def test_what_was_written_is_read_back_and_the_bytes_are_the_same() -> None:
    told = playbook.document(PACKAGE)

    written = playbook.write(told, "# Lees mij")

    assert playbook.read(written, SHAPES) == PACKAGE
    assert playbook.write(dict(reversed(told.items())), "# Lees mij") == written


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t.update(form=2), ("form", "form")),
        (lambda t: t.update(edition=0), ("edition", "edition")),
        (lambda t: t.update(name=" "), ("name", "empty")),
        (lambda t: t.update(extra="x"), ("extra", "unknown_field")),
        (lambda t: t.update(parts={}), ("parts", "parts")),
        (lambda t: t["parts"].append("x"), ("parts[3]", "part")),
        (lambda t: t["parts"][0].update(kind="people"), ("parts[1]", "kind")),
        (lambda t: t["parts"][0].update(key=" "), ("parts[1].key", "key")),
        (lambda t: t["parts"].append(t["parts"][0]), ("parts[3]", "twice")),
        (lambda t: t["parts"][0]["content"].pop("name"), ("parts[1].content.name", "missing")),
        (
            lambda t: t["parts"][0]["content"].update(owner="Sanne"),
            ("parts[1].content.owner", "unknown_field"),
        ),
        (
            lambda t: t["parts"][0]["content"].update(minutes=True),
            ("parts[1].content.minutes", "whole"),
        ),
        (
            lambda t: t["parts"][0]["content"].update(name="x" * 41),
            ("parts[1].content.name", "text"),
        ),
        (
            lambda t: t["parts"][1]["content"].update(rows=[["a"]]),
            ("parts[2].content.rows", "rows"),
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(change: Any, said: tuple[str, str]) -> None:
    def sealable(told: dict[str, Any]) -> None:
        change(told)

    sealed = said[1] != "part"

    assert _codes(_changed(sealable, sealed=sealed))[0] == said


def test_what_somebody_changed_on_the_way_is_seen() -> None:
    def widen(told: dict[str, Any]) -> None:
        told["parts"][0]["content"]["minutes"] = 60

    assert _codes(_changed(widen, sealed=False)) == [("parts[1].sha256", "sha256")]
    renamed = _changed(lambda told: told.update(made_by="Elders"), sealed=False)
    assert _codes(renamed) == [("sha256", "sha256")]


def test_a_file_that_means_no_good_is_refused() -> None:
    bomb = _zip(playbook_json=b"0" * (playbook.MOST_UNPACKED_BYTES + 1))
    deep = _zip(playbook_json=b"[" * 100_000)

    assert len(bomb) < playbook.MOST_PACKED_BYTES
    assert _codes(bomb) == [("", "bomb")]
    assert _codes(deep) == [(playbook.DOCUMENT, "no_json")]
    assert _codes(_zip(**{"../playbook_json": b"{}"}))[0][1] == "path"
    assert _codes(b"PK nee") == [("", "no_zip")]
    assert _codes(_zip(other=b"{}")) == [("", "no_playbook")]
    assert _codes(_zip(playbook_json=b'{"form": 1, "form": 1}'))[0][1] == "no_json"
    assert _codes(_zip(playbook_json=b'["\\ud800"]'))[0][1] == "no_json"
    assert _codes(b"x" * (playbook.MOST_PACKED_BYTES + 1)) == [("", "too_large")]


@given(content=st.binary(max_size=300))
def test_any_bytes_are_refused_in_words(content: bytes) -> None:
    assert _codes(content)


def test_names_and_amounts_go_out_of_a_text() -> None:
    names = [("Almere", "[gemeente]"), ("Almere Haven", "[gebied]"), ("Sanne de Wit", "[naam]")]
    words = local_words(names, amount="[bedrag]")

    text = (
        "In Almere Haven geeft Sanne de Wit € 1.250,50 uit, en Almere 40.000 euro; "
        "12 huizen in het almere van later."
    )

    assert words.without(text) == (
        "In [gebied] geeft [naam] [bedrag] uit, en [gemeente] [bedrag]; "
        "12 huizen in het almere van later."
    )
    assert words.without("Almerese huizen") == "Almerese huizen"
    assert local_words([], amount="[bedrag]").without("EUR 3 mln") == "[bedrag]"
