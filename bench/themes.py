"""How often the suggested theme is right, how corrections help, and how long it takes."""

from __future__ import annotations

import csv
import json
import random
import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from bundel.core import themes
from bundel.core.themes import Example, Model

HERE = Path(__file__).parent
START = HERE.parent / "src" / "bundel" / "signals" / "lists" / "examples.csv"
HELD_OUT = HERE / "themes_held_out.csv"
RESULTS = HERE / "results" / "themes.json"
SURES = (0.3, 0.4, 0.5, 0.6, 0.7)
WEIGHTS = (1.0, 2.0, 4.0)
CORRECTIONS = 50
DEALS = 12
ROUNDS = 20


def main() -> None:
    """Measure, print, and keep the figures."""
    start, held_out = _read(START), _read(HELD_OUT)
    begin = time.process_time()
    model = themes.train(start)
    train_s = time.process_time() - begin
    result = {
        "examples": len(start),
        "each start example, by a fit without it": _rounded(asdict(themes.measure(start))),
        "held out": {"texts": len(held_out)} | _judged(model, held_out),
        "sure from": {str(sure): _sure(model, start, held_out, sure) for sure in SURES},
        "with 50 corrections": {
            str(weight): _corrected([*start, *held_out], weight) for weight in WEIGHTS
        },
        "train_s": round(train_s, 2),
        "suggest_ms": _speed(model, held_out),
        "weights_kb": round(len(json.dumps(model.as_dict())) / 1000),
    }
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


def _read(path: Path) -> list[Example]:
    with path.open(encoding="utf-8", newline="") as file:
        return [Example(row["text"], row["theme"]) for row in csv.DictReader(file)]


def _judged(model: Model, texts: Sequence[Example]) -> dict[str, float]:
    guessed = [(themes.guesses(model, one.text), one.theme) for one in texts]
    return _rounded(
        {
            "first": _share(bool(found) and found[0].theme == true for found, true in guessed),
            "among_three": _share(true in {one.theme for one in found} for found, true in guessed),
        }
    )


def _sure(
    model: Model, start: Sequence[Example], held_out: Sequence[Example], sure: float
) -> dict[str, float]:
    """Return how often the model would speak from this share on, and how often it is right then."""
    best = [(found[0], x.theme) for x in held_out if (found := themes.guesses(model, x.text))]
    spoken = [(guess, true) for guess, true in best if guess.share >= sure]
    unseen = themes.measure(start, sure=sure)
    return _rounded(
        {
            "held out, spoken": len(spoken) / len(held_out),
            "held out, right": _share(guess.theme == true for guess, true in spoken),
            "start examples, spoken": unseen.spoken,
            "start examples, right": unseen.spoken_right,
        }
    )


def _corrected(texts: Sequence[Example], weight: float) -> dict[str, Any]:
    """
    Return what fifty corrections do for texts that were neither learnt nor corrected.

    All texts are dealt anew: a hundred judge, a hundred come in, the rest is the start. Of what
    comes in, what the start has wrong is corrected first, as people would.
    """
    before, after = [], []
    for deal in range(DEALS):
        dealt = list(texts)
        random.Random(deal).shuffle(dealt)
        judge, incoming, start = dealt[:100], dealt[100:200], dealt[200:]
        model = themes.train(start)
        wrong_first = sorted(incoming, key=partial(_has_right, model))
        corrections = [Example(one.text, one.theme, weight) for one in wrong_first[:CORRECTIONS]]
        before.append(_judged(model, judge)["first"])
        after.append(_judged(themes.train([*start, *corrections]), judge)["first"])
    gains = [new - old for new, old in zip(after, before, strict=True)]
    return {
        "before": round(statistics.mean(before), 3),
        "after": round(statistics.mean(after), 3),
        "gain_standard_error": round(statistics.stdev(gains) / len(gains) ** 0.5, 3),
    }


def _has_right(model: Model, one: Example) -> bool:
    found = themes.guesses(model, one.text)
    return bool(found) and found[0].theme == one.theme


def _speed(model: Model, texts: Sequence[Example]) -> dict[str, float]:
    times = []
    for _each in range(ROUNDS):
        for one in texts:
            # Of the processor: what else the machine does is not the question.
            begin = time.thread_time()
            themes.guesses(model, one.text)
            times.append((time.thread_time() - begin) * 1000)
    cuts = statistics.quantiles(times, n=20)
    return {"p50": round(cuts[9], 2), "p95": round(cuts[18], 2)}


def _share(found: Iterable[bool]) -> float:
    values = list(found)
    return sum(values) / len(values) if values else 0.0


def _rounded(figures: dict[str, Any]) -> dict[str, Any]:
    return {name: round(value, 3) for name, value in figures.items()}


if __name__ == "__main__":
    main()
