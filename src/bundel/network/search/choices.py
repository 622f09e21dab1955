"""What one can choose from on the search page: filters, and needs with how many help with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.network import rights
from bundel.network.languages import language_name
from bundel.network.models import ServiceLanguage, ServiceTerm, Taxonomy
from bundel.network.search import words_here
from bundel.network.search.lexicon import DAYS


@dataclass(frozen=True, slots=True)
class Field:
    """One filter, with what it can be and what it is."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    value: str


@dataclass(frozen=True, slots=True)
class Need:
    """A need, with how many services help with it."""

    code: str
    name: str
    services: int


def fields(*, actor: Actor, chosen: Mapping[str, tuple[str, ...]]) -> list[Field]:
    """Return the filters of the search page. Six queries."""
    permissions.require(actor, "network.view")
    here = words_here.known(actor.municipality_id)
    spoken = ServiceLanguage.objects.filter(municipality_id=actor.municipality_id)
    codes = spoken.order_by("code").values_list("code", flat=True).distinct()
    areas = [
        (code, name)
        for code, name, kind, _parent in sorted(here.areas, key=lambda a: (a[2], a[1]))
        if kind in {"city_part", "district"}
    ]
    terms = {
        taxonomy: [(code, name) for of, code, name in here.terms if of == taxonomy]
        for taxonomy in (Taxonomy.TENURE, Taxonomy.HEAT_SOURCE, Taxonomy.TARGET_GROUP)
    }
    days = [("nu", _("nu open")), ("vandaag", _("vandaag")), ("morgen", _("morgen"))]
    days += [(str(number), day) for number, day in enumerate(DAYS, start=1)]
    parts = [("morning", _("ochtend")), ("afternoon", _("middag")), ("evening", _("avond"))]
    languages = sorted(((c, language_name(c)) for c in codes), key=lambda pair: pair[1])
    rows = (
        ("gebied", "area", _("Gebied"), _("heel de gemeente"), areas),
        ("taal", "language", _("Taal"), _("elke taal"), languages),
        ("plek", "room", _("Plek"), _("maakt niet uit"), [("yes", _("heeft nu plek"))]),
        ("woning", "tenure", _("Woonsituatie"), _("elke"), terms[Taxonomy.TENURE]),
        ("warmte", "heat_source", _("Warmtebron"), _("elke"), terms[Taxonomy.HEAT_SOURCE]),
        ("groep", "target_group", _("Doelgroep"), _("iedereen"), terms[Taxonomy.TARGET_GROUP]),
        ("dag", "day", _("Dag"), _("elke dag"), days),
        ("tijd", "part", _("Tijd"), _("hele dag"), parts),
    )
    return [
        Field(name, label, (("", empty), *options), (chosen.get(kind) or ("",))[0])
        for name, kind, label, empty, options in rows
    ]


def needs(*, actor: Actor, today: date) -> list[Need]:
    """Return the needs that somebody helps with, as tiles to begin with. One query."""
    permissions.require(actor, "network.view")
    rows = (
        ServiceTerm.objects.filter(
            service__in=rights.services_of(actor, today=today),
            term__taxonomy=Taxonomy.NEED,
            term__is_active=True,
        )
        .values_list("term__code", "term__name")
        .annotate(services=Count("service_id"))
        .order_by("term__position", "term__name")
    )
    return [Need(*row) for row in rows]
