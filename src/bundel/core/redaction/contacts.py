"""How to reach one person: by telephone or by e-mail, also where it is written as it is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from bundel.core.redaction.kinds import Span
from bundel.core.redaction.spoken import said_numbers

TAIL = r"(?:nl|com|org|net|eu|be|de|info|online|nu|fr|pl|tr|uk|me|io|example|test)"
LABEL = r"[\w-]{1,63}"
AT_SIGN = r" ?(?:@|[(\[{] ?(?:at|apen?staart(?:je)?) ?[)\]}]|\bapen?staart(?:je)?\b) ?"
DOT = r" ?(?:\.|[(\[{] ?(?:dot|punt) ?[)\]}]|\b(?:dot|punt)\b) ?"
# A full stop ends a sentence too, so beside the bare word 'at' no space goes with it.
SAID_DOT = r"(?:\.| ?[(\[{] ?(?:dot|punt) ?[)\]}] ?| (?:dot|punt) )"
LOCAL = r"(?<![\w.+-])[\w+-]{1,64}(?:(?:\.| (?:punt|dot) )[\w+-]{1,64}){0,3}"
MAIL = re.compile(rf"{LOCAL}{AT_SIGN}{LABEL}(?:\.{LABEL}){{1,5}}", re.IGNORECASE)
SAID_MAIL = re.compile(
    rf"{LOCAL}(?:{AT_SIGN}| at ){LABEL}(?:{SAID_DOT}{LABEL}){{0,3}}{SAID_DOT}{TAIL}\b",
    re.IGNORECASE,
)
LOOSE_MAIL = re.compile(
    rf"{LOCAL}{AT_SIGN}{LABEL}(?:{DOT}{LABEL}){{0,3}}?{DOT}{TAIL}\b", re.IGNORECASE
)
HALF_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{2,63}", re.IGNORECASE)


def mails(text: str) -> Iterator[Span]:
    """Return where an e-mail address stands."""
    for pattern in (LOOSE_MAIL, MAIL, SAID_MAIL, HALF_MAIL):
        yield from (hit.span() for hit in pattern.finditer(text))


# Numbers of desks, not of people.
OF_DESKS = frozenset(
    {
        phonenumbers.PhoneNumberType.TOLL_FREE,
        phonenumbers.PhoneNumberType.PREMIUM_RATE,
        phonenumbers.PhoneNumberType.SHARED_COST,
        phonenumbers.PhoneNumberType.UAN,
    }
)
GAP = r"[ ./()-]{0,3}"
NO_DAY = r"(?!\d{1,2}[ ./-]\d{1,2}[ ./-](?:19|20)\d\d)"
NO_DESK = r"(?!0[89]00|088)"
# What has the form counts, also a number that nobody has or with a digit too few.
MOBILE = re.compile(
    rf"(?<![\d,.])(?<!\w){NO_DAY}(?:(?:\+|00){GAP}31{GAP}(?:\(?0\)?)?{GAP}|[0Oo]{GAP})6(?:{GAP}\d)"
    r"{7,9}(?!\d)"
)
FIXED = re.compile(
    rf"(?<![\w.,/-]){NO_DAY}{NO_DESK}\(?0[1-578]\d{{1,2}}\)?(?:[ /-]{{0,3}}\d){{6,7}}(?![\d.,]*\d)"
)
ABROAD = re.compile(rf"(?<![\w.,])(?:\+|00)[1-9]\d{{0,2}}(?:{GAP}\d){{7,12}}(?!\d)")
CALLED = re.compile(
    r"\b(?:tel(?:efoon)?(?:nummer|nr)?|mobiel|mob|bel(?:len)?|app(?:en)?|whatsapp|gsm)\b[ .:]{1,3}"
    r"(?:(?:is|op|naar|hem|haar|nr|nummer)[ .:]{1,3}){0,3}"
    rf"({NO_DESK}(?!14 ?0)\d(?:[ -]?\d){{5,9}})(?!\d|[.,]\d)",
    re.IGNORECASE,
)
SHORTEST, LONGEST = 9, 13


def phones(text: str) -> Iterator[Span]:
    """Return where the telephone number of a person stands; those of desks are left alone."""
    yield from _callable(text)
    for pattern in (MOBILE, FIXED):
        yield from (hit.span() for hit in pattern.finditer(text) if _is_ten(hit[0]))
    yield from (hit.span() for hit in ABROAD.finditer(text))
    yield from (hit.span(1) for hit in CALLED.finditer(text))
    for said in said_numbers(text):
        if said.digits.startswith(("0", "316")) and SHORTEST <= len(said.digits) <= LONGEST:
            yield said.start, said.end


def _callable(text: str) -> Iterator[Span]:
    matcher = phonenumbers.PhoneNumberMatcher(text, "NL", phonenumbers.Leniency.VALID, 1000)
    for hit in matcher:
        # Without a zero or a plus it is an amount or a year more often than a number to call.
        starts = hit.raw_string.lstrip("( ")[:1] in {"0", "+"}
        if starts and phonenumbers.number_type(hit.number) not in OF_DESKS:
            yield hit.start, hit.end


def _is_ten(piece: str) -> bool:
    return SHORTEST <= sum(sign.isdigit() or sign in "oO" for sign in piece) <= LONGEST
