"""What starts late, or not, because something has to be in place first: in words."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from bundel.programme.outcome.reading import Json, name_of
from bundel.programme.outcome.sentences import quarter_words


def reasons(problem: Json, held: Json) -> dict[str, str]:
    """Return by initiative since when it can start and what for; kept with the run."""
    known = {one["id"] for one in problem["initiatives"]}
    return {code: reason(one) for code, one in held.items() if code in known}


def reason(one: Json) -> str:
    """Return one reason, as it stands after the name of the initiative."""
    words = {
        "quarter": quarter_words(one["quarter"]),
        "what": one["what"],
        "who": _who(one),
    }
    return _("kan pas vanaf %(quarter)s: wacht op %(what)s (%(who)s)") % words


def sentences(problem: Json, held: Json) -> list[str]:
    """Return one sentence for each initiative that waits, in the order of the question."""
    found = reasons(problem, held)
    waiting = [one for one in problem["initiatives"] if one["id"] in found]
    return [f"{name_of(one)} {found[one['id']]}." for one in waiting]


def _who(one: Json) -> str:
    who = one["who"] or _("nog niemand")
    if not one["due"]:
        return _("%(who)s, nog geen dag") % {"who": who}
    day = date.fromisoformat(one["due"])
    return _("%(who)s, voor %(day)s") % {"who": who, "day": f"{day:%d-%m-%Y}"}
