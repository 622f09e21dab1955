"""Figures that are kept, and risks with their early sign; without values and without owners."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from bundel.core.playbook import Shape
from bundel.playbook.kinds.kind import Content, Field, Item, Kind, Setting, code, flag, text
from bundel.steering.checks import BY_CODE, RULES
from bundel.steering.models import Indicator, Risk, RiskState
from bundel.steering.services import indicators, risks

OF_INDICATOR = ("code", "name", "unit", "is_sum")
OF_RISK = ("title", "consequence", "early_sign", "answer", "rules")


def _indicators(municipality_id: uuid.UUID) -> Iterator[Item]:
    for row in Indicator.objects.filter(municipality_id=municipality_id):
        yield Item(row.pk, {name: getattr(row, name) for name in OF_INDICATOR})


def _save_indicator(setting: Setting, item: Item | None, content: Content) -> uuid.UUID:
    row = Indicator.objects.get(pk=item.object_id) if item else None
    return indicators.save_indicator(
        actor=setting.actor,
        indicator_id=row.pk if row else None,
        version=row.version if row else 0,
        source=row.source if row else "",
        **{name: content[name] for name in OF_INDICATOR},
    )


def _risks(municipality_id: uuid.UUID) -> Iterator[Item]:
    rows = Risk.objects.filter(municipality_id=municipality_id).exclude(state=RiskState.CLOSED)
    for row in rows:
        values = {name: getattr(row, name) for name in OF_RISK}
        yield Item(row.pk, {**values, "rules": sorted(row.rules)})


def _save_risk(setting: Setting, item: Item | None, content: Content) -> uuid.UUID:
    """Write a risk; whoever takes it over watches it, until they name somebody else."""
    values = {name: content[name] for name in OF_RISK}
    # A check that this version does not know cannot show a sign.
    values["rules"] = [rule for rule in content["rules"] if rule in BY_CODE]
    if item is None:
        return risks.write_risk(
            actor=setting.actor, at=setting.at, owner_id=setting.actor.user_id, **values
        )
    row = Risk.objects.get(pk=item.object_id)
    risks.edit_risk(actor=setting.actor, risk_id=row.pk, version=row.version, **values)
    return row.pk


INDICATORS = Kind(
    code="indicators",
    label=_("Cijfers"),
    explain=_("Welke cijfers u bijhoudt; zonder de waarden."),
    act=indicators.ACT,
    key=("code",),
    title="name",
    fields={
        "code": code(_("code")),
        "name": text(_("naam"), 200),
        "unit": text(_("eenheid"), 60),
        "is_sum": flag(_("telt op")),
    },
    here=_indicators,
    save=_save_indicator,
)
RISKS = Kind(
    code="risks",
    label=_("Risico's"),
    explain=_("Wat kan misgaan en wat u dan doet; zonder eigenaar."),
    act=risks.ACT,
    key=("title",),
    title="title",
    fields={
        "title": text(_("risico"), 300),
        "consequence": text(_("gevolg"), 2000),
        "early_sign": text(_("vroeg teken"), 2000),
        "answer": text(_("wat we dan doen"), 2000),
        "rules": Field(
            _("controles"),
            Shape("words", 40),
            is_free=False,
            choices=tuple((rule.code, rule.title) for rule in RULES),
        ),
    },
    here=_risks,
    save=_save_risk,
)
