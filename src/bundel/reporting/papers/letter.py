"""A letter to the council: people's words with dated facts in footnotes, on page and in files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bundel.documents.letters import docx, odt
from bundel.documents.parts import Document, Facts, Footnote, Heading, Paragraph, Part
from bundel.reporting.facts.figures import Json
from bundel.reporting.papers import frame
from bundel.reporting.papers import sentences as say

CODE = re.compile(r"\[\[\s*([^\[\]]*?)\s*\]\]")
WRITERS = {"docx": docx, "odt": odt}


@dataclass(frozen=True, slots=True)
class Run:
    """A few words of a paragraph; with a number where a footnote belongs to them."""

    text: str
    note: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter as a page shows it: heads with paragraphs of runs, and the footnotes."""

    sections: tuple[tuple[str, tuple[tuple[Run, ...], ...]], ...]
    notes: tuple[tuple[int, str], ...]


def codes_in(text: str) -> list[str]:
    """Return the codes that a text names, in their order."""
    return [found[1] for found in CODE.finditer(text)]


def unknown(texts: Iterable[str], facts: Mapping[str, Any]) -> list[str]:
    """Return the codes that no fact has."""
    named = dict.fromkeys(code for text in texts for code in codes_in(text))
    return [code for code in named if code not in facts]


def note_of(fact: Json) -> str:
    """Return the footnote of a fact: what it is, of when, from where, and how well known."""
    label = f"{fact['label'][:1].upper()}{fact['label'][1:]}"
    return f"{label}. {say.ground(fact)}"


def shown(sections: list[Json], facts: Mapping[str, Json]) -> Shown:
    """Return a letter with its footnotes numbered through; a code without a fact stays as it is."""
    notes: list[tuple[int, str]] = []
    found = tuple(
        (section["heading"], tuple(_runs(words, facts, notes) for words in _cut(section["text"])))
        for section in sections
    )
    return Shown(found, tuple(notes))


def _cut(text: str) -> list[str]:
    return [part.strip() for part in frame.text(text).split("\n\n") if part.strip()]


def _runs(words: str, facts: Mapping[str, Json], notes: list[tuple[int, str]]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for piece, fact in _pieces(words, facts):
        if fact is None:
            runs.append(Run(piece))
            continue
        notes.append((len(notes) + 1, note_of(fact)))
        runs.append(Run(fact["words"], len(notes)))
    return tuple(runs)


def _pieces(words: str, facts: Mapping[str, Json]) -> Iterator[tuple[str, Json | None]]:
    place = 0
    for found in CODE.finditer(words):
        fact = facts.get(found[1])
        if fact is None:
            continue
        if words[place : found.start()]:
            yield words[place : found.start()], None
        yield found[0], fact
        place = found.end()
    if words[place:]:
        yield words[place:], None


def letter_file(
    *, kind: str, content: Json, title: str, subject: str, sections: list[Json]
) -> bytes:
    """Return the letter as DOCX or ODT, to go on with in an office program."""
    return WRITERS[kind](letter_document(content, title, subject, sections))


def letter_document(content: Json, title: str, subject: str, sections: list[Json]) -> Document:
    """Return the letter with its facts as footnotes."""
    inside: list[Part] = [_address(content)]
    for section in sections:
        paragraphs = [Paragraph(_text(words, content["facts"])) for words in _cut(section["text"])]
        if section["heading"].strip() and paragraphs:
            inside.append(Heading(frame.text(section["heading"])))
        inside += paragraphs
    return frame.document(
        content,
        inside,
        title=subject or title,
        kind=_("Raadsinformatiebrief"),
    )


def _address(content: Json) -> Facts:
    """Return to whom and from whom, and of which day the figures are."""
    return Facts(
        (
            (_("Gericht aan"), _("De gemeenteraad")),
            (_("Afzender"), _("Het college van burgemeester en wethouders")),
            (_("Cijfers van"), say.day(content["as_of"])),
        )
    )


def _text(words: str, facts: Mapping[str, Json]) -> tuple[str | Footnote, ...]:
    found: list[str | Footnote] = []
    for piece, fact in _pieces(words, facts):
        if fact is None:
            found.append(piece)
        else:
            found += [fact["words"], Footnote(note_of(fact))]
    return tuple(found)
