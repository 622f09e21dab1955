"""Somebody with the rights of the owner works on the trail: six ways, all found and named (T25)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError, connection, connections

from bundel.accounts.models import Municipality
from bundel.accounts.tenancy import as_municipality
from bundel.audit import anchors, chain, seals
from bundel.audit.auditor import Tampering, Verdict
from bundel.audit.models import Entry, Seal
from bundel.audit.services import SEAL_LOCK
from tests.conftest import SUPERUSER, Figure, make_municipality
from tests.modules.audit.conftest import Intruder, seal, write

Numbers = list[int]


def verdict(municipality: Municipality, folder: Path) -> Verdict:
    return seals.verify(municipality_id=municipality.id, anchors=folder)


def numbers(municipality: Municipality) -> Numbers:
    with as_municipality(municipality.id):
        return list(Entry.objects.order_by("id").values_list("id", flat=True))


def edit(db: Intruder, ids: Numbers) -> None:
    db.execute("update audit_entry set label = 'iets anders' where id = %s", [ids[4]])


def date_back(db: Intruder, ids: Numbers) -> None:
    db.execute("update audit_entry set at = at - interval '1 day' where id = %s", [ids[7]])


def delete_in_the_middle(db: Intruder, ids: Numbers) -> None:
    db.execute("delete from audit_entry where id = %s", [ids[4]])


def delete_the_tail(db: Intruder, ids: Numbers) -> None:
    for table in ("audit_entry", "audit_stamp"):
        db.execute(f"delete from {table} where id >= %s", [ids[9]])
    db.execute("delete from audit_seal where number = 4")


def insert(db: Intruder, ids: Numbers) -> None:
    """Under a number that was given out and not used."""
    columns = ", ".join(name for name in chain.FIELDS if name not in {"id", "label"})
    db.execute(
        f"insert into audit_entry (id, label, {columns}) "
        f"select id + 1, 'nooit gebeurd', {columns} from audit_entry where id = %s",
        [ids[3]],
    )


def rechain(db: Intruder, ids: Numbers) -> None:
    """Edit, then make stamps and seals anew by the rules of the trail itself."""
    edit(db, ids)
    municipality = Municipality.objects.get()
    with as_municipality(municipality.id):
        digest, last = chain.GENESIS, 0
        for sealed in Seal.objects.order_by("number"):
            made = chain.Chain(digest)
            rows = Entry.objects.filter(id__gt=last, id__lte=sealed.last_entry).order_by("id")
            for values in rows.values_list(*chain.FIELDS):
                stamped = chain.stamp(values)
                made.add(stamped)
                db.execute("update audit_stamp set digest = %s where id = %s", [stamped, values[0]])
            digest = made.close(
                number=sealed.number,
                at=sealed.at,
                first_entry=sealed.first_entry,
                last_entry=sealed.last_entry,
            )
            last = sealed.last_entry
            db.execute("update audit_seal set digest = %s where id = %s", [digest, sealed.pk])


@dataclass(frozen=True)
class Way:
    """How it is done, what it is called, and between which entries it is found."""

    tamper: Callable[[Intruder, Numbers], None]
    kind: Tampering
    place: Callable[[Numbers], tuple[int, int]]


SIX = {
    "edit": Way(edit, Tampering.EDITED, lambda ids: (ids[4], ids[4])),
    "back-date": Way(date_back, Tampering.BACKDATED, lambda ids: (ids[7], ids[7])),
    "delete middle": Way(delete_in_the_middle, Tampering.DELETED, lambda ids: (ids[4], ids[4])),
    "delete tail": Way(delete_the_tail, Tampering.CUT, lambda ids: (ids[8] + 1, ids[11])),
    "insert": Way(insert, Tampering.INSERTED, lambda ids: (ids[3] + 1, ids[3] + 1)),
    "re-chain": Way(rechain, Tampering.RECHAINED, lambda ids: (ids[3], ids[11])),
}


@pytest.mark.parametrize("name", SIX)
def test_tampering_is_found_and_its_place_is_named(
    trail: Municipality, intruder: Intruder, tmp_path: Path, name: str, figure: Figure
) -> None:
    way, ids = SIX[name], numbers(trail)
    assert verdict(trail, tmp_path).is_sound

    way.tamper(intruder, ids)

    found = verdict(trail, tmp_path).findings
    figure(f"T25 {name}: {[(f.kind.value, f.first_entry, f.last_entry) for f in found]}")
    assert [(f.kind, f.first_entry, f.last_entry) for f in found] == [(way.kind, *way.place(ids))]


def delete_with_its_stamp(db: Intruder, ids: Numbers) -> None:
    for table in ("audit_entry", "audit_stamp"):
        db.execute(f"delete from {table} where id = %s", [ids[4]])


def edit_with_its_stamp(db: Intruder, ids: Numbers) -> None:
    edit(db, ids)
    db.execute("update audit_stamp set digest = %s where id = %s", ["0" * 64, ids[5]])


def remove_a_seal(db: Intruder, ids: Numbers) -> None:
    db.execute("delete from audit_seal where number = 2")


def date_a_seal_back(db: Intruder, ids: Numbers) -> None:
    db.execute("update audit_seal set at = at - interval '1 minute' where number = 2")


def leave_nothing(db: Intruder, ids: Numbers) -> None:
    for table in ("audit_entry", "audit_stamp", "audit_seal"):
        db.execute(f"delete from {table}")


def move_past_the_head(db: Intruder, ids: Numbers) -> None:
    db.execute("update audit_entry set id = id + 100 where id = %s", [ids[11]])


def date_back_what_is_new(db: Intruder, ids: Numbers) -> None:
    columns = ", ".join(name for name in chain.FIELDS if name not in {"id", "at"})
    db.execute(
        f"insert into audit_entry (at, {columns}) "
        f"select at - interval '1 day', {columns} from audit_entry where id = %s",
        [ids[11]],
    )


@pytest.mark.parametrize(
    ("tamper", "kind"),
    [
        (delete_with_its_stamp, Tampering.DELETED),
        (edit_with_its_stamp, Tampering.EDITED),
        (remove_a_seal, Tampering.CUT),
        (date_a_seal_back, Tampering.RECHAINED),
        (leave_nothing, Tampering.CUT),
        (move_past_the_head, Tampering.DELETED),
        (date_back_what_is_new, Tampering.BACKDATED),
    ],
)
def test_cleverer_tampering_is_found_too(
    trail: Municipality,
    intruder: Intruder,
    tmp_path: Path,
    tamper: Callable[[Intruder, Numbers], None],
    kind: Tampering,
) -> None:
    tamper(intruder, numbers(trail))

    assert kind in {finding.kind for finding in verdict(trail, tmp_path).findings}


def test_a_cut_tail_stays_visible_when_sealing_goes_on(
    trail: Municipality, intruder: Intruder, tmp_path: Path
) -> None:
    ids = numbers(trail)
    delete_the_tail(intruder, ids)
    write(trail, 2)

    made = seal(trail, tmp_path)

    assert made is not None
    assert made.number == 5
    found = verdict(trail, tmp_path).findings
    assert [(f.kind, f.first_entry, f.seal) for f in found] == [(Tampering.CUT, ids[8] + 1, 4)]


def test_many_findings_are_counted_but_not_all_kept(
    trail: Municipality, intruder: Intruder, tmp_path: Path
) -> None:
    write(trail, 80)
    seal(trail, tmp_path)
    intruder.execute("update audit_entry set label = 'x'")

    found = verdict(trail, tmp_path)

    assert (found.found, len(found.findings)) == (92, 50)


def test_a_lost_or_cut_anchor_is_found(trail: Municipality, tmp_path: Path) -> None:
    path = anchors.file_of(tmp_path, trail.slug)
    lines = path.read_bytes().splitlines(keepends=True)

    path.write_bytes(b"".join([lines[0], lines[3]]))
    assert [f.kind for f in verdict(trail, tmp_path).findings] == [Tampering.UNANCHORED]
    path.unlink()
    assert [f.kind for f in verdict(trail, tmp_path).findings] == [Tampering.UNANCHORED]


def test_a_file_that_is_gone_is_not_written_anew(trail: Municipality, tmp_path: Path) -> None:
    anchors.file_of(tmp_path, trail.slug).unlink()
    write(trail)

    seal(trail, tmp_path)

    assert [a.number for a in anchors.read(anchors.file_of(tmp_path, trail.slug))] == [5]
    found = verdict(trail, tmp_path).findings
    assert [(f.kind, f.seal) for f in found] == [(Tampering.UNANCHORED, 1)]


def test_anchors_that_a_crash_kept_out_are_added_with_the_next(
    trail: Municipality, tmp_path: Path
) -> None:
    path = anchors.file_of(tmp_path, trail.slug)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:2]) + lines[2][:40])
    write(trail)

    seal(trail, tmp_path)

    assert path.read_bytes().splitlines(keepends=True)[:4] == lines
    assert verdict(trail, tmp_path).is_sound


def test_a_quiet_minute_makes_no_seal(trail: Municipality, tmp_path: Path) -> None:
    assert seal(trail, tmp_path) is None
    assert verdict(trail, tmp_path).seals == 4


def test_no_writer_who_is_still_at_work_slips_below_a_seal(
    trail: Municipality, tmp_path: Path
) -> None:
    """The number is taken first, a seal is tried, and only then is the entry there."""
    name = connections["default"].settings_dict["NAME"]
    with psycopg.connect(SUPERUSER, dbname=name) as slow:
        slow.execute(
            "select pg_advisory_xact_lock_shared(%s, hashtext(%s))", [SEAL_LOCK, str(trail.id)]
        )
        number = slow.execute("select nextval('audit_entry_id_seq')").fetchone()[0]  # type: ignore[index]  # always a row
        write(trail)

        assert seal(trail, tmp_path) is None

        columns = ", ".join(name for name in chain.FIELDS if name not in {"id", "at"})
        slow.execute(
            f"insert into audit_entry (id, at, {columns}) "
            f"select %s, now(), {columns} from audit_entry order by id limit 1",
            [number],
        )
        slow.commit()
    made = seal(trail, tmp_path)

    assert made is not None
    assert (made.first_entry, made.entries) == (number, 2)
    assert verdict(trail, tmp_path).is_sound


def test_waiting_for_a_seal_leaves_the_timeouts_as_they_were(
    trail: Municipality, tmp_path: Path
) -> None:
    write(trail)
    with as_municipality(trail.id), connection.cursor() as cursor:
        cursor.execute("show lock_timeout")
        before = cursor.fetchone()
        seal(trail, tmp_path)
        cursor.execute("show lock_timeout")

        assert cursor.fetchone() == before


def test_an_anchor_is_written_only_for_a_seal_that_is_there(
    trail: Municipality, tmp_path: Path
) -> None:
    write(trail)
    with pytest.raises(ZeroDivisionError), as_municipality(trail.id):
        seal(trail, tmp_path)
        raise ZeroDivisionError

    assert [a.number for a in anchors.read(anchors.file_of(tmp_path, trail.slug))] == [1, 2, 3, 4]
    assert verdict(trail, tmp_path).unsealed == 1


def test_an_auditor_can_do_the_sum_without_our_code(trail: Municipality) -> None:
    with as_municipality(trail.id):
        first = Seal.objects.get(number=1)
        entries = list(Entry.objects.filter(id__lte=first.last_entry).order_by("id").values())
    total = hashlib.sha256(bytes(32))
    for entry in entries:
        total.update(hashlib.sha256(by_the_book(dict(entry))).hexdigest().encode())
    names = ("number", "at", "first_entry", "last_entry", "entries")
    total.update(by_the_book({name: getattr(first, name) for name in names}))

    assert total.hexdigest() == first.digest


def by_the_book(values: dict[str, Any]) -> bytes:
    at = values["at"].astimezone(UTC).isoformat(timespec="microseconds")
    ids = {k: str(v) for k, v in values.items() if k in {"municipality_id", "actor_id"} and v}
    return json.dumps(values | {"at": at} | ids, sort_keys=True, separators=(",", ":")).encode()


def test_every_field_of_an_entry_is_under_the_seal() -> None:
    assert {field.attname for field in Entry._meta.concrete_fields} == set(chain.FIELDS)


def test_each_municipality_has_a_chain_of_its_own(trail: Municipality, tmp_path: Path) -> None:
    other = make_municipality("waterrijk")
    write(other)

    made = seal(other, tmp_path)

    assert made is not None
    assert made.number == 1
    assert verdict(trail, tmp_path).is_sound
    assert verdict(other, tmp_path).is_sound


@pytest.mark.parametrize("table", ["audit_entry", "audit_seal", "audit_stamp"])
@pytest.mark.parametrize("words", ["update {} set id = 1", "delete from {}", "truncate {}"])
def test_neither_the_application_nor_the_owner_changes_what_is_written(
    trail: Municipality, as_owner: psycopg.Connection[Any], table: str, words: str
) -> None:
    with pytest.raises(ProgrammingError), as_municipality(trail.id), connection.cursor() as app:
        app.execute(words.format(table))
    as_owner.execute("select set_config('bundel.municipality', %s, false)", [str(trail.id)])
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_owner.execute(words.format(table))


def test_reading_takes_no_more_queries_for_a_longer_trail(
    trail: Municipality, tmp_path: Path, django_assert_num_queries: Any
) -> None:
    for _ in range(6):
        write(trail, 5)
        seal(trail, tmp_path)

    with django_assert_num_queries(11):
        assert verdict(trail, tmp_path).entries == 42
