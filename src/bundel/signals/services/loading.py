"""Signals from a folder of files, for a municipality that has none yet."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import transaction

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import services as audit
from bundel.network.material import Shelf
from bundel.signals.material import Partners, generated, load_sorting, written
from bundel.signals.models import Signal, SignalSettings, SignalTheme
from bundel.signals.services import lists
from bundel.signals.services.loading_rows import Rows


@transaction.atomic
def load_signals(*, actor: Actor, folder: Path, partners: Path, at: datetime) -> int:
    """
    Give a municipality the signals of a folder, if it has none; return how many came.

    Args:
        folder: Holds the CSV files; every day in them is counted from the day of `at`.
        partners: The folder that its network was loaded from, which says what the codes mean.

    Raises:
        WrongMaterial: if a line of a file cannot be read or names what is not there.
    """
    permissions.require(actor, "signals.import")
    if Signal.objects.filter(municipality_id=actor.municipality_id).exists():
        return 0
    lists.begin_lists(actor=actor)
    shelf = Shelf(folder, actor.municipality_id, at)
    themes = {theme.code: theme for theme in SignalTheme.objects.all()}
    load_sorting(shelf, themes)
    _settle(shelf)
    of = Partners(partners)
    drafts = [*written(shelf, themes, of), *generated(shelf, themes, of)]
    rows = Rows(actor, of)
    for number, draft in enumerate(sorted(drafts, key=lambda one: one.told_at), start=1):
        rows.add(draft, number)
    rows.store()
    audit.record(
        actor=actor,
        action="signals.import",
        kind="signal",
        object_id=None,
        label=folder.name,
        after={"signals": len(drafts)},
    )
    return len(drafts)


def _settle(shelf: Shelf) -> None:
    for line in shelf.lines("instellingen"):
        SignalSettings.objects.filter(municipality_id=shelf.municipality_id).update(
            mail_address=line["mail"],
            early_signal_where=line["vroegsignaal"],
            early_signal_url=line["adres vroegsignaal"],
        )
