"""What is asked once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coach.session.profile import BaseChange, Profile, Unlock, load_profile, save_profile


def test_without_a_file_nothing_was_said(tmp_path: Path) -> None:
    assert load_profile(tmp_path / "profile.toml") == (Profile(), None)


def test_what_is_saved_is_loaded_with_what_a_later_version_keeps_there(tmp_path: Path) -> None:
    path = tmp_path / "data" / "profile.toml"
    profile = Profile(
        date(2026, 11, 22),
        "left",
        55,
        2,
        (BaseChange(date(2026, 11, 22), None, 3, "asked"), BaseChange(date(2026, 12, 22), 3, 2, "fell")),
        set_up=date(2026, 11, 22),
        limits="strength",
        equipment=("roller",),
        precautions=("heart",),
        routine="chair-strength",
        level="start",
        unlocks=(Unlock(datetime(2026, 12, 1, 8, tzinfo=UTC), "2026-11-30T070000+0000-abcd"),),
        more={"new": {"a": 1}},
    )
    save_profile(path, profile)

    assert load_profile(path) == (profile, None)


@pytest.mark.parametrize("text", ["knee =", 'knee = "middle"', "base = 11", "age = 'old'", "notice_seen = 5"])
def test_a_file_that_cannot_be_read_is_named_and_not_overwritten(tmp_path: Path, text: str) -> None:
    path = tmp_path / "profile.toml"
    path.write_text(text, encoding="utf-8")
    profile, sentence = load_profile(path)
    save_profile(path, Profile(knee="right"))

    assert profile == Profile()
    assert sentence is not None
    assert str(path) in sentence
    assert load_profile(path) == (Profile(knee="right"), None)
    assert (tmp_path / "profile.toml.damaged").read_text("utf-8") == text
