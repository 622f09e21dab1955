"""The text of a commission: what is asked, with its hours and money, one version at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.errors import Difference, Fault, Invalid, Stale
from bundel.programme.models import Fund, Pool
from bundel.steering.models import (
    Commission,
    CommissionHours,
    CommissionMoney,
    CommissionVersion,
    VersionState,
)
from bundel.steering.services import door

WORDS = ("result", "scope_in", "scope_out", "mandate", "reporting", "stop_rules")


@dataclass(frozen=True, slots=True)
class Content:
    """
    What a version says.

    Args:
        hours: Per team by its id, how many hours.
        money: Per fund by its id, how many euros.
        why: Why this text instead of the one before.
    """

    result: str = ""
    scope_in: str = ""
    scope_out: str = ""
    mandate: str = ""
    reporting: str = ""
    stop_rules: str = ""
    from_date: date | None = None
    until_date: date | None = None
    hours: Sequence[tuple[UUID, Decimal]] = ()
    money: Sequence[tuple[UUID, Decimal]] = ()
    why: str = field(default="")


def new_version(
    *, actor: Actor, commission: Commission, content: Content, state: VersionState, at: datetime
) -> CommissionVersion:
    """
    Write the next version of a commission.

    Raises:
        Invalid: with a fault for each field that is wrong.
    """
    last = commission.versions.order_by("-round").first()
    version = CommissionVersion(
        municipality_id=commission.municipality_id,
        commission=commission,
        round=last.round + 1 if last else 1,
        state=state,
        made_by_id=actor.user_id,
        made_at=at,
    )
    _fill(version, content)
    version.save(force_insert=True)
    _lines(version, content)
    return version


def rewrite(version: CommissionVersion, content: Content) -> None:
    """
    Put another text in a version that nobody saw yet.

    Raises:
        Invalid: with a fault for each field that is wrong.
    """
    _fill(version, content)
    version.version += 1
    version.save()
    version.hours.all().delete()
    version.money.all().delete()
    _lines(version, content)


def ready(version: CommissionVersion) -> None:
    """
    Go on only if the other side can say yes or no to this text.

    Raises:
        Invalid: with what is missing.
    """
    asked = {
        "result": (version.result, _("Schrijf wat er af moet zijn.")),
        "until_date": (version.until_date, _("Kies wanneer het klaar moet zijn.")),
    }
    faults = [Fault(name, words) for name, (value, words) in asked.items() if not value]
    if faults:
        raise Invalid(faults[0].message, faults=faults)


def open_version(commission: Commission) -> CommissionVersion | None:
    """Return the text that is not agreed and not refused yet, if one lies there."""
    return commission.versions.filter(state__in=(VersionState.DRAFT, VersionState.PROPOSED)).first()


def same_version(row: Commission, version: int, content: Content) -> None:
    """
    Go on only if nobody took a step or saved in between.

    Raises:
        Stale: with both texts of every field that differs.
    """
    if row.version == version:
        return
    stands = open_version(row) or CommissionVersion()
    raise Stale(
        [
            Difference(name, saving.label(stands, name), mine, theirs)
            for name in (*WORDS, "why")
            if (mine := getattr(content, name).strip()) != (theirs := getattr(stands, name))
        ],
        version=row.version,
    )


def told(content: Content) -> Mapping[str, Any]:
    """Return what the trail keeps of a text: its figures and days, not its prose."""
    return {
        "hours": sum((hours for _pool, hours in content.hours), Decimal(0)),
        "eur": sum((eur for _fund, eur in content.money), Decimal(0)),
        "from_date": content.from_date,
        "until_date": content.until_date,
    }


def _fill(version: CommissionVersion, content: Content) -> None:
    texts = {name: getattr(content, name) for name in (*WORDS, "why")}
    door.check(texts)
    for name, text in texts.items():
        setattr(version, name, text.strip())
    version.from_date, version.until_date = content.from_date, content.until_date
    if content.from_date and content.until_date and content.until_date < content.from_date:
        words = _("Kies een laatste dag die niet voor de eerste ligt.")
        raise Invalid(faults=[Fault("until_date", words)])
    saving.judge(version)


def _lines(version: CommissionVersion, content: Content) -> None:
    """Write hours and money; what is named twice is refused, and so is what is not there."""
    _known(Pool, version, (pool for pool, _hours in content.hours), "hours")
    _known(Fund, version, (fund for fund, _eur in content.money), "money")
    owner = {"municipality_id": version.municipality_id, "commission_version": version}
    hours = [CommissionHours(**owner, pool_id=pool, hours=n) for pool, n in content.hours]
    money = [CommissionMoney(**owner, fund_id=fund, eur=n) for fund, n in content.money]
    saving.add_all([*hours, *money])


def _known(
    model: type[Pool] | type[Fund], version: CommissionVersion, ids: Iterable[UUID], name: str
) -> None:
    wanted = list(ids)
    if len(wanted) != len(set(wanted)):
        raise Invalid(faults=[Fault(name, _("Noem elk team en elke geldbron één keer."))])
    here = model._default_manager.filter(municipality_id=version.municipality_id, pk__in=wanted)
    if here.count() != len(wanted):
        raise Invalid(faults=[Fault(name, _("Kies uit de lijst."))])
