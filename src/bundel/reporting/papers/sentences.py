"""What each part of a pack answers, in one sentence, and its lines; the same on page and paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.programme.templatetags.plan_format import rounded
from bundel.reporting.facts.figures import Json, exact, is_assumed, written
from bundel.ui.templatetags.ui_format import number, quarter

ASSUMED = "*"
MINUS = "−"


def day(kept: str) -> str:
    """Return a kept day as people read it."""
    return date_format(date.fromisoformat(kept), "j F Y") if kept else "–"


def short_day(kept: str) -> str:
    """Return a kept day in few signs."""
    return date_format(date.fromisoformat(kept), "j F") if kept else "–"


def span(kept: str) -> str:
    """Return for what a figure holds: a day, a quarter, or from one to the other."""
    return " – ".join(_one(end) for end in kept.split(" – ")) if kept else ""


def _one(end: str) -> str:
    try:
        return day(end)
    except ValueError:
        return quarter(end)


def said(figure: Mapping[str, Any] | None) -> str:
    """Return a figure as people read it; with a sign where it is an assumption."""
    return written(figure) + (ASSUMED if is_assumed(figure) else "")


def ground(figure: Mapping[str, Any] | None) -> str:
    """Return where a figure comes from: its year or day, its source and its grade."""
    if not figure:
        return ""
    parts = [span(figure["of"]), figure["source"], grade_words(figure["grade"])]
    return " ".join(f"{part[:1].upper()}{part[1:].rstrip('.')}." for part in parts if part)


def grade_words(grade: str) -> str:
    """Return a grade in words."""
    words = {
        "A": _("graad A: officiële bron"),
        "B": _("graad B: bron uit tweede hand"),
        "C": _("graad C: afgeleid"),
        "D": _("graad D: aanname"),
    }
    return words.get(grade, "")


def signed(amount: float) -> str:
    """Return a difference with its sign."""
    return f"{'+' if amount >= 0 else MINUS}{number(abs(round(amount)))}"


def decisions_title(content: Json) -> str:
    """Return how many decisions are asked."""
    count = len(content["decisions"])
    if not count:
        return _("Er wordt geen besluit gevraagd")
    return ngettext("%(count)s besluit gevraagd", "%(count)s besluiten gevraagd", count) % {
        "count": count
    }


def course_title(content: Json) -> str:
    """Return what the course does, now and later."""
    course = content["course"]
    if not course:
        return _("Er is nog geen plan aangenomen")
    return _("Nu %(now)s huishoudens, later %(later)s") % {
        "now": said(course["now_households"]),
        "later": said(course["later_households"]),
    }


def adopted_line(course: Json) -> str:
    """Return which plan is the course, and since when."""
    words = {"name": course["name"], "day": day(course["adopted"])}
    return _("%(name)s, aangenomen op %(day)s.") % words


def change_line(content: Json) -> str:
    """Return what became otherwise since the last pack."""
    change = content["change"]
    if not content["course"]:
        return ""
    if not change:
        return _("Dit is het eerste stuk: er is niets om mee te vergelijken.")
    since = day(change["since"])
    if change["words"]:
        return _("Sinds het stuk van %(since)s: %(words)s") % {
            "since": since,
            "words": change["words"][:1].lower() + change["words"][1:],
        }
    return _("Sinds het stuk van %(since)s: nu %(now)s, later %(later)s huishoudens.") % {
        "since": since,
        "now": signed(change["now"]),
        "later": signed(change["later"]),
    }


def capacity_title(content: Json) -> str:
    """Return how many teams are past full in the coming quarters."""
    teams = {one["team"] for one in content["capacity"]["over"]}
    if not content["capacity"]["rows"]:
        return _("Er zijn nog geen teams")
    if not teams:
        return _("Geen team is te vol in de komende twee kwartalen")
    return ngettext(
        "%(count)s team is te vol in de komende twee kwartalen",
        "%(count)s teams zijn te vol in de komende twee kwartalen",
        len(teams),
    ) % {"count": len(teams)}


def capacity_lines(content: Json) -> list[str]:
    """Return the teams past full, one line each with their quarters."""
    teams: dict[str, list[Json]] = {}
    for one in content["capacity"]["over"]:
        teams.setdefault(one["team"], []).append(one)
    return [
        _("%(team)s: %(quarters)s")
        % {
            "team": team,
            "quarters": ", ".join(
                _("%(quarter)s %(share)s, %(short)s te kort")
                % {
                    "quarter": one["quarter"],
                    "share": said(one["share"]),
                    "short": written(one["short"]),
                }
                for one in sorted(found, key=lambda one: str(one["quarter"]))
            ),
        }
        for team, found in teams.items()
    ]


def money_title(content: Json) -> str:
    """Return how much money expires unspent."""
    money = content["money"]
    if not money["funds"]:
        return _("Er zijn nog geen geldbronnen")
    if not any(fund["expires"] for fund in money["funds"]):
        return _("Er vervalt geen geld")
    return _("%(euros)s vervalt als er niets verandert") % {"euros": said(money["expiring"])}


def money_lines(content: Json) -> list[str]:
    """Return the funds of which money expires, the nearest end first."""
    expiring = [fund for fund in content["money"]["funds"] if fund["expires"]]
    return [
        _("%(fund)s: %(free)s vrij, vervalt na %(quarter)s")
        % {"fund": fund["name"], "free": said(fund["free"]), "quarter": fund["until"]}
        for fund in sorted(expiring, key=lambda fund: str(fund["until"]))
    ]


def patterns_title(content: Json) -> str:
    """Return how many patterns wait for an answer."""
    count = len(content["patterns"])
    if not count:
        return _("Geen herkend patroon wacht op een antwoord")
    return ngettext(
        "%(count)s herkend patroon zonder antwoord",
        "%(count)s herkende patronen zonder antwoord",
        count,
    ) % {"count": count}


def pattern_lines(content: Json) -> list[str]:
    """Return the patterns without an answer."""
    return [
        _("%(title)s, sinds %(from)s (%(sure)s)")
        % {"title": one["title"], "from": day(one["from"]), "sure": one["sure"]}
        for one in content["patterns"]
    ]


def promises_title(content: Json) -> str:
    """Return how many signals were answered in time."""
    signals = content["promises"]["signals"]
    if not signals["answered"]["value"]:
        return _("Nog geen signaal beantwoord in dit kwartaal")
    return _("%(in_time)s van %(answered)s signalen op tijd beantwoord") % {
        "in_time": written(signals["in_time"]),
        "answered": written(signals["answered"]),
    }


def promise_lines(content: Json) -> list[str]:
    """Return how promises stand: of us to who signals, and of partners to each other."""
    signals, partners = content["promises"]["signals"], content["promises"]["partners"]
    late, overdue = int(signals["late"]["value"]), int(partners["late"]["value"])
    lines = []
    if late:
        lines.append(
            ngettext(
                "%(count)s signaal wacht langer dan beloofd",
                "%(count)s signalen wachten langer dan beloofd",
                late,
            )
            % {"count": late}
        )
    kept = int(partners["kept"]["value"])
    lines.append(
        ngettext(
            "%(count)s toezegging van partners is gedaan, %(late)s te laat",
            "%(count)s toezeggingen van partners zijn gedaan, %(late)s te laat",
            kept,
        )
        % {"count": kept, "late": overdue}
    )
    return lines


def risks_title(content: Json) -> str:
    """Return how many risks show their early sign."""
    rows = content["risks"]
    if not rows:
        return _("Er staan geen risico's open")
    seen = sum(one["sign_seen"] or one["happened"] for one in rows)
    if not seen:
        return ngettext(
            "%(count)s risico, zonder vroeg teken",
            "%(count)s risico's, zonder vroeg teken",
            len(rows),
        ) % {"count": len(rows)}
    return ngettext(
        "%(count)s risico geeft een vroeg teken", "%(count)s risico's geven een vroeg teken", seen
    ) % {"count": seen}


def risk_lines(content: Json) -> list[str]:
    """Return the risks, those with a sign first."""
    return [risk_line(one) for one in content["risks"]]


def risk_line(one: Json) -> str:
    """Return a risk with how likely and how bad it is, and who watches."""
    sign = _("vroeg teken gezien") if one["sign_seen"] else ""
    if one["happened"]:
        sign = _("ingetreden")
    size = _("kans %(chance)s, gevolg %(impact)s") % {
        "chance": one["chance"],
        "impact": one["impact"],
    }
    inside = ", ".join(part for part in (size, sign, one["owner"]) if part)
    return f"{one['title']}: {inside}"


def findings_title(content: Json) -> str:
    """Return how many findings wait."""
    count = int(content["findings"]["open"]["value"])
    if not content["findings"]["checked"]:
        return _("De controles hebben nog niet gekeken")
    if not count:
        return _("De controles vinden niets")
    return ngettext(
        "%(count)s bevinding vraagt iets", "%(count)s bevindingen vragen iets", count
    ) % {"count": count}


def preconditions_title(content: Json) -> str:
    """Return how many preconditions hold up."""
    count = len(content["preconditions"])
    if not count:
        return _("Elke randvoorwaarde is voldaan")
    return ngettext(
        "%(count)s randvoorwaarde houdt een start tegen",
        "%(count)s randvoorwaarden houden een start tegen",
        count,
    ) % {"count": count}


def actions_title(content: Json) -> str:
    """Return how many actions are past their day."""
    actions = content["actions"]
    done = int(actions["done"]["value"])
    words = ngettext(
        "%(done)s actie gedaan, %(late)s te laat", "%(done)s acties gedaan, %(late)s te laat", done
    )
    return words % {"done": done, "late": written(actions["late"])}


def action_lines(rows: Iterable[Json]) -> list[str]:
    """Return actions with who and by when."""
    return [
        _("%(text)s: %(who)s, voor %(day)s")
        % {"text": one["text"], "who": one["who"], "day": short_day(one["due"])}
        for one in rows
    ]


def sources(content: Json) -> str:
    """Return the foot line: of which day the figures are, and what the sign means."""
    return _(
        "Uit Bundel, met de cijfers van %(day)s. %(sign)s is een aanname (graad D). "
        "Nu en later worden nooit opgeteld."
    ) % {"day": day(content["as_of"]), "sign": ASSUMED}


def bare(figure: Mapping[str, Any] | None) -> str:
    """Return a figure without the word that says it is rounded, where a head says so."""
    if figure and figure["unit"] == "hours" and figure["value"] is not None:
        return number(figure["value"]) + (ASSUMED if is_assumed(figure) else "")
    return said(figure).removeprefix(_("ongeveer %(number)s") % {"number": ""})


def option_labels() -> dict[str, str]:
    """Return what options are compared by, as it stands within a sentence."""
    return {
        "now": _("huishoudens nu"),
        "later": _("huishoudens later"),
        "hours": _("uren"),
        "cost": _("euro"),
    }


def option_rows(option: Json) -> list[tuple[str, str]]:
    """Return what an option brings and costs, by name."""
    labels = option_labels()
    return [(label, said(option.get(name))) for name, label in labels.items() if name in option]


def more_or_less(was: Json, now: Json) -> str:
    """Return how much a figure is higher or lower, as finely as people read such a figure."""
    amount = now["value"] - was["value"]
    if now["unit"] != "hours":
        amount = rounded(amount)
    return signed(amount)


def reach(row: Json) -> str:
    """Return planned reach as low, middle and high."""
    found = row["reach"]
    if not found["value"]:
        return "–"
    sign = ASSUMED if is_assumed(found) else ""
    ends = (number(found["low"]), exact(found), number(found["high"]))
    return " / ".join(ends) + sign
