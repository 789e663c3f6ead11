"""The warning before a loaded routine that is played before its time, and how a moment to come is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from coach.desk.early import early_words, when_words
from coach.routine.model import Routine
from coach.session.record import ResponseRecord, SessionRecord
from coach.words.files import load_phrases
from tests.progress.past import CET, NOW, days, hours, session
from tests.routine.reading import routine as read

LOADED = '[[step]]\nname = "Squat"\ntype = "strength"\nreps = 8\n'


def a_routine(step: str = LOADED) -> Routine:
    return read(step)


def warning(*newest: SessionRecord, routine: Routine | None = None) -> str:
    return early_words(routine or a_routine(), newest, NOW, load_phrases())


def test_a_loaded_routine_two_hours_after_another_is_early() -> None:
    assert warning(session(hours(2))) == (
        "Knees is loaded, and it is early: the knee gets 48 hours between loaded sessions, until Friday 16:00. "
        "You may all the same."
    )


def test_after_a_session_that_was_too_much_72_hours_are_told() -> None:
    last = replace(session(hours(50)), response=ResponseRecord("BACK_OFF", "R11"))

    assert "after the last one, which was a bit much, the knee gets 72 hours, until tomorrow 16:00" in warning(last)


def test_sore_muscles_are_told_with_their_number() -> None:
    last = replace(session(hours(80), muscle_am=8), response=ResponseRecord("BACK_OFF", "R15"))

    assert "the muscles were sore at 8" in warning(last)


def test_a_session_that_cannot_be_read_counts_as_a_loaded_one() -> None:
    def warned(ago: timedelta) -> str:
        return early_words(a_routine(), [session(days(5))], NOW, load_phrases(), [NOW - ago])

    assert "it is early: the knee gets 48 hours" in warned(hours(20))
    assert warned(hours(49)) == ""


@pytest.mark.parametrize("ago", [hours(49), days(30)])
def test_after_its_time_nothing_is_said(ago: timedelta) -> None:
    assert warning(session(ago)) == ""


def test_before_something_light_nothing_is_said() -> None:
    assert warning(session(hours(2)), routine=a_routine(LOADED.replace("strength", "mobility"))) == ""


def test_a_step_of_unknown_type_is_loaded() -> None:
    assert warning(session(hours(2)), routine=a_routine('[[step]]\nname = "Squat"\nreps = 8\n')) != ""


def test_a_response_of_another_version_makes_no_longer_wait() -> None:
    last = replace(session(hours(50)), response=ResponseRecord("WONDERFUL", "R99"))

    assert warning(last) == ""


def test_no_more_sessions_are_read_than_it_takes() -> None:
    def newest() -> Iterator[SessionRecord]:
        yield session(hours(2), kind="walk")
        yield session(hours(20))
        raise AssertionError("a third was asked for")

    assert early_words(a_routine(), newest(), NOW, load_phrases()) != ""


@pytest.mark.parametrize(
    "moment, words",
    [
        (datetime(2026, 11, 25, 19, 10, tzinfo=CET), "today 19:10"),
        (datetime(2026, 11, 26, 0, 10, tzinfo=CET), "tonight 00:10"),
        (datetime(2026, 11, 26, 19, 10, tzinfo=CET), "tomorrow 19:10"),
        (datetime(2026, 11, 26, 4, 0, tzinfo=CET), "tomorrow"),
        (datetime(2026, 11, 27, 1, 0, tzinfo=CET), "tomorrow night 01:00"),
        (datetime(2026, 11, 30, 7, 30, tzinfo=CET), "Monday 07:30"),
        (datetime(2026, 12, 2, 4, 0, tzinfo=CET), "Wednesday 2 December"),
    ],
)
def test_a_moment_is_said_by_its_local_day(moment: datetime, words: str) -> None:
    assert when_words(moment, NOW, load_phrases()) == words


def test_a_moment_is_said_in_the_language_of_the_sentences() -> None:
    spanish = load_phrases("es")

    assert when_words(datetime(2026, 11, 30, 7, 30, tzinfo=CET), NOW, spanish) == "el lunes a las 07:30"
    assert when_words(datetime(2026, 12, 2, 4, 0, tzinfo=CET), NOW, spanish) == "el miércoles 2 de diciembre"
