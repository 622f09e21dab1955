"""How fast signals that are like a text are found among 100,000, with usual and with rare words."""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

import database
import inbox

RESULTS = Path(__file__).parent / "results" / "similar.json"
AIM_MS = 50.0
# The quickest counts: what else the machine does is not ours.
TRIES = 6
# Of how many words the text is that somebody types, and from which part of the list they come.
CASES = {
    "a few words": (5, 1.0),
    "a usual text": (14, 1.0),
    "a long text": (40, 1.0),
    "usual words alone": (14, 0.02),
}


def main() -> None:
    """Fill a database with signals as the list is measured with, and ask what is alike."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--signals", type=int, default=100_000)
    asked.add_argument("--rounds", type=int, default=20)
    asked.add_argument("--folder", type=Path, help="keep the database here for a next run")
    options = asked.parse_args()
    with (
        tempfile.TemporaryDirectory() as loose,
        database.started(options.folder or Path(loose)) as server,
    ):
        place = inbox._made(server, options.signals)
        result = _measured(place, options.rounds)
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


def _measured(place: dict[str, Any], rounds: int) -> dict[str, Any]:
    from bundel.accounts.permissions import Actor
    from bundel.accounts.tenancy import as_municipality
    from bundel.areas.models import Area
    from bundel.network.models import Organisation
    from bundel.signals.models import Signal, SignalTheme

    draw = random.Random(1)
    with as_municipality(place["here"]):
        partner = Organisation.objects.order_by("name")[30]
        actor = Actor(
            place["user"], place["here"], "Bench", "partner_worker", organisation_id=partner.pk
        )
        areas = list(Area.objects.filter(kind="district").values_list("pk", flat=True))
        themes = list(SignalTheme.objects.values_list("pk", flat=True))
        cases = {
            name: _case(actor, draw, (words, share), (areas, themes), rounds)
            for name, (words, share) in CASES.items()
        }
        total = Signal.objects.count()
    worst = max(cases, key=lambda name: cases[name]["p95_ms"])
    return {
        "signals": total,
        "rounds": rounds,
        "cases": cases,
        "worst": {"case": worst, "p95_ms": cases[worst]["p95_ms"], "aim_ms": AIM_MS},
    }


def _case(
    actor: Any,
    draw: random.Random,
    wanted: tuple[int, float],
    places: tuple[list[uuid.UUID], list[uuid.UUID]],
    rounds: int,
) -> dict[str, float]:
    """Return how long a whole look takes, from the text to what is shown."""
    from bundel.signals.selectors.similar import similar_signals

    words, share = wanted
    spans, found = [], 0
    for _ in range(rounds):
        # Usual words come more often, as in the signals themselves.
        numbers = [int(draw.random() ** 2 * inbox.VOCABULARY * share) for _ in range(words)]
        text = " ".join(f"w{number}" for number in numbers)
        area, theme = draw.choice(places[0]), draw.choice(places[1])
        tries = []
        for _ in range(TRIES):
            begun = time.perf_counter()
            alike = similar_signals(
                actor=actor, text=text, area_id=area, theme_id=theme, now=inbox.NOW
            )
            tries.append((time.perf_counter() - begun) * 1000)
        spans.append(min(tries))
        found += alike.count
    return {
        "p50_ms": round(statistics.median(spans), 1),
        "p95_ms": round(statistics.quantiles(spans, n=20, method="inclusive")[-1], 1),
        "found_mean": round(found / rounds, 1),
    }


if __name__ == "__main__":
    main()
