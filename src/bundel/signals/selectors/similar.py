"""Signals that are like one that is being written; of others only where, what and when."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import ngettext

from bundel.accounts.permissions import Actor
from bundel.areas.models import Area
from bundel.core import similar
from bundel.core.words import reading
from bundel.signals import rights
from bundel.signals.models import Follow, Signal, SignalWord

# A stem that stands in more signals tells too little to find any by.
COMMON = 500
# By so many of the rarest stems signals are looked for.
SOUGHT_BY = 8
MOST_CANDIDATES = 100
NEWEST_NEARBY = 40
DAYS_BACK = 365
MOST_STEMS = 24
MOST_SHOWN = 3
LONGEST_EXCERPT = 140


@dataclass(frozen=True, slots=True)
class Alike:
    """A signal of another that is like what is being written; words only for who may read them."""

    id: uuid.UUID
    theme: str
    area: str
    told_date: date
    state: str
    excerpt: str
    is_followed: bool


@dataclass(frozen=True, slots=True)
class Similar:
    """How many others told something alike, where, and the most alike of them."""

    count: int
    area: str
    shown: list[Alike]

    @property
    def title(self) -> str:
        """Return in a sentence how many others told this, and where."""
        if self.area:
            words = ngettext(
                "%(count)s ander meldde dit in %(area)s",
                "%(count)s anderen meldden dit in %(area)s",
                self.count,
            )
        else:
            words = ngettext(
                "%(count)s ander meldde iets dat hierop lijkt",
                "%(count)s anderen meldden iets dat hierop lijkt",
                self.count,
            )
        return words % {"count": self.count, "area": self.area}


def similar_signals(
    *,
    actor: Actor,
    text: str,
    area_id: uuid.UUID | None,
    theme_id: uuid.UUID | None,
    now: datetime,
) -> Similar:
    """
    Return what others told that is like this text, in the same area if that is known.

    The text is kept nowhere. Six queries.

    Args:
        area_id: Where the writer is; None looks everywhere.
    """
    stems = list(dict.fromkeys(reading.stem(word) for word in reading.content(text)))[:MOST_STEMS]
    if len(stems) < similar.LEAST_SHARED:
        return Similar(0, "", [])
    counts = _counts(stems)
    asked = similar.weights(counts, total=_total(actor))
    named = _around(actor, area_id)
    places = frozenset(named)
    candidates = _candidates(actor, asked, counts, places, theme_id, now)
    found = dict(similar.alike(asked, candidates))
    rows = list(
        Signal.objects.filter(pk__in=found)
        .select_related("theme", "area")
        .only("theme__name", "theme__name_en", "area__name", "told_at", "state", "area_id")
    )
    if places:
        rows = [row for row in rows if row.area_id in places]
    rows.sort(key=lambda row: -found[row.pk])
    name = named.get(area_id, "") if area_id else ""
    return Similar(len(rows), name, _shown(actor, rows[:MOST_SHOWN]))


def _counts(stems: list[str]) -> dict[str, int]:
    """Return in how many signals each stem stands, counted no further than what is common."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT asked.stem, counted.n
            FROM unnest(%s::text[]) AS asked(stem)
            CROSS JOIN LATERAL (
                SELECT count(*) AS n FROM (
                    SELECT 1 FROM signals_signalword AS w WHERE w.stem = asked.stem LIMIT %s
                ) AS few
            ) AS counted
            """,
            [stems, COMMON],
        )
        return dict(cursor.fetchall())


def _total(actor: Actor) -> int:
    here = Signal.objects.filter(municipality_id=actor.municipality_id)
    return here.order_by("-number").values_list("number", flat=True).first() or 0


def _around(actor: Actor, area_id: uuid.UUID | None) -> dict[uuid.UUID, str]:
    """Return an area with what lies in it, by their names; nothing stands for everywhere."""
    if area_id is None:
        return {}
    here = Area.objects.filter(municipality_id=actor.municipality_id)
    around = Q(pk=area_id) | Q(parent_id=area_id) | Q(parent__parent_id=area_id)
    return dict(here.filter(around).order_by().values_list("pk", "name"))


def _candidates(
    actor: Actor,
    asked: dict[str, float],
    counts: dict[str, int],
    places: frozenset[uuid.UUID],
    theme_id: uuid.UUID | None,
    now: datetime,
) -> list[similar.Candidate[uuid.UUID]]:
    """Return signals of others with a rare stem in common, and the newest nearby."""
    since = now - timedelta(days=DAYS_BACK)
    others = rights.followable(actor).filter(told_at__gte=since)
    # The weights come with the rarest first.
    rare = [stem for stem in asked if 0 < counts[stem] < COMMON][:SOUGHT_BY]
    by_word = _with_stems(rare) if rare else []
    there = others.filter(pk__in=by_word)
    rows = {pk: (area, theme) for pk, area, theme in there.values_list("pk", "area_id", "theme_id")}
    if places and theme_id:
        near = others.filter(area_id__in=places, theme_id=theme_id).order_by("-told_at")
        newest = near.values_list("pk", "area_id", "theme_id")[:NEWEST_NEARBY]
        rows |= {pk: (area, theme) for pk, area, theme in newest}
    stems: dict[uuid.UUID, set[str]] = defaultdict(set)
    shared = SignalWord.objects.filter(signal_id__in=rows, stem__in=list(asked))
    for pk, stem in shared.values_list("signal_id", "stem"):
        stems[pk].add(stem)
    return [
        similar.Candidate(pk, stems[pk], area in places, theme == theme_id)
        for pk, (area, theme) in rows.items()
    ]


def _with_stems(stems: list[str]) -> list[uuid.UUID]:
    """Return the signals that share most of these stems."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT w.signal_id FROM signals_signalword AS w
            WHERE w.stem = ANY(%s)
            GROUP BY w.signal_id
            ORDER BY count(*) DESC LIMIT %s
            """,
            [stems, MOST_CANDIDATES],
        )
        return [pk for (pk,) in cursor.fetchall()]


def _shown(actor: Actor, rows: list[Signal]) -> list[Alike]:
    ids = [row.pk for row in rows]
    words = dict(rights.readable(actor).filter(pk__in=ids).values_list("pk", "text"))
    followed = set(
        Follow.objects.filter(user_id=actor.user_id, signal_id__in=ids).values_list(
            "signal_id", flat=True
        )
    )
    return [
        Alike(
            id=row.pk,
            theme=row.theme.label,
            area=row.area.name if row.area else "",
            told_date=timezone.localdate(row.told_at),
            state=row.get_state_display(),
            excerpt=_excerpt(words.get(row.pk, "")),
            is_followed=row.pk in followed,
        )
        for row in rows
    ]


def _excerpt(text: str) -> str:
    return text if len(text) <= LONGEST_EXCERPT else text[:LONGEST_EXCERPT].rsplit(" ", 1)[0] + "…"
