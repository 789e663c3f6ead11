"""Which voice speaks a language: the one that is asked for, the setting of the language, or that of every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.desk.desk import Desk
from coach.paths import user_paths
from coach.words.speech import FixedLengths

SETTINGS = """
[voice]
id = "joe"
[voices]
de = "gmw/de"
de-AT = "Zoe"
fr = "none"
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    paths = user_paths({"COACH_HOME": str(tmp_path)})
    paths.settings_file.write_text(SETTINGS)
    return Desk(paths)


@pytest.mark.parametrize(
    ("lang", "asked", "voice", "only"),
    [
        ("en", None, "joe", False),
        ("de", None, "gmw/de", True),
        ("de-AT", None, "Zoe", True),
        ("de_at", None, "Zoe", True),
        ("de-CH", None, "gmw/de", True),
        ("es-MX", None, "joe", False),
        ("de", "roa/fr", "roa/fr", True),
    ],
)
def test_the_nearer_setting_counts_and_the_argument_most(
    desk: Desk, lang: str, asked: str | None, voice: str, only: bool
) -> None:
    assert desk.voice_for(lang, asked) == (voice, only)


def test_without_settings_it_is_the_usual_voice(tmp_path: Path) -> None:
    assert Desk(user_paths({"COACH_HOME": str(tmp_path)})).voice_for("de") == (None, False)


def test_a_language_may_be_silent_where_others_are_not(desk: Desk) -> None:
    with desk.lengths("fr") as lengths:
        assert isinstance(lengths, FixedLengths)


def test_what_is_wrong_with_pronunciations_is_told_with_the_settings(desk: Desk) -> None:
    desk.paths.pronunciations_file.write_text("VMO = 1\n")

    assert [problem.place.file for problem in desk.setting_problems] == [str(desk.paths.pronunciations_file)]
