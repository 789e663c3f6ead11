"""What was spoken is found again, and a disk that fails costs time and nothing else."""

from __future__ import annotations

import os
import shutil
import sys
import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.voice.cache import Cache, Memo, Stored, fingerprint, text_key
from coach.voice.engine import Identity
from coach.voice.models import TREATMENT

WHO = Identity(engine="Fake", version="1", source="bundled", voice="en", name="English", rate=165)


def sound(frames: int = 1000) -> Stored:
    return np.arange(1, frames + 1).astype(np.int16)


def the_file(root: Path) -> Path:
    return next(root.rglob("*.wav"))


def test_what_is_stored_is_found_by_the_next_program(tmp_path: Path) -> None:
    Cache(tmp_path, WHO).store("Halfway.", sound(), 480)
    found = Cache(tmp_path, WHO).load("Halfway.")

    assert found is not None
    assert found[0].tolist() == sound().tolist()
    assert found[1] == 480


def test_lengths_are_known_without_opening_a_file(tmp_path: Path) -> None:
    Cache(tmp_path, WHO).store("Halfway.", sound(48_480), 480)
    the_file(tmp_path).write_bytes(b"")

    entry = Cache(tmp_path, WHO).entry("Halfway.")
    assert entry is not None
    assert entry.seconds == 1.0


def test_a_cached_file_is_an_ordinary_wav(tmp_path: Path) -> None:
    Cache(tmp_path, WHO).store("Halfway.", sound(), 480)
    with wave.open(str(the_file(tmp_path))) as file:
        assert file.getparams()[:4] == (1, 2, 48_000, 1000)


@pytest.mark.parametrize(
    "other",
    [
        replace(WHO, rate=170),
        replace(WHO, voice="de"),
        replace(WHO, version="2"),
        replace(WHO, engine="Other"),
        replace(WHO, source="system"),
    ],
)
def test_another_voice_has_other_entries(tmp_path: Path, other: Identity) -> None:
    Cache(tmp_path, WHO).store("Halfway.", sound(), 0)

    assert Cache(tmp_path, other).entry("Halfway.") is None


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"", lambda data: b"x" * len(data)])
def test_a_damaged_entry_is_forgotten_and_made_again(tmp_path: Path, damage: object) -> None:
    assert callable(damage)
    Cache(tmp_path, WHO).store("Halfway.", sound(), 0)
    path = the_file(tmp_path)
    path.write_bytes(damage(path.read_bytes()))
    cache = Cache(tmp_path, WHO)

    assert cache.load("Halfway.") is None
    assert cache.entry("Halfway.") is None
    assert not path.exists()


def test_an_entry_of_zeros_after_a_power_cut_is_forgotten(tmp_path: Path) -> None:
    cache = Cache(tmp_path, WHO)
    cache.store("Halfway.", np.zeros(100, np.int16), 0)

    assert cache.load("Halfway.") is None


def test_a_deleted_folder_is_a_cold_cache(tmp_path: Path) -> None:
    cache = Cache(tmp_path, WHO)
    cache.store("Halfway.", sound(), 0)
    shutil.rmtree(tmp_path / "voice")

    assert cache.load("Halfway.") is None
    assert cache.store("Halfway.", sound(), 0)


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file", WHO)

    assert not cache.store("Halfway.", sound(), 0)
    assert cache.load("Halfway.") is None


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("another platform has no RLIMIT_FSIZE")
    import resource

    cache = Cache(tmp_path, WHO)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        stored = cache.store("Halfway.", sound(), 0)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert not stored
    assert list(cache.folder.iterdir()) == []


def test_the_oldest_entries_go_when_there_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path, WHO)
    texts = [f"text {number}" for number in range(10)]
    for number, text in enumerate(texts):
        cache.store(text, sound(1000), 0)
        (path,) = cache.folder.glob(f"{text_key(text)}-*")
        os.utime(path, (number, number))
    monkeypatch.setattr("coach.voice.cache.LARGEST", 10_000)
    pruned = Cache(tmp_path, WHO)

    left = [text for text in texts if pruned.load(text) is not None]
    assert left == texts[-2:]
    assert len(list(pruned.folder.iterdir())) == len(pruned) == 2


@given(st.text(max_size=40), st.integers(1, 300), st.data())
def test_any_text_comes_back_as_it_was_stored(
    tmp_path_factory: pytest.TempPathFactory, text: str, frames: int, data: st.DataObject
) -> None:
    root = tmp_path_factory.mktemp("cache")
    onset = data.draw(st.integers(0, frames - 1))
    Cache(root, WHO).store(text, sound(frames), onset)
    found = Cache(root, WHO).load(text)

    assert found is not None
    assert (found[0].tolist(), found[1]) == (sound(frames).tolist(), onset)


def memo(root: Path, **wish: str) -> Memo:
    return Memo(
        root, voice=wish.get("voice"), rate=None, lang=wish.get("lang", "en"), fingerprint=wish.get("seen", "a")
    )


def test_the_voice_that_answered_is_remembered_for_the_same_wish(tmp_path: Path) -> None:
    memo(tmp_path).write(WHO)

    assert memo(tmp_path).read() == WHO


@pytest.mark.parametrize("other", [{"voice": "x"}, {"lang": "de"}, {"seen": "an update"}])
def test_another_wish_and_an_update_ask_the_engine_again(tmp_path: Path, other: dict[str, str]) -> None:
    memo(tmp_path).write(WHO)

    assert memo(tmp_path, **other).read() is None


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"engine": 1}', "null"])
def test_a_damaged_memo_is_no_memo(tmp_path: Path, content: str) -> None:
    memo(tmp_path).write(WHO)
    next(tmp_path.rglob("asked-*.json")).write_text(content)

    assert memo(tmp_path).read() is None


def test_another_treatment_of_neural_voices_is_another_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    monkeypatch.setattr("coach.voice.cache.TREATMENT", TREATMENT + 1)

    assert fingerprint() != before
