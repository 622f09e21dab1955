"""What a cell may hold: read from a workbook with a Dutch fault, and written back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any, Protocol

from django.utils.translation import gettext as _

from bundel.core.cells import DANGEROUS, neutral
from bundel.core.quarters import NotAQuarter, parse_quarter


class Wrong(ValueError):
    """A cell cannot be read; says what is wrong and what would be right."""

    def __init__(self, wrong: str, right: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.right = right


class Kind(Protocol):
    """How one column is read and written."""

    @property
    def hint(self) -> str:
        """In a few words, what people fill in."""

    def read(self, cell: Any) -> Any:
        """Return the value of a cell that is not empty; raises Wrong."""

    def write(self, value: Any) -> Any:
        """Return what goes into a cell for a value that is not None."""


def _plain(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(DANGEROUS) else text


def as_text(cell: Any) -> str:
    """Return a cell as people see it: whole numbers without .0, dates as day."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell).strip()


@dataclass(frozen=True, slots=True)
class Text:
    """Words, up to a length."""

    longest: int = 200

    @property
    def hint(self) -> str:
        """What people fill in."""
        return f"tekst van hooguit {self.longest} tekens"

    def read(self, cell: Any) -> str:
        """Return the text without spaces around it."""
        text = _plain(as_text(cell)).strip()
        if len(text) > self.longest:
            raise Wrong(
                _("De tekst is %(count)s tekens lang.") % {"count": len(text)},
                _("Gebruik er hooguit %(longest)s.") % {"longest": self.longest},
            )
        if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text):
            raise Wrong(_("De tekst bevat een onzichtbaar teken."), _("Typ de tekst opnieuw."))
        return text

    def write(self, value: str) -> str:
        """Return the text, made harmless."""
        return neutral(value)


@dataclass(frozen=True, slots=True)
class Number:
    """A number between two ends; a comma or a point before the decimals."""

    least: Decimal = Decimal(0)
    most: Decimal = Decimal(1_000_000)
    decimals: int = 2

    @property
    def hint(self) -> str:
        """What people fill in."""
        return f"getal van {_dutch(self.least)} tot en met {_dutch(self.most)}"

    def read(self, cell: Any) -> Decimal:
        """Return the number, rounded to the decimals that are kept."""
        if isinstance(cell, bool | date | datetime):
            raise Wrong(
                _("'%(cell)s' is geen getal.") % {"cell": as_text(cell)},
                _("Vul een getal in, zoals 12,5."),
            )
        number = Decimal(str(cell)) if isinstance(cell, int | float) else _number(str(cell))
        if not number.is_finite():
            raise Wrong(
                _("'%(cell)s' is geen getal.") % {"cell": cell}, _("Vul een getal in, zoals 12,5.")
            )
        if not self.least <= number <= self.most:
            raise Wrong(
                _("%(number)s kan hier niet.") % {"number": _dutch(number)},
                _("Vul een getal in van %(least)s tot en met %(most)s.")
                % {"least": _dutch(self.least), "most": _dutch(self.most)},
            )
        return number.quantize(Decimal(1).scaleb(-self.decimals))

    def write(self, value: Decimal) -> float | int:
        """Return a plain number."""
        return int(value) if value == value.to_integral_value() else float(value)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two ends."""

    least: int = 0
    most: int = 10_000

    @property
    def hint(self) -> str:
        """What people fill in."""
        return f"heel getal van {self.least} tot en met {self.most}"

    def read(self, cell: Any) -> int:
        """Return the whole number."""
        number = Number(Decimal(self.least), Decimal(self.most), decimals=6).read(cell)
        if number != number.to_integral_value():
            raise Wrong(
                _("%(number)s is geen heel getal.") % {"number": _dutch(number)},
                _("Rond af op een heel getal."),
            )
        return int(number)

    def write(self, value: int) -> int:
        """Return the number."""
        return value


@dataclass(frozen=True, slots=True)
class YesNo:
    """ja or nee."""

    @property
    def hint(self) -> str:
        """What people fill in."""
        return "ja of nee"

    def read(self, cell: Any) -> bool:
        """Return whether it says ja."""
        word = as_text(cell).casefold()
        if word in {"ja", "j", "true", "waar", "1", "x"}:
            return True
        if word in {"nee", "n", "false", "onwaar", "0"}:
            return False
        raise Wrong(
            _("'%(cell)s' is geen ja of nee.") % {"cell": as_text(cell)}, _("Vul ja of nee in.")
        )

    def write(self, value: bool) -> str:
        """Return ja or nee."""
        return "ja" if value else "nee"


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few Dutch words, each with the value that we keep."""

    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def hint(self) -> str:
        """What people fill in."""
        return f"kies uit: {', '.join(self.words)}"

    def read(self, cell: Any) -> str:
        """Return the value that belongs to the word."""
        word = as_text(cell).casefold()
        if word in self.words:
            return self.words[word]
        near = get_close_matches(word, self.words, n=1)
        hint = (
            _("Bedoelt u %(near)s?") % {"near": near[0]}
            if near
            else _("Kies uit: %(names)s.") % {"names": ", ".join(self.words)}
        )
        raise Wrong(_("'%(cell)s' kennen we niet.") % {"cell": as_text(cell)}, hint)

    def write(self, value: str) -> str:
        """Return the word that belongs to the value."""
        return next(word for word, kept in self.words.items() if kept == value)


@dataclass(frozen=True, slots=True)
class QuarterCell:
    """A quarter such as 2027-K1."""

    @property
    def hint(self) -> str:
        """What people fill in."""
        return "kwartaal, zoals 2027-K1"

    def read(self, cell: Any) -> str:
        """Return the quarter in the form that we keep."""
        text = as_text(cell).upper().replace("Q", "K").replace(" ", "-")
        try:
            return str(parse_quarter(text))
        except NotAQuarter:
            raise Wrong(
                _("'%(cell)s' is geen kwartaal.") % {"cell": as_text(cell)},
                _("Schrijf het als 2027-K1."),
            ) from None

    def write(self, value: str) -> str:
        """Return the quarter."""
        return value


@dataclass(frozen=True, slots=True)
class DateCell:
    """A day: a date of the spreadsheet, or text such as 2027-12-31 or 31-12-2027."""

    @property
    def hint(self) -> str:
        """What people fill in."""
        return "datum, zoals 31-12-2027"

    def read(self, cell: Any) -> date:
        """Return the day."""
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        text = as_text(cell)
        for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
            try:
                # Only the day is kept, so a time zone has no meaning here.
                return datetime.strptime(text, form).date()  # noqa: DTZ007  # a day, not a moment
            except ValueError:
                continue
        raise Wrong(
            _("'%(text)s' is geen datum.") % {"text": text}, _("Schrijf de datum als 31-12-2027.")
        )

    def write(self, value: date) -> date:
        """Return the day."""
        return value


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares from 0 to 1 in a row, such as 0; 0,5; 1."""

    @property
    def hint(self) -> str:
        """What people fill in."""
        return "aandelen van 0 tot 1 met puntkomma's, zoals 0; 0,5; 1"

    def read(self, cell: Any) -> tuple[Decimal, ...]:
        """Return the shares in their order."""
        share = Number(Decimal(0), Decimal(1), decimals=3)
        parts = str(cell).split(";") if isinstance(cell, str) else [cell]
        return tuple(share.read(part) for part in parts)

    def write(self, value: tuple[Decimal, ...]) -> str:
        """Return the shares with a semicolon between them."""
        return "; ".join(_dutch(share) for share in value)


def _number(text: str) -> Decimal:
    plain = text.strip().replace("\u00a0", "").replace(" ", "").removeprefix("€")
    # 1.234,5 and 1234,5 are Dutch; 1234.5 is how machines write. 1.234 could be both: refuse.
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+", plain):
        raise Wrong(
            _("'%(text)s' kan duizendtal of decimaal zijn.") % {"text": text},
            _("Schrijf het zonder punt, zoals 1234."),
        )
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        return Decimal(plain)
    except InvalidOperation:
        raise Wrong(
            _("'%(cell)s' is geen getal.") % {"cell": text}, _("Vul een getal in, zoals 12,5.")
        ) from None


def _dutch(number: Decimal) -> str:
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
