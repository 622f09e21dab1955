"""Making an edition: the approach of this municipality as a package, without what is local."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.core import playbook
from bundel.errors import Fault, Invalid
from bundel.playbook.kinds import SHAPES
from bundel.playbook.local import local_names
from bundel.playbook.models import Direction, PartState, Playbook, TakenPart
from bundel.playbook.read_me import read_me
from bundel.playbook.saying import fault_words
from bundel.playbook.stock import Key, Loose, going_out
from bundel.steering.services import door

ACT, KIND = "playbook.make", "playbook"
LICENCE = "CC0 1.0: ieder mag dit gebruiken en aanpassen."


class NothingChosen(Invalid):
    """A playbook without parts is none."""

    sentence = gettext_lazy("Kies minstens één deel.")


@transaction.atomic
def make_edition(
    *, actor: Actor, name: str, description: str, chosen: Collection[Key], at: datetime
) -> uuid.UUID:
    """
    Make the next edition of a playbook of these parts; return its id.

    Names of people, partners, areas and teams, and amounts, are taken out of every text.

    Raises:
        NothingChosen: without a part that there is.
        Invalid: if a text points at a person by its form, with the place.
    """
    permissions.require(actor, ACT)
    there = going_out(actor.municipality_id)
    parts = [one for key, one in there.items() if key in chosen]
    if not parts:
        raise NothingChosen(faults=[Fault("parts", str(NothingChosen.sentence))])
    if not name.strip():
        raise Invalid(faults=[Fault("name", _("Geef het draaiboek een naam."))])
    door.check({"name": name, "description": description})
    words = local_names(actor.municipality_id)
    row = Playbook(
        municipality_id=actor.municipality_id,
        direction=Direction.OUT,
        name=name.strip(),
        edition=_next(actor, name.strip()),
        description=words.without(description.strip()),
        made_by_municipality=Municipality.objects.get(pk=actor.municipality_id).name,
        at=at,
        by_id=actor.user_id,
    )
    row.content = _told(row, parts)
    row.sha256 = row.content["sha256"]
    _judge(row)
    saving.judge(row)
    row.save(force_insert=True)
    TakenPart.objects.bulk_create(_kept(row, parts, at))
    saving.tell(actor, ACT, KIND, row, after={"edition": row.edition, "parts": len(parts)})
    return row.pk


def packed(row: Playbook) -> bytes:
    """Return a playbook as the file that others read in; always the same bytes."""
    return playbook.write(row.content, read_me(row.content))


def _next(actor: Actor, name: str) -> int:
    made = Playbook.objects.filter(
        municipality_id=actor.municipality_id, direction=Direction.OUT, name=name
    )
    return (made.order_by("-edition").values_list("edition", flat=True).first() or 0) + 1


def _told(row: Playbook, parts: list[Loose]) -> dict[str, Any]:
    package = playbook.Package(
        name=row.name,
        edition=row.edition,
        description=row.description,
        made_by=row.made_by_municipality,
        at=row.at.isoformat(),
        licence=LICENCE,
        parts=tuple(playbook.Part(one.kind.code, one.key, one.content) for one in parts),
    )
    told: dict[str, Any] = json.loads(json.dumps(playbook.document(package)))
    return told


def _judge(row: Playbook) -> None:
    """Go on only with what others can read in, and that points at nobody."""
    try:
        playbook.read(packed(row), SHAPES)
    except playbook.WrongPackage as wrong:
        raise Invalid(faults=[Fault("parts", fault_words(one)) for one in wrong.faults]) from wrong
    judge_persons(row.content)


def judge_persons(told: dict[str, Any]) -> None:
    """
    Go on only if no text of a package points at one person by its form.

    Raises:
        Invalid: with the kind and the key of the part.
    """
    texts = {
        f"{part['kind']} {part['key']} {name}": "\n".join(_texts(value))
        for part in told["parts"]
        for name, value in part["content"].items()
    }
    try:
        door.check({**texts, "name": told["name"], "description": told["description"]})
    except Invalid as refusal:
        faults = [Fault("", f"{one.field}: {one.message}") for one in refusal.faults]
        raise Invalid(faults=faults) from refusal


def _texts(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [value] if isinstance(value, str) else []


def _kept(row: Playbook, parts: list[Loose], at: datetime) -> list[TakenPart]:
    """Remember which thing went by which key, so that the next edition keeps it."""
    return [
        TakenPart(
            municipality_id=row.municipality_id,
            playbook=row,
            kind=one.kind.code,
            key=one.key,
            base=one.content,
            object_id=one.object_id,
            state=PartState.TAKEN,
            at=at,
        )
        for one in parts
    ]
