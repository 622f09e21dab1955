"""The `bundel` command: a door to each command, opened only when it is called."""

from __future__ import annotations

import importlib
from typing import Any

import click

# Name: where it lives, and what it does in one line. A new command is one line here.
COMMANDS: dict[str, tuple[str, str]] = {
    "plan": ("bundel.config.commands.plan:plan", "Maak een plan bij een vraagstuk."),
    "playbook": ("bundel.config.commands.playbook:playbook", "Kijk in een draaiboek."),
    "serve": ("bundel.config.commands.serve:serve", "Start alles op deze machine."),
    "signals": ("bundel.config.commands.signals:signals", "Zoek naar patronen in signalen."),
    "settings": ("bundel.config.commands.settings:settings", "Toon en controleer instellingen."),
}


class LazyGroup(click.Group):
    """A group that imports a command only when it is called: planning needs no web server."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Return the context, under our own name however we were started."""
        return super().make_context("bundel", args, parent, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        found: click.Command = getattr(importlib.import_module(module), attribute)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Opdrachten"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Bundel: één werkplek voor de aanpak van energiearmoede."""
