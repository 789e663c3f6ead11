"""Readings of mornings: one file a day, mended by hand, copied by synchronisers."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

import pytest

from coach.session.mornings import Morning, load_mornings, save_morning
from tests.session.builders import CET

DAY = date(2026, 11, 22)
MORNING = Morning(DAY, datetime(2026, 11, 22, 7, 5, tzinfo=CET), 3)
WRITTEN = "format = 1\nday = 2026-11-22\nat = 2026-11-22 07:05:00+01:00\nknee = 3\n"


def morning(day: int, knee: int = 2) -> Morning:
    return Morning(date(2026, 11, day), datetime(2026, 11, day, 7, tzinfo=CET), knee)


def test_a_reading_is_one_file_of_its_day_that_a_person_can_read(tmp_path: Path) -> None:
    path = save_morning(tmp_path / "mornings", MORNING)

    assert path == tmp_path / "mornings" / "2026-11-22.toml"
    assert path.read_text("utf-8") == WRITTEN
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert load_mornings(path.parent) == ((MORNING,), ())


def test_a_folder_that_is_not_there_has_no_mornings(tmp_path: Path) -> None:
    assert load_mornings(tmp_path / "nothing") == ((), ())


def test_mornings_are_read_the_earliest_first_and_from_a_day_on_without_the_others(tmp_path: Path) -> None:
    for day in (3, 1, 2):
        save_morning(tmp_path, morning(day))
    (tmp_path / "2026-10-01.toml").write_text("broken", encoding="utf-8")

    assert load_mornings(tmp_path, since=date(2026, 11, 2)) == ((morning(2), morning(3)), ())


@pytest.mark.parametrize("text", [WRITTEN.replace("\n", "\r\n"), "\N{BYTE ORDER MARK}" + WRITTEN])
def test_a_file_as_an_editor_on_windows_saves_it_is_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "2026-11-22.toml").write_bytes(text.encode())

    assert load_mornings(tmp_path) == ((MORNING,), ())


def test_the_name_of_a_file_says_its_day_also_where_another_is_written_in_it(tmp_path: Path) -> None:
    (tmp_path / "2026-11-21.toml").write_text(WRITTEN, encoding="utf-8")

    assert [each.day.day for each in load_mornings(tmp_path)[0]] == [21]


@pytest.mark.parametrize(
    "text, key",
    [
        (WRITTEN.replace("knee = 3", "knee = 11"), "knee"),
        (WRITTEN.replace("knee = 3", "knee = true"), "knee"),
        (WRITTEN.replace("knee = 3\n", ""), "knee"),
        (WRITTEN.replace(":00+01:00", ":00"), "at needs an offset"),
        ("knee =\n", "line 1"),
    ],
)
def test_a_wrong_value_is_named_with_file_and_key_and_an_old_one_is_set_aside(
    tmp_path: Path, text: str, key: str
) -> None:
    path = tmp_path / "2026-11-22.toml"
    path.write_text(text, encoding="utf-8")
    fresh = load_mornings(tmp_path)
    os.utime(path, (1_600_000_000, 1_600_000_000))
    old = load_mornings(tmp_path)

    assert fresh[0] == old[0] == ()
    assert str(path) in fresh[1][0]
    assert key in fresh[1][0]
    assert "set aside as 2026-11-22.toml.damaged" in old[1][0]
    assert (tmp_path / "2026-11-22.toml.damaged").read_text("utf-8") == text


def test_of_two_files_of_one_day_the_later_answer_counts_and_the_copy_is_named(tmp_path: Path) -> None:
    save_morning(tmp_path, MORNING)
    copy = tmp_path / "2026-11-22.sync-conflict-20261122-080000-ABCDEFG.toml"
    copy.write_text(WRITTEN.replace("07:05", "07:45").replace("knee = 3", "knee = 5"), encoding="utf-8")
    (tmp_path / ".syncthing.2026-11-22.toml.tmp").write_text("knee = ", encoding="utf-8")
    (tmp_path / "~syncthing~2026-11-22.toml").write_text("knee = ", encoding="utf-8")

    found, sentences = load_mornings(tmp_path)

    assert [each.knee for each in found] == [5]
    assert len(sentences) == 1
    assert copy.name in sentences[0]


def test_a_file_of_a_later_version_stays_and_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "2026-11-22.toml"
    path.write_text("format = 2\n", encoding="utf-8")
    with pytest.raises(OSError, match="later version"):
        save_morning(tmp_path, MORNING)

    assert load_mornings(tmp_path)[0] == ()
    assert path.read_text("utf-8") == "format = 2\n"


def test_what_could_not_be_read_is_kept_aside_when_the_day_is_answered_anew(tmp_path: Path) -> None:
    (tmp_path / "2026-11-22.toml").write_text("knee = ", encoding="utf-8")
    save_morning(tmp_path, MORNING)

    assert load_mornings(tmp_path) == ((MORNING,), ())
    assert (tmp_path / "2026-11-22.toml.damaged").read_text("utf-8") == "knee = "


def test_a_file_of_the_first_format_can_be_read_for_ever() -> None:
    found, sentences = load_mornings(Path(__file__).parent / "morning-format-1")

    assert (found, sentences) == ((MORNING,), ())
