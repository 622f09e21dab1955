"""How near to the best our plans are, how fast, and how single solvers do on the same rows."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import instances
import numpy as np
import psutil

from bundel.core.portfolio.model import build_model
from bundel.core.portfolio.reading import read_problem

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "portfolio.json"
RAW = {"highs": "raw_highs.py", "cp-sat": "raw_cp_sat.py", "cbc": "raw_cbc.py"}
KNAPSACKS = ((100, 5, 0.25), (100, 5, 0.5), (250, 5, 0.25), (100, 10, 0.25), (250, 10, 0.25))


def main() -> None:
    """Run what is asked, print a table and keep the results beside those of other runs."""
    asked = _arguments()
    kept = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    for size in asked.sizes:
        problem = instances.programme(size, asked.seed, asked.growth)
        _compare(kept, f"programme-{size}", problem, asked)
    for items, pools, tightness in KNAPSACKS if asked.knapsacks else ():
        problem = instances.knapsack(items, pools, tightness, asked.seed)
        _compare(kept, f"knapsack-{items}x{pools}-{tightness}", problem, asked)
    sys.stdout.write(_table(kept))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[15, 60, 200, 500])
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--gap", type=float, default=0.001)
    parser.add_argument("--solvers", nargs="*", default=["ours", *RAW], choices=["ours", *RAW])
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--growth", type=float, default=0.7)
    parser.add_argument("--knapsacks", action="store_true")
    return parser.parse_args()


def _compare(
    kept: dict[str, Any], name: str, problem: dict[str, Any], asked: argparse.Namespace
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        question, rows = Path(folder, "problem.json"), Path(folder, "rows.npz")
        question.write_text(json.dumps(problem), "utf-8")
        built = build_model(read_problem(problem)).rows
        np.savez(rows, **{field: getattr(built, field) for field in built.__slots__})
        for solver in asked.solvers:
            script, file = ("ours.py", question) if solver == "ours" else (RAW[solver], rows)
            report = _run([script, str(file), str(asked.seconds), str(asked.gap)], asked.seconds)
            limits = {"time_limit": asked.seconds, "seed": asked.seed, "growth": asked.growth}
            kept.setdefault(name, {})[solver] = report | limits
            sys.stderr.write(f"{name} {solver}: {json.dumps(report)}\n")
            RESULTS.parent.mkdir(exist_ok=True)
            RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", "utf-8")


def _run(command: list[str], seconds: float) -> dict[str, Any]:
    """Run one script, and return what it says with its peak memory and the load around it."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, str(HERE / command[0]), *command[1:]], stdout=subprocess.PIPE, text=True
    )
    peak_mb = 0.0
    while process.poll() is None and time.monotonic() - began < 3 * seconds + 60:
        peak_mb = max(peak_mb, _memory_mb(process.pid))
        time.sleep(0.2)
    process.kill()
    said, _ = process.communicate()
    lines = said.strip().splitlines()
    report = json.loads(lines[-1]) if lines else {"gap": None, "failed": process.returncode}
    report["seconds_with_start_up"] = round(time.monotonic() - began, 2)
    return report | {"peak_mb": round(peak_mb), "load": round(os.getloadavg()[0], 1)}


def _memory_mb(pid: int) -> float:
    try:
        parent = psutil.Process(pid)
        family = [parent, *parent.children(recursive=True)]
        return sum(each.memory_info().rss for each in family) / 1e6
    except psutil.NoSuchProcess:
        return 0.0


def _table(kept: dict[str, Any]) -> str:
    head = ("problem", "solver", "gap", "objective", "1%", "0.1%", "s", "MB", "gain", "load")
    lines = [head]
    for name, reports in kept.items():
        for solver, report in reports.items():
            lines.append((name, solver, *_cells(report)))
    widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + "\n"
        for line in lines
    )


def _cells(report: dict[str, Any]) -> tuple[str, ...]:
    reached = report.get("seconds_to_gap", {})
    gap, objective = report.get("gap"), report.get("objective")
    gain = report.get("gain_over_spreadsheet")
    return (
        "-" if gap is None else f"{gap:.3%}",
        "-" if objective is None else f"{objective:.0f}",
        f"{reached['0.01']:.1f}" if "0.01" in reached else "-",
        f"{reached['0.001']:.1f}" if "0.001" in reached else "-",
        f"{report['seconds_with_start_up']:.1f}",
        f"{report['peak_mb']}",
        "" if gain is None else f"{gain:+.1%}",
        f"{report['load']}",
    )


if __name__ == "__main__":
    main()
