"""The search finds what people mean, also when they misspell it: judged answers hold the figure."""

from __future__ import annotations

from collections.abc import Callable
from statistics import mean

import pytest

from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.network.search import Question
from bundel.network.search.searching import ranked_ids
from tests.conftest import Figure
from tests.modules.network.search import quality

LEAST = 0.85


def test_there_is_enough_to_judge_by() -> None:
    questions = quality.questions()
    services = {row["id"] for row in quality._rows("directory.csv")}

    assert len(questions) >= 120
    assert len([one for one in questions if one.part == "held"]) >= 40
    assert len(services) >= 150
    assert {name for one in questions for name in one.grades} <= services


@pytest.mark.parametrize(
    ("found", "value"), [(["a", "b"], 1.0), (["b", "a"], 0.71), (["x", "a"], 0.58), (["x"], 0.0)]
)
def test_the_measure_is_what_it_says(found: list[str], value: float) -> None:
    assert quality.ndcg(found, {"a": 3, "b": 1}) == pytest.approx(value, abs=0.01)


def test_answers_are_as_good_as_people_judge_them(
    in_almere: Municipality, actor: Callable[..., Actor], figure: Figure
) -> None:
    somebody = actor("coordinator")
    names = quality.load(somebody)

    def find(text: str) -> list[str]:
        found = ranked_ids(actor=somebody, question=Question(text), now=quality.NOW)
        return [names[one] for one in found]

    values = {key: mean(of) for key, of in quality.measured(find).items()}

    for (part, spelled), value in values.items():
        figure(f"search nDCG@5, {part}, spelled {spelled}: {value:.3f}")
    assert min(values.values()) >= LEAST
