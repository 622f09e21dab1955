"""Every act that anybody writes down has words in the log."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import bundel
from bundel.accounts.permissions import permissions
from bundel.audit import words
from bundel.audit.acts import ACTIONS, KINDS

PACKAGE = Path(bundel.__file__).parent
# What tells the trail, and where in its arguments the act and the kind stand.
TELLERS = {"tell": (1, 2), "_tell": (1, 2), "_of": (1, None)}
NAMED = {"record", "record_stranger", "send"}


def constants(tree: ast.AST) -> dict[str, str]:
    """Return the names that stand for one text in a file."""
    return {
        target.id: node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(node.value.value, str)
    }


def texts(node: ast.expr | None, names: dict[str, str]) -> Iterator[str]:
    """Give the texts that an argument can be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Name) and node.id in names:
        yield names[node.id]
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body, names)
        yield from texts(node.orelse, names)


def told_by(call: ast.Call) -> Iterator[tuple[str, ast.expr]]:
    """Give ("action" or "kind", argument) of a call, if it tells the trail."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    places = TELLERS.get(name, (None, None))
    for what, place in zip(("action", "kind"), places, strict=True):
        if place is not None and place < len(call.args):
            yield what, call.args[place]
    if name in NAMED | set(TELLERS):
        yield from ((k.arg, k.value) for k in call.keywords if k.arg in {"action", "kind"})


def told() -> Iterator[tuple[str, str]]:
    """Give ("action" or "kind", text) for every call that tells the trail."""
    for file in PACKAGE.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = constants(tree)
        calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
        for what, node in (pair for call in calls for pair in told_by(call)):
            yield from ((what, text) for text in texts(node, names))


def test_every_act_and_kind_that_is_told_has_words() -> None:
    found = set(told())
    acts = {text for what, text in found if what == "action"}
    kinds = {text for what, text in found if what == "kind"}

    assert len(acts) > 20
    assert acts - set(ACTIONS) == set()
    assert kinds - set(KINDS) == set()


def test_every_role_has_words() -> None:
    assert {words.role(role) for role in permissions().roles}.isdisjoint(permissions().roles)


def test_an_act_without_words_keeps_its_name() -> None:
    assert words.action("iets.nieuws") == "iets.nieuws"


@pytest.mark.parametrize(
    ("given", "shown"),
    [(None, "–"), ("", "–"), (True, "ja"), (False, "nee"), ([1, "é"], '[1, "é"]'), (0, "0")],
)
def test_values_are_shown_as_people_read_them(given: object, shown: str) -> None:
    assert words.value(given) == shown


def test_a_field_has_the_name_that_forms_give_it() -> None:
    assert words.field("fte", "pool") == "fte"
    assert words.field("department_id", "initiative") == "afdeling"
    assert words.field("nooit_gehoord", "pool") == "nooit_gehoord"
