"""The first act of all: a municipality, and the one person who can let others in."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bundel.accounts import links
from bundel.accounts.models import Municipality, Purpose, Role, User
from bundel.accounts.permissions import Actor
from bundel.accounts.signals import account_changed
from bundel.accounts.tenancy import as_municipality
from bundel.errors import Conflict

# Who works on the server itself is no person of a municipality.
NOBODY = uuid.UUID(int=0)


@transaction.atomic
def open_municipality(
    *,
    slug: str,
    name: str,
    host: str,
    manager_name: str,
    manager_email: str,
    base: str,
    at: datetime,
    is_default: bool = False,
) -> str:
    """
    Make a municipality with a functional manager. Return the address of the manager's link.

    Args:
        host: The name on which the municipality is reached, without port.
        base: Scheme and host for the link, such as https://bundel.almere.example.
        is_default: Whether hosts that nobody has lead here.

    Raises:
        Conflict: if another municipality has this short name or host.
    """
    chosen = uuid.uuid4()
    with as_municipality(chosen):
        try:
            with transaction.atomic():
                municipality = Municipality.objects.create(
                    id=chosen, slug=slug, name=name, host=host.lower(), is_default=is_default
                )
        except IntegrityError:
            raise Conflict(_("Er is al een gemeente met deze korte naam of dit adres.")) from None
        manager = User.objects.create_user(
            municipality_id=chosen,
            email=manager_email,
            name=manager_name,
            role=Role.FUNCTIONAL_MANAGER,
        )
        _tell(municipality, manager)
        return links.make(user=manager, purpose=Purpose.INVITATION, base=base, at=at)


def _tell(municipality: Municipality, manager: User) -> None:
    server = _("Beheer van de server")
    account_changed.send(
        sender=Municipality,
        actor=Actor(NOBODY, municipality.id, server, Role.PLATFORM_OPERATOR, channel="cli"),
        action="accounts.open_municipality",
        kind="municipality",
        object_id=municipality.id,
        label=municipality.name,
        after={"manager": str(manager.id)},
    )
