"""How a real installation begins: a municipality, and a link for its functional manager."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from bundel.accounts.models import Municipality, Role, User
from bundel.accounts.opening import open_municipality
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import as_municipality
from bundel.core.playbook import MOST_PACKED_BYTES
from bundel.errors import Invalid, Refusal
from bundel.playbook.services.starting import start_from
from bundel.playbook.services.taking import Taken


def _file(path: str) -> bytes:
    """Return what is in a file; one byte more than may be, so that too large is seen."""
    try:
        with Path(path).open("rb") as file:
            return file.read(MOST_PACKED_BYTES + 1)
    except OSError as error:
        raise ArgumentTypeError(f"het bestand {path} is niet te lezen") from error


class Command(BaseCommand):
    """Make a municipality and its first functional manager; from a playbook, if there is one."""

    help = "Maakt een gemeente en toont de link waarmee de functioneel beheerder begint."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for what a municipality cannot do without."""
        parser.add_argument("slug", help="korte naam, zoals almere")
        parser.add_argument("name", help="naam, zoals 'Almere'")
        parser.add_argument("host", help="webadres zonder poort, zoals bundel.almere.example")
        parser.add_argument("manager_name", help="naam van de functioneel beheerder")
        parser.add_argument("manager_email", help="e-mailadres van de functioneel beheerder")
        parser.add_argument("--default", action="store_true", help="ook voor alle andere adressen")
        parser.add_argument("--playbook", type=_file, help="draaiboek om mee te beginnen, een zip")
        parser.add_argument(
            "--department", default="", help="afdeling waar de initiatieven van het draaiboek komen"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, and say where the manager goes; what goes wrong leaves nothing behind."""
        at = timezone.now()
        try:
            with transaction.atomic():
                address = _opened(options, at)
                taken = _started(options, at) if options["playbook"] is not None else None
        except Refusal as refused:
            raise CommandError(_said(refused)) from None
        if taken is not None:
            self.stdout.write(f"Uit het draaiboek overgenomen: {taken.new} delen.")
        self.stdout.write(
            f"Geef deze link aan de functioneel beheerder (7 dagen geldig):\n{address}"
        )


def _opened(options: dict[str, Any], at: datetime) -> str:
    scheme = "https" if settings.HTTPS else "http"
    wanted = ("slug", "name", "host", "manager_name", "manager_email")
    return open_municipality(
        **{name: options[name] for name in wanted},
        base=f"{scheme}://{options['host']}",
        is_default=options["default"],
        at=at,
    )


def _started(options: dict[str, Any], at: datetime) -> Taken:
    """Take over the playbook for the manager, in the role that may write all of an approach."""
    municipality = Municipality.objects.get(slug=options["slug"])
    with as_municipality(municipality.pk):
        manager = User.objects.get()
        actor = Actor(
            manager.pk,
            municipality.pk,
            manager.name,
            Role.COORDINATOR,
            manager.email,
            channel="cli",
        )
        return start_from(
            actor=actor, content=options["playbook"], department=options["department"], at=at
        )


def _said(refused: Refusal) -> str:
    faults = refused.faults if isinstance(refused, Invalid) else ()
    return "\n".join([str(refused) if not faults else "", *(x.message for x in faults)]).strip()
