"""`bundel playbook`: what is in the file of a playbook, or all that is wrong with it."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

import click
import django

from bundel.core.playbook import WrongPackage, read


@click.group()
def playbook() -> None:
    """Draaiboeken: kijk wat er in een bestand staat."""


@playbook.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def look(file: Path) -> None:
    """Toon wat erin staat, of alles wat niet klopt (0: het klopt, 1: het klopt niet)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bundel.config.settings")
    django.setup()
    # The application stands only now; a command that plans needs none of it.
    kinds = import_module("bundel.playbook.kinds")
    saying = import_module("bundel.playbook.saying")
    try:
        package = read(file.read_bytes(), kinds.SHAPES)
    except WrongPackage as wrong:
        for fault in wrong.faults:
            click.echo(saying.fault_words(fault), err=True)
        sys.exit(1)
    click.echo(f"{package.name}, editie {package.edition}, {package.made_by} ({package.licence})")
    for kind in kinds.KINDS:
        of_kind = [part for part in package.parts if part.kind == kind.code]
        if of_kind:
            click.echo(f"{kind.label}: {len(of_kind)}")
            for part in of_kind:
                click.echo(f"  {saying.title_of(kind, part.content)}")
