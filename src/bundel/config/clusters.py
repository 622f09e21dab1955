"""The folder in which PostgreSQL keeps our rows: made whole or not at all, found, and reached."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bundel.config.binaries import Binaries
from bundel.config.processes import Account

ROLES = ("postgres", "bundel_owner", "bundel_app")


class NotMade(RuntimeError):
    """PostgreSQL could not make its folder; the text holds what it said."""


def newest(home: Path) -> Path | None:
    """Return the newest cluster that was made whole, None if there is none yet."""
    made = [found.parent for found in home.glob("postgresql-*/PG_VERSION")]
    whole = [cluster for cluster in made if cluster.name.rpartition("-")[2].isdigit()]
    return max(whole, key=lambda cluster: int(cluster.name.rpartition("-")[2]), default=None)


def initialise(
    programs: Binaries, cluster: Path, account: Account, password: str, hurry: Sequence[str]
) -> None:
    """Make the cluster whole or not at all: in a folder beside it, renamed when done."""
    home = cluster.parent
    fresh = home / f"{cluster.name}.new"
    note = home / "password.new"
    note.unlink(missing_ok=True)
    note.touch(mode=0o600)
    note.write_text(password + "\n", encoding="utf-8")
    account.take(note)
    for locale in _locales(programs.major):
        shutil.rmtree(fresh, ignore_errors=True)
        with address_for(home, account) as (path, descriptors):
            done = subprocess.run(
                [
                    programs.folder / "initdb",
                    *("-D", f"{path}/{fresh.name}", "-U", "postgres", "-E", "UTF8"),
                    *("-A", "scram-sha-256", f"--pwfile={path}/{note.name}"),
                    *("--data-checksums", *hurry, *locale),
                ],
                capture_output=True,
                text=True,
                check=False,
                cwd="/",
                env=environment(),
                pass_fds=descriptors,
                **account.popen_arguments(),
            )
        if done.returncode == 0:
            note.unlink()
            fresh.rename(cluster)
            return
    raise NotMade(f"De database is niet gemaakt: {done.stderr.strip()[-800:]}")


def passwords(data: Path) -> dict[str, str]:
    """Return the passwords of the three roles; made once, readable by us alone."""
    file = data / "database-passwords.json"
    if file.exists():
        kept: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
        return kept
    made = {role: secrets.token_urlsafe(24) for role in ROLES}
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        json.dump(made, out)
    fresh.replace(file)
    return made


@contextmanager
def address_for(folder: Path, account: Account) -> Iterator[tuple[str, Sequence[int]]]:
    """Give a path to a folder that the account can follow, and the descriptors that it needs."""
    if account.uid is None or sys.platform != "linux":
        yield str(folder), ()
        return
    # A plain user cannot walk through a closed folder above it, such as root's home. An open
    # descriptor takes it past, so that nobody has to open those folders.
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{descriptor}", (descriptor,)
    finally:
        os.close(descriptor)


def environment() -> dict[str, str]:
    """Return our environment without what would lead PostgreSQL elsewhere."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def _locales(major: int) -> list[list[str]]:
    """Return the ways to sort that serve us, the best first."""
    plain = [["--locale=C.UTF-8"], ["--locale=C"]]
    built_in = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return [[*built_in, *way] for way in plain] if major >= 17 else plain
