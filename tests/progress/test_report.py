from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.checkin.flags import Tier
from coach.progress.diary import Diary
from coach.progress.report import DoneDose, Hurt, Report, ResponseCount, StopEvent, amount_done, report_of
from coach.progress.response import Kind
from coach.session.doses import Change, Decision, DoseBook
from coach.session.profile_values import BaseChange, Profile, Unlock
from coach.session.record import GoRecord, Outcome, Pain, SessionRecord
from tests.progress.histories import (
    TODAY,
    a_session,
    at,
    eventful,
    history,
    rolling,
    said_after,
    said_morning,
    step_downs,
    walk,
    wall_sit,
)

DAY = date(2026, 11, 16)
LATER = date(2026, 11, 20)


def report(*sessions: SessionRecord, book: DoseBook | None = None, profile: Profile | None = None) -> Report:
    return report_of(Diary(sessions, (), profile or Profile()), book or DoseBook(), TODAY, 12)


def test_sessions_are_counted_by_how_they_ended_and_days_by_what_was_loaded() -> None:
    kept = report(
        a_session(DAY),
        a_session(DAY, hour=8, outcome=Outcome.STOPPED),
        a_session(LATER, *rolling(), outcome=Outcome.INTERRUPTED),
    ).adherence

    assert kept.outcomes == {Outcome.FINISHED: 1, Outcome.STOPPED: 1, Outcome.INTERRUPTED: 1}
    assert (kept.sessions, kept.days, kept.loaded_days, kept.weeks) == (3, 2, 1, 1.0)


def test_planned_days_are_counted_from_the_first_session_on() -> None:
    found = report_of(
        Diary((a_session(DAY),)), DoseBook(), TODAY, 12, is_planned=lambda day: day.weekday() in (0, 2, 4)
    )

    assert found.adherence.planned_days == 3


def test_without_a_plan_no_day_is_planned() -> None:
    assert report(a_session(DAY)).adherence.planned_days is None


def test_pain_is_told_by_exercise_and_side_with_its_numbers_the_worst_first() -> None:
    first = a_session(
        DAY, *wall_sit(), *step_downs(), pains=(Pain(1, "step-down", "left", 3), Pain(2, "wall-sit", None, 6))
    )
    second = a_session(
        LATER, *step_downs(), pains=(Pain(1, "step-down", "left", 4, sharp=True), Pain(2, "step-down", "left"))
    )

    assert report(first, second).hurts == (
        Hurt("Wall sit", None, (6,), 1, 0, DAY),
        Hurt("Step-down", "left", (3, 4), 3, 1, LATER),
    )


def test_the_exercise_that_the_check_in_names_counts_where_nothing_was_said_in_the_session() -> None:
    named = a_session(DAY, after=said_after(DAY, during=4, step="wall-sit"))
    both = a_session(LATER, after=said_after(LATER, during=5, step="wall-sit"), pains=(Pain(1, "wall-sit", None, 5),))

    assert report(named, both).hurts == (Hurt("Wall sit", None, (4, 5), 2, 0, LATER),)


def test_responses_are_counted_by_rule_the_most_urgent_first() -> None:
    eased = a_session(DAY, after=said_after(DAY, sharp=True))
    fine = a_session(DAY - timedelta(days=7), after=said_after(DAY), morning=said_morning(DAY - timedelta(days=6)))
    monitored = a_session(LATER, after=said_after(LATER, during=3))

    assert report(fine, eased, monitored).responses == (
        ResponseCount(Kind.BACK_OFF, "R9", 1),
        ResponseCount(Kind.MONITOR, "R16", 1),
        ResponseCount(Kind.EXPECTED, "R20", 1),
    )


def test_a_stop_is_told_with_its_worries_and_what_the_user_said_since() -> None:
    stopped = a_session(DAY, after=said_after(DAY, flags=("locked",)))
    unlocked = Profile(unlocks=(Unlock(at(LATER), stopped.id),))

    before = report(stopped).stops
    since = report(stopped, profile=unlocked).stops

    assert before == (StopEvent(DAY, "R1", Tier.SAME_DAY, ("locked",), None),)
    assert since == (StopEvent(DAY, "R1", Tier.SAME_DAY, ("locked",), LATER),)


def test_doses_are_told_as_first_and_last_done() -> None:
    first = a_session(DAY, *wall_sit(5, 20.0), *step_downs(2, 8, load=None), *walk(5))
    last = a_session(LATER, *wall_sit(5, 45.0), *step_downs(3, 10, load="12 kg"), *rolling())

    assert report(first, last).doses == (
        DoneDose("Wall sit", "", "5 × 20 s", DAY, "5 × 45 s", LATER),
        DoneDose("Step-down", "each side", "2 × 8 reps", DAY, "3 × 10 reps at 12 kg", LATER),
        DoneDose("Backward walk", "", "5 min", DAY, "5 min", DAY),
    )


@pytest.mark.parametrize(
    ("goes", "words"),
    [
        (wall_sit(1, 30), "30 s"),
        (wall_sit(2, 30) + wall_sit(1, 20), "30 s, 30 s, 20 s"),
        (step_downs(1, None)[:1], "1 set at 4 kg"),
        (step_downs(1, load="4 kg")[:1] + step_downs(1, load="6 kg")[:1], "2 × 8 reps at 4 kg to 6 kg"),
        ((GoRecord("a", "A", unit="m", done=20, seconds=9.0),), "20 m"),
    ],
)
def test_amounts_are_told_as_somebody_would_write_them(goes: tuple[GoRecord, ...], words: str) -> None:
    assert amount_done(goes) == words


def test_changes_and_base_changes_of_the_period_are_told_and_older_ones_are_not() -> None:
    def change(on: date) -> Change:
        return Change(on, None, "r", "wall-sit", "5 × 30 s", "5 × 35 s", "progress", "knee 1", Decision.ACCEPTED)

    book = DoseBook(changes=(change(date(2026, 1, 1)), change(DAY), change(LATER)))
    bases = (BaseChange(date(2026, 1, 1), None, 3, "asked"), BaseChange(DAY, 3, 2, "fell"))

    found = report(a_session(DAY), book=book, profile=Profile(base=2, bases=bases))

    assert [each.on for each in found.changes] == [LATER, DAY]
    assert found.bases == (bases[1],)
    assert found.base == 2


def test_notes_are_told_the_latest_first_on_one_line_each() -> None:
    found = report(
        a_session(DAY, after=said_after(DAY, note="Stairs\n  are easier.")),
        a_session(LATER, after=said_after(LATER, note=" ")),
    )

    assert found.notes == ((DAY, "Stairs are easier."),)


def test_the_knee_is_that_of_the_profile_else_of_the_last_session() -> None:
    session = a_session(DAY, knee="right")

    assert report(session).knee == "right"
    assert report(session, profile=Profile(knee="left")).knee == "left"
    assert report(replace(session, knee=None)).knee is None


@given(weeks=st.integers(1, 20), seed=st.integers(0, 100))
@settings(max_examples=15)
def test_every_session_of_the_period_is_in_the_report_once(weeks: int, seed: int) -> None:
    found = report_of(history(10, seed=seed), DoseBook(), TODAY, weeks)

    assert found.adherence.sessions == found.trends.sessions
    assert sum(each.count for each in found.responses) <= found.trends.sessions
    assert found.adherence.loaded_days <= found.adherence.days


def test_an_empty_diary_and_an_eventful_one_can_both_be_told() -> None:
    diary, book = eventful()

    assert report_of(Diary(), DoseBook(), TODAY, 12).adherence.sessions == 0
    assert len(report_of(diary, book, TODAY, 12).changes) == len(book.changes)
