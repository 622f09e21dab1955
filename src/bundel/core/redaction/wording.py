"""Other words for what was found, that tell the same of a group."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bundel.core.redaction.kinds import Finding, Kind

LEFT_OUT = "[weggelaten]"
WORDS = {
    Kind.NAME: "een bewoner",
    Kind.ADDRESS: "de wijk",
    Kind.HOUSE: "de wijk",
    Kind.STREET: "de wijk",
    Kind.POSTCODE: "de wijk",
    Kind.HEALTH: "gezondheidsklachten",
    Kind.CRIME: "onveiligheid",
    Kind.AGE: "op leeftijd",
    Kind.UNIQUE_TRAIT: "een aantal gezinnen",
    Kind.SMALL_GROUP: "kinderen",
}
# 'In de Kerkstraat 12', 'op Kerkstraat 12': what stands before it goes along.
TO_PLACE = re.compile(
    r"(?<!\w)(?:in|op|aan|uit|van|bij|naar|langs|vanuit)(?: (?:de|het|'t|een))? $", re.IGNORECASE
)
FROM = re.compile(r"^(?:uit|van|vanuit)\b", re.IGNORECASE)
ARTICLE = re.compile(r"(?<!\w)(?:de|het|een|'t) $", re.IGNORECASE)
ONE_BEFORE = re.compile(
    r"(?<!\w)(?:de|het|een|deze|die|dit|dat|mijn|onze) (?:bewoner|bewoonster|klant|cli[eë]nt) $",
    re.IGNORECASE,
)
STEPS = (
    (100, "enkele tientjes"),
    (1000, "een paar honderd euro"),
    (10_000, "een paar duizend euro"),
)


def replaced(text: str, findings: Sequence[Finding]) -> str:
    """Return the text with other words in place of each finding."""
    done, place = "", 0
    for one in sorted(findings, key=lambda found: found.start):
        if one.start < place:
            continue
        piece, words = text[one.start : one.end], ""
        done += text[place : one.start]
        done, words = _fitting(done, one.kind, piece)
        done += words
        place = one.end
    return done + text[place:]


def _fitting(done: str, kind: Kind, piece: str) -> tuple[str, str]:
    """Return what stands before a finding and the words for it, so that they read on."""
    words = _amount(piece) if kind is Kind.AMOUNT else WORDS.get(kind, LEFT_OUT)
    if words == "de wijk":
        before = TO_PLACE.search(done)
        if before:
            started = "Uit" if before[0][0] == "U" else "uit"
            words = f"{started} de wijk" if FROM.match(before[0]) else _as(before[0], "in de wijk")
            done = done[: before.start()]
        else:
            done = ARTICLE.sub("", done)
    elif kind is Kind.NAME:
        done = ONE_BEFORE.sub("", ARTICLE.sub("", done) if ARTICLE.search(done) else done)
    if not done or done.rstrip()[-1:] in {".", "!", "?"}:
        words = words[:1].upper() + words[1:]
    return done, words


def _as(model: str, words: str) -> str:
    return words[:1].upper() + words[1:] if model[:1].isupper() else words


def _amount(piece: str) -> str:
    digits = re.sub(r",.*|\D", "", piece)
    value = int(digits) if digits else 0
    return next((words for under, words in STEPS if value < under), "een groot bedrag")
