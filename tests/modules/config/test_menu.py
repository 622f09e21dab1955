"""The menu: each role finds its own work there."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

LOG = 'href="/logboek"'


def _menu(html: str) -> str:
    """Return the main menu of a page."""
    start = html.index('<nav class="side"') if '<nav class="side"' in html else html.index("<nav")
    return html[start : html.index("</nav>", start)]


def test_whose_work_is_the_log_finds_it_in_the_menu(client_of: Callable[[str], Client]) -> None:
    menu = _menu(client_of("privacy_officer").get("/").content.decode())

    assert 'href="/"' in menu
    assert LOG in menu


def test_who_has_a_programme_finds_the_log_at_the_account(
    client_of: Callable[[str], Client],
) -> None:
    html = client_of("functional_manager").get("/").content.decode()

    assert LOG not in _menu(html)
    assert LOG in html


def test_an_empty_programme_shows_no_filters(client_of: Callable[[str], Client]) -> None:
    client = client_of("coordinator")

    html = client.get("/programma").content.decode()
    assert "Er zijn nog geen initiatieven" in html
    assert 'name="afdeling"' not in html
    assert 'aria-label="Vorm"' not in html
    # Who filtered everything away can still take that back.
    assert 'name="tekst"' in client.get("/programma?tekst=niets").content.decode()
