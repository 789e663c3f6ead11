"""Heard on a recording: sounds at their moments, silence after a pause, and life after the server's death."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest

from benchmarks.recording import RATE, PulseServer, Recorder, find
from coach.clock import SystemClock
from coach.sound.device import DeviceOutput, open_output
from coach.sound.envelope import DEPTH
from coach.sound.music import MusicBed
from coach.sound.pulse import BUFFER, refusal
from coach.sound.report import describe
from coach.sound.stream import NoServerError

from .tapes import Opposite

CLOCK = SystemClock()
CLICK = (np.random.default_rng(3).standard_normal(2400) * 0.2).astype(np.float32)


@pytest.fixture
def output(pulse: PulseServer) -> Iterator[DeviceOutput]:
    made = open_output()
    yield made
    made.close()


def wait_until(condition: threading.Event, output: DeviceOutput, *, sound: bool) -> None:
    """Wait until the output is in trouble or out of it."""
    for _ in range(1000):
        if (output.trouble is None) is sound and (output.backend is not None) is sound:
            return
        condition.wait(0.01)
    raise AssertionError(f"still {output.trouble!r} after ten seconds")


def test_seconds_on_the_recording_are_seconds(output: DeviceOutput) -> None:
    recorder = Recorder()
    output.start()
    start = CLOCK.monotonic() + 0.2
    for step in range(4):
        output.place(CLICK, start + step * 0.5)
    threading.Event().wait(2.5)
    recorded, first = recorder.stop()
    frames = [find(CLICK, recorded, round((start + step * 0.5 - first) * RATE), RATE // 5) for step in range(4)]

    assert None not in frames
    assert np.diff(np.array(frames, float)).tolist() == [RATE / 2] * 3
    assert frames[0] is not None
    # Half of what the stream buffers: coarse, because a busy machine tells the recording's own start late.
    assert abs(frames[0] / RATE + first - start) < BUFFER / 2


def test_a_pause_is_heard_although_the_server_holds_the_sound_already(output: DeviceOutput) -> None:
    recorder = Recorder()
    output.start()
    output.place(np.tile(CLICK, 200), CLOCK.monotonic())
    threading.Event().wait(1.5)
    paused = CLOCK.monotonic()
    output.cancel()
    threading.Event().wait(0.8)
    recorded, first = recorder.stop()
    loud = np.flatnonzero(np.abs(recorded) > 0.01)

    assert (loud[-1] - loud[0]) / RATE > 1.0
    # What the stream held was taken back; the figure itself is `benchmarks/pause.py`'s.
    assert loud[-1] / RATE + first - paused < BUFFER


def test_music_is_heard_under_words_in_stereo_and_goes_on_after_a_skip(pulse: PulseServer) -> None:
    # One side the opposite of the other: half of their difference is the music, half of their sum the words.
    with PulseServer(2):
        recorder = Recorder(2)
        output = open_output(music=MusicBed(Opposite()))
        output.start()
        output.play_music()
        threading.Event().wait(1.5)
        output.cancel()
        start = CLOCK.monotonic() + 0.4
        output.place(np.tile(CLICK, 12), start)
        threading.Event().wait(2.0)
        recorded, first = recorder.stop()
        output.close()
    words, music = recorded.sum(axis=1) / 2, (recorded[:, 0] - recorded[:, 1]) / 2

    found = find(np.tile(CLICK, 12), words, round((start - first) * RATE), RATE // 5)
    assert found is not None
    assert np.abs(music[found : found + RATE // 2]).max() == pytest.approx(0.2 * 10 ** (-DEPTH / 20), abs=0.003)
    assert np.abs(music).max() == pytest.approx(0.2, abs=0.01)


@pytest.mark.parametrize("playing", [True, False])
def test_sound_comes_back_after_the_server_vanished_and_returned(
    pulse: PulseServer, output: DeviceOutput, playing: bool
) -> None:
    output.start()
    if playing:
        output.place(CLICK, CLOCK.monotonic())
    event = threading.Event()
    wait_until(event, output, sound=True)
    pulse.kill()
    wait_until(event, output, sound=False)
    pulse.start()
    wait_until(event, output, sound=True)
    recorder = Recorder()
    # A null sink that just started works through a block of 2 s first, and what plays into that comes late by as much;
    # the stream may have begun there, with the rest of the first click. It is put right within 2 s of its start.
    due = CLOCK.monotonic() + 4.5
    output.place(CLICK, due)
    event.wait(5.0)
    recorded, first = recorder.stop()

    assert find(CLICK, recorded, round((due - first) * RATE), RATE // 2) is not None


def test_doctor_is_told_what_plays(pulse: PulseServer) -> None:
    report = describe()

    assert (report.backend, report.device, report.trouble) == ("PulseAudio", "coach", None)


def test_doctor_is_told_what_to_do_where_the_server_is_gone(pulse: PulseServer) -> None:
    pulse.kill()
    report = describe()

    assert report.backend in ("", "ALSA")
    if report.trouble is not None:
        assert "coach doctor" in report.trouble


@pytest.mark.parametrize(
    "code, sentence, serverless",
    [
        (6, "No sound server runs here; see `coach doctor`.", True),
        (5, "There is no sound device; plug one in, or see `coach doctor`.", False),
        (1, "The sound server gives no device (access denied); see `coach doctor`.", False),
    ],
)
def test_what_the_server_refuses_is_said_in_words_for_people(code: int, sentence: str, serverless: bool) -> None:
    error = refusal(code, "access denied")

    assert str(error) == sentence
    assert isinstance(error, NoServerError) is serverless
