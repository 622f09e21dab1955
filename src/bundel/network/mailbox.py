"""The one door to the mailbox that answers come to: IMAP, and no more of it than is needed."""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Mapping
from types import TracebackType
from typing import Any

TIMEOUT_SECONDS = 10
# A mail with an answer is small; of a larger one nothing is fetched.
MOST_BYTES = 512 * 1024
# Our mark on what is not for us: it stays unread for people, and we do not look again.
LEFT = "BundelLeft"
SIZE = re.compile(rb"RFC822\.SIZE (\d{1,12})")
QUOTE = str.maketrans({"\\": "\\\\", '"': '\\"'})


class MailboxFails(Exception):
    """The server cannot be reached, does not let us in, or answers strangely."""


class Mailbox:
    """
    A mailbox, open while the `with` lasts.

    Args:
        settings: Where it is, as `mailbox_settings` reads it from its address.
    """

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._settings = settings
        self._server: imaplib.IMAP4 | None = None

    def __enter__(self) -> Mailbox:
        try:
            self._server = self._connect()
            self._server.login(self._settings["user"], self._settings["password"])
            folder = str(self._settings["folder"]).translate(QUOTE)
            _good(self._server.select(f'"{folder}"'))
        except (imaplib.IMAP4.error, OSError) as fault:
            self.__exit__(None, None, None)
            raise MailboxFails(str(fault)) from fault
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is None:
            return
        server, self._server = self._server, None
        try:
            server.logout()
        except (imaplib.IMAP4.error, OSError):
            # It is gone already, which is what we wanted.
            return

    def waiting(self, most: int) -> list[str]:
        """Return the newest mails that nobody read and that we did not leave, at most these."""
        found = self._ask("SEARCH", "UNSEEN", "UNKEYWORD", LEFT)
        numbers = [one.decode("ascii", "replace") for one in (found[0] or b"").split()]
        return [one for one in numbers if one.isdigit()][-most:]

    def fetch(self, number: str) -> bytes:
        """Return a mail as it came; nothing for one that is too large or gone."""
        sizes = [SIZE.search(_line(part)) for part in self._ask("FETCH", number, "(RFC822.SIZE)")]
        size = next((int(found[1]) for found in sizes if found), MOST_BYTES + 1)
        if size > MOST_BYTES:
            return b""
        return self.fetch_start(number)

    def fetch_start(self, number: str) -> bytes:
        """Return the beginning of a mail, however large it is; nothing for one that is gone."""
        parts = self._ask("FETCH", number, f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
        return next((bytes(part[1]) for part in parts if isinstance(part, tuple)), b"")

    def take(self, number: str) -> None:
        """Mark a mail as read: what it says stands with us."""
        self._ask("STORE", number, "+FLAGS", "(\\Seen)")

    def leave(self, number: str) -> None:
        """Leave a mail unread for people, with a mark of ours if the server keeps marks."""
        try:
            self._ask("STORE", number, "+FLAGS", f"({LEFT})")
        except MailboxFails:
            # A server may keep no marks of others; then we look at this mail again.
            return

    def remove(self, number: str) -> None:
        """Take a mail out of the mailbox, for good."""
        self._ask("STORE", number, "+FLAGS", "(\\Deleted)")
        try:
            self._ask("EXPUNGE", number)
        except MailboxFails:
            # A server that cannot take out this one alone takes out all that are to go.
            self._expunge()

    def move(self, number: str, folder: str) -> None:
        """Put a mail in another folder of the mailbox."""
        self._ask("COPY", number, f'"{folder.translate(QUOTE)}"')
        self.remove(number)

    def _expunge(self) -> None:
        if self._server is None:
            raise MailboxFails("closed")
        try:
            _good(self._server.expunge())
        except (imaplib.IMAP4.error, OSError) as fault:
            raise MailboxFails(str(fault)) from fault

    def _connect(self) -> imaplib.IMAP4:
        host, port = self._settings["host"], self._settings["port"]
        safe = ssl.create_default_context()
        if self._settings["direct_tls"]:
            return imaplib.IMAP4_SSL(host, port, ssl_context=safe, timeout=TIMEOUT_SECONDS)
        server = imaplib.IMAP4(host, port, timeout=TIMEOUT_SECONDS)
        if self._settings["start_tls"]:
            server.starttls(safe)
        return server

    def _ask(self, command: str, *arguments: str) -> list[Any]:
        if self._server is None:
            raise MailboxFails("closed")
        try:
            return _good(self._server.uid(command, *arguments))
        except (imaplib.IMAP4.error, OSError) as fault:
            raise MailboxFails(str(fault)) from fault


def _good(answer: tuple[str, list[Any]]) -> list[Any]:
    status, data = answer
    if status != "OK":
        raise MailboxFails(f"{status} {data!r}"[:200])
    return data


def _line(part: Any) -> bytes:
    return part if isinstance(part, bytes) else part[0] if isinstance(part, tuple) else b""
