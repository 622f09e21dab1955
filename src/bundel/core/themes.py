"""Which theme a text is about, learnt from examples: a small model that says which words led."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bundel.core.words.compounds import split
from bundel.core.words.reading import content, stem

Floats = NDArray[np.float64]
# How strongly weights are held near zero; chosen by bench/themes.py.
PENALTY = 1.0
BIAS = 0.3
# So many first letters tell what a long word is about.
START = 6
# Below this share of the best theme the model does not know; see docs/methods/themes.md.
SURE = 0.6
# Words of how often and how much; people use them of every theme.
DULL = frozenset({"steeds", "vaak", "veel", "weinig", "laatste", "tijd", "week", "maand"})
TEMPERATURES = tuple(round(0.05 * step, 2) for step in range(2, 41))


class NothingToLearn(ValueError):
    """There are no examples of at least two themes."""


@dataclass(frozen=True, slots=True)
class Example:
    """
    A text of which somebody says what it is about.

    Attributes:
        weight: How many examples it counts as.
    """

    text: str
    theme: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Guess:
    """
    A theme that a text may be about.

    Attributes:
        share: How often such a guess is right. [0 to 1]
        words: Words of the text that led to it, the strongest first.
    """

    theme: str
    share: float
    words: tuple[str, ...]

    @property
    def is_sure(self) -> bool:
        """Whether it is sure enough to fill in; below it the model does not know."""
        return self.share >= SURE


@dataclass(frozen=True, slots=True)
class Model:
    """
    What was learnt.

    Attributes:
        vocabulary: Each stem with its place.
        rarity: How much a stem tells, by how few examples have it.
        weights: By stem and theme.
        temperature: What makes shares as often right as they say.
    """

    themes: tuple[str, ...]
    vocabulary: Mapping[str, int]
    rarity: Floats
    weights: Floats
    bias: Floats
    temperature: float

    def as_dict(self) -> dict[str, Any]:
        """Return it in plain values."""
        return {
            "themes": list(self.themes),
            "vocabulary": list(self.vocabulary),
            "rarity": np.round(self.rarity, 4).tolist(),
            "weights": np.round(self.weights, 3).tolist(),
            "bias": np.round(self.bias, 4).tolist(),
            "temperature": self.temperature,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Model:
        """Return what `as_dict` wrote."""
        return cls(
            themes=tuple(data["themes"]),
            vocabulary={word: place for place, word in enumerate(data["vocabulary"])},
            rarity=np.array(data["rarity"]),
            weights=np.array(data["weights"]),
            bias=np.array(data["bias"]),
            temperature=float(data["temperature"]),
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """
    How often the model is right on examples that it did not learn from.

    Attributes:
        first: Share for which the best guess is right. [0 to 1]
        among_three: Share for which one of the best three is. [0 to 1]
        spoken: Share for which it is sure. [0 to 1]
        spoken_right: Of these, the share that is right. [0 to 1]
    """

    examples: int
    first: float
    among_three: float
    spoken: float
    spoken_right: float


def stems(text: str) -> dict[str, str]:
    """Return the stems of a text and of the parts of its compounds, each with its word there."""
    found: dict[str, str] = {}
    for word in content(text):
        if word in DULL:
            continue
        for part in _parts(word):
            found.setdefault(part, word)
    return found


def train(examples: Sequence[Example]) -> Model:
    """
    Return a model that fits examples, with shares that are as often right as they say.

    Raises:
        NothingToLearn: if there are no examples of at least two themes.
    """
    return _learn(examples).model


def measure(examples: Sequence[Example], sure: float = SURE) -> Measured:
    """Return how often a model is right, each example judged by a model that never saw it."""
    learnt = _learn(examples)
    shares = _shares(learnt.unseen / learnt.model.temperature)
    order = np.argsort(-shares, axis=1)
    right = order[:, 0] == learnt.truth
    spoken = shares.max(axis=1) >= sure
    return Measured(
        examples=len(right),
        first=float(right.mean()),
        among_three=float((order[:, :3] == learnt.truth[:, None]).any(axis=1).mean()),
        spoken=float(spoken.mean()),
        spoken_right=float(right[spoken].mean()) if spoken.any() else 0.0,
    )


def guesses(model: Model, text: str, most: int = 3) -> list[Guess]:
    """Return what a text may be about, the likeliest first; nothing if no word says anything."""
    known = {part: word for part, word in stems(text).items() if part in model.vocabulary}
    if not known:
        return []
    row = _row(model.vocabulary, model.rarity, known)
    shares = _shares((row @ model.weights + model.bias)[None, :] / model.temperature)[0]
    best = np.argsort(-shares)[:most]
    return [
        Guess(model.themes[theme], float(shares[theme]), _led(model, row, int(theme), known))
        for theme in best
    ]


def _led(model: Model, row: Floats, theme: int, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the words that speak for a theme more than for the others on average."""
    pulls: dict[str, float] = {}
    for part, word in known.items():
        place = model.vocabulary[part]
        pull = row[place] * (model.weights[place, theme] - model.weights[place].mean())
        pulls[word] = pulls.get(word, 0.0) + float(pull)
    strongest = sorted(pulls.items(), key=lambda one: -one[1])
    least = 0.2 * sum(pull for _, pull in strongest if pull > 0)
    return tuple(word for word, pull in strongest[:4] if pull > 0 and pull >= least)


@dataclass(frozen=True, slots=True)
class _Learnt:
    """A model, and the scores that each example gets from a model that never saw it."""

    model: Model
    unseen: Floats
    truth: NDArray[np.intp]


@lru_cache(maxsize=50_000)
def _parts(word: str) -> tuple[str, ...]:
    # The start of a long word stands in for forms and compounds that no example had.
    start = [f"{word[:START]}-"] if len(word) >= START else []
    return tuple(dict.fromkeys([stem(word), *(stem(part) for part in split(word)), *start]))


def _learn(examples: Sequence[Example]) -> _Learnt:
    """
    Fit one weight for each stem and theme, and judge each example by a fit without it.

    Ridge regression on which theme it is, in its dual form: one matrix of how alike the examples
    are is inverted once, and its diagonal gives what a fit without an example would have said.

    Source:
        Rifkin and Lippert, Notes on Regularized Least Squares, MIT-CSAIL-TR-2007-025, section 3.
    """
    themes = tuple(sorted({example.theme for example in examples}))
    if len(themes) < 2:
        raise NothingToLearn("no examples of two themes")
    read = [stems(example.text) for example in examples]
    counts = Counter(part for parts in read for part in parts)
    vocabulary = {part: place for place, part in enumerate(sorted(counts))}
    rarity = np.array([math.log(1 + len(read) / counts[part]) for part in vocabulary])
    rows = np.array([_row(vocabulary, rarity, parts) for parts in read])
    truth = np.array([themes.index(example.theme) for example in examples])
    target = np.where(truth[:, None] == np.arange(len(themes)), 1.0, -1.0)
    loose = np.diag([PENALTY / example.weight for example in examples])
    inverse = np.linalg.inv(rows @ rows.T + BIAS**2 + loose)
    pull = inverse @ target
    unseen = target - pull / np.diag(inverse)[:, None]
    model = Model(
        themes,
        vocabulary,
        rarity,
        weights=rows.T @ pull,
        bias=BIAS**2 * pull.sum(axis=0),
        temperature=_best_temperature(unseen, truth),
    )
    return _Learnt(model, unseen, truth)


def _row(vocabulary: Mapping[str, int], rarity: Floats, parts: Iterable[str]) -> Floats:
    row = np.zeros(len(vocabulary))
    places = [vocabulary[part] for part in parts if part in vocabulary]
    row[places] = rarity[places]
    length = float(np.linalg.norm(row))
    return row / length if length else row


def _best_temperature(scores: Floats, truth: NDArray[np.intp]) -> float:
    """Return what makes the shares of the right themes likeliest on what was not seen."""

    def surprise(temperature: float) -> float:
        shares = _shares(scores / temperature)
        return -float(np.log(shares[np.arange(len(truth)), truth] + 1e-12).mean())

    return min(TEMPERATURES, key=surprise)


def _shares(scores: Floats) -> Floats:
    high = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(high / high.sum(axis=1, keepdims=True))
