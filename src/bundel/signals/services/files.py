"""Signals from a file: each row through the one door; what is refused is kept nowhere."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import services as audit
from bundel.errors import Conflict, Fault, Invalid
from bundel.network.models import Organisation
from bundel.network.services.texts import names_of
from bundel.signals.models import Channel, SignalState
from bundel.signals.services import door, words_in
from bundel.signals.services.codes import Coded, Codes
from bundel.signals.services.telling import tell_signal
from bundel.ui.sheets import RawSheet, UnreadableFile, raw_sheets

# What one request can take in before its time is over.
MOST_ROWS: Final = 150
LONGEST_CELL: Final = 5000
# The names of columns stay Dutch, so that a file fits whoever reads it.
COLUMNS: Final = (
    ("text", "Tekst"),
    ("question", "Vraag"),
    ("theme", "Thema"),
    ("area", "Gebied"),
    ("size", "Omvang"),
    ("period", "Periode"),
    ("trend", "Trend"),
    ("severity", "Ernst"),
    ("first_trait", "Kenmerk 1"),
    ("second_trait", "Kenmerk 2"),
    ("heard_at", "Gehoord bij"),
    ("is_shared", "Delen"),
    ("organisation", "Organisatie"),
)
NEEDED: Final = ("text", "size", "period", "trend", "severity")
HEADINGS: Final = dict(COLUMNS)
# The field of a fault, and the column in which it stands.
PLACES: Final = {
    "trait_ids": "first_trait",
    "theme_id": "theme",
    "area_id": "area",
    "heard_at_id": "heard_at",
    "organisation_id": "organisation",
}


class WrongFile(Invalid):
    """The file as a whole cannot be read; nothing of it was taken in."""

    sentence = gettext_lazy("Dit bestand kunnen we niet inlezen.")


@dataclass(frozen=True, slots=True)
class Row:
    """What became of a row: told, held, same, wrong or refused; never a word of it."""

    line: int
    state: str
    number: int | None = None
    reasons: tuple[str, ...] = ()

    @property
    def is_out(self) -> bool:
        """Tell whether the row was not taken in."""
        return self.state in {"wrong", "refused"}


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file, row by row."""

    rows: tuple[Row, ...]

    @property
    def out(self) -> list[Row]:
        """Return the rows that were not taken in."""
        return [row for row in self.rows if row.is_out]

    def count(self, *states: str) -> int:
        """Return how many rows have one of these states."""
        return sum(row.state in states for row in self.rows)


@transaction.atomic
def import_signals(
    *, actor: Actor, filename: str, content: bytes, at: datetime, is_whole: bool = False
) -> Taken:
    """
    Take in the rows of a file; the same row of the same file again changes nothing.

    Args:
        is_whole: Take in nothing if one row cannot be.

    Raises:
        WrongFile: if the file cannot be read, or a column is missing.
    """
    permissions.require(actor, "signals.import")
    rows = _rows(filename, content)
    reader = _Reader(actor, at)
    try:
        # A way back of its own, for who wants all or nothing.
        with transaction.atomic():
            taken = Taken(tuple(reader.take(line, cells) for line, cells in rows))
            if is_whole and taken.out:
                raise _NotWhole
    except _NotWhole:
        return Taken(tuple(taken.out))
    counted = {state: taken.count(state) for state in ("told", "held", "same", "wrong", "refused")}
    audit.record(
        actor=actor,
        action="signals.import",
        kind="signal",
        object_id=None,
        label="",
        after=counted,
    )
    return taken


class _NotWhole(Exception):
    """One row cannot be taken in, and all or nothing was asked."""


class _Reader:
    """Takes in rows, with what is asked once for all of them."""

    def __init__(self, actor: Actor, at: datetime) -> None:
        self._actor = actor
        self._at = at
        self._codes = Codes(actor.municipality_id)
        self._known = door.known_names(actor.municipality_id)
        here = Organisation.objects.filter(
            municipality_id=actor.municipality_id, archived_at=None, merged_into=None
        )
        names = here.values_list("name", "pk")
        self._partners = {" ".join(name.split()).casefold(): pk for name, pk in names}
        self._seen: Counter[str] = Counter()

    def take(self, line: int, cells: dict[str, str]) -> Row:
        """Take in one row, or say why not."""
        try:
            partner_id = self._partner(cells["organisation"])
            told = tell_signal(
                actor=self._actor,
                telling=self._codes.telling(self._coded(cells)),
                channel=Channel.FILE,
                at=self._at,
                organisation_id=partner_id,
                known=self._known,
            )
        except door.PersonalData as refusal:
            return Row(line, "refused", reasons=tuple(_kinds(refusal.verdict)))
        except Invalid as refusal:
            return Row(line, "wrong", reasons=tuple(map(_said, refusal.faults)))
        except Conflict:
            # Somebody else of the same partner brought this row in before.
            return Row(line, "same")
        is_held = told.state == SignalState.HELD
        state = "same" if not told.is_new else "held" if is_held else "told"
        return Row(line, state, told.number)

    def _partner(self, name: str) -> uuid.UUID | None:
        if not name:
            return self._actor.organisation_id
        found = self._partners.get(" ".join(name.split()).casefold())
        if found is None or self._actor.organisation_id not in {None, found}:
            raise Invalid(faults=[Fault("organisation_id", "", "unknown_code")])
        return found

    def _coded(self, cells: dict[str, str]) -> Coded:
        content = repr([self._actor.organisation_id, *cells.values()])
        # Two rows that say the same are two signals; the same two again are not.
        self._seen[content] += 1
        key = uuid.uuid5(self._actor.municipality_id, f"file {self._seen[content]} {content}")
        traits = (cells["first_trait"], cells["second_trait"])
        chosen = {kind: words_in.choice_of(kind, cells[kind]) for kind in words_in.KINDS}
        return Coded(
            telling_key=key,
            theme=cells["theme"],
            area=cells["area"],
            traits=tuple(trait for trait in traits if trait),
            heard_at=cells["heard_at"],
            text=cells["text"],
            question=cells["question"],
            is_shared=words_in.is_yes(cells["is_shared"]),
            **chosen,
        )


def _kinds(verdict: door.Verdict) -> Iterator[str]:
    """Give for each column what may not stand in it, and nothing of what stands there."""
    for field, findings in verdict.found.items():
        kinds = names_of(one.kind for one in findings if one.verdict == "refuse")
        if kinds:
            yield f"{HEADINGS[field]}: {', '.join(kinds)}"


def _said(fault: Fault) -> str:
    """Return what is wrong, without the word itself: a column may have slipped."""
    field = PLACES.get(fault.field, fault.field)
    unknown = _("staat niet in de lijst. Gebruik een naam uit de lijst.")
    words = unknown if fault.code == "unknown_code" else str(fault.message)
    return f"{HEADINGS.get(field, field)}: {words}"


def _rows(filename: str, content: bytes) -> list[tuple[int, dict[str, str]]]:
    """Return the rows with their number as a spreadsheet counts; empty ones are passed over."""
    sheet = _sheet(filename, content)
    headings = {_plain(str(cell)): place for place, cell in enumerate(sheet.rows[0])}
    places = {field: headings.get(_plain(name)) for field, name in COLUMNS}
    missing = [HEADINGS[field] for field in NEEDED if places[field] is None]
    if missing:
        raise _wrong(_("Deze kolommen ontbreken: %(names)s.") % {"names": ", ".join(missing)})
    rows = [
        (line, {field: _cell(cells, place) for field, place in places.items()})
        for line, cells in enumerate(sheet.rows[1:], start=2)
        if any(_text(cell) for cell in cells)
    ]
    if not rows:
        raise _wrong(_("Er staan geen rijen in dit bestand."))
    if len(rows) > MOST_ROWS:
        words = _("Er zijn meer dan %(rows)s rijen. Deel het bestand op.")
        raise _wrong(words % {"rows": MOST_ROWS})
    return rows


def _sheet(filename: str, content: bytes) -> RawSheet:
    try:
        sheets = [sheet for sheet in raw_sheets(filename, content) if sheet.rows]
    except UnreadableFile as refusal:
        raise _wrong(str(refusal)) from refusal
    if len(sheets) != 1:
        raise _wrong(_("Zet de signalen op één blad, met de kolommen in de eerste rij."))
    return sheets[0]


def _wrong(words: str) -> WrongFile:
    return WrongFile(faults=[Fault("file", words)])


def _cell(cells: Sequence[Any], place: int | None) -> str:
    if place is None or place >= len(cells):
        return ""
    return _text(cells[place])[:LONGEST_CELL]


def _text(cell: Any) -> str:
    """Return a cell as it reads; the quote that made a text of it on the way out goes."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, date):
        # A spreadsheet makes a day of a class such as 6-10.
        return f"{cell.day}-{cell.month}"
    text = "" if cell is None else str(cell).replace("\x00", "").strip()
    return text[1:] if text[:1] == "'" and text[1:2] in set("=+-@") else text


def _plain(word: str) -> str:
    return " ".join(word.split()).casefold()
