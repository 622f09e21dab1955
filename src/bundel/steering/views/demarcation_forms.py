"""Changing the demarcation: activities, domains, cells, and saying yes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.errors import NotAllowed
from bundel.network.models import Organisation
from bundel.programme.models import Department
from bundel.programme.selectors import staff
from bundel.steering.forms import demarcation as forms
from bundel.steering.models import Activity, Domain
from bundel.steering.selectors import demarcation as selectors
from bundel.steering.services import demarcation as services
from bundel.steering.views.demarcation import cell_context
from bundel.ui.form_pages import VersionOnly, kept, page, saved, sent

LIST = "steering:demarcation"
AWAY = "steering:demarcation_archived"
PARTNERS_OFFERED = 500


def activity(request: MemberRequest, activity_id: UUID | None = None) -> HttpResponse:
    """Add an activity, or change one."""
    row = selectors.activity(actor=request.actor, activity_id=activity_id) if activity_id else None
    names = ("version", "name", "description", "agreement")
    initial = {name: getattr(row, name) for name in names} if row else {}
    form = forms.ActivityForm(sent(request), initial=initial)

    def write(values: dict[str, Any]) -> None:
        version = values.pop("version") or 0
        services.save_activity(
            actor=request.actor,
            at=timezone.now(),
            activity_id=activity_id,
            version=version,
            **values,
        )

    if kept(form, write):
        return saved(request, LIST)
    return page(request, "steering/activity_edit.html", {"form": form, "row": row}, form)


def add_domain(request: MemberRequest) -> HttpResponse:
    """Add a department or a partner as a column."""
    here = {"municipality_id": request.actor.municipality_id}
    departments = Department.objects.filter(**here).order_by("name")
    partners = Organisation.objects.filter(**here, archived_at=None).order_by("name")
    form = forms.NewDomainForm(
        sent(request),
        departments=[(f"department:{one.pk}", one.name) for one in departments],
        partners=[(f"organisation:{one.pk}", one.name) for one in partners[:PARTNERS_OFFERED]],
        people=staff(request.actor, act=services.AGREE),
    )

    def write(values: dict[str, Any]) -> None:
        kind, _colon, pk = values["who"].partition(":")
        services.add_domain(
            actor=request.actor,
            at=timezone.now(),
            speaker_id=values["speaker_id"],
            **{f"{kind}_id": UUID(pk)},
        )

    if kept(form, write):
        return saved(request, LIST)
    return page(request, "steering/domain_edit.html", {"form": form, "domain": None}, form)


def domain(request: MemberRequest, domain_id: UUID) -> HttpResponse:
    """Say who may say yes for a domain."""
    row = selectors.domain(actor=request.actor, domain_id=domain_id)
    initial = {"version": row.version, "speaker_id": row.speaker_id}
    form = forms.SpeakerForm(
        sent(request), initial=initial, people=staff(request.actor, act=services.AGREE)
    )
    if kept(
        form,
        lambda values: services.set_speaker(actor=request.actor, domain_id=domain_id, **values),
    ):
        return saved(request, LIST)
    return page(request, "steering/domain_edit.html", {"form": form, "domain": row}, form)


def cell(request: MemberRequest, activity_id: UUID, domain_id: UUID) -> HttpResponse:
    """Say what a domain does of an activity."""
    context = cell_context(request, activity_id, domain_id)
    one = context["cell"]
    initial = {"version": one.version, "stance": one.stance, "note": one.note}
    form = forms.CellForm(sent(request), initial=initial)

    def write(values: dict[str, Any]) -> None:
        services.set_cell(
            actor=request.actor,
            at=timezone.now(),
            domain_id=domain_id,
            activity_id=activity_id,
            **values,
        )

    if kept(form, write):
        return saved(request, LIST)
    return page(request, "steering/cell_edit.html", {**context, "form": form}, form)


def agree(request: MemberRequest, activity_id: UUID, domain_id: UUID) -> HttpResponse:
    """Say yes for a domain."""
    return _yes_or_no(request, activity_id, domain_id, services.agree)


def withdraw(request: MemberRequest, activity_id: UUID, domain_id: UUID) -> HttpResponse:
    """Take the yes of a domain back."""
    return _yes_or_no(request, activity_id, domain_id, services.withdraw)


def _yes_or_no(
    request: MemberRequest, activity_id: UUID, domain_id: UUID, act: Any
) -> HttpResponse:
    context = cell_context(request, activity_id, domain_id)
    if not context["cell"].domain.may_agree:
        raise NotAllowed
    form = VersionOnly(sent(request))
    if kept(
        form,
        lambda values: act(
            actor=request.actor,
            at=timezone.now(),
            domain_id=domain_id,
            activity_id=activity_id,
            version=values["version"],
        ),
    ):
        return saved(request, "steering:cell", activity_id, domain_id)
    return page(request, "steering/cell.html", {**context, "form": form}, form)


def move_activity(request: MemberRequest, activity_id: UUID) -> HttpResponse:
    """Let a row change places with its neighbour."""
    return _move(request, Activity, activity_id)


def move_domain(request: MemberRequest, domain_id: UUID) -> HttpResponse:
    """Let a column change places with its neighbour."""
    return _move(request, Domain, domain_id)


def _move(request: MemberRequest, model: Any, row_id: UUID) -> HttpResponse:
    earlier = request.POST.get("kant") != "later"
    services.move(actor=request.actor, model=model, row_id=row_id, earlier=earlier)
    return saved(request, LIST)


def archive_activity(request: MemberRequest, activity_id: UUID) -> HttpResponse:
    """Ask once, then take a row out."""
    row = selectors.activity(actor=request.actor, activity_id=activity_id)
    return _archive(request, Activity, row)


def archive_domain(request: MemberRequest, domain_id: UUID) -> HttpResponse:
    """Ask once, then take a column out."""
    row = selectors.domain(actor=request.actor, domain_id=domain_id)
    return _archive(request, Domain, row)


def _archive(request: MemberRequest, model: Any, row: Any) -> HttpResponse:
    form = VersionOnly(sent(request), initial={"version": row.version})
    if kept(
        form,
        lambda values: services.archive(
            actor=request.actor,
            model=model,
            row_id=row.id,
            version=values["version"],
            at=timezone.now(),
        ),
    ):
        words = _("%(name)s is uit de afbakening. U kunt het hier terughalen.")
        return saved(request, AWAY, words=words % {"name": row.name})
    return page(request, "steering/demarcation_archive.html", {"form": form, "row": row}, form)


def restore_activity(request: MemberRequest, activity_id: UUID) -> HttpResponse:
    """Bring a row back."""
    return _restore(request, Activity, activity_id)


def restore_domain(request: MemberRequest, domain_id: UUID) -> HttpResponse:
    """Bring a column back."""
    return _restore(request, Domain, domain_id)


def _restore(request: MemberRequest, model: Any, row_id: UUID) -> HttpResponse:
    services.restore(actor=request.actor, model=model, row_id=row_id, at=timezone.now())
    return saved(request, LIST, words=_("Het staat weer in de afbakening."))
