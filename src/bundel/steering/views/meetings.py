"""Pages of meetings: the list, one meeting, planning, moving, cancelling, inviting, answering."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts import permissions
from bundel.accounts.models import Municipality
from bundel.accounts.origin import base_of
from bundel.accounts.requests import MemberRequest
from bundel.errors import Conflict, NotAllowed
from bundel.steering import agenda_papers, rhythms
from bundel.steering.forms import meetings as forms
from bundel.steering.rhythms import HOME
from bundel.steering.selectors import bodies
from bundel.steering.selectors import meeting_card as cards
from bundel.steering.selectors import meetings as selectors
from bundel.steering.selectors.bodies import BodyCard
from bundel.steering.selectors.meeting_card import MeetingCard
from bundel.steering.services import attending
from bundel.steering.services import meetings as services
from bundel.ui import lists
from bundel.ui.form_pages import VersionOnly, kept, page, saved, sent

HOW_MANY_DAYS = 8
PER_PAGE, MOST_IN_FILE = 50, 2000
PDF = "application/pdf"


def meetings(request: MemberRequest) -> HttpResponse:
    """Show which meetings come, and which were; of one body or of all."""
    known = [(str(one.pk), one.name) for one in bodies.body_options(actor=request.actor)]
    chosen = _body_asked(request)
    past = Paginator(
        selectors.meeting_rows(actor=request.actor, body_id=chosen, is_past=True), PER_PAGE
    ).get_page(request.GET.get("page"))
    ahead = selectors.meeting_rows(actor=request.actor, body_id=chosen, is_past=False)
    context = {
        "ahead": [bodies.meeting_line(one) for one in ahead[:PER_PAGE]] if past.number == 1 else [],
        "past": [bodies.meeting_line(one) for one in past.object_list],
        "page": past,
        "bodies": [("", _("alle overleggen")), *known],
        "chosen": str(chosen or ""),
        "may_export": permissions.can(request.actor, "steering.export"),
    }
    return render(request, "steering/meetings.html", context)


def meetings_file(request: MemberRequest, kind: str) -> HttpResponse:
    """Return the list of meetings as a file, as it is filtered."""
    chosen = _body_asked(request)
    rows = [
        bodies.meeting_line(one)
        for is_past in (False, True)
        for one in selectors.meeting_rows(actor=request.actor, body_id=chosen, is_past=is_past)[
            :MOST_IN_FILE
        ]
    ]
    headings = [_("Overleg"), _("Begint"), _("Eindigt"), _("Waar"), _("Status")]
    headings += [_("Punten"), _("Genodigd"), _("Komen"), _("Besluiten")]
    return lists.as_file(
        kind=kind,
        name="vergaderingen",
        headings=headings,
        rows=[
            [
                row.body,
                timezone.localtime(row.starts_at).strftime("%d-%m-%Y %H:%M"),
                timezone.localtime(row.ends_at).strftime("%d-%m-%Y %H:%M"),
                row.place,
                row.state_label,
                row.items,
                row.asked,
                row.coming,
                row.decisions,
            ]
            for row in rows
        ],
    )


def plan(request: MemberRequest, body_id: UUID) -> HttpResponse:
    """Show the next days of the rhythm; put those that were chosen in the calendar."""
    card = _led_body(request, body_id)
    today = timezone.localdate()
    coming = (
        rhythms.coming(
            rule=card.recurrence,
            first_date=card.first_date,
            from_date=today + timedelta(days=1),
            number=HOW_MANY_DAYS,
        )
        if card.recurrence and card.first_date
        else []
    )
    stands = {timezone.localtime(one.starts_at).date() for one in card.ahead}
    free = [one.day for one in coming if one.is_working and one.day not in stands]
    options = [(day.isoformat(), date_format(day, "l j F Y")) for day in free]
    form = forms.PlanForm(
        sent(request), options=options, initial={"days": [key for key, _label in options[:4]]}
    )
    made: list[int] = []

    def write(_values: dict[str, Any]) -> None:
        made.append(
            services.plan_meetings(
                actor=request.actor, body_id=body_id, days=form.chosen, at=timezone.now()
            )
        )

    if kept(form, write):
        words = ngettext("%(n)s vergadering gepland.", "%(n)s vergaderingen gepland.", made[0])
        return saved(request, "steering:body", body_id, words=words % {"n": made[0]})
    context = {
        "form": form,
        "card": card,
        "skipped": [one.day for one in coming if not one.is_working],
        "has_days": bool(options),
    }
    return page(request, "steering/meetings_plan.html", context, form)


def new(request: MemberRequest, body_id: UUID) -> HttpResponse:
    """Put one meeting of a body in the calendar by hand."""
    card = _led_body(request, body_id)
    ends = rhythms.moment(timezone.localdate(), card.starts_time) + timedelta(minutes=card.minutes)
    start = {
        "from_time": card.starts_time,
        "until_time": ends.astimezone(HOME).time(),
        "place": card.place,
    }
    form = forms.WhenForm(sent(request), initial=start)
    made: list[UUID] = []

    def write(values: dict[str, Any]) -> None:
        values.pop("version")
        made.append(
            services.plan_meeting(actor=request.actor, body_id=body_id, at=timezone.now(), **values)
        )

    if kept(form, write):
        return saved(request, "steering:meeting", made[0])
    return page(request, "steering/meeting_edit.html", {"form": form, "body": card}, form)


def move(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    """Meet at another time or place; whom it concerns hears so by mail."""
    card = _led_ahead(request, meeting_id)
    starts = card.starts_at.astimezone(HOME)
    start = {
        "version": card.version,
        "day": starts.date(),
        "from_time": starts.time(),
        "until_time": card.ends_at.astimezone(HOME).time(),
        "place": card.place,
    }
    form = forms.WhenForm(sent(request), initial=start)
    mailed: list[int] = []

    def write(values: dict[str, Any]) -> None:
        done = services.move_meeting(
            actor=request.actor,
            meeting_id=meeting_id,
            version=values.pop("version") or 0,
            base=base_of(request),
            at=timezone.now(),
            **values,
        )
        mailed.append(done.mailed)

    if kept(form, write):
        return saved(request, "steering:meeting", meeting_id, words=mail_words(mailed[0]))
    return page(request, "steering/meeting_edit.html", {"form": form, "card": card}, form)


def cancel(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    """Ask once, with the reason; then cancel and tell who would come."""
    card = _led_ahead(request, meeting_id)
    form = forms.CancelForm(sent(request), initial={"version": card.version})
    mailed: list[int] = []

    def write(values: dict[str, Any]) -> None:
        mailed.append(
            services.cancel_meeting(
                actor=request.actor, meeting_id=meeting_id, at=timezone.now(), **values
            )
        )

    if kept(form, write):
        return saved(request, "steering:meeting", meeting_id, words=mail_words(mailed[0]))
    return page(request, "steering/meeting_cancel.html", {"form": form, "card": card}, form)


def invite(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    """Mail everybody of the body who had no invitation yet."""
    card = _led_ahead(request, meeting_id)
    form = VersionOnly(sent(request), initial={"version": card.version})
    asked: list[attending.Asked] = []

    def write(values: dict[str, Any]) -> None:
        asked.append(
            attending.invite(
                actor=request.actor,
                meeting_id=meeting_id,
                version=values["version"],
                base=base_of(request),
                at=timezone.now(),
            )
        )

    if kept(form, write):
        words = mail_words(asked[0].mailed)
        if asked[0].without_address:
            missed = ", ".join(asked[0].without_address)
            words += " " + _("Geen e-mailadres: %(who)s.") % {"who": missed}
        return saved(request, "steering:meeting", meeting_id, words=words)
    context = {
        "form": form,
        "card": card,
        "people": attending.to_ask(actor=request.actor, meeting_id=meeting_id),
    }
    return page(request, "steering/meeting_invite.html", context, form)


def answer(request: MemberRequest, meeting_id: UUID, attendance_id: UUID) -> HttpResponse:
    """Write down whether somebody comes."""
    card = _card(request, meeting_id)
    form = forms.AnswerForm(sent(request))
    if kept(
        form,
        lambda values: attending.answer(
            actor=request.actor,
            attendance_id=attendance_id,
            coming=values["coming"],
            at=timezone.now(),
        ),
    ):
        return saved(request, "steering:meeting", meeting_id)
    guest = next((one for one in card.guests if one.id == attendance_id), None)
    if guest is None or not (guest.is_me or card.may_meet):
        raise NotAllowed
    context = {"form": form, "card": card, "guest": guest}
    return page(request, "steering/meeting_answer.html", context, form)


def answer_by_link(request: MemberRequest, token: str) -> HttpResponse:
    """Show what a link in a mail asks; only sending the form answers it."""
    guest = attending.guest_of_link(token=token)
    form = forms.AnswerForm(sent(request), initial={"coming": guest.coming})
    done = False
    if form.is_bound and form.is_valid():
        try:
            guest = attending.answer_by_link(
                token=token, coming=form.cleaned_data["coming"], at=timezone.now()
            )
            done = True
        except Conflict as refusal:
            form.add_error(None, str(refusal))
    context = {
        "form": form,
        "guest": guest,
        "meeting": guest.meeting,
        "done": done,
        "is_off": guest.meeting.state == "cancelled",
    }
    status = 422 if form.is_bound and not done else 200
    return render(request, "steering/link_reply.html", context, status=status)


def papers(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    """Return the papers of a meeting as one PDF."""
    card = _card(request, meeting_id)
    content = agenda_papers.papers_pdf(
        card=card, municipality=_municipality(request), today=timezone.localdate()
    )
    return pdf_file(content, f"vergaderstukken-{card.starts_at.astimezone(HOME):%Y-%m-%d}.pdf")


def pdf_file(content: bytes, name: str) -> HttpResponse:
    """Return a PDF that the browser shows, and keeps under this name."""
    response = HttpResponse(content, content_type=PDF)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def mail_words(number: int) -> str:
    """Return that it is saved, and how many mails go out."""
    if not number:
        return _("Bewaard.")
    told = ngettext("Bewaard. %(n)s mail gaat uit.", "Bewaard. %(n)s mails gaan uit.", number)
    return told % {"n": number}


def _body_asked(request: MemberRequest) -> UUID | None:
    """Return the body that the list is about; all, where what was asked is no body."""
    try:
        return UUID(request.GET.get("overleg", ""))
    except ValueError:
        return None


def _municipality(request: MemberRequest) -> Municipality:
    return Municipality.objects.get(pk=request.actor.municipality_id)


def _card(request: MemberRequest, meeting_id: UUID) -> MeetingCard:
    return cards.meeting_card(actor=request.actor, meeting_id=meeting_id)


def _led(request: MemberRequest, meeting_id: UUID) -> MeetingCard:
    return cards.led_meeting(actor=request.actor, meeting_id=meeting_id)


def _led_ahead(request: MemberRequest, meeting_id: UUID) -> MeetingCard:
    """Return a meeting that can still be changed; what was sent in is judged by the service."""
    card = _led(request, meeting_id)
    if request.method == "GET" and card.state not in services.AHEAD:
        raise services.MeetingIsOver
    return card


def _led_body(request: MemberRequest, body_id: UUID) -> BodyCard:
    return bodies.led_body(actor=request.actor, body_id=body_id, today=timezone.localdate())
