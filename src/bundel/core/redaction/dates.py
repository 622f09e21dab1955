"""Birth dates: said to be one, or a whole date so long ago that it is hardly anything else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bundel.core.redaction.kinds import Span
from bundel.core.redaction.spoken import NUMBERS, WORD

MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec"
)
NAMED = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
DAY = re.compile(
    rf"(?<![\d./-])(\d{{1,2}})(?:[ ./-]{{1,3}})(\d{{1,2}}|{MONTHS})\.?(?:[ ./-]{{1,3}})"
    r"((?:19|20)\d\d|\d\d)(?![\d/-]|\.\d)",
    re.IGNORECASE,
)
ISO_DAY = re.compile(r"(?<![\d./-])((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?![\d/-]|\.\d)")
# A day without a year, or in words: only where it is said to be a birthday.
SAID_DAY = re.compile(
    rf"(?<!\w)(\d{{1,2}}|{WORD}) (?:{MONTHS})\b(?: (?:(?:19|20)\d\d|negentien\w+|tweeduizend\w*))?",
    re.IGNORECASE,
)
SAYS_BORN = re.compile(
    r"\b(?:geboren|geboorte\w*|geb|gebdat\w*|born|jarig|verjaar\w*|verjaart)\b[^\d\n]{0,20}$",
    re.IGNORECASE,
)
# Houses, laws and habits begin on a day too.
SAYS_BEGUN = re.compile(
    r"\b(?:sinds|vanaf|per|tot|gebouwd|opgeleverd|opgericht|gesloten|geopend|wet|besluit"
    r"|van kracht)"
    r"\b[^\d\n]{0,12}$",
    re.IGNORECASE,
)
# A whole date so long ago is hardly ever anything else.
LONG_AGO = 2010
MOST_DAYS = 31
LOOK_BACK = 40


def birth_dates(text: str) -> Iterator[Span]:
    """Return where a birth date stands."""
    for hit in DAY.finditer(text):
        yield from _born(text, hit, hit[3], hit[2], hit[1])
    for hit in ISO_DAY.finditer(text):
        yield from _born(text, hit, hit[1], hit[2], hit[3])
    for hit in SAID_DAY.finditer(text):
        day = int(NUMBERS.get(hit[1].lower(), hit[1]))
        if 0 < day <= MOST_DAYS and SAYS_BORN.search(_before(text, hit)):
            yield hit.span()


def _before(text: str, hit: re.Match[str]) -> str:
    return text[max(0, hit.start() - LOOK_BACK) : hit.start()]


def _born(text: str, hit: re.Match[str], year: str, month: str, day: str) -> Iterator[Span]:
    before = _before(text, hit)
    whole = int(year) if len(year) == 4 else 1900 + int(year)
    if not SAYS_BORN.search(before) and (
        len(year) != 4 or whole >= LONG_AGO or SAYS_BEGUN.search(before)
    ):
        return
    if _is_day(whole, month, day):
        yield hit.span()


def _is_day(year: int, month: str, day: str) -> bool:
    named = month[:3].lower().replace("maa", "mrt")
    number = int(month) if month.isdigit() else NAMED.index(named) + 1
    try:
        date(year, number, int(day))
    except ValueError:
        return False
    return True
