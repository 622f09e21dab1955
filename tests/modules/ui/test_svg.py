"""The words of pictures: they fit, and what is broken says so."""

from __future__ import annotations

import pytest

from bundel.ui.svg import hyphenated, wrapped


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Literatuurwijk", ["Literatuur-", "wijk"]),
        ("Columbuskwartier", ["Columbus-", "kwartier"]),
        ("Oostvaardersbuurt", ["Oostvaar-", "dersbuurt"]),
        ("Noord-Zuidkwartier", ["Noord-Zuid-", "kwartier"]),
        ("Haven", ["Haven"]),
        ("XXXXXXXXXXXXXXX", ["XXXXXXXXXXX-", "XXXX"]),
    ],
)
def test_a_long_word_is_broken_where_dutch_breaks_it(word: str, parts: list[str]) -> None:
    assert hyphenated(word, 12) == parts


def test_lines_fit_and_one_line_is_cut() -> None:
    assert wrapped("Tussen de Vaarten Noord", 68, 11, 3) == ["Tussen de", "Vaarten", "Noord"]
    assert wrapped("Seizoenenbuurt", 68, 11, 2) == ["Seizoenen-", "buurt"]
    assert wrapped("De lange naam", 50, 11, 1)[0].endswith("…")
