"""Every component of the page frame is shown on /ui/."""

from __future__ import annotations

import re
from pathlib import Path

import bundel.ui
from bundel.ui import gallery

UI = Path(bundel.ui.__file__).parent / "templates"
NEEDED = {file.stem.replace("_", "-") for file in (UI / "cotton").glob("*.html")}


def test_every_component_is_in_the_gallery() -> None:
    drawn = [example.source for group in gallery.GROUPS for example in group.examples]
    shown = set(re.findall(r"<c-([a-z-]+)", "".join(drawn)))

    assert NEEDED - shown == set()


def test_every_example_has_a_place_in_the_gallery() -> None:
    placed = {example.name for group in gallery.GROUPS for example in group.examples}

    assert {file.stem for file in gallery.FOLDER.glob("*.html")} == placed


def test_modules_hold_no_css_and_no_inline_script() -> None:
    package = UI.parent.parent
    never = re.compile(r"<style|\sstyle=|\son[a-z]+=[\"']|<script(?![^>]*\bsrc=)")
    loose = [
        str(file.relative_to(package))
        for file in package.rglob("*.html")
        if never.search(file.read_text("utf-8"))
    ]

    assert loose == []
