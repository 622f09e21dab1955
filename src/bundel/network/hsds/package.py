"""HSDS as a file: JSON, or a zip with one CSV a table; read within bounds, written from rows."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import IO, Any

from django.utils.translation import gettext as _

from bundel.core.cells import DANGEROUS, neutral
from bundel.network.hsds.fields import TABLES, columns

MOST_BYTES = 5 * 1024 * 1024
MOST_BYTES_UNPACKED = 50 * 1024 * 1024
MOST_MEMBERS = 60
MOST_ROWS = 50_000
CHUNK_BYTES = 256 * 1024
# A zip keeps the moment of writing; a fixed one makes equal directories equal files.
ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)
# Some packages call their tables in the plural.
NAMES = {name: name for name in TABLES} | {
    "taxonomies": "taxonomy",
    "addresses": "address",
    "metadata": "metadata",
    "accessibility_for_disabilities": "accessibility",
    **{f"{name}s": name for name in TABLES if not name.endswith(("y", "s"))},
    **{f"{name[:-1]}ies": name for name in TABLES if name.endswith("y")},
}
Objects = list[dict[str, Any]]


class WrongFile(ValueError):
    """This is no file that we can read; the text says why."""


def from_file(filename: str, content: bytes) -> tuple[Objects, Objects]:
    """
    Return the organisations and the services in a file, as nested objects.

    Raises:
        WrongFile: if it is too large, is not what its name says, or cannot be read.
    """
    if len(content) > MOST_BYTES:
        raise WrongFile(
            _("Het bestand is groter dan %(most)s MB. Deel het op.") % {"most": MOST_BYTES // 2**20}
        )
    if filename.casefold().endswith(".json"):
        return from_json(content)
    if filename.casefold().endswith(".zip"):
        return _nested(_tables(content))
    raise WrongFile(_("Gebruik een bestand dat eindigt op .json of .zip."))


def from_json(content: bytes) -> tuple[Objects, Objects]:
    """
    Return what a JSON text holds: a list, a page of a list, or both lists by name.

    Raises:
        WrongFile: if it is no JSON, or holds something else.
    """
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise WrongFile(_("Dit is geen JSON.")) from error
    if isinstance(found, dict) and not {"organizations", "services"} & set(found):
        found = found.get("contents", [found])
    if isinstance(found, dict):
        return _objects(found.get("organizations", [])), _objects(found.get("services", []))
    rows = _objects(found)
    services = [one for one in rows if "status" in one or "organization_id" in one]
    return [one for one in rows if one not in services], services


def _objects(found: Any) -> Objects:
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise WrongFile(_("Verwacht is een lijst van organisaties of diensten."))
    return found


def _tables(content: bytes) -> dict[str, list[dict[str, str]]]:
    found = {}
    left = MOST_BYTES_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            if len(members) > MOST_MEMBERS:
                raise WrongFile(_("In de zip zitten te veel bestanden."))
            for member in members:
                path = PurePosixPath(member.filename)
                table = NAMES.get(path.stem.casefold())
                if path.suffix.casefold() != ".csv" or table is None:
                    continue
                # The size that is promised may be a lie, so what comes out is counted.
                with archive.open(member) as part:
                    data = _bounded(part, left)
                left -= len(data)
                found[table] = _rows(path.name, data)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise WrongFile(_("De zip is beschadigd of beveiligd.")) from error
    if "organization" not in found and "service" not in found:
        raise WrongFile(_("In de zip zit geen organization.csv en geen service.csv."))
    return found


def _bounded(part: IO[bytes], most: int) -> bytes:
    data = bytearray()
    while chunk := part.read(CHUNK_BYTES):
        data += chunk
        if len(data) > most:
            raise WrongFile(
                _("Uitgepakt is het bestand groter dan %(most)s MB.")
                % {"most": MOST_BYTES_UNPACKED // 2**20}
            )
    return bytes(data)


def _rows(name: str, data: bytes) -> list[dict[str, str]]:
    try:
        text = data.decode("utf-8-sig")
        found = list(csv.DictReader(io.StringIO(text, newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise WrongFile(_("%(name)s is geen CSV in UTF-8.") % {"name": name}) from error
    if len(found) > MOST_ROWS:
        raise WrongFile(_("%(name)s heeft te veel rijen.") % {"name": name})
    return [
        {key: _plain(value) for key, value in row.items() if key and isinstance(value, str)}
        for row in found
    ]


def _plain(cell: str) -> str:
    """Take away the mark that keeps a spreadsheet from reading a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(DANGEROUS) else cell


def _nested(tables: Mapping[str, list[dict[str, str]]]) -> tuple[Objects, Objects]:
    """Hang the rows of tables on each other, as objects do."""
    rows: dict[str, Objects] = {
        name: [{k: v for k, v in row.items() if v != ""} for row in tables.get(name, [])]
        for name in TABLES
    }
    terms = {one.get("id"): one for one in rows["taxonomy_term"]}
    for one in rows["attribute"]:
        one["taxonomy_term"] = terms.get(one.get("taxonomy_term_id"), {})
    _hang(rows["attribute"], "link_id", "attributes", rows["organization"] + rows["service"])
    for owner in ("organization", "service", "location", "contact", "service_at_location"):
        _hang(rows["phone"], f"{owner}_id", "phones", rows[owner])
    _hang(rows["address"], "location_id", "addresses", rows["location"])
    _hang(rows["accessibility"], "location_id", "accessibility", rows["location"])
    _hang(rows["schedule"], "service_at_location_id", "schedules", rows["service_at_location"])
    at_service = [one for one in rows["schedule"] if not one.get("service_at_location_id")]
    _hang(at_service, "service_id", "schedules", rows["service"])
    for table in ("language", "service_area", "cost_option", "contact", "service_at_location"):
        name = "languages" if table == "language" else f"{table}s"
        _hang(rows[table], "service_id", name, rows["service"])
    _hang(rows["location"], "organization_id", "locations", rows["organization"])
    _hang(rows["contact"], "organization_id", "contacts", rows["organization"])
    places = {one.get("id"): one for one in rows["location"]}
    for one in rows["service_at_location"]:
        if one.get("location_id") in places:
            one["location"] = places[one["location_id"]]
    return rows["organization"], rows["service"]


def _hang(lines: Objects, key: str, name: str, owners: Objects) -> None:
    by_owner: dict[str, Objects] = defaultdict(list)
    for one in lines:
        if key in one:
            by_owner[one[key]].append(one)
    for owner in owners:
        if owner.get("id") in by_owner:
            owner[name] = owner.get(name, []) + by_owner[owner["id"]]


def as_json(organizations: Iterable[Mapping[str, Any]]) -> bytes:
    """Return full organisations as a JSON text that we can read again."""
    text = json.dumps({"organizations": list(organizations)}, ensure_ascii=False, indent=1)
    return text.encode()


def as_zip(organizations: Iterable[Mapping[str, Any]], terms: Iterable[Mapping[str, Any]]) -> bytes:
    """Return full organisations as a tabular package: one CSV a table, and a datapackage.json."""
    tables: dict[str, dict[str, Mapping[str, Any]]] = {name: {} for name in TABLES}
    for one in organizations:
        _flatten("organization", one, tables)
    for term in terms:
        _flatten("taxonomy_term", term, tables)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            if rows:
                info = zipfile.ZipInfo(f"{name}.csv", ZIP_MOMENT)
                archive.writestr(info, _csv(name, rows.values()), zipfile.ZIP_DEFLATED)
        info = zipfile.ZipInfo("datapackage.json", ZIP_MOMENT)
        archive.writestr(info, _datapackage([name for name in tables if tables[name]]))
    return out.getvalue()


def _flatten(
    table: str, row: Mapping[str, Any], tables: dict[str, dict[str, Mapping[str, Any]]]
) -> None:
    """Put an object in its table, and what hangs on it in theirs; each once, the fullest row."""
    own = {name: row[name] for name in columns(table) if name in row}
    known = tables[table].get(own["id"], {})
    tables[table][own["id"]] = {**known, **own}
    for field in TABLES[table]:
        if field.rows_of and field.name in row:
            below = [row[field.name]] if field.is_one else row[field.name]
            for one in below:
                _flatten(field.rows_of, one, tables)


def _csv(table: str, rows: Iterable[Mapping[str, Any]]) -> str:
    text = io.StringIO(newline="")
    names = columns(table)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return neutral(value)
    return "" if value is None else value


def _datapackage(names: Iterable[str]) -> str:
    resources = [
        {
            "name": name,
            "path": f"{name}.csv",
            "profile": "tabular-data-resource",
            "schema": {"fields": [{"name": one} for one in columns(name)], "primaryKey": "id"},
        }
        for name in names
    ]
    package = {"name": "hsds", "profile": "tabular-data-package", "resources": resources}
    return json.dumps(package, indent=1)
