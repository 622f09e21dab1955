"""What a result shows: whom to call, and why it was found."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.core.words import compounds
from bundel.core.words.reading import fold, stem
from bundel.network.languages import language_name
from bundel.network.models import Phone, Room, Schedule, Service, ServiceStatus, Taxonomy
from bundel.network.search.asking import Idea
from bundel.network.search.filters import When
from bundel.network.search.material import lexeme

_WORDS = re.compile(r"(\w+)")
LONGEST_SNIPPET = 180
MOST_REASONS = 6
TONES = {
    Room.YES.value: "good",
    Room.AFTER_ASSESSMENT.value: "info",
    Room.WAITING_LIST.value: "wait",
    Room.NO.value: "stop",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text, marked where it matches."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A service as somebody in a hurry reads it."""

    id: uuid.UUID
    organisation_id: uuid.UUID
    name: tuple[Piece, ...]
    organisation: str
    snippet: tuple[Piece, ...]
    phone: str
    dial: str
    email: str
    url: str
    room: str
    room_label: str
    tone: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """What was looked for, as far as a result can answer to it."""

    ideas: Sequence[Idea]
    codes: Mapping[str, Collection[str]]
    labels: Mapping[tuple[str, str], str]
    when: When | None
    municipality: str
    today: date


def with_details(services: QuerySet[Service]) -> QuerySet[Service]:
    """Return services with everything that cards show. Ten queries, however many services."""
    return services.select_related("organisation", "contact").prefetch_related(
        "areas",
        "languages",
        "terms",
        Prefetch("phones", Phone.objects.order_by("number")),
        Prefetch("organisation__phones", Phone.objects.order_by("number")),
        Prefetch("locations__phones", Phone.objects.order_by("number")),
        Prefetch("schedules", Schedule.objects.order_by("weekday", "opens_at")),
    )


def card(service: Service, sought: Sought) -> Card:
    """Return what is shown of a service, with why it is there."""
    phone = _phone(service)
    marks = _marks(sought.ideas)
    is_open = service.status != ServiceStatus.TEMPORARILY_CLOSED
    return Card(
        id=service.id,
        organisation_id=service.organisation_id,
        name=tuple(marked(service.name, marks)),
        organisation=service.organisation.name,
        snippet=tuple(marked(_snippet(service.description, marks), marks)),
        phone=phone,
        dial=re.sub(r"[^0-9+]", "", phone),
        email=service.email or service.organisation.email,
        url=service.url or service.organisation.url,
        room=service.room,
        room_label=room_words(service, sought.today),
        tone=TONES.get(service.room, "neutral") if is_open else "stop",
        reasons=tuple(dict.fromkeys(filter(None, _reasons(service, sought))))[:MOST_REASONS],
    )


def room_words(service: Service, today: date) -> str:
    """Say whether there is room, and how long ago that was said."""
    if service.status == ServiceStatus.TEMPORARILY_CLOSED:
        return _("tijdelijk dicht")
    words = {
        Room.YES.value: _("heeft plek"),
        Room.AFTER_ASSESSMENT.value: _("plek na een gesprek"),
        Room.NO.value: _("vol"),
        Room.WAITING_LIST.value: _waiting(service.waiting_weeks),
    }.get(service.room)
    if words is None:
        return _("plek onbekend")
    return f"{words}, {_said(service.room_changed_at, today)}" if service.room_changed_at else words


def _waiting(weeks: int | None) -> str:
    if not weeks:
        return _("wachtlijst")
    return ngettext("wachtlijst van %(weeks)s week", "wachtlijst van %(weeks)s weken", weeks) % {
        "weeks": weeks
    }


def _said(at: datetime, today: date) -> str:
    days = (today - timezone.localdate(at)).days
    if days <= 0:
        return _("vandaag gezegd")
    if days == 1:
        return _("gisteren gezegd")
    return _("%(days)s dagen geleden gezegd") % {"days": days}


def marked(text: str, marks: Collection[str]) -> Iterable[Piece]:
    """Yield a text in pieces, with the words that match marked."""
    plain = ""
    for piece in _WORDS.split(text):
        if not piece or not _matches(piece, marks):
            plain += piece
            continue
        if plain:
            yield Piece(plain, False)
        yield Piece(piece, True)
        plain = ""
    if plain:
        yield Piece(plain, False)


def _matches(piece: str, marks: Collection[str]) -> bool:
    word = fold(piece)
    return stem(word) in marks or any(stem(part) in marks for part in compounds.split(word))


def _marks(ideas: Sequence[Idea]) -> frozenset[str]:
    return frozenset(word for idea in ideas for word in (*idea.words, *idea.parts))


def _snippet(text: str, marks: Collection[str]) -> str:
    """Return the beginning of a text, or the sentence that matches where it comes later."""
    flat = " ".join(text.split())
    if len(flat) <= LONGEST_SNIPPET:
        return flat
    sentences = re.split(r"(?<=[.!?]) ", flat)
    first = next((s for s in sentences if any(piece.is_marked for piece in marked(s, marks))), flat)
    cut = first[:LONGEST_SNIPPET].rsplit(" ", 1)[0] if len(first) > LONGEST_SNIPPET else first
    return cut if cut == first and first.endswith((".", "!", "?")) else f"{cut}…"


def _phone(service: Service) -> str:
    """Return the number to call: of the service, else of its place, else of the partner."""
    numbers = [
        *service.phones.all(),
        *(phone for place in service.locations.all() for phone in place.phones.all()),
        *service.organisation.phones.all(),
    ]
    return numbers[0].number if numbers else ""


def _reasons(service: Service, sought: Sought) -> Iterable[str]:
    spoken = {language.code for language in service.languages.all()}
    for code in sought.codes.get("language", ()):
        if code in spoken:
            yield _("spreekt %(language)s") % {"language": language_name(code)}
    yield from _where(service, sought)
    yield _open(service, sought.when)
    terms = list(service.terms.all())
    meant = {word for idea in sought.ideas for word in idea.terms}
    for term in terms:
        wanted = term.code in sought.codes.get(term.taxonomy, ())
        if wanted or lexeme(term.taxonomy, term.code) in meant:
            yield _for(term.taxonomy, term.name)


def _for(taxonomy: str, name: str) -> str:
    """Say why a term is a reason, by the list that it stands in."""
    small = name if name.isupper() or name.startswith("VvE") else name[0].lower() + name[1:]
    if taxonomy == Taxonomy.NEED:
        return _("helpt bij %(need)s") % {"need": small.removeprefix("hulp bij ")}
    if taxonomy in {Taxonomy.TARGET_GROUP, Taxonomy.TENURE, Taxonomy.HEAT_SOURCE}:
        return _("voor %(group)s") % {"group": small}
    return small


def _where(service: Service, sought: Sought) -> Iterable[str]:
    wanted = sought.codes.get("area", ())
    if not wanted:
        return
    own = {area.code: area.name for area in service.areas.all()}
    if not own:
        yield _("helpt in heel %(municipality)s") % {"municipality": sought.municipality}
        return
    asked = [code for kind, code in sought.labels if kind == "area"]
    exact = [sought.labels["area", code] for code in asked if code in own]
    if exact:
        yield _("helpt in %(area)s") % {"area": exact[0]}
        return
    inside = sorted(name for code, name in own.items() if code in wanted)
    if inside:
        yield _("helpt in %(area)s") % {"area": ", ".join(inside[:2])}
        return
    # A larger area of the service covers the one that is asked for.
    yield _("helpt in %(area)s") % {"area": sought.labels["area", asked[0]]} if asked else ""


def _open(service: Service, when: When | None) -> str:
    if when is None:
        return ""
    for schedule in service.schedules.all():
        if schedule.weekday in when.weekdays and schedule.opens_at and schedule.closes_at:
            hours = f"{schedule.opens_at:%H:%M}-{schedule.closes_at:%H:%M}"
            days = (_("ma"), _("di"), _("wo"), _("do"), _("vr"), _("za"), _("zo"))
            return _("open %(day)s %(hours)s") % {
                "day": days[schedule.weekday - 1],
                "hours": hours,
            }
    return ""
