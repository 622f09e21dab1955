"""The dated facts that a letter can name by a code, each with its words, source and grade."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts.permissions import Actor
from bundel.network.models import Organisation
from bundel.programme.models import Initiative, State
from bundel.reporting.facts import course, follow_up, means, street
from bundel.reporting.facts.figures import COUNTED, Json, figure, written
from bundel.steering.models import Decision, DecisionState

DECIDED = (DecisionState.DECIDED, DecisionState.SUCCEEDED)


def available(*, actor: Actor, today: date) -> dict[str, Json]:
    """Return every fact of this day by its code, in the order in which people look for them."""
    found = [
        *_course(course.course(actor=actor, today=today)),
        *_work(actor, today),
        *_money(means.money(actor=actor)),
        *_street(street.promises(actor=actor, today=today)),
        *_steering(actor, today),
        _effect(today),
    ]
    return {fact["code"]: fact for fact in found}


def _fact(code: str, label: str, words: str, kept: Json) -> Json:
    return {
        "code": code,
        "label": label,
        "words": words,
        "of": kept["of"],
        "source": kept["source"],
        "grade": kept["grade"],
    }


def _course(found: Json) -> list[Json]:
    if not found:
        return []
    told = {**found["now_households"], "of": found["adopted"]}
    households = _("%(count)s huishoudens")
    return [
        _fact("plan", _("naam van het plan"), f"“{found['name']}”", told),
        _fact(
            "huishoudens-nu",
            _("huishoudens met verlichting binnen een jaar"),
            households % {"count": written(found["now_households"])},
            found["now_households"],
        ),
        _fact(
            "huishoudens-later",
            _("huishoudens die blijvend worden geholpen"),
            households % {"count": written(found["later_households"])},
            found["later_households"],
        ),
    ]


def _counted(count: int, today: date, source: str) -> Json:
    return figure(count, "count", of=today.isoformat(), source=source, grade=COUNTED)


def _work(actor: Actor, today: date) -> list[Json]:
    here = {"municipality_id": actor.municipality_id}
    running = Initiative.objects.filter(**here, state=State.RUNNING, archived_at=None).count()
    partners = Organisation.objects.filter(**here, archived_at=None).count()
    return [
        _fact(
            "initiatieven-lopend",
            _("initiatieven die lopen"),
            ngettext("%(count)s initiatief", "%(count)s initiatieven", running)
            % {"count": running},
            _counted(running, today, _("programma in Bundel")),
        ),
        _fact(
            "partners",
            _("partners in het netwerk"),
            ngettext("%(count)s partner", "%(count)s partners", partners) % {"count": partners},
            _counted(partners, today, _("netwerk in Bundel")),
        ),
    ]


def _money(found: Json) -> list[Json]:
    if not found["funds"]:
        return []
    grade = max(fund["total"]["grade"] for fund in found["funds"])
    source = _("geldbronnen van het programma")

    def total(name: str) -> Json:
        amount = sum(fund[name]["value"] or 0 for fund in found["funds"])
        return figure(amount, "eur", of=_("hele plan"), source=source, grade=grade)

    committed, expiring = total("committed"), found["expiring"]
    return [
        _fact("geld-belegd", _("geld dat is belegd"), written(committed), committed),
        _fact("geld-totaal", _("geld dat er is"), written(total("total")), total("total")),
        _fact("geld-vervalt", _("geld dat vervalt"), written(expiring), expiring),
    ]


def _street(found: Json) -> list[Json]:
    signals, partners = found["signals"], found["partners"]
    words = _("%(in_time)s van %(answered)s") % {
        "in_time": written(signals["in_time"]),
        "answered": written(signals["answered"]),
    }
    kept = _("%(kept)s gedaan en %(late)s te laat") % {
        "kept": written(partners["kept"]),
        "late": written(partners["late"]),
    }
    return [
        _fact("signalen-op-tijd", _("meldingen op tijd beantwoord"), words, signals["in_time"]),
        _fact("toezeggingen-gedaan", _("toezeggingen van partners"), kept, partners["kept"]),
    ]


def _steering(actor: Actor, today: date) -> list[Json]:
    here: dict[str, Any] = {"municipality_id": actor.municipality_id}
    year = date(today.year, 1, 1)
    decided = Decision.objects.filter(
        **here, state__in=DECIDED, decided_at__date__range=(year, today)
    ).count()
    waiting = len(follow_up.preconditions(actor=actor, today=today))
    since = _counted(decided, today, _("besluitenlijst"))
    since["of"] = f"{year.isoformat()} – {today.isoformat()}"
    return [
        _fact(
            "besluiten",
            _("besluiten van dit jaar"),
            ngettext("%(count)s besluit", "%(count)s besluiten", decided) % {"count": decided},
            since,
        ),
        _fact(
            "randvoorwaarden-open",
            _("randvoorwaarden die nog niet zijn voldaan"),
            ngettext("%(count)s randvoorwaarde", "%(count)s randvoorwaarden", waiting)
            % {"count": waiting},
            _counted(waiting, today, _("programma in Bundel")),
        ),
    ]


def _effect(today: date) -> Json:
    """What it brought is not measured here yet; a letter says so."""
    source = _("Bundel houdt nog geen metingen van het effect bij")
    kept = figure(None, "count", of=today.isoformat(), source=source, grade=COUNTED)
    return _fact("effect", _("gemeten effect"), _("nog niet gemeten"), kept)
