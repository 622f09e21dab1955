"""The text for people in a package: what a playbook is, and everything that is in this one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import override

from bundel.playbook.kinds import KINDS, Kind
from bundel.playbook.saying import said

START = """# {name}, editie {edition}

Gemaakt door gemeente {made_by} op {day}.

{description}

Dit is een draaiboek van Bundel: een aanpak, zonder mensen, organisaties, gebieden en bedragen.
Een andere gemeente leest dit bestand in bij Draaiboek, en kiest wat zij overneemt.
Een woord als [gebied] of [partner] vult zij zelf in. Licentie: {licence}
"""


def read_me(told: Mapping[str, Any]) -> str:
    """Return the text for people of a document; in Dutch, whoever asks."""
    with override("nl"):
        head = {name: str(told[name]) for name in ("name", "edition", "made_by", "licence")}
        start = START.format(
            **head, day=str(told["at"])[:10], description=str(told["description"]).strip()
        )
        return "\n".join([start, *_parts(told["parts"])])


def _parts(parts: list[dict[str, Any]]) -> Iterator[str]:
    for kind in KINDS:
        of_kind = [one["content"] for one in parts if one["kind"] == kind.code]
        if of_kind:
            yield f"## {kind.label}\n"
            for content in of_kind:
                yield "\n".join([*_part(kind, content), ""])


def _part(kind: Kind, content: Mapping[str, Any]) -> Iterator[str]:
    yield f"### {said(kind.fields[kind.title], content[kind.title])}\n"
    for name, field in kind.fields.items():
        words = said(field, content[name])
        if name != kind.title and words:
            yield f"- {field.label}: " + words.replace("\n", "\n  ")
