"""Every setting is in the manual, and a wrong one is explained."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bundel.config import env
from bundel.config.cli import main

MANUAL = Path(__file__).parents[2] / "docs" / "settings.md"
GOOD = {
    "BUNDEL_SECRET_KEY": "k" * 50,
    "DATABASE_URL": "postgresql://app:secret@db.example:5432/bundel",
    "BUNDEL_OWNER_DATABASE_URL": "postgresql://owner:secret@db.example:5432/bundel",
}


def test_the_manual_is_made_of_the_settings() -> None:
    assert MANUAL.read_text(encoding="utf-8") == env.manual()


def test_good_settings_are_read() -> None:
    values = env.read(GOOD)

    assert values["DATABASE_URL"]["NAME"] == "bundel"
    assert values["BUNDEL_DEMO"] is False
    assert values["BUNDEL_HTTPS"] is True


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BUNDEL_SECRET_KEY", "short"),
        ("DATABASE_URL", "mysql://somewhere/else"),
        ("BUNDEL_DEMO", "perhaps"),
    ],
)
def test_a_wrong_setting_is_named_with_what_would_be_right(name: str, value: str) -> None:
    with pytest.raises(env.WrongSetting, match=name):
        env.read(GOOD | {name: value})


def test_all_missing_settings_are_told_at_once() -> None:
    with pytest.raises(env.WrongSetting) as told:
        env.read({})

    assert all(name in str(told.value) for name in GOOD)


def test_the_command_writes_the_manual_whole(tmp_path: Path) -> None:
    target = tmp_path / "settings.md"

    done = CliRunner().invoke(main, ["settings", "--write", str(target)])

    assert done.exit_code == 0
    assert target.read_text(encoding="utf-8") == env.manual()
