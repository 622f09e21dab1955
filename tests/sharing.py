"""Which tests go together to one worker, and in which order: the long ones first."""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

JOURNEYS = "tests/journeys/"
# Each of its long tests is a load of its own, so that workers share them.
MATRIX = "tests/house/test_permissions.py"


class ByWhatTheyShare(LoadFileScheduling):  # type: ignore[misc]  # xdist has no types
    """A file goes to one worker; journeys share one Bundel, and the matrix is taken apart."""

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(JOURNEYS):
            return JOURNEYS
        if nodeid.startswith(MATRIX) and "[" in nodeid:
            return nodeid
        return str(super()._split_scope(nodeid))


def _rank(item: pytest.Item) -> int:
    return next(
        (n for n, start in enumerate((JOURNEYS, MATRIX)) if item.nodeid.startswith(start)), 2
    )


class LongFirst:
    """A worker that begins a long load last would keep the other waiting at the end."""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Put the long ones first; the rest stays in its order."""
        items.sort(key=_rank)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_make_scheduler(self, config: pytest.Config, log: Any) -> Any:
        """Share by what tests share, where files are what is shared."""
        by_file = config.getvalue("dist") == "loadfile"
        return ByWhatTheyShare(config, log) if by_file else None
