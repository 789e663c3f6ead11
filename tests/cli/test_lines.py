"""What `--plain` calls the things that happen."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.cli.lines import Lines
from coach.desk.keymap import play_keys
from coach.player.model import Command, Event, EventKind
from tests.desk.stage import Stage


@pytest.fixture
def lines(tmp_path: Path) -> Lines:
    return Lines(Stage(tmp_path / "home").open(), None)


@pytest.mark.parametrize(
    ("kind", "command", "details", "words"),
    [
        (EventKind.COUNT_IN_STARTED, None, {"seconds": 5.38442}, "starting in 5 s"),
        (EventKind.COUNT_IN_STARTED, None, {"seconds": 0.2}, "starting in 1 s"),
        (EventKind.LENGTHENED, Command.LONGER, {"seconds": 20.0}, "20 s longer"),
        (EventKind.MOVED, Command.SKIP, {}, "skipped"),
        (EventKind.MOVED, Command.BACK, {}, "back"),
        (EventKind.MOVED, Command.REPEAT, {}, "again"),
        (EventKind.MOVED, Command.FORWARD, {}, "15 s on"),
        (EventKind.MOVED, Command.REWIND, {}, "15 s back"),
        (EventKind.MOVED, Command.ANSWER_PAIN, {}, ""),
        (EventKind.REFUSED, Command.FORWARD, {}, "not possible now: 15 s on"),
        (EventKind.REFUSED, Command.STOP, {}, ""),
    ],
)
def test_what_happens_is_said_in_words(
    kind: EventKind, command: Command | None, details: dict[str, float], words: str, lines: Lines
) -> None:
    assert lines.line(Event(kind, 0.0, 0.0, 0, 0.0, command, details)) == words


def test_what_to_do_where_nothing_is_heard_stands_once_under_the_first_count_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stage = Stage(tmp_path / "home", settings="start_in = 10\n")
    performance = stage.open()
    performance.playback.listen(Lines(performance, None))
    for command in (Command.PAUSE, Command.RESUME) * 2:
        stage.play(performance, 2)
        performance.send(command)
    stage.play(performance, 2)
    printed = capsys.readouterr().out

    assert printed.count("starting in") == 2
    assert printed.count("Nothing heard? Turn it up") == 1


def test_news_that_is_over_is_nothing_that_works_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stage = Stage(tmp_path / "home")
    performance = stage.open()
    lines = Lines(performance, None)
    stage.desk.speaks.notice = "There is no voice “x” here."
    lines.on_tick(0.0)
    stage.desk.speaks.notice = None
    lines.on_tick(1.0)
    printed = capsys.readouterr().out

    assert "There is no voice" in printed
    assert "works again" not in printed


def test_a_device_that_is_back_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stage = Stage(tmp_path / "home")
    performance = stage.open()
    lines = Lines(performance, None)
    stage.desk.sounds.notice = "There is no sound device “x” now."
    lines.on_tick(0.0)
    stage.desk.sounds.notice = None
    stage.desk.speaks.notice = "There is no voice “x” here."
    lines.on_tick(1.0)

    assert "everything works again" in capsys.readouterr().out


WAITING = """
format = 1
name = "Waiting"

[[step]]
name = "Lunge"
until = "done"
at_most = "3 min"
ready = 0
"""


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (play_keys({}).shown, "Enter when done; goes on by itself after 3:00, k to stay"),
        (
            play_keys({"play.done": "d", "play.keep": "f5"}).shown,
            "d when done; goes on by itself after 3:00, F5 to stay",
        ),
        (None, "goes on by itself after 3:00"),
    ],
)
def test_a_step_that_waits_says_which_key_ends_it(keys: dict[str, str] | None, words: str, tmp_path: Path) -> None:
    """As the settings have it, and no key where nobody can press one."""
    stage = Stage(tmp_path / "home")
    stage.write_routine(WAITING, "waiting")
    performance = stage.open("waiting")
    (waits,) = [segment.index for segment in performance.timeline.segments if segment.open_ended]

    line = Lines(performance, keys).line(Event(EventKind.SEGMENT_STARTED, 0.0, 0.0, waits, 0.0))

    assert line.endswith(f"(waits: {words})")
