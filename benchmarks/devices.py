"""Headphones that sleep, and devices that change in the middle of a session: what is lost, and what is late.

    apt install pulseaudio
    python -m benchmarks.devices            # about three minutes

A private PulseAudio server plays into sinks that go nowhere and are recorded. Headphones are simulated on the recording
of a sink that says it is Bluetooth: after half a second of digital silence they sleep, and lose 0.6 s of what sounds
next. A real session is started, paused, resumed, skipped, and interrupted with "that hurts"; of each utterance its
first 0.3 s are compared with and without that. Changes of the device are played with a sound of its own every half
second, and told by which of them are missing, on which sink they were, and how far their distances are off.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.recording import RATE, PulseServer, Recorded, Recorder, find
from coach.sound.device import DeviceOutput, open_output

if TYPE_CHECKING:
    from coach.pcm import Samples

ASLEEP_AFTER, LOSES = 0.5, 0.6
"""Seconds of silence after which the headphones sleep, and how long they take to wake."""

SILENT = 2**-16
"""Half a step of 16 bits: less is silence to a codec."""

SYLLABLE = 0.3
"""Seconds from the onset of an utterance that are compared."""


def heard(recorded: Recorded) -> Recorded:
    """Return what is left of a recording in headphones that sleep."""
    result = recorded.copy()
    block = RATE // 100
    quiet, deaf = ASLEEP_AFTER, 0.0
    for start in range(0, len(result), block):
        piece = result[start : start + block]
        if float(np.abs(recorded[start : start + block]).max()) < SILENT:
            quiet += block / RATE
        else:
            if quiet >= ASLEEP_AFTER:
                deaf = LOSES
            quiet = 0.0
        if deaf > 0:
            piece[:] = 0
            deaf -= block / RATE
    return result


@contextmanager
def placements() -> Iterator[list[tuple[Samples, float]]]:
    """Give a list to which everything that is placed on a device is added, with its moment."""
    placed: list[tuple[Samples, float]] = []
    place = DeviceOutput.place

    def spy(self: DeviceOutput, samples: Samples, due: float) -> None:
        placed.append((samples, due))
        place(self, samples, due)

    DeviceOutput.place = spy  # type: ignore[method-assign]
    try:
        yield placed
    finally:
        DeviceOutput.place = place  # type: ignore[method-assign]


def session(home: Path, start_in: int, bluetooth: str) -> tuple[list[tuple[float, float]], float]:
    """Play a session with commands; return for each utterance when it began and how much of its beginning was heard.

    The other number is the level of its silences, in dBFS.
    """
    from coach.desk.desk import Desk
    from coach.desk.opening import Wishes, open_performance
    from coach.desk.routines import load
    from coach.paths import user_paths
    from coach.player.model import Command

    home.mkdir(parents=True, exist_ok=True)
    settings = f"start_in = {start_in}\nkeep_awake = false\n[sound]\nbluetooth = '{bluetooth}'\n"
    (home / "settings.toml").write_text(settings, encoding="utf-8")
    desk = Desk(user_paths({"COACH_HOME": str(home)}))
    with placements() as placed:
        recorder = Recorder(sink="headset")
        began = time.monotonic()
        performance = open_performance(desk, load(desk, "quick-start"), Wishes())
        performance.start()
        for wait, command, value in (
            (start_in + 6.0, Command.PAUSE, None),
            (6.0, Command.RESUME, None),
            (8.0, Command.SKIP, None),
            (5.0, Command.HURT, None),
            (6.0, Command.ANSWER_PAIN, 2),
            (6.0, Command.STOP, None),
        ):
            time.sleep(wait)
            performance.send(command, value)
        time.sleep(1.0)
        performance.close()
        recorded, first = recorder.stop()
    left = heard(recorded)
    told = []
    for samples, due in sorted(placed, key=lambda one: one[1]):
        if len(samples) < 0.35 * RATE:
            continue  # ticks and tones
        piece = samples[: round(0.6 * RATE)]
        frame = find(piece, recorded, round((due - first) * RATE), RATE // 4)
        if frame is None:
            continue  # a command came first
        loud = int(np.argmax(np.abs(piece) > 0.02))
        window = slice(frame + loud, frame + loud + round(SYLLABLE * RATE))
        whole, kept = (float(np.square(one[window]).sum()) for one in (recorded, left))
        told.append((due - began, kept / whole))
    half = RATE // 2
    power = np.square(recorded[RATE : len(recorded) // half * half].astype(np.float64)).reshape(-1, half).mean(axis=1)
    return told, 10 * float(np.log10(max(1e-12, float(np.median(power[power < 1e-5])))))


def headphones() -> bool:
    """Print what sleeping headphones lose with the setting off and auto; True where auto loses nothing."""
    well = True
    with tempfile.TemporaryDirectory(prefix="coach-devices-") as folder, PulseServer() as server:
        server.add_sink("headset", properties="device.bus=bluetooth")
        server.set_default("headset")
        session(Path(folder), 0, "off")  # everything is spoken and in the cache now
        for start_in in (10, 0):
            for setting in ("off", "auto"):
                told, level = session(Path(folder), start_in, setting)
                lost = [kept for _, kept in told if kept < 0.9]
                print(
                    f"start_in {start_in:>2}, bluetooth {setting:<4}: {len(lost)} of {len(told)} beginnings lost, "
                    f"least heard {min(kept for _, kept in told):.0%}; silences at {level:.0f} dBFS; "
                    f"first words after {told[0][0]:.2f} s"
                )
                well = well and (setting == "off" or (not lost and len(told) > 5))
    return well


SOUNDS = [(np.random.default_rng(seed).standard_normal(2400) * 0.2).astype(np.float32) for seed in range(40)]
GAP = 0.5
Change = Callable[[PulseServer, dict[str, str]], None]


def changes(what: str, device: str | None, events: list[tuple[float, Change]], *, stops: float = 0.0) -> None:
    """Play sounds through changes of the device, and print what became of them.

    `stops` is how long the recorded sink stood still; its recording lacks that much.
    """
    with PulseServer() as server:
        modules = {"second": server.add_sink("second", properties="device.description=Second")}
        server.set_default("coach")
        time.sleep(2.2)  # a null sink that just started plays late at first
        recorders = {sink: Recorder(sink=sink) for sink in ("coach", "second")}
        output = open_output(device=device)
        output.start()
        start, notices = time.monotonic() + 0.6, []
        due = [start + GAP * number for number in range(25)]
        todo, number = list(events), 0
        while time.monotonic() < due[-1] + 1:
            now = time.monotonic()
            while number < len(due) and due[number] < now + 2:
                output.place(SOUNDS[number], due[number])
                number += 1
            if todo and now > start + todo[0][0]:
                todo.pop(0)[1](server, modules)
            if output.notice and output.notice not in notices:
                notices.append(output.notice)
            time.sleep(0.02)
        tapes = {sink: recorder.stop() for sink, recorder in recorders.items() if sink == "coach" or device is None}
        output.close()
    lost, late, on = 0, [], []
    for sound, moment in zip(SOUNDS, due, strict=False):
        places = []
        for sink, (recorded, first) in tapes.items():
            frame = find(sound, recorded, round((moment - first) * RATE), RATE // 4 + round(stops * RATE))
            if frame is not None:
                places.append((sink, frame / RATE + first - moment))
        if not places:
            lost += 1
            continue
        on.append(places[0][0])
        late.append(places[0][1] + (stops if stops and moment > start + 5 else 0.0))
    spread = (max(late) - min(late)) * 1000
    told = ", ".join(f"{on.count(sink)} on {sink}" for sink in dict.fromkeys(on))
    print(f"{what}: {told}, {lost} not heard; moments within {spread:.1f} ms of each other. {' '.join(notices)}")


def device_changes() -> None:
    """Print what becomes of sounds while devices change."""
    changes(
        "default device to another and back",
        None,
        [(4.0, lambda server, _: server.set_default("second")), (8.0, lambda server, _: server.set_default("coach"))],
    )
    changes(
        "chosen device goes (7 or 8 sounds before are its own)",
        "Second",
        [(4.0, lambda server, modules: server.remove(modules["second"]))],
    )
    changes(
        "device sleeps for 3 s",
        None,
        [
            (4.0, lambda server, _: server.suspend("coach", on=True)),
            (7.0, lambda server, _: server.suspend("coach", on=False)),
        ],
        stops=3.0,
    )


def main() -> int:
    """Measure and print; exit status 1 where a beginning was lost with the setting on auto."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--headphones", action="store_true", help="only the headphones that sleep")
    options = parser.parse_args()
    os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
    well = headphones()
    if not options.headphones:
        device_changes()
    return 0 if well else 1


if __name__ == "__main__":
    raise SystemExit(main())
