"""Checks of the approach: which rules run, and with which limit."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.audit.saving import plain
from bundel.errors import Fault, Invalid
from bundel.playbook.kinds.kind import Content, Item, Kind, Setting, choice, flag, text
from bundel.steering.checks import BY_CODE, RULES
from bundel.steering.services import checks


def _id(rule: str) -> uuid.UUID:
    """Return an id that is the same everywhere: a rule is no row."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"bundel.check.{rule}")


def _here(municipality_id: uuid.UUID) -> Iterator[Item]:
    for chosen in checks.chosen_rules(municipality_id):
        limit = "" if chosen.limit is None else str(plain(chosen.limit))
        rule = chosen.rule.code
        yield Item(_id(rule), {"rule": rule, "is_on": chosen.is_on, "limit": limit})


def _save(setting: Setting, item: Item | None, content: Content) -> uuid.UUID:
    rule = item.content["rule"] if item else content["rule"]
    if rule not in BY_CODE:
        words = _("Deze versie van Bundel kent de controle '%(rule)s' niet.") % {"rule": rule}
        raise Invalid(words, [Fault("rule", words)])
    try:
        limit = Decimal(content["limit"]) if content["limit"] else None
    except InvalidOperation:
        raise Invalid(faults=[Fault("limit", _("Een grens is een getal."))]) from None
    if limit is not None and not limit.is_finite():
        raise Invalid(faults=[Fault("limit", _("Een grens is een getal."))])
    stands = checks.chosen_rules(setting.actor.municipality_id)
    version = next(one.version for one in stands if one.rule.code == rule)
    checks.set_rule(
        actor=setting.actor, rule=rule, version=version, is_on=content["is_on"], limit=limit
    )
    return _id(rule)


KIND = Kind(
    code="checks",
    label=gettext_lazy("Controles"),
    explain=gettext_lazy("Welke controles aanstaan, en met welke grens."),
    act=checks.SET_RULES,
    key=("rule",),
    title="rule",
    fields={
        "rule": choice(gettext_lazy("regel"), ((rule.code, rule.title) for rule in RULES)),
        "is_on": flag(gettext_lazy("staat aan")),
        "limit": text(gettext_lazy("grens"), 20, is_free=False),
    },
    here=_here,
    save=_save,
)
