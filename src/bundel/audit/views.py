"""The log: who did what, filtered, as a page and as a file; and whether it is sound."""

from __future__ import annotations

import csv
import io
import json
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import selectors as accounts
from bundel.accounts.requests import MemberRequest
from bundel.audit import acts, checks, selectors, services, words
from bundel.audit.selectors import LogFilter, LogLine
from bundel.core.cells import neutral

VERDICT = "oordeel"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of an act: what it was and what it is."""

    label: str
    was: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Told:
    """One act in words."""

    line: LogLine
    who: str
    role: str
    what: str
    kind: str
    channel: str
    refused: bool
    differences: tuple[Difference, ...]


def log(request: MemberRequest) -> HttpResponse:
    """Show the acts that somebody asks for, and how the trail stands."""
    now = timezone.now()
    standing = checks.standing(actor=request.actor, now=now)
    found = standing.checked
    verdict = {
        "standing": standing,
        "checked": found,
        "sentence": words.verdict(found.found) if found else "",
        "places": [words.finding(one) for one in found.findings] if found else [],
    }
    if request.htmx and request.htmx.target == VERDICT:
        return render(request, "audit/log.html#oordeel", verdict)
    wanted = _wanted(request)
    page = selectors.log_page(
        actor=request.actor, wanted=wanted, number=_whole(request.GET.get("page", ""))
    )
    context = verdict | {
        "page": page,
        "told": [_told(line) for line in page.object_list],
        "wanted": wanted,
        "filtered": wanted != LogFilter(),
        "people": _people(wanted),
        "actions": [("", _("alles")), *_by_words(acts.ACTIONS)],
        "kinds": [("", _("alle soorten")), *_by_words(acts.KINDS)],
    }
    template = "audit/log.html" + ("#regels" if request.htmx else "")
    return render(request, template, context)


def log_file(request: MemberRequest) -> HttpResponse:
    """Give what is asked for as a file, whole and within the transaction; write that down too."""
    lines = selectors.log_lines(actor=request.actor, wanted=_wanted(request))
    services.record(
        actor=request.actor,
        action="audit.export",
        kind="trail",
        object_id=None,
        label=_("%(count)s regels") % {"count": len(lines)},
    )
    response = HttpResponse(_csv(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="logboek.csv"'
    return response


def verify(request: MemberRequest) -> HttpResponse:
    """Let a job read the whole trail; the log shows what it finds."""
    checks.ask_check(actor=request.actor, at=timezone.now())
    answer = redirect("audit:log")
    answer.status_code = 303
    return answer


def _wanted(request: MemberRequest) -> LogFilter:
    """Return what is asked for; what we do not know counts as not asked."""
    asked = request.GET
    return LogFilter(
        who=_id(asked.get("wie", "")),
        action=asked.get("wat", "")[:80],
        kind=asked.get("soort", "")[:60],
        text=asked.get("tekst", "").strip()[:200].replace("\x00", ""),
        from_date=_day(asked.get("van", "")),
        last_date=_day(asked.get("tot", "")),
    )


def _id(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return ""


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    # Further away there is no moment that this day begins or ends.
    return day if 1900 < day.year < 3000 else None


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _people(wanted: LogFilter) -> list[tuple[str, str]]:
    """Return whom the filter offers; who is asked for and works here no more stays in it."""
    people = [(str(person.id), person.name) for person in accounts.people()]
    if wanted.who and wanted.who not in dict(people):
        people.append((wanted.who, _("iemand die hier niet meer werkt")))
    return [("", _("iedereen")), *people]


def _by_words(names: dict[str, Any]) -> list[tuple[str, str]]:
    return sorted(((name, str(text)) for name, text in names.items()), key=lambda pair: pair[1])


def _told(line: LogLine) -> Told:
    return Told(
        line=line,
        who=line.actor_name or _("onbekend"),
        role=words.role(line.actor_role),
        what=words.action(line.action),
        kind=words.kind(line.kind),
        channel=str(words.CHANNELS.get(line.channel, line.channel)),
        refused=line.result != "ok",
        differences=tuple(
            Difference(
                words.field(name, line.kind),
                words.value(line.before.get(name)),
                words.value(line.after.get(name)),
            )
            for name in dict.fromkeys([*line.before, *line.after])
        ),
    )


def _csv(lines: list[LogLine]) -> bytes:
    """Write as Dutch spreadsheets read it: semicolons, and a mark for UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        (
            *(_("regel"), _("op"), _("wie"), _("rol"), _("via"), _("handeling"), _("soort")),
            *(_("omschrijving"), _("uitkomst"), _("grond"), _("eerst"), _("nu")),
        )
    )
    writer.writerows([neutral(str(cell)) for cell in _cells(line)] for line in lines)
    return ("\ufeff" + out.getvalue()).encode()


def _cells(line: LogLine) -> tuple[object, ...]:
    return (
        *(line.id, _moment(line.at), line.actor_name, words.role(line.actor_role)),
        *(str(words.CHANNELS.get(line.channel, line.channel)), words.action(line.action)),
        *(words.kind(line.kind), line.label),
        *(str(words.RESULTS.get(line.result, line.result)), line.ground),
        *(_plain(line.before), _plain(line.after)),
    )


def _moment(at: datetime) -> str:
    return timezone.localtime(at).isoformat(sep=" ", timespec="seconds")


def _plain(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True) if values else ""
