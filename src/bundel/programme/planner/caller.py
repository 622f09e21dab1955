"""The side that asks: starts the process, hears its news, stops it, and reads the answer."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

SOURCE = Path(__file__).resolve().parents[3]
COMMAND = (sys.executable, "-m", "bundel.programme.planner.child")
LAST_WORDS = 800
# What the process needs to know of our surroundings; addresses and passwords are not among it.
NEEDED = ("PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR", "TEMP", "SYSTEMROOT")
# Each of these libraries would otherwise take every core of the machine.
THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "2")


class PlannerDied(RuntimeError):
    """The process ended without an answer; the text is for the log, not for the reader."""


@dataclass(slots=True)
class Heard:
    """What the process has told up to now."""

    objective: float | None = None
    bound: float | None = None
    answer: dict[str, Any] | None = None
    said: dict[str, Any] | None = None
    trouble: str = ""

    @property
    def gap(self) -> float | None:
        """The distance between bound and plan, as a share of the plan; None when unknown."""
        if self.objective is None or self.bound is None or self.objective <= 0:
            return None
        return max(0.0, self.bound - self.objective) / self.objective

    def hear(self, message: Mapping[str, Any]) -> None:
        """Take in one message."""
        if "news" in message:
            news = message["news"]
            self.objective = _or(news.get("objective"), self.objective)
            self.bound = _or(news.get("bound"), self.bound)
        self.answer = message.get("answer", self.answer)
        self.said = message.get("said", self.said)
        self.trouble = message.get("trouble", self.trouble)


def _or(value: float | None, otherwise: float | None) -> float | None:
    return otherwise if value is None else value


def _surroundings() -> dict[str, str]:
    known = {name: os.environ[name] for name in NEEDED if name in os.environ}
    return known | THREADS | {"PYTHONPATH": str(SOURCE)}


class Planner:
    """
    One question that is being answered elsewhere. Use it with `with`: leaving ends the process.

    Args:
        problem: In the form of `portfolio.schema.json`.
        parameters: `parts`, `gap`, `time_limit` in seconds, `seed`.
    """

    def __init__(self, problem: Mapping[str, Any], parameters: Mapping[str, Any]) -> None:
        self.heard = Heard()
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed in __exit__
        self._ended = False
        self._process = subprocess.Popen(
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=_surroundings(),
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True).start()
        self._write(json.dumps({"problem": problem, **parameters}))

    @property
    def pid(self) -> int:
        """The process, for who wants to watch it."""
        return self._process.pid

    @property
    def ended(self) -> bool:
        """Whether all that the process will ever say was heard."""
        return self._ended

    def listen(self, seconds: float) -> Heard:
        """Wait this long, or until the process has ended, and return what is known by then."""
        until = time.monotonic() + seconds
        while not self._ended and (left := until - time.monotonic()) > 0:
            try:
                line = self._lines.get(timeout=left)
            except queue.Empty:
                break
            if line is None:
                self._ended = True
            else:
                self.heard.hear(json.loads(line))
        return self.heard

    def ask_to_stop(self) -> None:
        """Ask for the best plan so far; the process answers as soon as it can."""
        self._write("stop")

    def kill(self) -> None:
        """End the process now; what was heard stays."""
        self._process.kill()
        self._process.wait()
        self._ended = True

    def answer(self) -> dict[str, Any]:
        """
        Return the answer of a process that has ended.

        Raises:
            PlannerDied: if it ended without one.
        """
        if self.heard.answer is not None:
            return self.heard.answer
        code = self._process.wait()
        raise PlannerDied(f"exit {code}: {self.heard.trouble or self._last_words()}")

    def _last_words(self) -> str:
        self._errors.seek(0)
        return self._errors.read().decode("utf-8", errors="replace")[-LAST_WORDS:].strip()

    def _write(self, line: str) -> None:
        # A process that is gone does not listen; that it is gone shows in `listen`.
        try:
            assert self._process.stdin is not None  # noqa: S101 - it was opened as a pipe
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            return

    def _read(self, lines: IO[str]) -> None:
        for line in lines:
            self._lines.put(line)
        self._lines.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        self._errors.close()
