"""Many signals from a few lines: sentences put together, over places, partners and days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from bundel.network.material import Shelf
from bundel.network.material.shelf import Line
from bundel.signals.material.drafts import Draft, Partners, moment
from bundel.signals.material.sorting import trait
from bundel.signals.models import Period, Result, SignalState, SignalTheme, Trend

# The same folder on the same day gives the same signals.
SEED = 2026
PERIODS = (Period.TWO_WEEKS, Period.MONTH, Period.MONTH, Period.QUARTER)
TRENDS = (Trend.NEW, Trend.RISING, Trend.RISING, Trend.STEADY, Trend.STEADY, Trend.FALLING)
CLOSES_AFTER_DAYS = 30
# Of ten signals, how many have their answer when they are this old. [days: share]
ANSWERED = ((6, 0.15), (14, 0.6), (30, 0.85), (400, 0.97))


@dataclass(frozen=True, slots=True)
class _Answer:
    result: str
    text: str


class _Sentences:
    """The sentences of each theme: how it begins, how it goes on, what is asked and answered."""

    def __init__(self, shelf: Shelf) -> None:
        self._of: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._answers: dict[str, list[_Answer]] = defaultdict(list)
        for line in shelf.lines("zinnen"):
            if line["soort"] in Result.values:
                self._answers[line["thema"]].append(_Answer(line["soort"], line["tekst"]))
            else:
                self._of[line["thema"], line["soort"]].append(line["tekst"])

    def text(self, theme: str, chance: Random) -> str:
        return " ".join(chance.choice(self._of[theme, part]) for part in ("begin", "vervolg"))

    def question(self, theme: str, chance: Random) -> str:
        # One in four asks nothing.
        return chance.choice(self._of[theme, "vraag"]) if chance.random() < 0.75 else ""

    def answer(self, theme: str, chance: Random) -> _Answer:
        return chance.choice(self._answers[theme])


def generated(shelf: Shelf, themes: dict[str, SignalTheme], partners: Partners) -> Iterator[Draft]:
    """Return the signals of the groups in `groepen.csv`, with sentences of `zinnen.csv`."""
    # Examples to look at, nothing that must be hard to guess.
    chance = Random(SEED)  # noqa: S311  # see above
    sentences = _Sentences(shelf)
    for line in shelf.lines("groepen"):
        for _ in range(line.count("aantal")):
            yield _draft(shelf, line, themes, partners, sentences, chance)


def _draft(
    shelf: Shelf,
    line: Line,
    themes: dict[str, SignalTheme],
    partners: Partners,
    sentences: _Sentences,
    chance: Random,
) -> Draft:
    theme = line["thema"]
    days_ago = chance.randint(-line.count("tot dag"), -line.count("van dag"))
    told_at = moment(shelf, days_ago, chance.randint(0, 480))
    state, answered_at = _fate(shelf, told_at, days_ago, chance)
    said = sentences.answer(theme, chance) if answered_at else _Answer("", "")
    traits = line.words("kenmerken")
    return Draft(
        theme=themes[theme],
        organisation_id=partners.one(chance.choice(line.names("organisaties"))),
        told_at=told_at,
        area_id=shelf.area(chance.choice(line.names("gebieden"))),
        size=chance.choice(line.words("omvang")),
        period=chance.choice(PERIODS),
        trend=chance.choice(TRENDS),
        severity=chance.choice(line.words("ernst")),
        trait_ids=(trait(shelf, chance.choice(traits)),) if traits else (),
        heard_at_id=None,
        is_shared=chance.random() < 0.6,
        text=sentences.text(theme, chance),
        question=sentences.question(theme, chance),
        state=state,
        result=said.result,
        answer=said.text,
        answered_at=answered_at,
    )


def _fate(
    shelf: Shelf, told_at: datetime, days_ago: int, chance: Random
) -> tuple[str, datetime | None]:
    share = next(share for days, share in ANSWERED if days_ago <= days)
    if chance.random() > share:
        return SignalState.OPEN, None
    answered_at = told_at + timedelta(days=chance.randint(1, 13), minutes=chance.randint(0, 240))
    if answered_at >= shelf.at:
        return SignalState.OPEN, None
    is_over = shelf.at - answered_at > timedelta(days=CLOSES_AFTER_DAYS)
    return (SignalState.CLOSED if is_over else SignalState.ANSWERED), answered_at
