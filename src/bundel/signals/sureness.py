"""How sure something is, and how many there are, in words that anyone reads."""

from __future__ import annotations

from django.utils.translation import gettext as _

# Below this a count is not shown to who may not see what was counted.
SMALLEST = 10
STEPS = (1000, 500, 200, 100, 50, 20, 10)


def words_of_chance(p: float) -> str:
    """Return how often chance does this, as a sentence."""
    times = next((step for step in STEPS if p <= 1 / step), 0)
    if not times:
        return _("Zo'n samenloop kan goed toeval zijn.")
    return _("Zo'n samenloop komt bij toeval hooguit 1 op de %(times)s keer voor.") % {
        "times": times
    }


def word_of_chance(p: float) -> str:
    """Return how sure a pattern is, in a word or two."""
    if p <= 0.01:
        return _("heel zeker geen toeval")
    return _("waarschijnlijk geen toeval") if p <= 0.05 else _("kan toeval zijn")


def class_of(count: int) -> str:
    """Return the class of a count that may not be shown."""
    for limit, words in _classes():
        if count < limit:
            return words
    return _("meer dan 50")


def shown(count: int, *, exact: bool) -> str:
    """Return a count as this reader may see it."""
    return str(count) if exact else class_of(count)


def _classes() -> tuple[tuple[int, str], ...]:
    return (
        (SMALLEST, _("minder dan 10")),
        (26, _("10 tot 25")),
        (51, _("26 tot 50")),
    )
