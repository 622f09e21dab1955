"""Other words for what was found, that tell the same of a group."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bundel.core.redaction.kinds import Finding, Kind

LEFT_OUT = "[weggelaten]"
IN_GENERAL = "de wijk"
WORDS = {
    Kind.NAME: "een bewoner",
    Kind.ADDRESS: IN_GENERAL,
    Kind.HOUSE: IN_GENERAL,
    Kind.STREET: IN_GENERAL,
    Kind.POSTCODE: IN_GENERAL,
    Kind.HEALTH: "gezondheidsklachten",
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
LIVES = re.compile(r"\bwo[eo]n\w* $", re.IGNORECASE)
TWICE = re.compile(rf"{IN_GENERAL}(?:,| en) (?:(?:in|uit) )?{IN_GENERAL}")
STEPS = (
    (100, "enkele tientjes"),
    (1000, "een paar honderd euro"),
    (2000, "ruim duizend euro"),
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
    return TWICE.sub(IN_GENERAL, done + text[place:])


def _fitting(done: str, kind: Kind, piece: str) -> tuple[str, str]:
    """Return what stands before a finding and the words for it, so that they read on."""
    words = OWN_WORDS[kind](done, piece) if kind in OWN_WORDS else WORDS.get(kind, LEFT_OUT)
    if words == IN_GENERAL:
        done, words = _placed(done)
    elif kind is Kind.NAME:
        done = ONE_BEFORE.sub("", ARTICLE.sub("", done) if ARTICLE.search(done) else done)
    if not done or done.rstrip()[-1:] in {".", "!", "?"}:
        words = words[:1].upper() + words[1:]
    return done, words


def _placed(done: str) -> tuple[str, str]:
    """Return the text before a place without what belongs to it, and where it is in general."""
    before = TO_PLACE.search(done)
    if LIVES.search(done):
        return done, f"in {IN_GENERAL}"
    if not before:
        return ARTICLE.sub("", done), IN_GENERAL
    way = "uit" if FROM.match(before[0]) else "in"
    return done[: before.start()], _as(before[0], f"{way} {IN_GENERAL}")


def _as(model: str, words: str) -> str:
    return words[:1].upper() + words[1:] if model[:1].isupper() else words


def _amount(_: str, piece: str) -> str:
    digits = re.sub(r",.*|\D", "", piece)
    value = int(digits) if digits else 0
    return next((words for under, words in STEPS if value < under), "een groot bedrag")


def _health(done: str, _: str) -> str:
    if IS_SO.search(done):
        return "kwetsbaar"
    return LEFT_OUT if ARTICLE.search(done) or TAKES.search(done) else "gezondheidsklachten"


def _age(done: str, piece: str) -> str:
    number = re.search(r"\d+", piece)
    years = int(number[0]) if number else 0
    stage = next((stage for stage in STAGES if years < stage.under), None)
    if stage is None or not number:
        return LEFT_OUT
    if "jarig" in piece.lower():
        return stage.of_whom
    return stage.of_age if FROM_AGE.search(done) else stage.how


@dataclass(frozen=True, slots=True)
class Stage:
    """How people are called under an age: before a noun, behind 'van', else."""

    under: int
    of_whom: str
    of_age: str
    how: str


STAGES = (
    Stage(30, "jonge", "jonge leeftijd", "jong"),
    Stage(60, "volwassen", "middelbare leeftijd", "volwassen"),
    Stage(130, "oudere", "hoge leeftijd", "op leeftijd"),
)
IS_SO = re.compile(r"\b(?:is|was|wordt|werd|erg|heel|zeer) $", re.IGNORECASE)
TAKES = re.compile(r"\b(?:slikt|gebruikt|drinkt|krijgt|in|aan) $", re.IGNORECASE)
FROM_AGE = re.compile(r"\bvan $", re.IGNORECASE)
OWN_WORDS: dict[Kind, Callable[[str, str], str]] = {
    Kind.AMOUNT: _amount,
    Kind.HEALTH: _health,
    Kind.AGE: _age,
}
