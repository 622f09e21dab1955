"""What the programme asks of bodies: a plan, proposals, hours, money, preconditions, stand-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts.permissions import Actor
from bundel.core.quarters import parse_quarter, quarter_of
from bundel.programme import selectors, sentences
from bundel.programme.models import Initiative, Precondition, State
from bundel.steering.agenda_sources import Candidate, offer
from bundel.steering.models import Action, ActionState, Body, BodyKind, ItemAim, Matter

# Money is talked about when the end of its fund is this near.
NEAR_QUARTERS = 4
WORKS = (State.PROPOSED, State.PLANNED, State.RUNNING, State.PAUSED)
MOST_FACTS = 6


@offer
def plan(*, actor: Actor, body: Body, today: date) -> Iterator[Candidate]:
    """Yield the newest plan, if it came after the last that was adopted."""
    runs = selectors.runs(actor=actor, limit=5)
    newest = next((run for run in runs if run.state == "done"), None)
    if newest is None or newest.finished_at is None:
        return
    adopted = selectors.adopted_plans(actor=actor)
    if adopted and adopted[0].adopted_at >= newest.finished_at:
        return
    yield Candidate(
        source="plan",
        key=str(newest.id),
        object_id=newest.id,
        title=_("Neem het plan aan: %(title)s") % {"title": newest.title},
        aim=ItemAim.DECIDE,
        matter=Matter.PLAN,
        minutes=25,
        facts=(
            (_("Berekend op"), f"{newest.finished_at:%d-%m-%Y}"),
            (_("Gevraagd door"), newest.requested_by),
        ),
        weight=92,
    )


@offer
def proposals(*, actor: Actor, body: Body, today: date) -> Iterator[Candidate]:
    """Yield initiatives that are proposed and wait for yes, no or not now."""
    for row in selectors.initiative_rows(actor=actor):
        if row.state != State.PROPOSED:
            continue
        yearly = Decimal(str(round(row.quarterly_eur * 4, 2)))
        hours = f"{sentences.whole(row.start_hours)} / {sentences.whole(row.running_hours)}"
        yield Candidate(
            source="proposal",
            key=str(row.id),
            object_id=row.id,
            title=_("Voorstel: %(name)s") % {"name": row.name},
            aim=ItemAim.DECIDE,
            matter=Matter.START_STOP,
            minutes=15,
            facts=(
                (_("Afdeling"), row.department),
                (_("Trekker"), row.lead or _("nog niemand")),
                (_("Uren om te starten en per kwartaal"), hours),
                (_("Euro per jaar"), sentences.whole(float(yearly))),
            ),
            weight=65,
            amount_eur=yearly,
        )


@offer
def hours(*, actor: Actor, body: Body, today: date) -> Iterator[Candidate]:
    """Yield pools of which what runs already asks more than there is."""
    table = selectors.capacity(actor=actor)
    for pool in sentences.short_of_hours(table):
        over = [cell for cell in pool.cells if cell.over]
        yield Candidate(
            source="pool",
            key=f"{pool.id}:{over[0].quarter}",
            object_id=pool.id,
            title=sentences.pool_headline(pool),
            aim=ItemAim.DECIDE,
            matter=Matter.CAPACITY,
            minutes=10,
            facts=tuple(
                (sentences.quarter_words(cell.quarter), f"{round(cell.share * 100)}%")
                for cell in over[:MOST_FACTS]
            ),
            weight=80,
        )


@offer
def money(*, actor: Actor, body: Body, today: date) -> Iterator[Candidate]:
    """Yield funds of which money is left while their end is near."""
    last = quarter_of(today).plus(NEAR_QUARTERS)
    for use in selectors.money(actor=actor):
        if not use.end_quarter or use.unspent_eur < 1 or parse_quarter(use.end_quarter) > last:
            continue
        yield Candidate(
            source="fund",
            key=f"{use.id}:{use.end_quarter}",
            object_id=use.id,
            title=_("Van %(fund)s is nog € %(amount)s niet ingezet")
            % {"fund": use.name, "amount": sentences.whole(use.unspent_eur)},
            aim=ItemAim.DECIDE,
            matter=Matter.MONEY,
            minutes=10,
            facts=(
                (_("Beschikbaar"), f"€ {sentences.whole(use.available_eur)}"),
                (_("Besteed of vastgelegd"), f"€ {sentences.whole(use.spent_eur)}"),
                (_("Vervalt na"), sentences.quarter_words(use.end_quarter)),
            ),
            weight=76,
            amount_eur=Decimal(str(round(use.unspent_eur, 2))),
        )


@offer
def preconditions(*, actor: Actor, body: Body, today: date) -> Iterator[Candidate]:
    """Yield initiatives that cannot work because something is not in place, for the core team."""
    if body.kind != BodyKind.CORE_TEAM:
        return
    rows = Precondition.objects.filter(
        municipality_id=actor.municipality_id,
        met=False,
        initiative__archived_at=None,
        initiative__state__in=WORKS,
    ).select_related("initiative")
    by_initiative: dict[Initiative, list[Precondition]] = defaultdict(list)
    for row in rows.order_by("initiative__name", "text"):
        by_initiative[row.initiative].append(row)
    for initiative, unmet in by_initiative.items():
        words = ngettext(
            "%(name)s: %(count)s randvoorwaarde is er nog niet",
            "%(name)s: %(count)s randvoorwaarden zijn er nog niet",
            len(unmet),
        )
        yield Candidate(
            source="precondition",
            key=str(initiative.pk),
            object_id=initiative.pk,
            title=words % {"name": initiative.name, "count": len(unmet)},
            matter=Matter.PRECONDITION,
            minutes=5,
            facts=tuple((_("Nog niet"), one.text) for one in unmet[:MOST_FACTS]),
            presenter_id=initiative.lead_user_id,
            weight=62 if initiative.state == State.RUNNING else 48,
        )


@offer
def stand_up(*, actor: Actor, body: Body, today: date) -> Iterator[Candidate]:
    """Yield what runs, an initiative a point, so that the core team hears each in two minutes."""
    if body.kind != BodyKind.CORE_TEAM:
        return
    rows = Initiative.objects.filter(
        municipality_id=actor.municipality_id, archived_at=None, state=State.RUNNING
    ).select_related("lead_user")
    open_actions = Action.objects.filter(
        municipality_id=actor.municipality_id, state=ActionState.OPEN
    )
    late: dict[object, int] = defaultdict(int)
    count: dict[object, int] = defaultdict(int)
    for initiative_id, due_date in open_actions.values_list("initiative_id", "due_date"):
        count[initiative_id] += 1
        late[initiative_id] += due_date < today
    for row in rows.order_by("name"):
        yield Candidate(
            source="stand_up",
            key=str(row.pk),
            object_id=row.pk,
            title=_("Hoe staat het met %(name)s?") % {"name": row.name},
            aim=ItemAim.INFORM,
            minutes=2,
            facts=(
                (_("Trekker"), row.lead or _("nog niemand")),
                (_("Open acties"), str(count[row.pk])),
                (_("Te laat"), str(late[row.pk])),
            ),
            presenter_id=row.lead_user_id,
            weight=30 + min(late[row.pk], 5),
        )
