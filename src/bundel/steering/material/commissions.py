"""Commissions of a folder: their texts, and the steps of both sides in the order of the table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.accounts.selectors import actor_of_user
from bundel.core import commissions as process
from bundel.core.commissions import Course, Side
from bundel.network.models import Organisation
from bundel.programme.models import Department, Fund, Initiative, Pool
from bundel.programme.services.sides import name_sides
from bundel.steering.models import Commission, CommissionRole, VersionState
from bundel.steering.services import commission_sides as sides
from bundel.steering.services import commission_steps, commission_texts
from bundel.steering.services.commission_texts import WORDS, Content
from bundel.steering.services.numbers import next_number

FILE = "opdrachten.yaml"
# The fields of a text, as the file calls them.
NAMES = dict(
    zip(
        WORDS,
        ("resultaat", "erbij", "niet erbij", "mandaat", "verantwoording", "stoppen"),
        strict=True,
    )
)
Told = Mapping[str, Any]


def load(*, actor: Actor, folder: Path, at: datetime) -> int:
    """Make the commissions of a folder, where there are none; return how many came."""
    path = folder / FILE
    if not path.exists() or Commission.objects.filter(municipality_id=actor.municipality_id):
        return 0
    told: list[Told] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for one in told:
        _commission(actor, one, at)
    return len(told)


def _commission(actor: Actor, told: Told, at: datetime) -> None:
    """Make a commission, and let both sides take the steps that the file tells of."""
    row = Commission(
        municipality_id=actor.municipality_id,
        number=next_number(Commission, actor.municipality_id),
        part=told.get("onderdeel", ""),
        commissioner=_user(told["opdrachtgever"]),
        made_at=_moment(at, told["stappen"][0]["dag"]),
    )
    if "initiatief" in told:
        row.initiative = Initiative.objects.get(code=told["initiatief"], archived_at=None)
    if "partner" in told:
        row.contractor_organisation = Organisation.objects.get(name=told["partner"])
    else:
        row.contractor = _user(told["opdrachtnemer"])
    row.save(force_insert=True)
    for role in told.get("rollen", ()):
        _role(row, role)
    texts = iter(told["teksten"])
    course = Course()
    for step in told["stappen"]:
        course = _step(row, course, step, texts, at)
    if row.state == process.ACCEPTED or row.state in process.PENDING:
        _name_sides(actor, row)


def _step(row: Commission, course: Course, told: Told, texts: Any, at: datetime) -> Course:
    """Take one step as the table has it; nobody is mailed of what is long past."""
    by = actor_of_user(user=_user(told["door"]), channel="cli")
    when, act = _moment(at, told["dag"]), told["stap"]
    side = sides.side_of(by, row) or Side.COORDINATOR
    if act != process.MADE:
        course = process.after(course, act, side)
    if act in {process.MADE, "change_proposed"}:
        state = VersionState(course.texts[-1].value)
        text = commission_texts.new_version(
            actor=by, commission=row, content=_content(next(texts), at), state=state, at=when
        )
    elif found := commission_texts.open_version(row):
        text = found
        commission_steps.settle(text, course.texts[-1], when)
    else:
        text = None
    row.state = course.state
    row.ended_at = when if course.state in process.ENDED else None
    row.save()
    note = told.get("toelichting", "")
    commission_steps.keep(by, row, act, side, when, note=note, text=text)
    return course


def _content(told: Told, at: datetime) -> Content:
    pools = {code: Pool.objects.get(code=code).pk for code in told.get("uren", {})}
    funds = {code: Fund.objects.get(code=code).pk for code in told.get("geld", {})}
    return Content(
        **{name: told.get(dutch, "") for name, dutch in NAMES.items()},
        from_date=_day(at, told.get("begint")),
        until_date=_day(at, told.get("klaar")),
        hours=[(pools[code], Decimal(n)) for code, n in told.get("uren", {}).items()],
        money=[(funds[code], Decimal(n)) for code, n in told.get("geld", {}).items()],
        why=told.get("waarom", ""),
    )


def _role(row: Commission, told: Told) -> None:
    CommissionRole.objects.create(
        municipality_id=row.municipality_id,
        commission=row,
        rasci=told["rol"],
        what=told.get("waarvoor", ""),
        user=_user(told["medewerker"]) if "medewerker" in told else None,
        organisation=Organisation.objects.get(name=told["partner"]) if "partner" in told else None,
        department=Department.objects.get(code=told["afdeling"]) if "afdeling" in told else None,
    )


def _name_sides(actor: Actor, row: Commission) -> None:
    if row.initiative_id is not None:
        name_sides(
            actor=actor,
            initiative_id=row.initiative_id,
            commissioner=str(row.commissioner),
            contractor=sides.contractor_name(row),
        )


def _user(name: str) -> User:
    """Return somebody by the first part of the address."""
    return User.objects.get(email__startswith=f"{name}@")


def _moment(at: datetime, days: int) -> datetime:
    return at + timedelta(days=days)


def _day(at: datetime, days: int | None) -> date | None:
    return None if days is None else (at + timedelta(days=days)).date()
