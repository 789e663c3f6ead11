"""What `benchmarks.levels` finds: nothing in a routine as it is exported, and each fault that is put into one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.hearing.exported import Exported, Said, Sound, export, utterances
from benchmarks.levels import Found, measure
from coach.pcm import RATE, frames
from coach.pcm import seconds as to_seconds
from coach.sound.mixer import mix
from coach.sound.tones import tone
from coach.timeline.model import Tone
from coach.voice.protocol import Utterance


def word(seconds: float, seed: int) -> Utterance:
    """Return something like a word: noise that swells and fades, its onset after 20 ms."""
    samples = np.random.default_rng(seed).standard_normal(frames(seconds)) * np.hanning(frames(seconds)) * 0.1
    return Utterance(str(seed), samples.astype(np.float32), 0.020)


WORDS = {"one": word(0.4, 1), "two": word(0.7, 2)}
CUES = (Said(1.0, 0.38, "one", "tempo"), Said(2.0, 0.68, "two", "tempo"))


def written(late: float = 0.0, gain: float = 1.0, short: float = 0.0, cues: tuple[Said, ...] = CUES) -> Found:
    """Return what is found in a file of both words; the second one has a fault."""
    sounds: list[tuple[int, Sound]] = [(frames(1.0), tone(Tone.TICK))]
    for cue in cues:
        utterance = WORDS[cue.text]
        samples, at = utterance.samples, cue.at - utterance.onset
        if cue.text == "two":
            samples, at = samples[: len(samples) - frames(short)] * np.float32(gain), at + late
        sounds.append((frames(at), samples))
    samples = mix(sounds, 0, frames(4.0))
    return measure(Exported("r", "v", samples, RATE, cues), WORDS)


def test_a_file_as_it_should_be_misses_nothing() -> None:
    found = written()

    assert found.missed() == []
    assert found.spread < 0.5
    assert found.cues == 2


def test_a_cue_at_another_moment_is_found() -> None:
    assert written(late=0.002).onset == pytest.approx(0.002, abs=to_seconds(1))


def test_a_quieter_cue_is_found() -> None:
    assert written(gain=0.82).spread == pytest.approx(-20 * np.log10(0.82) + written().spread, abs=0.5)
    assert any("loudness" in line for line in written(gain=0.7).missed())


@pytest.mark.parametrize("short", [0.2, 0.3])
def test_a_cue_without_its_end_is_found(short: float) -> None:
    assert written(short=short).cut == ["two"]


def test_two_at_once_are_found() -> None:
    assert len(written(cues=(CUES[0], Said(1.2, 0.68, "two", "tempo"))).together) == 1


def test_a_file_that_is_too_loud_is_found() -> None:
    samples = np.full(frames(4.0), 0.95, np.float32)

    assert any("peak" in line for line in measure(Exported("r", "v", samples, RATE, ()), {}).missed())


@pytest.mark.voice
def test_an_exported_routine_misses_nothing(tmp_path: Path) -> None:
    exported = export("quick-start", "", tmp_path)
    found = measure(exported, utterances(exported, tmp_path))

    assert found.missed() == []
    assert found.cues > 40
