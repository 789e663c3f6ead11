"""Piper: its voice speaks by itself for English, a user's model where it is asked for, and what is broken is said."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from coach.extras import install_command
from coach.pcm import frames
from coach.voice.choosing import EngineTroubleError
from coach.voice.engine import EngineDownError, WorkerEngine, worker_command
from coach.voice.models import JOE, is_neural, joes_model, row_of, rows
from coach.voice.neural import LENGTHS, length_scale
from coach.voice.protocol import Utterance
from coach.voice.render import LEAD
from coach.voice.report import describe
from coach.voice.speaker import SpokenVoice, open_voice
from tests.voice.fake_piper import MODEL


@pytest.fixture(params=["fake", pytest.param("real", marks=pytest.mark.extra("neural"))])
def piper(request: pytest.FixtureRequest) -> None:
    """Let Piper speak: one of ours in its place, and the real one where the extra is installed."""
    if request.param == "fake":
        request.getfixturevalue("fake_piper")
    else:
        request.getfixturevalue("real_piper")


@pytest.fixture
def real_piper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Piper itself speak; for tests that are marked as the extra's."""
    monkeypatch.delenv("COACH_NEURAL")


@pytest.fixture
def opened(no_voice: None, tmp_path: Path) -> Iterator[Callable[..., SpokenVoice]]:
    made: list[SpokenVoice] = []

    def open_one(voice: str | None = None, *, lang: str = "en", only: bool = False, rate: int = 165) -> SpokenVoice:
        one = open_voice(tmp_path / "cache", voice=voice, lang=lang, only=only, rate=rate, log=tmp_path / "log")
        assert isinstance(one, SpokenVoice)
        made.append(one)
        return one

    yield open_one
    for voice in made:
        voice.close()


def described_as(language: str) -> str:
    """Return what stands beside Joe's model, with another language."""
    described = json.loads(Path(f"{joes_model()}.json").read_bytes())
    described["espeak"]["voice"] = language
    described.pop("language", None)
    return json.dumps(described)


def model(folder: Path, language: str) -> Path:
    """Make a model of the user's: Joe's, said to be of another language."""
    whole = joes_model()
    assert whole is not None
    path = folder / f"{language}-somebody.onnx"
    path.symlink_to(whole)
    Path(f"{path}.json").write_text(described_as(language))
    return path


def said(voice: SpokenVoice, text: str) -> Utterance:
    utterance = voice.get(text, 30.0)
    assert utterance is not None, voice.trouble
    return utterance


@pytest.mark.extra("neural")
@pytest.mark.parametrize("words", ["Switch.", "Set 2 of 3."])
def test_a_first_s_is_not_cut(real_piper: None, opened: Callable[..., SpokenVoice], words: str) -> None:
    spoken = said(opened(), words)

    # Cut in its midst it would be the very first sample that is loud.
    assert spoken.onset >= LEAD
    assert np.abs(spoken.samples[: frames(LEAD) // 2]).max() < 0.01


def test_it_speaks_english_by_itself_and_the_same_each_time(
    piper: None, opened: Callable[..., SpokenVoice], tmp_path: Path
) -> None:
    voice = opened()
    first = said(voice, "Wall sit. 3 sets of 20 seconds.")
    voice.close()
    shutil.rmtree(tmp_path / "cache")
    again = said(opened(), "Wall sit. 3 sets of 20 seconds.")

    assert voice.identity is not None
    assert (voice.identity.engine, voice.identity.voice, voice.identity.rate) == ("Piper", JOE, 165)
    assert voice.notice is None
    assert 1.5 < first.seconds < 5.0
    assert np.array_equal(first.samples, again.samples)


def test_german_is_not_its_language(piper: None, opened: Callable[..., SpokenVoice]) -> None:
    usual, asked = opened(lang="de"), opened(JOE, lang="de")
    said(usual, "Wandsitz.")
    said(asked, "Wandsitz.")

    assert usual.identity is not None
    assert asked.identity is not None
    assert usual.identity.language == asked.identity.language == "de"
    assert usual.notice is None
    assert asked.notice == "Joe speaks “en-us” and not “de”; German speaks. See `coach voices`."


def test_it_speaks_faster_when_it_is_asked_to(piper: None, opened: Callable[..., SpokenVoice]) -> None:
    sentence = "Push the ground away and stand tall."
    slow, fast = said(opened(rate=120), sentence), said(opened(rate=240), sentence)

    assert fast.seconds < 0.7 * slow.seconds


def test_a_model_of_the_users_speaks_its_own_language(
    piper: None, opened: Callable[..., SpokenVoice], tmp_path: Path
) -> None:
    path = model(tmp_path, "de")
    german, foreign = opened(str(path), lang="de-AT"), opened(str(path), lang="en")
    said(german, "Wandsitz.")
    said(foreign, "Wall sit.")

    assert german.identity is not None
    assert foreign.identity is not None
    assert (german.identity.source, german.identity.voice, german.notice) == ("file", str(path), None)
    assert foreign.identity.voice == JOE
    assert foreign.notice == "de-somebody speaks “de” and not “en”; Joe speaks. See `coach voices`."


def test_a_model_may_lie_in_the_users_folder(
    fake_piper: None, opened: Callable[..., SpokenVoice], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    voice = opened(f"~/{model(tmp_path, 'de').name}", lang="de")
    said(voice, "Wandsitz.")

    assert voice.notice is None


def broken_model(kind: str, folder: Path) -> Path:
    path = folder / "mine.onnx"
    if kind == "no file":
        return path
    path.write_bytes(MODEL if kind == "another phonemizer" else b"no model at all")
    beside = {"not JSON": "{", "a list": "[]", "other": "{}", "cut off": described_as("de")}
    beside["another phonemizer"] = json.dumps({**json.loads(described_as("de")), "phoneme_type": "pinyin"})
    if kind in beside:
        Path(f"{path}.json").write_text(beside[kind])
    return path


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("no file", "There is no file “"),
        ("nothing beside", "Beside “"),
        ("not JSON", "“"),
        ("a list", "“"),
        ("other", "“"),
        ("cut off", "“"),
        ("another phonemizer", "“"),
    ],
)
def test_for_a_broken_model_the_usual_voice_speaks_and_says_why(
    kind: str, why: str, fake_piper: None, no_voice: None, tmp_path: Path
) -> None:
    report = describe(voice=str(broken_model(kind, tmp_path)), lang="de")

    assert report.identity is not None
    assert report.identity.language == "de"
    assert report.seconds > 0
    assert report.trouble is not None
    assert report.trouble.startswith(why)
    assert "mine.onnx" in report.trouble


def test_a_model_that_is_exchanged_is_spoken_anew(fake_piper: None, opened: Callable[..., SpokenVoice]) -> None:
    before = opened()
    said(before, "Go.")
    whole = joes_model()
    assert whole is not None
    whole.write_bytes(MODEL + b", but another")
    after = opened()
    said(after, "Go.")

    assert before.identity is not None
    assert after.identity is not None
    assert before.identity.made != after.identity.made


def test_the_extra_counts_from_when_it_is_installed_until_it_is_taken_away(
    fake_piper: None, opened: Callable[..., SpokenVoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was remembered of who speaks is then another wish, and each has its own folder in the cache."""
    engines = []
    for switch in ("off", "", "off"):
        monkeypatch.setenv("COACH_NEURAL", switch)
        voice = opened()
        said(voice, "Go.")
        assert voice.identity is not None
        engines.append(voice.identity.engine == "Piper")

    assert engines == [False, True, False]


def test_a_library_that_ends_the_process_is_left_alone(fake_piper: None, no_voice: None, tmp_path: Path) -> None:
    (tmp_path / "packages" / "onnxruntime.py").write_text("import os\nos._exit(132)\n")
    engine = WorkerEngine(worker_command(voice=None, rate=165, lang="en"), back_off=0.0)
    with contextlib.closing(engine):
        with pytest.raises(EngineDownError):
            engine.hello()
        identity = engine.hello()

    assert identity.engine != "Piper"
    assert identity.notice == f"Piper did not start; {identity.name} speaks. See `coach voices`."
    assert not identity.lasting


def test_a_voice_in_place_of_a_failed_one_is_not_remembered(
    fake_piper: None, opened: Callable[..., SpokenVoice], tmp_path: Path
) -> None:
    """The next session tries Piper again: what failed once was perhaps only slow."""
    library = tmp_path / "packages" / "onnxruntime.py"
    whole = library.read_text()
    library.write_text("raise ImportError('no such library')\n")
    before = opened()
    said(before, "Go.")
    library.write_text(whole)
    after = opened()
    said(after, "Go.")

    assert before.identity is not None
    assert after.identity is not None
    assert before.identity.why == "Piper does not load (no such library)"
    assert after.identity.engine == "Piper"


def test_only_that_voice_speaks_every_language(fake_piper: None, opened: Callable[..., SpokenVoice]) -> None:
    voice = opened(JOE, lang="de", only=True)
    said(voice, "Wandsitz.")

    assert voice.identity is not None
    assert voice.identity.voice == JOE
    assert voice.notice is None


def test_very_long_words_are_spoken_in_pieces(fake_piper: None, opened: Callable[..., SpokenVoice]) -> None:
    assert said(opened(), "x" * 1000).seconds > 20


def test_a_name_without_the_extra_is_a_sentence() -> None:
    with pytest.raises(EngineTroubleError, match=r"needs the extra “neural”: .*pip install"):
        row_of("/home/me/some.onnx")


def test_without_the_extra_the_usual_voice_speaks_and_the_command_is_said(no_voice: None) -> None:
    report = describe(voice=JOE)

    assert report.identity is not None
    assert report.identity.engine != "Piper"
    assert report.trouble is not None
    assert install_command("neural") in report.trouble
    assert rows() == []


def test_its_voices_are_known_by_name_and_by_file() -> None:
    assert is_neural("Joe")
    assert is_neural("/home/me/de_DE-thorsten-medium.onnx")
    assert not is_neural("gmw/en-us")
    assert not is_neural(None)


@pytest.mark.parametrize("rate", range(80, 401, 20))
def test_more_words_a_minute_are_shorter_sounds(rate: int) -> None:
    assert length_scale(rate) > length_scale(rate + 10) > 0


def test_measured_rates_are_met() -> None:
    assert [length_scale(rate) for rate, _ in LENGTHS] == pytest.approx([scale for _, scale in LENGTHS])
