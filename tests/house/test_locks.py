"""Lock files pin what is installed and name no address to get it from."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements.lock", "frontend/package-lock.json", "frontend/.npmrc"]


@pytest.mark.parametrize("name", LOCKS)
def test_no_address_is_in_a_lock_file(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")

    assert "://" not in text
    assert '"resolved"' not in text


def test_every_python_package_has_its_hashes() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    pinned = [line for line in text.splitlines() if "==" in line]

    assert pinned
    assert [line for line in pinned if "--hash=sha256:" not in line] == []
