"""What a mail says of theme, area, size and the rest: by lines of its own, else by its words."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy

from bundel.areas.models import Area
from bundel.errors import Invalid
from bundel.signals.models import Period, Severity, SignalSettings, Size, Trend
from bundel.signals.services import words_in
from bundel.signals.services.codes import Coded, Codes
from bundel.signals.services.telling_rules import MOST_TRAITS, Telling, may_be_told_of

# A line such as "Omvang: 11-25" says what its word says, and is no part of the text.
LINE: Final = re.compile(
    r"\W{0,3}(?P<name>[a-z ]{4,20}?)\s*[:=]\s*(?P<word>\S.{0,599})", re.IGNORECASE
)
NAMES: Final = {
    "thema": "theme",
    "gebied": "area",
    "wijk": "area",
    "buurt": "area",
    "omvang": "size",
    "periode": "period",
    "trend": "trend",
    "ernst": "severity",
    "kenmerk": "traits",
    "kenmerken": "traits",
    "gehoord bij": "heard_at",
    "vraag": "question",
    "mijn vraag": "question",
    "delen": "is_shared",
}
# What stands for a mail as a whole, and says nothing.
NO_SUBJECT: Final = re.compile(r"(nieuw |een )?(signaal|melding|signalen)?\W*", re.IGNORECASE)
GROUP: Final = re.compile(
    r"\b(\d{1,5})\s+(?:tot\s+\d+\s+)?(?:huishoudens|gezinnen|huurders|bewoners|mensen|woningen|"
    r"adressen|bezoekers|ouders|klanten|inwoners|cliënten|eigenaren)\b",
    re.IGNORECASE,
)
SAID: Final = {
    "period": (
        (r"\b(deze|afgelopen|vorige) (twee )?(week|weken)\b", Period.TWO_WEEKS),
        (r"\b(deze|afgelopen|vorige) maand\b", Period.MONTH),
        (r"\b(dit|afgelopen|vorig) kwartaal\b|\bdrie maanden\b", Period.QUARTER),
        (r"\b(half ?jaar|zes maanden)\b", Period.HALF_YEAR),
        (r"\b(dit|afgelopen|vorig) jaar\b", Period.YEAR),
    ),
    "trend": (
        (r"\b(steeds (meer|vaker)|neemt toe|nemen toe|stijgt|stijgen|toename)\b", Trend.RISING),
        (r"\b(steeds minder|neemt af|nemen af|daalt|dalen|afname)\b", Trend.FALLING),
        (r"\b(voor het eerst|nieuw|sinds kort)\b", Trend.NEW),
        (r"\b(ineens|opeens|plotseling|piek)\b", Trend.PEAK),
    ),
    "severity": (
        (r"\b(spoed|urgent|levensgevaar\w*|meteen nodig)\b", Severity.URGENT),
        (r"\b(ernstig\w*|schrijnend\w*|gevaarlijk\w*|grote zorgen)\b", Severity.HIGH),
    ),
}
# The least that can be meant, so that a signal says no more than its mail.
ELSE: Final = {
    "size": Size.FEW,
    "period": Period.MONTH,
    "trend": Trend.STEADY,
    "severity": Severity.MIDDLE,
}
FIELDS: Final = {
    "theme": gettext_lazy("thema"),
    "area": gettext_lazy("gebied"),
    "size": gettext_lazy("omvang"),
    "period": gettext_lazy("periode"),
    "trend": gettext_lazy("trend"),
    "severity": gettext_lazy("ernst"),
}


@dataclass(frozen=True, slots=True)
class Read:
    """A telling as its mail says it, and which choices nobody made."""

    telling: Telling
    filled_in: tuple[str, ...]


def read(*, municipality_id: uuid.UUID, key: uuid.UUID, subject: str, text: str) -> Read:
    """Return the telling that a mail holds. Five queries."""
    codes = Codes(municipality_id)
    lines, words = _lines_of(text, codes, key)
    if not NO_SUBJECT.fullmatch(subject):
        words = f"{subject}\n{words}".strip()
    for field, rows in SAID.items():
        found = next((value for said, value in rows if re.search(said, words, re.IGNORECASE)), None)
        if found and field not in lines:
            lines[field] = str(found)
    counted = GROUP.search(words)
    if counted and "size" not in lines:
        lines["size"] = words_in.size_of(int(counted[1]))
    size = lines.get("size", str(ELSE["size"]))
    if "area" not in lines and (area := _area_in(municipality_id, words, size)):
        lines["area"] = area
    filled_in = tuple(str(word) for field, word in FIELDS.items() if field not in lines)
    return Read(codes.telling(_coded(lines, words, key)), filled_in)


def _lines_of(text: str, codes: Codes, key: uuid.UUID) -> tuple[dict[str, str], str]:
    """Return what lines of their own say, and the other words; a line of no use stays a word."""
    said: dict[str, str] = {}
    kept: list[str] = []
    for line in text.splitlines():
        found = LINE.fullmatch(line)
        field = NAMES.get(" ".join(found["name"].split()).casefold()) if found else None
        if found is None or field is None or field in said:
            kept.append(line)
            continue
        word = found["word"].strip()
        if field in words_in.KINDS:
            word = words_in.choice_of(field, word)
        if _means_something(codes, field, word, key):
            said[field] = word
        else:
            kept.append(line)
    return said, "\n".join(kept).strip()


def _means_something(codes: Codes, field: str, word: str, key: uuid.UUID) -> bool:
    if field in words_in.KINDS:
        return words_in.is_choice(field, word)
    try:
        codes.telling(_coded({field: word}, "", key))
    except Invalid:
        return False
    return field != "traits" or len(_traits(word)) <= MOST_TRAITS


def _coded(said: dict[str, str], words: str, key: uuid.UUID) -> Coded:
    chosen = {field: said.get(field, str(otherwise)) for field, otherwise in ELSE.items()}
    return Coded(
        telling_key=key,
        theme=said.get("theme", ""),
        area=said.get("area", ""),
        traits=_traits(said.get("traits", "")),
        heard_at=said.get("heard_at", ""),
        text=words,
        question=said.get("question", ""),
        is_shared=words_in.is_yes(said.get("is_shared", "")),
        **chosen,
    )


def _traits(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in re.split(r"[,;]| en ", words) if word.strip())


def _area_in(municipality_id: uuid.UUID, words: str, size: str) -> str:
    """
    Return the code of the one area that the words name; nothing if they name two, or none.

    A neighbourhood that is too small to tell of stands for the area that it lies in.
    """
    areas = list(Area.objects.filter(municipality_id=municipality_id).order_by("year"))
    newest = {one.code: one for one in areas}
    by_id = {one.pk: one for one in areas}
    chosen = SignalSettings.objects.filter(municipality_id=municipality_id).first()
    allowed = chosen is not None and chosen.has_neighbourhoods
    found: set[str] = set()
    for area in newest.values():
        if not re.search(rf"(?<!\w){re.escape(area.name)}(?!\w)", words, re.IGNORECASE):
            continue
        large: Area | None = area
        while large and not may_be_told_of(large, has_neighbourhoods=allowed, size=size):
            large = by_id.get(large.parent_id) if large.parent_id else None
        if large is not None:
            found.add(large.code)
    # A district that is named beside its neighbourhood is the same place, said twice.
    inside = {code for code in found if _parents(newest[code], by_id) & found}
    left = found - {parent for code in inside for parent in _parents(newest[code], by_id)}
    return left.pop() if len(left) == 1 else ""


def _parents(area: Area, by_id: dict[uuid.UUID, Area]) -> set[str]:
    codes: set[str] = set()
    while area.parent_id and (parent := by_id.get(area.parent_id)) and parent.code not in codes:
        codes.add(parent.code)
        area = parent
    return codes
