"""
What in a text points at one person: each kind by its own form and its own check digits.

A text is read as people see it: wide digits, odd spaces and invisible signs count as what they
stand for, and every place that is told is a place in the text as it was given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import phonenumbers
from stdnum import iban
from stdnum.nl import bsn

from bundel.core.redaction.kinds import Kind, Span

# Longer texts than any field takes are read up to here.
MOST = 20_000

ADVICE = {
    Kind.BSN: "Laat het burgerservicenummer weg.",
    Kind.IBAN: "Laat het rekeningnummer weg.",
    Kind.EMAIL: "Laat het e-mailadres weg.",
    Kind.CUSTOMER_NUMBER: "Laat het klantnummer of dossiernummer weg.",
    Kind.ADDRESS: "Noem alleen de wijk, geen postcode met huisnummer.",
    Kind.PHONE: "Laat het telefoonnummer weg.",
    Kind.BIRTH_DATE: "Schrijf hooguit een leeftijdsgroep, geen geboortedatum.",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of a text that does not belong there, and what to do about it."""

    start: int
    end: int
    kind: Kind
    advice: str


def faults_in(text: str) -> tuple[Found, ...]:
    """Return what in a text points at one person, from its start to its end, without overlap."""
    read, places = _as_read(text[:MOST])
    taken: list[Span] = []
    found = []
    for kind, look in LOOKS:
        for start, end in look(read):
            if any(start < other_end and end > other for other, other_end in taken):
                continue
            taken.append((start, end))
            found.append(Found(places[start], places[end - 1] + 1, kind, ADVICE[kind]))
    return tuple(sorted(found, key=lambda one: one.start))


def marked(text: str, found: Found) -> str:
    """Return what stands there with most of it covered, to point at it without repeating it."""
    piece = text[found.start : found.end]
    shown = 2 if len(piece) > 5 else 1
    return piece[:shown] + "…" + piece[-1]


def _as_read(text: str) -> tuple[str, list[int]]:
    """Return the text as people see it, and for each sign its place in the given text."""
    signs: list[str] = []
    places: list[int] = []
    for place, given in enumerate(text):
        for sign in unicodedata.normalize("NFKC", given):
            category = unicodedata.category(sign)
            if category in {"Cf", "Mn"}:
                continue
            if category == "Nd":
                sign = str(unicodedata.digit(sign))
            elif category == "Zs":
                sign = " "
            elif category == "Pd":
                sign = "-"
            signs.append(sign)
            places.append(place)
    return "".join(signs), places


NINE = re.compile(r"(?<![\d.,/-])(?<!\w)\d(?:[ .-]?\d){7,8}(?![\d/]|[.,-]\d|\w)")
SAYS_BSN = re.compile(
    r"\b(?:bsn|burger ?service ?nummer|sofi-?(?:nummer)?)\W*\w{0,6}\W*$", re.IGNORECASE
)


def _bsn(text: str) -> Iterator[Span]:
    for hit in NINE.finditer(text):
        digits = re.sub(r"\D", "", hit[0])
        if not bsn.is_valid(digits):
            continue
        # Eight digits can be many things; with the word before them they are one.
        if len(digits) == 9 or SAYS_BSN.search(text[max(0, hit.start() - 40) : hit.start()]):
            yield hit.span()


ACCOUNT = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[ .-]?\d[ .-]?\d(?:[ .-]?[A-Za-z0-9]){11,40}")
SHORTEST_IBAN = 15


def _iban(text: str) -> Iterator[Span]:
    for hit in ACCOUNT.finditer(text):
        ends = [place for place in range(hit.start(), hit.end()) if text[place].isalnum()]
        for count in range(SHORTEST_IBAN, min(len(ends), 34) + 1):
            end = ends[count - 1] + 1
            if _is_iban(text[hit.start() : end]):
                yield hit.start(), end
                break


def _is_iban(piece: str) -> bool:
    # Only plain letters and digits: the library takes more for a digit than a bank does.
    bare = re.sub(r"[ .-]", "", piece).upper()
    return bare.isascii() and bool(iban.is_valid(bare, check_country=False))


MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64} ?(?:@|\(at\)|\[at\]) ?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}",
    re.IGNORECASE,
)


def _mail(text: str) -> Iterator[Span]:
    yield from (hit.span() for hit in MAIL.finditer(text))


NUMBERED = re.compile(
    r"\b(?:(?:klant|cli[eë]nt|dossier|zaak|contract|relatie|debiteur(?:en)?|polis|meter|lidmaatschaps"
    r"|inschrijf|aansluit)-?(?:nummer|nr\b|id\b|code)|ean(?:-?code)?)"
    r"[ .:#=-]{0,4}(?:(?:is|van|nr|nummer)\b[ .:]{0,3})?"
    r"((?=[A-Z0-9./-]*\d{3})[A-Z0-9][A-Z0-9./-]{3,24})",
    re.IGNORECASE,
)
CONNECTION = re.compile(r"(?<!\d)87[01](?: ?\d){15}(?!\d)")


def _customer_number(text: str) -> Iterator[Span]:
    yield from (hit.span(1) for hit in NUMBERED.finditer(text))
    yield from (hit.span() for hit in CONNECTION.finditer(text))


POSTCODE = re.compile(r"(?<![\w])[1-9]\d{3}( ?)([A-Za-z]{2})(?![\w])")
NUMBER_AFTER = re.compile(
    r"[, ]{0,3}(?:nr\.?|nummer|huisnr\.?|huisnummer|no\.?|#)?[ :]?"
    r"\d{1,5}(?:[ -]?[A-Za-z]{1,2}|-\d{1,4})?"
    r"(?![\w.,]*\d|\w| ?%| ?(?:euro|uur|weken|dagen|maanden))"
)
NUMBER_BEFORE = re.compile(r"(?<![\w.,-])\d{1,5}(?:[ -]?[A-Za-z]{1,3})?[ ,]{1,3}(?:te )?$")
# Two letters behind a year are a word far more often than a postcode.
SMALL_WORDS = re.compile(
    r"a[fls]|bv|cv|d[aeor]|e[nrx]|g[aeo]|h[aeo]|i[ekns]|j[ael]|k[agm]|m[aer]|n[aeouv]|o[fmpsv]"
    r"|p[mo]|re|s[pt]|t[ev]|uw|v[emr]|w[aeco]|z[eo]",
    re.IGNORECASE,
)


def _address(text: str) -> Iterator[Span]:
    for hit in POSTCODE.finditer(text):
        gap, letters = hit[1], hit[2]
        if gap and SMALL_WORDS.fullmatch(letters) and not letters.isupper():
            continue
        before = NUMBER_BEFORE.search(text[max(0, hit.start() - 14) : hit.start()])
        after = NUMBER_AFTER.match(text, hit.end())
        if after and after.end() > hit.end():
            yield hit.start(), after.end()
        elif before:
            yield hit.start() - len(before[0]), hit.end()


# Numbers of desks, not of people.
OF_DESKS = frozenset(
    {
        phonenumbers.PhoneNumberType.TOLL_FREE,
        phonenumbers.PhoneNumberType.PREMIUM_RATE,
        phonenumbers.PhoneNumberType.SHARED_COST,
        phonenumbers.PhoneNumberType.UAN,
    }
)


def _phone(text: str) -> Iterator[Span]:
    matcher = phonenumbers.PhoneNumberMatcher(text, "NL", phonenumbers.Leniency.VALID, 1000)
    for hit in matcher:
        # Without a zero or a plus it is an amount or a year more often than a number to call.
        starts = hit.raw_string.lstrip("( ")[:1] in {"0", "+"}
        if starts and phonenumbers.number_type(hit.number) not in OF_DESKS:
            yield hit.start, hit.end


MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec"
)
DAY = re.compile(
    rf"(?<![\d./-])(\d{{1,2}})(?:[ ./-]{{1,3}})(\d{{1,2}}|{MONTHS})\.?(?:[ ./-]{{1,3}})"
    r"((?:19|20)\d\d|\d\d)(?![\d/-]|\.\d)",
    re.IGNORECASE,
)
ISO_DAY = re.compile(r"(?<![\d./-])((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?![\d/-]|\.\d)")
SAYS_BORN = re.compile(
    r"\b(?:geboren|geboorte\w*|geb|gebdat\w*|born)\b[^\d\n]{0,20}$", re.IGNORECASE
)
# A whole date so long ago is hardly ever anything else.
LONG_AGO = 2010


def _birth_date(text: str) -> Iterator[Span]:
    for hit in DAY.finditer(text):
        yield from _born(text, hit, hit[3], hit[2], hit[1])
    for hit in ISO_DAY.finditer(text):
        yield from _born(text, hit, hit[1], hit[2], hit[3])


def _born(text: str, hit: re.Match[str], year: str, month: str, day: str) -> Iterator[Span]:
    said = SAYS_BORN.search(text[max(0, hit.start() - 40) : hit.start()]) is not None
    whole = int(year) if len(year) == 4 else 1900 + int(year)
    if not said and (len(year) != 4 or whole >= LONG_AGO):
        return
    if _is_day(whole, month, day):
        yield hit.span()


def _is_day(year: int, month: str, day: str) -> bool:
    named = month[:3].lower().replace("maa", "mrt")
    names = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
    number = int(month) if month.isdigit() else names.index(named) + 1
    try:
        date(year, number, int(day))
    except ValueError:
        return False
    return True


# Most certain first: what one has taken is not told again by another.
LOOKS: tuple[tuple[Kind, Callable[[str], Iterator[Span]]], ...] = (
    (Kind.EMAIL, _mail),
    (Kind.IBAN, _iban),
    (Kind.CUSTOMER_NUMBER, _customer_number),
    (Kind.BIRTH_DATE, _birth_date),
    (Kind.ADDRESS, _address),
    (Kind.PHONE, _phone),
    (Kind.BSN, _bsn),
)
