"""`bundel signals`: what can be asked of signals from the command line."""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from typing import Any

import click
import django


@click.group()
def signals() -> None:
    """Signalen: zoek naar patronen."""


@signals.command()
@click.option("--municipality", "slug", help="De korte naam van de gemeente; leeg is alle.")
@click.option("--permutations", default=999, show_default=True, help="Hoe vaak het toeval gooit.")
@click.option("--seed", type=int, help="Hetzelfde begingetal geeft hetzelfde antwoord.")
@click.option("--json", "as_json", is_flag=True, help="Toon wat gevonden is als JSON.")
def scan(slug: str | None, permutations: int, seed: int | None, as_json: bool) -> None:
    """Zoek naar patronen (0: gelukt, 1: niet gelukt, 2: verkeerd gevraagd)."""
    if not 99 <= permutations <= 9999:
        raise click.UsageError("Kies 99 tot en met 9999 herhalingen.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bundel.config.settings")
    django.setup()
    # The application stands only now; a command that plans needs none of it.
    command = import_module("bundel.signals.command")
    found: list[dict[str, Any]] | None = command.scan_here(slug, permutations, seed, _tell)
    if found is None:
        raise click.UsageError(f"Er is geen gemeente {slug}.")
    click.echo(json.dumps(found, ensure_ascii=False, indent=2) if as_json else _said(found))
    sys.exit(1 if any(one["error"] for one in found) else 0)


def _tell(name: str, done: int, themes: int) -> None:
    click.echo(f"{name}: {done} van {themes} thema's", err=True)


def _said(found: list[dict[str, Any]]) -> str:
    lines = []
    for one in found:
        lines.append(
            f"{one['municipality']}: {one['signals']} signalen, {len(one['patterns'])} patronen"
            + (f", {one['error']}" if one["error"] else "")
        )
        lines += [
            f"  {row['number']}: {row['theme']}, {row['from']} tot {row['until']}, "
            f"{row['observed']} gezien, {row['expected']:.1f} verwacht, p = {row['p']:.3f}"
            for row in one["patterns"]
        ]
    return "\n".join(lines)
