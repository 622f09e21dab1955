"""How pages are judged: axe, width on a small phone, and the language."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from tests.journeys.conftest import NARROW, WIDE, axe, overflow
from tests.whole import has_its_turn

# What an English reader meets; none of it is a Dutch word.
ENGLISH = re.compile(
    r"\b(the|with|this field|required|please|submit|cancel|yes|not found|saved|loading|plans|"
    r"choose|select|enter a)\b",
    re.IGNORECASE,
)


# What differs between two colour schemes of the same page.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
# What stands on what is the same at any width, and it takes axe half of its time: wide it is judged
# of every page, narrow of a set share; `make trust` judges it narrow of every page too.
BUT_COLOURS = {"rules": {"color-contrast": {"enabled": False}}}
NARROW_COLOURS_ONE_IN = 4
SERVER = re.compile(r"^http://[^/]+")


class Look:
    """Goes past pages in both widths, and keeps what is wrong with each."""

    def __init__(self, page: Page, *, only_colours: bool = False) -> None:
        """
        Begin with nothing wrong.

        Args:
            only_colours: Judge contrast alone, wide, of pages that are judged whole elsewhere.
        """
        self.page = page
        self.only_colours = only_colours
        self.wrong: list[str] = []
        self.seen = 0

    def at(self, path: str, status: int = 200) -> None:
        """Open a page and judge it."""
        answer = self.page.goto(path)
        if answer is None or answer.status != status:
            self.wrong.append(f"{path}: status {answer and answer.status}")
        self.judge(path)

    def judge(self, name: str) -> None:
        """Judge the page that is open, wide and narrow."""
        if self.only_colours:
            self.wrong += [f"{name}: {found}" for found in axe(self.page, **COLOURS)]
            self.seen += 1
            return
        # Where it runs differs from run to run, and the share does not.
        whole = has_its_turn(SERVER.sub("", name), NARROW_COLOURS_ONE_IN)
        for width, options in ((WIDE, {}), (NARROW, {} if whole else BUT_COLOURS)):
            self.page.set_viewport_size(width)  # type: ignore[arg-type]  # a width and a height
            found = axe(self.page, **options)
            self.wrong += [f"{name} at {width['width']}: {one}" for one in found]
        if (wider := overflow(self.page)) > 0:
            self.wrong.append(f"{name} is {wider} px wider than a small phone")
        self.page.set_viewport_size(WIDE)  # type: ignore[arg-type]  # same
        text = self.page.evaluate("document.body.innerText")
        if "/ui/" not in name:
            self.wrong += [f"{name}: English '{m[0]}'" for m in ENGLISH.finditer(text)]
        self.seen += 1

    def links(self, pattern: str) -> list[str]:
        """Return the addresses of the links here that fit."""
        found: list[str] = self.page.eval_on_selector_all(
            "main a[href]", "links => links.map(link => new URL(link.href).pathname)"
        )
        return sorted({path for path in found if re.search(pattern, path)})
