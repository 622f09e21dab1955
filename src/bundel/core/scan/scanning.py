"""The whole question: per theme the clusters, how sure they are, and where too little is told."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bundel.core.scan.blocks import cut
from bundel.core.scan.chance import best_windows, dealings, observed, rank_p
from bundel.core.scan.field import Field, lay_out
from bundel.core.scan.question import Case, Model, Place, Reach


@dataclass(frozen=True, slots=True)
class Cluster:
    """
    Where and when more is told than chance would bring together.

    Args:
        theme: On which theme.
        places: Of which it consists, from the centre outward.
        first: Step in which it begins.
        until: Step after its last.
        cases: Counted in it.
        expected: What chance would bring to it. [cases]
        ratio: Logarithm of the likelihood ratio.
        p: How often chance brings one as striking on this theme. [0 to 1, never 0]
        p_family: The same, with all themes that were looked at counted. [0 to 1, never 0]
    """

    theme: str
    places: tuple[str, ...]
    first: int
    until: int
    cases: int
    expected: float
    ratio: float
    p: float
    p_family: float


@dataclass(frozen=True, slots=True)
class Findings:
    """What a scan says of one theme; with too few cases it says nothing but that."""

    theme: str
    cases: int
    enough: bool
    clusters: tuple[Cluster, ...] = ()


@dataclass(frozen=True, slots=True)
class Chance:
    """
    How chance is asked.

    Args:
        times: How many times the cases are dealt anew.
        seed: The same seed gives the same answer.
        most: How many clusters a theme can have.
        level: A next cluster is sought while the last one was at most so likely by chance.
        threads: How many search side by side; the answer does not depend on it.
    """

    times: int = 999
    seed: int = 1
    most: int = 5
    level: float = 0.05
    threads: int = 1


def scan(
    places: Sequence[Place],
    cases: Iterable[Case],
    reach: Reach,
    model: Model,
    chance: Chance,
    tell: Callable[[int, int], None] = lambda done, themes: None,
) -> list[Findings]:
    """
    Return what is found on each theme, by name of the theme.

    Raises:
        UnknownPlace, OutsidePeriod, NobodyAtRisk: see `field.lay_out`.
    """
    by_theme: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by_theme[case.theme].append(case)
    found = []
    for done, (theme, told) in enumerate(sorted(by_theme.items())):
        tell(done, len(by_theme))
        enough = len(told) >= reach.fewest_cases
        clusters = _one_by_one(places, told, reach, model, chance) if enough else []
        found.append(Findings(theme, len(told), enough, tuple(clusters)))
    tell(len(by_theme), len(by_theme))
    return _for_the_family(found)


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """
    Return p-values with which each may be judged as if it were the only one.

    Source:
        Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of
        Statistics 6 (1979), 65-70.
    """
    adjusted: dict[str, float] = {}
    highest = 0.0
    ordered = sorted(p_values, key=lambda name: (p_values[name], name))
    for done, name in enumerate(ordered):
        highest = max(highest, min(1.0, (len(ordered) - done) * p_values[name]))
        adjusted[name] = highest
    return adjusted


def _one_by_one(
    places: Sequence[Place], cases: list[Case], reach: Reach, model: Model, chance: Chance
) -> list[Cluster]:
    """Return the clusters of a theme: after each its cases are taken out and all is asked anew."""
    found: list[Cluster] = []
    left = cases
    while len(found) < chance.most and len(left) >= reach.fewest_cases:
        cluster = _strongest(lay_out(places, left, reach, model), chance, len(found))
        if cluster is None or (found and cluster.p > chance.level):
            break
        found.append(replace(cluster, theme=cases[0].theme))
        if cluster.p > chance.level:
            break
        left = [case for case in left if not _inside(case, cluster)]
    return found


def _strongest(field: Field, chance: Chance, number: int) -> Cluster | None:
    """Return the most striking cluster, or None where no window holds more than chance brings."""
    random = np.random.default_rng([chance.seed, number, zlib.crc32(bytes(field.step_of_case))])
    best = best_windows(field, cut(field), observed(field))
    ratio = float(best.ratio[0])
    if ratio <= 0:
        return None
    row, size, first, until = (int(value) for value in best.window[0])
    # The smallest of the zones that explain as much.
    size = int(np.searchsorted(field.weight[row], field.weight[row, size - 1])) + 1
    p = rank_p(field, dealings(field, chance.times, random), ratio, chance.threads)
    zone = field.order[row, :size]
    when = (field.step_of_case >= first) & (field.step_of_case < until)
    return Cluster(
        theme="",
        places=tuple(field.places[place].key for place in zone),
        first=first,
        until=until,
        cases=int((when & np.isin(field.place_of_case, zone)).sum()),
        expected=field.expected(row, size, first, until),
        ratio=ratio,
        p=p,
        p_family=p,
    )


def _inside(case: Case, cluster: Cluster) -> bool:
    return cluster.first <= case.step < cluster.until and case.place in cluster.places


def _for_the_family(found: list[Findings]) -> list[Findings]:
    """
    Count all themes that were looked at.

    Holm over the first clusters; a later cluster of a theme is at most as sure as its first.
    """
    first = {one.theme: one.clusters[0].p for one in found if one.clusters}
    sure = holm(first)
    looked = sum(one.enough for one in found)
    ordered = sorted(first, key=lambda name: (first[name], name))
    times = {theme: looked - place for place, theme in enumerate(ordered)}
    return [
        replace(
            one,
            clusters=tuple(
                replace(
                    cluster,
                    p_family=max(sure[one.theme], min(1.0, times[one.theme] * cluster.p)),
                )
                for cluster in one.clusters
            ),
        )
        for one in found
    ]
