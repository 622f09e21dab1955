"""Every component of the page frame is shown on /ui/."""

from __future__ import annotations

import re
from pathlib import Path

import bundel.ui
from bundel.ui import gallery

UI = Path(bundel.ui.__file__).parent / "templates"
STYLES = Path(__file__).resolve().parents[2] / "frontend" / "src" / "css"
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


def test_every_class_in_a_template_has_a_look() -> None:
    styles = "".join(file.read_text("utf-8") for file in STYLES.glob("*.css"))
    known = set(re.findall(r"\.([a-z][\w-]*)", styles))
    unknown = {}
    for file in UI.parent.parent.rglob("*.html"):
        text = re.sub(r"\{%.*?%\}", " ", file.read_text("utf-8"))
        classes = re.findall(r'\sclass="([^"]*)"', re.sub(r"\{\{.*?\}\}", "?", text))
        names = {name for each in classes for name in each.split() if "?" not in name}
        left = {name for name in names - known if not name.startswith("utrecht-")}
        unknown |= {file.name: left} if left else {}

    assert unknown == {}
