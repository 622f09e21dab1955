"""Bodies of a folder: their mandate, their rhythm, and who sits there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.areas.models import Area
from bundel.network.models import Organisation
from bundel.steering.models import Body, Part
from bundel.steering.services import bodies

FILE = "overleggen.yaml"
Told = Mapping[str, Any]


def load(*, actor: Actor, folder: Path, at: datetime) -> int:
    """Make the bodies of a folder, where there are none; return how many came."""
    path = folder / FILE
    if not path.exists() or Body.objects.filter(municipality_id=actor.municipality_id).exists():
        return 0
    told: list[Told] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for one in told:
        _body(actor, one, at)
    return len(told)


def person(name: str) -> User:
    """Return somebody by the first part of the address."""
    return User.objects.get(email__startswith=f"{name}@")


def _body(actor: Actor, told: Told, at: datetime) -> None:
    area = told.get("gebied")
    above = told.get("legt voor aan")
    body_id = bodies.save_body(
        actor=actor,
        name=told["naam"],
        kind=told["soort"],
        mandate=told["mandaat"],
        matters=told["besluit over"],
        limit_eur=told.get("tot en met"),
        refers_to_id=Body.objects.get(name=above).pk if above else None,
        area_id=Area.objects.filter(name=area).order_by("-year")[0].pk if area else None,
        recurrence=told["ritme"],
        first_date=timezone.localdate(at) + timedelta(days=told["vanaf"]),
        starts_time=time.fromisoformat(told["begint"]),
        minutes=told["minuten"],
        place=told.get("plaats", ""),
    )
    for one in told["leden"]:
        partner = one.get("partner")
        bodies.set_member(
            actor=actor,
            body_id=body_id,
            user_id=None if partner else person(one["medewerker"]).pk,
            organisation_id=Organisation.objects.get(name=partner).pk if partner else None,
            part=one.get("als", Part.MEMBER),
        )
