"""Starting processes that die with us, when wanted as another user of the operating system."""

from __future__ import annotations

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
PLAIN_USERS = ("postgres", "nobody", "daemon")
# Loaded here, for between fork and exec nothing may be loaded.
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class NoPlainUser(RuntimeError):
    """We are root, and there is no user without rights to lend."""


@dataclass(frozen=True, slots=True)
class Account:
    """The user of the operating system that a process runs as; None is ourselves."""

    uid: int | None = None
    gid: int | None = None

    def popen_arguments(self) -> dict[str, Any]:
        """Return what makes subprocess become this user."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, folder: Path) -> None:
        """Make a folder if it is not there, and give it to this user alone."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
        self.take(folder)

    def take(self, path: Path) -> None:
        """Give a file or folder to this user."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def take_all(self, folder: Path) -> None:
        """Give a folder with all that is in it to this user, unless it already is theirs."""
        if self.uid is not None and folder.stat().st_uid != self.uid:
            for path in (folder, *folder.rglob("*")):
                self.take(path)


def plain_account(owned: Path) -> Account:
    """
    Return who may run what refuses root: ourselves, or when we are root a user without rights.

    Args:
        owned: What that user works in; when it exists its owner stays its owner.

    Raises:
        NoPlainUser: if we are root and no such user exists.
    """
    if os.geteuid() != 0:
        return Account()
    if owned.exists() and owned.stat().st_uid != 0:
        return Account(owned.stat().st_uid, owned.stat().st_gid)
    for name in PLAIN_USERS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise NoPlainUser(f"Als root is een gewone gebruiker nodig: een van {', '.join(PLAIN_USERS)}.")


def dies_with_us(with_signal: signal.Signals) -> Callable[[], None]:
    """
    Return what a child must call before it starts, so that Linux stops it when we die.

    Elsewhere it does nothing; there the next start finds what was left behind.
    """
    us = os.getpid()

    def ask() -> None:
        die_with_parent(with_signal)
        # We may have died before the question was asked.
        if _LIBC is not None and os.getppid() != us:
            os._exit(1)

    return ask


def die_with_parent(with_signal: signal.Signals) -> None:
    """Ask Linux to send us a signal when the process that started us dies."""
    if _LIBC is not None:
        _LIBC.prctl(PR_SET_PDEATHSIG, int(with_signal))


def name_of(pid: int) -> str:
    """Return the name of a running program, empty when there is none with this number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return ""
    except PermissionError:
        pass
    told_by_linux = Path(f"/proc/{pid}/stat")
    if told_by_linux.exists():
        name, _, rest = told_by_linux.read_text(encoding="utf-8").rpartition(") ")
        # What has ended and waits for its parent to notice runs no more.
        return "" if rest.startswith("Z") else name.partition(" (")[2]
    told = subprocess.run(
        ["ps", "-p", str(pid), "-o", "comm="],  # noqa: S607  # wherever this system keeps it
        capture_output=True,
        text=True,
        check=False,
    )
    return Path(told.stdout.strip()).name
