"""Answers to invitations that calendars sent by mail: found in a mailbox, and taken over."""

from __future__ import annotations

import email
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from email.message import Message
from email.utils import getaddresses
from typing import Final, Protocol

from bundel.accounts import selectors as accounts
from bundel.accounts.tenancy import as_municipality
from bundel.network.calendar.reading import Answer, NoAnswer, read_answers
from bundel.network.services import invitations

# One round; what is left waits for the next.
MOST_MAILS: Final = 200
LONGEST_SECONDS: Final = 60.0
MOST_PARTS: Final = 30
# What the server of the mailbox says of a sender who is somebody else.
FALSE_SENDER: Final = re.compile(r"\bdmarc\s*=\s*(fail|permerror)\b", re.IGNORECASE)
# Who looks whether an answer is to something of theirs; None says that it is not. A floor above,
# with meetings of its own, adds itself.
Taker = Callable[..., bool | None]
TAKERS: list[Taker] = [invitations.take_answer]
CALENDAR_TYPES = frozenset({"text/calendar", "application/ics"})


class Box(Protocol):
    """What is asked of a mailbox."""

    def waiting(self, most: int) -> list[str]:
        """Return the mails to look at."""

    def fetch(self, number: str) -> bytes:
        """Return a mail as it came."""

    def take(self, number: str) -> None:
        """Mark a mail as dealt with."""

    def leave(self, number: str) -> None:
        """Leave a mail for people."""


def read_replies(*, box: Box, at: datetime) -> Counter[str]:
    """
    Take over what calendars answered; mails without such an answer stay for people.

    Returns:
        How many mails were `taken`, said nothing new (`same`), or were `left`.
    """
    counted: Counter[str] = Counter()
    until = time.monotonic() + LONGEST_SECONDS
    for number in box.waiting(MOST_MAILS):
        if time.monotonic() > until:
            break
        known, changed = _take_all(answers_in(box.fetch(number)), at)
        # Our rows stand before the mark does: after a fall the same mail changes nothing.
        (box.take if known else box.leave)(number)
        counted["taken" if changed else "same" if known else "left"] += 1
    return counted


def answers_in(content: bytes) -> list[Answer]:
    """
    Return the answers of calendars in a mail; none if it holds no readable one.

    Who knows an invitation can write an answer in another's name, so an answer counts only in a
    mail from the guest's own address. Who answers for a colleague does so with the link.
    """
    try:
        found = email.message_from_bytes(content)
        sender = sender_of(found)
        said = (answer for part in _calendars(found) for answer in _answers(part))
        return [answer for answer in said if answer.email == sender]
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError):
        # A mail that cannot be taken apart is for people.
        return []


def sender_of(found: Message) -> str:
    """Return the one address that a mail comes from; nothing if there are more, or it is false."""
    judged = map(str, found.get_all("Authentication-Results", []))
    given = getaddresses([str(one) for one in found.get_all("From", [])])
    if len(given) != 1 or any(map(FALSE_SENDER.search, judged)):
        return ""
    return given[0][1].strip().lower()


def _calendars(found: Message) -> Iterator[bytes]:
    for count, part in enumerate(found.walk()):
        if count >= MOST_PARTS:
            return
        if part.get_content_type() in CALENDAR_TYPES:
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                yield content


def _answers(content: bytes) -> list[Answer]:
    try:
        return read_answers(content)
    except NoAnswer:
        return []


def _take_all(answers: list[Answer], at: datetime) -> tuple[bool, bool]:
    """Take over answers in the municipality that asked; tell whether any was ours, and new."""
    known = changed = False
    for municipality in accounts.municipalities() if answers else ():
        with as_municipality(municipality.id):
            for answer in answers:
                outcomes = [take(found=answer, at=at) for take in TAKERS]
                known |= any(outcome is not None for outcome in outcomes)
                changed |= any(outcomes)
    return known, changed
