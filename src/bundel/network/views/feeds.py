"""Sources of the directory: name one, read it, see what would change, and take it over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.network.forms.feeds import AddFeed, EditFeed, ReadFile, SwitchFeed, TakeOver
from bundel.network.hsds.comparing import CHANGED, GONE, NEW, SAME
from bundel.network.hsds.reading import WrongField
from bundel.network.models import Kind
from bundel.network.selectors import feeds as seen
from bundel.network.services import feeds
from bundel.ui import form_pages, lists

# Taking over more at once would take too long; what is left is shown after that.
MOST_SHOWN = 60
NOTES_SHOWN = 100


def overview(request: MemberRequest) -> HttpResponse:
    """List the sources."""
    context = {"feeds": seen.feeds(actor=request.actor)}
    return form_pages.page(request, "network/feeds.html", context)


def new(request: MemberRequest) -> HttpResponse:
    """Name a source."""
    form = AddFeed(form_pages.sent(request))
    made: list[UUID] = []

    def write(values: dict[str, Any]) -> None:
        made.append(feeds.add_feed(actor=request.actor, **values))

    if form_pages.kept(form, write):
        return form_pages.saved(request, "network:feed", made[0], words=_("Bron toegevoegd."))
    return form_pages.page(request, "network/feed_new.html", {"form": form}, form)


def edit(request: MemberRequest, feed_id: UUID) -> HttpResponse:
    """Say of a source what it is called and where it is."""
    view = seen.feed(actor=request.actor, feed_id=feed_id)
    names = ("version", "name", "url", "licence")
    start = {name: getattr(view.line, name) for name in names}
    form = EditFeed(form_pages.sent(request), initial=start)

    def write(values: dict[str, Any]) -> None:
        feeds.edit_feed(actor=request.actor, feed_id=feed_id, **values)

    if form_pages.kept(form, write):
        return form_pages.saved(request, "network:feed", feed_id)
    return form_pages.page(request, "network/feed_edit.html", {"form": form, "feed": view}, form)


def switch(request: MemberRequest, feed_id: UUID) -> HttpResponse:
    """Switch a source off, or on again."""
    form = SwitchFeed(request.POST)
    values = form.cleaned_data if form.is_valid() else {"version": 0, "is_active": False}
    feeds.switch_feed(actor=request.actor, feed_id=feed_id, **values)
    words = _("Deze bron staat aan.") if values["is_active"] else _("Deze bron staat uit.")
    return form_pages.saved(request, "network:feed", feed_id, words=words)


def feed(request: MemberRequest, feed_id: UUID) -> HttpResponse:
    """Show one source; read a file of it."""
    form = ReadFile(form_pages.sent(request), request.FILES or None)

    def read(values: dict[str, Any]) -> UUID:
        file: UploadedFile[Any] = values["file"]
        return feeds.read_file(
            actor=request.actor,
            feed_id=feed_id,
            filename=str(file.name),
            content=file.read(),
            at=timezone.now(),
        )

    return _read(request, feed_id, form, read)


def fetch(request: MemberRequest, feed_id: UUID) -> HttpResponse:
    """Read a source at its address."""
    form = form_pages.Nothing(form_pages.sent(request))

    def read(_values: dict[str, Any]) -> UUID:
        return feeds.read_address(actor=request.actor, feed_id=feed_id, at=timezone.now())

    return _read(request, feed_id, form, read)


def _read(request: MemberRequest, feed_id: UUID, form: Any, read: Any) -> HttpResponse:
    """Read, and go to the differences; or show every fault."""
    view = seen.feed(actor=request.actor, feed_id=feed_id)
    found: list[UUID] = []
    faults: tuple[WrongField, ...] = ()
    try:
        if form_pages.kept(form, lambda values: found.append(_judged(read, values))):
            # The page that comes now says what was found, so no word here.
            answer = redirect("network:feed_load", found[0])
            answer.status_code = 303
            return answer
    except _Faults as wrong:
        faults = wrong.faults
    is_file = isinstance(form, ReadFile)
    context = {
        "feed": view,
        "form": form if is_file else ReadFile(),
        "address_form": None if is_file else form,
        "faults": faults,
    }
    page = form_pages.page(request, "network/feed.html", context, form)
    if faults:
        page.status_code = 422
    return page


class _Faults(Exception):
    """Faults that have a table of their own instead of a place in the form."""

    def __init__(self, faults: tuple[WrongField, ...]) -> None:
        super().__init__()
        self.faults = faults


def _judged(read: Any, values: dict[str, Any]) -> UUID:
    try:
        made: UUID = read(values)
    except feeds.WrongFeed as wrong:
        raise _Faults(tuple(wrong.reading.faults)) from wrong
    return made


def load(request: MemberRequest, load_id: UUID) -> HttpResponse:
    """Show what a reading would change, record by record; take over what is chosen."""
    row = seen.load(actor=request.actor, load_id=load_id)
    form = TakeOver(form_pages.sent(request))
    taken: list[feeds.Taken] = []
    is_last = form.is_bound is False or not _left(request, row)

    def take(values: dict[str, Any]) -> None:
        taken.append(
            feeds.take_over(
                actor=request.actor,
                load_id=load_id,
                chosen=frozenset(request.POST.getlist("take")),
                fingerprint=values["fingerprint"],
                at=timezone.now(),
                is_last=is_last,
            )
        )

    if form_pages.kept(form, take):
        words = _("Overgenomen: %(added)s nieuw, %(changed)s gewijzigd, %(rested)s rust nu.") % {
            "added": taken[0].added,
            "changed": taken[0].changed,
            "rested": taken[0].rested,
        }
        if not is_last:
            return form_pages.saved(request, "network:feed_load", load_id, words=words)
        return form_pages.saved(request, "network:feed", row.feed_id, words=words)
    context = {"load": row, "form": form} | _shown(request, row)
    return form_pages.page(request, "network/feed_load.html", context, form)


def _left(request: MemberRequest, row: Any) -> int:
    """Return how many differences do not stand on this page."""
    if row.taken_at or row.refused_at:
        return 0
    found = feeds.differences(actor=request.actor, load=row)
    return max(sum(one.what != SAME for one in found.rows) - MOST_SHOWN, 0)


def _shown(request: MemberRequest, row: Any) -> dict[str, Any]:
    if row.taken_at or row.refused_at:
        return {"is_decided": True}
    found = feeds.differences(actor=request.actor, load=row)
    kinds = dict(Kind.choices)
    groups = [(what, found.of(what)) for what in (NEW, CHANGED, GONE)]
    total = sum(len(rows) for _what, rows in groups)
    chosen = request.POST.getlist("take") if request.method == "POST" else None
    left, shown = MOST_SHOWN, []
    for what, rows in groups:
        lines = [
            {
                "difference": one,
                "kind": kinds[one.kind],
                "is_chosen": one.is_advised if chosen is None else one.key in chosen,
                "may_choose": one.what != GONE or one.kind in {Kind.ORGANISATION, Kind.SERVICE},
            }
            for one in rows[:left]
        ]
        left -= len(lines)
        shown.append({"what": what, "lines": lines, "count": len(rows)})
    notes = [*row.content["notes"]]
    return {
        "groups": shown,
        "total": total,
        "same": len(found.of(SAME)),
        "more": max(total - MOST_SHOWN, 0),
        "notes": notes[:NOTES_SHOWN],
        "fingerprint": found.fingerprint,
    }


def refuse(request: MemberRequest, load_id: UUID) -> HttpResponse:
    """Put a reading aside."""
    feed_id = feeds.refuse(actor=request.actor, load_id=load_id, at=timezone.now())
    words = _("Niets overgenomen.")
    return form_pages.saved(request, "network:feed", feed_id, words=words)


def export(request: MemberRequest, kind: str) -> HttpResponse:
    """Give the directory as a file."""
    content = seen.export(
        actor=request.actor,
        municipality=request.municipality,
        kind=kind,
        today=timezone.localdate(),
        root=request.build_absolute_uri(reverse("hsds:base")),
    )
    if kind == "json":
        return lists.attachment(content, "application/json", "netwerk-hsds.json")
    return lists.attachment(content, "application/zip", "netwerk-hsds.zip")
