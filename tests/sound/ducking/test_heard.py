"""With a real server and another program that plays: what is heard, and what stays after every kind of end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from benchmarks.recording import RATE, PulseServer, Recorder, TonePlayer, loudness, volumes
from coach.clock import SystemClock
from coach.sound.device import open_output
from coach.sound.ducking.kept import read_kept
from coach.sound.ducking.process import restore
from coach.sound.ducking.server import PulseServer as Server
from coach.sound.ducking.teller import Ducker, ducking_command
from tests.cli.running import coach

pytestmark = [pytest.mark.sound, pytest.mark.extra("duck")]

CLOCK = SystemClock()
LOW = 10 ** (-12 / 60)
HISS = (np.random.default_rng(5).standard_normal(RATE) * 0.05).astype(np.float32)

TELLS = """
import os, sys, threading, time
from pathlib import Path
from coach.sound.ducking.teller import Ducker

ducker = Ducker(Path(sys.argv[1]), by=12, later=0.0)
now = time.monotonic()
ducker.sounds(now, now + 500)
while ducker.process is None:
    threading.Event().wait(0.01)
print(ducker.process.pid, flush=True)
sys.stdin.read()
"""
"""A Coach that speaks for minutes."""


def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so."""
    for _ in range(3000):
        if condition():
            return
        threading.Event().wait(0.01)
    raise AssertionError("not within half a minute")


def low() -> bool:
    return [round(volume, 3) for volume in volumes()] == [round(LOW, 3)]


def full() -> bool:
    return volumes() == [1.0]


@pytest.fixture
def player(pulse: PulseServer) -> Iterator[TonePlayer]:
    made = TonePlayer()
    until(full)
    yield made
    made.stop()


@pytest.fixture
def process(player: TonePlayer, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The process, told that something sounds for minutes; music is down."""
    made = subprocess.Popen(ducking_command(tmp_path / "ducked.json", 12, [os.getpid()]), stdin=subprocess.PIPE)
    assert made.stdin is not None
    now = CLOCK.monotonic()
    made.stdin.write(b"sounds %f %f\n" % (now, now + 500))
    made.stdin.flush()
    until(low)
    yield made
    made.stdin.close()
    made.wait()


def test_music_is_twelve_decibels_lower_while_something_sounds_and_then_as_it_was(
    player: TonePlayer, tmp_path: Path
) -> None:
    """Heard on a recording; Coach's own stream is not lowered."""
    ducker = Ducker(tmp_path / "ducked.json", by=12, later=0.0)
    output = open_output(told=ducker)
    output.start()
    recorder = Recorder()
    output.place(HISS, CLOCK.monotonic() + 1.0)  # so that the process runs by then
    until(low)
    until(full)
    output.place(HISS, CLOCK.monotonic() + 1.0)
    until(low)
    own = volumes("coach")
    until(full)
    output.close()
    recorded, _ = recorder.stop()
    levels = loudness(recorded, RATE // 10)
    until(lambda: ducker.process is not None and ducker.process.poll() is not None)

    assert own == [1.0]
    assert levels[0] == pytest.approx(levels[-1], abs=0.1)
    assert levels[0] - levels.min() == pytest.approx(12, abs=1.0)
    assert not (tmp_path / "ducked.json").exists()


@pytest.mark.parametrize("number", ["SIGKILL", "SIGTERM", "SIGINT"])
def test_whatever_ends_coach_music_is_as_it_was(player: TonePlayer, tmp_path: Path, number: str) -> None:
    """Nothing but the end of its pipe tells the process."""
    path = tmp_path / "ducked.json"
    speaker = subprocess.Popen(
        [sys.executable, "-c", TELLS, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    until(low)
    speaker.send_signal(signal.Signals[number])
    speaker.communicate()
    until(full)
    until(lambda: not path.exists())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_end_the_process_puts_everything_back_first(
    process: subprocess.Popen[bytes], number: signal.Signals
) -> None:
    process.send_signal(number)

    assert process.wait() == 0
    assert full()


def test_where_the_process_is_killed_the_doctor_puts_everything_back(
    player: TonePlayer, process: subprocess.Popen[bytes], coach_home: Path, tmp_path: Path
) -> None:
    process.kill()
    process.wait()
    assert low()
    state = coach_home / "state"
    state.mkdir(parents=True)
    (tmp_path / "ducked.json").rename(state / "ducked.json")

    said = coach("doctor").stdout

    assert "other programs' music: was left low by a session that was killed; it is as it was again" in said
    assert full()
    assert not (state / "ducked.json").exists()


def test_where_the_process_is_killed_the_next_start_puts_everything_back(
    process: subprocess.Popen[bytes], coach_home: Path, tmp_path: Path
) -> None:
    """A start that plays nothing aloud, too."""
    process.kill()
    process.wait()
    state = coach_home / "state"
    state.mkdir(parents=True)
    (tmp_path / "ducked.json").rename(state / "ducked.json")
    coach("play", "quick-start", "--plain", "--speed", "10000")

    until(full)
    until(lambda: not (state / "ducked.json").exists())


def test_a_volume_that_its_user_chooses_stays(process: subprocess.Popen[bytes]) -> None:
    (index,) = (line.split()[0] for line in _pactl("list", "short", "sink-inputs").splitlines() if "float32le" in line)
    _pactl("set-sink-input-volume", index, "50%")
    assert process.stdin is not None
    process.stdin.write(b"quiet\n")
    process.stdin.close()
    process.wait()

    assert volumes() == [0.5]


def test_what_begins_to_play_meanwhile_is_lowered_too(process: subprocess.Popen[bytes]) -> None:
    radio = TonePlayer("Radio")
    until(lambda: [round(volume, 3) for volume in volumes("Radio")] == [round(LOW, 3)])
    assert process.stdin is not None
    process.stdin.close()
    process.wait()
    after = volumes("Radio")
    radio.stop()

    assert after == [1.0]


def test_what_begins_while_the_server_answers_is_not_slept_through(pulse: PulseServer) -> None:
    """Its notice comes with the answer to another question, before anybody waits for one."""
    server = Server()
    reading, writing = os.pipe()
    server.streams()
    late = TonePlayer("Late")
    until(lambda: bool(volumes("Late")))
    server.in_calls()
    waiting = threading.Thread(target=server.wait, args=(None, reading), daemon=True)
    waiting.start()
    waiting.join(30)
    slept = waiting.is_alive()
    os.write(writing, b"over")
    waiting.join()
    server.close()
    late.stop()
    os.close(reading)
    os.close(writing)

    assert not slept


def test_calls_and_screen_readers_stay_as_they_are(process: subprocess.Popen[bytes]) -> None:
    others = [TonePlayer("speech-dispatcher-espeak-ng"), TonePlayer("WEBRTC VoiceEngine"), TonePlayer("Radio")]
    until(lambda: [round(volume, 3) for volume in volumes("Radio")] == [round(LOW, 3)])
    after = volumes("speech-dispatcher-espeak-ng") + volumes("WEBRTC VoiceEngine")
    for each in others:
        each.stop()

    assert after == [1.0, 1.0]


def test_a_song_that_ends_low_does_not_make_the_next_one_low(pulse: PulseServer, tmp_path: Path) -> None:
    """PulseAudio gives a program's next stream the volume of its last."""
    _pactl("load-module", "module-stream-restore")
    first = TonePlayer(volume=0.8)
    until(lambda: len(volumes()) == 1)
    made = subprocess.Popen(ducking_command(tmp_path / "ducked.json", 12, []), stdin=subprocess.PIPE)
    assert made.stdin is not None
    now = CLOCK.monotonic()
    made.stdin.write(b"sounds %f %f\n" % (now, now + 500))
    made.stdin.flush()
    until(lambda: [round(volume, 3) for volume in volumes()] == [round(0.8 * LOW, 3)])
    first.stop()
    until(lambda: not volumes() and not (tmp_path / "ducked.json").exists())
    made.stdin.close()
    made.wait()
    second = TonePlayer(volume=None)
    until(lambda: len(volumes()) == 1)
    after = volumes()
    second.stop()

    assert [round(volume, 3) for volume in after] == [0.8]


def test_a_server_that_vanishes_and_comes_back_ends_nothing(
    pulse: PulseServer, player: TonePlayer, process: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    pulse.kill()
    until(lambda: bool(read_kept(tmp_path / "ducked.json").owed))
    pulse.start()
    again = TonePlayer()
    until(low)
    assert process.stdin is not None
    process.stdin.close()
    process.wait()
    after = volumes()
    again.stop()

    assert process.returncode == 0
    assert after == [1.0]


def test_without_a_server_there_is_nothing_to_restore(tmp_path: Path) -> None:
    """And none is started for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nobody'}")

        assert restore(tmp_path / "ducked.json") == []


def _pactl(*arguments: str) -> str:
    return subprocess.run(["pactl", *arguments], capture_output=True, text=True, check=True).stdout
