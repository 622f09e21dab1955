"""Rules on areas, partners, signals, and what nobody settled yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from django.db.models import Case, Count, Exists, F, Min, OuterRef, QuerySet, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bundel.areas.models import Area
from bundel.network.models import (
    AgreementParty,
    AgreementState,
    Contact,
    Organisation,
    OrganisationState,
)
from bundel.signals.models import Signal, SignalState
from bundel.steering.checks.context import Context
from bundel.steering.checks.rule import Facts, Found, Place, Rule, day, number
from bundel.steering.models import Issue, IssueKind

HELPED_BY = frozenset({"planned", "running", "embedded"})
DAYS_A_MONTH = 30.4


def _area_without(context: Context, limit: float) -> Iterator[Found]:
    if context.material is None:
        return
    reached = {
        part.area
        for one in context.material.initiatives.values()
        if one.state in HELPED_BY
        for level in one.levels.values()
        for part in level.reach
        if part.households.mid > 0
    }
    by_code = {area.code: area for area in context.areas.values()}
    helped = {code for code in reached for code in _around(context, by_code.get(code))}
    households: dict[str, float] = defaultdict(float)
    for row in context.material.at_risk:
        households[row.area] = max(households[row.area], row.households)
    for code, count in households.items():
        if code in helped or count <= limit or code not in by_code:
            continue
        area = by_code[code]
        yield Found(
            kind="area",
            object_id=area.pk,
            key=code,
            label=area.name,
            facts={"name": area.name, "households": round(count)},
        )


def _around(context: Context, area: Area | None) -> Iterator[str]:
    """Yield an area with all that it is part of, and all that is part of it."""
    if area is None:
        return
    parent: Area | None = area
    while parent is not None:
        yield parent.code
        parent = context.areas.get(parent.parent_id) if parent.parent_id else None
    inside = {area.pk}
    # Parts come in any order, so it goes round until nothing is added; there are four layers.
    for _layer in range(4):
        inside |= {one.pk for one in context.areas.values() if one.parent_id in inside}
    yield from (context.areas[pk].code for pk in inside)


def _say_area_without(facts: Facts) -> str:
    return _(
        "In %(name)s lopen ongeveer %(households)s huishoudens risico. Geen initiatief helpt daar."
    ) % {**facts, "households": number(facts["households"])}


AREA_WITHOUT = Rule(
    code="area_without",
    title=gettext_lazy("Gebied met risico zonder initiatief"),
    why=gettext_lazy(
        "Wie daar woont, krijgt geen hulp, terwijl de cijfers zeggen dat die nodig is."
    ),
    what_to_do=gettext_lazy("Breid een initiatief uit naar dit gebied, of leg uit waarom niet."),
    act=gettext_lazy("Naar huishoudens met risico"),
    find=_area_without,
    say=_say_area_without,
    place=lambda object_id, facts: Place("programme:at_risk"),
    worse=lambda facts: (float(facts["households"]),),
    limit=Decimal(0),
    limit_label=gettext_lazy("huishoudens met risico, of minder"),
)


def _partners(context: Context) -> QuerySet[Organisation]:
    return Organisation.objects.filter(
        municipality_id=context.municipality_id,
        state=OrganisationState.ACTIVE,
        archived_at=None,
        merged_into=None,
    ).order_by("name")


def _of_partner(row: Organisation, **facts: str) -> Found:
    return Found(
        kind="organisation",
        object_id=row.pk,
        key=str(row.pk),
        label=row.name,
        facts={"name": row.name, **facts},
    )


def _no_contact(context: Context, limit: float) -> Iterator[Found]:
    here = Contact.objects.filter(organisation=OuterRef("pk"), left_date=None)
    yield from (_of_partner(row) for row in _partners(context).filter(~Exists(here)))


def _partner_page(object_id: object, facts: Facts) -> Place:
    return Place("network:organisation", (str(object_id),))


NO_CONTACT = Rule(
    code="no_contact",
    title=gettext_lazy("Partner zonder contactpersoon"),
    why=gettext_lazy("Zonder naam weet niemand wie hij moet bellen."),
    what_to_do=gettext_lazy("Vraag de partner wie het aanspreekpunt is."),
    act=gettext_lazy("Naar de partner"),
    find=_no_contact,
    say=lambda facts: _("%(name)s doet mee, maar heeft geen contactpersoon.") % facts,
    place=_partner_page,
)


def _no_agreement(context: Context, limit: float) -> Iterator[Found]:
    stands = AgreementParty.objects.filter(
        organisation=OuterRef("pk"), agreement__state=AgreementState.STANDS
    )
    before = context.today - timedelta(days=round(limit * DAYS_A_MONTH))
    rows = _partners(context).filter(~Exists(stands), joined_date__lte=before)
    for row in rows:
        yield _of_partner(row, joined=str(row.joined_date))


def _say_no_agreement(facts: Facts) -> str:
    return _("%(name)s doet mee sinds %(joined)s, zonder afspraak die geldt.") % {
        **facts,
        "joined": day(facts["joined"]),
    }


NO_AGREEMENT = Rule(
    code="no_agreement",
    title=gettext_lazy("Partner zonder afspraak"),
    why=gettext_lazy("Zonder afspraak verwacht ieder iets anders van elkaar."),
    what_to_do=gettext_lazy("Schrijf samen op wie wat doet, en leg het voor aan de partner."),
    act=gettext_lazy("Naar de partner"),
    find=_no_agreement,
    say=_say_no_agreement,
    place=_partner_page,
    limit=Decimal(6),
    limit_label=gettext_lazy("maanden dat een partner meedoet"),
)


def _signals_late(context: Context, limit: float) -> Iterator[Found]:
    late = Signal.objects.filter(
        municipality_id=context.municipality_id,
        state=SignalState.OPEN,
        promise_date__lt=context.today,
    )
    # What has no team lies with a person, who answers it alone.
    rows = late.order_by().values(
        "team_id",
        "team__name",
        alone_id=Case(When(team=None, then=F("handler_id"))),
        alone_name=Case(When(team=None, then=F("handler__name"))),
    )
    for row in rows.annotate(count=Count("pk"), oldest=Min("promise_date")):
        if row["count"] <= limit:
            continue
        name = row["team__name"] or row["alone_name"]
        yield Found(
            kind="signal_team" if row["team_id"] else "person",
            object_id=row["team_id"] or row["alone_id"],
            key=str(row["team_id"] or row["alone_id"]),
            label=name,
            facts={"name": name, "count": row["count"], "oldest": row["oldest"].isoformat()},
            owner_id=row["alone_id"],
            owner_name="" if row["alone_id"] else name,
        )


def _say_signals_late(facts: Facts) -> str:
    words = ngettext(
        "%(count)s signaal bij %(name)s is voorbij de belofte. Die was voor %(oldest)s.",
        "%(count)s signalen bij %(name)s zijn voorbij de belofte. De oudste was voor %(oldest)s.",
        facts["count"],
    )
    return words % {**facts, "oldest": day(facts["oldest"])}


SIGNALS_LATE = Rule(
    code="signals_late",
    title=gettext_lazy("Signalen voorbij de belofte"),
    why=gettext_lazy("Wie iets meldt en niets hoort, meldt de volgende keer niet meer."),
    what_to_do=gettext_lazy("Beantwoord de oudste eerst, ook als het antwoord nee is."),
    act=gettext_lazy("Naar de signalen"),
    find=_signals_late,
    say=_say_signals_late,
    place=lambda object_id, facts: Place("signals:inbox"),
    worse=lambda facts: (float(facts["count"]),),
    limit=Decimal(0),
    limit_label=gettext_lazy("signalen per team"),
)


def _issue_late(context: Context, limit: float) -> Iterator[Found]:
    rows = Issue.objects.filter(
        municipality_id=context.municipality_id, settled_at=None, due_date__lt=context.today
    ).select_related("activity")
    for row in rows.order_by("due_date"):
        label = row.activity.name if row.activity else str(IssueKind(row.kind).label)
        yield Found(
            kind="issue",
            object_id=row.pk,
            key=str(row.pk),
            label=label,
            facts={"name": label, "kind": row.kind, "due": str(row.due_date)},
            owner_id=row.settler_id,
        )


def _say_issue_late(facts: Facts) -> str:
    return _("%(name)s: %(kind)s. Dit zou voor %(due)s zijn opgelost.") % {
        **facts,
        "kind": IssueKind(facts["kind"]).label,
        "due": day(facts["due"]),
    }


ISSUE_LATE = Rule(
    code="issue_late",
    title=gettext_lazy("Afbakening niet op tijd opgelost"),
    why=gettext_lazy("Wat van niemand is of van twee, blijft liggen of gebeurt dubbel."),
    what_to_do=gettext_lazy("Spreek af wie het doet, en leg dat vast in de afbakening."),
    act=gettext_lazy("Naar de afbakening"),
    find=_issue_late,
    say=_say_issue_late,
    place=lambda object_id, facts: Place("steering:issue", (str(object_id),)),
)
