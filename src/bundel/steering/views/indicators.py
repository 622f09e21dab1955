"""Pages of figures: the list with last values, one drawn with its table, and loading a file."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.core.numbers import plain_number
from bundel.errors import Fault, Invalid
from bundel.steering.forms.indicators import FileForm, IndicatorForm, ReadingForm, plain
from bundel.steering.pictures import reading_line
from bundel.steering.selectors import indicators as selectors
from bundel.steering.selectors.indicators import IndicatorCard
from bundel.steering.services import indicators as services
from bundel.steering.services.indicators import ReadingInput
from bundel.ui import lists
from bundel.ui.form_pages import Nothing, VersionOnly, kept, page, saved, sent
from bundel.ui.sheets import UnreadableFile, raw_sheets

COLUMNS = ("code", "dag", "waarde", "bron", "graad")
MOST_FAULTS = 50


def indicators(request: MemberRequest) -> HttpResponse:
    """Show the figures that people keep, with their last value."""
    context = {
        "lines": selectors.indicator_lines(actor=request.actor, today=timezone.localdate()),
        "may_enter": permissions.can(request.actor, services.ACT),
        "may_export": permissions.can(request.actor, "steering.export"),
    }
    return render(request, "steering/indicators.html", context)


def indicators_file(request: MemberRequest, kind: str) -> HttpResponse:
    """Return all values as a file that can be loaded again."""
    rows = [
        [code, f"{day:%d-%m-%Y}", float(value), source, grade]
        for code, day, value, source, grade in selectors.all_readings(actor=request.actor)
    ]
    return lists.as_file(kind=kind, name="metingen", headings=COLUMNS, rows=rows)


def indicator(request: MemberRequest, indicator_id: UUID) -> HttpResponse:
    """Show a figure over time, and write down a value."""
    card = _card(request, indicator_id)
    start = {"date": timezone.localdate(), "source": card.source, "grade": card.last_grade or "D"}
    form = ReadingForm(sent(request), initial=start)

    def write(values: dict[str, Any]) -> None:
        services.enter_reading(
            actor=request.actor, indicator_id=indicator_id, at=timezone.now(), **values
        )

    if kept(form, write):
        words = _("Bewaard. De grenzen van besluiten worden nu bekeken.")
        return saved(request, "steering:indicator", indicator_id, words=words)
    context = {
        "form": form,
        "card": card,
    } | _drawn(card)
    return page(request, "steering/indicator.html", context, form)


def _title(card: IndicatorCard) -> str:
    if not card.last_shown:
        return card.name
    return _("%(name)s is nu %(value)s") % {"name": card.name, "value": card.last_shown}


def _card(request: MemberRequest, indicator_id: UUID) -> IndicatorCard:
    return selectors.indicator_card(
        actor=request.actor, indicator_id=indicator_id, today=timezone.localdate()
    )


def _drawn(card: IndicatorCard) -> dict[str, Any]:
    """Return the picture with its answer as a title, and its source below."""
    source = _("Bron: %(source)s.") % {"source": card.source} if card.source else ""
    return {
        "picture": reading_line(card),
        "title": _title(card),
        "foot": " ".join([source, _("Een open punt is een aanname (graad D).")]).strip(),
    }


def edit(request: MemberRequest, indicator_id: UUID | None = None) -> HttpResponse:
    """Keep a figure from now on, or call one otherwise."""
    card = _card(request, indicator_id) if indicator_id else None
    names = ("version", "name", "code", "unit", "source", "is_sum")
    form = IndicatorForm(
        sent(request), initial={name: getattr(card, name) for name in names} if card else {}
    )
    made: list[UUID] = []

    def write(values: dict[str, Any]) -> None:
        made.append(
            services.save_indicator(
                actor=request.actor,
                indicator_id=indicator_id,
                version=values["version"] or 0,
                **plain(values),
            )
        )

    if kept(form, write):
        return saved(request, "steering:indicator", made[0])
    return page(request, "steering/indicator_edit.html", {"form": form, "card": card}, form)


def remove(request: MemberRequest, indicator_id: UUID) -> HttpResponse:
    """Keep a figure no more; asked once, with its name."""
    card = _card(request, indicator_id)
    form = VersionOnly(sent(request), initial={"version": card.version})

    def write(values: dict[str, Any]) -> None:
        services.remove_indicator(actor=request.actor, indicator_id=indicator_id, **values)

    if kept(form, write):
        return saved(request, "steering:indicators", words=_("Verwijderd."))
    return page(request, "steering/indicator_remove.html", {"form": form, "card": card}, form)


def remove_reading(request: MemberRequest, indicator_id: UUID, reading_id: UUID) -> HttpResponse:
    """Take a value away that should not stand there."""
    form = VersionOnly(sent(request))

    def write(values: dict[str, Any]) -> None:
        services.remove_reading(actor=request.actor, reading_id=reading_id, **values)

    if kept(form, write):
        return saved(request, "steering:indicator", indicator_id)
    card = _card(request, indicator_id)
    context = {
        "form": form,
        "card": card,
    } | _drawn(card)
    return page(request, "steering/indicator.html", context, form)


def start_list(request: MemberRequest) -> HttpResponse:
    """Add the figures of the start list that are missing."""
    form = Nothing(sent(request))

    def write(values: dict[str, Any]) -> None:
        services.load_indicators(actor=request.actor, at=timezone.now())

    if kept(form, write):
        return saved(request, "steering:indicators")
    return indicators(request)


def load(request: MemberRequest) -> HttpResponse:
    """Load values from a file: all of it is right, or nothing is kept."""
    form = FileForm(sent(request), request.FILES or None)
    counted: list[int] = []

    def write(values: dict[str, Any]) -> None:
        upload = values["file"]
        readings = _read(upload.name, upload.read())
        counted.append(
            services.enter_readings(
                actor=request.actor, readings=readings, at=timezone.now(), is_file=True
            )
        )

    if kept(form, write):
        words = _("Geladen: %(count)s metingen nieuw of gewijzigd.") % {"count": counted[0]}
        return saved(request, "steering:indicators", words=words)
    return page(request, "steering/indicators_load.html", {"form": form}, form)


def _read(filename: str, content: bytes) -> list[ReadingInput]:
    """
    Return the values in a file.

    Raises:
        Invalid: with a fault for each line that cannot be read.
    """
    try:
        rows = raw_sheets(filename, content)[0].rows
    except UnreadableFile as error:
        raise Invalid(faults=[Fault("file", str(error))]) from error
    heads = [str(cell).strip().casefold() for cell in rows[0]] if rows else []
    missing = [name for name in COLUMNS[:3] if name not in heads]
    if missing:
        words = _("Deze kolommen ontbreken: %(names)s.") % {"names": ", ".join(missing)}
        raise Invalid(faults=[Fault("file", words)])
    found, faults = [], []
    for number, row in enumerate(rows[1:], start=1):
        if not any(str(cell).strip() for cell in row):
            continue
        given = {head: row[at] if at < len(row) else "" for at, head in enumerate(heads)}
        try:
            found.append(_reading(given))
        except ValueError as error:
            words = _("Regel %(n)s: %(what)s") % {"n": number, "what": error}
            faults.append(Fault("file", words))
    if faults or not found:
        none = [Fault("file", _("Er staan geen metingen in dit bestand."))]
        raise Invalid(faults=faults[:MOST_FAULTS] or none)
    return found


def _reading(given: dict[str, Any]) -> ReadingInput:
    return ReadingInput(
        code=str(given["code"]).strip(),
        date=_day(given["dag"]),
        value=_value(given["waarde"]),
        source=str(given.get("bron") or "").strip(),
        grade=str(given.get("graad") or "D").strip(),
    )


def _day(cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    for form in ("%d-%m-%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(str(cell).strip(), form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise ValueError(_("schrijf de dag als 31-12-2027."))


def _value(cell: Any) -> Decimal:
    text = plain_number(str(cell).strip(), group_mark=".")
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(_("schrijf de waarde als 12,5.")) from error
    if not value.is_finite():
        raise ValueError(_("schrijf de waarde als 12,5."))
    return value.quantize(Decimal("0.0001"))
