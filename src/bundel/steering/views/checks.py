"""Pages of checks: the work list, one finding, accepting it, and the rules."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.audit import services as audit
from bundel.errors import NotFound
from bundel.steering.checks import BY_CODE
from bundel.steering.forms import checks as forms
from bundel.steering.selectors import checks as selectors
from bundel.steering.selectors.checks import FindingFilter
from bundel.steering.services import actions
from bundel.steering.services import checks as services
from bundel.ui import lists
from bundel.ui.form_pages import VersionOnly, kept, page, saved, sent

HOME, CARD, RULES = "steering:home", "steering:finding", "steering:check_rules"
STANDS = {"open": "open", "aanvaard": "accepted", "weg": "gone"}
# An action that mends something is asked for in two weeks, an acceptance holds a quarter.
ACTION_DAYS, ACCEPT_DAYS = 14, 91


def home(request: MemberRequest) -> HttpResponse:
    """Show what does not add up in the approach, and who must do what about it."""
    wanted = _filter(request)
    number = request.GET.get("page", "1")
    found = selectors.overview(
        actor=request.actor,
        wanted=wanted,
        number=int(number) if number.isdecimal() and len(number) < 7 else 1,
    )
    context = {
        "found": found,
        "wanted": wanted,
        "query": request.GET.urlencode(),
        "rules": [("", _("elke controle")), *selectors.rule_choices()],
        "initiatives": [
            ("", _("het hele programma")),
            *selectors.initiative_choices(actor=request.actor),
        ],
        "whose": [("", _("van iedereen")), ("mij", _("die ik moet oplossen"))],
        "stands": [
            ("open", _("Wat aandacht vraagt")),
            ("aanvaard", _("Wat is aanvaard")),
            ("weg", _("Wat is opgelost")),
        ],
        "chosen": {name: request.GET.get(name, "") for name in ("van", "controle", "over", "toon")},
        "is_filtered": wanted != FindingFilter(),
        "may_check": permissions.can(request.actor, services.ACCEPT),
        "may_rule": permissions.can(request.actor, services.SET_RULES),
        "may_export": permissions.can(request.actor, "steering.export"),
    }
    return render(request, "steering/checks.html", context)


def home_file(request: MemberRequest, kind: str) -> HttpResponse:
    """Return the findings that stand on the page as a file."""
    rows = selectors.finding_lines(actor=request.actor, wanted=_filter(request))
    audit.record(
        actor=request.actor,
        action="steering.export_findings",
        kind=services.KIND,
        object_id=None,
        label=f"{len(rows)}",
    )
    return lists.as_file(
        kind=kind,
        name="bevindingen",
        headings=[
            _("Controle"),
            _("Waarover"),
            _("Wat"),
            _("Wie"),
            _("Waarom"),
            _("Wat te doen"),
            _("Gevonden op"),
            _("Aanvaard tot"),
            _("Aanvaard omdat"),
        ],
        rows=[
            [
                row.title,
                row.label,
                row.sentence,
                row.owner,
                row.why,
                row.what_to_do,
                f"{timezone.localdate(row.found_at):%d-%m-%Y}",
                f"{row.accepted_until:%d-%m-%Y}" if row.accepted_until else "",
                row.accepted_because,
            ]
            for row in rows
        ],
    )


def run(request: MemberRequest) -> HttpResponse:
    """Let the rules look now."""
    count = services.check_now(actor=request.actor, at=timezone.now(), today=timezone.localdate())
    words = _("Gecontroleerd. Er zijn nu %(count)s bevindingen.") % {"count": count}
    return saved(request, HOME, words=words)


def finding(request: MemberRequest, finding_id: UUID) -> HttpResponse:
    """Show one finding: what, why, who, and what can be done."""
    card = selectors.finding_card(actor=request.actor, finding_id=finding_id)
    return render(request, "steering/finding.html", {"card": card})


def accept(request: MemberRequest, finding_id: UUID) -> HttpResponse:
    """Say why it may stay as it is, until a day."""
    card = selectors.finding_card(actor=request.actor, finding_id=finding_id)
    until = timezone.localdate() + timedelta(days=ACCEPT_DAYS)
    start = {"version": card.line.version, "until": until}
    form = forms.Accept(sent(request), initial=start)

    def write(values: dict[str, Any]) -> None:
        services.accept(
            actor=request.actor,
            finding_id=finding_id,
            at=timezone.now(),
            today=timezone.localdate(),
            **values,
        )

    if kept(form, write):
        return saved(request, CARD, finding_id, words=_("Aanvaard. Op die dag komt het terug."))
    return page(request, "steering/finding_accept.html", {"card": card, "form": form}, form)


def withdraw(request: MemberRequest, finding_id: UUID) -> HttpResponse:
    """Let it ask for attention again."""
    form = VersionOnly(request.POST)

    def write(values: dict[str, Any]) -> None:
        services.withdraw_accept(
            actor=request.actor, finding_id=finding_id, at=timezone.now(), **values
        )

    if kept(form, write):
        return saved(request, CARD, finding_id, words=_("Dit vraagt weer aandacht."))
    card = selectors.finding_card(actor=request.actor, finding_id=finding_id)
    return page(request, "steering/finding.html", {"card": card, "refused": form}, form)


def as_action(request: MemberRequest, finding_id: UUID) -> HttpResponse:
    """Make an action that mends it."""
    card = selectors.finding_card(actor=request.actor, finding_id=finding_id)
    line = card.line
    people = selectors.people(actor=request.actor)
    owner = next((one.id for one in people if one.name == line.owner), None)
    start = {
        "text": f"{line.label}: {line.what_to_do[:1].lower()}{line.what_to_do[1:]}",
        "owner_id": owner or request.actor.user_id,
        "due_date": timezone.localdate() + timedelta(days=ACTION_DAYS),
    }
    form = forms.AsAction(sent(request), initial=start, people=people)

    def write(values: dict[str, Any]) -> None:
        actions.make_action(
            actor=request.actor,
            at=timezone.now(),
            source="finding",
            source_id=finding_id,
            initiative_id=line.object_id if line.kind == "initiative" else None,
            **values,
        )

    if kept(form, write):
        words = _("De actie staat er. Wie het doet, ziet die op Vandaag.")
        return saved(request, CARD, finding_id, words=words)
    return page(request, "steering/finding_action.html", {"card": card, "form": form}, form)


def rules(request: MemberRequest) -> HttpResponse:
    """Show every rule with its limit, and whether it is on."""
    context = {
        "rules": services.chosen_rules(request.actor.municipality_id),
        "may_edit": permissions.can(request.actor, services.SET_RULES),
    }
    return render(request, "steering/check_rules.html", context)


def rule(request: MemberRequest, rule: str) -> HttpResponse:
    """Switch a rule on or off, and choose its limit."""
    if rule not in BY_CODE:
        raise NotFound
    here = request.actor.municipality_id
    chosen = next(one for one in services.chosen_rules(here) if one.rule.code == rule)
    start = {"version": chosen.version, "is_on": chosen.is_on, "limit": chosen.limit}
    form = forms.RuleChoice(sent(request), initial=start)
    if chosen.rule.limit is None:
        del form.fields["limit"]

    def write(values: dict[str, Any]) -> None:
        services.set_rule(actor=request.actor, rule=rule, **({"limit": None} | values))

    if kept(form, write):
        return saved(request, RULES)
    return page(request, "steering/check_rule.html", {"chosen": chosen, "form": form}, form)


def _filter(request: MemberRequest) -> FindingFilter:
    asked = request.GET
    rule = asked.get("controle", "")
    try:
        about = UUID(asked.get("over", ""))
    except ValueError:
        about = None
    return FindingFilter(
        whose="mine" if asked.get("van") == "mij" else "",
        rule=rule if rule in BY_CODE else "",
        initiative_id=about,
        stand=STANDS.get(asked.get("toon", ""), "open"),
    )
