"""From a mail as it came to what it says: bounded, and without anything that came along."""

from __future__ import annotations

import email
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from typing import Final

from django.utils.crypto import salted_hmac

from bundel.core import mail_text
from bundel.network.replies import sender_of

MOST_PARTS: Final = 50
LONGEST_HEADER: Final = 2000
# A signal is far shorter; styles of a mail program come before its words.
LONGEST_TEXT: Final = 20_000
LONGEST_HTML: Final = 100_000
MOST_HEADERS: Final = 20
# What the mail server says of where a mail was brought says more than what its writer says.
BROUGHT_TO: Final = ("Delivered-To", "X-Original-To", "Envelope-To")
SENT_TO: Final = ("To", "Cc")
# Nobody reads what goes to these.
NOBODY: Final = (
    "mailer-daemon",
    "postmaster",
    "no-reply",
    "noreply",
    "niet-beantwoorden",
    "bounce",
)
TO_MANY: Final = ("bulk", "list", "junk", "auto_reply")
LISTS: Final = ("List-Id", "List-Unsubscribe", "X-Autoreply", "X-Autorespond", "X-Loop")


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as far as it can become a signal; the words are kept nowhere."""

    digest: str
    # Empty: nobody, more than one, or somebody else than it says.
    sender: str
    brought_to: frozenset[str]
    sent_to: frozenset[str]
    # Written by a program or for many: never answered.
    is_automatic: bool
    subject: str
    text: str
    has_attachments: bool


def read_letter(content: bytes) -> Letter | None:
    """Return what a mail says; nothing if it cannot be taken apart."""
    try:
        found = email.message_from_bytes(content)
        text, has_attachments = _text(found)
        return Letter(
            digest=_digest(found, content),
            sender=_sender(found),
            brought_to=_addresses(found, BROUGHT_TO),
            sent_to=_addresses(found, SENT_TO),
            is_automatic=_is_automatic(found),
            subject=mail_text.subject_of(_decoded(found, "Subject")),
            text=mail_text.own_words(text),
            has_attachments=has_attachments,
        )
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError, AssertionError):
        # Parsers of mail fail in many ways on what was made to let them fail.
        return None


def _digest(found: Message, content: bytes) -> str:
    """Return by what a mail that comes twice is known, which tells nothing of the mail itself."""
    given = _header(found, "Message-ID").strip()
    return salted_hmac("bundel.signals.mail", given or content, algorithm="sha256").hexdigest()


def _sender(found: Message) -> str:
    if len(_header(found, "From")) > LONGEST_HEADER:
        return ""
    sender = sender_of(found)
    return sender if "@" in sender and len(sender) <= 254 else ""


def _addresses(found: Message, names: Iterable[str]) -> frozenset[str]:
    lines = [
        str(line)[:LONGEST_HEADER]
        for name in names
        for line in found.get_all(name, [])[:MOST_HEADERS]
    ]
    return frozenset(address.strip().casefold() for _name, address in getaddresses(lines)) - {""}


def _is_automatic(found: Message) -> bool:
    sender = _sender(found)
    automatic = _header(found, "Auto-Submitted").strip().casefold()
    return any(
        (
            automatic not in {"", "no"},
            _header(found, "Precedence").strip().casefold() in TO_MANY,
            any(name in found for name in LISTS),
            _header(found, "Return-Path").strip() == "<>",
            sender.split("@")[0].startswith(NOBODY),
        )
    )


def _header(found: Message, name: str) -> str:
    return str(found.get(name, ""))


def _decoded(found: Message, name: str) -> str:
    raw = _header(found, name)[:LONGEST_HEADER]
    try:
        text = str(make_header(decode_header(raw)))
    except (HeaderParseError, LookupError, ValueError):
        text = raw
    return _readable(text)


def _readable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _text(found: Message) -> tuple[str, bool]:
    """Return the text of a mail, plain where it has that, and whether something came along."""
    plain = html = None
    has_attachments = False
    for part in _parts(found):
        kind = part.get_content_type()
        if part.is_multipart():
            continue
        if part.get_content_disposition() == "attachment" or part.get_filename():
            has_attachments = True
        elif kind == "text/plain" and plain is None:
            plain = _words(part)[:LONGEST_TEXT]
        elif kind == "text/html" and html is None:
            html = _words(part)[:LONGEST_HTML]
        elif not kind.startswith("text/"):
            has_attachments = True
    text = plain if plain and plain.strip() else mail_text.plain_of_html(html or "")
    return text[:LONGEST_TEXT], has_attachments


def _parts(found: Message) -> Iterator[Message]:
    for count, part in enumerate(found.walk()):
        if count >= MOST_PARTS:
            return
        yield part


def _words(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        return content.decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, ValueError):
        # A set of characters that nobody knows.
        return content.decode("utf-8", "replace")
