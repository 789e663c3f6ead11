"""What `--plain` calls the things that happen."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.cli.lines import Lines
from coach.player.model import Command, Event, EventKind
from tests.desk.stage import Stage


@pytest.fixture
def lines(tmp_path: Path) -> Lines:
    return Lines(Stage(tmp_path / "home").open(), keys=False)


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
