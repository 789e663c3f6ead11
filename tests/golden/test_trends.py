"""`coach trends` over a made history, as it is printed; renew with `COACH_RENEW_GOLDENS=1`, and read the difference."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from coach.cli.trends import show
from coach.desk.desk import Desk
from coach.errors import UsageError
from coach.paths import user_paths
from coach.progress.diary import Diary
from coach.session.record import SessionRecord
from coach.source.report import display_width
from coach.testing import ManualClock
from tests.progress.histories import TODAY, a_session, at, history, said_after, step_downs, write_history

GOLDEN = Path(__file__).parent / "trends"


def desk(diary: Diary | None = None) -> Desk:
    """Return the desk on the evening of the last day of a history."""
    paths = user_paths()
    write_history(history() if diary is None else diary, paths)
    return Desk(paths, ManualClock(at(TODAY, 22)))


def printed(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "weeks", "exercise"), [("usual", None, None), ("four-weeks", 4, None), ("exercise", 12, "step-down")]
)
def test_trends_print_as_before(
    name: str, weeks: int | None, exercise: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    show(desk(), weeks, exercise)

    shown, path = printed(capsys), GOLDEN / f"{name}.txt"
    if os.environ.get("COACH_RENEW_GOLDENS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


def test_piped_no_line_is_over_80_columns_and_nothing_is_coloured(capsys: pytest.CaptureFixture[str]) -> None:
    show(desk())

    shown = printed(capsys)
    assert max(display_width(line) for line in shown.splitlines()) <= 80
    assert "\x1b" not in shown


def test_json_has_the_numbers_under_stable_names(capsys: pytest.CaptureFixture[str]) -> None:
    session = a_session(TODAY, *step_downs(1), id_="one", after=said_after(TODAY, during=6, after=None))

    show(desk(Diary((session,))), 1, json=True)

    assert json.loads(printed(capsys)) == {
        "first": "2026-11-16",
        "last": "2026-11-22",
        "sessions": 1,
        "ahead": 0,
        "limits": {"during": 5, "after": 5, "morning": [{"from": "2026-11-16", "usual": 1, "limit": 2}]},
        "knee": [{"day": "2026-11-22", "during": 6, "after": None, "morning": None, "usual": 1, "over": True}],
        "soreness": [{"day": "2026-11-22", "after": 2, "morning": None}],
        "doses": [
            {
                "exercise": "step-down",
                "name": "Step-down",
                "side": side,
                "measure": "kg_reps",
                "points": [{"day": "2026-11-22", "session": "one", "amount": 32.0}],
            }
            for side in ("left", "right")
        ],
        "weeks": [{"monday": "2026-11-16", "loaded_days": 1, "sessions": 1, "whole": True}],
        "responses": [{"day": "2026-11-22", "kind": "BACK_OFF", "rule": "R8", "session": "one"}],
    }


SESSIONS: dict[str, tuple[SessionRecord, ...]] = {
    "nothing": (),
    "one": (a_session(TODAY),),
    "skipped": (a_session(TODAY, after=said_after(TODAY, during=None, after=None, muscle=None, sharp=None)),),
    "to come": (a_session(TODAY + timedelta(days=3)),),
    "hostile": (a_session(TODAY, *step_downs(1, 1e300)), a_session(TODAY, *step_downs(1), hour=12)),
}


@pytest.mark.parametrize("weeks", [1, 12, 520])
@pytest.mark.parametrize("what", SESSIONS)
def test_whatever_the_history_there_are_sentences(what: str, weeks: int, capsys: pytest.CaptureFixture[str]) -> None:
    show(desk(Diary(SESSIONS[what])), weeks)

    assert "Knee pain" in printed(capsys)


def test_an_empty_history_says_how_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    show(desk(Diary()))

    assert printed(capsys).splitlines() == [
        "Knee pain, 0 to 10, last 12 weeks",
        "No answer about the knee in the last 12 weeks.",
        "",
        "Muscle soreness, 0 to 10, last 12 weeks",
        "No answer about sore muscles in the last 12 weeks.",
        "",
        "Days a week with loaded exercise, last 12 weeks",
        "No session in the last 12 weeks.",
        "",
        "No session in this time. `coach play quick-start` plays one of two minutes.",
    ]


def test_sessions_of_days_to_come_are_left_out_and_said(capsys: pytest.CaptureFixture[str]) -> None:
    show(desk(Diary(SESSIONS["to come"])))

    assert "1 record is dated after today and left out: a clock was wrong, then or now." in printed(capsys)


@pytest.mark.parametrize("weeks", [0, -3, 521, 10**30])
def test_no_other_number_of_weeks_is_taken(weeks: int) -> None:
    with pytest.raises(UsageError, match="from 1 to 520"):
        show(desk(), weeks)


def test_an_exercise_that_was_not_done_is_answered_with_those_that_were() -> None:
    with pytest.raises(UsageError, match="Did you mean “wall-sit”"):
        show(desk(), exercise="wallsit")
