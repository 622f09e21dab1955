"""Suggesting a theme: learnt from examples, with the words that led, and able to not know."""

from __future__ import annotations

import json

import numpy as np
import pytest

from bundel.core import themes
from bundel.core.themes import Example, Model, NothingToLearn

EXAMPLES = [
    Example(text, theme)
    for theme, texts in {
        "bill": ["een hoge rekening", "de jaarrekening klopt niet", "een te laag maandbedrag"],
        "dwelling": ["schimmel in de slaapkamer", "lekkende kozijnen", "schimmel op de muren"],
    }.items()
    for text in texts
]


def test_words_lead_to_their_theme_also_inside_compounds() -> None:
    best, other = themes.guesses(themes.train(EXAMPLES), "Veel schimmelplekken bij huurders.")

    assert (best.theme, best.words) == ("dwelling", ("schimmelplekken",))
    assert best.share > other.share


def test_a_text_without_a_known_word_gets_no_guess() -> None:
    assert themes.guesses(themes.train(EXAMPLES), "Xylofoon! En de, het, een.") == []


def test_a_text_of_both_themes_is_not_sure() -> None:
    guess = themes.guesses(themes.train(EXAMPLES), "rekening en schimmel")[0]

    assert guess.share < 0.8


def test_a_model_goes_through_plain_values_unharmed() -> None:
    model = themes.train(EXAMPLES)

    read = Model.from_dict(json.loads(json.dumps(model.as_dict())))

    text = "de muren zijn nat en de rekening is hoog"
    assert [g.theme for g in themes.guesses(read, text)] == [
        g.theme for g in themes.guesses(model, text)
    ]


def test_what_it_says_of_unseen_examples_is_what_a_fit_without_them_says() -> None:
    learnt = themes._learn(EXAMPLES)
    model = learnt.model
    rows = np.array(
        [themes._row(model.vocabulary, model.rarity, themes.stems(e.text)) for e in EXAMPLES]
    )
    wide = np.hstack([rows, np.full((len(rows), 1), themes.BIAS)])
    target = np.where(learnt.truth[:, None] == np.arange(2), 1.0, -1.0)
    for apart in range(len(EXAMPLES)):
        kept = np.arange(len(EXAMPLES)) != apart
        bent = wide[kept].T @ wide[kept] + themes.PENALTY * np.eye(wide.shape[1])
        fitted = np.linalg.solve(bent, wide[kept].T @ target[kept])

        assert np.allclose(learnt.unseen[apart], wide[apart] @ fitted)


def test_the_heavier_an_example_the_harder_it_pulls() -> None:
    def pull(weight: float) -> float:
        model = themes.train([*EXAMPLES, Example("schimmel", "bill", weight)])
        row = model.weights[model.vocabulary["schimmel"]]
        return float(row[0] - row[1])

    assert pull(4.0) > pull(1.0)


def test_one_theme_teaches_nothing() -> None:
    with pytest.raises(NothingToLearn):
        themes.train(EXAMPLES[:3])
