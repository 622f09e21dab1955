"""Options of a decision: added, said otherwise, and made of an initiative by three what-ifs."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.jobs_queue import later
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.core.quarters import quarter_of
from bundel.errors import Conflict, Fault, Invalid
from bundel.programme import jobs as planner
from bundel.programme.models import AdoptedPlan, Initiative, PlanRun
from bundel.programme.services import request_run
from bundel.steering.models import Decision, DecisionKind, DecisionOption
from bundel.steering.services import door
from bundel.steering.services.decision_pictures import (
    ADOPTED,
    Picture,
    freeze,
    of_adopted,
    of_run,
)
from bundel.steering.services.decisions import ASK, KIND, still_asked

FILL = "steering.fill_options"
FIELDS = frozenset({"title", "text", "run_id", "position"})
# What can be chosen beside a run: the course as it was adopted, or no plan at all.
NOTHING = "nothing"
MOST_OPTIONS = 9
# How far "not now" puts a start back.
NOT_NOW_QUARTERS = 4


class NoPlanThere(Conflict):
    """There is nothing to take figures from."""

    sentence = gettext_lazy("Er is nog geen plan om cijfers uit te halen. Bereken eerst een plan.")


@transaction.atomic
def add_option(
    *, actor: Actor, decision_id: uuid.UUID, title: str, text: str = "", source: str = NOTHING
) -> uuid.UUID:
    """
    Add an option to what is asked.

    Args:
        source: The id of a run, `adopted` for the plan that was adopted last, or `nothing`.

    Raises:
        AlreadyDecided: if it was decided or dropped.
        Invalid: if the title is there already, or there are too many to choose from.
        NoPlanThere: if no plan was adopted yet.
    """
    permissions.require(actor, ASK)
    decision = saving.find(Decision, actor, decision_id)
    still_asked(decision)
    if decision.options.count() >= MOST_OPTIONS:
        words = _("Er zijn al %(most)s opties. Haal er eerst een weg.") % {"most": MOST_OPTIONS}
        raise Invalid(faults=[Fault("title", words)])
    door.check({"title": title, "text": text})
    return _add(actor, decision, title, text, source).pk


@transaction.atomic
def edit_option(*, actor: Actor, option_id: uuid.UUID, title: str, text: str) -> None:
    """
    Say an option otherwise, while nobody has decided; its figures stay.

    Raises:
        AlreadyDecided: if it was decided or dropped.
    """
    row = _asked(actor, option_id)
    door.check({"title": title, "text": text})
    before = {"title": row.title, "text": row.text}
    row.title, row.text = title.strip(), text.strip()
    saving.judge(row)
    row.save(update_fields=["title", "text"])
    after = {"title": row.title, "text": row.text}
    saving.tell(actor, "steering.edit_options", KIND, row.decision, before, after)


@transaction.atomic
def remove_option(*, actor: Actor, option_id: uuid.UUID) -> None:
    """
    Take an option away, while nobody has decided.

    Raises:
        AlreadyDecided: if it was decided or dropped.
    """
    row = _asked(actor, option_id)
    before = {"title": row.title}
    saving.tell(actor, "steering.edit_options", KIND, row.decision, before=before)
    row.delete()


@transaction.atomic
def options_of_initiative(
    *, actor: Actor, decision_id: uuid.UUID, initiative_id: uuid.UUID, at: datetime
) -> list[uuid.UUID]:
    """
    Make three options of an initiative: do it, not now, or stop; each a what-if that is calculated.

    The figures come when the runs are done. What is an option already is left as it is.

    Raises:
        AlreadyDecided: if it was decided or dropped.
    """
    permissions.require(actor, ASK)
    decision = saving.find(Decision, actor, decision_id)
    still_asked(decision)
    initiative = saving.find(Initiative, actor, initiative_id, archived_at=None)
    there = set(decision.options.values_list("title", flat=True))
    made = []
    for title, text, changes in _what_ifs(initiative, at):
        if title in there:
            continue
        run = request_run(
            actor=actor, at=at, title=title, changes=changes, parameters={"parts": ["plan"]}
        )
        planner.enqueue(actor=actor, run_id=run)
        made.append(_add(actor, decision, title, text, str(run)).pk)
    later(FILL, municipality_id=str(actor.municipality_id), decision_id=str(decision.pk))
    return made


def _what_ifs(initiative: Initiative, at: datetime) -> list[tuple[str, str, dict[str, Any]]]:
    name, code = initiative.name, initiative.code
    wait = str(quarter_of(at.date()).plus(NOT_NOW_QUARTERS))
    return [
        (
            (_("Doen: %(name)s") % {"name": name})[:200],
            _("Het plan moet dit doen. De rest schuift eromheen."),
            {"require": [code]},
        ),
        (
            (_("Nu niet: %(name)s") % {"name": name})[:200],
            _("Op zijn vroegst over een jaar. De uren gaan naar ander werk."),
            {"release": [code], "earliest": {code: wait}},
        ),
        (
            (_("Stoppen met: %(name)s") % {"name": name})[:200],
            _("Dit gebeurt niet meer. De uren gaan naar ander werk."),
            {"forbid": [code]},
        ),
    ]


def kind_of(title: str) -> DecisionKind:
    """Return what kind of decision an option asks that was made of an initiative; else to do it."""
    if title.startswith(_("Nu niet: %(name)s") % {"name": ""}):
        return DecisionKind.NOT_NOW
    if title.startswith(_("Stoppen met: %(name)s") % {"name": ""}):
        return DecisionKind.STOP
    return DecisionKind.DO


def _add(actor: Actor, decision: Decision, title: str, text: str, source: str) -> DecisionOption:
    last = decision.options.aggregate(last=Max("position"))["last"]
    row = DecisionOption(
        municipality_id=actor.municipality_id,
        decision=decision,
        title=title.strip(),
        text=text.strip(),
        position=0 if last is None else last + 1,
        run=_run(actor, source),
    )
    saving.judge(row)
    row.save(force_insert=True)
    freeze(row, _known(actor, row, source))
    saving.tell(actor, "steering.edit_options", KIND, decision, after={"title": row.title})
    return row


def _run(actor: Actor, source: str) -> PlanRun | None:
    if source in {ADOPTED, NOTHING, ""}:
        return None
    try:
        return saving.find(PlanRun, actor, uuid.UUID(source))
    except ValueError as error:
        raise Invalid(faults=[Fault("source", _("Kies een berekening uit de lijst."))]) from error


def _known(actor: Actor, row: DecisionOption, source: str) -> Picture | None:
    """Return the picture that is there already: of a run that ended, or of the adopted plan."""
    if row.run is not None:
        return of_run(row.run)
    if source != ADOPTED:
        return None
    plans = AdoptedPlan.objects.filter(municipality_id=actor.municipality_id)
    newest = plans.order_by("-adopted_at").first()
    if newest is None:
        raise NoPlanThere
    return of_adopted(newest)


def _asked(actor: Actor, option_id: uuid.UUID) -> DecisionOption:
    permissions.require(actor, ASK)
    here = DecisionOption.objects.filter(municipality_id=actor.municipality_id)
    found = here.filter(pk=option_id).values_list("decision_id", flat=True).first()
    # The decision is held first, so that nobody decides in between.
    decision = saving.find(Decision, actor, found or uuid.UUID(int=0))
    still_asked(decision)
    row = here.select_for_update().get(pk=option_id)
    row.decision = decision
    return row
