"""The screen for in the meeting: one point at a time, and forms of one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts.models import Municipality
from bundel.accounts.origin import base_of
from bundel.accounts.requests import MemberRequest
from bundel.errors import NotFound
from bundel.steering import minutes_paper
from bundel.steering.forms import meetings as forms
from bundel.steering.selectors import meeting_card as cards
from bundel.steering.selectors import meetings as selectors
from bundel.steering.selectors.meeting_card import ItemView, MeetingCard
from bundel.steering.services import agenda, attending, minutes
from bundel.steering.services import in_meeting as services
from bundel.steering.services.decisions import Taken
from bundel.steering.views.meetings import mail_words, pdf_file
from bundel.ui.form_pages import kept, page, saved, sent

Forms = dict[str, Any]
# The list of who is there: its place on the screen, and the mark that it stays unfolded.
PRESENT = "aanwezig"


def begin(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    """Open a meeting, and go to its screen."""
    services.open_meeting(actor=request.actor, meeting_id=meeting_id, at=timezone.now())
    return _to_screen(meeting_id)


def screen(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    """Show the point that everybody looks at, with what can be written down about it."""
    card = _led(request, meeting_id)
    if card.state != "running":
        return redirect("steering:meeting", meeting_id)
    return _show(request, card, {}, opened=PRESENT if PRESENT in request.GET else "")


def go(request: MemberRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Let everybody look at a point; or say that it is done, and go to the next."""
    _item(_led(request, meeting_id), item_id)
    if request.POST.get("klaar"):
        services.finish_item(actor=request.actor, item_id=item_id)
    else:
        services.go_to(actor=request.actor, item_id=item_id)
    return _to_screen(meeting_id)


def decide(request: MemberRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Write down a decision."""
    card = _led(request, meeting_id)
    item = _item(card, item_id)
    form = forms.DecisionForm(request.POST, card=card, item=item)
    return _write(request, card, item, "besluit", form, _decider(request, item, form))


def not_now(request: MemberRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Write down that it is not done now, why, and when it is looked at again."""
    card = _led(request, meeting_id)
    item = _item(card, item_id)
    form = forms.NotNowForm(request.POST, card=card, item=item, today=timezone.localdate())
    return _write(request, card, item, "nu-niet", form, _decider(request, item, form))


def act(request: MemberRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Write down an action."""
    card = _led(request, meeting_id)
    item = _item(card, item_id)
    owners = selectors.owners(actor=request.actor)
    form = forms.ActionForm(request.POST, owners=owners, today=timezone.localdate())

    def write(values: Forms) -> None:
        name, pk = values["owner"]
        services.write_action(
            actor=request.actor,
            item_id=item_id,
            text=values["text"],
            due_date=values["due_date"],
            at=timezone.now(),
            **{name: pk},
        )

    return _write(request, card, item, "actie", form, write)


def note(request: MemberRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Add a line of notes."""
    card = _led(request, meeting_id)
    item = _item(card, item_id)
    form = forms.NoteForm(request.POST, auto_id="note_%s")

    def write(values: Forms) -> None:
        services.write_note(actor=request.actor, item_id=item_id, text=values["text"])

    return _write(request, card, item, "notitie", form, write)


def add_item(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    """Put a point on the agenda that came up."""
    card = _led(request, meeting_id)
    form = forms.QuickItem(request.POST, auto_id="item_%s")

    def write(values: Forms) -> None:
        agenda.add_item(actor=request.actor, meeting_id=meeting_id, **values)

    if kept(form, write):
        return _to_screen(meeting_id)
    return _show(request, card, {"punt": form})


def tick(request: MemberRequest, meeting_id: UUID, attendance_id: UUID) -> HttpResponse:
    """Write down that somebody is there, or is not."""
    card = _led(request, meeting_id)
    if all(one.id != attendance_id for one in card.guests):
        raise NotFound
    attending.tick(
        actor=request.actor,
        attendance_id=attendance_id,
        attended=request.POST.get("aanwezig") == "ja",
    )
    return _to_attendance(meeting_id)


def tick_all(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    """Write down that everybody is there."""
    attending.tick_all(actor=request.actor, meeting_id=meeting_id)
    return _to_attendance(meeting_id)


def close(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    """Show what was not reached and what was written; then end the meeting."""
    card = _led(request, meeting_id)
    # What was decided is dealt with, also if nobody said so.
    left = [one for one in card.items if one.state == "open" and not card.decisions_on(one)]
    form = forms.CloseForm(sent(request), items=left)
    mailed: list[int] = []

    def write(values: Forms) -> None:
        mailed.append(
            services.close_meeting(
                actor=request.actor,
                meeting_id=meeting_id,
                dropped=[UUID(one) for one in values["dropped"]],
                mails_now=values["mails_now"],
                base=base_of(request),
                at=timezone.now(),
            )
        )

    if kept(form, write):
        return saved(request, "steering:meeting", meeting_id, words=_closed(mailed[0]))
    context = {"form": form, "card": card, "left": left}
    return page(request, "steering/meeting_close.html", context, form)


def minutes_file(request: MemberRequest, meeting_id: UUID, number: int) -> HttpResponse:
    """Return a version of the list of decisions and actions as PDF."""
    found = selectors.minutes_content(actor=request.actor, meeting_id=meeting_id, number=number)
    content = minutes_paper.minutes_pdf(
        content=found.content,
        changes=found.changes,
        number=found.number,
        municipality=Municipality.objects.get(pk=found.municipality_id),
    )
    return pdf_file(content, f"besluiten-{found.content['date']}.pdf")


def send_minutes(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    """Mail the list to everybody who was asked."""
    mailed = minutes.send(
        actor=request.actor, meeting_id=meeting_id, base=base_of(request), at=timezone.now()
    )
    return saved(request, "steering:meeting", meeting_id, words=mail_words(mailed))


def correct(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    """Mend notes and attendance; a next version of the list goes out."""
    card = _led(request, meeting_id)
    form = forms.CorrectForm(sent(request), card=card)
    mailed: list[int] = []

    def write(values: Forms) -> None:
        mailed.append(
            minutes.correct(
                actor=request.actor,
                meeting_id=meeting_id,
                version=values["version"],
                notes={pk: values[name] for pk, name in form.items.items()},
                present=[UUID(one) for one in values["present"]],
                base=base_of(request),
                at=timezone.now(),
            )
        )

    if kept(form, write):
        return saved(request, "steering:meeting", meeting_id, words=mail_words(mailed[0]))
    context = {
        "form": form,
        "card": card,
        "decisions": [one for one in card.written if not one.is_action],
        "actions": [one for one in card.written if one.is_action],
    }
    return page(request, "steering/minutes_correct.html", context, form)


def _decider(
    request: MemberRequest, item: ItemView, form: forms.DecisionForm
) -> Callable[[Forms], None]:
    def write(values: Forms) -> None:
        services.write_decision(
            actor=request.actor,
            item_id=item.id,
            question=values["question"],
            matter=values["matter"],
            taken=Taken(
                kind=form.kind,
                outcome=values["outcome"],
                grounds=values["grounds"],
                dissent=values["dissent"],
                chosen_id=values.get("chosen_id"),
                review_date=values.get("review_date"),
            ),
            at=timezone.now(),
            seen=values["seen"],
        )

    return write


def _write(
    request: MemberRequest,
    card: MeetingCard,
    item: ItemView,
    name: str,
    form: django_forms.Form,
    write: Callable[[Forms], None],
) -> HttpResponse:
    """Do what the form asks; a refusal comes back on the same screen with what was typed."""
    if kept(form, write):
        return _to_screen(card.id, "geschreven")
    # What others wrote meanwhile is on the screen that comes back.
    card = _led(request, card.id)
    item = _item(card, item.id)
    if isinstance(form, forms.DecisionForm):
        form.look_again(card, item)
    return _show(request, card, {name: form}, item)


def _show(
    request: MemberRequest,
    card: MeetingCard,
    refused: Forms,
    item: ItemView | None = None,
    opened: str = "",
) -> HttpResponse:
    item = item or card.current
    today = timezone.localdate()
    context: dict[str, Any] = {"card": card, "item": item, "opened": next(iter(refused), opened)}
    context["quick"] = refused.get("punt") or forms.QuickItem(auto_id="item_%s")
    if item is not None:
        owners = selectors.owners(actor=request.actor)
        context |= {
            "owners": owners,
            "decision": refused.get("besluit") or forms.DecisionForm(card=card, item=item),
            "not_now": refused.get("nu-niet")
            or forms.NotNowForm(card=card, item=item, today=today),
            "action": refused.get("actie") or forms.ActionForm(owners=owners, today=today),
            "note": refused.get("notitie") or forms.NoteForm(auto_id="note_%s"),
            "previous": _beside(card, item, -1),
            "following": _beside(card, item, 1),
            "here": [one for one in card.written if one.item_id == item.id],
        }
    return render(request, "steering/in_meeting.html", context, status=422 if refused else 200)


def _beside(card: MeetingCard, item: ItemView, steps: int) -> ItemView | None:
    order = [one.id for one in card.items]
    place = order.index(item.id) + steps if item.id in order else -1
    return card.items[place] if 0 <= place < len(order) else None


def _closed(mailed: int) -> str:
    if not mailed:
        return _("Gesloten. De besluiten- en actielijst staat klaar om te versturen.")
    words = ngettext(
        "Gesloten. %(n)s mail met de lijst gaat uit.",
        "Gesloten. %(n)s mails met de lijst gaan uit.",
        mailed,
    )
    return words % {"n": mailed}


def _to_screen(meeting_id: UUID, place: str = "") -> HttpResponse:
    answer = redirect("steering:in_meeting", meeting_id)
    if place:
        answer["Location"] += f"#{place}"
    answer.status_code = 303
    return answer


def _to_attendance(meeting_id: UUID) -> HttpResponse:
    """Go back to the list of who is there, unfolded: the next name is ticked at once."""
    answer = redirect("steering:in_meeting", meeting_id)
    answer["Location"] += f"?{PRESENT}=1#{PRESENT}"
    answer.status_code = 303
    return answer


def _led(request: MemberRequest, meeting_id: UUID) -> MeetingCard:
    return cards.led_meeting(actor=request.actor, meeting_id=meeting_id)


def _item(card: MeetingCard, item_id: UUID) -> ItemView:
    found = next((one for one in card.items if one.id == item_id), None)
    if found is None:
        raise NotFound
    return found
