"""What a body is asked: the question, its options side by side, and in what they differ."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bundel.documents.parts import Part
from bundel.reporting.facts.figures import Json
from bundel.reporting.papers import frame
from bundel.reporting.papers import sentences as say

FIGURES = ("now", "later", "hours", "cost")


def question(one: Json, meeting: Json) -> str:
    """Return a question with its number, and by when it is needed."""
    words = f"{one['number']}. {frame.text(one['question'])}"
    return f"{words} ({needed(one, meeting)})" if one["before"] else words


def needed(one: Json, meeting: Json) -> str:
    """Return by when a decision is needed; told apart where the meeting comes too late for it."""
    words = {"day": say.day(one["before"])}
    if meeting and one["before"] < meeting["day"]:
        return _("nodig voor %(day)s: de vergadering is later") % words
    return _("nodig voor %(day)s") % words


def option_heads() -> list[str]:
    """Return what options are compared by."""
    return [_("Huishoudens nu"), _("Huishoudens later"), _("Uren"), _("Euro")]


def option_cells(option: Json) -> list[str]:
    """Return an option's figures, without the word that each of them would have."""
    return [say.bare(option.get(name)) for name in FIGURES]


def options_table(one: Json, caption: str = "") -> list[Part]:
    """Return the options of a question side by side: what each means, brings and costs."""
    rows = [
        [frame.text(option["title"]), frame.text(option["text"]) or "–", *option_cells(option)]
        for option in one["options"]
    ]
    heads = [_("Optie"), _("Wat het betekent"), *option_heads()]
    return frame.table(
        caption, heads, rows, right=(2, 3, 4, 5), widths=(4.6, 5.4, 3, 3.6, 2.2, 3.2)
    )


def notes(one: Json) -> list[str]:
    """Return how to read the options: in what they differ, and where their figures come from."""
    return [*differences(one), *grounds(one)]


def grounds(one: Json) -> list[str]:
    """Return where the figures of the options come from, each source once."""
    figures = [option[name] for option in one["options"] for name in FIGURES if option.get(name)]
    calculated = {figure["source"] for figure in figures if figure["of"]}
    told = {figure["source"] for figure in figures if not figure["of"]}
    whole = _("De cijfers gelden voor het hele plan met die keuze: %(source)s.")
    found = [whole % {"source": source} for source in sorted(calculated)]
    return [
        *found,
        *(_("De cijfers zijn een %(source)s.") % {"source": one} for one in sorted(told)),
    ]


def differences(one: Json) -> list[str]:
    """Return for each option with figures in what it differs from the first one."""
    told = [option for option in one["options"] if any(option.get(name) for name in FIGURES)]
    return [_difference(told[0], option) for option in told[1:]]


def _difference(first: Json, option: Json) -> str:
    found = ", ".join(_changes(first, option))
    words = {"option": frame.text(option["title"]), "first": frame.text(first["title"])}
    if not found:
        return _("‘%(option)s’ heeft dezelfde cijfers als ‘%(first)s’.") % words
    return _("‘%(option)s’ tegenover ‘%(first)s’: %(changes)s.") % {**words, "changes": found}


def _changes(first: Json, option: Json) -> Iterator[str]:
    """Yield what differs, where it is more than the rounding hides."""
    labels = say.option_labels()
    for name in FIGURES:
        was, now = first.get(name), option.get(name)
        if was and now and say.bare(was) != say.bare(now):
            yield f"{say.more_or_less(was, now)} {labels[name]}"
