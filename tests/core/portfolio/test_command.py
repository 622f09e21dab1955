"""`bundel plan` as a person or a script calls it."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from bundel.config.cli import main
from bundel.config.commands.plan import write_whole

PROBLEM = {
    "version": "1",
    "quarters": ["2027-K1", "2027-K2"],
    "pools": [{"id": "coach", "hours": [10, 10]}],
    "initiatives": [
        {"id": "fix", "levels": [{"id": "vol", "duration": 1, "hours": {"coach": [8]}, "now": 5}]},
        {"id": "bel", "levels": [{"id": "vol", "duration": 1, "hours": {"coach": [9]}, "now": 4}]},
    ],
}


@pytest.fixture
def problem(tmp_path: Path) -> Path:
    path = tmp_path / "met een spatie.json"
    path.write_text(json.dumps(PROBLEM))
    return path


def run(*words: object):
    return CliRunner().invoke(main, ["plan", *map(str, words)])


def test_a_plan_is_written_and_told(problem, tmp_path):
    out = tmp_path / "plan.json"

    result = run(problem, "--out", out)

    written = json.loads(out.read_text())
    assert result.exit_code == 0
    assert "Plan met 2 initiatieven" in result.stdout
    assert written["objective"] == 9.0
    assert written["input_sha256"] == hashlib.sha256(problem.read_bytes()).hexdigest()
    assert set(tmp_path.iterdir()) == {problem, out}


def test_only_the_parts_asked_are_made(problem):
    result = run(problem, "--parts", "plan", "--json")

    written = json.loads(result.stdout)
    assert len(written["chosen"]) == 2
    assert (written["frontier"], written["price_of_hours"], written["stability"]) == ([], {}, {})


def test_the_problem_can_come_by_stdin():
    result = CliRunner().invoke(main, ["plan", "-", "--json"], input=json.dumps(PROBLEM))

    assert json.loads(result.stdout)["status"] == "optimal"


def test_where_no_plan_is_possible_the_clash_is_told(problem, tmp_path):
    clash = PROBLEM | {"floors": [{"area": "haven", "households": 3}]}
    problem.write_text(json.dumps(clash))

    result = run(problem, "--out", tmp_path / "plan.json")

    assert result.exit_code == 1
    assert "- Het plan moet in gebied ‘haven’ minstens 3 huishoudens bereiken." in result.stdout
    assert json.loads((tmp_path / "plan.json").read_text())["status"] == "infeasible"


def test_wrong_input_is_one_line_per_fault_and_no_file(problem, tmp_path):
    problem.write_text(json.dumps(PROBLEM | {"version": "2", "kleur": "rood"}))

    result = run(problem, "--out", tmp_path / "plan.json")

    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == '/version: "2" kan hier niet. Schrijf "1".'
    assert len(result.stderr.splitlines()) == 2
    assert not (tmp_path / "plan.json").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("--parts", "plan,koffie"),
        ("--gap", "nan"),
        ("--gap", "-1"),
        ("--time-limit", "0"),
        ("--time-limit", "inf"),
        ("--seed", "-1"),
        ("--out", "/bestaat/niet/plan.json"),
    ],
)
def test_an_option_that_cannot_be_is_refused(problem, words):
    assert run(problem, *words).exit_code == 2


def test_a_file_that_is_not_there_is_refused(tmp_path):
    result = run(tmp_path / "weg.json")

    assert result.exit_code == 2
    assert "kan niet worden gelezen" in result.stderr


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "plan.json"
    path.write_text("oud")

    def fail(_: int) -> None:
        raise OSError(28, "vol")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="vol"):
        write_whole(path, "nieuw")

    assert path.read_text() == "oud"
    assert list(tmp_path.iterdir()) == [path]


def test_a_written_file_can_be_read_by_others(tmp_path):
    write_whole(tmp_path / "plan.json", "{}")

    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((tmp_path / "plan.json").stat().st_mode) == 0o666 & ~mask


def test_planning_needs_no_web_server(problem):
    code = (
        "import sys; from bundel.config.cli import main\n"
        f"try: main(['plan', {str(problem)!r}, '--parts', 'plan'])\n"
        "except SystemExit: print('django' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "False"


def hard_problem() -> dict:
    """A knapsack that takes long to prove: weights and worths almost alike."""
    initiatives = [
        {
            "id": f"i{k}",
            "levels": [
                {
                    "id": "l",
                    "duration": 1,
                    "hours": {f"p{p}": [500 + (k * 7919 + p * 104729) % 997] for p in range(10)},
                    "now": 500 + (k * 6007) % 991,
                }
            ],
        }
        for k in range(250)
    ]
    pools = [{"id": f"p{p}", "hours": [60_000]} for p in range(10)]
    return {"version": "1", "quarters": ["K1"], "pools": pools, "initiatives": initiatives}


def test_ctrl_c_gives_the_best_plan_so_far(problem):
    problem.write_text(json.dumps(hard_problem()))
    code = "from bundel.config.cli import main; main()"
    words = ["plan", str(problem), "--gap", "0", "--json"]

    with subprocess.Popen(
        [sys.executable, "-c", code, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as run_of_it:
        first_told = run_of_it.stderr.readline()
        began = time.monotonic()
        run_of_it.send_signal(signal.SIGINT)
        out, _ = run_of_it.communicate(timeout=30)

    assert first_told.startswith("plan zoeken")
    assert time.monotonic() - began < 20
    assert run_of_it.returncode == 0
    written = json.loads(out)
    assert written["status"] == "feasible"
    assert written["objective"] >= written["spreadsheet"]["objective"] > 0
