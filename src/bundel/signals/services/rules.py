"""Lists of routing rules: a draft is made from what holds, worked on, and taken into use whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.areas.models import Area
from bundel.audit import saving
from bundel.errors import Conflict, Fault, Invalid, NotFound
from bundel.network.models import Term
from bundel.signals.models import (
    ListState,
    RoutingRule,
    RuleArea,
    RuleList,
    RuleTheme,
    RuleTrait,
    Severity,
    SignalTheme,
    Size,
    Team,
)
from bundel.signals.services import telling_rules

# Looking, trying and looking back ask less; see the selectors.
ACT = "signals.sort"
FIELDS = frozenset(
    {"name", "sizes", "severities", "months", "team_id", "person_id", "promise_days"}
)
# Each condition that points at other rows: the model between, its column, and what it may name.
LINKS: dict[str, tuple[Any, str, Any]] = {
    "themes": (RuleTheme, "theme_id", SignalTheme),
    "areas": (RuleArea, "area_id", Area),
    "traits": (RuleTrait, "term_id", Term),
}
MOST_RULES = 200
# What a rule can send to, as one choice.
TEAM, PERSON = "team", "person"


class NoDraft(NotFound):
    """Nobody is working on the rules."""

    sentence = gettext_lazy("Er is geen concept. Begin er een bij Verdelen.")


class DraftIsGone(Conflict):
    """Somebody brought the draft into use, or threw it away."""

    sentence = gettext_lazy(
        "Dit concept is er niet meer: iemand nam het in gebruik of gooide het weg."
    )


class DraftIsThere(Conflict):
    """Somebody is working on the rules already."""

    sentence = gettext_lazy("Er is al een concept. Werk daarin verder, of gooi het eerst weg.")


@transaction.atomic
def begin_draft(*, actor: Actor, at: datetime, like_id: UUID | None = None) -> UUID:
    """
    Copy a list into a draft to work on: the one that holds, or an earlier one.

    Args:
        like_id: The list to copy; None for the one that holds now, or an empty one.

    Raises:
        DraftIsThere: if somebody is working on a draft.
        NotFound: if there is no such list.
    """
    permissions.require(actor, ACT)
    here = RuleList.objects.filter(municipality_id=actor.municipality_id)
    if here.filter(state=ListState.DRAFT).exists():
        raise DraftIsThere
    if like_id is None:
        like = here.filter(state=ListState.ACTIVE).first()
    else:
        like = saving.find(RuleList, actor, like_id)
    last = here.order_by("-number").values_list("number", flat=True).first() or 0
    draft = RuleList.objects.create(
        municipality_id=actor.municipality_id, number=last + 1, made_at=at
    )
    if like is not None:
        _copy(like, draft)
    after = {"begun": draft.number, "like": like.number if like else None}
    saving.tell(actor, "signals.edit_rules", "rule_list", draft, after=after)
    return draft.pk


@transaction.atomic
def save_rule(
    *,
    actor: Actor,
    version: int,
    rule_id: UUID | None = None,
    themes: Iterable[UUID] = (),
    areas: Iterable[UUID] = (),
    traits: Iterable[UUID] = (),
    **fields: Any,
) -> UUID:
    """
    Change a rule of the draft, or add one at its end.

    Args:
        version: Of the rule; of no meaning for a new one.

    Raises:
        DraftIsGone: if nobody is working on the rules any more.
        NotFound: if the rule is of another list.
        Stale: if somebody else saved the rule first.
        Invalid: if a field is wrong, or the rule sends to nobody or to two.
    """
    permissions.require(actor, ACT)
    draft = _draft(actor)
    if rule_id is None:
        last = draft.lines.aggregate(last=Max("position"))["last"]
        place = 0 if last is None else last + 1
        row = RoutingRule(
            municipality_id=actor.municipality_id, rules=draft, position=place, version=0
        )
    else:
        row = _rule(actor, draft, rule_id)
        saving.same_version(row, version, fields)
    links = {"themes": set(themes), "areas": set(areas), "traits": set(traits)}
    _check(actor, row, fields, links)
    before, after = saving.change(row, fields, FIELDS)
    linked = _link(row, links)
    if after or linked:
        if not after:
            saving.touch(row)
        saving.touch(draft)
        told = {"rule": row.name, **{name: saving.plain(value) for name, value in after.items()}}
        saving.tell(actor, "signals.edit_rules", "rule_list", draft, before, told | linked)
    return row.pk


@transaction.atomic
def remove_rule(*, actor: Actor, rule_id: UUID, version: int) -> None:
    """
    Take a rule out of the draft.

    Raises:
        Stale: if somebody else saved the rule first.
    """
    permissions.require(actor, ACT)
    draft = _draft(actor)
    row = _rule(actor, draft, rule_id)
    saving.same_version(row, version, {})
    name = row.name
    row.delete()
    saving.touch(draft)
    saving.tell(actor, "signals.edit_rules", "rule_list", draft, {"rule": name}, {"rule": None})


@transaction.atomic
def move_rule(*, actor: Actor, rule_id: UUID, version: int, is_up: bool) -> None:
    """
    Let a rule of the draft change places with the one before it, or after it.

    Args:
        version: Of the list, so that nobody moves what they do not see.

    Raises:
        Stale: if the list changed since it was read.
    """
    permissions.require(actor, ACT)
    draft = _draft(actor)
    row = _rule(actor, draft, rule_id)
    saving.same_version(draft, version, {})
    rows = list(draft.lines.order_by("position"))
    old = [one.pk for one in rows].index(row.pk)
    new = old + (-1 if is_up else 1)
    if not 0 <= new < len(rows):
        return
    # Both places are judged at the end of the transaction.
    RoutingRule.objects.filter(pk=rows[new].pk).update(position=row.position)
    RoutingRule.objects.filter(pk=row.pk).update(position=rows[new].position)
    saving.touch(draft)
    saving.tell(
        actor,
        "signals.edit_rules",
        "rule_list",
        draft,
        {"rule": row.name, "place": old + 1},
        {"rule": row.name, "place": new + 1},
    )


@transaction.atomic
def discard_draft(*, actor: Actor, version: int) -> None:
    """
    Throw the draft away; the list that holds stays as it is.

    Raises:
        Stale: if the draft changed since it was read.
    """
    permissions.require(actor, ACT)
    draft = _draft(actor)
    saving.same_version(draft, version, {})
    before = {"draft": draft.number, "rules": draft.lines.count()}
    saving.tell(actor, "signals.edit_rules", "rule_list", draft, before, None)
    draft.delete()


@transaction.atomic
def activate(*, actor: Actor, version: int, note: str, at: datetime) -> None:
    """
    Let the draft hold from now on; the list that held is kept as it was.

    Signals that were sent stay where they are.

    Raises:
        Stale: if the draft changed since it was read; what was typed goes along.
        Invalid: without a word why.
    """
    permissions.require(actor, ACT)
    draft = _draft(actor)
    saving.same_version(draft, version, {"note": note})
    if not note.strip():
        words = _("Schrijf op waarom. Zo weten anderen het later ook.")
        raise Invalid(faults=[Fault("note", words)])
    held = RuleList.objects.filter(municipality_id=actor.municipality_id, state=ListState.ACTIVE)
    before = held.values_list("number", flat=True).first()
    held.update(state=ListState.ENDED, ended_at=at)
    allowed = frozenset({"state", "active_at", "note"})
    saving.change(draft, {"state": ListState.ACTIVE, "active_at": at, "note": note}, allowed)
    saving.tell(
        actor,
        "signals.activate_rules",
        "rule_list",
        draft,
        {"active": before},
        {"active": draft.number, "rules": draft.lines.count()},
        note.strip(),
    )


def handlers(actor: Actor) -> QuerySet[User]:
    """Return who may act on signals, by name."""
    roles = permissions.permissions().acts["signals.handle"]
    here = User.objects.filter(municipality_id=actor.municipality_id, is_active=True)
    return here.filter(role__in=list(roles)).order_by("name")


def _draft(actor: Actor) -> RuleList:
    drafts = RuleList.objects.select_for_update().filter(state=ListState.DRAFT)
    draft = drafts.filter(municipality_id=actor.municipality_id).first()
    if draft is None:
        raise DraftIsGone
    return draft


def _rule(actor: Actor, draft: RuleList, rule_id: UUID) -> RoutingRule:
    return saving.find(RoutingRule, actor, rule_id, rules=draft)


def _copy(like: RuleList, draft: RuleList) -> None:
    for line in like.lines.order_by("position"):
        old = line.pk
        line.pk = None
        line._state.adding = True
        line.rules, line.version = draft, 1
        line.save(force_insert=True)
        for between, column, _model in LINKS.values():
            for value in between.objects.filter(rule=old).values_list(column, flat=True):
                _add(between, column, line, value)


def _link(row: RoutingRule, links: dict[str, set[UUID]]) -> dict[str, Any]:
    """Let a rule point at these rows and no others; return what was changed, by name."""
    changed: dict[str, Any] = {}
    for name, wanted in links.items():
        between, column, _model = LINKS[name]
        rows = between.objects.filter(rule=row)
        there = set(rows.values_list(column, flat=True))
        if there == wanted:
            continue
        rows.filter(**{f"{column}__in": there - wanted}).delete()
        for value in wanted - there:
            _add(between, column, row, value)
        changed[name] = sorted(str(value) for value in wanted)
    return changed


def _add(between: Any, column: str, row: RoutingRule, value: UUID) -> None:
    between.objects.create(municipality_id=row.municipality_id, rule=row, **{column: value})


def _check(
    actor: Actor, row: RoutingRule, fields: dict[str, Any], links: dict[str, set[UUID]]
) -> None:
    """Say what is wrong in words that a constraint of the database has not."""
    faults = [*_wrong_values(fields), *_wrong_target(actor, row, fields)]
    for name, wanted in links.items():
        model = LINKS[name][2]
        there = model.objects.filter(municipality_id=actor.municipality_id, pk__in=wanted)
        if name == "traits":
            there = there.filter(taxonomy__in=telling_rules.TRAIT_LISTS)
        if there.count() != len(wanted):
            faults.append(Fault(name, _("Kies uit de lijst.")))
    if row._state.adding and row.rules.lines.count() >= MOST_RULES:
        faults.append(Fault("name", _("Een lijst heeft ten hoogste 200 regels. Voeg ze samen.")))
    if faults:
        raise Invalid(faults=faults)


def _wrong_values(fields: dict[str, Any]) -> list[Fault]:
    allowed = {"sizes": Size.values, "severities": Severity.values, "months": range(1, 13)}
    faults = [
        Fault(name, _("Kies uit de lijst."))
        for name, values in allowed.items()
        if set(fields.get(name) or ()) - set(values)
    ]
    days = fields.get("promise_days")
    if days is not None and not 1 <= days <= 60:
        faults.append(Fault("promise_days", _("Vul een getal in van 1 tot en met 60.")))
    return faults


def _wrong_target(actor: Actor, row: RoutingRule, fields: dict[str, Any]) -> list[Fault]:
    team, person = fields.get("team_id", row.team_id), fields.get("person_id", row.person_id)
    if (team is None) == (person is None):
        return [Fault("target", _("Kies één team of één persoon."))]
    if team is not None:
        there = Team.objects.filter(municipality_id=actor.municipality_id, pk=team, is_active=True)
        is_there = there.exists()
    else:
        is_there = person is not None and handlers(actor).filter(pk=person).exists()
    return [] if is_there else [Fault("target", _("Kies een team of persoon uit de lijst."))]
