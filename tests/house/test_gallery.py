"""Every component of the page frame is shown on /ui/."""

from __future__ import annotations

import re
from pathlib import Path

import bundel.ui

UI = Path(bundel.ui.__file__).parent / "templates"
# Shown through others: an error summary within every form, a page frame's own icon.
NEEDED = {file.stem.replace("_", "-") for file in (UI / "cotton").glob("*.html")}


def test_every_component_is_in_the_gallery() -> None:
    shown = set(re.findall(r"<c-([a-z-]+)", (UI / "ui" / "gallery.html").read_text("utf-8")))
    through_others = {"icon"}

    assert NEEDED - shown - through_others == set()


def test_modules_hold_no_css_and_no_inline_script() -> None:
    package = UI.parent.parent
    loose = [
        str(file.relative_to(package))
        for file in package.rglob("*.html")
        if re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", file.read_text("utf-8"))
    ]

    assert loose == []
