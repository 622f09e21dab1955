"""Pages of the communication plan: by week, one message, and the rules."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.reporting.forms.telling import RHYTHMS, EditMessage, NewMessage, NewRule, RuleForm, Told
from bundel.reporting.selectors import telling as selectors
from bundel.reporting.selectors.telling import MessageCard, RuleRow
from bundel.reporting.services import messages as services
from bundel.reporting.services import planning
from bundel.reporting.services import telling as rule_services
from bundel.ui.form_pages import VersionOnly, kept, page, saved, sent
from bundel.ui.lists import as_file

TOLD = "verteld"


def plan(request: MemberRequest) -> HttpResponse:
    """Show by week what is told to whom, or what was told."""
    actor, today = request.actor, timezone.localdate()
    audience, show = request.GET.get("wie", ""), request.GET.get("toon", "")
    rows = selectors.messages(
        actor=actor, today=today, audience=audience, show=TOLD if show == TOLD else "planned"
    )
    names = [one.name for one in selectors.audiences(actor=actor)]
    context = {
        "weeks": list(selectors.weeks(rows)),
        "late": sum(row.is_late for row in rows),
        "options": [("", _("iedereen")), *((name, name) for name in names)],
        "audience": audience,
        "show": show,
        "rules": len(selectors.rules(actor=actor)),
        "may_tell": permissions.can(actor, "reporting.tell"),
    }
    return render(request, "reporting/plan.html", context)


def plan_file(request: MemberRequest, kind: str) -> HttpResponse:
    """Return the messages as a list."""
    show = TOLD if request.GET.get("toon") == TOLD else "planned"
    rows = selectors.messages(
        actor=request.actor,
        today=timezone.localdate(),
        audience=request.GET.get("wie", ""),
        show=show,
    )
    headings = (
        _("Voor"),
        _("Wie moet het weten"),
        _("Wat"),
        _("Hoe"),
        _("Wie vertelt het"),
        _("Status"),
        _("Verteld op"),
        _("Aan hoeveel mensen"),
        _("Waar dat te zien is"),
    )
    cells = [
        (
            row.due_date.isoformat(),
            row.audience,
            row.what,
            row.channel_label,
            row.owner,
            row.state_label,
            timezone.localdate(row.sent_at).isoformat() if row.sent_at else "",
            row.sent_to_count,
            row.proof,
        )
        for row in rows
    ]
    return as_file(kind=kind, name="communicatieplan", headings=headings, rows=cells)


def message(request: MemberRequest, message_id: UUID) -> HttpResponse:
    """Show a message, who would get it, and the ways to tell it."""
    card = _card(request, message_id)
    return render(request, "reporting/message.html", _shown(request, card))


def _card(request: MemberRequest, message_id: UUID) -> MessageCard:
    today = timezone.localdate()
    return selectors.message(actor=request.actor, message_id=message_id, today=today)


def _shown(request: MemberRequest, card: MessageCard, **forms: Any) -> dict[str, Any]:
    readers = []
    if card.may_tell and card.by_mail:
        audience = selectors.audience_of(actor=request.actor, audience_id=card.audience_id)
        readers = services.readers_of(audience)
    told = Told(initial={"version": card.version})
    return {"card": card, "readers": readers, "told": told, "form": None, **forms}


def message_new(request: MemberRequest) -> HttpResponse:
    """Plan a message that no rule asks for."""
    audiences = selectors.audiences(actor=request.actor)
    form = NewMessage(sent(request), audiences=audiences)
    made: list[UUID] = []

    def add(values: dict[str, Any]) -> None:
        made.append(services.add_message(actor=request.actor, **values))

    if kept(form, add):
        return saved(request, "reporting:message", made[0])
    context = {"form": form, "audiences": audiences}
    return page(request, "reporting/message_new.html", context, form)


def message_edit(request: MemberRequest, message_id: UUID) -> HttpResponse:
    """Write a message; an empty one begins with what was decided lately."""
    card = _card(request, message_id)
    start = {
        "version": card.version,
        "what": card.what,
        "text": card.text or _draft(request),
        "due_date": card.due_date,
        "channel": card.channel,
        "owner_id": card.owner_id,
    }
    form = EditMessage(sent(request), initial=start, people=selectors.people(actor=request.actor))

    def write(values: dict[str, Any]) -> None:
        services.edit_message(
            actor=request.actor,
            message_id=message_id,
            **{**values, "version": values["version"] or card.version},
        )

    if kept(form, write):
        return saved(request, "reporting:message", message_id)
    return page(request, "reporting/message_edit.html", {"form": form, "card": card}, form)


def _draft(request: MemberRequest) -> str:
    return planning.digest_text(
        municipality_id=request.actor.municipality_id, today=timezone.localdate()
    )


def message_send(request: MemberRequest, message_id: UUID) -> HttpResponse:
    """Mail a message to all who have to know."""
    form = VersionOnly(sent(request))
    count: list[int] = []

    def send(values: dict[str, Any]) -> None:
        count.append(
            services.send_message(
                actor=request.actor, message_id=message_id, at=timezone.now(), **values
            )
        )

    if kept(form, send):
        words = ngettext(
            "Verstuurd aan %(count)s mens.", "Verstuurd aan %(count)s mensen.", count[0]
        )
        return saved(request, "reporting:message", message_id, words=words % {"count": count[0]})
    context = _shown(request, _card(request, message_id), form=form)
    return page(request, "reporting/message.html", context, form)


def message_told(request: MemberRequest, message_id: UUID) -> HttpResponse:
    """Keep that a message was told otherwise; with `vervalt` that it lapses."""
    card = _card(request, message_id)
    form = Told(sent(request))
    drops = request.POST.get("daad") == "vervalt"

    def keep(values: dict[str, Any]) -> None:
        if drops:
            services.drop_message(actor=request.actor, message_id=message_id, **values)
        else:
            services.told_message(
                actor=request.actor, message_id=message_id, at=timezone.now(), **values
            )

    if kept(form, keep):
        return saved(request, "reporting:message", message_id)
    context = _shown(request, card, form=form, told=form)
    return page(request, "reporting/message.html", context, form)


def rules(request: MemberRequest) -> HttpResponse:
    """Show the rules by which messages are planned."""
    names = dict(RHYTHMS)
    rows = [(row, _when(row, names)) for row in selectors.rules(actor=request.actor)]
    return render(request, "reporting/rules.html", {"rows": rows})


def _when(row: RuleRow, names: Any) -> str:
    """Return in words when a rule gives a message."""
    if selectors.is_rhythm(row):
        return str(names.get(row.recurrence, row.recurrence))
    words = ngettext(
        "binnen %(days)s dag na een besluit", "binnen %(days)s dagen na een besluit", row.days_after
    ) % {"days": row.days_after}
    if row.matter_label:
        return _("%(when)s over %(matter)s") % {"when": words, "matter": row.matter_label}
    return words


def rules_start(request: MemberRequest) -> HttpResponse:
    """Take over the start list."""
    count = rule_services.start_rules(actor=request.actor, at=timezone.now())
    words = ngettext(
        "%(count)s regel overgenomen. Pas hem aan uw gemeente aan.",
        "%(count)s regels overgenomen. Pas ze aan uw gemeente aan.",
        count,
    )
    return saved(request, "reporting:rules", words=words % {"count": count})


def rule_new(request: MemberRequest) -> HttpResponse:
    """Add a rule."""
    actor = request.actor
    form = NewRule(
        sent(request),
        audiences=selectors.audiences(actor=actor),
        people=selectors.people(actor=actor),
    )

    def add(values: dict[str, Any]) -> None:
        given = dict(values)
        given.pop("version")
        audience = given.pop("new_audience") or given.pop("audience")
        given.pop("audience", None)
        rule_services.add_rule(actor=actor, at=timezone.now(), audience=audience, **given)

    if kept(form, add):
        return saved(request, "reporting:rules")
    return page(request, "reporting/rule_edit.html", {"form": form}, form)


def rule_edit(request: MemberRequest, rule_id: UUID) -> HttpResponse:
    """Change a rule, or switch it off."""
    row = selectors.rule(actor=request.actor, rule_id=rule_id)
    start = {name: getattr(row, name) for name in RuleForm.base_fields}
    people = selectors.people(actor=request.actor)
    form = RuleForm(sent(request), initial=start, people=people)

    def write(values: dict[str, Any]) -> None:
        rule_services.edit_rule(
            actor=request.actor,
            rule_id=rule_id,
            at=timezone.now(),
            **{**values, "version": values["version"] or row.version},
        )

    if kept(form, write):
        return saved(request, "reporting:rules")
    return page(request, "reporting/rule_edit.html", {"form": form, "row": row}, form)
