"""Processes that must run as long as we do: watched, counted, ended with all their children."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from bundel.config import children, processes
from bundel.config.children import Child

STARTS_ANOTHER = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
inner = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(inner.pid, flush=True)
time.sleep(60)
"""


def a_child(tmp_path: Path, script: str) -> Child:
    log = tmp_path / "child.log"
    return Child("proef", [sys.executable, "-c", script], dict(os.environ), log)


def wait_for_death(child: Child) -> None:
    deadline = time.monotonic() + 10
    while not child.has_died() and time.monotonic() < deadline:
        time.sleep(0.01)


def wait_for_number(log: Path) -> int:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        text = log.read_text(encoding="utf-8")
        if text.endswith("\n"):
            return int(text)
        time.sleep(0.01)
    raise AssertionError("The child said nothing.")


def is_gone(pid: int) -> bool:
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        if not processes.name_of(pid):
            return True
        time.sleep(0.01)
    return False


def test_a_child_that_ends_is_noticed_once(tmp_path: Path) -> None:
    child = a_child(tmp_path, "pass")
    child.start()

    wait_for_death(child)

    assert len(child.deaths) == 1


def test_a_child_that_keeps_ending_is_given_up(tmp_path: Path) -> None:
    child = a_child(tmp_path, "pass")

    hopeless = []
    for _ in range(children.MOST_DEATHS):
        child.start()
        wait_for_death(child)
        hopeless.append(child.is_hopeless())

    assert hopeless == [False] * (children.MOST_DEATHS - 1) + [True]


def test_stopping_ends_a_stubborn_child_and_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "GRACE_SECONDS", 0.2)
    child = a_child(tmp_path, STARTS_ANOTHER)
    child.start()
    inner = wait_for_number(child.log)

    children.stop_all([child])

    assert child.process is not None
    assert child.process.returncode == -signal.SIGKILL
    assert is_gone(inner)


def test_a_long_log_steps_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "LARGEST_LOG_BYTES", 10)
    log = tmp_path / "logs" / "web.log"
    with children.open_log(log) as out:
        out.write(b"more than ten bytes\n")

    with children.open_log(log) as out:
        out.write(b"new\n")

    assert children.tail(log) == "new"
    assert children.tail(log.with_suffix(".old.log")) == "more than ten bytes"
