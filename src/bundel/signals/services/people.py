"""Who hears what becomes of signals: who told them, and who follows them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bundel.accounts.models import User
from bundel.signals.models import Follow, Signal, TeamMember

# Merging goes one signal into another; a chain is as long as people make it.
LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Hearer:
    """Somebody who hears of a signal, with the address of the work."""

    id: uuid.UUID
    name: str
    email: str
    has_account: bool
    is_reporter: bool
    signal_id: uuid.UUID


def with_merged(signals: Collection[Signal]) -> list[Signal]:
    """Return signals with all that were merged into them; one query for each link of a chain."""
    found = {one.pk: one for one in signals}
    ids = list(found)
    for _link in range(LONGEST_CHAIN):
        new = [
            one
            for one in Signal.objects.filter(merged_into__in=ids).order_by("number")
            if one.pk not in found
        ]
        if not new:
            break
        found |= {one.pk: one for one in new}
        ids = [one.pk for one in new]
    return list(found.values())


def around(signals: Iterable[Signal], *, but: uuid.UUID | None = None) -> list[Hearer]:
    """
    Return who told these signals and who follows them, each once a signal. Two queries.

    Args:
        but: Who did it, and so knows already.
    """
    ids = [one.pk for one in signals]
    reporters = Signal.objects.filter(pk__in=ids).select_related("reporter", "contact")
    told = [_teller(one) for one in reporters.order_by("number")]
    follows = Follow.objects.filter(signal__in=ids, user__is_active=True).select_related("user")
    followers = [
        Hearer(one.user_id, one.user.name, one.user.email, True, False, one.signal_id)
        for one in follows.order_by("since_at", "pk")
    ]
    everybody = {(one.signal_id, one.id): one for one in [*followers, *filter(None, told)]}
    return [one for one in everybody.values() if one.email and one.id != but]


def handling(signal: Signal, asker: User, *, but: uuid.UUID | None) -> list[Hearer]:
    """
    Return who hears of a reply: the handler, else the team and who asked. At most one query.

    Args:
        but: Who replied, and so knows already.
    """
    handler = signal.handler
    if handler is not None and handler.is_active:
        those = [handler]
    else:
        members = TeamMember.objects.filter(team=signal.team_id, user__is_active=True)
        those = [asker] if asker.is_active else []
        those += [one.user for one in members.select_related("user").order_by("user__email")]
    found = {one.pk: Hearer(one.pk, one.name, one.email, True, False, signal.pk) for one in those}
    return [one for one in found.values() if one.id != but]


def _teller(signal: Signal) -> Hearer | None:
    """Return who told a signal, if that person still works there."""
    user, contact = signal.reporter, signal.contact
    if user is not None:
        if not user.is_active:
            return None
        return Hearer(user.pk, user.name, user.email, True, True, signal.pk)
    if contact is None or contact.left_date is not None:
        return None
    return Hearer(contact.pk, contact.name, contact.email, False, True, signal.pk)
