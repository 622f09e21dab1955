"""What a municipality starts with for its signals: themes, a team and its settings."""

from __future__ import annotations

import csv
from pathlib import Path

from django.db import transaction

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import services as audit
from bundel.network.models import Term
from bundel.network.services import lists as network_lists
from bundel.signals.models import SignalSettings, SignalTheme, Team

THEMES = Path(__file__).parent.parent / "lists" / "themes.csv"
FIRST_TEAM = "Programmateam"


@transaction.atomic
def load_lists(*, actor: Actor) -> int:
    """Add the themes that are missing of the start list; return how many."""
    permissions.require(actor, "signals.sort")
    return _load(actor)


@transaction.atomic
def begin_lists(*, actor: Actor) -> int:
    """Give a municipality that is being opened its themes, a first team and settings."""
    if SignalTheme.objects.filter(municipality_id=actor.municipality_id).exists():
        return 0
    # Themes point at needs; who listens first to a new municipality is not known.
    network_lists.begin_lists(actor=actor)
    return _load(actor)


def _load(actor: Actor) -> int:
    added = _add_themes(actor)
    team, _ = Team.objects.get_or_create(
        municipality_id=actor.municipality_id, name=FIRST_TEAM, defaults={}
    )
    SignalSettings.objects.get_or_create(
        municipality_id=actor.municipality_id, defaults={"fallback_team": team}
    )
    if added:
        audit.record(
            actor=actor,
            action="signals.load_lists",
            kind="signal_theme",
            object_id=None,
            label="start",
            after={"themes": added},
        )
    return added


def _add_themes(actor: Actor) -> int:
    here = {"municipality_id": actor.municipality_id}
    there = set(SignalTheme.objects.filter(**here).values_list("code", flat=True))
    needs = dict(Term.objects.filter(**here, taxonomy="need").values_list("code", "id"))
    with THEMES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    missing = [
        SignalTheme(
            **here,
            code=row["code"],
            name=row["name"],
            name_en=row["name_en"],
            description=row["description"],
            need_id=needs.get(row["need"]),
            position=place * 10,
        )
        for place, row in enumerate(rows)
        if row["code"] not in there
    ]
    SignalTheme.objects.bulk_create(missing)
    return len(missing)
