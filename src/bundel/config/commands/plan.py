"""`bundel plan`: a problem in JSON goes in, a plan in JSON comes out."""

from __future__ import annotations

import hashlib
import json
import math
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from bundel.config.commands.telling import Teller
from bundel.core.portfolio.answer import Answer, write_answer
from bundel.core.portfolio.explain import PARTS
from bundel.core.portfolio.faults import Fault, WrongInput
from bundel.core.portfolio.plan import answer
from bundel.core.portfolio.reading import read_problem_bytes
from bundel.core.portfolio.said import number

HAS_PLAN, HAS_NO_PLAN, WRONG_INPUT = 0, 1, 2


def _parts(_: click.Context, __: click.Parameter, text: str) -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    unknown = [part for part in asked if part not in PARTS]
    if unknown:
        raise click.BadParameter(f"{', '.join(unknown)} bestaat niet. Kies uit {','.join(PARTS)}.")
    return asked


def _finite(_: click.Context, __: click.Parameter, value: float) -> float:
    if not math.isfinite(value):
        raise click.BadParameter("Geef een gewoon getal.")
    return value


@click.command("plan")
@click.argument("problem", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--out", type=click.Path(path_type=Path), help="Bestand voor het plan (JSON).")
@click.option(
    "--parts",
    default=",".join(PARTS),
    show_default=True,
    callback=_parts,
    help="Welke delen van het antwoord u wilt, met komma's ertussen.",
)
@click.option(
    "--gap",
    type=click.FloatRange(0, 1),
    callback=_finite,
    default=0.001,
    show_default=True,
    help="Goed genoeg: zo ver mag het bewezen maximum hoogstens boven het plan liggen.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(0, min_open=True),
    callback=_finite,
    default=60.0,
    show_default=True,
    help="Seconden voor het plan, en nog eens zoveel voor alle uitleg samen.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31 - 1),
    default=0,
    show_default=True,
    help="Zelfde vraag en zelfde seed geven hetzelfde plan.",
)
@click.option("--json", "as_json", is_flag=True, help="Schrijf het antwoord als JSON naar stdout.")
def plan(
    problem: Path,
    out: Path | None,
    parts: tuple[str, ...],
    gap: float,
    time_limit: float,
    seed: int,
    as_json: bool,
) -> None:
    """
    Maak een plan bij het vraagstuk in PROBLEM (JSON, - voor stdin).

    Einde 0: er is een plan. Einde 1: er kan geen plan zijn, of het is niet gevonden. Einde 2: de
    invoer is fout, met één regel per fout. Ctrl-C geeft het beste plan tot dan toe.
    """
    if out is not None:
        _check_folder(out)
    text = _read(problem)
    try:
        question = read_problem_bytes(text)
    except WrongInput as wrong:
        _refuse(wrong.faults, as_json)
    with _stoppable() as stopped:
        found = answer(
            question,
            parts=parts,
            gap=gap,
            time_limit=time_limit,
            seed=seed,
            input_sha256=hashlib.sha256(text).hexdigest(),
            progress=Teller(sys.stderr).tell,
            stop=lambda: bool(stopped),
        )
    _hand_over(found, out, as_json)
    sys.exit(HAS_PLAN if found.evaluation is not None else HAS_NO_PLAN)


def _read(path: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise click.UsageError(f"{path} kan niet worden gelezen: {error.strerror}.") from error


def _check_folder(out: Path) -> None:
    if out.is_dir() or not os.access(out.absolute().parent, os.W_OK):
        raise click.UsageError(f"{out} kan niet worden geschreven.")


def _refuse(faults: tuple[Fault, ...], as_json: bool) -> None:
    for fault in faults:
        click.echo(str(fault), err=True)
    if as_json:
        listed = [{"pointer": x.pointer, "wrong": x.wrong, "right": x.right} for x in faults]
        click.echo(json.dumps({"faults": listed}, indent=1))
    sys.exit(WRONG_INPUT)


@contextmanager
def _stoppable() -> Iterator[list[int]]:
    """Let the first Ctrl-C ask for the best so far; the second ends it as always."""
    asked: list[int] = []

    def ask(number_of_signal: int, _: FrameType | None) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number_of_signal)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)


def _hand_over(found: Answer, out: Path | None, as_json: bool) -> None:
    written = json.dumps(write_answer(found), ensure_ascii=False, allow_nan=False, indent=1)
    if out is not None:
        write_whole(out, written + "\n")
    if as_json:
        click.echo(written)
        return
    for line in _summary(found):
        click.echo(line)
    if out is not None:
        click.echo(f"Het antwoord staat in {out}.")


def write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        # A temporary file is for its owner alone; a result is like any other file.
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _summary(found: Answer) -> Iterator[str]:
    if found.evaluation is None:
        if found.status == "infeasible":
            yield "Er is geen plan mogelijk. Deze wensen botsen:"
            yield from (f"- {sentence}" for sentence in found.conflict)
        else:
            yield "Er is binnen de tijd geen plan gevonden."
        return
    worth = found.evaluation.objective
    yield (
        f"Plan met {len(found.chosen)} initiatieven, waarde {number(worth)}"
        f" (nu {number(found.evaluation.now)}, later {number(found.evaluation.later)})."
    )
    if found.gap > 1:
        yield "Hoe ver het van het beste plan ligt, is binnen de tijd niet bewezen."
    else:
        shown = f"{found.gap:.2%}".replace(".", ",")
        yield f"Bewezen: geen plan is meer dan {shown} beter. Rekentijd {found.seconds:.1f} s."
    yield from _against_ranking(found)


def _against_ranking(found: Answer) -> Iterator[str]:
    ranked = found.spreadsheet
    if found.evaluation is None:
        return
    if ranked.broken:
        yield "Een ranglijst op waarde per uur haalt de wensen niet."
    else:
        gain = found.evaluation.objective - ranked.objective
        yield f"Dat is {number(gain)} meer dan een ranglijst op waarde per uur."
