"""Find who can do what: read the question, rank, keep what the actor may see, say why."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.network import rights
from bundel.network.languages import language_name
from bundel.network.models import Taxonomy
from bundel.network.search import asking, lexicon, ranking, words_here
from bundel.network.search.asking import Asked, Corrected, Idea
from bundel.network.search.filters import Wanted, When
from bundel.network.search.lexicon import TENURES, Known, Meaning
from bundel.network.search.material import covered, lexeme
from bundel.network.search.results import Card, Sought, card, with_details

PAGE_SIZE = 20
DAY_PARTS = {
    "morning": (time(6), time(12)),
    "afternoon": (time(12), time(18)),
    "evening": (time(18), time(23, 59)),
}
# As they stand in an address; other signs for digits are no days.
WEEKDAYS = frozenset("1234567")
WHOLE_DAY = (time(0), time(23, 59))


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody typed and chose; nothing of it is kept."""

    text: str = ""
    # Chosen filters: kind to codes.
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # Keys of filters that were read from the text and taken away.
    literal: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Tell whether anything is asked."""
        return bool(self.text.strip() or any(self.chosen.values()))


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that holds, with where it came from."""

    meaning: Meaning
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Looser:
    """What there would be without one kind of filter."""

    kind: str
    chips: tuple[Chip, ...]
    count: int
    is_more: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a question."""

    cards: tuple[Card, ...]
    total: int
    # There are more than were counted.
    is_more: bool
    chips: tuple[Chip, ...]
    corrected: tuple[Corrected, ...]
    looser: tuple[Looser, ...]
    # Something was typed in which there is nothing to look for.
    says_nothing: bool = False


def search(*, actor: Actor, question: Question, now: datetime, most: int = PAGE_SIZE) -> Answer:
    """
    Return the services that fit a question, the best first, with why.

    Only what the actor may find, also in every count. Nothing of the question is kept.
    A text without telling words finds nothing by itself; chosen filters hold all the same.
    """
    permissions.require(actor, "network.view")
    here = words_here.known(actor.municipality_id)
    asked = _read(actor, question, here)
    says_nothing = bool(question.text.strip()) and not asked
    if says_nothing and not any(question.chosen.values()):
        return Answer((), 0, is_more=False, chips=(), corrected=(), looser=(), says_nothing=True)
    chips = _chips(question, asked, here)
    wanted = _wanted(actor, chips, here, now)
    ideas = [*asked.ideas, *_chosen_needs(question)]
    today = timezone.localdate(now)
    found = ranking.find(wanted, ideas)
    services = rights.services_of(actor, today=today)
    ids = [hit.service_id for hit in found.hits]
    visible = set(services.filter(id__in=ids).values_list("id", flat=True))
    best = [hit.service_id for hit in ranking.in_order(found.hits, visible)]
    shown = {s.id: s for s in with_details(services.filter(id__in=best[:most]))}
    sought = Sought(
        ideas,
        wanted.codes,
        {(chip.meaning.kind, chip.meaning.code): chip.meaning.label for chip in chips},
        wanted.when,
        here.municipality,
        today,
    )
    looser = _looser(actor, wanted, ideas, chips, now) if len(best) < 3 else ()
    return Answer(
        cards=tuple(card(shown[one], sought) for one in best[:most] if one in shown),
        total=len(best),
        is_more=found.total > len(found.hits),
        chips=chips,
        corrected=asked.corrected,
        looser=looser,
        says_nothing=says_nothing,
    )


def ranked_ids(*, actor: Actor, question: Question, now: datetime) -> list[uuid.UUID]:
    """Return which services fit, the best first, for who may find them: as `search` orders them."""
    return [found.id for found in search(actor=actor, question=question, now=now, most=50).cards]


def _read(actor: Actor, question: Question, here: Known) -> Asked:
    if not question.text.strip():
        return Asked()
    return asking.read(
        question.text,
        lexicon.make(here),
        words_here.vocabulary(actor.municipality_id),
        question.literal,
    )


def _chips(question: Question, asked: Asked, here: Known) -> tuple[Chip, ...]:
    """Return every filter once: what was chosen before what was read from the text."""
    names = {("area", code): name for code, name, _kind, _parent in here.areas}
    names |= {(taxonomy, code): name for taxonomy, code, name in here.terms}
    chosen = [
        Meaning(kind, code, names.get((kind, code)) or _label(kind, code))
        for kind, codes in question.chosen.items()
        for code in codes
    ]
    read = [meaning for meaning in asked.filters if meaning not in chosen]
    return (*(Chip(meaning, True) for meaning in chosen), *(Chip(m, False) for m in read))


def _label(kind: str, code: str) -> str:
    if kind == "language":
        return language_name(code)
    if kind == "room":
        return _("heeft plek")
    if kind == "day":
        return lexicon.DAYS[int(code) - 1] if code in WEEKDAYS else code
    parts = {"morning": _("ochtend"), "afternoon": _("middag"), "evening": _("avond")}
    return parts.get(code, code)


def _wanted(actor: Actor, chips: Sequence[Chip], here: Known, now: datetime) -> Wanted:
    codes: dict[str, list[str]] = defaultdict(list)
    for chip in chips:
        codes[chip.meaning.kind].append(chip.meaning.code)
    when = _when(codes.pop("day", []), codes.pop("part", []), now)
    if "area" in codes:
        codes["area"] = list(covered(codes["area"], _parts(here)))
    if "tenure" in codes:
        codes["tenure"] = [t for code in codes["tenure"] for t in TENURES.get(code, (code,))]
    return Wanted(
        actor.municipality_id, {kind: tuple(dict.fromkeys(c)) for kind, c in codes.items()}, when
    )


def _parts(here: Known) -> dict[str, set[str]]:
    parts: dict[str, set[str]] = defaultdict(set)
    for code, _name, _kind, parent in here.areas:
        if parent:
            parts[parent].add(code)
    return parts


def _when(days: Sequence[str], parts: Sequence[str], now: datetime) -> When | None:
    if not days and not parts:
        return None
    local = timezone.localtime(now)
    today = local.isoweekday()
    named = {
        "nu": (today,),
        "vandaag": (today,),
        "morgen": (today % 7 + 1,),
        "weekend": (6, 7),
    }
    weekdays = [
        number for day in days for number in named.get(day, (int(day),) if day in WEEKDAYS else ())
    ]
    begin, end = DAY_PARTS.get(parts[0], WHOLE_DAY) if parts else WHOLE_DAY
    if "nu" in days:
        begin = local.time().replace(second=0, microsecond=0)
        end = begin.replace(second=59)
    return When(tuple(weekdays or range(1, 8)), begin, end, local.date())


def _chosen_needs(question: Question) -> list[Idea]:
    """Look for a chosen need by its code, so that there is an order among who help with it."""
    return [
        Idea(code, {}, {lexeme(Taxonomy.NEED, code): 1.0})
        for code in question.chosen.get("need", ())
    ]


def _looser(
    actor: Actor, wanted: Wanted, ideas: Sequence[Idea], chips: Sequence[Chip], now: datetime
) -> tuple[Looser, ...]:
    """Return which filters keep others out, and how many of those the actor may find."""
    missed = ranking.near_misses(wanted, ideas)
    services = rights.services_of(actor, today=timezone.localdate(now))
    every = [one for ids in missed.values() for one in ids]
    visible = set(services.filter(id__in=every).values_list("id", flat=True))
    found = []
    for kind, ids in missed.items():
        kinds = {"day", "part"} if kind == "day" else {kind}
        count = len(visible.intersection(ids))
        if count:
            of_kind = tuple(chip for chip in chips if chip.meaning.kind in kinds)
            found.append(Looser(kind, of_kind, count, len(every) >= ranking.MOST))
    return tuple(sorted(found, key=lambda one: -one.count))
