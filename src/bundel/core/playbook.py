"""The package of a playbook: a zip with one document; the same content gives the same bytes."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NoReturn

FORM = 1
DOCUMENT, READ_ME = "playbook.json", "README.md"
MOST_PACKED_BYTES = 5_000_000
MOST_UNPACKED_BYTES = 20_000_000
MOST_FILES = 10
MOST_PARTS = 5_000
MOST_ROWS = 500
MOST_NAME = 120
MOST_TEXT = 20_000
MOST_KEY = 200
MOST_FAULTS = 100
# The day before which no zip can be; every package has it, so that bytes stay the same.
DAY_OF_FILES = (1980, 1, 1, 0, 0, 0)
HEAD: Mapping[str, int] = {
    "name": MOST_NAME,
    "description": 4000,
    "made_by": MOST_NAME,
    "at": 40,
    "licence": 300,
}
Sort = Literal["text", "flag", "whole", "words", "rows"]


@dataclass(frozen=True, slots=True)
class Shape:
    """
    What a field of a part holds.

    Args:
        most: Characters of a text; columns of each row of rows; the largest of a whole number.
    """

    sort: Sort
    most: int = MOST_TEXT


Shapes = Mapping[str, Mapping[str, Shape]]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing of the approach: its kind, the key that stays with it, and what it says."""

    kind: str
    key: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Package:
    """A playbook as it goes from one municipality to the next."""

    name: str
    edition: int
    description: str
    made_by: str
    at: str
    licence: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a package: where, and a code with what fills its sentence."""

    place: str
    code: str
    facts: Mapping[str, Any]


class WrongPackage(ValueError):
    """It cannot be taken in; holds everything that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{one.place}: {one.code}" for one in faults))
        self.faults = faults


def document(package: Package) -> dict[str, Any]:
    """Return a package as plain values, with the fingerprint of each part and of the whole."""
    body: dict[str, Any] = {
        "form": FORM,
        "name": package.name,
        "edition": package.edition,
        "description": package.description,
        "made_by": package.made_by,
        "at": package.at,
        "licence": package.licence,
        "parts": [
            {
                "kind": part.kind,
                "key": part.key,
                "content": dict(part.content),
                "sha256": fingerprint([part.kind, part.key, dict(part.content)]),
            }
            for part in package.parts
        ],
    }
    return {**body, "sha256": fingerprint(body)}


def fingerprint(value: Any) -> str:
    """Return the SHA-256 of plain values, whatever the order of their fields."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def write(told: Mapping[str, Any], read_me: str) -> bytes:
    """Return a document with a text for people as a zip; the same values give the same bytes."""
    text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ((DOCUMENT, text), (READ_ME, read_me)):
            entry = zipfile.ZipInfo(name, DAY_OF_FILES)
            entry.compress_type, entry.external_attr, entry.create_system = 8, 0o644 << 16, 3
            archive.writestr(entry, content.encode())
    return out.getvalue()


def read(content: bytes, shapes: Shapes) -> Package:
    """
    Return the package that a zip holds; all of it is right, or none of it is taken.

    Args:
        shapes: Per kind of part its fields.

    Raises:
        WrongPackage: with everything that is wrong, up to a hundred faults.
    """
    told = _loaded(_unpacked(content))
    if not isinstance(told, dict):
        _refuse("", "no_document")
    if told.get("form") != FORM:
        _refuse("form", "form", found=_short(told.get("form")), known=FORM)
    faults = list(_faults(told, shapes))
    if faults:
        raise WrongPackage(faults[:MOST_FAULTS])
    return Package(
        told["name"].strip(),
        told["edition"],
        told["description"],
        told["made_by"],
        told["at"],
        told["licence"],
        tuple(Part(one["kind"], one["key"], one["content"]) for one in told["parts"]),
    )


def _refuse(place: str, code: str, **facts: Any) -> NoReturn:
    raise WrongPackage([Fault(place, code, facts)])


def _unpacked(content: bytes) -> bytes:
    """Return the one document of a zip; what it says of its size is not believed."""
    if len(content) > MOST_PACKED_BYTES:
        _refuse("", "too_large", most=MOST_PACKED_BYTES // 1_000_000)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _judge_entries(entries)
            with archive.open(DOCUMENT) as file:
                found = file.read(MOST_UNPACKED_BYTES + 1)
    except WrongPackage:
        raise
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        _refuse("", "no_zip")
    if len(found) > MOST_UNPACKED_BYTES:
        _refuse(DOCUMENT, "bomb", most=MOST_UNPACKED_BYTES // 1_000_000)
    return found


def _judge_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(names) > MOST_FILES or len(set(names)) != len(names):
        _refuse("", "files", most=MOST_FILES)
    for name in names:
        # Nothing is ever written by its name, but who sends this means no good.
        if name.startswith(("/", "\\")) or ".." in name or ":" in name or "\\" in name:
            _refuse(_short(name), "path")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED_BYTES:
        _refuse("", "bomb", most=MOST_UNPACKED_BYTES // 1_000_000)
    if DOCUMENT not in names:
        _refuse("", "no_playbook", file=DOCUMENT)


def _loaded(text: bytes) -> Any:
    try:
        told = json.loads(text.decode(), parse_constant=_no_number, object_pairs_hook=_once)
        # Half a sign of Unicode can be written in JSON, but nowhere else.
        fingerprint(told)
        return told
    except (ValueError, RecursionError):
        _refuse(DOCUMENT, "no_json")


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse two fields of one name: which of them holds, nobody knows."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _faults(told: Mapping[str, Any], shapes: Shapes) -> Iterator[Fault]:
    known = {"form", "edition", "parts", "sha256", *HEAD}
    yield from (Fault(_short(name), "unknown_field", {}) for name in told if name not in known)
    for name, most in HEAD.items():
        yield from _wrong(name, told.get(name), Shape("text", most))
    if isinstance(told.get("name"), str) and not told["name"].strip():
        yield Fault("name", "empty", {})
    edition = told.get("edition")
    if type(edition) is not int or not 1 <= edition <= 1_000_000:
        yield Fault("edition", "edition", {})
    parts = told.get("parts")
    if not isinstance(parts, list):
        yield Fault("parts", "parts", {})
        return
    if len(parts) > MOST_PARTS:
        yield Fault("parts", "too_many_parts", {"most": MOST_PARTS})
        return
    faults = list(_wrong_parts(parts, shapes))
    yield from faults
    rest = {name: value for name, value in told.items() if name != "sha256"}
    # What is wrong anyhow needs no word about its fingerprint.
    if not faults and told.get("sha256") != fingerprint(rest):
        yield Fault("sha256", "sha256", {})


def _wrong_parts(parts: list[Any], shapes: Shapes) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    for number, part in enumerate(parts, start=1):
        place = f"parts[{number}]"
        if not isinstance(part, dict) or set(part) != {"kind", "key", "content", "sha256"}:
            yield Fault(place, "part", {})
            continue
        kind, key, content = part["kind"], part["key"], part["content"]
        if not isinstance(kind, str) or kind not in shapes:
            yield Fault(place, "kind", {"found": _short(kind)})
            continue
        if not _is_text(key, MOST_KEY) or not key.strip():
            yield Fault(f"{place}.key", "key", {"most": MOST_KEY})
            continue
        if (kind, key) in seen:
            yield Fault(place, "twice", {"found": key})
        seen.add((kind, key))
        wrong = list(_wrong_content(f"{place}.content", content, shapes[kind]))
        yield from wrong
        if not wrong and part["sha256"] != fingerprint([kind, key, content]):
            yield Fault(f"{place}.sha256", "sha256", {})


def _wrong_content(place: str, content: Any, shapes: Mapping[str, Shape]) -> Iterator[Fault]:
    if not isinstance(content, dict):
        yield Fault(place, "part", {})
        return
    for name in content.keys() - shapes.keys():
        yield Fault(f"{place}.{_short(name)}", "unknown_field", {})
    for name, shape in shapes.items():
        if name not in content:
            yield Fault(f"{place}.{name}", "missing", {})
        else:
            yield from _wrong(f"{place}.{name}", content[name], shape)


def _wrong(place: str, value: Any, shape: Shape) -> Iterator[Fault]:
    if shape.sort == "flag":
        right = isinstance(value, bool)
    elif shape.sort == "whole":
        right = type(value) is int and 0 <= value <= shape.most
    elif shape.sort == "text":
        right = _is_text(value, shape.most)
    else:
        right = isinstance(value, list) and len(value) <= MOST_ROWS
        right = right and all(_is_item(item, shape) for item in value)
    if not right:
        yield Fault(place, shape.sort, {"most": shape.most})


def _is_item(item: Any, shape: Shape) -> bool:
    if shape.sort == "words":
        return _is_text(item, shape.most)
    cells = isinstance(item, list) and len(item) == shape.most
    return cells and all(_is_text(cell, MOST_TEXT) or isinstance(cell, bool) for cell in item)


def _is_text(value: Any, most: int) -> bool:
    return isinstance(value, str) and len(value) <= most and "\x00" not in value


def _short(value: Any) -> str:
    return str(value)[:60]
