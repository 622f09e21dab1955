"""The side that calculates: a question and then `stop` on stdin, news and the answer on stdout."""

from __future__ import annotations

import contextlib
import json
import math
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from bundel.core.portfolio import plan
from bundel.core.portfolio.answer import write_answer, write_said
from bundel.core.portfolio.asking import Step
from bundel.core.portfolio.faults import WrongInput
from bundel.core.portfolio.reading import read_problem

NEWS_SECONDS = 0.25
# The part in which the figures move; whatever comes after it finds them settled.
SEARCH = "plan"
# Other programs on the machine go first, and the system ends us before it ends the database.
NICENESS = 5
OUT_OF_MEMORY_SCORE = "800"

Message = dict[str, Any]
Say = Callable[[Message], None]


def main() -> int:
    """Answer the one question on stdin. [exit code]"""
    say = _speaker(_private_stdout())
    _stand_back()
    asked = json.loads(sys.stdin.readline())
    stop = threading.Event()
    threading.Thread(target=_listen, args=(stop,), daemon=True).start()
    try:
        say(_answer(asked, stop, say))
    except WrongInput as wrong:
        say({"trouble": str(wrong)})
    return 0


def _answer(asked: Message, stop: threading.Event, say: Say) -> Message:
    found = plan.answer(
        read_problem(asked["problem"]),
        parts=asked["parts"],
        gap=asked["gap"],
        time_limit=asked["time_limit"],
        seed=asked["seed"],
        progress=_News(say).tell,
        stop=stop.is_set,
    )
    return {"answer": write_answer(found), "said": write_said(found)}


class _News:
    """Tells how far it is, a few times a second at most, and never forgets the last figures."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._told_at = -math.inf
        self._known: Message = {}
        self._told: Message = {}

    def tell(self, step: Step) -> None:
        """Pass on what the planner says when its time comes; the explanations bring the rest."""
        figures = {"objective": _known(step.objective), "bound": _known(step.bound)}
        self._known |= {name: value for name, value in figures.items() if value is not None}
        searching = step.part == SEARCH
        if searching and time.monotonic() - self._told_at < NEWS_SECONDS:
            return
        if self._known != self._told:
            self._told_at, self._told = time.monotonic(), dict(self._known)
            self._say({"news": self._told})


def _known(value: float | None) -> float | None:
    return float(value) if value is not None and math.isfinite(value) else None


def _listen(stop: threading.Event) -> None:
    """Hear `stop`; when the line goes dead our caller is gone, and so are we."""
    for line in sys.stdin:
        if line.strip() == "stop":
            stop.set()
    os._exit(1)


def _private_stdout() -> IO[str]:
    """Keep stdout for messages; what a solver prints goes with the errors."""
    messages = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return messages


def _speaker(out: IO[str]) -> Say:
    lock = threading.Lock()

    def say(message: Message) -> None:
        with lock:
            out.write(json.dumps(message) + "\n")
            out.flush()

    return say


def _stand_back() -> None:
    with contextlib.suppress(OSError, AttributeError):
        os.nice(NICENESS)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(OUT_OF_MEMORY_SCORE, encoding="ascii")


if __name__ == "__main__":
    sys.exit(main())
