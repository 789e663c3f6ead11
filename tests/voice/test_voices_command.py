"""`coach voices` lists what could speak, lets it speak, and says what to do where nothing can."""

from __future__ import annotations

import json
import wave
from pathlib import Path

import pytest

from coach.cli.main import main
from coach.desk.voices import sample


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.voice.engine.sys.executable", "/no/such/python")


def test_the_languages_of_coach_are_listed_with_their_usual_voices_marked(
    no_voice: None, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["voices"])

    lines = capsys.readouterr().out.splitlines()
    assert status == 0
    assert len([line for line in lines if line.startswith("* ") and "by itself" not in line]) <= 3
    assert any("coach voices --all" in line for line in lines)
    assert not any("Klingon" in line for line in lines)


def test_one_language_is_listed_whichever_it_is(no_voice: None, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["voices", "--lang", "DE"])

    lines = capsys.readouterr().out.splitlines()
    assert status == 0
    assert lines[0].startswith("* ")
    assert lines[1] == ""


def test_a_language_without_a_voice_is_said(no_voice: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["voices", "--lang", "xx"]) == 1
    assert capsys.readouterr().err == "No voice here speaks “xx”.\n"


def test_the_voices_that_the_settings_ask_for_are_marked(
    no_voice: None, coach_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    coach_home.mkdir()
    (coach_home / "settings.toml").write_text("[voices]\nfr = 'fr'\n")
    main(["voices"])

    assert any(line.startswith("> roa/fr ") for line in capsys.readouterr().out.splitlines())


def test_the_json_has_stable_fields_and_every_language(no_voice: None, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["voices", "--json"])

    rows = json.loads(capsys.readouterr().out)
    assert status == 0
    assert set(rows[0]) == {"id", "name", "language", "engine", "usual", "chosen"}
    assert len({row["language"] for row in rows if row["usual"]}) > 50


def test_a_sample_is_written_where_no_device_is_wanted(
    no_voice: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sample.wav"
    status = main(["voices", "--lang", "de", "--rate", "140", "--volume", "50", "-o", str(path)])

    assert status == 0
    assert capsys.readouterr().out.startswith("German (gmw/de), 140 words a minute, eSpeak NG: ")
    with wave.open(str(path), "rb") as file:
        assert (file.getframerate(), file.getnchannels()) == (48_000, 1)
        assert file.getnframes() > 3 * 48_000


def test_trying_a_voice_that_is_not_there_is_refused(no_voice: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["voices", "--try", "nobody"]) == 1
    assert "There is no voice “nobody” here" in capsys.readouterr().err


def test_trying_the_voice_none_says_why_nothing_is_heard(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["voices", "--try", "none"]) == 0
    assert capsys.readouterr().out == 'The voice "none" says nothing.\n'


@pytest.mark.parametrize("wrong", [["--rate", "20", "--try"], ["--volume", "120", "--try"], ["--rate", "200"]])
def test_what_no_sample_can_have_is_wrong_usage(wrong: list[str]) -> None:
    assert main(["voices", *wrong]) == 2


def test_without_an_engine_there_is_a_sentence_and_an_empty_list(
    no_engine: None, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["voices", "--json"])

    captured = capsys.readouterr()
    assert status == 1
    assert json.loads(captured.out) == []
    assert "coach doctor" in captured.err


@pytest.mark.parametrize(
    ("language", "begins"),
    [("en-us", "Wall sit. 3 sets of 20 "), ("de", "Wandsitz. 3 Sätze"), ("fr-fr", "20, 30, 40. ")],
)
def test_a_sample_is_in_the_words_of_the_voices_language_and_ends_with_a_countdown(language: str, begins: str) -> None:
    said = sample(language)

    assert said.startswith(begins)
    assert said.endswith(" ...0.5s 3 ...0.5s 2 ...0.5s 1.")


def test_a_sample_that_cannot_be_written_is_said(
    no_voice: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["voices", "-o", str(tmp_path / "nowhere" / "x.wav")]) == 1
    assert "cannot be written: No such file or directory." in capsys.readouterr().err


@pytest.mark.parametrize(("language", "speaks"), [("es-MX", "roa/es-419"), ("de-AT", "gmw/de")])
def test_a_language_may_stand_in_place_of_a_voice(
    language: str, speaks: str, no_voice: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its country too, as a routine says it, though no voice is called so."""
    assert main(["voices", "--try", language, "-o", str(tmp_path / "x.wav")]) == 0
    assert f"({speaks})" in capsys.readouterr().out


def test_the_voices_of_a_country_that_has_none_are_those_of_its_language(
    no_voice: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["voices", "--lang", "de-AT"]) == 0
    assert "gmw/de" in capsys.readouterr().out


def test_the_voice_that_the_settings_have_for_a_language_is_tried(
    no_voice: None, coach_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    coach_home.mkdir()
    (coach_home / "settings.toml").write_text("[voices]\nde = 'gmw/en-us'\n")

    assert main(["voices", "--try", "de", "-o", str(tmp_path / "x.wav")]) == 0
    assert "(gmw/en-us)" in capsys.readouterr().out


def test_a_sample_writes_over_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.wav"
    path.write_bytes(b"mine")

    assert main(["voices", "--try", "-o", str(path)]) == 1
    assert "is there already" in capsys.readouterr().err
    assert path.read_bytes() == b"mine"


def test_a_sample_is_what_its_name_says(tmp_path: Path) -> None:
    """It is written as WAV, and a player would take another ending at its word."""
    assert main(["voices", "--try", "-o", str(tmp_path / "x.mp3")]) == 2
    assert not (tmp_path / "x.mp3").exists()


def test_a_voice_that_is_not_there_is_not_said_to_speak(no_voice: None, capsys: pytest.CaptureFixture[str]) -> None:
    main(["voices", "--try", "nobody"])

    assert "Nothing was spoken" in capsys.readouterr().err


def test_a_setting_with_a_voice_that_is_not_there_is_kept_and_said(
    no_voice: None, coach_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever mistypes it finds out now, and not in the session."""
    assert main(["config", "voices.de", "nobody"]) == 0

    assert "There is no voice “nobody” here" in capsys.readouterr().err
    assert 'de = "nobody"' in (coach_home / "settings.toml").read_text()


def test_a_setting_with_a_voice_that_speaks_says_no_more(no_voice: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "voice.id", "gmw/en-us"]) == 0
    assert capsys.readouterr().err == ""
