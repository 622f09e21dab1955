"""The page of a signal, and every act on it: each act is a form on that page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.errors import NotAllowed, NotFound
from bundel.signals.forms import handling
from bundel.signals.selectors import card as selectors
from bundel.signals.selectors.card import Card
from bundel.signals.services import answering, asking, checking, closing, merging, passing
from bundel.ui.form_pages import VersionOnly, kept, page, saved, sent


def signal(request: MemberRequest, signal_id: UUID) -> HttpResponse:
    """Show a signal with what one can do."""
    return _page(request, signal_id)


def answer(request: MemberRequest, signal_id: UUID) -> HttpResponse:
    """Answer it."""
    return _do(request, signal_id, "answer", answering.answer_signal, _("Beantwoord en verstuurd."))


def ask(request: MemberRequest, signal_id: UUID) -> HttpResponse:
    """Ask the reporter something."""
    return _do(request, signal_id, "ask", asking.ask_back, _("De vraag is onderweg per mail."))


def reply(request: MemberRequest, signal_id: UUID) -> HttpResponse:
    """Answer what was asked, signed in."""
    return _do(request, signal_id, "reply", asking.reply, _("Dank u wel. Wij gaan verder."))


def pass_on(request: MemberRequest, signal_id: UUID) -> HttpResponse:
    """Let another team or person act."""
    return _do(request, signal_id, "pass_on", passing.pass_on, _("Doorgegeven."))


def take(request: MemberRequest, signal_id: UUID) -> HttpResponse:
    """Take it up oneself."""
    return _do(request, signal_id, "take", passing.take, _("Dit wacht nu op u."))


def theme(request: MemberRequest, signal_id: UUID) -> HttpResponse:
    """Say what it is about."""
    return _do(request, signal_id, "theme", passing.choose_theme, _("Bewaard."))


def share(request: MemberRequest, signal_id: UUID) -> HttpResponse:
    """Let other partners read it, or no longer."""
    return _do(request, signal_id, "share", passing.share, _("Bewaard."))


def not_ours(request: MemberRequest, signal_id: UUID) -> HttpResponse:
    """Say where it belongs."""
    return _do(
        request, signal_id, "not_ours", closing.not_ours, _("De melder leest waar het hoort.")
    )


def close(request: MemberRequest, signal_id: UUID) -> HttpResponse:
    """Close it."""
    return _do(request, signal_id, "close", closing.close, _("Afgesloten."))


def reopen(request: MemberRequest, signal_id: UUID) -> HttpResponse:
    """Open it again."""
    return _do(request, signal_id, "reopen", closing.reopen, _("Heropend, met een nieuwe belofte."))


def unmerge(request: MemberRequest, signal_id: UUID) -> HttpResponse:
    """Let it stand on its own again."""
    return _do(request, signal_id, "unmerge", merging.unmerge, _("Dit signaal staat weer los."))


def release(request: MemberRequest, signal_id: UUID) -> HttpResponse:
    """Let a held one through."""
    words = _("Vrijgegeven. Het signaal is nu bij wie het moet beantwoorden.")
    return _do(request, signal_id, "release", checking.release, words)


def give_back(request: MemberRequest, signal_id: UUID) -> HttpResponse:
    """Wipe the words of a held one."""
    words = _("Teruggegeven. De woorden zijn gewist; de melder krijgt een mail.")
    return _do(request, signal_id, "give_back", checking.give_back, words)


def rate(request: MemberRequest, signal_id: UUID) -> HttpResponse:
    """Say whether it was an answer."""

    def act(*, was_answer: str, **values: Any) -> None:
        answering.rate_answer(was_answer=was_answer == "ja", **values)

    return _do(request, signal_id, "rate", act, _("Dank u wel. Wij weten het nu."))


def merge(request: MemberRequest, signal_id: UUID) -> HttpResponse:
    """Show two signals side by side, and let the one go into the other."""
    actor = request.actor
    today = timezone.localdate()
    shown = selectors.card(actor=actor, signal_id=signal_id, today=today)
    if not shown.handles:
        raise NotAllowed
    others = selectors.alike(actor=actor, signal_id=signal_id)
    chosen = _chosen(request, others)
    initial = {"version": shown.version, "into_id": chosen}
    form = handling.Merge(sent(request), initial=initial, others=others)

    def write(values: dict[str, Any]) -> None:
        merging.merge(actor=actor, signal_id=signal_id, at=timezone.now(), **values)

    if kept(form, write):
        words = _("Samengevoegd. Ongedaan maken kan op deze pagina.")
        return saved(request, "signals:signal", signal_id, words=words)
    other = selectors.card(actor=actor, signal_id=UUID(chosen), today=today) if chosen else None
    context = {"card": shown, "other": other, "others": others, "form": form}
    return page(request, "signals/merge.html", context, form)


def _chosen(request: MemberRequest, others: list[selectors.Other]) -> str:
    """Return the id of the other signal that was chosen, or of the one that is most alike."""
    given = request.POST.get("into_id") or request.GET.get("met", "")
    first = str(others[0].id) if others else ""
    return next((str(one.id) for one in others if str(one.id) == given), first)


def _do(
    request: MemberRequest, signal_id: UUID, name: str, act: Callable[..., object], words: str
) -> HttpResponse:
    """Do an act with what its form holds, or show the page again with the form as it was sent."""
    shown = selectors.card(actor=request.actor, signal_id=signal_id, today=timezone.localdate())
    if name in HANDLING and not shown.handles:
        raise NotAllowed
    form = _form(request, shown, name, bound=True)

    def write(values: dict[str, Any]) -> None:
        act(actor=request.actor, signal_id=signal_id, at=timezone.now(), **values)

    if kept(form, write):
        return saved(request, "signals:signal", signal_id, words=words)
    context = _context(request, shown, name, form)
    return page(request, "signals/card.html", context, form)


def _page(request: MemberRequest, signal_id: UUID) -> HttpResponse:
    shown = selectors.card(actor=request.actor, signal_id=signal_id, today=timezone.localdate())
    return render(request, "signals/card.html", _context(request, shown))


def _context(
    request: MemberRequest, shown: Card, name: str = "", form: forms.Form | None = None
) -> dict[str, Any]:
    names = [one for one in FORMS if one in _offered(shown)]
    made = {one: _form(request, shown, one) for one in names}
    if form is not None:
        made[name] = form
    return {"card": shown, "acts": shown.acts, "forms": made, "open": name, "refused": form}


def _offered(shown: Card) -> set[str]:
    """Return which acts have a form that asks something."""
    acts, found = shown.acts, set()
    if acts.handle:
        found |= {"answer", "ask", "pass_on", "not_ours"}
    if acts.theme:
        found.add("theme")
    if acts.reopen:
        found.add("reopen")
    if acts.reply:
        found.add("reply")
    if acts.rate:
        found.add("rate")
    return found


# Acts of who handles signals; the others are of who told it, or checks it.
HANDLING = frozenset(
    {"answer", "ask", "pass_on", "take", "theme", "not_ours", "close", "reopen", "unmerge"}
)
FORMS: dict[str, type[forms.Form]] = {
    "answer": handling.Answer,
    "ask": handling.AskBack,
    "pass_on": handling.PassOn,
    "not_ours": handling.NotOurs,
    "theme": handling.ChooseTheme,
    "reopen": handling.Why,
    "reply": handling.Reply,
    "rate": handling.Rate,
    "share": handling.Share,
}


def _form(request: MemberRequest, shown: Card, name: str, *, bound: bool = False) -> forms.Form:
    if bound and request.method != "POST":
        raise NotFound
    options: dict[str, Any] = {}
    if name == "pass_on":
        options = {
            "teams": selectors.teams(actor=request.actor),
            "people": selectors.handlers(actor=request.actor),
        }
    if name == "theme":
        options = {"themes": selectors.themes(actor=request.actor)}
    initial = {"version": shown.version, "theme_id": shown.told.theme_id}
    return FORMS.get(name, VersionOnly)(
        request.POST if bound else None, initial=initial, auto_id=f"{name}_%s", **options
    )
