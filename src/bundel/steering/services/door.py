"""The door for free text of steering: it is about work, so nothing in it points at a resident."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundel.core.redaction import Kind
from bundel.network.services import texts as wording


def check(
    texts: Mapping[str, Any], *, fine: frozenset[Kind] = frozenset(), may_name_case: bool = False
) -> None:
    """
    Go on only if no text holds what points at one person by its form; names of colleagues may.

    Args:
        texts: Per field what was written; what is no text is left alone.
        fine: Kinds that may stand here, such as the address where people meet.
        may_name_case: Whether the number of a case may stand here, as a proof.

    Raises:
        Invalid: with a fault for each field, that marks what has to go.
    """
    wording.without_persons(texts, fine=fine, may_name_case=may_name_case)
