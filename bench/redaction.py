"""What of the personal data in written sentences is found, what is found in vain, and how fast."""

from __future__ import annotations

import argparse
import csv
import json
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bundel.core.redaction import REFUSED, Finding, Kind, check

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "redaction.json"
HALVES = ("tuned", "held_out")
MARK = re.compile(r"\[\[([a-z_]+):(.*?)\]\]")
# Kinds that are told from each other by how they are written, not by what they say.
GROUPS = {
    "identifiers with a structure": sorted(REFUSED - {Kind.HOUSE}),
    "names and places": [Kind.NAME, Kind.STREET, Kind.HOUSE, Kind.POSTCODE],
    "one person": [
        Kind.HEALTH, Kind.CRIME, Kind.AMOUNT, Kind.AGE, Kind.UNIQUE_TRAIT, Kind.SMALL_GROUP,
    ],
}  # fmt: skip
ROUNDS = 5
# Names that others wrote, in sentences in which nothing else tells that a name stands there.
CONTACTS = "src/bundel/config/demo/*/netwerk/contactpersonen.csv"
AROUND_A_NAME = (
    "{given} {family} belde over de rekening.",
    "Ik sprak gisteren met {given} {family} op het spreekuur.",
    "Volgens {given} {family} doet de verhuurder niets.",
    "De woning van {given} {family} is lek.",
    "mevrouw {family} zit in de kou.",
    "Dhr. {family} wil een gesprek.",
    "{given} heeft geen warm water meer.",
    "Bij {given} is het koud in huis.",
)
LOADING = """
import time, resource
started = time.perf_counter()
from bundel.core.redaction import check
check("mevrouw Jansen uit de Kerkstraat")
print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence without its marks, and where what stands."""

    text: str
    planted: tuple[tuple[int, int, Kind], ...]


def main() -> None:
    """Check every sentence of both halves, print a table and keep the results."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--misses", choices=HALVES, help="print what went wrong in one half")
    asked.add_argument("--names", type=Path, help="a CSV of list;given;family from elsewhere")
    options = asked.parse_args()
    halves = {name: read(name) for name in HALVES}
    if options.misses:
        print("\n".join(misses(halves[options.misses])))
        return
    result: dict[str, Any] = {name: measured(half) for name, half in halves.items()}
    result["speed"] = speed([one.text for half in halves.values() for one in half])
    result["names by others"] = {"demo": by_others(contacts())}
    if options.names:
        for name, people in strangers(options.names).items():
            result["names by others"][name] = by_others(people)
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(table(result))


def read(name: str) -> list[Written]:
    """Return the sentences of one half, planted and innocent."""
    half = yaml.safe_load((HERE / f"redaction_corpus_{name}.yaml").read_text(encoding="utf-8"))
    return [_unmarked(line) for line in half["planted"] + half["innocent"]]


def _unmarked(line: str) -> Written:
    text, planted, place = "", list[tuple[int, int, Kind]](), 0
    for mark in MARK.finditer(line):
        text += line[place : mark.start()]
        planted.append((len(text), len(text) + len(mark[2]), Kind(mark[1])))
        text += mark[2]
        place = mark.end()
    return Written(text + line[place:], tuple(planted))


def measured(half: list[Written]) -> dict[str, Any]:
    """Return recall and precision per kind and per group, and how many innocent ones are let by."""
    planted, caught, found, right = Counter(), Counter(), Counter(), Counter()
    stopped = innocent = clean = 0
    for one in half:
        findings = check(one.text)
        for span in one.planted:
            planted[span[2]] += 1
            caught[span[2]] += any(_same(span, finding) for finding in findings)
            stopped += any(_meets(span, finding) for finding in findings)
        for finding in findings:
            found[finding.kind] += 1
            right[finding.kind] += any(_same(span, finding) for span in one.planted)
        innocent += not one.planted
        clean += not one.planted and not findings
    rows = {kind.value: _row([kind], planted, caught, found, right) for kind in Kind}
    groups = {name: _row(kinds, planted, caught, found, right) for name, kinds in GROUPS.items()}
    return {
        "sentences": len(half),
        "innocent": innocent,
        "innocent let by": clean,
        "planted": sum(planted.values()),
        "stopped by any kind": stopped,
        "groups": groups,
        "kinds": rows,
    }


def _meets(span: tuple[int, int, Kind], finding: Finding) -> bool:
    return finding.start < span[1] and span[0] < finding.end


def _same(span: tuple[int, int, Kind], finding: Finding) -> bool:
    return finding.kind is span[2] and _meets(span, finding)


def _row(
    kinds: list[Kind], planted: Counter[Kind], caught: Counter[Kind],
    found: Counter[Kind], right: Counter[Kind],
) -> dict[str, float | int | None]:  # fmt: skip
    there, had = sum(planted[kind] for kind in kinds), sum(caught[kind] for kind in kinds)
    said, true = sum(found[kind] for kind in kinds), sum(right[kind] for kind in kinds)
    return {
        "planted": there,
        "found": had,
        "told": said,
        "recall": round(had / there, 3) if there else None,
        "precision": round(true / said, 3) if said else None,
    }


def misses(half: list[Written]) -> list[str]:
    """Return what was planted and not found, and what was found and not planted."""
    lines: list[str] = []
    for one in half:
        findings = check(one.text)
        lines += [
            f"missed {span[2]}: {one.text[span[0] : span[1]]!r} in {one.text}"
            for span in one.planted
            if not any(_same(span, finding) for finding in findings)
        ]
        lines += [
            f"in vain {finding.kind}: {one.text[finding.start : finding.end]!r} in {one.text}"
            for finding in findings
            if not any(_same(span, finding) for span in one.planted)
        ]
    return lines


def contacts() -> list[tuple[str, str]]:
    """Return the people of the demo's network, who were named by others than the lists."""
    rows = [
        row["naam"].split(" ", 1)
        for path in sorted(HERE.parent.glob(CONTACTS))
        for row in csv.DictReader(path.open(encoding="utf-8"), delimiter=";")
    ]
    return [(row[0], row[1]) for row in rows if len(row) == 2 and len(row[0]) > 2]


def strangers(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Return the names of a file, list by list."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, given, family in csv.reader(path.open(encoding="utf-8"), delimiter=";"):
        found.setdefault(name, []).append((given, family))
    return found


def by_others(people: list[tuple[str, str]]) -> dict[str, float | int]:
    """Return in how many sentences with these names a name is found."""
    texts = [
        around.format(given=given, family=family)
        for given, family in people
        for around in AROUND_A_NAME
    ]
    found = sum(any(one.kind is Kind.NAME for one in check(text)) for text in texts)
    return {"people": len(people), "sentences": len(texts), "recall": round(found / len(texts), 3)}


def speed(texts: list[str]) -> dict[str, float]:
    """Return how long a text takes, each at its best of some rounds, and what loading costs."""
    check("eerst")
    took = [min(_took(text) for _ in range(ROUNDS)) for text in texts]
    # A signal is a few sentences: five of the corpus after each other.
    signals = [" ".join(texts[at : at + 5]) for at in range(0, len(texts), 5)]
    long = [min(_took(text) for _ in range(ROUNDS)) for text in signals]
    loading = [sys.executable, "-c", LOADING]
    said = subprocess.run(loading, capture_output=True, text=True, check=True).stdout.split()
    return {
        "sentence_mean_ms": round(statistics.mean(took), 2),
        "sentence_p95_ms": round(statistics.quantiles(took, n=20)[-1], 2),
        "signal_mean_ms": round(statistics.mean(long), 2),
        "signal_p95_ms": round(statistics.quantiles(long, n=20)[-1], 2),
        "load_s": round(float(said[0]), 2),
        "peak_memory_mb": round(float(said[1])),
    }


def _took(text: str) -> float:
    started = time.perf_counter()
    check(text)
    return (time.perf_counter() - started) * 1000


def table(result: dict[str, Any]) -> str:
    """Return the figures as a table to read."""
    lines = [f"{'':30}{'tuned':>28}{'held out':>28}"]
    for part in ("groups", "kinds"):
        for name in result["tuned"][part]:
            rows = [result[half][part][name] for half in HALVES]
            lines += [f"{name:30}" + "".join(_cells(row) for row in rows)]
    for name in ("innocent", "innocent let by", "planted", "stopped by any kind"):
        lines.append(f"{name:30}" + "".join(f"{result[half][name]:>28}" for half in HALVES))
    lines += [f"{name:30}{value:>28}" for name, value in result["speed"].items()]
    for name, row in result["names by others"].items():
        lines += [f"{'names by others: ' + name:30}{row['people']:>28}{row['recall']:>28}"]
    return "\n".join(lines)


def _cells(row: dict[str, Any]) -> str:
    recall = "-" if row["recall"] is None else f"{row['recall']:.3f}"
    precision = "-" if row["precision"] is None else f"{row['precision']:.3f}"
    return f"{row['found']:>8}/{row['planted']:<5}{recall:>7}{precision:>7}"


if __name__ == "__main__":
    main()
