"""Mail about commissions: the other side hears what was done, and whether it is their turn."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from bundel.accounts import post
from bundel.accounts.models import Municipality
from bundel.core.commissions import Side, other
from bundel.network import links
from bundel.steering.models import Commission, CommissionStep
from bundel.steering.services import commission_sides as sides

# What the other side reads, and what it is to do; nothing to do is empty.
WORDS: dict[str, tuple[Any, Any]] = {
    "made": (
        gettext_lazy("%(who)s heeft een opdracht voor u klaargezet."),
        gettext_lazy("Lees de tekst. Klopt hij? Bied de opdracht dan aan."),
    ),
    "offered": (
        gettext_lazy("%(who)s biedt u een opdracht aan."),
        gettext_lazy("De opdracht ligt bij u: neem haar aan, of zeg waarom niet."),
    ),
    "accepted": (gettext_lazy("%(who)s heeft de opdracht aangenomen."), ""),
    "refused": (gettext_lazy("%(who)s neemt de opdracht niet aan."), ""),
    "withdrawn": (gettext_lazy("%(who)s heeft de opdracht ingetrokken."), ""),
    "change_proposed": (
        gettext_lazy("%(who)s stelt een wijziging van de opdracht voor."),
        gettext_lazy("De opdracht ligt bij u: zeg ja of nee tegen de wijziging."),
    ),
    "change_agreed": (gettext_lazy("%(who)s zegt ja tegen uw wijziging."), ""),
    "change_refused": (
        gettext_lazy("%(who)s zegt nee tegen uw wijziging."),
        gettext_lazy("De oude afspraak blijft gelden."),
    ),
    "change_withdrawn": (
        gettext_lazy("%(who)s trekt de voorgestelde wijziging in."),
        gettext_lazy("De oude afspraak blijft gelden."),
    ),
    "discharge_asked": (
        gettext_lazy("%(who)s stelt voor om de opdracht af te sluiten."),
        gettext_lazy("De opdracht ligt bij u: geef décharge, of zeg wat er nog mist."),
    ),
    "discharged": (gettext_lazy("%(who)s zegt dat de opdracht klaar is."), ""),
    "discharge_refused": (
        gettext_lazy("%(who)s vindt de opdracht nog niet klaar."),
        gettext_lazy("De opdracht loopt door."),
    ),
    "return_asked": (
        gettext_lazy("%(who)s wil de opdracht laten stoppen."),
        gettext_lazy("De opdracht ligt bij u: stem in, of zeg waarom niet."),
    ),
    "returned": (gettext_lazy("%(who)s stemt in. De opdracht stopt."), ""),
    "return_refused": (
        gettext_lazy("%(who)s stemt niet in met stoppen."),
        gettext_lazy("De opdracht loopt door."),
    ),
}


def tell_other_side(*, commission: Commission, step: CommissionStep, at: datetime) -> int:
    """Mail who is across the table what was done; return how many people it goes to."""
    side = Side(step.side)
    to = Side.COMMISSIONER if side is Side.COORDINATOR else other(side)
    if step.act == "made" and side is not Side.COORDINATOR:
        return 0
    people = sides.people_of(commission, to)
    municipality = Municipality.objects.get(pk=commission.municipality_id)
    page = links.base_of(municipality) + reverse("steering:commission", args=[commission.pk])
    with override("nl"):
        for person in people:
            post.send(
                municipality_id=municipality.pk,
                key=f"steering.commission {step.pk} {person.pk}",
                to=person.email,
                subject=(_("Opdracht %(what)s") % {"what": commission})[:180],
                body="\n".join(_body(person.name, commission, step, page)),
                at=at,
            )
    return len(people)


def _body(name: str, commission: Commission, step: CommissionStep, page: str) -> list[str]:
    did, now = WORDS[step.act]
    lines = [_("Beste %(name)s,") % {"name": name}, "", str(did) % {"who": step.by_name}]
    lines += ["", f"- {commission}"]
    if step.note:
        lines += ["", _("De toelichting staat op de bladzijde van de opdracht.")]
    if now:
        lines += ["", str(now)]
    return [*lines, "", page]
