"""Where mail goes: a server from one address, or nowhere but a line in the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

import structlog
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

log = structlog.get_logger("bundel.mail")


def mail_settings(url: str) -> dict[str, Any]:
    """
    Return Django's settings for a mail server such as smtp://name:password@server:587.

    With a name and password the connection is always encrypted; smtps is so from the start.

    Raises:
        ValueError: if the address is not of that form.
    """
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("BUNDEL_MAIL_URL: gebruik smtp://naam:wachtwoord@server:587")
    direct = parts.scheme == "smtps"
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if direct else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": direct,
        "EMAIL_USE_TLS": bool(parts.username) and not direct,
    }


def mailbox_settings(url: str, name: str = "BUNDEL_IMAP_URL") -> dict[str, Any]:
    """
    Return where answers are read, from an address such as imaps://name:password@server/INBOX.

    Anything but this machine itself is always spoken to in secret; imaps is so from the start.

    Args:
        name: Of the setting, for who must mend it.

    Raises:
        ValueError: if the address is not of that form.
    """
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme not in {"imap", "imaps"} or not parts.hostname or not parts.username:
        raise ValueError(f"{name}: gebruik imaps://naam:wachtwoord@server:993/INBOX")
    direct = parts.scheme == "imaps"
    return {
        "host": parts.hostname,
        "port": parts.port or (993 if direct else 143),
        "user": unquote(parts.username),
        "password": unquote(parts.password or ""),
        "folder": unquote(parts.path.lstrip("/")) or "INBOX",
        "direct_tls": direct,
        "start_tls": not direct and parts.hostname not in {"127.0.0.1", "::1", "localhost"},
    }


class OnlyCount(BaseEmailBackend):
    """Sends nothing; says in the log that something would have gone."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Count them, without address, subject or text."""
        log.info("mail has nowhere to go", mails=len(email_messages))
        return len(email_messages)
