"""What signals do when something happens on a floor below: a new municipality gets themes."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.accounts.signals import account_changed
from bundel.signals.services import lists


@receiver(account_changed, sender=Municipality, dispatch_uid="signals.municipality_opened")
def _municipality_opened(actor: Actor, action: str, **_: Any) -> None:
    if action == "accounts.open_municipality":
        lists.begin_lists(actor=actor)
