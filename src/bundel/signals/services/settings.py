"""What a municipality chose for its signals, and who gets what no rule fits."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.errors import Fault, Invalid
from bundel.signals.models import SignalSettings, Team
from bundel.signals.services.lists import FIRST_TEAM

ACT = "signals.sort"
FIELDS = frozenset(
    {
        "mail_address",
        "early_signal_where",
        "early_signal_url",
        "has_photos",
        "has_neighbourhoods",
        "fallback_team_id",
        "promise_days",
        "closed_dates",
        "first_nudge_days",
        "second_nudge_days",
        "commissioner_days",
        "link_days",
        "close_days",
        "scan_days",
        "scan_one_per_organisation",
        "keep_months",
    }
)


def settings_of(municipality_id: UUID) -> SignalSettings:
    """Return what the municipality chose; what nobody chose is as it is at the start."""
    row, _new = SignalSettings.objects.select_related("fallback_team").get_or_create(
        municipality_id=municipality_id
    )
    return row


def fallback_team(chosen: SignalSettings) -> Team:
    """Return who gets what no rule fits: the chosen team, else any; there always is one."""
    if chosen.fallback_team is not None and chosen.fallback_team.is_active:
        return chosen.fallback_team
    here = Team.objects.filter(municipality_id=chosen.municipality_id)
    team = here.filter(is_active=True).order_by("name").first()
    if team is not None:
        return team
    found, _new = Team.objects.update_or_create(
        municipality_id=chosen.municipality_id, name=FIRST_TEAM, defaults={"is_active": True}
    )
    return found


@transaction.atomic
def save_settings(*, actor: Actor, version: int, **fields: Any) -> None:
    """
    Change how the municipality works with its signals.

    Raises:
        Stale: if somebody else saved first.
        Invalid: if a field is wrong, or nobody would get what no rule fits.
    """
    permissions.require(actor, ACT)
    settings_of(actor.municipality_id)
    row = SignalSettings.objects.select_for_update().get(municipality_id=actor.municipality_id)
    saving.same_version(row, version, fields)
    _check(actor, fields)
    before, after = saving.change(row, fields, FIELDS)
    if after:
        saving.tell(actor, "signals.edit_settings", "signal_settings", row, before, after)


def _check(actor: Actor, fields: dict[str, Any]) -> None:
    """Say what is wrong in words that a constraint of the database has not."""
    faults = []
    if "fallback_team_id" in fields and not _is_team(actor, fields["fallback_team_id"]):
        faults.append(Fault("fallback_team_id", _("Kies een team dat in gebruik is.")))
    if fields.get("first_nudge_days", 3) < 3:
        words = _("Geef mensen eerst drie werkdagen. Vul 3 of meer in.")
        faults.append(Fault("first_nudge_days", words))
    second, commissioner = fields.get("second_nudge_days"), fields.get("commissioner_days")
    if second is not None and commissioner is not None and commissioner <= second:
        words = _("De opdrachtgever hoort het pas na de tweede herinnering. Vul meer dagen in.")
        faults.append(Fault("commissioner_days", words))
    if faults:
        raise Invalid(faults=faults)


def _is_team(actor: Actor, team_id: UUID | None) -> bool:
    here = Team.objects.filter(municipality_id=actor.municipality_id, is_active=True)
    return team_id is not None and here.filter(pk=team_id).exists()
