"""Every theme can be read: text at 4.5 to 1, lines of controls at 3 to 1, light and dark."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bundel.ui import charts

FILES = sorted(charts.THEMES.glob("*.json"))
SCHEMES = [(file, scheme) for file in FILES for scheme in ("light", "dark")]
BACKGROUNDS = ("ground", "surface", "raised")
TEXTS = ("ink", "muted", "primary", "primary-strong", "now", "later", "good", "wait", "stop")
PAIRS = [
    *((text, ground) for text in TEXTS for ground in BACKGROUNDS),
    ("on-primary", "primary"),
    ("on-primary", "primary-strong"),
    ("primary-strong", "primary-soft"),
    *((tone, f"{tone}-soft") for tone in ("now", "later", "good", "wait", "stop")),
    *(("ink", f"{tone}-soft") for tone in ("primary", "now", "later", "good", "wait", "stop")),
    *(("ink", f"heat-{step}") for step in range(1, 6)),
    *((text, ground) for text in ("rail-ink", "rail-muted") for ground in ("rail", "rail-on")),
    ("surface", "stop"),
    ("surface", "ink"),
]
MARKS = ("control", "focus", "start", "now", "later", "stop")
LINES = [
    *((mark, ground) for mark in MARKS for ground in BACKGROUNDS),
    ("run", "surface"),
    ("stop", "heat-5"),
    ("rail-mark", "rail-on"),
    ("rail-ink", "rail"),
]


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(file: Path, scheme: str) -> dict[str, str]:
    """Return one scheme of a theme."""
    return dict(json.loads(file.read_text(encoding="utf-8"))[scheme])


def test_two_themes_are_shipped() -> None:
    assert len(FILES) >= 2


@pytest.mark.parametrize(("file", "scheme"), SCHEMES)
def test_all_text_can_be_read(file: Path, scheme: str) -> None:
    palette = colours(file, scheme)

    poor = {
        pair: round(contrast(palette[pair[0]], palette[pair[1]]), 2)
        for pair in PAIRS
        if contrast(palette[pair[0]], palette[pair[1]]) < 4.5
    }

    assert poor == {}


@pytest.mark.parametrize(("file", "scheme"), SCHEMES)
def test_lines_of_controls_can_be_seen(file: Path, scheme: str) -> None:
    palette = colours(file, scheme)

    poor = {
        pair: round(contrast(palette[pair[0]], palette[pair[1]]), 2)
        for pair in LINES
        if contrast(palette[pair[0]], palette[pair[1]]) < 3
    }

    assert poor == {}


def test_every_theme_has_the_same_tokens() -> None:
    names = {(file.name, scheme): set(colours(file, scheme)) for file, scheme in SCHEMES}

    assert len({frozenset(tokens) for tokens in names.values()}) == 1
