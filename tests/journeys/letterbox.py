"""What Bundel writes to people: a demo has no mail server, so the database keeps a copy here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg

# As the owner of the tables, for no municipality in particular.
HANG = """
CREATE TABLE IF NOT EXISTS journeys_letterbox (
    nr bigint GENERATED ALWAYS AS IDENTITY, receiver text, subject text, body text, calendar text
);
CREATE OR REPLACE FUNCTION journeys_copy() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    INSERT INTO journeys_letterbox (receiver, subject, body, calendar)
    VALUES (NEW."to", NEW.subject, NEW.body, NEW.calendar);
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER journeys_copy AFTER INSERT ON accounts_mail
FOR EACH ROW EXECUTE FUNCTION journeys_copy();
"""
TAKE_AWAY = """
DROP TRIGGER IF EXISTS journeys_copy ON accounts_mail;
DROP FUNCTION IF EXISTS journeys_copy;
DROP TABLE IF EXISTS journeys_letterbox;
"""
LAST = """
SELECT body, calendar FROM journeys_letterbox WHERE receiver = %s AND strpos(subject, %s) > 0
ORDER BY nr DESC LIMIT 1
"""


class Letterbox:
    """The letters of everybody, as they were written."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def letter(self, to: str, about: str) -> tuple[str, str]:
        """Return the last letter to somebody with these words in its subject. [text, calendar]"""
        found = self._connection.execute(LAST, (to, about)).fetchone()
        assert found, f"nobody wrote {to} about {about!r}"
        return found[0], found[1]

    def link(self, to: str, about: str) -> str:
        """Return where the link in a letter leads, on whatever machine the municipality is."""
        body, _calendar = self.letter(to, about)
        (address,) = re.findall(r"https?://\S+", body)
        return urlsplit(address).path


@contextmanager
def hung_up(url: str) -> Iterator[Letterbox]:
    """Keep a copy of what is written as long as the block lasts."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(HANG)
        try:
            yield Letterbox(connection)
        finally:
            connection.execute(TAKE_AWAY)
