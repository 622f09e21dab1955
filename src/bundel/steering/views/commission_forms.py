"""Forms of commissions: draft, edit, propose a change, sign a step, say who has which part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.models import Role
from bundel.accounts.requests import MemberRequest
from bundel.core.commissions import RULES
from bundel.errors import NotAllowed, NotFound
from bundel.steering.forms import commissions as forms
from bundel.steering.selectors import commission_card as cards
from bundel.steering.selectors import commission_choices as offers
from bundel.steering.selectors.commission_card import CommissionCard, TextView
from bundel.steering.selectors.commission_choices import PARTNER, PERSON, Choices
from bundel.steering.services import commission_steps, rasci
from bundel.steering.services import commissions as services
from bundel.steering.views.commission_words import WORDS
from bundel.ui.form_pages import all_of, page, saved, sent
from bundel.ui.lines import Lines, lines_of

CARD = "steering:commission"
SPARE_LINES = 3


def new(request: MemberRequest) -> HttpResponse:
    """Write a first text; the address may name an initiative, or a commission to begin from."""
    begin = _begin(request)
    offered = offers.choices(actor=request.actor)
    form = forms.NewCommission(sent(request), initial=begin, offered=offered)
    hours, money = _lines(request, begin, offered)
    made: list[UUID] = []

    def write(values: dict[str, Any]) -> None:
        made.append(
            services.draft_commission(
                actor=request.actor,
                sides_=forms.sides_of(values),
                content=forms.content_of(values, hours, money),
                initiative_id=values["initiative_id"],
                part=values["part"],
                at=timezone.now(),
            )
        )

    if all_of(form, (hours, money), write):
        words = _("De opdracht staat klaar. Lees haar na, en bied haar dan aan.")
        return saved(request, CARD, made[0], words=words)
    context = {"form": form, "hours": hours, "money": money, "prefilled": "initiative_id" in begin}
    return page(request, "steering/commission_new.html", context, form, *_bound(hours, money))


def edit(request: MemberRequest, commission_id: UUID) -> HttpResponse:
    """Write the text of a draft otherwise."""
    card = cards.commission_card(actor=request.actor, commission_id=commission_id)
    if not card.may_draft or card.holds is None:
        raise NotAllowed
    # Who sends a text in too late finds it in the form.
    if request.method != "POST" and not card.may_edit:
        raise services.AlreadyOffered
    begin = _values(card.holds) | _sides(card) | {"version": card.line.version}
    offered = offers.choices(actor=request.actor)
    form = forms.DraftOfCommission(sent(request), initial=begin, offered=offered)
    hours, money = _lines(request, begin, offered)

    def write(values: dict[str, Any]) -> None:
        services.edit_draft(
            actor=request.actor,
            commission_id=commission_id,
            version=values["version"],
            sides_=forms.sides_of(values),
            content=forms.content_of(values, hours, money),
            at=timezone.now(),
        )

    if all_of(form, (hours, money), write):
        return saved(request, CARD, commission_id)
    context = {"form": form, "hours": hours, "money": money, "card": card, "line": card.line}
    return page(request, "steering/commission_edit.html", context, form, *_bound(hours, money))


def change(request: MemberRequest, commission_id: UUID) -> HttpResponse:
    """Propose another text; what was agreed holds until the other side says yes."""
    card = _with_act(request, commission_id, services.CHANGE)
    begin = _values(card.holds) if card.holds else {}
    begin |= {"version": card.line.version}
    offered = offers.choices(actor=request.actor, beside=card.holds)
    form = forms.ChangeOfCommission(sent(request), initial=begin)
    hours, money = _lines(request, begin, offered)

    def write(values: dict[str, Any]) -> None:
        services.propose_change(
            actor=request.actor,
            commission_id=commission_id,
            version=values["version"],
            content=forms.content_of(values, hours, money),
            at=timezone.now(),
        )

    if all_of(form, (hours, money), write):
        words = _("De wijziging ligt bij de andere kant.")
        return saved(request, CARD, commission_id, words=words)
    context = {
        "form": form,
        "hours": hours,
        "money": money,
        "card": card,
        "line": card.line,
        "words": WORDS[services.CHANGE],
    }
    return page(request, "steering/commission_change.html", context, form, *_bound(hours, money))


def sign(request: MemberRequest, commission_id: UUID, act: str) -> HttpResponse:
    """Take one step, after reading what comes of it."""
    if act not in RULES or act == services.CHANGE:
        raise NotFound
    card = _with_act(request, commission_id, act)
    words = WORDS[act]
    form = forms.SignStep(
        sent(request),
        initial={"version": card.line.version},
        label=words.note,
        needed=RULES[act].reason,
    )

    def write(values: dict[str, Any]) -> None:
        commission_steps.sign(
            actor=request.actor, commission_id=commission_id, act=act, at=timezone.now(), **values
        )

    if all_of(form, (), write):
        return saved(request, CARD, commission_id)
    context = {"form": form, "card": card, "line": card.line, "words": words, "act": act}
    return page(request, "steering/commission_sign.html", context, form)


def roles(request: MemberRequest, commission_id: UUID) -> HttpResponse:
    """Say who else has a part in it."""
    card = cards.commission_card(actor=request.actor, commission_id=commission_id)
    if not card.may_set_roles:
        raise NotFound
    form = forms.Roles(sent(request), initial={"version": card.line.version})
    lines = lines_of(
        forms.RoleLine,
        data=sent(request),
        initial=[_role(one) for one in card.roles],
        extra=SPARE_LINES,
        options={"offered": offers.role_choices(actor=request.actor)},
        prefix="rol",
    )

    def write(values: dict[str, Any]) -> None:
        rasci.set_roles(
            actor=request.actor,
            commission_id=commission_id,
            version=values["version"],
            parts=forms.parts_of(lines),
        )

    if all_of(form, (lines,), write):
        return saved(request, CARD, commission_id)
    context = {"form": form, "lines": lines, "card": card, "line": card.line}
    return page(request, "steering/commission_roles.html", context, form, *_bound(lines))


def _with_act(request: MemberRequest, commission_id: UUID, act: str) -> CommissionCard:
    """
    Return the card, for a side of it that may take this step now.

    Raises:
        NotFound: for who is no side: there is no such step for them.
        NotNow: for a side that cannot take it now.
    """
    card = cards.commission_card(actor=request.actor, commission_id=commission_id)
    if not card.line.is_mine:
        raise NotFound
    # Who sends a form in too late finds what was typed in it.
    if request.method != "POST" and act not in card.open_acts:
        raise commission_steps.NotNow
    return card


def _begin(request: MemberRequest) -> dict[str, Any]:
    """Return with which values a new commission begins."""
    begin: dict[str, Any] = {}
    if request.actor.role == Role.COMMISSIONER:
        begin["commissioner_id"] = request.actor.user_id
    from_id = _id(request.GET.get("van", ""))
    if from_id is not None:
        card = cards.commission_card(actor=request.actor, commission_id=from_id)
        about: dict[str, Any] = {"initiative_id": card.line.initiative_id}
        if card.line.initiative_id is None:
            about = {"part": card.line.title}
        return begin | _sides(card) | about | (_values(card.holds) if card.holds else {})
    initiative_id = _id(request.GET.get("initiatief", ""))
    if initiative_id is not None:
        begin |= offers.start_of(
            actor=request.actor, initiative_id=initiative_id, today=timezone.localdate()
        )
    return begin


def _values(text: TextView) -> dict[str, Any]:
    return {name: words for name, _label, words in text.words} | {
        "from_date": text.from_date,
        "until_date": text.until_date,
        "hours": [(one.id, one.amount) for one in text.hours],
        "money": [(one.id, one.amount) for one in text.money],
    }


def _sides(card: CommissionCard) -> dict[str, Any]:
    kind, chosen = PERSON, card.contractor_id
    if chosen is None:
        kind, chosen = PARTNER, card.contractor_organisation_id
    return {"commissioner_id": card.line.commissioner_id, "contractor": f"{kind}:{chosen}"}


def _lines(request: MemberRequest, begin: dict[str, Any], offered: Choices) -> tuple[Lines, Lines]:
    """Return the rows of hours and of money; takes them out of what the form begins with."""
    hours, money = begin.pop("hours", []), begin.pop("money", [])
    return (
        lines_of(
            forms.HoursLine,
            data=sent(request),
            initial=[{"pool_id": one, "hours": amount} for one, amount in hours],
            extra=SPARE_LINES,
            options={"offered": offered.pools},
            prefix="uren",
        ),
        lines_of(
            forms.MoneyLine,
            data=sent(request),
            initial=[{"fund_id": one, "eur": amount} for one, amount in money],
            extra=2,
            options={"offered": offered.funds},
            prefix="geld",
        ),
    )


def _role(line: cards.RoleLine) -> Mapping[str, Any]:
    kinds = ((PERSON, line.user_id), (PARTNER, line.organisation_id))
    chosen = next((f"{kind}:{one}" for kind, one in kinds if one), "")
    who = chosen or f"{offers.DEPARTMENT}:{line.department_id}"
    return {"who": who, "rasci": line.rasci, "what": line.what}


def _bound(*parts: Lines) -> list[Any]:
    return [form for lines in parts if lines.is_bound for form in lines.forms]


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
