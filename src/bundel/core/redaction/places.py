"""Where one household lives: a postcode, a street, a street with a house number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bundel.core.redaction import lists
from bundel.core.redaction.kinds import Span
from bundel.core.redaction.spoken import WORD

POSTCODE = re.compile(r"(?<![\w])[1-9]\d{3}( ?)([A-Za-z]{2})(?![\w])")
NUMBER_AFTER = re.compile(
    r"[, ]{0,3}(?:(?:en|op|met) )?(?:nr\.?|nummer|huisnr\.?|huisnummer|no\.?|#)?[ :]?"
    r"\d{1,5}(?:[ -]?[A-Za-z]{1,2}|-\d{1,4})?"
    r"(?![\w.,]*\d|\w| ?%| ?(?:euro|uur|weken|dagen|maanden))"
)
NUMBER_BEFORE = re.compile(
    r"(?<![\w.,-])\d{1,5}(?:[ -]?[A-Za-z]{1,3})?[ ,]{1,3}(?:te |postcode |pc )?$", re.IGNORECASE
)
# Two letters behind a year are a word far more often than a postcode.
SMALL_WORDS = re.compile(
    r"a[fls]|bv|cv|d[aeor]|e[nrx]|g[aeo]|h[aeo]|i[ekns]|j[ael]|k[agm]|m[aer]|n[aeouv]|o[fmpsv]"
    r"|p[mo]|re|s[pt]|t[ev]|uw|v[emr]|w[aeco]|z[eo]",
    re.IGNORECASE,
)
LOOK_BACK = 24


def addresses(text: str) -> Iterator[Span]:
    """Return where a postcode with a house number stands."""
    for hit in _postcodes(text):
        before = NUMBER_BEFORE.search(text[max(0, hit.start() - LOOK_BACK) : hit.start()])
        after = NUMBER_AFTER.match(text, hit.end())
        if after and after.end() > hit.end():
            yield hit.start(), after.end()
        elif before:
            yield hit.start() - len(before[0]), hit.end()


def postcodes(text: str) -> Iterator[Span]:
    """Return where a whole postcode stands: it is shared by some fifteen houses."""
    for hit in _postcodes(text):
        said = text[max(0, hit.start() - LOOK_BACK) : hit.start()].lower().rstrip(" :")
        if said.endswith("postcode") or (hit[2].isupper() and hit[2] not in AFTER_A_YEAR):
            yield hit.span()


# What stands in capitals behind a year or a power.
AFTER_A_YEAR = frozenset(["EU", "VN", "BV", "NV", "CV", "VO", "MB", "GB", "WW", "GJ", "MW", "TV"])


def _postcodes(text: str) -> Iterator[re.Match[str]]:
    for hit in POSTCODE.finditer(text):
        if not (hit[1] and SMALL_WORDS.fullmatch(hit[2]) and not hit[2].isupper()):
            yield hit


# Endings that only streets have; those that a house number or a capital must make sure of.
SURE = "straat|straatje|laan|gracht|dreef|singel|steeg|plantsoen|kade|galerij|allee"
SOME = "plein|weg|hof|pad|dijk|wal|baan|boulevard|brink|erf|oever|gaarde|promenade|passage"
NUMBERED = "park|veld|werf|meent|horst|donk|akker|weide|hage|hoven|tuin|stede|rak|haven|berg|markt"
COMMON = lists.around("no_streets")
HONOURS = (
    r"burg(?:emeester|\.)?|prins(?:es)?|koning(?:in)?|dr\.?|prof\.?|ds\.?|ir\.?|mr\.?|st\.?|sint"
    r"|oude|nieuwe|grote|kleine|lange|korte|hoge|lage|eerste|tweede|derde|1e|2e|3e|pastoor"
    r"|admiraal|generaal|kapitein|graaf|meester|jan|van|de|der|den"
)
BEFORE = rf"(?:(?:{HONOURS}) {{1,2}}){{0,3}}"
STREET = re.compile(
    rf"(?<![\w-])({BEFORE})([^\W\d_]{{2,30}}(?:-[^\W\d_]{{2,30}}){{0,2}})(?![\w-])", re.IGNORECASE
)
# The ending by itself, after what tells two of them apart: 'Nieuwe Gracht'.
LOOSE = re.compile(
    rf"(?<!\w)(?:Oude|Nieuwe|Grote|Kleine|Lange|Korte|Hoge|Lage|Groene|Rode)"
    rf" (?i:{SURE}|{SOME})(?!\w)"
)
# What is counted: then the number is not of a house.
COUNTED = (
    r"(?!\w|[.,:]\d| ?(?:%|euro|eur|uur|keer|jaar|dag|dagen|week|weken|maand|maanden|procent|graden"
    r"|m2|m3|kwh|gj|km|meter|kilometer|gezin|huishoud|woning|huis|huizen|flat|mens|bewoner|huurder"
    r"|kind|ouder|adres|portiek|deur|voordeur|melding|persoon|personen|stuks|lamp|lekk|ketel"
    r"|bezoek))"
)
NUMBER = re.compile(
    r",? {1,2}(?:nr\.? ?|nummer |no\.? |huisnr\.? ?|huisnummer )?\d{1,4}(?:[ -]?(?:[a-hA-H]|hs"
    r"|bis|I{1,3}"
    rf"|[a-z](?= ))(?!\w)|-\d{{1,4}})?{COUNTED}"
)
# In words: only where nothing is counted by it, so that the sentence ends or goes on with a verb.
SAID = rf"(?:(?:{WORD})?honderd(?: ?en)? ?(?:{WORD})?|(?!een\b|één\b)(?:{WORD}))"
SAID_NUMBER = re.compile(
    rf",? {{1,2}}(?:nr\.? ?|nummer |huisnummer )?{SAID}(?: ?(?:[a-h]|hs|bis))?"
    r"(?= ?(?:[.,;:!?)]|$)| (?:heeft|is|zit|woont|staat|doet|krijgt|wil|kan|en de)\b)",
    re.IGNORECASE,
)
PREPOSITION = re.compile(
    r"(?<!\w)(?:in|op|aan|uit|langs|naar|bij|achter|rond|vanuit|hoek van)(?: (?:de|het|'t))? $",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"(?<!\w)(?:de|het|'t) $", re.IGNORECASE)
LIVES = re.compile(
    r"\b(?:woon\w*|woning|huis|adres|thuis)\b[^.!?\d\n]{0,12}(?:\bop\b|\baan\b|\bin\b|:|\bis\b) ?$",
    re.IGNORECASE,
)
ANY_HOUSE = re.compile(
    rf"(?<!\w)((?:De |Het |'t )?[A-Z][^\W\d_]{{2,30}}) (?:nr\.? ?"
    rf"|nummer )?\d{{1,4}}(?:[ -]?[a-hA-H]\b)?{COUNTED}"
)
IS_ADDRESS = re.compile(r"[, ]{1,2}(?:adres\b|\d?\w* etage\b|hs\b|bis\b|postcode\b)", re.IGNORECASE)
NO_HOUSES = lists.around("no_houses")


def houses(text: str) -> Iterator[Span]:
    """Return where a street with a house number stands."""
    for start, end, word in _streets(text, f"{SURE}|{SOME}|{NUMBERED}"):
        number = NUMBER.match(text, end)
        capital = text[end - len(word)].isupper()
        if number and (capital or (word not in COMMON and PLAIN_STREET.search(word))):
            yield start, number.end()
        elif capital and (said := SAID_NUMBER.match(text, end)):
            yield start, said.end()
    for hit in ANY_HOUSE.finditer(text):
        before = text[max(0, hit.start() - 32) : hit.start()]
        named = hit[1].split()[-1].lower() not in NO_HOUSES
        if named and (LIVES.search(before) or IS_ADDRESS.match(text, hit.end())):
            yield hit.span()


def streets(text: str) -> Iterator[Span]:
    """Return where a street stands by itself."""
    yield from (hit.span() for hit in LOOSE.finditer(text))
    for start, end, word in _streets(text, SURE):
        if word in COMMON or (word in lists.all_surnames() and not _placed(text, start)):
            continue
        if text[end - len(word)].isupper() or _placed(text, start):
            yield start, end
    for start, end, word in _streets(text, SOME):
        if word not in COMMON and text[end - len(word)].isupper() and _placed(text, start):
            yield start, end


PLAIN_STREET = re.compile(rf"(?:{SURE}|{SOME})$")


def _placed(text: str, start: int) -> bool:
    before = text[max(0, start - LOOK_BACK) : start]
    return bool(PREPOSITION.search(before) or ARTICLE.search(before))


def _streets(text: str, endings: str) -> Iterator[tuple[int, int, str]]:
    """Return where a word with one of the endings stands, with what belongs before it."""
    ends = ENDINGS[endings]
    for hit in STREET.finditer(text):
        word = hit[2]
        if ends.search(word):
            # Words such as 'de' belong to the street only if they are written as a name.
            start = hit.start(2)
            for part in re.finditer(r"\S+ +", hit[1]):
                if part[0][0].isupper() or part[0][0].isdigit() or start < hit.start(2):
                    start = min(start, hit.start(1) + part.start())
            yield start, hit.end(2), word.lower()


ENDINGS = {
    endings: re.compile(rf"(?i)[^\W\d_]{{2,}}(?:{endings})$")
    for endings in (SURE, SOME, f"{SURE}|{SOME}|{NUMBERED}")
}
