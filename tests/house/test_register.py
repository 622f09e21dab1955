"""Every field of every model has a class, a time that it is kept, and a word on export."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django.apps import apps

import bundel
from tests.conftest import Figure

HOUSE = Path(bundel.__file__).parent
CLASSES = {"public", "internal", "professional"}


def register() -> dict[str, dict[str, dict[str, Any]]]:
    """Return all registers: `app.Model` to field to what is said of it."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for path in sorted(HOUSE.glob("*/register.yaml")):
        for name, fields in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            full = name if "." in name else f"{path.parent.name}.{name}"
            found[full] = fields
    return found


def models() -> dict[str, set[str]]:
    return {
        f"{model._meta.app_label}.{model.__name__}": {
            field.name for field in [*model._meta.fields, *model._meta.local_many_to_many]
        }
        for model in apps.get_models(include_auto_created=True)
    }


def test_every_field_is_in_the_register_and_nothing_else(figure: Figure) -> None:
    told = {name: set(fields) for name, fields in register().items()}
    there = models()

    missing = {n: f - told.get(n, set()) for n, f in there.items() if f - told.get(n, set())}
    gone = {n: f - there.get(n, set()) for n, f in told.items() if f - there.get(n, set())}

    figure(f"register: {len(there)} models, {sum(map(len, there.values()))} fields")
    assert (missing, gone) == ({}, {})


def test_no_field_is_about_a_resident() -> None:
    wrong = [
        (name, field, said)
        for name, fields in register().items()
        for field, said in fields.items()
        if said.get("class") not in CLASSES
        or not said.get("retention")
        or not isinstance(said.get("export"), bool)
    ]

    assert wrong == []
