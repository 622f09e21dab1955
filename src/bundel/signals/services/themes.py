"""The themes that signals are about: their words, their order, and which are in use."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.core.words.reading import fold
from bundel.errors import Conflict, Fault, Invalid
from bundel.network.models import Taxonomy, Term
from bundel.signals.models import SignalTheme
from bundel.signals.services.telling_rules import OTHER

ACT = "signals.sort"
FIELDS = frozenset({"name", "name_en", "description", "need_id", "is_active"})


class ThemeThere(Conflict):
    """There is a theme of this name."""

    sentence = gettext_lazy("Dit thema is er al.")


@transaction.atomic
def save_theme(
    *, actor: Actor, theme_id: UUID | None = None, version: int = 0, code: str = "", **fields: Any
) -> UUID:
    """
    Change a theme, stop using it, or add one at the end.

    Args:
        code: Of a new theme, when it had one elsewhere; without one it is made from its name.

    Raises:
        Stale: if somebody else saved first.
        ThemeThere: if there is one of this name.
        Invalid: if a field is wrong, or what fits nowhere would have no theme.
    """
    permissions.require(actor, ACT)
    here = SignalTheme.objects.filter(municipality_id=actor.municipality_id)
    name = str(fields.get("name", "")).strip()
    alike = here.filter(name__iexact=name)
    if (alike.exclude(pk=theme_id) if theme_id else alike).exists():
        raise ThemeThere
    if theme_id is None:
        row = SignalTheme(
            municipality_id=actor.municipality_id,
            version=0,
            code=_code(actor, code or name),
            position=_last(actor) + 10,
        )
    else:
        row = saving.find(SignalTheme, actor, theme_id)
        saving.same_version(row, version, fields)
    _check(actor, row, fields)
    before, after = saving.change(row, fields, FIELDS)
    if after:
        saving.tell(actor, "signals.edit_theme", "signal_theme", row, before, after)
    return row.pk


@transaction.atomic
def move_theme(*, actor: Actor, theme_id: UUID, version: int, is_up: bool) -> None:
    """
    Let a theme change places with the one before it, or after it.

    Raises:
        Stale: if somebody else changed or moved it first.
    """
    permissions.require(actor, ACT)
    rows = list(
        SignalTheme.objects.select_for_update()
        .filter(municipality_id=actor.municipality_id)
        .order_by("position", "name")
    )
    row = saving.find(SignalTheme, actor, theme_id)
    saving.same_version(row, version, {})
    old = [one.pk for one in rows].index(row.pk)
    new = old + (-1 if is_up else 1)
    if not 0 <= new < len(rows):
        return
    rows.insert(new, rows.pop(old))
    for place, one in enumerate(rows):
        if one.position != place * 10:
            one.position = place * 10
            saving.touch(one)
            one.save(update_fields=["position"])
    told = ({"place": old + 1}, {"place": new + 1})
    saving.tell(actor, "signals.edit_theme", "signal_theme", row, *told)


def _check(actor: Actor, row: SignalTheme, fields: dict[str, Any]) -> None:
    faults = []
    need = fields.get("need_id")
    needs = Term.objects.filter(municipality_id=actor.municipality_id, taxonomy=Taxonomy.NEED)
    if need and not needs.filter(pk=need).exists():
        faults.append(Fault("need_id", _("Kies uit de lijst.")))
    if row.code == OTHER and fields.get("is_active") is False:
        words = _("Dit thema blijft in gebruik: hier komt wat nergens anders past.")
        faults.append(Fault("is_active", words))
    if faults:
        raise Invalid(faults=faults)


def _code(actor: Actor, name: str) -> str:
    """Return a code that no other theme has, made from a name."""
    stem = re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_")[:50]
    if not stem:
        raise Invalid(faults=[Fault("name", _("Gebruik letters."))])
    here = SignalTheme.objects.filter(municipality_id=actor.municipality_id)
    taken = set(here.values_list("code", flat=True))
    numbered = (stem if number == 1 else f"{stem}_{number}" for number in range(1, 1000))
    return next(code for code in numbered if code not in taken)


def _last(actor: Actor) -> int:
    here = SignalTheme.objects.filter(municipality_id=actor.municipality_id)
    return here.order_by("-position").values_list("position", flat=True).first() or 0
