"""Figures, decisions and actions of a folder, each on the day on which it would have been."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.network.material.shelf import Line, Shelf
from bundel.network.models import Organisation
from bundel.programme.material import NoProgramme
from bundel.programme.models import Initiative
from bundel.programme.selectors import build_problem
from bundel.steering.models import Body, Decision, DecisionOption, Indicator
from bundel.steering.services import actions, asking, decisions, indicators, triggers
from bundel.steering.services.decision_options import add_option
from bundel.steering.services.decision_pictures import freeze, of_ranking
from bundel.steering.services.decisions import Taken, VoiceInput
from bundel.steering.services.indicators import ReadingInput
from bundel.steering.services.triggers import TriggerInput

FILE = "besluiten.yaml"
Told = Mapping[str, Any]


def load(*, actor: Actor, folder: Path, at: datetime) -> int:
    """Take the decisions of a folder, where there are none; return how many rows came."""
    path = folder / FILE
    if not path.exists() or Decision.objects.filter(municipality_id=actor.municipality_id).exists():
        return 0
    readings = _readings(actor, folder, at)
    told: list[Told] = yaml.safe_load(path.read_text(encoding="utf-8"))
    made: dict[str, Any] = {}
    for one in told:
        made[one["code"]] = _decision(actor, one, made, at)
    written = _actions(actor, folder, made, at)
    triggers.judge_all(municipality_id=actor.municipality_id, at=at, today=timezone.localdate(at))
    return readings + len(told) + written


def _readings(actor: Actor, folder: Path, at: datetime) -> int:
    """Write down the values of a folder, beside the start list."""
    # What the start list knows is older than the values of the folder.
    indicators.load_indicators(actor=actor, at=at - timedelta(days=366))
    lines = list(Shelf(folder, actor.municipality_id, at).lines("cijfers"))
    given = [
        ReadingInput(
            code=line["code"],
            date=line.some_day("dag"),
            value=line.decimal("waarde") or Decimal(0),
            source=line["bron"],
            grade=line["graad"],
        )
        for line in lines
    ]
    return indicators.enter_readings(actor=actor, readings=given, at=at)


def _decision(actor: Actor, told: Told, made: Mapping[str, Any], at: datetime) -> Any:
    when = at + timedelta(days=told["gevraagd"])
    about = Initiative.objects.filter(code=told.get("initiatief", ""), archived_at=None).first()
    decision_id = asking.ask_decision(
        actor=actor,
        question=told["vraag"],
        background=told.get("aanleiding", ""),
        matter=told["over"],
        body_id=Body.objects.get(name=told["overleg"]).pk,
        initiative_id=about.pk if about else None,
        decide_before_date=_day(at, told.get("voor")),
        succeeds_id=made.get(told.get("na", "")),
        at=when,
    )
    for option in told.get("opties", ()):
        _option(actor, decision_id, option, when)
    if "besluit" in told:
        _decide(actor, decision_id, told["besluit"], at)
    for line in told.get("grenzen", ()):
        _line(actor, decision_id, line, told, at)
    return decision_id


def _option(actor: Actor, decision_id: Any, told: Told, when: datetime) -> None:
    """Add an option; its figures are those of a quick plan with its changes."""
    option_id = add_option(
        actor=actor, decision_id=decision_id, title=told["optie"], text=told.get("tekst", "")
    )
    if "wijzigingen" not in told:
        return
    try:
        problem = build_problem(actor=actor, changes=told["wijzigingen"])
    except NoProgramme:
        return
    picture = of_ranking(problem, title="Snelle berekening, zonder bewijs", at=when.isoformat())
    freeze(DecisionOption.objects.get(pk=option_id), picture)


def _decide(actor: Actor, decision_id: Any, told: Told, at: datetime) -> None:
    chosen = DecisionOption.objects.filter(
        decision_id=decision_id, title=told.get("optie", "")
    ).first()
    row = Decision.objects.get(pk=decision_id)
    taken = Taken(
        grounds=told["gronden"],
        outcome=told["besluit"],
        kind=told.get("soort", "do"),
        chosen_id=chosen.pk if chosen else None,
        dissent=told.get("anders", ""),
        review_date=_day(at, told.get("opnieuw")),
    )
    voices = [
        VoiceInput(user.name, one["rol"], user.pk, one.get("stem", "for"))
        for one in told.get("stemmen", ())
        for user in [_person(one["wie"])]
    ]
    decisions.decide(
        actor=actor,
        decision_id=decision_id,
        version=row.version,
        at=at + timedelta(days=told["dag"]),
        taken=replace(taken, voices=voices),
    )


def _line(actor: Actor, decision_id: Any, told: Told, decision: Told, at: datetime) -> None:
    """Set a line on the day of the decision: what came later was not known yet."""
    set_on = decision.get("besluit", {}).get("dag", decision["gevraagd"])
    code = told.get("cijfer", "")
    indicator = Indicator.objects.filter(code=code).first() if code else None
    triggers.add_trigger(
        actor=actor,
        decision_id=decision_id,
        line=TriggerInput(
            measure=told.get("maat", "indicator"),
            indicator_id=indicator.pk if indicator else None,
            subject_code=str(told.get("van", "")),
            is_above="boven" in told,
            limit=Decimal(str(told.get("boven", told.get("onder")))),
            judge_date=_day(at, told.get("op")),
            from_date=_day(at, told.get("vanaf")),
        ),
        today=timezone.localdate(at) + timedelta(days=set_on),
    )


def _actions(actor: Actor, folder: Path, made: Mapping[str, Any], at: datetime) -> int:
    lines = list(Shelf(folder, actor.municipality_id, at).lines("acties"))
    for line in lines:
        _action(actor, line, made, at)
    return len(lines)


def _action(actor: Actor, line: Line, made: Mapping[str, Any], at: datetime) -> None:
    about = Initiative.objects.filter(code=line["initiatief"], archived_at=None).first()
    action_id = actions.make_action(
        actor=actor,
        text=line["actie"],
        owner_id=_person(line["wie"]).pk if line["wie"] else None,
        organisation_id=Organisation.objects.get(name=line["partner"]).pk
        if line["partner"]
        else None,
        due_date=line.some_day("voor"),
        decision_id=made.get(line["besluit"]),
        initiative_id=about.pk if about else None,
        at=at + timedelta(days=line.count("opgeschreven")),
    )
    if line["gedaan"]:
        actions.finish_action(
            actor=actor,
            action_id=action_id,
            version=1,
            proof=line["bewijs"],
            at=at + timedelta(days=line.count("gedaan")),
        )


def _day(at: datetime, days: int | None) -> date | None:
    return None if days is None else timezone.localdate(at) + timedelta(days=days)


def _person(name: str) -> User:
    return User.objects.get(email__startswith=f"{name}@")
