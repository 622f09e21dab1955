"""Decisions for the doors: one of a body of one's own partner, one of another, with their parts."""

from __future__ import annotations

import uuid
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from bundel.accounts.models import Municipality, User
from bundel.accounts.permissions import Actor
from bundel.programme.models import Initiative
from bundel.steering.models import Body, Decision, DecisionOption, Indicator, Reading, Trigger
from bundel.steering.services import asking, decision_options, decisions, indicators, triggers
from bundel.steering.services.decisions import Taken, VoiceInput
from bundel.steering.services.triggers import TriggerInput
from tests.house.body_doors import name_of
from tests.house.network_doors import OTHER, OWN

CODE = "deurcijfer"


def word_of(partner: str) -> str:
    """Return the word that stands in a decision of the body of a partner, and nowhere else."""
    return f"kanariebesluit{partner.split()[0].lower()}"


def fill(municipality: Municipality, actor: Actor) -> None:
    """Take a decision in both bodies, with an option, a voice and a line that is watched."""
    now = timezone.now()
    indicator_id = indicators.save_indicator(actor=actor, code=CODE, name="Deur", unit="stuks")
    indicators.enter_reading(
        actor=actor, indicator_id=indicator_id, date=now.date(), value=Decimal(1), at=now
    )
    lead = User.objects.filter(role="initiative_lead").order_by("email")[0]
    initiatives = Initiative.objects.filter(archived_at=None).order_by("code")
    about = {
        OWN: initiatives.filter(lead_user=lead).first(),
        OTHER: initiatives.exclude(lead_user__role="initiative_lead").first(),
    }
    for name, initiative in about.items():
        word = word_of(name)
        made = asking.ask_decision(
            actor=actor,
            question=f"{word} vraag",
            background=f"{word} aanleiding",
            body_id=Body.objects.get(name=name_of(name)).pk,
            initiative_id=initiative.pk if initiative else None,
            at=now,
        )
        decision_options.add_option(actor=actor, decision_id=made, title=f"{word} optie")
        taken = Taken(
            outcome=f"{word} besluit",
            grounds=f"{word} gronden",
            voices=(VoiceInput(f"{word} stem", "lid"),),
            review_date=now.date() + timedelta(days=30),
        )
        decisions.decide(actor=actor, decision_id=made, version=1, at=now, taken=taken)
        line = TriggerInput(
            measure="indicator", indicator_id=indicator_id, is_above=True, limit=Decimal(9)
        )
        triggers.add_trigger(actor=actor, decision_id=made, line=line, today=now.date())


def things(*, own: bool) -> dict[str, uuid.UUID]:
    """Return a decision with its parts, and a figure with a value."""
    row = Decision.objects.get(question=f"{word_of(OWN if own else OTHER)} vraag")
    indicator = Indicator.objects.get(code=CODE)
    return {
        "decision_id": row.pk,
        "option_id": DecisionOption.objects.get(decision=row).pk,
        "trigger_id": Trigger.objects.get(decision=row).pk,
        "indicator_id": indicator.pk,
        "reading_id": Reading.objects.get(indicator=indicator).pk,
    }
