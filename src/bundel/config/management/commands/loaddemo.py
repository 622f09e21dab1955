"""Fill an empty database with the demo municipalities; twice changes nothing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from bundel.config import demo_data, demo_playbook
from bundel.programme.exchange import WrongWorkbook


class Command(BaseCommand):
    """Load the demo; only where the demo may be."""

    help = "Laadt de voorbeeldgemeenten. Wat er al staat, blijft zoals het is."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load every folder of the demo and say what was done."""
        if not settings.DEMO:
            raise CommandError("De demo kan alleen met BUNDEL_DEMO=1, nooit bij echte gegevens.")
        for folder in demo_data.folders():
            try:
                done = demo_data.load(folder, at=timezone.now())
                services = demo_data.load_network(folder, at=timezone.now())
                signals = demo_data.load_signals(folder, at=timezone.now())
                demo_data.load_plan(folder, at=timezone.now())
                demo_data.load_steering(folder, at=timezone.now())
                demo_data.load_reporting(folder, at=timezone.now())
                demo_playbook.load_playbook(folder, at=timezone.now())
            except WrongWorkbook as error:
                lines = "\n".join(
                    f"{f.sheet} rij {f.row} {f.column}: {f.wrong} {f.right}" for f in error.found
                )
                raise CommandError(f"{folder.name}: {error}\n{lines}") from error
            self.stdout.write(
                f"{done.name}: {done.people} mensen, {done.areas} gebieden, "
                f"{done.rows} rijen, {services} diensten van partners en {signals} signalen erbij."
            )
