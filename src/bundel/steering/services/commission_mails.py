"""Mail about commissions: the other side hears what was done, and whether it is their turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from bundel.accounts import post
from bundel.accounts.models import Municipality, User
from bundel.core.commissions import Side, other
from bundel.network import links
from bundel.steering.models import Commission, CommissionStep
from bundel.steering.services import commission_sides as sides

# What the other side reads, and what it is to do; nothing to do is empty.
WORDS: dict[str, tuple[Any, Any]] = {
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
    "discharge_withdrawn": (
        gettext_lazy("%(who)s vraagt toch nog geen décharge."),
        gettext_lazy("De opdracht loopt door."),
    ),
    "return_withdrawn": (
        gettext_lazy("%(who)s wil toch doorgaan met de opdracht."),
        gettext_lazy("De opdracht loopt door."),
    ),
}
DRAFTED = (
    gettext_lazy("%(who)s heeft een opdracht voor u klaargezet."),
    gettext_lazy("Lees de tekst. Klopt hij? Bied de opdracht dan aan."),
)
# What who takes over reads, who did it before, and who is across the table.
TAKES_OVER: dict[Side, tuple[Any, Any, Any]] = {
    Side.COMMISSIONER: (
        gettext_lazy("%(who)s heeft u opdrachtgever gemaakt, in plaats van %(was)s."),
        gettext_lazy("U bent geen opdrachtgever meer. %(now)s neemt de opdracht over."),
        gettext_lazy("U krijgt een andere opdrachtgever: %(now)s, in plaats van %(was)s."),
    ),
    Side.CONTRACTOR: (
        gettext_lazy("%(who)s heeft u opdrachtnemer gemaakt, in plaats van %(was)s."),
        gettext_lazy("U bent geen opdrachtnemer meer. %(now)s neemt de opdracht over."),
        gettext_lazy("U krijgt een andere opdrachtnemer: %(now)s, in plaats van %(was)s."),
    ),
}
STAYS = gettext_lazy("Wat is afgesproken, blijft gelden.")
YOURS = gettext_lazy("De opdracht ligt bij u.")


@dataclass(frozen=True, slots=True)
class _Words:
    """What was done, by which names, and what follows; said in Dutch when the mail is written."""

    did: Any
    names: Mapping[str, str]
    now: Sequence[Any] = ()


def tell_other_side(*, commission: Commission, step: CommissionStep, at: datetime) -> int:
    """Mail who is across the table what was done; return how many people it goes to."""
    people = sides.people_of(commission, other(Side(step.side)))
    did, now = WORDS[step.act]
    return _send(commission, step, people, _Words(did, {"who": step.by_name}, [now]), at)


def tell_of_draft(*, commission: Commission, step: CommissionStep, by: str, at: datetime) -> int:
    """Mail the commissioner that somebody prepared a commission; return how many it goes to."""
    people = sides.people_of(commission, Side.COMMISSIONER)
    did, now = DRAFTED
    return _send(commission, step, people, _Words(did, {"who": by}, [now]), at)


def tell_of_hand_over(
    *,
    commission: Commission,
    step: CommissionStep,
    side: Side,
    former: Sequence[User],
    waits_for: Side | None,
    at: datetime,
) -> int:
    """Mail who takes over, who did it before, and the other side; return how many it goes to."""
    names = {"who": step.by_name, "was": step.was_name, "now": step.is_name}
    taker, leaver, across = TAKES_OVER[side]
    takers = sides.people_of(commission, side)
    turn = [YOURS] if waits_for is side else []
    told = (
        (takers, _Words(taker, names, [STAYS, *turn])),
        ([one for one in former if one not in takers], _Words(leaver, names)),
        (sides.people_of(commission, other(side)), _Words(across, names, [STAYS])),
    )
    return sum(_send(commission, step, people, words, at) for people, words in told)


def _send(
    commission: Commission,
    step: CommissionStep,
    people: Sequence[User],
    words: _Words,
    at: datetime,
) -> int:
    municipality = Municipality.objects.get(pk=commission.municipality_id)
    page = links.base_of(municipality) + reverse("steering:commission", args=[commission.pk])
    with override("nl"):
        for person in people:
            post.send(
                municipality_id=municipality.pk,
                key=f"steering.commission {step.pk} {person.pk}",
                to=person.email,
                subject=(_("Opdracht %(what)s") % {"what": commission})[:180],
                body="\n".join(_body(person.name, commission, step, words, page)),
                at=at,
            )
    return len(people)


def _body(
    name: str, commission: Commission, step: CommissionStep, words: _Words, page: str
) -> list[str]:
    did = str(words.did) % words.names
    lines = [_("Beste %(name)s,") % {"name": name}, "", did, "", f"- {commission}"]
    if step.note:
        lines += ["", _("De toelichting staat op de bladzijde van de opdracht.")]
    for sentence in filter(None, map(str, words.now)):
        lines += ["", sentence]
    return [*lines, "", page]
