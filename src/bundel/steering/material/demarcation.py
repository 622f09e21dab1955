"""The demarcation of a folder: who does what, who said yes, and who settles what is not clear."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils.timezone import localtime

from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.network.models import Organisation
from bundel.programme.models import Department
from bundel.steering.models import Activity, Cell, Domain, Issue, Stance
from bundel.steering.services.issues import keep_up

FILE = "afbakening.yaml"
STANCES = {"doet": Stance.IN, "samen": Stance.SHARED, "niet": Stance.OUT}
# After the stance: this domain said yes.
YES = "ja"
Told = Mapping[str, Any]


def load(*, actor: Actor, folder: Path, at: datetime) -> int:
    """Make the demarcation of a folder, where there is none; return how many activities came."""
    path = folder / FILE
    if not path.exists() or Domain.objects.filter(municipality_id=actor.municipality_id):
        return 0
    told: Told = yaml.safe_load(path.read_text(encoding="utf-8"))
    domains = {
        one["naam"]: _domain(actor, one, position) for position, one in enumerate(told["domeinen"])
    }
    for position, one in enumerate(told["activiteiten"]):
        _activity(actor, one, position, domains, at)
    keep_up(municipality_id=actor.municipality_id, at=at)
    for one in told.get("oplossers", ()):
        day = localtime(at).date() + timedelta(days=one["dagen"])
        Issue.objects.filter(
            municipality_id=actor.municipality_id, activity__name=one["activiteit"]
        ).update(settler=_user(one["wie"]), due_date=day)
    return len(told["activiteiten"])


def _domain(actor: Actor, told: Told, position: int) -> Domain:
    here = {"municipality_id": actor.municipality_id, "name": told["naam"]}
    is_partner = told.get("partner", False)
    return Domain.objects.create(
        municipality_id=actor.municipality_id,
        department=None if is_partner else Department.objects.get(**here),
        organisation=Organisation.objects.get(**here) if is_partner else None,
        speaker=_user(told["spreker"]) if "spreker" in told else None,
        position=position,
    )


def _activity(
    actor: Actor, told: Told, position: int, domains: Mapping[str, Domain], at: datetime
) -> None:
    row = Activity.objects.create(
        municipality_id=actor.municipality_id,
        code=f"A-{position + 1:02}",
        name=told["naam"],
        agreement=told.get("afspraak", ""),
        position=position,
    )
    for name, words in told.get("wie", {}).items():
        stance, _space, rest = words.partition(" ")
        said_yes = rest == YES
        Cell.objects.create(
            municipality_id=actor.municipality_id,
            activity=row,
            domain=domains[name],
            stance=STANCES[stance],
            agreed_by=(domains[name].speaker or _user_of(actor)) if said_yes else None,
            agreed_at=at - timedelta(days=20) if said_yes else None,
        )


def _user(email: str) -> User:
    return User.objects.get(email=email)


def _user_of(actor: Actor) -> User:
    return User.objects.get(pk=actor.user_id)
