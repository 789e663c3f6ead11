"""Words come out trimmed, levelled, and with their onset known to the sample."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.pcm import RATE, Samples, frames
from coach.voice.loudness import loudness
from coach.voice.render import (
    LEAD,
    LONGEST_LEAD,
    LOUDNESS,
    PEAK,
    TAIL,
    NotSpeechError,
    level,
    limit,
    read_sound,
    render,
    trim,
)


def noise(seconds: float, loud: float = 0.3) -> Samples:
    return (np.random.default_rng(1).standard_normal(frames(seconds)) * loud).astype(np.float32)


def silence(seconds: float) -> Samples:
    return np.zeros(frames(seconds), np.float32)


def speak(words: str) -> Samples:
    """Speak as eSpeak does: 40 ms of silence, 0.2 s a word, 238 ms of silence."""
    return np.concatenate([silence(0.04), noise(0.2 * len(words.split())), silence(0.238)])


def test_the_onset_is_where_the_sound_begins() -> None:
    samples, onset = trim(np.concatenate([silence(0.046), noise(0.3), silence(0.238)]))

    assert onset == frames(LEAD)
    assert abs(float(samples[onset])) > 0 or abs(float(samples[onset + 1])) > 0
    assert not samples[: onset - 1].any()


def test_both_ends_are_trimmed() -> None:
    samples, onset = trim(np.concatenate([silence(0.2), noise(0.3), silence(0.238)]))

    assert (len(samples) - onset) / RATE == pytest.approx(0.3 + TAIL, abs=0.006)


def test_a_sound_that_begins_at_once_has_its_onset_there() -> None:
    _, onset = trim(noise(0.1))

    assert onset < 10


@pytest.mark.parametrize("loud", [0.001, 0.05, 0.3])
def test_quiet_and_loud_voices_come_out_alike(loud: float) -> None:
    assert loudness(level(noise(0.5, loud))) == pytest.approx(LOUDNESS, abs=0.1)


def test_a_voice_of_sharp_peaks_is_as_loud_as_the_others() -> None:
    peaks = noise(0.5, 0.02)
    peaks[:: frames(0.008)] = 0.9

    assert loudness(level(peaks)) == pytest.approx(LOUDNESS, abs=0.1)


@pytest.mark.parametrize("hertz", [150, 700, 3000])
def test_low_and_high_words_are_as_loud_as_ears_weigh_them(hertz: float) -> None:
    word = (0.1 * np.sin(2 * np.pi * hertz * np.arange(frames(0.25)) / RATE)).astype(np.float32)

    assert loudness(level(word)) == pytest.approx(LOUDNESS, abs=0.1)


def test_the_faint_beginning_of_a_word_is_kept() -> None:
    samples, onset = trim(np.concatenate([silence(0.1), noise(0.04, 0.002), noise(0.3), silence(0.2)]))

    assert onset / RATE == pytest.approx(0.04 + LEAD, abs=0.006)
    assert np.abs(samples[frames(LEAD) : onset]).mean() == pytest.approx(0.0016, abs=0.0003)


def test_no_more_than_a_little_is_kept_before_the_onset() -> None:
    _, onset = trim(np.concatenate([noise(0.5, 0.002), noise(0.3)]))

    assert onset == pytest.approx(frames(LONGEST_LEAD), abs=240)


def test_a_faint_last_sound_after_a_gap_is_kept() -> None:
    word = np.concatenate([noise(0.3), silence(0.05), noise(0.02, 0.002), silence(0.3)])

    samples, onset = trim(word)

    assert (len(samples) - onset) / RATE == pytest.approx(0.37, abs=0.006)


def test_pauses_do_not_make_speech_louder() -> None:
    spoken = level(np.concatenate([noise(0.3), silence(2.0), noise(0.3)]))

    assert loudness(spoken[: frames(0.3)]) == pytest.approx(LOUDNESS, abs=0.4)


@given(st.lists(st.floats(-8, 8, width=32), min_size=1, max_size=50))
def test_no_sample_passes_the_limit(values: list[float]) -> None:
    peak = 10 ** (PEAK / 20)

    assert np.abs(limit(np.array(values, np.float32), peak)).max() <= peak + 1e-6


def test_a_timed_pause_is_exactly_as_long_as_it_is_written() -> None:
    one, onset = render("Breathe", speak)
    two, _ = render("Breathe ...3s Breathe", speak)

    assert len(two) == 2 * len(one) + 3 * RATE
    assert onset == frames(LEAD)


def test_a_pause_before_the_first_word_moves_the_onset() -> None:
    _, onset = render("...2s Breathe", speak)

    assert onset == 2 * RATE + frames(LEAD)


def test_emphasis_is_not_spoken() -> None:
    said: list[str] = []

    def listen(words: str) -> Samples:
        said.append(words)
        return speak(words)

    render("Push *hard* … now", listen)
    assert said == ["Push hard", "now"]


@pytest.mark.parametrize("text", ["", "...2s", "—", "… !"])
def test_a_text_without_words_is_not_speech(text: str) -> None:
    with pytest.raises(NotSpeechError):
        render(text, speak)


def write(path: Path, samples: Samples, rate: int, channels: int = 1) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.repeat(samples, channels) * 32767).astype("<i2").tobytes())
    return path


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_every_rate_becomes_48000(tmp_path: Path, rate: int, channels: int) -> None:
    tone = (0.5 * np.sin(np.arange(rate) / rate * 2 * np.pi * 500)).astype(np.float32)
    samples = read_sound(write(tmp_path / "a.wav", tone, rate, channels))

    assert len(samples) == pytest.approx(RATE, abs=2)
    assert np.abs(samples).max() == pytest.approx(0.5, abs=0.02)


def test_aiff_is_read_whatever_the_name_says(tmp_path: Path) -> None:
    import soundfile

    path = tmp_path / "a.wav"
    soundfile.write(path, noise(0.2), 22_050, format="AIFF")

    assert len(read_sound(path)) > 0


@pytest.mark.parametrize("content", [b"", b"RIFF", b"RIFF\0\0\0\0WAVE", b"not a sound file" * 10])
def test_a_broken_file_is_not_speech(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(content)

    with pytest.raises(NotSpeechError):
        read_sound(path)


def test_a_file_that_is_not_there_is_not_speech(tmp_path: Path) -> None:
    with pytest.raises(NotSpeechError):
        read_sound(tmp_path / "none.wav")


@pytest.mark.parametrize(
    ("text", "asked"),
    [("4. Down", "4 Down"), ("Last. Down", "Last Down"), ("Go on. Slowly now.", "Go on. Slowly now."), ("4.", "4.")],
)
def test_a_count_is_spoken_without_the_pause_of_its_stop(text: str, asked: str) -> None:
    """With it "two" would begin before "4. Down" is over."""
    spoken: list[str] = []

    def speak(words: str) -> Samples:
        spoken.append(words)
        return np.full(4800, 0.5, np.float32)

    render(text, speak)

    assert spoken == [asked]
