"""Pages of decisions: the log, one decision with its choice, asking, and deciding."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.audit import services as audit
from bundel.errors import NotAllowed
from bundel.steering.forms.decisions import AskForm, DecideForm, ReasonForm, VoiceForm
from bundel.steering.models import DecisionKind, Matter
from bundel.steering.selectors import actions as actions_of
from bundel.steering.selectors import decisions as selectors
from bundel.steering.selectors import options
from bundel.steering.selectors.decision_card import DecisionCard, decision_card
from bundel.steering.selectors.decisions import Asked
from bundel.steering.services import asking, carrying_out, decision_options
from bundel.steering.services import decisions as services
from bundel.steering.services.decisions import Taken, VoiceInput
from bundel.ui import lists
from bundel.ui.form_pages import all_of, kept, page, saved, sent
from bundel.ui.lines import Lines, lines_of

PER_PAGE = 50
LEAST_VOICES = 3


def decisions(request: MemberRequest) -> HttpResponse:
    """Show the log: what was decided and why, to search and to filter."""
    today = timezone.localdate()
    asked = _asked(request)
    rows = selectors.decision_log(actor=request.actor, asked=asked, today=today)
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "found": len(rows),
        "asked": asked,
        "back": selectors.decisions_back(actor=request.actor, today=today)
        if asked == Asked()
        else [],
        "states": [
            ("", _("alle besluiten")),
            (selectors.OPEN, _("wat nog gevraagd wordt")),
            (selectors.STANDS, _("wat nu geldt")),
            (selectors.BACK, _("wat terugkomt")),
            (selectors.REPLACED, _("wat vervangen is")),
            (selectors.DROPPED, _("wat vervallen is")),
        ],
        "matters": [("", _("alles")), *Matter.choices],
        "filters": selectors.filter_options(actor=request.actor),
        "is_filtered": asked != Asked(),
        "may_ask": permissions.can(request.actor, services.ASK),
        "may_export": permissions.can(request.actor, "steering.export"),
    }
    return render(request, "steering/decisions.html", context)


def decisions_file(request: MemberRequest, kind: str) -> HttpResponse:
    """Return the log as a file, as it is filtered."""
    rows = selectors.decision_log(
        actor=request.actor, asked=_asked(request), today=timezone.localdate()
    )
    audit.record(
        actor=request.actor,
        action="steering.export_decisions",
        kind=services.KIND,
        object_id=None,
        label=_("besluiten"),
        after={"rows": len(rows)},
    )
    headings = [_("Nummer"), _("Vraag"), _("Status"), _("Besluit"), _("Gronden")]
    headings += [_("Waarover"), _("Overleg"), _("Initiatief"), _("Besloten op"), _("Opnieuw op")]
    return lists.as_file(
        kind=kind,
        name="besluiten",
        headings=headings,
        rows=[
            [
                one.number,
                one.question,
                one.state_label,
                one.outcome,
                one.grounds,
                one.matter_label,
                one.body,
                one.initiative,
                f"{timezone.localtime(one.decided_at):%d-%m-%Y}" if one.decided_at else "",
                f"{one.review_date:%d-%m-%Y}" if one.review_date else "",
            ]
            for one in rows
        ],
    )


def decision(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    """Show a decision: its options side by side, what was chosen and why, and what may follow."""
    today = timezone.localdate()
    card = decision_card(actor=request.actor, decision_id=decision_id, today=today)
    context = {
        "card": card,
        "today": today,
        "actions": [
            one
            for box in (actions_of.ALL, actions_of.ENDED)
            for one in actions_of.action_list(
                actor=request.actor, today=today, box=box, decision_id=decision_id
            )
        ],
        "may_write": permissions.can(request.actor, "steering.write_action"),
        "ways": carrying_out.ways_of(card.kind, card.initiative_state)
        if card.stands
        and card.initiative_id
        and permissions.can(request.actor, "programme.edit_initiative")
        else [],
    }
    if request.htmx:
        return render(request, "steering/decision.html#choice", context)
    return render(request, "steering/decision.html", context)


def ask(request: MemberRequest) -> HttpResponse:
    """Ask for a decision; with `na` one that would replace another."""
    after = _id(request.GET.get("na", ""))
    old = _card(request, after) if after else None
    start: dict[str, Any] = {"initiative_id": _id(request.GET.get("initiatief", ""))}
    if old is not None:
        start = {"matter": old.matter, "body_id": old.body_id, "initiative_id": old.initiative_id}
    form = _ask_form(request, start)
    made: list[UUID] = []

    def write(values: dict[str, Any]) -> None:
        values.pop("version")
        made.append(
            asking.ask_decision(actor=request.actor, at=timezone.now(), succeeds_id=after, **values)
        )

    if kept(form, write):
        words = _("Bewaard. Voeg nu opties toe.")
        return saved(request, "steering:decision", made[0], words=words)
    return page(
        request, "steering/decision_ask.html", {"form": form, "card": None, "old": old}, form
    )


def edit(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    """Ask it otherwise, while nobody has decided."""
    card = _card(request, decision_id)
    names = ("version", "question", "background", "matter", "body_id", "initiative_id")
    start = {name: getattr(card, name) for name in (*names, "decide_before_date")}
    form = _ask_form(request, start)

    def write(values: dict[str, Any]) -> None:
        asking.edit_decision(actor=request.actor, decision_id=decision_id, **values)

    if kept(form, write):
        return saved(request, "steering:decision", decision_id)
    return page(request, "steering/decision_ask.html", {"form": form, "card": card}, form)


def decide(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    """Write down what was decided, on which grounds, and by whom."""
    card = _card(request, decision_id)
    if not card.may_decide:
        raise NotAllowed
    wanted = _id(request.GET.get("optie", ""))
    chosen = next((one for one in card.choice.options if one.id == wanted), None)
    start = {
        "version": card.version,
        "body_id": card.body_id,
        "kind": decision_options.kind_of(chosen.title) if chosen else DecisionKind.DO,
        "chosen_id": str(chosen.id) if chosen else None,
    }
    form, voices = _decide_form(request, card, start), _voices(request, card)

    def write(values: dict[str, Any]) -> None:
        version = values.pop("version")
        services.decide(
            actor=request.actor,
            decision_id=decision_id,
            version=version,
            at=timezone.now(),
            taken=_taken(values, voices),
        )

    if all_of(form, [voices], write):
        words = _("Besloten en bewaard. Dit besluit verandert niet meer.")
        return saved(request, "steering:decision", decision_id, words=words)
    context = {"form": form, "voices": voices, "card": card, "way": "decide"}
    return page(request, "steering/decision_decide.html", context, form)


def succeed(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    """Take another decision that replaces this one."""
    return _answer(request, decision_id, "succeed")


def confirm(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    """Let a decision stand after its facts changed, on new grounds."""
    return _answer(request, decision_id, "confirm")


def drop(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    """Say that a question needs no decision any more."""
    card = _card(request, decision_id)
    form = ReasonForm(sent(request), initial={"version": card.version})

    def write(values: dict[str, Any]) -> None:
        asking.drop_decision(
            actor=request.actor, decision_id=decision_id, at=timezone.now(), **values
        )

    if kept(form, write):
        return saved(request, "steering:decisions")
    return page(request, "steering/decision_drop.html", {"form": form, "card": card}, form)


def _answer(request: MemberRequest, decision_id: UUID, way: str) -> HttpResponse:
    card = _card(request, decision_id)
    if not card.may_decide:
        raise NotAllowed
    start = {
        "version": card.version,
        "body_id": card.body_id,
        "kind": card.kind if way == "confirm" else DecisionKind.DO,
        "review_date": None,
        "outcome": _("Besluit %(number)s blijft staan.") % {"number": card.number}
        if way == "confirm"
        else "",
        "question": card.question,
    }
    form = _decide_form(request, card, start, question=way == "succeed", options=())
    voices = _voices(request, card)
    made: list[UUID] = []

    def write(values: dict[str, Any]) -> None:
        values.pop("version")
        question = values.pop("question", "")
        told: dict[str, Any] = {
            "actor": request.actor,
            "decision_id": decision_id,
            "at": timezone.now(),
            "taken": _taken(values, voices),
        }
        if way == "confirm":
            made.append(services.confirm_decision(**told))
        else:
            made.append(services.succeed_decision(question=question, **told))

    if all_of(form, [voices], write):
        return saved(request, "steering:decision", made[0], words=_("Besloten en bewaard."))
    context = {"form": form, "voices": voices, "card": card, "way": way}
    return page(request, "steering/decision_decide.html", context, form)


def _taken(values: dict[str, Any], voices: Lines) -> Taken:
    chosen = values.get("chosen_id")
    return Taken(
        **{name: value for name, value in values.items() if name != "chosen_id"},
        chosen_id=UUID(chosen) if chosen else None,
        voices=[
            VoiceInput(one["name"], one["role"] or _("lid"), stand=one["stand"] or "for")
            for one in voices.filled("name")
        ],
    )


def _decide_form(
    request: MemberRequest,
    card: DecisionCard,
    start: dict[str, Any],
    *,
    question: bool = False,
    options: Any = None,
) -> DecideForm:
    return DecideForm(
        sent(request),
        initial=start,
        options=card.choice.options if options is None else options,
        bodies=_bodies(request, card.matter),
        question=question,
    )


def _bodies(request: MemberRequest, matter: str) -> Any:
    return options.body_options(actor=request.actor, matter=matter)


def _voices(request: MemberRequest, card: DecisionCard) -> Lines:
    """Return a line for each who may have decided: as many as sit in the body."""
    extra = max(LEAST_VOICES, card.members)
    return lines_of(VoiceForm, data=sent(request), initial=[], extra=extra, prefix="stem")


def _ask_form(request: MemberRequest, start: dict[str, Any]) -> AskForm:
    return AskForm(
        sent(request),
        initial=start,
        bodies=options.all_bodies(actor=request.actor),
        initiatives=options.initiative_options(actor=request.actor),
    )


def _card(request: MemberRequest, decision_id: UUID) -> DecisionCard:
    return decision_card(actor=request.actor, decision_id=decision_id, today=timezone.localdate())


def _asked(request: MemberRequest) -> Asked:
    get = request.GET.get
    year = get("jaar", "")
    return Asked(
        text=get("q", "").strip()[:200],
        state=get("status", ""),
        body_id=_id(get("overleg", "")),
        matter=get("over", "") if get("over", "") in Matter.values else "",
        initiative_id=_id(get("initiatief", "")),
        year=int(year) if year.isdecimal() and len(year) == 4 else None,
    )


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
