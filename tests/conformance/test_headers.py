"""The same headers on every answer: pages, files, errors, mishaps, problems (T21)."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client, override_settings

from bundel.config.logs import without_values
from tests.conftest import Figure

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = {
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
PAGES = ("/", "/inloggen", "/demo/", "/wachtwoord-vergeten", "/ui/", "/programma", "/mensen")
FILES = (
    "/.well-known/security.txt",
    "/leeft",
    "/api/v1/openapi.json",
    "/api/v1/doelen",
    "/logboek.csv",
)
MISSING = ("/bestaat-niet", "/static/bestaat-niet.css", "/api/v1/bestaat-niet", "/mensen/x")


class _Inline(HTMLParser):
    """Collects what a policy without 'unsafe-inline' would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.nonces: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found += [
            f"{tag} {name}" for name in given if name == "style" or name.startswith("on")
        ]
        if tag == "style":
            self.found.append(tag)
        if tag == "script":
            self.nonces.add(given.get("nonce") or "")
            if not given.get("src") and given.get("type") != "application/json":
                self.found.append("script without src")
        for name in ("href", "src", "action"):
            if (given.get(name) or "").strip().lower().startswith("javascript:"):
                self.found.append(f"{tag} {name}")


def faults(response: Any) -> list[str]:
    """Return what is wrong with the headers, and with the page under its own policy."""
    wrong = [name for name, value in EVERYWHERE.items() if response.get(name) != value]
    if not response.get("Permissions-Policy"):
        wrong.append("Permissions-Policy")
    policy = response.get("Content-Security-Policy", "")
    parts = {part.strip() for part in policy.split(";")}
    wrong += sorted(POLICY - parts)
    scripts = [part for part in parts if part.startswith("script-src")]
    if any("unsafe" in part or "http" in part or "*" in part for part in parts):
        wrong.append("policy is loose")
    if "no-store" not in response.get("Cache-Control", ""):
        wrong.append("Cache-Control")
    if "text/html" in response.get("Content-Type", ""):
        inline = _Inline()
        inline.feed(response.content.decode())
        wrong += inline.found
        wrong += [n for n in inline.nonces if f"script-src 'nonce-{n}'" not in scripts or not n]
    return wrong


def sweep(client: Client) -> Iterator[tuple[str, Any]]:
    for path in (*PAGES, *FILES, *MISSING):
        yield path, client.get(path)
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        for path in ("/", "/programma", "/api/v1/doelen"):
            yield f"{method} {path}", client.generic(method, path)
    yield "unknown host", client.get("/inloggen", headers={"host": "elders.example"})
    yield "strange host", client.get("/inloggen", headers={"host": "x y"})
    yield "large", client.post("/demo/", {"role": "x" * (6 * 1024 * 1024)})
    yield "many fields", client.post("/demo/", {f"f{n}": "" for n in range(5001)})
    yield (
        "half a form",
        client.post(
            "/demo/", b"--x\r\nContent-Disposition", content_type="multipart/form-data; boundary=y"
        ),
    )


def test_headers_are_on_every_answer(
    visitor: Client, client_of: Callable[[str], Client], figure: Figure
) -> None:
    answers, misses, seen = 0, [], set()
    for client in (visitor, client_of("functional_manager"), client_of("reader")):
        for what, response in sweep(client):
            answers += 1
            seen.add(response.status_code)
            misses += [(what, response.status_code, fault) for fault in faults(response)]

    figure(f"T21: {answers} answers of kinds {sorted(seen)}, misses = {len(misses)}")
    assert misses == []
    assert {200, 302, 400, 401, 403, 404, 405, 413} <= seen


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Let the home page fail in a way that nobody foresaw."""

    def fail_with(error: Exception) -> None:
        def fail(*_: Any, **__: Any) -> None:
            raise error

        monkeypatch.setattr("bundel.accounts.demo.stands", fail)

    return fail_with


def test_a_mishap_has_the_same_headers_and_an_id(
    visitor: Client, broken: Callable[[Exception], None], capfd: Any
) -> None:
    visitor.raise_request_exception = False
    broken(ValueError("1234 AB 12"))

    response = visitor.get("/demo/")

    assert response.status_code == 500
    assert faults(response) == []
    shown = re.search(r"<code>(\w{12})</code>", response.content.decode())
    assert shown is not None


def test_the_log_says_where_and_never_what_was_typed(
    visitor: Client, broken: Callable[[Exception], None]
) -> None:
    try:
        raise ValueError("canary 1234 AB 12")
    except ValueError as error:
        event = without_values(None, "error", {"event": "x", "exc_info": error})

    assert "canary" not in json.dumps(event)
    assert event["exception"][0]["kind"] == "builtins.ValueError"
    assert "test_headers.py" in event["exception"][0]["frames"][-1]


@pytest.mark.parametrize("path", ["/demo/", "/api/v1/doelen"])
def test_without_a_database_there_is_a_page_that_says_so(
    visitor: Client, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def away() -> None:
        raise OperationalError

    with monkeypatch.context() as patched:
        patched.setattr(connection, "ensure_connection", away)
        response = visitor.get(path)

    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert faults(response) == []


def test_a_database_that_takes_too_long_is_not_our_readers_fault(
    visitor: Client, broken: Callable[[Exception], None]
) -> None:
    visitor.raise_request_exception = False
    broken(OperationalError("canceling statement due to statement timeout"))

    response = visitor.get("/demo/")

    assert response.status_code == 503
    assert faults(response) == []


def test_problems_are_problems(visitor: Client) -> None:
    for response in (visitor.get("/api/v1/doelen"), visitor.get("/api/v1/bestaat-niet")):
        assert response["Content-Type"].startswith("application/problem+json")
        assert response.json()["status"] == response.status_code


def test_security_txt_tells_where_to_go(visitor: Client) -> None:
    text = visitor.get("/.well-known/security.txt").content.decode()

    assert re.search(r"^Contact: (mailto:|https:)", text, re.MULTILINE)
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT", text, re.MULTILINE)


def test_cookies_stay_with_us(visitor: Client) -> None:
    visitor.get("/inloggen")
    cookie = visitor.cookies["bundel-csrf"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


# The files of the front end keep their own names here: whether they were collected is no question
# of this test, and a fresh clone has not.
BEHIND_HTTPS = """
import django, json
from django.conf import settings
settings.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
django.setup()
from django.test import Client, override_settings
plain = Client(headers={"host": "bundel.example"}).get("/leeft")
secure = Client(headers={"host": "bundel.example"}).get("/bestaat/niet", secure=True)
names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
from django.urls import NoReverseMatch, reverse
try:
    demo = reverse("accounts:demo")
except NoReverseMatch:
    demo = ""
told = [getattr(settings, n) for n in names]
print(json.dumps({"told": told, "demo": demo, "plain": [plain.status_code, plain.headers.get(
    "Location")], "hsts": secure.headers["Strict-Transport-Security"], "secure": secure.status_code,
    "domain": settings.SESSION_COOKIE_DOMAIN, "path": settings.SESSION_COOKIE_PATH}))
"""


def test_behind_https_cookies_are_bound_and_demo_is_gone(db: None) -> None:
    """As a real installation starts: another process, with other settings."""
    changed = {"BUNDEL_HTTPS": "1", "BUNDEL_DEMO": "0", "BUNDEL_HOSTS": "bundel.example"}
    environment = os.environ | changed | {"DJANGO_SETTINGS_MODULE": "bundel.config.settings"}
    environment["PYTHONPATH"] = "src"
    ran = subprocess.run(
        [sys.executable, "-c", BEHIND_HTTPS],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert ran.returncode == 0, ran.stderr[-2000:]
    told = json.loads(ran.stdout.splitlines()[-1])
    assert told["told"] == ["__Host-bundel", "__Host-bundel-csrf", True, True]
    assert (told["domain"], told["path"]) == (None, "/")
    assert told["demo"] == ""
    assert told["plain"] == [301, "https://bundel.example/leeft"]
    assert told["hsts"] == "max-age=31536000; includeSubDomains"


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
def test_what_is_too_large_is_refused_before_it_is_read(visitor: Client) -> None:
    page = visitor.post("/demo/", {"role": "x" * 2000})

    assert page.status_code == 413
