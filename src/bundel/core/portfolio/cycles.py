"""Rings in an order of things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def find_cycle(steps: Mapping[str, Sequence[str]]) -> list[str] | None:
    """
    Return one ring of names, its first name again at its end; None if there is no ring.

    Args:
        steps: For each name those that come right after it.
    """
    done: set[str] = set()
    for root in steps:
        if root not in done and (cycle := _from(root, steps, done)):
            return cycle
    return None


def _from(root: str, steps: Mapping[str, Sequence[str]], done: set[str]) -> list[str] | None:
    # Depth first with a stack of its own: a chain of ten thousand is longer than Python's.
    path: dict[str, Iterator[str]] = {root: iter(steps.get(root, ()))}
    while path:
        last = next(reversed(path))
        step = next(path[last], None)
        if step is None:
            done.add(last)
            del path[last]
        elif step in path:
            names = list(path)
            return [*names[names.index(step) :], step]
        elif step not in done:
            path[step] = iter(steps.get(step, ()))
    return None
