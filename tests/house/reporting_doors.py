"""Reports for the doors: packs, a letter, messages with a rule, and progress of two initiatives."""

from __future__ import annotations

import uuid

from django.utils import timezone

from bundel.accounts.models import Municipality, User
from bundel.accounts.permissions import Actor
from bundel.programme.models import Initiative
from bundel.reporting.models import (
    Audience,
    BoardPack,
    Letter,
    Message,
    ProgressReport,
    TellingRule,
)
from bundel.steering.models import Body

# Words that stand nowhere else: who may not read reports finds them on no page.
CANARY = "kanarieverslag"


def fill(municipality: Municipality, actor: Actor) -> None:
    """Make one of everything; what is one's own is led by the first lead."""
    now = timezone.now()
    content = {"form": 1, "municipality": municipality.name, "as_of": "2026-11-23"}
    made = {
        "municipality": municipality,
        "as_of_at": now,
        "made_by_id": actor.user_id,
        "made_at": now,
    }
    body, _is_new = Body.objects.get_or_create(
        municipality=municipality, name=f"{CANARY} overleg", defaults={"kind": "core_team"}
    )
    BoardPack.objects.create(
        **made, number=1, title=f"{CANARY} stuk", body=body, content=content | empty_pack(body)
    )
    Letter.objects.create(
        **made,
        number=1,
        title=f"{CANARY} brief",
        subject="Voortgang",
        sections=[{"heading": "Kop", "text": "Tekst"}],
        content=content | {"theme": "poldergroen", "facts": {}},
    )
    audience = Audience.objects.create(municipality=municipality, name=f"{CANARY} doelgroep")
    rule = TellingRule.objects.create(
        municipality=municipality,
        audience=audience,
        occasion="decision",
        what=f"{CANARY} regel",
        channel="letter",
    )
    Message.objects.create(
        municipality=municipality,
        audience=audience,
        rule=rule,
        what=f"{CANARY} bericht",
        due_date=now.date(),
        channel="letter",
    )
    for number, initiative in enumerate(_own_and_other(), start=1):
        ProgressReport.objects.create(
            **made,
            number=number,
            title=f"{CANARY} voortgang {number}",
            initiative=initiative,
            quarter="2026-K3",
            content=content | empty_progress(initiative),
        )


def _own_and_other() -> list[Initiative]:
    lead = User.objects.filter(role="initiative_lead").order_by("email").first()
    others = Initiative.objects.exclude(lead_user=lead).order_by("code")
    own = Initiative.objects.filter(lead_user=lead).order_by("code").first()
    return [one for one in (own, others.first()) if one is not None]


def things(*, own: bool) -> dict[str, uuid.UUID]:
    """Return an object for each name in a path."""
    reports = ProgressReport.objects.filter(title__startswith=CANARY).order_by("number")
    report = reports.first() if own else reports.last()
    assert report is not None
    return {
        "pack_id": BoardPack.objects.get(title__startswith=CANARY).pk,
        "letter_id": Letter.objects.get(title__startswith=CANARY).pk,
        "reporting:rule_id": TellingRule.objects.get(what__startswith=CANARY).pk,
        "message_id": Message.objects.get(what__startswith=CANARY).pk,
        "report_id": report.pk,
    }


def empty_pack(body: Body) -> dict[str, object]:
    """Return a pack about nothing, in the form of today."""
    nothing = {"value": 0, "unit": "count", "of": "2026-11-23", "source": "", "grade": "A"}
    return {
        "theme": "poldergroen",
        "body": body.name,
        "meeting": {},
        "decisions": [],
        "course": {},
        "change": {},
        "capacity": {"basis": "running", "quarters": [], "near": [], "rows": [], "over": []},
        "money": {"funds": [], "expiring": nothing},
        "patterns": [],
        "promises": {
            "partners": {
                "open": nothing, "late": nothing, "kept": nothing, "not_kept": nothing,
                "overdue": [],
            },
            "signals": {
                "answered": nothing, "in_time": nothing, "share": nothing, "late": nothing,
            },
        },
        "risks": [],
        "findings": {"checked": "", "open": nothing, "accepted": nothing, "rows": []},
        "preconditions": [],
        "actions": {"done": nothing, "open": nothing, "late": nothing, "overdue": []},
        "initiatives": [],
        "decided": [],
        "since": "",
    }  # fmt: skip


def empty_progress(initiative: Initiative) -> dict[str, object]:
    """Return progress of an initiative of which nothing is known."""
    nothing = {"value": 0, "unit": "count", "of": "2026-11-23", "source": "", "grade": "A"}
    return {
        "theme": "poldergroen",
        "quarter": "2026-K3",
        "code": initiative.code,
        "name": initiative.name,
        "state": "lopend",
        "lead": "",
        "department": "",
        "level": "",
        "from": "",
        "reach": None,
        "hours": [],
        "money": [],
        "preconditions": [],
        "commission": {},
        "actions": {"done": nothing, "open": nothing, "late": nothing, "overdue": []},
        "risks": [],
        "decisions": [],
    }
