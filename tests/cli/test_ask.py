"""Questions in the shell where nobody is there to answer them."""

from __future__ import annotations

from typing import cast

import pytest

from coach.checkin.flow import CheckInFlow, CheckInKind, Circumstances
from coach.cli import ask as asking
from coach.cli.plain import check_in
from coach.desk.asking import Closed
from coach.desk.dosewords import DoseNews
from coach.desk.speaking import Talker
from coach.progress.response import Kind, Response
from coach.words.files import load_phrases


class Voice:
    """A talker that writes down what it says."""

    def __init__(self) -> None:
        self.phrases = load_phrases()
        self.said: list[str] = []

    def prepare(self, _texts: object) -> None: ...

    def hush(self) -> None: ...

    def say(self, sentence: str) -> None:
        self.said.append(sentence)


class Morning:
    """Open questions that write down how they were left."""

    title = "Yesterday evening: Wall sits"
    greeting = ""
    trouble = None
    so_far: Closed | None = None

    def __init__(self) -> None:
        self.flow = CheckInFlow(Circumstances(), CheckInKind.MORNING)
        self.left = ""

    def keep(self) -> None: ...

    def put_off(self) -> bool:
        self.left = "put off"
        return True

    def leave_open(self) -> bool:
        self.left = "open"
        return True

    def close(self) -> Closed:
        return Closed()


def test_a_session_that_waits_begins_where_nobody_types(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Said half way; the questions stay open for the next start, and nobody's silence puts them off."""
    waited: list[float] = []

    def nobody(seconds: float) -> bool:
        waited.append(seconds)
        return False

    monkeypatch.setattr(asking, "line_comes", nobody)
    voice, morning = Voice(), Morning()

    closed = asking.ask(morning, cast("Talker", voice), goes_on_after=20)

    assert (closed, morning.left, waited) == (None, "open", [10, 10])
    assert voice.said[-1] == "No answer. The session begins in 10 seconds."
    assert "Without a key the session begins in 20 s." in capsys.readouterr().out


def test_what_a_part_of_the_answers_came_to_is_told_when_the_rest_is_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing about the dose is silent."""
    monkeypatch.setattr(asking, "line_comes", lambda _: False)
    morning = Morning()
    morning.so_far = Closed(
        response=Response(Kind.BACK_OFF, None, "R10", "response.R10"),
        dose=DoseNews(("Wall sit 2 × 20 s → 20 s: knee 6",)),
    )

    check_in(morning, cast("Talker", Voice()), goes_on_after=20)

    assert "Wall sit 2 × 20 s → 20 s: knee 6" in capsys.readouterr().out
