"""The door for free text of steering: it is about work, so nothing in it points at a resident."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundel.core.redaction import Kind
from bundel.network.services import texts as wording


def check(texts: Mapping[str, Any], *, fine: frozenset[Kind] = frozenset()) -> None:
    """
    Go on only if no text holds what points at one person by its form; names of colleagues may.

    Args:
        texts: Per field what was written; what is no text is left alone.
        fine: Kinds that may stand here, such as the address where people meet.

    Raises:
        Invalid: with a fault for each field, that marks what has to go.
    """
    wording.without_persons(texts, fine=fine)
