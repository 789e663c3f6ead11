"""A desk over fakes, in a folder of its own: time moves when it is told to, and what is spoken is remembered."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from typing import Any

from coach.desk.asking import OpenQuestions
from coach.desk.awake import Wakelock
from coach.desk.checkin import ClosedSession, OpenCheckIn
from coach.desk.desk import Desk
from coach.desk.opening import Wishes, open_performance
from coach.desk.performance import Performance
from coach.desk.routines import load
from coach.desk.sittings import Sittings
from coach.paths import user_paths
from coach.session.record import SessionRecord
from coach.session.store import SessionStore
from coach.sound.music import MusicBed
from coach.sound.protocol import Output
from coach.testing import FixedLengths, ManualClock, RecordingOutput, RecordingVoice
from coach.timeline.model import Lengths
from coach.units import Seconds
from tests.warm import warm

PLANK = """
format = 1
name = "Plank"

[[step]]
name = "Plank"
exercise = "wall-sit"
hold = "20 s"
sets = 2
rest = "10 s"
ready = 0
"""
"""Says its name, leaves time to get to the wall, holds, rests, holds: 53 s."""

SETTINGS = "start_in = 0\n"


class FakeVoice(RecordingVoice):
    """A recording voice as sessions need it."""

    notice: str | None = None
    identity: None = None

    @property
    def lengths(self) -> Lengths:
        return FixedLengths()


class FakeWakelock:
    """Remembers what was asked of it, in order, for whoever waits for it."""

    def __init__(self) -> None:
        self.asked: Queue[str] = Queue()

    def take(self) -> str:
        self.asked.put("take")
        return "fake"

    def drop(self) -> None:
        self.asked.put("drop")


class FakeDesk(Desk):
    """A desk whose voice and sound device only remember."""

    def __init__(self, home: Path, clock: ManualClock) -> None:
        super().__init__(user_paths({"COACH_HOME": str(home)}), clock)
        self.manual = clock
        self.speaks = FakeVoice()
        self.sounds = RecordingOutput(clock)
        self.keeps_awake = FakeWakelock()
        self.bed: MusicBed | None = None
        """The music that the last output was given."""

    def voice(
        self, lang: str, *, voice: str | None = None, rate: int | None = None, volume: float | None = None
    ) -> FakeVoice:
        return self.speaks

    def output(self, *, silent: bool = False, music: MusicBed | None = None, device: str | None = None) -> Output:
        self.bed = music
        return super().output(silent=True, music=music) if silent else self.sounds

    def wakelock(self) -> Wakelock | None:
        return self.keeps_awake if self.settings.keep_awake else None


class Stage:
    """A home with the routine "plank", and ways to play it."""

    def __init__(self, home: Path, *, settings: str = SETTINGS, profile: str = 'knee = "left"\n') -> None:
        self.home = home
        self.clock = ManualClock()
        (home / "routines").mkdir(parents=True)
        warm(home)
        self.write_routine()
        (home / "settings.toml").write_text(settings, encoding="utf-8")
        (home / "profile.toml").write_text(profile, encoding="utf-8")
        self.desk = FakeDesk(home, self.clock)

    def write_routine(self, text: str = PLANK, name: str = "plank") -> Path:
        path = self.home / "routines" / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
        return path

    def open(self, routine: str = "plank", **wishes: Any) -> Performance:
        """Open a session and begin it; no thread plays it, `play` does."""
        performance = open_performance(self.desk, load(self.desk, routine), Wishes(**wishes))
        performance.playback.begin()
        performance.playback.step()
        return performance

    def play(self, performance: Performance, seconds: Seconds = 120.0) -> None:
        """Let so much time pass, or as much as the session lasts."""
        for _ in range(round(seconds * 4)):
            if performance.playback.over:
                return
            self.clock.advance(0.25)
            performance.playback.step()

    def restart(self) -> Sittings:
        """Begin another run of the program and look at what the last one left."""
        sittings = Sittings(self.desk)
        sittings.look()
        return sittings

    def finished(self) -> OpenCheckIn:
        """Play a session to its end and return its check-in."""
        performance = self.open()
        self.play(performance)
        after = Sittings(self.desk).after(performance)
        assert isinstance(after, OpenCheckIn)
        return after

    def records(self) -> tuple[SessionRecord, ...]:
        return SessionStore(self.desk.paths.sessions).read().records

    def journals(self) -> list[Path]:
        return sorted(self.desk.paths.journal.glob("*.toml"))

    def spoken(self) -> list[str]:
        """Return what was asked of the voice outside playing, once it was."""
        for thread in threading.enumerate():
            if thread.name == "say":
                thread.join()
        return self.desk.speaks.asked


def answer_all(checkin: OpenCheckIn, *answers: Any) -> ClosedSession:
    """Give these answers in order, each kept at once, and close."""
    give(checkin, *answers)
    return checkin.close()


def give(checkin: OpenQuestions, *answers: Any) -> None:
    for answer in answers:
        if answer == "skip":
            checkin.flow.skip()
        else:
            checkin.flow.answer(answer)
        checkin.keep()


def all_well() -> Iterator[Any]:
    """The answers of a session that went well: during, after, muscle, sharp, seconds left, worries."""
    yield from (1, 0, 2, False, 15, ())
