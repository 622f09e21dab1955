"""How many households a programme could count at most: what bounds every floor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal

NIL = Decimal(0)
# An area and a kind of help, by whatever names them.
Place = tuple[Hashable, Hashable]


def most_counted(
    reach: Iterable[tuple[Hashable, Place, Decimal]],
    at_risk: Mapping[Place, Decimal],
    *,
    quarters: int,
    most_share: Decimal,
) -> Decimal:
    """
    Return how many could be counted if every initiative ran the whole horizon at its best.

    Args:
        reach: Initiative, place and households in each running quarter, a line for each level.
        at_risk: Households at risk by place; where it says nothing, nothing bounds the reach.
        most_share: Up to which share of those at risk a household counts.
    """
    best: dict[tuple[Hashable, Place], Decimal] = {}
    for initiative, place, households in reach:
        key = (initiative, place)
        best[key] = max(best.get(key, NIL), households * quarters)
    reached = defaultdict[Place, Decimal](Decimal)
    for (_initiative, place), households in best.items():
        reached[place] += households
    bounded = (
        min(households, at_risk[place] * most_share) if place in at_risk else households
        for place, households in reached.items()
    )
    return sum(bounded, NIL)
