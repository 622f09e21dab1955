"""The playbooks of the demo: one municipality makes an edition, and another reads it in."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

import yaml

from bundel.accounts.models import Municipality
from bundel.accounts.tenancy import as_municipality
from bundel.config.demo_data import coordinator
from bundel.errors import Invalid
from bundel.playbook.models import Direction, Playbook
from bundel.playbook.services import making, taking
from bundel.playbook.stock import going_out

FILE = "draaiboek/draaiboek.yaml"


def load_playbook(folder: Path, *, at: datetime) -> None:
    """Make or read in what the file of a folder says, unless there is a playbook already."""
    file = folder / FILE
    if not file.is_file():
        return
    wanted = yaml.safe_load(file.read_text(encoding="utf-8"))
    sent = _sent_by(wanted["leest"]) if "leest" in wanted else None
    municipality = Municipality.objects.get(slug=folder.name)
    with as_municipality(municipality.pk):
        if Playbook.objects.exists():
            return
        actor = coordinator(municipality.pk)
        if sent is not None:
            taking.read_in(actor=actor, content=sent, at=at)
        if made := wanted.get("maakt"):
            # What people typed in a demo of before may be what no playbook takes along.
            with suppress(Invalid):
                making.make_edition(
                    actor=actor,
                    name=made["naam"],
                    description=made["omschrijving"],
                    chosen=going_out(municipality.pk),
                    at=at,
                )


def _sent_by(slug: str) -> bytes | None:
    """Return the file of what another municipality of the demo made last."""
    maker = Municipality.objects.get(slug=slug)
    with as_municipality(maker.pk):
        row = Playbook.objects.filter(direction=Direction.OUT).first()
        return making.packed(row) if row is not None else None
