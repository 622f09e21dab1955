"""Telling a signal on a page, what became of it, and what others told that is like it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.core import pictures
from bundel.signals.forms import telling as forms
from bundel.signals.models import Channel
from bundel.signals.selectors import choices as choice_selectors
from bundel.signals.selectors import similar as similar_selectors
from bundel.signals.selectors import telling as selectors
from bundel.signals.selectors.choices import EVERYWHERE, Choices
from bundel.signals.selectors.telling import Piece
from bundel.signals.services import device_keys, door, following, photos
from bundel.signals.services import settings as settings_services
from bundel.signals.services import telling as services
from bundel.ui.form_pages import kept, saved

# Buttons of the form that send nothing in: each asks for the same page with something more.
TAKE, LOOK, FOLLOW = "neem_over", "kijk", "volg"
TEXTS = ("text", "question")
LONGEST_LOOKED_AT = 4000


@dataclass(frozen=True, slots=True)
class Marked:
    """A text that was refused, in pieces, with better words where there are any."""

    field: str
    label: str
    pieces: list[Piece]
    better: str


def tell(request: MemberRequest) -> HttpResponse:
    """Tell a signal; what is refused comes back as it was typed, with the words marked."""
    chosen = settings_services.settings_of(request.actor.municipality_id)
    choices = choice_selectors.choices(actor=request.actor, chosen=chosen)
    if request.method != "POST":
        as_before = request.GET.get("zoals") == "vorige"
        start = forms.beginning(choices.last, as_before=as_before)
        form = forms.Tell(choices=choices, initial=start)
        return _page(request, form, choices, as_before=as_before)
    if {TAKE, LOOK, FOLLOW} & request.POST.keys():
        return _once_more(request, choices)
    form = forms.Tell(request.POST, request.FILES, choices=choices)
    done: list[services.Told] = []
    verdicts: list[door.Verdict] = []
    if kept(form, lambda values: done.append(_tell(request, values, verdicts))):
        return _seen_to(request, done[0])
    marked = _marked(form, verdicts[0] if verdicts else _verdict_too(request, form))
    return _page(request, form, choices, marked=marked, status=422)


def _verdict_too(request: MemberRequest, form: forms.Tell) -> door.Verdict:
    """Look at the words of a form in which other things are wrong, so that all is told at once."""
    verdict = _verdict(request, request.POST)
    for fault in verdict.faults:
        form.add_error(fault.field, fault.message)
    return verdict


def _tell(
    request: MemberRequest, values: dict[str, Any], verdicts: list[door.Verdict]
) -> services.Told:
    try:
        return taken_in(request, values)
    except door.PersonalData as refusal:
        verdicts.append(refusal.verdict)
        raise


@transaction.atomic
def taken_in(request: MemberRequest, values: dict[str, Any]) -> services.Told:
    """Tell a signal with its photo: both are kept, or neither is."""
    now = timezone.now()
    done = services.tell_signal(
        actor=request.actor, telling=forms.telling_of(values), channel=Channel.FORM, at=now
    )
    given = values.get("photo")
    if given is not None and done.is_new:
        photos.add_photo(
            actor=request.actor,
            signal_id=done.signal_id,
            given=given.read(pictures.MOST_BYTES + 1),
            caption=values["caption"],
            at=now,
        )
    return done


def _seen_to(request: MemberRequest, done: services.Told) -> HttpResponse:
    answer = redirect("signals:told", done.signal_id)
    answer.status_code = 303
    return answer


def _once_more(request: MemberRequest, choices: Choices) -> HttpResponse:
    """Show the form again as it stands, with better words, with what is alike, or following."""
    typed = request.POST.copy()
    if (field := typed.get(TAKE)) in TEXTS:
        verdict = _verdict(request, typed)
        typed[field] = verdict.suggestions.get(field, typed.get(field, ""))
    if signal_id := _id(typed.get(FOLLOW, "")):
        following.follow(actor=request.actor, signal_id=signal_id, at=timezone.now())
    form = forms.Tell(choices=choices, initial=_as_typed(typed))
    alike = _alike(request, typed) if {LOOK, FOLLOW} & typed.keys() else None
    response = _page(request, form, choices, alike=alike)
    # The page holds words that nobody stored: it is not kept to be given again.
    response.changed_nothing = True  # type: ignore[attr-defined]  # read by OnceOnly
    return response


def _as_typed(typed: QueryDict) -> dict[str, Any]:
    return {**typed.dict(), "trait_ids": typed.getlist("trait_ids")}


def _verdict(request: MemberRequest, typed: QueryDict) -> door.Verdict:
    return door.check(
        municipality_id=request.actor.municipality_id,
        texts={name: typed.get(name, "") for name in TEXTS},
        size=typed.get("size", ""),
        traits=len(typed.getlist("trait_ids")),
    )


def _marked(form: forms.Tell, verdict: door.Verdict) -> list[Marked]:
    refused = {fault.field for fault in verdict.faults}
    return [
        Marked(
            field=name,
            label=str(form.fields[name].label),
            pieces=selectors.pieces(
                verdict.texts[name], [(one.start, one.end, one.kind) for one in findings]
            ),
            better=verdict.suggestions.get(name, ""),
        )
        for name, findings in verdict.found.items()
        if name in refused
    ]


def _page(
    request: MemberRequest, form: forms.Tell, choices: Choices, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "form": form,
        "settings": choices.settings,
        "has_last": choices.last is not None,
        "marked": [],
        "device": device_keys.key_of(request.actor),
        **more,
    }
    return render(request, "signals/tell.html", context, status=status)


def told(request: MemberRequest, signal_id: UUID) -> HttpResponse:
    """Say what happens next with a signal that was just told, who has it, and by which day."""
    found = selectors.told(actor=request.actor, signal_id=signal_id)
    return render(request, "signals/told.html", {"signal": found})


def similar(request: MemberRequest) -> HttpResponse:
    """Show what others told that is like what is being typed; nothing of it is kept."""
    response = render(
        request, "signals/parts/similar.html", {"alike": _alike(request, request.POST)}
    )
    response.changed_nothing = True  # type: ignore[attr-defined]  # read by OnceOnly
    return response


def _alike(request: MemberRequest, typed: QueryDict) -> similar_selectors.Similar:
    area = typed.get("area_id", "")
    return similar_selectors.similar_signals(
        actor=request.actor,
        text=typed.get("text", "")[:LONGEST_LOOKED_AT],
        area_id=None if area == EVERYWHERE else _id(area),
        theme_id=_id(typed.get("theme_id", "")),
        now=timezone.now(),
    )


def follow(request: MemberRequest, signal_id: UUID) -> HttpResponse:
    """Follow a signal of another, from its card or from the form."""
    following.follow(actor=request.actor, signal_id=signal_id, at=timezone.now())
    return _back(request, signal_id, _("U volgt dit signaal. U hoort wat ervan komt."))


def unfollow(request: MemberRequest, signal_id: UUID) -> HttpResponse:
    """Follow a signal no longer."""
    words = _("U volgt dit signaal niet meer.")
    if following.unfollow(actor=request.actor, signal_id=signal_id):
        return _back(request, signal_id, words)
    # Of a signal of another there is nothing left to open.
    return saved(request, "signals:inbox", words=words)


def _back(request: MemberRequest, signal_id: UUID, words: str) -> HttpResponse:
    """Answer within the form with a word, else go to the card."""
    if request.htmx:
        return HttpResponse(words)
    return saved(request, "signals:signal", signal_id, words=words)


def _id(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
