"""Pictures of a pack, from what it keeps: the line of time and the teams."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.programme.pictures import roadmap
from bundel.programme.pictures.capacity import capacity_picture
from bundel.programme.selectors import CapacityCell, CapacityTable, PoolLoad
from bundel.reporting.facts.figures import ASSUMPTION, Json
from bundel.ui.templatetags.ui_format import quarter

TONES = {"committed": "ink", "certain": "good", "likely": "ink", "unknown": "muted"}
# Teams are drawn over so many quarters: more are not read on one page.
MOST_QUARTERS = 8
NOBODY = uuid.UUID(int=0)


def roadmap_title(kept: Json) -> str:
    """Return what the line of time answers."""
    fresh = [bar for bar in kept["bars"] if bar["sureness"] != "committed"]
    if not fresh:
        return _("Er start niets nieuws")
    last = max(fresh, key=lambda bar: int(bar["start"]))
    return ngettext(
        "%(count)s initiatief begint nieuw, het laatste in het %(last)s",
        "%(count)s initiatieven beginnen nieuw, het laatste in het %(last)s",
        len(fresh),
    ) % {"count": len(fresh), "last": quarter(last["from"])}


def roadmap_svg(kept: Json) -> str:
    """Return the line of time of the adopted plan."""
    return roadmap.roadmap(
        roadmap.Roadmap(
            title=roadmap_title(kept),
            quarters=tuple(kept["quarters"]),
            bars=tuple(_bar(bar) for bar in kept["bars"]),
            today=kept["today"],
            today_word=_("vandaag"),
            start_word=_("opstarten"),
            run_word=_("uitvoeren"),
            assumption_word=_("aannames"),
        ),
        interactive=False,
    )


def _bar(kept: Json) -> roadmap.Bar:
    words = {
        "committed": _("Loopt al"),
        "certain": _("Zeker"),
        "likely": _("Vrij zeker"),
        "shaky": _("Wankel"),
        "uncertain": _("Onzeker"),
    }
    return roadmap.Bar(
        name=kept["name"],
        under=kept["under"],
        note=words.get(kept["sureness"], ""),
        note_tone=TONES.get(kept["sureness"], "wait"),
        start=kept["start"],
        duration=kept["duration"],
        start_up=kept["start_up"],
        is_assumption=kept["grade"] == ASSUMPTION,
        said=(),
    )


def roadmap_words(kept: Json) -> str:
    """Return the line of time for who cannot see it."""
    lines = [
        _("%(name)s van %(from)s tot en met %(until)s")
        % {"name": bar["name"], "from": bar["from"], "until": bar["until"]}
        for bar in kept["bars"]
    ]
    return f"{roadmap_title(kept)}. {'; '.join(lines)}."


def capacity_svg(kept: Json, title: str) -> str:
    """Return the teams that are over full in some quarter, or the busiest, against their hours."""
    quarters = tuple(kept["quarters"][:MOST_QUARTERS])
    pools = tuple(_load(row) for row in kept["rows"])
    busiest = sorted(pools, key=lambda pool: -pool.most)[:MOST_QUARTERS]
    return capacity_picture(CapacityTable(kept["basis"], quarters, tuple(busiest)), title)


def _load(row: Json) -> PoolLoad:
    cells = tuple(
        CapacityCell(
            quarter=cell["quarter"],
            available=cell["available"],
            start_hours=cell["start"],
            running_hours=cell["running"],
            used=cell["used"],
            committed=0.0,
            share=cell["share"],
            over=cell["over"],
        )
        for cell in row["cells"][:MOST_QUARTERS]
    )
    most = max((cell.share for cell in cells), default=0.0)
    return PoolLoad(NOBODY, row["name"], row["name"], "", True, cells, most)


def capacity_words(kept: Json, title: str) -> str:
    """Return the picture of the teams for who cannot see it."""
    busiest = sorted(kept["rows"], key=lambda row: -max(c["share"] for c in row["cells"]))
    lines = [
        _("%(team)s op zijn hoogst %(percent)s procent")
        % {
            "team": row["name"],
            "percent": round(max(c["share"] for c in row["cells"][:MOST_QUARTERS]) * 100),
        }
        for row in busiest[:MOST_QUARTERS]
    ]
    return f"{title}. {'; '.join(lines)}."
