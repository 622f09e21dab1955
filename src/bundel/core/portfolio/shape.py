"""The shape of a problem: the schema itself, compiled once into checks that explain in Dutch."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from bundel.core.portfolio.faults import Fault, shown
from bundel.core.portfolio.parsing import Doubled

# Larger than any budget or number of hours of a municipality; beyond it sums lose their cents.
LARGEST = 1e12
# No quarter index, duration or count comes near it; beyond it arrays of whole numbers overflow.
LARGEST_WHOLE = 10**9

Report = Callable[[Fault], None]
Check = Callable[[Any, str, Report], None]


def shape_faults(data: object) -> list[Fault]:
    """Return where the data differs from the schema: all of it, in the order of the input."""
    faults: list[Fault] = []
    _problem_check()(data, "", faults.append)
    return faults


def schema() -> dict[str, Any]:
    """Return the JSON schema of a problem."""
    text = files(__package__).joinpath("portfolio.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@cache
def _problem_check() -> Check:
    whole = schema()
    return _compile(whole, whole["$defs"])


def _compile(node: dict[str, Any], defs: dict[str, Any]) -> Check:
    if "$ref" in node:
        return _compile(defs[node["$ref"].removeprefix("#/$defs/")], defs)
    if "oneOf" in node:
        return _range(_compile(node["oneOf"][0], defs), _compile(node["oneOf"][1], defs))
    if "const" in node or "enum" in node:
        return _one_of(node.get("enum", [node.get("const")]))
    if node["type"] == "object":
        return _object(node, defs)
    if node["type"] == "array":
        return _array(node, _compile(node["items"], defs))
    if node["type"] in {"number", "integer"}:
        return _number(node)
    return _string if node["type"] == "string" else _boolean


def _string(value: Any, at: str, report: Report) -> None:
    if not isinstance(value, str):
        report(Fault(at, f"{_found(value)} is geen tekst.", "Schrijf hier een tekst."))
    elif not value.isprintable() and any(sign == "\0" or _is_surrogate(sign) for sign in value):
        report(Fault(at, "In de tekst staat een teken dat niet bestaat.", "Laat dat teken weg."))


def _is_surrogate(sign: str) -> bool:
    return "\ud800" <= sign <= "\udfff"


def _boolean(value: Any, at: str, report: Report) -> None:
    if not isinstance(value, bool):
        report(Fault(at, f"{_found(value)} is geen true of false.", "Schrijf true of false."))


def _one_of(allowed: list[Any]) -> Check:
    right = f"Schrijf {' of '.join(map(shown, allowed))}."

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, str) or value not in allowed:
            report(Fault(at, f"{_found(value)} kan hier niet.", right))

    return check


def _number(node: dict[str, Any]) -> Check:
    whole = node["type"] == "integer"
    largest = LARGEST_WHOLE if whole else LARGEST
    low, above = node.get("minimum", -largest), node.get("exclusiveMinimum", -largest * 2)
    high = node.get("maximum", largest)
    right = f"Schrijf een {'geheel ' if whole else ''}getal {_bounds(node)}."

    def check(value: Any, at: str, report: Report) -> None:
        kind = type(value)
        # Not-a-number fails every comparison, so it is refused here too.
        if kind is not int and kind is not float:
            report(Fault(at, f"{_found(value)} is geen getal.", right))
        elif not (low <= value <= high and value > above):
            report(Fault(at, f"{_found(value)} valt buiten de grenzen.", right))
        elif whole and value != int(value):
            report(Fault(at, f"{_found(value)} is geen geheel getal.", right))

    return check


def _bounds(node: dict[str, Any]) -> str:
    largest = "1 miljard" if node["type"] == "integer" else "1 biljoen"
    lower = f"{node['minimum']}" if "minimum" in node else f"-{largest}"
    upper = f"{node['maximum']}" if "maximum" in node else largest
    if "exclusiveMinimum" in node:
        return f"boven {node['exclusiveMinimum']}, hoogstens {upper}"
    return f"van {lower} tot en met {upper}"


def _range(number: Check, spread: Check) -> Check:
    right = "Schrijf een getal, of een object met mid en eventueel low en high."

    def check(value: Any, at: str, report: Report) -> None:
        if isinstance(value, dict):
            spread(value, at, report)
        elif type(value) in {int, float}:
            number(value, at, report)
        else:
            report(Fault(at, f"{_found(value)} is geen getal of bereik.", right))

    return check


def _array(node: dict[str, Any], item: Check) -> Check:
    fewest, most = node.get("minItems", 0), node.get("maxItems")
    plain = node["items"] == {"type": "number", "minimum": 0}

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, list):
            report(Fault(at, f"{_found(value)} is geen lijst.", "Schrijf hier een lijst: [ … ]."))
            return
        if len(value) < fewest or (most is not None and len(value) > most):
            report(_length_fault(at, len(value), fewest, most))
        # Hour profiles are most of a large input: one quick look before the slow one.
        if plain and all(type(x) in _NUMBERS and 0 <= x <= LARGEST for x in value):
            return
        for index, entry in enumerate(value):
            item(entry, f"{at}/{index}", report)

    return check


_NUMBERS = frozenset({int, float})


def _length_fault(at: str, length: int, fewest: int, most: int | None) -> Fault:
    wanted = f"minstens {fewest}" if most is None else f"{fewest} tot en met {most}"
    return Fault(at, f"De lijst heeft {length} onderdelen.", f"Geef er {wanted}.")


def _object(node: dict[str, Any], defs: dict[str, Any]) -> Check:
    known = {key: _compile(child, defs) for key, child in node.get("properties", {}).items()}
    required = node.get("required", [])
    other = node.get("additionalProperties", True)
    rest = _compile(other, defs) if isinstance(other, dict) else None
    names = f"Bekend zijn: {', '.join(known)}."

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, dict):
            right = "Schrijf hier een object: { … }."
            report(Fault(at, f"{_found(value)} is geen object.", right))
            return
        _report_keys(value, required, at, report)
        for key, entry in value.items():
            found = known.get(key, rest)
            if found is not None:
                found(entry, f"{at}/{_escaped(key)}", report)
            elif other is False:
                where = f"{at}/{_escaped(key)}"
                report(Fault(where, f"Het veld {shown(key)} is onbekend.", names))

    return check


def _report_keys(value: dict[str, Any], required: list[str], at: str, report: Report) -> None:
    for key in required:
        if key not in value:
            report(Fault(at, f"Hier ontbreekt {shown(key)}.", f"Voeg {shown(key)} toe."))
    for key in value.doubled if isinstance(value, Doubled) else ():
        wrong = f"Het veld {shown(key)} staat er meer dan één keer."
        report(Fault(f"{at}/{_escaped(key)}", wrong, "Laat er één staan."))


def _escaped(key: str) -> str:
    return key if "~" not in key and "/" not in key else key.replace("~", "~0").replace("/", "~1")


def _found(value: object) -> str:
    text = shown(value)
    return text[:1].upper() + text[1:]
