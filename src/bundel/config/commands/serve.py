"""`bundel serve`: run everything on this machine until it is stopped."""

from __future__ import annotations

from pathlib import Path

import click

from bundel.config import serve as running


@click.command()
@click.option("--port", default=8000, show_default=True, help="Eerste poort om te proberen.")
@click.option(
    "--data",
    default=Path("data"),
    envvar="BUNDEL_DATA",
    type=click.Path(path_type=Path, file_okay=False, readable=False),
    show_default=True,
    help="Map voor database, sleutel en logboeken.",
)
@click.option(
    "--demo/--no-demo",
    default=False,
    envvar="BUNDEL_DEMO",
    help="Voorbeeldgemeenten, en inloggen door een rol te kiezen.",
)
def serve(port: int, data: Path, demo: bool) -> None:
    """Start database, webserver en werkproces, tot Ctrl-C."""
    try:
        running.serve(port=port, data=data, demo=demo, say=click.echo)
    except running.CannotServe as trouble:
        raise click.ClickException(str(trouble)) from trouble
