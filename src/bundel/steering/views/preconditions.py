"""Pages of preconditions: what is not in place, whose turn it is, and what waiting costs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.audit import services as audit
from bundel.errors import NotAllowed, NotFound
from bundel.programme import services as programme
from bundel.programme.forms.preconditions import MetForm
from bundel.programme.selectors import MEET, PreconditionCard, staff, unmet
from bundel.programme.selectors.preconditions import ACT
from bundel.steering.forms.preconditions import NewPrecondition
from bundel.steering.selectors import precondition_costs as costs
from bundel.steering.selectors import preconditions as selectors
from bundel.steering.selectors.preconditions import MINE, Wanted
from bundel.steering.services import precondition_costs as planning
from bundel.ui import lists
from bundel.ui.form_pages import kept, page, saved, sent

LIST, TODAY = "steering:preconditions", "today:home"


def overview(request: MemberRequest) -> HttpResponse:
    """Show what is not in place yet, the nearest day first."""
    wanted = _wanted(request)
    found = selectors.work_list(actor=request.actor, wanted=wanted, today=timezone.localdate())
    context = {
        "found": found,
        "wanted": wanted,
        "is_filtered": wanted != Wanted(),
        "query": request.GET.urlencode(),
        "kinds": [("", _("elke soort")), *selectors.kinds()],
        "owners": [
            ("", _("van iedereen")),
            (MINE, _("van mij")),
            *((name, name) for name in found.owners),
        ],
        "initiatives": [("", _("elk initiatief")), *found.initiatives],
        "times": [("", _("op elke dag")), ("ja", _("over de datum"))],
        "may_add": permissions.can(request.actor, ACT),
        "may_export": permissions.can(request.actor, "steering.export"),
        "may_run": permissions.can(request.actor, planning.RUN),
    }
    return render(request, "steering/preconditions.html", context)


def download(request: MemberRequest, kind: str) -> HttpResponse:
    """Give the list as it stands on the page as a file."""
    found = selectors.work_list(
        actor=request.actor, wanted=_wanted(request), today=timezone.localdate()
    )
    audit.record(
        actor=request.actor,
        action="steering.export_preconditions",
        kind="precondition",
        object_id=None,
        label=f"{len(found.lines)}",
    )
    headings = (
        _("Initiatief"), _("Code"), _("Randvoorwaarde"), _("Soort"), _("Wie"), _("Voor"),
        _("Over de datum"), _("Nodig voor de start"), _("Kan pas starten vanaf"),
        _("Maanden later"), _("Huishoudens nu later"), _("Huishoudens binnen het plan later"),
    )  # fmt: skip
    return lists.as_file(
        kind=kind, name="randvoorwaarden", headings=headings, rows=[*map(_cells, found.lines)]
    )


def _cells(line: selectors.Line) -> tuple[Any, ...]:
    card, hold = line.card, line.hold
    return (
        card.initiative,
        card.code,
        card.text,
        card.kind_label,
        card.owner_name,
        f"{card.due_date:%d-%m-%Y}" if card.due_date else "",
        _("ja") if line.is_overdue else _("nee"),
        _("ja") if card.needed_for_start else _("nee"),
        hold.blocked_quarter if hold else "",
        hold.months if hold else "",
        round(hold.now_households) if hold else "",
        round(hold.later_households) if hold else "",
    )


def new(request: MemberRequest) -> HttpResponse:
    """Note what has to be in place first; the address may name the initiative."""
    offered = selectors.initiatives(actor=request.actor)
    named = request.GET.get("initiatief", "")
    form = NewPrecondition(
        sent(request),
        initial={"initiative_id": next((x.id for x in offered if x.name.split()[0] == named), "")},
        initiatives=offered,
        people=staff(request.actor, act=MEET),
    )

    def write(values: dict[str, Any]) -> None:
        values.pop("version")
        programme.add_precondition(actor=request.actor, **values)

    if kept(form, write):
        words = _("Genoteerd: %(what)s.") % {"what": form.cleaned_data["text"]}
        return saved(request, LIST, words=words)
    return page(request, "steering/precondition_new.html", {"form": form}, form)


def meet(request: MemberRequest, precondition_id: UUID) -> HttpResponse:
    """Say on the line that it is in place, with what shows it."""
    card = _card(request, precondition_id)
    form = MetForm(sent(request), initial={"version": card.version})

    def write(values: dict[str, Any]) -> None:
        programme.say_met(actor=request.actor, precondition_id=card.id, at=timezone.now(), **values)

    if kept(form, write):
        words = _("Voldaan: %(what)s.") % {"what": card.text}
        return saved(request, _back(request), words=words)
    context = {"form": form, "card": card, "sees_list": _back(request) == LIST}
    return page(request, "steering/precondition_met.html", context, form)


def _back(request: MemberRequest) -> str:
    """Return where to go from a line: the list, or today for who does not see the programme."""
    return LIST if permissions.may_enter(request.actor, LIST) else TODAY


def cost(request: MemberRequest, initiative_id: UUID) -> HttpResponse:
    """Show what waiting costs an initiative: the estimate, and both plans once they are there."""
    found = costs.precondition_cost(
        actor=request.actor, initiative_id=initiative_id, today=timezone.localdate()
    )
    template = "steering/precondition_cost.html" + ("#plannen" if request.htmx else "")
    return render(request, template, {"cost": found})


def calculate(request: MemberRequest, initiative_id: UUID) -> HttpResponse:
    """Let the planner make both plans."""
    planning.calculate(actor=request.actor, initiative_id=initiative_id, at=timezone.now())
    words = _("De planner rekent. U kunt deze pagina verlaten.")
    return saved(request, "steering:precondition_cost", initiative_id, words=words)


def _wanted(request: MemberRequest) -> Wanted:
    given = request.GET
    return Wanted(
        kind=given.get("soort", "")[:20],
        owner=given.get("wie", "")[:120],
        initiative=given.get("initiatief", "")[:40],
        overdue=given.get("dag") == "ja",
    )


def _card(request: MemberRequest, precondition_id: UUID) -> PreconditionCard:
    """
    Return one that is not in place yet, for who may say that it is.

    Raises:
        NotFound: if it is not there, or in place already.
        NotAllowed: if somebody else must say so.
    """
    found = next((one for one in unmet(actor=request.actor) if one.id == precondition_id), None)
    if found is None:
        raise NotFound
    if not found.may_meet:
        raise NotAllowed
    return found
