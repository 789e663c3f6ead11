"""The process, turn by turn, with a server and a clock that are the test's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.sound.ducking.kept import DuckingLock, read_kept, write_kept
from coach.sound.ducking.lowering import Kept, Lowered
from coach.sound.ducking.process import LOOKS_EVERY, RETRY, STEP, Ducking, Link, restore
from coach.sound.ducking.server import NeverAServerError
from coach.sound.ducking.volumes import Volumes, scaled, volume_factor
from tests.sound.ducking.streams import FakeServer, stream

pytestmark = pytest.mark.skipif(os.name == "nt", reason="another platform: it waits for pipes")

LOW = scaled((1.0, 1.0), volume_factor(12))


class Stage:
    """A process that was told nothing yet, at second 100."""

    def __init__(self, server: FakeServer, path: Path, reading: int, writing: int) -> None:
        self.server = server
        self.path = path
        self.now = 100.0
        self.pipe: int | None = writing
        self.ducking = Ducking(Link(reading), path, by=12, own=[4711], connect=server.connect, clock=lambda: self.now)

    def tell(self, line: str) -> None:
        assert self.pipe is not None
        os.write(self.pipe, line.encode())

    def hang_up(self) -> None:
        assert self.pipe is not None
        os.close(self.pipe)
        self.pipe = None

    def until(self, moment: float) -> None:
        """Turn as often as it asks for, until a moment."""
        while True:
            wait = self.ducking.turn(self.now)
            if self.ducking.over or wait is None or self.now + wait > moment:
                break
            self.now += max(wait, 0.001)
        self.now = max(self.now, moment)
        self.ducking.turn(self.now)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    reading, writing = os.pipe()
    made = Stage(FakeServer(stream()), tmp_path / "ducked.json", reading, writing)
    yield made
    os.close(reading)
    if made.pipe is not None:
        os.close(made.pipe)


def test_music_is_down_for_what_was_told_ahead_and_up_after(stage: Stage) -> None:
    stage.tell("sounds 101.5 103\n")
    stage.until(101.2)
    before = stage.server.volumes()
    stage.until(101.5)
    during = stage.server.volumes()
    stage.until(104.0)

    assert (before, during, stage.server.volumes()) == ((1.0, 1.0), LOW, (1.0, 1.0))
    assert len(stage.server.given) >= 15


def test_while_nothing_is_to_be_done_it_waits_for_ever(stage: Stage) -> None:
    """It costs nothing between sentences, and looks at no streams."""
    assert stage.ducking.turn(stage.now) is None

    stage.tell("sounds 110 111\n")
    assert stage.ducking.turn(stage.now) == pytest.approx(9.77)


def test_it_moves_in_small_steps(stage: Stage) -> None:
    stage.tell("sounds 100 101\n")

    assert stage.ducking.turn(stage.now) == STEP


def test_a_pause_takes_back_what_was_told(stage: Stage) -> None:
    stage.tell("sounds 100.5 110\n")
    stage.until(101.0)
    stage.tell("quiet\n")
    stage.until(101.6)

    assert stage.server.volumes() == (1.0, 1.0)


def test_words_that_follow_a_pause_at_once_keep_it_down(stage: Stage) -> None:
    """ "Paused." is said: music does not come up for it first."""
    stage.tell("sounds 100.5 110\n")
    stage.until(101.0)
    stage.tell("quiet\nsounds 101.06 101.7\n")
    stage.until(101.5)

    assert stage.server.volumes() == LOW


def test_when_coach_is_gone_music_comes_up_and_the_process_ends(stage: Stage) -> None:
    stage.tell("sounds 100.5 500\n")
    stage.until(102.0)
    assert stage.path.exists()
    stage.hang_up()
    stage.until(103.0)

    assert stage.server.volumes() == (1.0, 1.0)
    assert stage.ducking.over
    assert not stage.path.exists()


def test_lines_that_make_no_sense_are_passed_over(stage: Stage) -> None:
    """And half a line waits for its other half."""
    stage.tell("sounds\nsounds a b\nsounds 5 1\nsounds nan 101\nsounds 1 1e99\nshout\n\n\xff\nsounds 100.5 ")
    stage.until(101.0)
    assert stage.server.volumes() == (1.0, 1.0)
    stage.tell("104\n")
    stage.until(101.5)

    assert stage.server.volumes() == LOW


def test_coachs_own_stream_and_calls_stay_as_they_are(stage: Stage) -> None:
    stage.server.here[2] = stream(2, "PortAudio", application_process_id="4711")
    stage.server.here[3] = stream(3, "Browser", application_process_id="99")
    stage.server.calls = frozenset({99})
    stage.tell("sounds 100 110\n")
    stage.until(101.0)

    assert [stage.server.volumes(index) for index in (1, 2, 3)] == [LOW, (1.0, 1.0), (1.0, 1.0)]


def test_who_takes_a_call_is_left_alone_the_next_time(stage: Stage) -> None:
    stage.server.here[1] = stream(1, "Browser", application_process_id="99")
    stage.tell("sounds 100 101\nsounds 110 111\n")
    stage.until(105.0)
    stage.server.calls = frozenset({99})
    stage.until(110.5)

    assert stage.server.volumes() == (1.0, 1.0)
    assert stage.server.given


def test_a_stream_that_takes_no_volume_is_asked_once(stage: Stage) -> None:
    stage.server.stubborn = {1}
    stage.tell("sounds 100 110\n")
    stage.until(105.0)

    assert stage.server.volumes() == (1.0, 1.0)
    assert not stage.path.exists()


def test_the_file_is_there_before_the_first_volume_changes(stage: Stage) -> None:
    """Whatever kills the process, and whenever: all that is low stands in it."""
    found: list[tuple[bool, Volumes]] = []

    def look() -> None:
        (lowered,) = read_kept(stage.path).lowered
        found.append((read_kept(stage.path).moving, lowered.before))

    stage.server.before_setting = look
    stage.tell("sounds 100.5 101\n")
    stage.until(103.0)

    assert len(found) >= 15
    assert set(found) == {(True, (1.0, 1.0))}
    assert not stage.path.exists()


def test_once_it_is_down_the_file_says_that_nothing_moves(stage: Stage) -> None:
    """So that a volume on the way, which only a user can have chosen then, is not taken back later."""
    stage.tell("sounds 100.5 110\n")
    stage.until(105.0)

    assert read_kept(stage.path) == Kept((Lowered(1, stage.server.here[1].key, (1.0, 1.0), LOW),))


def test_a_song_that_ends_low_is_remembered_as_it_was(stage: Stage) -> None:
    """The server's memory is corrected at once, so that nothing is owed any more."""
    key = stage.server.here[1].key
    stage.tell("sounds 100 110\n")
    stage.until(102.0)
    assert stage.server.remembered[key] == LOW
    del stage.server.here[1]
    stage.ducking.turn(stage.now)

    assert stage.server.remembered[key] == (1.0, 1.0)
    assert not stage.path.exists()


def test_songs_that_end_low_one_after_the_other_are_all_remembered_as_they_were(stage: Stage) -> None:
    """Once is not for ever: each time the server is asked again."""
    key = stage.server.here[1].key
    stage.tell("sounds 100 110\n")
    for index in (1, 2):
        stage.until(stage.now + 2)
        stage.server.remembered[key] = LOW
        del stage.server.here[index]
        stage.ducking.turn(stage.now)
        stage.server.here[index + 1] = stream(index + 1)

        assert stage.server.remembered[key] == (1.0, 1.0)


def test_where_the_server_cannot_be_corrected_the_next_song_is_awaited(stage: Stage) -> None:
    """PipeWire tells nobody what it remembers."""
    stage.server.remembered.clear()
    stage.tell("sounds 100 101\n")
    stage.until(100.5)
    stage.server.remembered.clear()
    del stage.server.here[1]
    stage.until(103.0)

    assert stage.ducking.turn(stage.now) == LOOKS_EVERY
    assert [key for key, _ in read_kept(stage.path).owed] == [stream().key]

    stage.server.here[2] = stream(2, "Music Player", *LOW)
    stage.ducking.turn(stage.now)
    assert stage.server.volumes(2) == (1.0, 1.0)
    assert not stage.path.exists()


def test_a_server_that_goes_is_looked_for_again_and_what_comes_back_low_is_put_back(stage: Stage) -> None:
    stage.tell("sounds 100 101\nsounds 120 121\n")
    stage.until(100.6)
    low = stage.server.volumes()
    stage.server.gone = True
    stage.until(105.0)
    assert stage.server.closed
    stage.server.gone = False
    # The new server counts anew: another program has the number that this one had.
    stage.server.here = {1: stream(1, "Radio", 0.5, 0.5), 2: stream(2, "Music Player", *low)}
    stage.until(110.0)
    back = stage.server.volumes(1), stage.server.volumes(2)
    stage.until(120.5)

    assert back == ((0.5, 0.5), (1.0, 1.0))
    assert stage.server.volumes(2) == LOW


def test_without_a_server_the_end_is_the_end(stage: Stage) -> None:
    stage.server.gone = True
    assert stage.ducking.turn(stage.now) == RETRY
    stage.hang_up()
    stage.ducking.turn(stage.now)

    assert stage.ducking.over


def test_without_libpulse_it_ends_quietly(stage: Stage, tmp_path: Path) -> None:
    def never() -> FakeServer:
        raise NeverAServerError

    reading, writing = os.pipe()
    Ducking(Link(reading), tmp_path / "other.json", by=12, connect=never).run()
    os.close(reading)
    os.close(writing)


def test_a_second_process_lowers_nothing_until_the_first_has_ended(stage: Stage) -> None:
    """Twice 12 dB would be silence, and one would restore what the other is at."""
    lock = DuckingLock(stage.path)
    assert lock.take()
    stage.tell("sounds 100 110\n")
    stage.until(101.5)
    assert stage.server.volumes() == (1.0, 1.0)
    lock.release()
    stage.until(104.0)

    assert stage.server.volumes() == LOW


def left_low(path: Path) -> FakeServer:
    write_kept(path, Kept((Lowered(1, stream().key, (1.0, 1.0), LOW),)))
    return FakeServer(stream(1, "Music Player", *LOW))


def test_the_next_process_puts_back_what_a_killed_one_left(stage: Stage) -> None:
    stage.server.here = left_low(stage.path).here
    stage.ducking.turn(stage.now)

    assert stage.server.volumes() == (1.0, 1.0)
    assert not stage.path.exists()


def test_the_doctor_puts_it_back(tmp_path: Path) -> None:
    path = tmp_path / "ducked.json"
    server = left_low(path)

    assert restore(path, connect=server.connect) == []
    assert server.volumes() == (1.0, 1.0)


def test_the_doctor_names_what_cannot_be_put_back_now(tmp_path: Path) -> None:
    """Its program does not play; or there is no server to ask."""
    path = tmp_path / "ducked.json"
    server = left_low(path)
    server.gone = True

    assert restore(path, connect=server.connect) == ["Music Player"]

    server.gone, server.here = False, {}
    assert restore(path, connect=server.connect) == ["Music Player"]
    assert path.exists()


def test_the_doctor_does_not_interfere_with_a_session(tmp_path: Path) -> None:
    path = tmp_path / "ducked.json"
    server = left_low(path)
    lock = DuckingLock(path)
    lock.take()

    assert restore(path, connect=server.connect) is None
    assert server.volumes() == LOW
    lock.release()
