"""Letters to the council: begun from a list or the last letter, written, renewed and frozen."""

from __future__ import annotations

import uuid
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bundel.accounts import permissions
from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.audit.saving import change, judge, same_version, tell
from bundel.errors import Fault, Invalid, NotFound
from bundel.reporting.facts import letter as facts
from bundel.reporting.facts.figures import Json
from bundel.reporting.models import Letter
from bundel.reporting.papers.letter import unknown
from bundel.reporting.selectors.gathering import FORM, LANGUAGE
from bundel.reporting.services.packs import draft, freeze
from bundel.steering.services import door
from bundel.steering.services.numbers import next_number

MAKE, FREEZE = "reporting.make", "reporting.freeze"
KIND = "letter"
LIST = Path(__file__).parent.parent / "lists" / "letter.yaml"
EDITABLE = frozenset({"title", "subject", "sections"})


@cache
def start_letter() -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the subject and the sections that a first letter begins with."""
    read = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    return read["onderwerp"], tuple((one["kop"], one["tekst"]) for one in read["onderdelen"])


@transaction.atomic
def make_letter(
    *, actor: Actor, at: datetime, after_id: uuid.UUID | None = None, title: str = ""
) -> uuid.UUID:
    """
    Begin a letter with the facts of now; return its id.

    Args:
        after_id: The letter whose words this one begins with; without it those of the list.
    """
    permissions.require(actor, MAKE)
    before = _before(actor, after_id)
    subject, sections = start_letter()
    content = _content(actor, at)
    listed = [
        {"heading": head, "text": _fitting(text, content["facts"])} for head, text in sections
    ]
    letter = Letter(
        municipality_id=actor.municipality_id,
        number=next_number(Letter, actor.municipality_id),
        title=title.strip() or _title(at),
        subject=before.subject if before else subject,
        sections=before.sections if before else listed,
        content=content,
        as_of_at=at,
        made_by_id=actor.user_id,
        made_at=at,
    )
    judge(letter)
    letter.save(force_insert=True)
    tell(actor, "reporting.make_letter", KIND, letter)
    return letter.pk


def _fitting(text: str, known: Json) -> str:
    """Return a text of the list without the paragraphs about what is not there, such as a plan."""
    paragraphs = text.strip().split("\n\n")
    return "\n\n".join(one for one in paragraphs if not unknown([one], known))


def _before(actor: Actor, after_id: uuid.UUID | None) -> Letter | None:
    if after_id is None:
        return None
    found = Letter.objects.filter(municipality_id=actor.municipality_id, pk=after_id).first()
    if found is None:
        raise NotFound
    return found


def _title(at: datetime) -> str:
    with override(LANGUAGE):
        return _("Raadsinformatiebrief %(month)s") % {
            "month": date_format(timezone.localdate(at), "F Y")
        }


def _content(actor: Actor, at: datetime) -> Json:
    municipality = Municipality.objects.get(pk=actor.municipality_id)
    today = timezone.localdate(at)
    with override(LANGUAGE):
        found = facts.available(actor=actor, today=today)
    return {
        "form": FORM,
        "municipality": municipality.name,
        "theme": municipality.theme,
        "as_of": today.isoformat(),
        "facts": found,
    }


@transaction.atomic
def edit_letter(
    *,
    actor: Actor,
    letter_id: uuid.UUID,
    version: int,
    title: str,
    subject: str,
    sections: list[dict[str, str]],
) -> None:
    """
    Write a letter; sections without words fall away.

    Raises:
        IsFrozen: if it was frozen.
        Invalid: if a text points at a resident, or names a code that no fact has.
    """
    permissions.require(actor, MAKE)
    letter = draft(Letter, actor, letter_id)
    kept = [one for one in sections if one["heading"].strip() or one["text"].strip()]
    same_version(letter, version, {"title": title, "subject": subject})
    texts = {f"text_{n}": one["text"] for n, one in enumerate(sections)}
    heads = {f"heading_{n}": one["heading"] for n, one in enumerate(sections)}
    door.check({"title": title, "subject": subject, **heads, **texts})
    _judge_codes(texts, letter.content["facts"])
    wanted: dict[str, Any] = {"title": title, "subject": subject, "sections": kept}
    before, after = change(letter, wanted, EDITABLE)
    if after:
        tell(actor, "reporting.edit_letter", KIND, letter, _short(before), _short(after))


def _short(values: Any) -> dict[str, Any]:
    """Return what the trail keeps: that the sections changed is enough, the letter holds them."""
    return {name: len(value) if name == "sections" else value for name, value in values.items()}


def _judge_codes(texts: dict[str, str], known: dict[str, Any]) -> None:
    words = _("Het feit [[%(code)s]] bestaat niet. Kies een code uit de lijst.")
    faults = [
        Fault(name, words % {"code": code})
        for name, text in texts.items()
        for code in unknown([text], known)
    ]
    if faults:
        raise Invalid(faults=faults)


@transaction.atomic
def renew_letter(*, actor: Actor, letter_id: uuid.UUID, version: int, at: datetime) -> None:
    """
    Put the facts of now in a draft; the words stay.

    Raises:
        IsFrozen: if it was frozen.
    """
    permissions.require(actor, MAKE)
    letter = draft(Letter, actor, letter_id)
    same_version(letter, version, {})
    letter.content, letter.as_of_at = _content(actor, at), at
    letter.version += 1
    letter.save(update_fields=["content", "as_of_at", "version"])
    tell(actor, "reporting.renew_letter", KIND, letter)


@transaction.atomic
def freeze_letter(*, actor: Actor, letter_id: uuid.UUID, version: int, at: datetime) -> None:
    """
    Freeze a letter: words and facts stay as they are.

    Raises:
        IsFrozen: if it was frozen already.
        Invalid: if it names a code that no fact has.
    """
    permissions.require(actor, FREEZE)
    letter = draft(Letter, actor, letter_id)
    same_version(letter, version, {})
    missing = unknown([one["text"] for one in letter.sections], letter.content["facts"])
    if missing:
        words = _("Deze feiten bestaan niet: %(codes)s. Verbeter de brief eerst.")
        raise Invalid(words % {"codes": ", ".join(missing)})
    texts = {"title": letter.title, "subject": letter.subject, "sections": letter.sections}
    freeze(letter, actor, at, texts)
    tell(actor, "reporting.freeze_letter", KIND, letter, {}, {"sha256": letter.sha256})


@transaction.atomic
def drop_letter(*, actor: Actor, letter_id: uuid.UUID) -> None:
    """
    Remove a draft that nobody needs.

    Raises:
        IsFrozen: if it was frozen.
    """
    permissions.require(actor, MAKE)
    letter = draft(Letter, actor, letter_id)
    tell(actor, "reporting.drop_letter", KIND, letter, {"title": letter.title}, {})
    letter.delete()
