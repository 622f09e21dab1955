"""Rules on money that ends, cover that lasts, and effort of which nothing stays."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.core.quarters import Quarter
from bundel.programme.material import LevelMaterial, MoneyPart
from bundel.steering.checks.context import Context, Work
from bundel.steering.checks.rule import (
    Facts,
    Found,
    Place,
    Rule,
    day,
    initiative_page,
    listed,
    number,
    quarter,
)


def _money_ends(context: Context, limit: float) -> Iterator[Found]:
    if context.material is None:
        return
    funds = {fund.code: fund for fund in context.material.funds if fund.end_date}
    for one in context.work:
        row = context.initiatives[one.initiative.code]
        for part in one.level.money:
            fund = funds.get(part.fund)
            if fund is None or fund.end_date is None or not part.running_eur:
                continue
            until = _paid_until(one, part)
            if until is not None and until.last_date() <= fund.end_date:
                continue
            yield Found(
                kind="initiative",
                object_id=row.pk,
                key=f"{row.pk} {part.fund} {part.first}",
                label=row.name,
                facts={
                    "name": row.name,
                    "fund": fund.name,
                    "ends": fund.end_date.isoformat(),
                    "until": "" if until is None else str(until),
                    "eur": round(part.running_eur),
                },
                owner_id=row.lead_user_id,
            )


def _paid_until(work: Work, part: MoneyPart) -> Quarter | None:
    """Return the last quarter that a part has to pay; None, when it goes on."""
    lasts = [last for last in (part.last, work.level.duration) if last is not None]
    return work.start.plus(min(lasts) - 1) if lasts else None


def _say_money_ends(facts: Facts) -> str:
    values = {**facts, "ends": day(facts["ends"]), "eur": number(facts["eur"])}
    if not facts["until"]:
        return (
            _(
                "%(name)s gaat door, maar %(fund)s stopt op %(ends)s. "
                "Daarna is er € %(eur)s per kwartaal te weinig."
            )
            % values
        )
    values["until"] = quarter(facts["until"])
    return (
        _(
            "%(name)s loopt tot en met het %(until)s, maar %(fund)s stopt op %(ends)s. "
            "Daarna is er € %(eur)s per kwartaal te weinig."
        )
        % values
    )


MONEY_ENDS = Rule(
    code="money_ends",
    title=gettext_lazy("Geld stopt eerder dan het werk"),
    why=gettext_lazy("Werk waarvan het geld stopt, valt weg op een dag die niemand koos."),
    what_to_do=gettext_lazy("Zoek dekking voor de tijd erna, of kies wanneer het werk stopt."),
    act=gettext_lazy("Naar het geld van het initiatief"),
    find=_money_ends,
    say=_say_money_ends,
    place=initiative_page("#niveaus"),
    worse=lambda facts: (float(facts["eur"]),),
)


def _no_cover(context: Context, limit: float) -> Iterator[Found]:
    if context.material is None:
        return
    ends = {fund.code: fund.end_date for fund in context.material.funds}
    names = {fund.code: fund.name for fund in context.material.funds}
    for one in context.material.initiatives.values():
        level = one.usual_level
        if one.state != "embedded" or level is None:
            continue
        if any(ends[part.fund] is None and part.last is None for part in level.money):
            continue
        row = context.initiatives[one.code]
        yield Found(
            kind="initiative",
            object_id=row.pk,
            key=str(row.pk),
            label=row.name,
            facts={
                "name": row.name,
                "funds": sorted({names[part.fund] for part in level.money}),
            },
            owner_id=row.lead_user_id,
        )


def _say_no_cover(facts: Facts) -> str:
    if not facts["funds"]:
        return _("%(name)s is geborgd, maar er staat geen geld bij.") % facts
    return _("%(name)s is geborgd, maar alleen met geld dat eindigt: %(list)s.") % {
        **facts,
        "list": listed(facts["funds"]),
    }


NO_STRUCTURAL_COVER = Rule(
    code="no_structural_cover",
    title=gettext_lazy("Geborgd zonder structurele dekking"),
    why=gettext_lazy("Wat geborgd heet en op tijdelijk geld leunt, verdwijnt vanzelf weer."),
    what_to_do=gettext_lazy("Leg structureel geld vast, of noem het weer lopend."),
    act=gettext_lazy("Naar het geld van het initiatief"),
    find=_no_cover,
    say=_say_no_cover,
    place=initiative_page("#niveaus"),
)


def _short_term(context: Context, limit: float) -> Iterator[Found]:
    hours_all = hours_short = eur_all = eur_short = 0.0
    short: list[str] = []
    for one in context.work:
        hours = sum(running for _start, running in one.level.hours.values())
        eur = sum(part.running_eur for part in one.level.money if part.first == 1)
        hours_all, eur_all = hours_all + hours, eur_all + eur
        if not brings_later(one.level):
            hours_short, eur_short = hours_short + hours, eur_short + eur
            short.append(one.initiative.name)
    share_hours = 100 * hours_short / hours_all if hours_all else 0.0
    share_eur = 100 * eur_short / eur_all if eur_all else 0.0
    if max(share_hours, share_eur) <= limit:
        return
    yield Found(
        kind="programme",
        object_id=None,
        key="programme",
        label=str(gettext_lazy("Het programma")),
        facts={
            "hours_percent": round(share_hours),
            "eur_percent": round(share_eur),
            "limit": round(limit),
            "initiatives": short,
        },
    )


def brings_later(level: LevelMaterial) -> bool:
    """Tell whether anything of it is left for later years."""
    return level.later.mid > 0 or any(part.later_each.mid > 0 for part in level.reach)


def _say_short_term(facts: Facts) -> str:
    return _(
        "Van wat loopt, brengt %(hours_percent)s%% van de uren en %(eur_percent)s%% van het geld "
        "later niets op. De grens is %(limit)s%%. Het gaat om: %(list)s."
    ) % {**facts, "list": listed(facts["initiatives"])}


ONLY_SHORT_TERM = Rule(
    code="only_short_term",
    title=gettext_lazy("Te veel inzet voor alleen nu"),
    why=gettext_lazy("Hulp voor nu is nodig. Zonder iets voor later komt dezelfde vraag terug."),
    what_to_do=gettext_lazy("Zet naast de hulp voor nu iets in dat blijft, zoals isolatie."),
    act=gettext_lazy("Naar nu tegen later"),
    find=_short_term,
    say=_say_short_term,
    place=lambda object_id, facts: Place("programme:plan"),
    worse=lambda facts: (float(facts["hours_percent"]), float(facts["eur_percent"])),
    limit=Decimal(60),
    limit_label=gettext_lazy("procent van de uren of het geld"),
)
