"""Bundel as `make run` starts it, on a data folder of its own, and a browser to walk through it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect, sync_playwright

from bundel.config import embedded
from tests.journeys.letterbox import Letterbox, hung_up

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
STARTS_WITHIN_SECONDS = 150.0
# What the tests' own PostgreSQL set; the real thing has to find its own.
OF_THE_TESTS = re.compile(r"^(BUNDEL_|DATABASE_URL|DJANGO_|PYTEST_|PG)")
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
MANAGER = "noor@leegdam.example"
START = "from bundel.config.cli import main; main()"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOK = """async (options) => {
  if (typeof axe === "undefined") return null;
  const found = await axe.run(document, {...options, resultTypes: ["violations"]});
  return found.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(" ")}`));
}"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _address(process: subprocess.Popen[str], log: Path) -> str:
    """Return where it runs, once it says so; it says so when it answers."""
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until and process.poll() is None:
        told = re.search(r"Bundel draait:\s+(http://\S+)", log.read_text(encoding="utf-8"))
        if told:
            return told[1]
        time.sleep(0.2)
    raise AssertionError(f"Bundel did not start:\n{log.read_text(encoding='utf-8')}")


def _environment(**more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not OF_THE_TESTS.match(k)}
    return kept | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"} | more


@pytest.fixture(scope="package")
def data() -> Iterator[Path]:
    """The data folder of what the journeys walk through; name it when that runs already."""
    if given := os.environ.get("BUNDEL_ADDRESS_DATA"):
        yield Path(given)
        return
    made = Path(tempfile.mkdtemp(prefix="bundel-journeys-"))
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="package")
def address(data: Path) -> Iterator[str]:
    """Start everything as people do, and stop it at the end; or visit what runs already."""
    if running := os.environ.get("BUNDEL_ADDRESS"):
        yield running
        return
    log = data / "told.log"
    command = ("-c", START, "serve", "--demo", "--port", str(_free_port()))
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, *command, "--data", str(data)],
            cwd=ROOT,
            env=_environment(),
            stdout=out,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
    try:
        yield _address(process, log)
    finally:
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(40)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture(scope="package")
def waterrijk(address: str) -> str:
    """The second municipality, at a name of its own on the same server."""
    return address.replace("127.0.0.1", "waterrijk.localhost")


def managed(data: Path, *command: str) -> str:
    """Run a command of the server beside what runs, and return what it tells."""
    with embedded.running(data) as server:
        told = subprocess.run(
            [sys.executable, "-m", "django", *command],
            env=_environment(
                DJANGO_SETTINGS_MODULE="bundel.config.settings",
                DATABASE_URL=server.url("bundel_app"),
                BUNDEL_OWNER_DATABASE_URL=server.url("bundel_owner"),
                BUNDEL_DATA=str(data),
                BUNDEL_SECRET_KEY=(data / "secret-key").read_text(encoding="utf-8"),
            ),
            capture_output=True,
            text=True,
            check=False,
        )
    assert told.returncode == 0, told.stderr
    return told.stdout


@pytest.fixture(scope="package")
def letterbox(address: str, data: Path) -> Iterator[Letterbox]:
    """What is written to people from here on; the demo itself has no mail server."""
    assert address
    with embedded.running(data) as server, hung_up(server.url("bundel_owner")) as box:
        yield box


@dataclass(frozen=True)
class Fresh:
    """A municipality in which nobody did anything yet."""

    address: str
    # The way of its functional manager to the link that was made for them.
    link: str


@pytest.fixture(scope="package")
def fresh(address: str, data: Path) -> Fresh:
    """A municipality as an installation begins with it: made on the server, and empty."""
    # What is visited may have one of a time before.
    slug = f"leegdam-{int(time.time())}"
    host = f"{slug}.localhost"
    told = managed(data, "newmunicipality", slug, "Leegdam", host, "Noor Beheer", MANAGER)
    link = urlsplit(told.split()[-1]).path
    return Fresh(address.replace("127.0.0.1", host), link)


def _browser_path() -> str:
    given = os.environ.get("BUNDEL_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), "")
    assert given, "No browser: set BUNDEL_CHROMIUM, or run this by `make test`."
    return given


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys."""
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=_browser_path(), args=list(QUIET))
        yield chromium
        chromium.close()


@dataclass
class Heard:
    """What went wrong in a page without anybody seeing it."""

    troubles: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Keep errors of scripts, refusals of the content policy, and what is not there."""
        page.on("console", lambda told: self._keep(told.type in {"error", "warning"}, told.text))
        page.on("pageerror", lambda error: self._keep(True, str(error)))
        page.on("response", self._answer)

    def _keep(self, bad: bool, text: str) -> None:
        # The browser also tells of a page that refuses, and of no reception; a test asks for both.
        asked = ("the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED")
        if bad and not any(known in text for known in asked):
            self.troubles.append(text)

    def _answer(self, answer: Response) -> None:
        static = "/static/" in answer.url
        self._keep(answer.status >= (400 if static else 500), f"{answer.status} {answer.url}")


@pytest.fixture
def heard() -> Iterator[Heard]:
    """What the browser complained of; a journey ends without complaints."""
    heard = Heard()
    yield heard
    assert heard.troubles == []


Opened = Callable[..., Page]


@pytest.fixture
def opened(address: str, browser: Browser, heard: Heard) -> Iterator[Opened]:
    """Open a page in a browser of its own, with nothing remembered."""
    contexts: list[BrowserContext] = []

    def page(**options: Any) -> Page:
        chosen: dict[str, Any] = {"viewport": WIDE, "locale": "nl-NL"} | options
        context = browser.new_context(base_url=address, reduced_motion="reduce", **chosen)
        contexts.append(context)
        context.set_default_timeout(15_000)
        fresh = context.new_page()
        heard.listen(fresh)
        return fresh

    expect.set_options(timeout=15_000)
    yield page
    for context in contexts:
        context.close()


def step_in(page: Page, role: str, *, municipality: str = "") -> Page:
    """Step into a role on the demo page."""
    page.goto(f"{municipality}/demo/")
    page.locator(f"button[value={role}]").click()
    page.wait_for_url("**/")
    return page


def step_in_at(page: Page, name: str) -> Page:
    """Step into the role of somebody at a partner, by its whole name on the demo page."""
    page.goto("/demo/")
    page.get_by_role("button", name=name).click()
    page.wait_for_url("**/")
    return page


def axe(page: Page, **options: Any) -> list[str]:
    """
    Return what axe finds; the page must be of a context that may run scripts of ours.

    Args:
        options: Of axe, in its own words; it runs all that we keep to if nothing is said.
    """
    asked = {"runOnly": RULES} | options
    found: list[str] | None = page.evaluate(LOOK, asked)
    if found is None:
        # Once a page: reading the script in takes a fifth as long as looking.
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(LOOK, asked)
    assert found is not None
    return found


def overflow(page: Page) -> int:
    """Return by how much a page is wider than its window. [CSS px]"""
    wider: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wider
