"""Two ways to work a page: with a mouse, or with the keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from playwright.sync_api import Download, Locator, Page

MOST_TABS = 600
IS_FOCUSED = "element => element === document.activeElement"
HAS_RING = """element => {
  const style = getComputedStyle(element);
  return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
    || style.boxShadow !== "none";
}"""


class Hands(Protocol):
    """What somebody can do on a page."""

    page: Page

    def press(self, thing: Locator) -> None:
        """Follow a link or press a button."""

    def write(self, field: Locator, text: str) -> None:
        """Put a text in place of what a field holds."""

    def choose(self, field: Locator, option: str) -> None:
        """Choose an option by its words."""

    def mark(self, field: Locator) -> None:
        """Tick a box, or choose one of some answers."""

    def give_file(self, field: Locator, path: Path) -> None:
        """Choose a file."""

    def fetch(self, link: Locator) -> Download:
        """Follow a link to a file, and return what comes."""


class Mouse:
    """Points and clicks."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, thing: Locator) -> None:
        thing.click()

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)

    def choose(self, field: Locator, option: str) -> None:
        field.select_option(label=option)

    def mark(self, field: Locator) -> None:
        field.check()

    def give_file(self, field: Locator, path: Path) -> None:
        field.set_input_files(path)

    def fetch(self, link: Locator) -> Download:
        with self.page.expect_download() as coming:
            link.click()
        return coming.value


class Keyboard:
    """Goes by Tab to each thing, sees where it is, and works it with keys; never points."""

    def __init__(self, page: Page) -> None:
        self.page = page
        # The browser asks us instead of showing a window of its own only while somebody listens:
        # listen from the start, so that no key comes before the browser knows.
        page.on("filechooser", lambda _asked: None)

    def reach(self, thing: Locator) -> None:
        """Tab on until the thing has the focus, and see that this shows."""
        thing.wait_for()
        for _ in range(MOST_TABS):
            if thing.evaluate(IS_FOCUSED):
                assert thing.evaluate(HAS_RING), f"no visible focus on {thing}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {thing}")

    def press(self, thing: Locator) -> None:
        self.reach(thing)
        self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        self.reach(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, field: Locator, option: str) -> None:
        """Go to the first option, and down until it is the one."""
        self.reach(field)
        self.page.keyboard.press("Home")
        words = field.locator("option")
        for _ in range(words.count()):
            if field.evaluate("e => e.selectedOptions[0].text.trim()") == option:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{option} is not among {words.all_inner_texts()}")

    def mark(self, field: Locator) -> None:
        """Go by Tab to the answers, within those by arrows, and mark by Space."""
        group = field.evaluate("e => e.type === 'radio' ? e.name : ''")
        first = self.page.locator(f"input[name='{group}']").first if group else field
        self.reach(first)
        for _ in range(MOST_TABS):
            if field.evaluate(IS_FOCUSED):
                break
            self.page.keyboard.press("ArrowDown")
        if not field.is_checked():
            self.page.keyboard.press("Space")
        assert field.is_checked()

    def give_file(self, field: Locator, path: Path) -> None:
        self.reach(field)
        with self.page.expect_file_chooser() as asked:
            self.page.keyboard.press("Space")
        asked.value.set_files(path)

    def fetch(self, link: Locator) -> Download:
        self.reach(link)
        with self.page.expect_download() as coming:
            self.page.keyboard.press("Enter")
        return coming.value
