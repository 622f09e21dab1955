"""Risks of a folder: what may go wrong, who watches, and by which checks."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.programme.models import Initiative
from bundel.steering.models import Risk, Size
from bundel.steering.services import risks

FILE = "risicos.csv"
SIZES = {"klein": Size.SMALL, "middel": Size.MIDDLE, "groot": Size.LARGE}


def load(*, actor: Actor, folder: Path, at: datetime) -> int:
    """Write down the risks of a folder, where there are none; return how many came."""
    path = folder / FILE
    if not path.exists() or Risk.objects.filter(municipality_id=actor.municipality_id).exists():
        return 0
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    for row in rows:
        _write(actor, row, at)
    return len(rows)


def _write(actor: Actor, row: dict[str, str], at: datetime) -> None:
    about = row["initiatief"]
    days = row["opnieuw over dagen"]
    risks.write_risk(
        actor=actor,
        at=at,
        title=row["risico"],
        consequence=row["gevolg"],
        chance=SIZES[row["kans"]],
        impact=SIZES[row["ernst"]],
        owner_id=User.objects.get(email=row["eigenaar"]).pk,
        early_sign=row["vroeg teken"],
        answer=row["antwoord"],
        rules=row["controles"].split(),
        initiative_id=(Initiative.objects.get(code=about, archived_at=None).pk if about else None),
        review_date=timezone.localdate(at) + timedelta(days=int(days)) if days else None,
    )
