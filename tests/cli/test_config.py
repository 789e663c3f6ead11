"""`coach config`: where things are, what a setting is for, and setting one."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from coach.cli.main import main


def settings_file(home: Path, text: str) -> Path:
    home.mkdir()
    (home / "settings.toml").write_text(text, encoding="utf-8")
    return home / "settings.toml"


def test_everything_is_listed_with_its_place_and_meaning(coach_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Folders first, then each setting as the file would have it, and what it is for."""
    assert main(["config"]) == 0

    out = capsys.readouterr().out
    places = dict(line.split() for line in out.partition("The settings")[0].splitlines()[2:] if line)
    assert places["settings"] == str(coach_home / "settings.toml")
    assert places["pronunciations"] == str(coach_home / "pronunciations.toml")
    assert "\nstart_in = 10\n    Seconds from the start of the session to its first word" in out
    assert '\ntalk = "usual"\n' in out


def test_one_setting_is_shown_with_its_default(coach_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A changed one says what it was."""
    settings_file(coach_home, "start_in = 20\n")

    assert main(["config", "start_in"]) == 0

    assert capsys.readouterr().out == (
        "start_in = 20\n"
        "    Seconds from the start of the session to its first word, to walk to the wall; said and\n"
        "    shown. It is a number of seconds from 0 to 120. The default is 10.\n"
    )


def test_one_setting_is_set(coach_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The answer is the line, and the file that it is in."""
    assert main(["config", "added.half", "off"]) == 0

    file = coach_home / "settings.toml"
    assert capsys.readouterr().out == f"added.half = false  # in {file}\n"
    assert file.read_text(encoding="utf-8").endswith("\n[added]\nhalf = false\n")


@pytest.mark.skipif(sys.platform != "linux", reason="other programs' volumes are Linux's")
@pytest.mark.parametrize("key, value, told", [("duck.by", "18", True), ("duck.others", "false", False)])
def test_a_setting_that_needs_an_extra_says_how_to_install_it(
    key: str, value: str, told: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is kept, but a person who set it would wait for music to go down."""
    monkeypatch.setattr("coach.extras._is_here", lambda module: module != "pulsectl")
    assert main(["config", key, value]) == 0

    err = capsys.readouterr().err
    assert ("pip install 'coach-player[duck]'" in err) is told


def test_json_has_the_same(coach_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Paths, settings and problems, with stable names; the status tells of problems."""
    settings_file(coach_home, "start_in = 20\ntlak = 1\n")

    assert main(["config", "--json"]) == 1

    data = json.loads(capsys.readouterr().out)
    assert data["paths"]["data"] == str(coach_home)
    settings = {setting["key"]: setting for setting in data["settings"]}
    assert settings["start_in"] == {
        "key": "start_in",
        "value": 20,
        "default": 10,
        "meaning": "Seconds from the start of the session to its first word, to walk to the wall; said and shown.",
        "allowed": "a number of seconds from 0 to 120",
    }
    assert [(problem["code"], problem["line"]) for problem in data["problems"]] == [("S101", 2)]


def test_problems_are_shown_with_their_line(coach_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On stderr, with a caret, while the list is printed all the same."""
    file = settings_file(coach_home, "tlak = 1\n")

    assert main(["config"]) == 1

    printed = capsys.readouterr()
    assert printed.err == (
        "error[S101]: `tlak` is not a setting\n"
        f" --> {file}:1:1\n"
        "1 | tlak = 1\n"
        "  | ^^^^\n"
        "  help: did you mean `talk`?\n\n"
    )
    assert "start_in = 10" in printed.out


def test_an_unknown_key_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """Status 2, one sentence, and nothing on stdout."""
    assert main(["config", "rate", "150"]) == 2

    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "coach: `rate` is not a setting; did you mean `voice.rate`?\n")


def test_a_broken_settings_file_is_named_by_the_list_as_well(
    coach_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command that works with the defaults instead says so."""
    settings_file(coach_home, "start_in = = 3\n")

    status = main(["list"])
    out, err = capsys.readouterr()

    assert (status, "quick-start" in out) == (0, True)
    assert "settings.toml:1:" in err
