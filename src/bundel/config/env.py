"""Every setting that the outside may choose: read, checked and explained in one place."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

TRUE_WORDS = frozenset({"1", "true", "yes", "ja", "on", "aan"})
FALSE_WORDS = frozenset({"", "0", "false", "no", "nee", "off", "uit"})


class WrongSetting(ValueError):
    """A setting from the environment cannot be used; the text says what would be right."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name in the environment, what it is for, and how it is read."""

    name: str
    help: str
    default: str | None
    read: Callable[[str], Any]


def _boolean(text: str) -> bool:
    word = text.strip().lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ValueError("gebruik 1 of 0")


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _secret(text: str) -> str:
    if len(text) < 40:
        raise ValueError("gebruik minstens 40 willekeurige tekens")
    return text


def database_from_url(url: str) -> dict[str, Any]:
    """
    Return Django's connection settings for a PostgreSQL address.

    Raises:
        ValueError: if the address is not of the form postgresql://name:password@host:port/database.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ValueError("gebruik postgresql://naam:wachtwoord@server:5432/database")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.pop("host", parts.hostname or "")),
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": {key: unquote(value) for key, value in query.items()},
    }


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "BUNDEL_SECRET_KEY",
        "Sleutel waarmee sessies en links worden getekend. Minstens 40 willekeurige tekens. "
        "`make run` maakt er zelf een in de gegevensmap.",
        None,
        _secret,
    ),
    Setting(
        "DATABASE_URL",
        "Adres van PostgreSQL voor de toepassing, met een gewone rol: geen eigenaar van de "
        "tabellen, geen superuser. Zonder dit adres start `make run` een eigen PostgreSQL.",
        None,
        database_from_url,
    ),
    Setting(
        "BUNDEL_OWNER_DATABASE_URL",
        "Adres van dezelfde database met de rol die eigenaar is. Alleen migraties gebruiken hem.",
        None,
        database_from_url,
    ),
    Setting(
        "BUNDEL_DATA",
        "Map voor wat naast de database staat: ankers van het logboek en geheimen.",
        "data",
        Path,
    ),
    Setting(
        "BUNDEL_DEMO",
        "Aan: de pagina waarmee u in elke rol stapt bestaat en tweestapsverificatie is vrij. "
        "Nooit aan met echte gegevens.",
        "0",
        _boolean,
    ),
    Setting(
        "BUNDEL_HOSTS",
        "Namen waarop de server antwoordt, met komma's.",
        "127.0.0.1,localhost,.localhost",
        _words,
    ),
    Setting(
        "BUNDEL_HTTPS",
        "Aan achter HTTPS: cookies met `__Host-`, HSTS van een jaar. Alleen uit op een laptop.",
        "1",
        _boolean,
    ),
    Setting(
        "BUNDEL_PROXY",
        "Aan als een eigen proxy `X-Forwarded-Proto` zet.",
        "0",
        _boolean,
    ),
    Setting(
        "BUNDEL_LOG",
        "Hoeveel het logboek zegt: DEBUG, INFO, WARNING of ERROR.",
        "INFO",
        str,
    ),
    Setting(
        "BUNDEL_MAIL_URL",
        "Mailserver als smtp://naam:wachtwoord@server:587. Leeg: mail gaat naar het logboek "
        "zonder inhoud.",
        "",
        str,
    ),
    Setting("BUNDEL_MAIL_FROM", "Afzender van mail.", "bundel@localhost", str),
    Setting(
        "BUNDEL_REPLIES_TO",
        "Adres waar antwoorden op uitnodigingen heen gaan. Leeg: het adres van de afzender.",
        "",
        str,
    ),
    Setting(
        "BUNDEL_IMAP_URL",
        "Postbus van dat adres, als imaps://naam:wachtwoord@server:993/INBOX. Bundel leest er "
        "elke vijf minuten antwoorden van agenda's in. Leeg: mensen antwoorden met de link.",
        "",
        str,
    ),
    Setting(
        "BUNDEL_SIGNALS_IMAP_URL",
        "Postbus van signalen, als imaps://naam:wachtwoord@server:993/INBOX. Het adres van elke "
        "gemeente komt hierin uit. Kies een andere map dan voor agenda's. Leeg: geen signalen "
        "per mail.",
        "",
        str,
    ),
    Setting(
        "BUNDEL_SIGNALS_DONE_FOLDER",
        "Map waar een gelezen mail heen gaat. Leeg: Bundel verwijdert de mail. Wie een map kiest, "
        "bewaart daarin ook wat geweigerd is.",
        "",
        str,
    ),
    Setting(
        "BUNDEL_SECURITY_CONTACT",
        "Waar iemand een lek meldt, zoals mailto:... of https://... Staat in security.txt.",
        "mailto:security@bundel.example",
        str,
    ),
)


def read(environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """
    Return every setting by its name, checked.

    Raises:
        WrongSetting: with a line for each setting that is missing or cannot be used.
    """
    given = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for setting in SETTINGS:
        text = given.get(setting.name, setting.default)
        if text is None:
            wrong.append(f"{setting.name} ontbreekt. {setting.help}")
            continue
        try:
            values[setting.name] = setting.read(text)
        except ValueError as fault:
            wrong.append(f"{setting.name} is niet bruikbaar: {fault}. {setting.help}")
    if wrong:
        raise WrongSetting("\n".join(wrong))
    return values


def manual() -> str:
    """Return docs/settings.md: a table with every setting, its default and what it is for."""
    lines = [
        "# Settings",
        "",
        "Made from `src/bundel/config/env.py` by `bundel settings --write docs/settings.md`; "
        "do not edit here.",
        "",
        "| Setting | Default | What it is for |",
        "| --- | --- | --- |",
    ]
    for setting in SETTINGS:
        default = "(nodig)" if setting.default is None else f"`{setting.default}`"
        lines.append(f"| `{setting.name}` | {default} | {setting.help} |")
    return "\n".join(lines) + "\n"
