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


@pytest.mark.parametrize(
    "line, key",
    [
        ('knee = "middle"', "knee is left, right or both, not 'middle'"),
        ("base = 11", "base is a whole number from 0 to 10, not 11"),
        ("base = 2.5", "base cannot be 2.5"),
        ("age = 'old'", "age cannot be 'old'"),
        ("age = 1950", "age is a whole number from 0 to 120, not 1950"),
        ("notice_seen = 5", "notice_seen cannot be 5"),
        ('limits = "none"', "limits is tissue, strength or movement, not 'none'"),
        ("precautions = 'heart'", "precautions cannot be 'heart'"),
        ("[[unlock]]\nat = 2026-11-22", "unlock 1.at cannot be"),
        ("[[base_change]]\nnow = 2", "base_change 1.on is missing"),
    ],
)
def test_a_wrong_value_is_named_and_the_rest_counts_and_it_is_kept_aside_when_written_over(
    tmp_path: Path, line: str, key: str
) -> None:
    path = tmp_path / "profile.toml"
    text = f'level = "start"\n{line}\n'
    path.write_text(text, encoding="utf-8")
    profile, sentence = load_profile(path)
    save_profile(path, profile)

    assert profile == Profile(level="start")
    assert sentence is not None
    assert sentence.startswith(f"In {path} this is passed over: {key}")
    assert load_profile(path) == (profile, None)
    assert (tmp_path / "profile.toml.damaged").read_text("utf-8") == text


def test_a_file_that_is_none_is_named_and_kept_aside_when_it_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "profile.toml"
    path.write_text("knee =", encoding="utf-8")
    profile, sentence = load_profile(path)
    save_profile(path, Profile(knee="right"))

    assert profile == Profile()
    assert sentence is not None
    assert str(path) in sentence
    assert load_profile(path) == (Profile(knee="right"), None)
    assert (tmp_path / "profile.toml.damaged").read_text("utf-8") == "knee ="


def test_of_a_later_versions_file_what_is_known_counts_and_it_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "profile.toml"
    path.write_text('format = 2\nknee = "left"\n', encoding="utf-8")
    with pytest.raises(OSError, match="later version"):
        save_profile(path, Profile(knee="right"))

    assert load_profile(path) == (Profile(knee="left"), None)


def test_a_file_of_the_first_format_can_be_read_for_ever() -> None:
    profile, sentence = load_profile(Path(__file__).parent / "profile-format-1.toml")

    assert sentence is None
    assert profile == Profile(
        notice_seen=date(2026, 11, 20),
        knee="left",
        age=40,
        base=2,
        bases=(BaseChange(date(2026, 11, 20), None, 2, "asked"),),
        set_up=date(2026, 11, 20),
        limits="strength",
        equipment=("roller",),
        precautions=("heart",),
        unlocks=(Unlock(datetime(2026, 12, 1, 8, tzinfo=UTC), "2026-11-30T070000+0000-abcd"),),
        routine="chair-strength",
        level="start",
    )
