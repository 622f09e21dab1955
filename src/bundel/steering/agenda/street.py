"""What lives on the street: patterns, the sheet of an area, and what partners promised."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from bundel.accounts.permissions import Actor
from bundel.areas.models import Area
from bundel.network.selectors.promises import open_promises
from bundel.signals.models import Pattern, PatternState, Signal
from bundel.signals.sureness import class_of
from bundel.steering.agenda_sources import Candidate, offer
from bundel.steering.models import Body, BodyKind, ItemAim

SHEET_DAYS = 92
MOST_FACTS = 8


@offer
def patterns(*, actor: Actor, body: Body, today: date) -> Iterator[Candidate]:
    """Yield patterns that people recognised and that no proposal was made of."""
    if body.kind not in {BodyKind.CORE_TEAM, BodyKind.AREA_MEETING}:
        return
    rows = Pattern.objects.filter(
        municipality_id=actor.municipality_id, state=PatternState.CONFIRMED
    )
    if body.area_id is not None:
        rows = rows.filter(places__area__in=_inside(body.area_id)).distinct()
    for row in rows.select_related("theme").prefetch_related("places__area"):
        names = sorted({one.area.name for one in row.places.all()})
        yield Candidate(
            source="pattern",
            key=str(row.pk),
            object_id=row.pk,
            title=_("Patroon zonder voorstel: %(title)s")
            % {"title": row.theme.name if row.theme else row.number},
            minutes=10,
            explanation=row.reason,
            facts=(
                (_("Waar"), ", ".join(names[:MOST_FACTS])),
                (_("Van"), f"{row.from_date:%d-%m-%Y}"),
            ),
            weight=60,
            area_id=body.area_id,
        )


@offer
def area_sheet(*, actor: Actor, body: Body, today: date) -> Iterator[Candidate]:
    """Yield what lives in the area of an area meeting, in counts that point at nobody."""
    if body.kind != BodyKind.AREA_MEETING or body.area is None:
        return
    since = today - timedelta(days=SHEET_DAYS)
    rows = Signal.objects.filter(
        municipality_id=actor.municipality_id,
        area__in=_inside(body.area.pk),
        told_at__date__gte=since,
    )
    by_theme = rows.values_list("theme__name").annotate(n=Count("pk")).order_by("-n", "theme__name")
    counted = list(by_theme)
    total = sum(n for _name, n in counted)
    answered = rows.exclude(answer="").count()
    yield Candidate(
        source="area_sheet",
        key=str(body.area.pk),
        object_id=body.area.pk,
        title=_("Wat leeft er in %(area)s?") % {"area": body.area.name},
        minutes=20,
        explanation=_("Gebiedsblad: wat partners de laatste drie maanden hoorden."),
        facts=(
            (_("Signalen"), class_of(total)),
            (_("Beantwoord"), class_of(answered)),
            *((str(name or _("geen thema")), class_of(n)) for name, n in counted[:MOST_FACTS]),
        ),
        weight=85,
        area_id=body.area.pk,
    )


@offer
def promises(*, actor: Actor, body: Body, today: date) -> Iterator[Candidate]:
    """Yield for the network what partners promised: what is past its day, and what comes."""
    if body.kind != BodyKind.NETWORK:
        return
    found = open_promises(actor=actor)
    if not found:
        return
    late = [one for one in found if one.due_date < today]
    facts = [
        (one.organisation, f"{one.text} ({one.due_date:%d-%m-%Y})")
        for one in (*late, *(one for one in found if one not in late))
    ]
    yield Candidate(
        source="promises",
        key="open",
        title=_("Wat werd er van onze toezeggingen?"),
        minutes=20,
        explanation=_("%(late)s van %(all)s open toezeggingen zijn voorbij hun dag.")
        % {"late": len(late), "all": len(found)},
        facts=tuple(facts[: MOST_FACTS * 2]),
        weight=85,
    )
    yield Candidate(
        source="promises",
        key="new",
        title=_("Twee stappen van elke partner"),
        minutes=20,
        explanation=_("Elke partner noemt twee stappen voor het komende half jaar."),
        aim=ItemAim.DISCUSS,
        weight=80,
    )


def _inside(area_id: uuid.UUID) -> list[uuid.UUID]:
    """Return an area with those that lie in it, two floors down."""
    lying = Q(pk=area_id) | Q(parent_id=area_id) | Q(parent__parent_id=area_id)
    return list(Area.objects.filter(lying).values_list("pk", flat=True))
