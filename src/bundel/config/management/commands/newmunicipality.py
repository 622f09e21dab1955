"""How a real installation begins: a municipality, and a link for its functional manager."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from bundel.accounts.opening import open_municipality
from bundel.errors import Refusal


class Command(BaseCommand):
    """Make a municipality and its first functional manager."""

    help = "Maakt een gemeente en toont de link waarmee de functioneel beheerder begint."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for what a municipality cannot do without."""
        parser.add_argument("slug", help="korte naam, zoals almere")
        parser.add_argument("name", help="naam, zoals 'Almere'")
        parser.add_argument("host", help="webadres zonder poort, zoals bundel.almere.example")
        parser.add_argument("manager_name", help="naam van de functioneel beheerder")
        parser.add_argument("manager_email", help="e-mailadres van de functioneel beheerder")
        parser.add_argument("--default", action="store_true", help="ook voor alle andere adressen")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, and say where the manager goes."""
        scheme = "https" if settings.HTTPS else "http"
        wanted = ("slug", "name", "host", "manager_name", "manager_email")
        try:
            address = open_municipality(
                **{name: options[name] for name in wanted},
                base=f"{scheme}://{options['host']}",
                is_default=options["default"],
                at=timezone.now(),
            )
        except Refusal as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(
            f"Geef deze link aan de functioneel beheerder (7 dagen geldig):\n{address}"
        )
