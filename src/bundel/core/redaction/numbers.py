"""Numbers that stand for one person: of the citizen, the account, the customer, the car."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban
from stdnum.nl import bsn

from bundel.core.redaction.kinds import Span
from bundel.core.redaction.spoken import said_numbers

# What is counted or measured, so that the number before it is nobody's.
UNITS = r"(?! ?(?:euro|eur\b|kwh|m3|m2|gj|kw\b|mw|huishoudens|woningen|mensen|bewoners|%))"

NINE = re.compile(
    rf"(?<![\d.,/-])(?<!\w)\d(?:[ .-]?\d){{7,8}}(?![\d/]|[.,-]\d|\w){UNITS}", re.IGNORECASE
)
SAYS_BSN = re.compile(
    r"\b(?:b\W{0,2}s\W{0,2}n(?:r|nummer)?|burger\W?service\W?(?:nummer|nr)|sofi\W?(?:nummer|nr)?)"
    r"\b[^\d\n]{0,28}$",
    re.IGNORECASE,
)
# After the word it counts with any digits, right or wrong: a slip of the pen is a number too.
AFTER_BSN = re.compile(r"(?<!\w)\d(?:[ ._/-]{0,2}\d){7,8}(?!\d)")
LOOK_BACK = 48


def bsn_numbers(text: str) -> Iterator[Span]:
    """Return where a citizen service number stands: by its elfproef, or by the word before it."""
    for hit in AFTER_BSN.finditer(text):
        if _says_bsn(text, hit.start()):
            yield hit.span()
    for hit in NINE.finditer(text):
        digits = re.sub(r"\D", "", hit[0])
        # Eight digits can be many things; with the word before them they are one.
        if len(digits) == 9 and bsn.is_valid(digits):
            yield hit.span()
    for said in said_numbers(text):
        if len(said.digits) in {8, 9} and _says_bsn(text, said.start):
            yield said.start, said.end


def _says_bsn(text: str, start: int) -> bool:
    return SAYS_BSN.search(text[max(0, start - LOOK_BACK) : start]) is not None


ACCOUNT = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z] ?[A-Za-z][ .-]?[\dO][ .-]?[\dO](?:[ .-]?[A-Za-z0-9]){11,40}"
)
# Any Dutch account, also with a wrong check digit: who mistypes one tells it all the same.
DUTCH_ACCOUNT = re.compile(
    r"(?<![A-Za-z0-9])N ?L(?:[ .-]{0,2}[\dO]){2}(?:[ .-]{0,2}[A-Z]){4}"
    r"(?:[ .-]{0,2}[\dO]){9,10}(?!\d)",
    re.IGNORECASE,
)
SAYS_ACCOUNT = re.compile(
    r"\b(?:iban|(?:bank|giro)?rekening\W?(?:nummer|nr)?|giro(?:nummer)?|rek\W{0,2}(?:nummer|nr)?)"
    r"\b\W{0,3}(?:is|van \w+|nr)?\W{0,3}$",
    re.IGNORECASE,
)
OLD_ACCOUNT = re.compile(rf"(?<![\d.,])\d(?:[ .]?\d){{6,9}}(?!\d|[.,]\d){UNITS}", re.IGNORECASE)
SHORTEST_IBAN, LONGEST_IBAN = 15, 34


def accounts(text: str) -> Iterator[Span]:
    """Return where a bank account stands, by its check digits or its form."""
    yield from (hit.span() for hit in DUTCH_ACCOUNT.finditer(text))
    for hit in ACCOUNT.finditer(text):
        ends = [place for place in range(hit.start(), hit.end()) if text[place].isalnum()]
        for count in range(SHORTEST_IBAN, min(len(ends), LONGEST_IBAN) + 1):
            end = ends[count - 1] + 1
            if _is_iban(text[hit.start() : end]):
                yield hit.start(), end
                break
    for hit in OLD_ACCOUNT.finditer(text):
        if SAYS_ACCOUNT.search(text[max(0, hit.start() - LOOK_BACK) : hit.start()]):
            yield hit.span()


def _is_iban(piece: str) -> bool:
    # Only plain letters and digits: the library takes more for a digit than a bank does.
    bare = re.sub(r"[ .-]", "", piece).upper()
    return bare.isascii() and bool(iban.is_valid(bare, check_country=False))


OWNERS = (
    r"klant|cli[eë]nt|dossier|zaak|contract|relatie|debiteur(?:en)?|polis|meter|lidmaatschaps"
    r"|inschrijf|aansluit|case|casus|factuur|referentie|paspoort|rijbewijs|id-?kaart|identiteits"
    r"|document|aanvraag|patient(?:en)?|patiënt(?:en)?|bewoners|huurders?|huurcontract"
    r"|contractrekening|vreemdelingen|[va]"
)
VALUE = r"((?=[A-Z0-9./ -]{0,12}\d)[A-Z]{0,4}[./-]?\d[A-Z0-9]{0,20}(?:[./ -]\d[A-Z0-9]{0,12}){0,5})"
NUMBERED = re.compile(
    rf"\b(?:(?:{OWNERS})[ -]?(?:nummer|nr\b|no\b|id\b|code)|ean(?:-?code)?)"
    rf"[ .:#=-]{{0,4}}(?:(?:is|van|nr|nummer)\b[ .:]{{0,3}})?{VALUE}",
    re.IGNORECASE,
)
# Without 'number' behind it only a longer one counts: 'dossier 12' is a chapter.
OWNED = re.compile(
    r"\b(?:klant|cli[eë]nt|dossier|zaak|contract|contractrekening|debiteur|polis|meter|kenmerk"
    rf"|aanvraag|casus|case|paspoort|rijbewijs)[ :#.-]{{1,3}}{VALUE}",
    re.IGNORECASE,
)
CONNECTION = re.compile(r"(?<!\d)87[01](?: ?\d){15}(?!\d)")
DOCUMENT = re.compile(
    r"\b(?:paspoort|id-?kaart|identiteitskaart)(?:nummer|nr)?[ :#.]{1,3}(?:is )?"
    r"((?=[A-Z0-9]{0,8}\d)[A-Z]{2}[A-Z0-9]{6}\d)(?!\w)",
    re.IGNORECASE,
)
FEWEST, FEWEST_UNSAID = 3, 5


def customer_numbers(text: str) -> Iterator[Span]:
    """Return where the number of a customer, a case, a document or a connection stands."""
    for pattern, fewest in ((NUMBERED, FEWEST), (OWNED, FEWEST_UNSAID)):
        for hit in pattern.finditer(text):
            if sum(sign.isdigit() for sign in hit[1]) >= fewest:
                yield hit.span(1)
    yield from (hit.span(1) for hit in DOCUMENT.finditer(text))
    yield from (hit.span() for hit in CONNECTION.finditer(text))


# The number of a matter in the archive: a year with a serial number, after the word for it.
SAYS_CASE = re.compile(
    r"\b(?:zaak|kenmerk|besluit)[ -]?(?:nummer|nr|id)?[ .:#=-]{0,4}(?:is[ :]{1,2})?$", re.IGNORECASE
)
CASE = re.compile(
    r"(?:[A-Z]{1,4}[-./ ]?(?:20)?\d\d|(?:19|20)\d\d)[-./]\d{1,7}(?:[-./]\d{1,4})?", re.IGNORECASE
)


def is_case_number(text: str, start: int, end: int) -> bool:
    """Tell whether what stands there is plainly the number of a case of the municipality."""
    said = SAYS_CASE.search(text[max(0, start - LOOK_BACK) : start])
    return said is not None and CASE.fullmatch(text[start:end]) is not None


LONG = re.compile(
    rf"(?<![\w.,/+-])(?!(?:19|20)\d{{6}}\b)\d{{8,}}(?![\w/]|[.,]\d){UNITS}", re.IGNORECASE
)
NUMERAL = re.compile(r"\d")
LEAST_SAID = 8
OF_DESKS = re.compile(r"0[89]00|088|14")
OF_WORK = re.compile(r"\b(?:kvk|rsin|btw|tel\w*)\W{0,3}(?:nummer|nr)?\W{0,3}$", re.IGNORECASE)


def long_numbers(text: str) -> Iterator[Span]:
    """Return where a number stands that is too long to count anything."""
    for hit in LONG.finditer(text):
        before = text[max(0, hit.start() - LOOK_BACK) : hit.start()]
        if not OF_DESKS.match(hit[0]) and not OF_WORK.search(before):
            yield hit.span()
    for said in said_numbers(text):
        # Years and amounts in a row are written as digits.
        if len(said.digits) >= LEAST_SAID and not NUMERAL.search(text, said.start, said.end):
            yield said.start, said.end


PLATE = re.compile(r"(?<![\w-])[A-Z\d]{1,3}-[A-Z\d]{1,3}-[A-Z\d]{1,3}(?![\w-])")
SAID_PLATE = re.compile(
    r"\b(?:kenteken(?:plaat)?|nummerbord|auto|bus(?:je)?|scooter)\b\W{0,3}(?:is|met|van)?\W{0,3}"
    r"((?=[A-Z-]{0,4}[ \d])[A-Z\d]{1,3}[ -]?[A-Z\d]{1,3}[ -]?[A-Z\d]{1,3})(?![\w-])",
    re.IGNORECASE,
)
# Letters and digits of the plates that were given out since 1951.
FORMS = frozenset(
    {
        "AA-11-11", "11-11-AA", "11-AA-11", "AA-11-AA", "AA-AA-11", "11-AA-AA", "11-AAA-1",
        "1-AAA-11", "AA-111-A", "A-111-AA", "AAA-11-A", "A-11-AAA", "1-AA-111", "111-AA-1",
    }
)  # fmt: skip
BARE_FORMS = frozenset(form.replace("-", "") for form in FORMS)


def plates(text: str) -> Iterator[Span]:
    """Return where the plate of a car or a scooter stands."""
    yield from (hit.span() for hit in PLATE.finditer(text) if _form(hit[0]) in FORMS)
    for hit in SAID_PLATE.finditer(text):
        if re.sub(r"[ -]", "", _form(hit[1])) in BARE_FORMS:
            yield hit.span(1)


def _form(plate: str) -> str:
    return re.sub(r"\d", "1", re.sub(r"[A-Za-z]", "A", plate))
