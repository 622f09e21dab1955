"""Pictures for pages obey the content policy; files stand on their own."""

from __future__ import annotations

import pytest

from bundel.ui import charts

SPEC = {
    "data": {"values": [{"now": 1, "later": 5}, {"now": 3, "later": 2}]},
    "mark": {"type": "point", "filled": True, "color": "var(--now)"},
    "encoding": {
        "x": {"field": "now", "type": "quantitative"},
        "y": {"field": "later", "type": "quantitative"},
    },
}
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10" viewBox="0 0 20 10">'
    '<rect class="bar fill-now stroke-line dashed" width="10" height="5"/></svg>'
)


def test_a_chart_in_a_page_has_theme_colours_and_no_styles() -> None:
    drawn = charts.svg(SPEC)

    assert "var(--now)" in drawn
    assert "style" not in drawn
    assert "<script" not in drawn


def test_a_chart_as_file_is_a_png() -> None:
    assert charts.png(SPEC).startswith(b"\x89PNG")


def test_a_picture_as_file_carries_its_colours() -> None:
    alone = charts.standalone(PICTURE)

    assert f'fill="{charts.tokens()["now"]}"' in alone
    assert 'stroke-dasharray="4 3"' in alone
    assert "class=" not in alone
    assert charts.svg_to_png(PICTURE).startswith(b"\x89PNG")


def _written(words: str, family: str | None = None, weight: str = "normal") -> bytes:
    named = f' font-family="{family}"' if family else ""
    return charts.svg_to_png(
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="30" viewBox="0 0 300 30">'
        f'<text x="2" y="20"{named} font-weight="{weight}">{words}</text></svg>'
    )


@pytest.mark.parametrize("weight", ["normal", "bold"])
@pytest.mark.parametrize("words", ["Privacy is vol", "één wijk, € 1.200 – 85%", "Şahin, Łukasz"])
def test_a_png_is_written_in_the_typeface_of_the_pages(words: str, weight: str) -> None:
    ours = _written(words, weight=weight)

    assert ours == _written(words, charts.FONT, weight)
    assert ours != _written(words, "Liberation Sans", weight)


def test_the_typeface_ships_with_its_licence() -> None:
    shipped = {file.name for file in charts.FONTS_FOLDER.iterdir()}

    assert {"AtkinsonHyperlegibleNext_400Regular.ttf", "OFL.txt"} <= shipped


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(charts.UnknownTheme):
        charts.tokens("bestaat-niet")
