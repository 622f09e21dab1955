"""Signals in a file: coming in row by row, and going out as the list stands."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.rest.names import VALUES, dutch_value
from bundel.signals.forms.files import SignalFile
from bundel.signals.selectors import boxes, exchange
from bundel.signals.selectors import inbox as listing
from bundel.signals.selectors.exchange import SignalRow
from bundel.signals.services import files, words_in
from bundel.signals.views import inbox
from bundel.ui import form_pages
from bundel.ui.lists import as_file

TEMPLATE = "sjabloon-signalen"
ROWS_SHOWN = 300


def bring_in(request: MemberRequest) -> HttpResponse:
    """Offer the template, take in a file, and show what became of each row."""
    form = SignalFile(form_pages.sent(request), request.FILES or None)
    done: list[files.Taken] = []

    def load(values: dict[str, Any]) -> None:
        file: UploadedFile[Any] = values["file"]
        done.append(
            files.import_signals(
                actor=request.actor,
                filename=str(file.name),
                content=file.read(),
                at=timezone.now(),
                is_whole=values["is_whole"],
            )
        )

    is_done = form_pages.kept(form, load)
    context: dict[str, Any] = {"form": form, "columns": _columns(), "most": files.MOST_ROWS}
    if is_done:
        taken = done[0]
        context |= {
            "form": SignalFile(),
            "taken": taken,
            "told": taken.count("told"),
            "held": taken.count("held"),
            "same": taken.count("same"),
            "out": taken.out[:ROWS_SHOWN],
            "is_none": form.cleaned_data["is_whole"] and bool(taken.out),
        }
    return form_pages.page(request, "signals/files.html", context, form)


def template(request: MemberRequest, kind: str) -> HttpResponse:
    """Give an empty file with the columns."""
    return as_file(kind=kind, name=TEMPLATE, headings=list(files.HEADINGS.values()), rows=[])


def list_file(request: MemberRequest, kind: str) -> HttpResponse:
    """Give the signals of the list that is asked, in the columns that come in as well."""
    actor = request.actor
    there = boxes.boxes_of(actor)
    box = next((one for one in there if one.value == request.GET.get("bak")), there[0])
    rows = exchange.listed_rows(
        actor=actor,
        asked=inbox.asked_of(request, box),
        offered=listing.options(actor=actor),
        now=timezone.now(),
    )
    before = [_("Nummer"), _("Gemeld op"), _("Status"), _("Wie het heeft"), _("Antwoord uiterlijk")]
    after = [_("Uitkomst"), _("Antwoord")]
    return as_file(
        kind=kind,
        name="signalen",
        headings=[*before, *files.HEADINGS.values(), *after],
        rows=[_cells(row) for row in rows],
    )


def _cells(row: SignalRow) -> list[Any]:
    first, second = (*row.traits, "", "")[:2]
    chosen = {kind: dutch_value(kind)(getattr(row, kind)) for kind in words_in.KINDS}
    fields = {
        "text": row.text,
        "question": row.question,
        "theme": row.theme,
        "area": row.area_name,
        **chosen,
        "first_trait": first,
        "second_trait": second,
        "heard_at": row.heard_at,
        "is_shared": _("ja") if row.is_shared else _("nee"),
        "organisation": row.organisation,
    }
    return [
        row.number,
        timezone.localdate(row.told_at).isoformat(),
        dutch_value("signal")(row.state),
        row.has_it,
        row.promise_date.isoformat() if row.promise_date else "",
        *(fields[field] for field in files.HEADINGS),
        dutch_value("signal_result")(row.result),
        row.answer,
    ]


def _columns() -> list[dict[str, Any]]:
    """Return the columns with what may stand in them."""
    said = {
        "text": _("wat u ziet bij een groep, hooguit 2.000 tekens"),
        "question": _("wat u vraagt, hooguit 600 tekens"),
        "theme": _("naam of code; leeg: de woorden beslissen"),
        "area": _("naam of code; leeg: heel de gemeente"),
        "first_trait": _("naam of code van een doelgroep, woonvorm of warmtebron"),
        "second_trait": _("een ander kenmerk"),
        "heard_at": _("naam of code van een route"),
        "is_shared": _("ja of nee"),
        "organisation": _("naam van de partner; leeg: uzelf"),
    }
    said |= {kind: ", ".join(VALUES[kind].values()) for kind in words_in.KINDS}
    return [
        {"name": name, "words": said[field], "is_needed": field in files.NEEDED}
        for field, name in files.COLUMNS
    ]
