"""Telling everybody who signalled what came of the pattern that they made together."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from bundel.accounts import permissions, post
from bundel.accounts.permissions import Actor
from bundel.audit import services as audit
from bundel.errors import NotFound
from bundel.network import links
from bundel.signals.models import Outcome, OutcomeKind, Pattern, Signal, StepKind
from bundel.signals.services import people, steps
from bundel.signals.services.people import Hearer

ACT = "signals.tell_outcome"
# What may be told of is seen by all; the act itself is judged by the floor that does it.
VIEW = "signals.patterns"
# So many numbers stand in a mail; more are counted.
MOST_NUMBERS = 12


@transaction.atomic
def tell_outcome(
    *,
    actor: Actor,
    pattern_id: uuid.UUID,
    kind: str,
    object_id: uuid.UUID,
    title: str,
    path: str,
    said: str,
    at: datetime,
) -> int:
    """
    Tell all who signalled what came of a pattern, once for each kind of each thing. [people]

    Every signal of the pattern gets a step; its reporter and followers get one mail.

    Args:
        kind: One of OutcomeKind, such as `proposal`.
        object_id: What it is on the floor that tells it.
        path: The page of that thing, such as /programma/initiatieven/….
        said: What the reporters read about it, in the words of who tells.

    Raises:
        NotFound: if there is no such pattern.
    """
    permissions.require(actor, VIEW)
    pattern = Pattern.objects.filter(pk=pattern_id, municipality_id=actor.municipality_id).first()
    if pattern is None:
        raise NotFound
    outcome, is_new = Outcome.objects.get_or_create(
        municipality_id=actor.municipality_id,
        pattern=pattern,
        kind=OutcomeKind(kind),
        object_id=object_id,
        defaults={"title": title[:200], "path": path[:300], "said": said.strip(), "at": at},
    )
    if not is_new:
        return 0
    told = _tell(actor, outcome, _signals(pattern), at)
    audit.record(
        actor=actor,
        action=ACT,
        kind="pattern",
        object_id=pattern.pk,
        label=str(pattern),
        after={"kind": kind, "title": outcome.title, "people": told},
    )
    return told


def _signals(pattern: Pattern) -> list[Signal]:
    """Return the signals of a pattern, with what was merged into them since."""
    rows = Signal.objects.filter(patterns__pattern=pattern).select_related("municipality")
    return people.with_merged(list(rows.order_by("number")))


def _tell(actor: Actor, outcome: Outcome, signals: Sequence[Signal], at: datetime) -> int:
    with override(settings.LANGUAGE_CODE):
        note = "\n".join(part for part in (_sentence(outcome), outcome.said) if part)
        for signal in signals:
            steps.add(signal=signal, kind=StepKind.CAME_OF_IT, at=at, actor=actor, note=note)
        hearers = defaultdict(list)
        for one in people.around(signals, but=actor.user_id):
            hearers[one.id].append(one)
        numbers = {one.pk: one.number for one in signals}
        for theirs in hearers.values():
            _mail(outcome, theirs, sorted(numbers[one.signal_id] for one in theirs), at)
    return len(hearers)


def _sentence(outcome: Outcome) -> str:
    return _("%(kind)s: %(title)s") % {
        "kind": OutcomeKind(outcome.kind).label.capitalize(),
        "title": outcome.title,
    }


def _mail(outcome: Outcome, theirs: Sequence[Hearer], numbers: Sequence[int], at: datetime) -> None:
    reader = theirs[0]
    base = links.base_of(outcome.municipality)
    shown = ", ".join(str(number) for number in numbers[:MOST_NUMBERS])
    if len(numbers) > MOST_NUMBERS:
        shown = _("%(numbers)s en nog %(more)s") % {
            "numbers": shown,
            "more": len(numbers) - MOST_NUMBERS,
        }
    blocks = [
        _("Beste %(name)s,") % {"name": reader.name},
        _("U meldde of volgt signaal %(numbers)s.") % {"numbers": shown},
        _("Meer partners zagen hetzelfde. Daar is iets van gekomen."),
        _sentence(outcome),
        outcome.said,
    ]
    if reader.has_account:
        page = reverse("signals:signal", args=[theirs[0].signal_id])
        blocks += [_("Lees hier wat er met uw signaal gebeurt:"), base + page]
    post.send(
        municipality_id=outcome.municipality_id,
        key=f"signals.outcome:{outcome.pk}:{reader.id}",
        to=reader.email,
        subject=_("Wat er van uw signaal kwam: %(title)s") % {"title": outcome.title[:120]},
        body="\n\n".join(block for block in blocks if block) + "\n",
        at=at,
    )
