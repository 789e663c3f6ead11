"""The real voice, by pyttsx3: as it is found on this machine, and with the bundled eSpeak alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from coach.voice.report import describe, voices
from coach.voice.speaker import SpokenVoice, open_voice
from coach.voice.worker import LONGEST_DATA_PATH, _short

COUNTS = [str(number) for number in range(1, 11)]


@pytest.fixture(params=["as found", "bundled"])
def source(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "bundled":
        if not sys.platform.startswith("linux"):
            pytest.skip("another platform bundles no eSpeak")
        monkeypatch.setenv("COACH_ESPEAK", "bundled")
    return str(request.param)


@pytest.fixture
def voice(no_voice: None, source: str, tmp_path: Path) -> Iterator[SpokenVoice]:
    made = open_voice(tmp_path / "cache", log=tmp_path / "log")
    assert isinstance(made, SpokenVoice)
    yield made
    made.close()


def test_it_speaks(voice: SpokenVoice, source: str) -> None:
    utterance = voice.get("Wall sit. 3 sets of 20 seconds.", 20.0)

    assert utterance is not None, voice.trouble
    assert 1.5 < utterance.seconds < 5.0
    assert np.abs(utterance.samples).max() > 0.2
    assert voice.identity is not None
    assert voice.identity.rate == 165
    if source == "bundled":
        assert voice.identity.source == "bundled"


def test_counting_words_fit_into_a_second(voice: SpokenVoice) -> None:
    spoken = [voice.get(text, 20.0) for text in COUNTS]

    assert None not in spoken
    assert max(one.seconds for one in spoken if one is not None) < 0.8


def test_a_count_is_heard_at_its_onset(voice: SpokenVoice) -> None:
    for text in COUNTS:
        utterance = voice.get(text, 20.0)
        assert utterance is not None
        onset = round(utterance.onset * 48_000)
        loudest = np.abs(utterance.samples).max()
        before, after = utterance.samples[:onset], utterance.samples[onset : onset + 2400]

        assert np.abs(before).max(initial=0.0) < 0.05 * loudest
        assert np.abs(after).max() > 0.05 * loudest


def test_what_it_prints_is_dropped(voice: SpokenVoice, tmp_path: Path) -> None:
    voice.get("Go.", 20.0)

    assert "Audio saved" not in (tmp_path / "log").read_text()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_log_on_a_full_disk_costs_no_word(no_voice: None, tmp_path: Path) -> None:
    (tmp_path / "log").symlink_to("/dev/full")
    voice = open_voice(tmp_path / "cache", log=tmp_path / "log")
    assert isinstance(voice, SpokenVoice)
    try:
        utterance = voice.get("Go.", 20.0)
    finally:
        voice.close()

    assert utterance is not None, voice.trouble


def test_a_killed_worker_is_replaced(voice: SpokenVoice) -> None:
    assert voice.get("One.", 20.0) is not None
    process = voice._engine._process  # type: ignore[attr-defined]
    process.kill()
    process.wait()

    assert voice.get("Two.", 20.0) is not None
    assert voice._engine._process is not process  # type: ignore[attr-defined]


def test_doctor_is_told_what_speaks(no_voice: None, source: str) -> None:
    report = describe()

    assert report.trouble is None
    assert report.seconds > 0.5
    assert report.identity is not None
    assert report.identity.version


def test_a_voice_that_is_not_there_is_said(no_voice: None, tmp_path: Path) -> None:
    assert describe(voice="nobody").trouble == "There is no voice “nobody” here; see `coach voices`."
    voice = open_voice(tmp_path, voice="nobody")
    voice.get("Go.", 20.0)
    notice = voice.notice
    voice.close()

    assert notice is not None
    assert notice.startswith("There is no voice “nobody” here; ")


def test_voices_are_listed_with_their_languages_and_one_of_each_is_the_usual(no_voice: None) -> None:
    found, trouble = voices()

    assert trouble is None
    assert [voice.id for voice in found if voice.usual and voice.language.startswith("en")] != []
    assert {"de", "en-us"} <= {voice.language for voice in found if voice.usual} or not sys.platform.startswith("linux")


def test_a_german_routine_is_spoken_by_a_german_voice(no_voice: None, tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("another platform may have no German voice")
    voice = open_voice(tmp_path, lang="de")
    voice.get("Wandsitz.", 20.0)
    identity = voice.identity
    voice.close()

    assert identity is not None
    assert identity.voice.endswith("de")


def test_the_worker_ends_when_its_parent_is_gone(no_voice: None, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    worker = subprocess.Popen(
        [sys.executable, "-P", "-m", "coach.voice.worker", f"--scratch={scratch}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert worker.stdin is not None
    assert worker.stdout is not None
    with worker.stdin, worker.stdout:
        worker.stdin.write(b'garbage\n{"id": 7, "do": "hello"}\n')
        worker.stdin.flush()
        answer = json.loads(worker.stdout.readline())
        worker.stdin.close()

        assert worker.wait(10) == 0
    assert answer["id"] == 7
    assert not scratch.exists()


def test_a_long_path_of_the_engines_data_is_shortened(tmp_path: Path) -> None:
    data = tmp_path / ("x" * 100) / ("y" * 100) / "espeak-ng-data"
    data.mkdir(parents=True)
    (data / "phontab").write_text("here")
    link = _short(data, tmp_path / "no such folder")

    assert len(str(link)) <= LONGEST_DATA_PATH
    assert (link / "phontab").read_text() == "here"
    link.unlink()
