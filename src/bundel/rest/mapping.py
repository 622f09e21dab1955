"""From what selectors return to what goes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from bundel.rest.schema import Outside

Out = TypeVar("Out", bound=Outside)


def to(out: type[Out], row: Any) -> Out:
    """Return the body for a frozen dataclass: the fields that the body names, and no other."""
    if not is_dataclass(row):
        raise TypeError(f"{type(row).__name__} is no frozen row")
    plain = {f.name: getattr(row, f.name) for f in fields(row) if f.name in out.model_fields}
    return out.model_validate({name: _plain(out, name, value) for name, value in plain.items()})


def each(out: type[Out], rows: Iterable[Any]) -> list[Out]:
    """Return the bodies of several."""
    return [to(out, row) for row in rows]


def _plain(out: type[Outside], name: str, value: Any) -> Any:
    inner = _inner(out, name)
    if inner is None:
        return value
    if isinstance(value, tuple | list):
        return [to(inner, item) for item in value]
    return value if not is_dataclass(value) else to(inner, value)


def _inner(out: type[Outside], name: str) -> type[Outside] | None:
    """Return the body class within a field, if the field holds one or a list of them."""
    annotation: Any = out.model_fields[name].annotation
    for candidate in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(candidate, type) and issubclass(candidate, Outside):
            return candidate
    return None
