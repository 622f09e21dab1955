"""The door to vl-convert: charts as SVG for pages, and any picture of ours as PNG."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import vl_convert

THEMES = Path(__file__).with_name("themes")
PRINT_THEME = "poldergroen"
# Made by the build of the front end, and part of the wheel.
FONTS_FOLDER = Path(__file__).with_name("static") / "ui" / "build" / "fonts"
FONT = "Atkinson Hyperlegible Next"
FONTS = f"{FONT}, Liberation Sans, sans-serif"
# What a chart may colour with; in a page these are the theme's custom properties.
COLOURS = (
    "ink", "muted", "line", "surface", "primary", "now", "later", "good", "wait", "stop",
)  # fmt: skip
CLASS_COLOUR = re.compile(r"\b(fill|stroke)-([a-z0-9-]+)\b")
STYLE_ATTRIBUTE = re.compile(r"""\sstyle=(?:"[^"]*"|'[^']*')""")
VARIABLE = re.compile(r"var\(--([a-z0-9-]+)\)")


@cache
def _know_typeface() -> None:
    """Let pictures be drawn in the typeface of the pages, once per process."""
    if FONTS_FOLDER.is_dir():
        vl_convert.register_font_directory(str(FONTS_FOLDER))


class UnknownTheme(ValueError):
    """There is no token file of this name."""


@cache
def theme_names() -> tuple[str, ...]:
    """Return the name of every theme, the one for paper first."""
    names = {file.stem for file in THEMES.glob("*.json")}
    return (PRINT_THEME, *sorted(names - {PRINT_THEME}))


@cache
def tokens(theme: str = PRINT_THEME) -> dict[str, str]:
    """
    Return the light colours of a theme by name, as #rrggbb.

    Raises:
        UnknownTheme: if there is no such theme.
    """
    file = THEMES / f"{theme}.json"
    if not file.exists():
        raise UnknownTheme(theme)
    light: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))["light"]
    return light


def svg(spec: dict[str, Any]) -> str:
    """
    Return a Vega-Lite chart as SVG for a page, in the colours of the page's theme.

    Args:
        spec: A Vega-Lite specification whose colours are written as `var(--now)` and so on.
    """
    _know_typeface()
    drawn = vl_convert.vegalite_to_svg(_with_look(_stand_ins(spec)), format_locale="nl-NL")
    for name, stand_in in _stand_in_colours().items():
        drawn = re.sub(re.escape(stand_in), f"var(--{name})", drawn, flags=re.IGNORECASE)
    # The content policy forbids style attributes; what they say is said by attributes already.
    return STYLE_ATTRIBUTE.sub("", drawn)


def png(spec: dict[str, Any], scale: float = 2) -> bytes:
    """Return a Vega-Lite chart as PNG, in light colours on white."""
    _know_typeface()
    coloured = json.loads(_resolve(json.dumps(spec), tokens()))
    return bytes(
        vl_convert.vegalite_to_png(_with_look(coloured), scale=scale, format_locale="nl-NL")
    )


def svg_to_png(picture: str, scale: float = 2, theme: str = PRINT_THEME) -> bytes:
    """Return a picture of ours as PNG: its colour classes become the theme's light colours."""
    _know_typeface()
    return bytes(vl_convert.svg_to_png(standalone(picture, theme), scale=scale))


def standalone(picture: str, theme: str = PRINT_THEME) -> str:
    """Return a picture of ours as an SVG file that needs no stylesheet."""
    colours = tokens(theme)
    # Without a stylesheet the words need a typeface of their own, or they are not drawn.
    whole = picture.replace("<svg ", f'<svg font-family="{FONTS}" ', 1)
    return _resolve(
        re.sub(r'class="([^"]*)"', lambda m: _attributes(m[1], colours), whole), colours
    )


def _attributes(classes: str, colours: dict[str, str]) -> str:
    """Return presentation attributes for colour classes; other classes fall away."""
    found = dict(CLASS_COLOUR.findall(classes))
    parts = [f'{kind}="{colours.get(name, name)}"' for kind, name in found.items()]
    if "dashed" in classes.split():
        parts.append('stroke-dasharray="4 3"')
    return " ".join(parts)


def _resolve(text: str, colours: dict[str, str]) -> str:
    return VARIABLE.sub(lambda match: colours.get(match[1], match[0]), text)


@cache
def _stand_in_colours() -> dict[str, str]:
    """Return a colour per token that nothing else uses, to find it back in what is drawn."""
    return {name: f"#0{index:x}f{index:x}e{index:x}" for index, name in enumerate(COLOURS, 1)}


def _stand_ins(spec: dict[str, Any]) -> dict[str, Any]:
    text = _resolve(json.dumps(spec), _stand_in_colours())
    plain: dict[str, Any] = json.loads(text)
    return plain


def _with_look(spec: dict[str, Any]) -> dict[str, Any]:
    axis = {"labelFont": FONT, "titleFont": FONT, "labelFontSize": 13, "titleFontSize": 13}
    look = {"font": FONT, "background": "transparent", "view": {"stroke": None}, "axis": axis}
    return spec | {"config": look | spec.get("config", {})}
