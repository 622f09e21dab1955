"""The processes of one installation: started, watched, started again, stopped together."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from bundel.config import processes

GRACE_SECONDS = 10.0
# A child that dies this often within the span will not get better by starting it again.
MOST_DEATHS, SPAN_SECONDS = 5, 60.0
LARGEST_LOG_BYTES = 10_000_000


@dataclass(slots=True)
class Child:
    """One process that must run as long as we do."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=MOST_DEATHS))

    def start(self) -> None:
        """Start it, in a session of its own so that Ctrl-C reaches us first."""
        with open_log(self.log) as out:
            self.process = subprocess.Popen(
                self.command,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
                preexec_fn=processes.dies_with_us(signal.SIGTERM),
            )

    def has_died(self) -> bool:
        """Return whether it ended, and note when."""
        if self.process is None or self.process.poll() is None:
            return False
        self.deaths.append(time.monotonic())
        # Its own children must not keep the port or the job.
        self._signal(signal.SIGKILL)
        return True

    def is_hopeless(self) -> bool:
        """Return whether it keeps dying."""
        return len(self.deaths) == MOST_DEATHS and (self.deaths[-1] - self.deaths[0] < SPAN_SECONDS)

    def ask_to_stop(self) -> None:
        """Ask it to finish what it is doing and end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end(self, deadline: float) -> None:
        """Wait until it ended; after the deadline it has to, with all its children."""
        if self.process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, deadline - time.monotonic()))
        self._signal(signal.SIGKILL)
        self.process.wait()

    def _signal(self, number: signal.Signals) -> None:
        # Its session is its own, so the group is its number.
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)


def stop_all(children: Sequence[Child]) -> None:
    """Stop all of them at the same time."""
    for child in children:
        child.ask_to_stop()
    deadline = time.monotonic() + GRACE_SECONDS
    for child in children:
        child.end(deadline)


def open_log(file: Path) -> IO[bytes]:
    """Return a log to add to; an old long one steps aside first."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if file.exists() and file.stat().st_size > LARGEST_LOG_BYTES:
        file.replace(file.with_suffix(".old.log"))
    return file.open("ab")


def tail(file: Path, lines: int = 12) -> str:
    """Return the last lines of a log."""
    if not file.exists():
        return ""
    return "\n".join(file.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
