"""The script of chores: it says what is missing, and notices an environment that is not well."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, with its environment in a folder of its own."""
    loader = importlib.machinery.SourceFileLoader("dev_under_test", str(ROOT / "dev"))
    spec = importlib.util.spec_from_loader("dev_under_test", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader.exec_module(module)
    venv = tmp_path / "a folder" / ".venv"
    for name, path in {
        "VENV": venv,
        "PYTHON": venv / "bin" / "python",
        "BUSY": venv / "being-filled",
        "BUILD": tmp_path / "build",
        "LOGS": tmp_path / "build" / "logs",
    }.items():
        monkeypatch.setattr(module, name, path)
    return module


def told_by(*arguments: str) -> str:
    return subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_every_chore_has_one_sentence_and_a_target() -> None:
    lines = told_by(sys.executable, "dev").splitlines()
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    listed = {line.split()[1] for line in lines}

    assert targets - {"help"} == listed
    assert all(line.split(maxsplit=2)[2].endswith(".") for line in lines)


def test_an_old_python_is_told_in_two_languages() -> None:
    old = "import sys; sys.version_info = (3, 6); sys.version = '3.6.9'; exec(open('dev').read())"

    done = subprocess.run(
        [sys.executable, "-c", old], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "heeft Python 3.11 of 3.12 nodig; dit is 3.6.9" in done.stderr
    assert "needs Python 3.11 or 3.12; this is 3.6.9" in done.stderr


def test_no_environment_is_made_without_a_word(dev: ModuleType) -> None:
    assert dev.environment_fault() == ""


def test_an_environment_that_was_being_filled_is_made_anew(dev: ModuleType) -> None:
    dev.VENV.mkdir(parents=True)
    dev.BUSY.touch()

    assert dev.environment_fault() == "het vullen is eerder afgebroken"


def test_an_environment_whose_python_is_gone_is_made_anew(dev: ModuleType) -> None:
    dev.PYTHON.parent.mkdir(parents=True)
    dev.PYTHON.symlink_to(dev.VENV / "nowhere")

    assert dev.environment_fault() == "de Python erin werkt niet (meer)"


def test_an_environment_of_another_python_is_made_anew(dev: ModuleType) -> None:
    dev.PYTHON.parent.mkdir(parents=True)
    dev.PYTHON.write_text("#!/bin/sh\necho \"((3, 9), '/x')\"\n", encoding="utf-8")
    dev.PYTHON.chmod(0o755)

    assert dev.environment_fault() == "er zit Python 3.9 in"


def test_an_environment_of_another_folder_is_made_anew(dev: ModuleType) -> None:
    dev.PYTHON.parent.mkdir(parents=True)
    dev.PYTHON.write_text("#!/bin/sh\necho \"((3, 11), '/x')\"\n", encoding="utf-8")
    dev.PYTHON.chmod(0o755)

    assert dev.environment_fault() == "die hoort bij een andere map"


def test_an_environment_that_is_well_stays(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "VENV", Path(sys.prefix))
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(dev, "BUSY", Path(sys.prefix) / "being-filled")

    assert dev.environment_fault() is None


def test_a_step_that_fails_shows_its_end_and_where_the_rest_is(
    dev: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    failing = [sys.executable, "-c", "print('the cause'); raise SystemExit(3)"]

    with pytest.raises(dev.Trouble) as caught:
        dev.step("Iets maken", failing, "Doe dit.", "Do this.")

    assert "the cause" in capsys.readouterr().out
    assert str(caught.value).startswith("Doe dit.\nDo this.")
    assert str(dev.LOGS / "iets-maken.log") in str(caught.value)


def test_a_mark_changes_with_content_and_not_with_time(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    file = tmp_path / "source.css"
    file.write_text("a", encoding="utf-8")
    before = dev.fingerprint(file)

    file.write_text("a", encoding="utf-8")
    same = dev.fingerprint(file)
    file.write_text("b", encoding="utf-8")
    other = dev.fingerprint(file)

    assert before == same
    assert before != other


def test_the_lock_holds_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    packages = re.findall(r"^[a-z0-9][^ ]*==.*$", lock, re.MULTILINE)

    assert "://" not in lock
    assert len(packages) > 50
    assert all(package.endswith("\\") for package in packages)
