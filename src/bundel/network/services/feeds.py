"""What is done with sources of the directory: name one, read it, take it over or refuse it."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.errors import Conflict, Fault, Invalid, NotFound
from bundel.network import search
from bundel.network.hsds import fetching, package, reading
from bundel.network.hsds.comparing import CHANGED, NEW, Differences, compare
from bundel.network.hsds.directory import Directory
from bundel.network.hsds.reading import Reading, Record
from bundel.network.models import Feed, FeedLoad
from bundel.network.services import changing, taking
from bundel.rest import outbound

MANAGE = "network.manage"
FIELDS = frozenset({"name", "url", "licence"})


class WrongFeed(Invalid):
    """What was read is not right; every fault names its record and field."""

    sentence = "Deze bron klopt niet. Er is niets overgenomen."

    def __init__(self, reading_: Reading) -> None:
        super().__init__()
        self.reading = reading_


class AlreadyDecided(Conflict):
    """This reading was taken over or refused before."""

    sentence = "Over deze lezing is al beslist."


class FeedIsOff(Conflict):
    """Nothing comes in from a source that was switched off."""

    sentence = gettext_lazy("Deze bron staat uit. Zet haar eerst weer aan.")


class Changed(Conflict):
    """Something changed since the differences were shown."""

    sentence = "Intussen is er iets gewijzigd. Bekijk de verschillen opnieuw."


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking over did."""

    added: int
    changed: int
    rested: int


@transaction.atomic
def add_feed(*, actor: Actor, name: str, url: str = "", licence: str = "") -> UUID:
    """
    Name a source.

    Raises:
        Invalid: if a field is wrong, or the name is in use.
    """
    permissions.require(actor, MANAGE)
    row = Feed(municipality_id=actor.municipality_id)
    changing.fill(row, {"name": name, "url": url, "licence": licence}, FIELDS)
    _safe(row.url)
    row.save()
    saving.tell(actor, "network.add_feed", "feed", row, after={"name": name, "url": url})
    return row.pk


@transaction.atomic
def edit_feed(
    *, actor: Actor, feed_id: UUID, version: int, name: str, url: str, licence: str
) -> None:
    """
    Say of a source what it is called and where it is.

    Raises:
        Invalid: if a field is wrong, or the name is in use.
        Stale: if somebody else saved first.
    """
    row = find(actor, feed_id)
    wanted = {"name": name, "url": url, "licence": licence}
    saving.same_version(row, version, wanted)
    _safe(url)
    before, after = saving.change(row, wanted, FIELDS)
    if after:
        saving.tell(actor, "network.edit_feed", "feed", row, before, after)


@transaction.atomic
def switch_feed(*, actor: Actor, feed_id: UUID, version: int, is_active: bool) -> None:
    """
    Switch a source off or on again; what came from it stays.

    Raises:
        Stale: if somebody else saved first.
    """
    row = find(actor, feed_id)
    if row.is_active == is_active:
        return
    wanted = {"is_active": is_active}
    saving.same_version(row, version, wanted)
    before, after = saving.change(row, wanted, frozenset(wanted))
    saving.tell(actor, "network.switch_feed", "feed", row, before, after)


def _safe(url: str) -> None:
    if url and not url.startswith("https://") and not _is_test_address(url):
        raise Invalid(faults=[Fault("url", _("Een adres begint met https://."))])


def _is_test_address(url: str) -> bool:
    return bool(settings.OUTBOUND_LOOPBACK) and url.startswith("http://")


@transaction.atomic
def read_file(*, actor: Actor, feed_id: UUID, filename: str, content: bytes, at: datetime) -> UUID:
    """
    Read a file of a source, and keep what it holds until somebody decides.

    Raises:
        Invalid: if the file cannot be read.
        FeedIsOff: if the source is switched off.
        WrongFeed: with every fault in it.
    """
    feed = _active(find(actor, feed_id))
    try:
        found = package.from_file(filename, content)
    except package.WrongFile as error:
        raise Invalid(faults=[Fault("file", str(error))]) from error
    return _keep(actor, feed, filename, found, at)


@transaction.atomic
def read_address(*, actor: Actor, feed_id: UUID, at: datetime) -> UUID:
    """
    Read a source at its address, and keep what it holds until somebody decides.

    Raises:
        Invalid: if the source cannot be read.
        FeedIsOff: if the source is switched off.
        WrongFeed: with every fault in it.
    """
    feed = _active(find(actor, feed_id))
    if not feed.url:
        raise Invalid(faults=[Fault("url", _("Deze bron heeft geen adres. Gebruik een bestand."))])
    try:
        found = fetching.Source(feed.url).read()
    except (outbound.Unreachable, package.WrongFile) as error:
        raise Invalid(faults=[Fault("url", str(error))]) from error
    return _keep(actor, feed, "", found, at)


def _keep(
    actor: Actor,
    feed: Feed,
    filename: str,
    found: tuple[Sequence[Any], Sequence[Any]],
    at: datetime,
) -> UUID:
    result = reading.read(*found)
    if not result.records and not result.faults:
        result.wrong("", "", _("Er staat niets in deze bron."))
    if result.faults:
        raise WrongFeed(result)
    content = {
        "records": [asdict(record) for record in result.records],
        "notes": [asdict(note) for note in result.notes],
    }
    text = json.dumps(content["records"], sort_keys=True)
    row = FeedLoad.objects.create(
        municipality_id=actor.municipality_id,
        feed=feed,
        filename=filename[:200],
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        content=content,
        read_at=at,
        read_by=actor.name,
    )
    after = {"records": len(result.records), "sha256": row.sha256}
    saving.tell(actor, "network.read_feed", "feed", feed, after=after)
    return row.pk


def records_of(load: FeedLoad) -> list[Record]:
    """Return the records as they were read."""
    return [Record(**one) for one in load.content["records"]]


def differences(*, actor: Actor, load: FeedLoad) -> Differences:
    """Return what a reading would change in the directory as it stands now."""
    permissions.require(actor, MANAGE)
    records = records_of(load)
    return compare(records, Directory(load.feed, records))


@transaction.atomic
def take_over(
    *,
    actor: Actor,
    load_id: UUID,
    chosen: Collection[str],
    fingerprint: str,
    at: datetime,
    is_last: bool = True,
) -> Taken:
    """
    Take over what was chosen of a reading, all of it or nothing.

    Args:
        chosen: The keys of the differences to take; what is not chosen stays as it is.
        fingerprint: Of the differences as they were shown.
        is_last: With this the reading is decided; else more of it is taken later.

    Raises:
        AlreadyDecided: if that was done before.
        FeedIsOff: if the source was switched off since.
        Changed: if the directory changed since the differences were shown.
        Invalid: if something is chosen without the organisation that it belongs to.
    """
    load = _open(actor, load_id)
    _active(load.feed)
    records = records_of(load)
    directory = Directory(load.feed, records)
    found = compare(records, directory)
    if found.fingerprint != fingerprint:
        raise Changed
    taker = taking.Taker(actor=actor, feed=load.feed, directory=directory, at=at)
    with search.together():
        for one in found.rows:
            if one.key in chosen:
                taker.take(one)
    taker.finish(found)
    if is_last:
        load.taken_at = at
        load.save(update_fields=["taken_at"])
    taken = Taken(taker.count[NEW], taker.count[CHANGED], taker.rested)
    saving.tell(actor, "network.take_feed", "feed", load.feed, after=asdict(taken))
    return taken


@transaction.atomic
def refuse(*, actor: Actor, load_id: UUID, at: datetime) -> UUID:
    """
    Put a reading aside; nothing of it comes in. Return which feed it was of.

    Raises:
        AlreadyDecided: if that was done before.
    """
    load = _open(actor, load_id)
    load.refused_at = at
    load.save(update_fields=["refused_at"])
    saving.tell(actor, "network.refuse_feed", "feed", load.feed)
    return load.feed_id


def find(actor: Actor, feed_id: UUID) -> Feed:
    """
    Return a source, locked until the act is done.

    Raises:
        NotFound: if there is no such source.
    """
    permissions.require(actor, MANAGE)
    return saving.find(Feed, actor, feed_id)


def _active(feed: Feed) -> Feed:
    if not feed.is_active:
        raise FeedIsOff
    return feed


def _open(actor: Actor, load_id: uuid.UUID) -> FeedLoad:
    permissions.require(actor, MANAGE)
    loads = FeedLoad.objects.select_for_update(of=("self",)).select_related("feed")
    load = loads.filter(pk=load_id, municipality_id=actor.municipality_id).first()
    if load is None:
        raise NotFound
    # Two readings of one source are not taken over at the same moment.
    find(actor, load.feed_id)
    if load.taken_at or load.refused_at:
        raise AlreadyDecided
    return load
