"""Words in letters that are not ours, which no rule here can read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bundel.core.redaction.kinds import Span

LETTER = r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]"
# One letter alone is a unit or a sign, such as a lambda.
OTHERS = re.compile(rf"(?<!\w){LETTER}{{2,}}(?:\W{{1,3}}{LETTER}+)*")


def others(text: str) -> Iterator[Span]:
    """Return where words stand in another script: a name in it looks like any other word."""
    yield from (hit.span() for hit in OTHERS.finditer(text))
