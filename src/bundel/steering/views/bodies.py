"""Pages of bodies: the list, one body with its rhythm and members, and changing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.errors import NotFound
from bundel.network.forms.gatherings import offer_areas
from bundel.network.selectors.choices import area_options
from bundel.steering.forms import bodies as forms
from bundel.steering.selectors import bodies as selectors
from bundel.steering.services import bodies as services
from bundel.steering.views.meetings import mail_words
from bundel.ui import fields, lists
from bundel.ui.form_pages import VersionOnly, kept, page, saved, sent

EDIT = "steering.bodies"


def bodies(request: MemberRequest) -> HttpResponse:
    """Show who meets, how often, and when next."""
    context = {
        "bodies": selectors.body_lines(actor=request.actor),
        "may_edit": permissions.can(request.actor, EDIT),
        "may_export": permissions.can(request.actor, "steering.export"),
    }
    return render(request, "steering/bodies.html", context)


def bodies_file(request: MemberRequest, kind: str) -> HttpResponse:
    """Return the list of bodies as a file."""
    rows = selectors.body_lines(actor=request.actor)
    headings = [_("Overleg"), _("Soort"), _("Ritme"), _("Gebied"), _("Legt voor aan")]
    headings += [_("Voorzitter"), _("Leden"), _("Volgende vergadering")]
    return lists.as_file(
        kind=kind,
        name="overleggen",
        headings=headings,
        rows=[
            [
                row.name,
                row.kind_label,
                row.rhythm,
                row.area,
                row.refers_to,
                row.chair,
                row.members,
                timezone.localtime(row.next_at).strftime("%d-%m-%Y %H:%M") if row.next_at else "",
            ]
            for row in rows
        ],
    )


def body(request: MemberRequest, body_id: UUID) -> HttpResponse:
    """Show a body: what it may decide, when it meets, who sits there."""
    today = timezone.localdate()
    card = selectors.body_card(actor=request.actor, body_id=body_id, today=today)
    context: dict[str, Any] = {"card": card}
    if card.may_edit:
        context["member_form"] = forms.MemberForm(seats=selectors.seats(actor=request.actor))
    return render(request, "steering/body.html", context)


def edit(request: MemberRequest, body_id: UUID | None = None) -> HttpResponse:
    """Make a body, or change one."""
    card = _card(request, body_id) if body_id else None
    form = forms.BodyForm(
        sent(request),
        rule=card.recurrence if card else "",
        initial=forms.start(card) if card else {"first_date": timezone.localdate()},
    )
    offer_areas(form, area_options(actor=request.actor))
    others = [one for one in selectors.body_options(actor=request.actor) if one.pk != body_id]
    fields.offer(form, "refers_to_id", others)
    made: list[UUID] = []

    def write(values: dict[str, Any]) -> None:
        version = values.pop("version") or 0
        made.append(
            services.save_body(actor=request.actor, body_id=body_id, version=version, **values)
        )

    if kept(form, write):
        return saved(request, "steering:body", made[0])
    return page(request, "steering/body_edit.html", {"form": form, "card": card}, form)


def archive(request: MemberRequest, body_id: UUID) -> HttpResponse:
    """Ask once, then let a body meet no more."""
    card = _card(request, body_id)
    form = VersionOnly(sent(request), initial={"version": card.version})
    if kept(
        form,
        lambda values: services.archive_body(
            actor=request.actor, body_id=body_id, version=values["version"], at=timezone.now()
        ),
    ):
        return saved(request, "steering:bodies")
    return page(request, "steering/body_archive.html", {"form": form, "card": card}, form)


def add_member(request: MemberRequest, body_id: UUID) -> HttpResponse:
    """Let somebody sit in a body."""
    card = _card(request, body_id)
    form = forms.MemberForm(sent(request), seats=selectors.seats(actor=request.actor))
    if kept(
        form,
        lambda values: services.set_member(actor=request.actor, body_id=body_id, **values),
    ):
        return saved(request, "steering:body", body_id)
    return page(request, "steering/member.html", {"member_form": form, "card": card}, form)


def remove_member(request: MemberRequest, body_id: UUID, member_id: UUID) -> HttpResponse:
    """Ask once, then let somebody sit there no more."""
    card = _card(request, body_id)
    member = next((one for one in card.members if one.id == member_id), None)
    if member is None:
        raise NotFound
    form = VersionOnly(sent(request), initial={"version": member.version})
    mailed: list[int] = []

    def write(values: dict[str, Any]) -> None:
        mailed.append(
            services.remove_member(
                actor=request.actor,
                member_id=member_id,
                version=values["version"],
                at=timezone.now(),
            )
        )

    if kept(form, write):
        return saved(request, "steering:body", body_id, words=mail_words(mailed[0]))
    context = {"form": form, "card": card, "member": member}
    return page(request, "steering/member_remove.html", context, form)


def _card(request: MemberRequest, body_id: UUID) -> selectors.BodyCard:
    today = timezone.localdate()
    return selectors.standing_body(actor=request.actor, body_id=body_id, today=today)
