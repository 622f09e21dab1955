"""Rules on decisions that were asked or had to be looked at again."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.steering.checks.context import Context
from bundel.steering.checks.rule import Facts, Found, Place, Rule, day
from bundel.steering.models import Decision, DecisionState


def _decisions(context: Context, condition: Q) -> QuerySet[Decision]:
    rows = Decision.objects.filter(condition, municipality_id=context.municipality_id)
    return rows.select_related("body").order_by("number")


def _found(row: Decision, owner_id: uuid.UUID | None, **facts: str) -> Found:
    return Found(
        kind="decision",
        object_id=row.pk,
        key=str(row.pk),
        label=str(row),
        facts={"name": str(row), "body": str(row.body or ""), **facts},
        owner_id=owner_id,
    )


def _late(context: Context, limit: float) -> Iterator[Found]:
    before = context.today - timedelta(days=limit)
    asked = Q(state=DecisionState.ASKED, decide_before_date__lt=before)
    for row in _decisions(context, asked):
        yield _found(row, row.asked_by_id, before=str(row.decide_before_date))


def _say_late(facts: Facts) -> str:
    return _("Besluit %(name)s was nodig voor %(before)s, en is er nog niet.") % {
        **facts,
        "before": day(facts["before"]),
    }


def _page(object_id: uuid.UUID | None, facts: Facts) -> Place:
    return Place("steering:decision", (str(object_id),))


DECISION_LATE = Rule(
    code="decision_late",
    title=gettext_lazy("Besluit laat op zich wachten"),
    why=gettext_lazy("Zolang niemand besluit, besluit de tijd: geld vervalt en mensen wachten."),
    what_to_do=gettext_lazy("Zet het op de eerstvolgende agenda, of trek de vraag in."),
    act=gettext_lazy("Naar het besluit"),
    find=_late,
    say=_say_late,
    place=_page,
    limit=Decimal(0),
    limit_label=gettext_lazy("dagen na de dag dat het besluit nodig was"),
)


def _review(context: Context, limit: float) -> Iterator[Found]:
    due = Q(state=DecisionState.DECIDED, review_date__lt=context.today)
    for row in _decisions(context, due):
        yield _found(row, row.decided_by_id, review=str(row.review_date), outcome=row.outcome)


def _say_review(facts: Facts) -> str:
    return _("Besluit %(name)s zou op %(review)s opnieuw bekeken worden.") % {
        **facts,
        "review": day(facts["review"]),
    }


REVIEW_DUE = Rule(
    code="review_due",
    title=gettext_lazy("Besluit niet opnieuw bekeken"),
    why=gettext_lazy(
        "Een besluit dat niemand terugziet, geldt door, ook als de feiten anders zijn."
    ),
    what_to_do=gettext_lazy("Bekijk of het nog klopt, en neem zo nodig een nieuw besluit."),
    act=gettext_lazy("Naar het besluit"),
    find=_review,
    say=_say_review,
    place=_page,
)
