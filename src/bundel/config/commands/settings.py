"""`bundel settings`: every setting, what it is for, and whether it can be used here."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from bundel.config import env


@click.command()
@click.option("--check", is_flag=True, help="Lees de instellingen van nu en noem wat niet klopt.")
@click.option("--json", "as_json", is_flag=True, help="Toon de lijst als JSON.")
@click.option(
    "--write",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Schrijf de handleiding naar dit bestand, zoals docs/settings.md.",
)
def settings(check: bool, as_json: bool, write: Path | None) -> None:
    """Toon alle instellingen, of kijk ze na (0: goed, 1: er klopt iets niet)."""
    if check:
        _check()
    elif as_json:
        rows = [{"name": s.name, "default": s.default, "help": s.help} for s in env.SETTINGS]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif write is not None:
        fresh = write.with_name(write.name + ".new")
        fresh.write_text(env.manual(), encoding="utf-8")
        fresh.replace(write)
        click.echo(f"Geschreven: {write}")
    else:
        click.echo(env.manual())


def _check() -> None:
    try:
        env.read(os.environ)
    except env.WrongSetting as wrong:
        raise click.ClickException(str(wrong)) from wrong
    click.echo("Alle instellingen zijn bruikbaar.")
