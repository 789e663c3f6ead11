"""What is due today, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.progress.due import Due, DueToday, Situation, Stopped
from coach.progress.plan import Plan, plan_of
from coach.progress.response import Kind
from coach.progress.today import due_today, week_of
from coach.progress.waiting import Judged, is_loaded, wait_of
from coach.session.record import SessionRecord
from tests.progress.past import CET, NOW, ROUTINES, days, hours, judged, routine, session

NO_PLAN = Plan()


def plan(at: str = "", **meant: str) -> Plan:
    return plan_of(meant, at, ROUTINES, last={})


def situation(*sessions: SessionRecord, now: datetime = NOW, made: Mapping[str, Judged] | None = None) -> Situation:
    """Some sessions lie behind, and what was made of them."""
    return Situation(now=now, sessions=sessions, wait=wait_of(sessions, made or {}, now))


def due(*sessions: SessionRecord, by: Plan = NO_PLAN, now: datetime = NOW, short: bool = False) -> DueToday:
    return due_today(ROUTINES, situation(*sessions, now=now), by, short=short)


def test_at_first_the_usual_routine_is_due() -> None:
    today = due()

    assert (today.due, today.routine, today.rule) == (Due.LOADED, "knee-foundation", "P8")
    assert today.next_loaded == NOW


def test_the_routine_that_the_first_run_questions_came_to_is_due_first() -> None:
    today = due_today(ROUTINES, replace(situation(), suggested=("foam-roll", "isometric-holds")), NO_PLAN)

    assert today.routine == "isometric-holds"


@pytest.mark.parametrize(
    "suggested, due_now",
    [
        (("foam-roll", "six-minute-fallback"), "six-minute-fallback"),
        (("six-minute-fallback", "isometric-holds"), "isometric-holds"),
    ],
)
def test_the_short_one_is_due_where_nothing_else_that_is_loaded_suits(suggested: tuple[str, ...], due_now: str) -> None:
    today = due_today(ROUTINES, replace(situation(), suggested=suggested), NO_PLAN)

    assert today.routine == due_now


@pytest.mark.parametrize("short", [False, True])
def test_where_precautions_speak_against_loading_something_light_is_due(short: bool) -> None:
    today = due_today(ROUTINES, replace(situation(), no_loading=True), NO_PLAN, short=short)

    assert (today.due, today.rule, today.reason.key) == (Due.LIGHT, "P3", "precautions")


def test_who_has_played_something_loaded_all_the_same_goes_on() -> None:
    today = due_today(ROUTINES, replace(situation(session(days(4))), no_loading=True), NO_PLAN)

    assert (today.due, today.routine) == (Due.LOADED, "knee-foundation")


def test_the_light_routine_that_the_first_run_questions_came_to_is_offered_first() -> None:
    now = replace(situation(session(hours(22))), suggested=("knee-foundation", "foam-roll"))

    assert due_today(ROUTINES, now, NO_PLAN).routine == "foam-roll"


def test_the_loaded_routine_that_was_played_last_goes_on() -> None:
    today = due(session(days(5), "knee-foundation"), session(days(3), "isometric-holds"), session(days(2), "foam-roll"))

    assert today.routine == "isometric-holds"


@pytest.mark.parametrize("aside", ["six-minute-fallback", "first-try", "is-gone"])
def test_what_was_played_for_once_does_not_go_on(aside: str) -> None:
    assert due(session(days(5), "isometric-holds"), session(days(3), aside)).routine == "isometric-holds"


# --- hours between loaded days ---------------------------------------------------------------------------------------


def test_the_day_after_a_loaded_session_something_light_is_due_and_from_when_on_loading_is() -> None:
    last = session(hours(22))

    today = due(last)

    assert (today.due, today.routine, today.rule) == (Due.LIGHT, "rest-day", "P6")
    assert today.next_loaded == last.ended + hours(48)


def test_after_a_back_off_72_hours_pass() -> None:
    last = session(hours(60))

    today = due_today(ROUTINES, situation(last, made=judged(last, Kind.BACK_OFF, "R11")), NO_PLAN)

    assert (today.due, today.rule, today.next_loaded) == (Due.LIGHT, "P4", last.ended + hours(72))


def test_while_muscles_are_waited_for_nobody_can_say_when() -> None:
    last = session(hours(80), muscle_am=8)

    today = due_today(ROUTINES, situation(last, made=judged(last, Kind.BACK_OFF, "R15")), NO_PLAN)

    assert (today.due, today.rule, today.next_loaded) == (Due.LIGHT, "P5", None)


def test_when_the_hours_are_over_loading_is_due_again() -> None:
    assert due(session(hours(48))).due is Due.LOADED


def test_behind_todays_loaded_session_nothing_is_due() -> None:
    last = session(hours(3))

    today = due(last)

    assert (today.due, today.routine, today.rule) == (Due.REST, None, "P2")
    assert today.next_loaded == last.ended + hours(48)


def test_after_midnight_it_is_still_the_day_of_the_evenings_session() -> None:
    assert due(session(hours(3)), now=datetime(2026, 11, 26, 1, 30, tzinfo=CET)).rule == "P2"


def test_something_light_is_due_once_a_day() -> None:
    today = due(session(hours(20)), session(hours(2), "foam-roll", "soft-tissue"))

    assert (today.due, today.reason.key) == (Due.REST, "done_light")


def test_something_light_today_keeps_no_loaded_session_from_being_due() -> None:
    assert due(session(hours(2), "foam-roll", "soft-tissue")).due is Due.LOADED


# --- a plan of days --------------------------------------------------------------------------------------------------


def test_the_plan_says_which_routine_is_due() -> None:
    today = due(by=plan(wed="isometric-holds", at="19:00"))

    assert (today.due, today.routine, today.at, today.reason.key) == (Due.LOADED, "isometric-holds", "19:00", "planned")


def test_on_a_day_without_a_plan_something_light_is_due_and_the_next_loaded_day_is_told() -> None:
    today = due(by=plan(mon="knee-foundation", fri="isometric-holds"))

    assert (today.due, today.rule) == (Due.LIGHT, "P7")
    assert (today.next_loaded, today.next_planned) == (datetime(2026, 11, 27, 4, 0, tzinfo=CET), "isometric-holds")


def test_a_missed_day_is_not_caught_up() -> None:
    today = due(session(days(7)), by=plan(mon="knee-foundation"))

    assert (today.due, today.next_loaded) == (Due.LIGHT, datetime(2026, 11, 30, 4, 0, tzinfo=CET))


def test_a_loaded_day_that_comes_too_early_waits_for_its_hours() -> None:
    last = session(hours(44))

    today = due(last, by=plan(wed="knee-foundation"))

    assert (today.due, today.rule) == (Due.LIGHT, "P6")
    assert (today.next_loaded, today.next_planned) == (last.ended + hours(48), "knee-foundation")
    assert today.put_off == "knee-foundation"


def test_a_planned_day_that_would_stay_too_early_is_passed_over() -> None:
    today = due(session(hours(22)), by=plan(wed="knee-foundation", thu="knee-foundation", sat="isometric-holds"))

    assert today.next_loaded == datetime(2026, 11, 26, 20, 0, tzinfo=CET)
    assert today.next_planned == "knee-foundation"


def test_the_hour_of_the_plan_counts_where_it_is_later() -> None:
    today = due(session(hours(22)), by=plan(thu="knee-foundation", at="21:30"))

    assert today.next_loaded == datetime(2026, 11, 26, 21, 30, tzinfo=CET)


def test_something_light_that_the_plan_has_is_due() -> None:
    today = due(by=plan(wed="foam-roll", fri="knee-foundation"))

    assert (today.due, today.routine, today.reason.key) == (Due.LIGHT, "foam-roll", "planned_light")


@pytest.mark.parametrize("ago", [hours(22), days(4)])
def test_on_a_planned_day_of_rest_nothing_is_due(ago: timedelta) -> None:
    today = due(session(ago), by=plan(wed="rest", fri="knee-foundation"))

    assert (today.due, today.routine) == (Due.REST, None)


def test_a_day_whose_routine_is_not_there_has_the_one_that_goes_on() -> None:
    today = due(session(days(4), "isometric-holds"), by=plan(wed="knee-fundation", mon="knee-foundation"))

    assert (today.due, today.routine) == (Due.LOADED, "isometric-holds")


# --- little time, and what suits -------------------------------------------------------------------------------------


def test_with_little_time_the_short_one_takes_the_place_of_the_loaded_one() -> None:
    today = due(short=True)

    assert (today.due, today.routine, today.rule) == (Due.SHORT, "six-minute-fallback", "P9")


def test_with_little_time_on_a_day_between_something_short_and_light_is_due() -> None:
    today = due(session(hours(22)), short=True)

    assert (today.due, today.routine) == (Due.LIGHT, "desk-break")


def test_the_light_routine_that_was_played_last_is_offered_again() -> None:
    today = due(session(days(2.5), "foam-roll", "soft-tissue"), session(hours(22)))

    assert today.routine == "foam-roll"


def test_what_a_precaution_warns_of_is_offered_last() -> None:
    routines = (routine("rest-day", caution=("clots",)), routine("desk-break"), routine("knee-foundation"))
    now = replace(situation(session(hours(22))), precautions=frozenset({"clots"}))

    assert due_today(routines, now, NO_PLAN).routine == "desk-break"


def test_what_needs_something_that_is_not_at_hand_is_offered_behind_what_does_not() -> None:
    routines = (routine("rest-day", equipment=("mat", "strap")), routine("desk-break", equipment=("chair",)))
    now = replace(situation(session(hours(22))), equipment=frozenset({"chair"}))

    assert due_today(routines, now, NO_PLAN).routine == "desk-break"


def test_with_much_pain_on_an_ordinary_morning_nothing_loaded_is_due() -> None:
    today = due_today(ROUTINES, replace(situation(), base=6), plan(wed="knee-foundation"))

    assert (today.due, today.rule, today.next_loaded) == (Due.LIGHT, "P3", None)


def test_without_any_routine_nothing_is_due() -> None:
    today = due_today((), situation(), NO_PLAN)

    assert (today.routine, today.due) == (None, Due.LIGHT)


# --- a stop ----------------------------------------------------------------------------------------------------------


def stopped(*allowed: str) -> Situation:
    return replace(situation(session(days(4))), stopped=Stopped("R3", lambda one: one.id in allowed))


def test_while_loading_is_stopped_what_may_be_played_is_due() -> None:
    today = due_today(ROUTINES, stopped("foam-roll", "desk-break"), plan(wed="knee-foundation"))

    assert (today.due, today.routine, today.rule, today.next_loaded) == (Due.STOPPED, "foam-roll", "R3", None)


def test_where_everything_is_stopped_nothing_is_offered() -> None:
    assert due_today(ROUTINES, stopped(), NO_PLAN, short=True).routine is None


# --- days away, days trained, reviews --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "away, key", [(13, None), (14, "away"), (27, "away"), (28, "away_long"), (400, "away_long")], ids=str
)
def test_after_days_away_less_is_played(away: int, key: str | None) -> None:
    restart = due(session(days(away))).restart

    assert (restart.key if restart is not None else None) == key


def test_something_light_in_between_does_not_keep_the_knee_used_to_load() -> None:
    restart = due(session(days(30)), session(days(3), "foam-roll", "soft-tissue")).restart

    assert restart is not None
    assert restart.values == {"days": 30}


def test_days_with_a_session_are_counted_and_no_streak() -> None:
    week = [session(days(back)) for back in (0.1, 0.2, 2, 6, 7, 9)]

    assert due(*reversed(week)).days_trained == 3


def test_the_review_of_week_6_is_told() -> None:
    first = session(days(42))
    mornings = {date(2026, 10, 14) + timedelta(days=ahead): 4 for ahead in range(43)}
    now = replace(situation(first, session(days(20)), session(days(3))), mornings=mornings)

    review = due_today(ROUTINES, now, NO_PLAN).review

    assert review is not None
    assert review.values == {"weeks": 6, "was": "4.0", "now": "4.0"}


# --- the coming week -------------------------------------------------------------------------------------------------


def week(*sessions: SessionRecord, by: Plan = NO_PLAN) -> list[tuple[str, bool]]:
    """Return what each of the seven days has from Wednesday on, and whether that is too early."""
    found = week_of(ROUTINES, situation(*sessions), by)
    return [(one.routine or "light", one.early) for one in found]


def test_without_a_plan_every_other_day_is_loaded() -> None:
    assert [routine for routine, _ in week()] == ["knee-foundation", "light"] * 3 + ["knee-foundation"]


def test_the_week_begins_when_the_knee_had_its_rest() -> None:
    days_ahead = week_of(ROUTINES, situation(session(hours(22))), NO_PLAN)

    assert [one.routine for one in days_ahead][:2] == [None, "knee-foundation"]
    assert days_ahead[1].begins == datetime(2026, 11, 26, 20, 0, tzinfo=CET)


def test_a_planned_day_too_near_the_one_before_is_told() -> None:
    planned = week(by=plan(wed="knee-foundation", thu="isometric-holds", fri="rest", sat="knee-foundation"))

    assert planned[:5] == [
        ("knee-foundation", False),
        ("isometric-holds", True),
        ("rest", False),
        ("knee-foundation", False),
        ("light", False),
    ]


def test_while_loading_is_stopped_the_week_has_nothing_loaded() -> None:
    assert {one.routine for one in week_of(ROUTINES, stopped("foam-roll"), NO_PLAN)} == {None}


# --- always ----------------------------------------------------------------------------------------------------------

AGO = st.floats(0.1, 900)
MEANT = st.dictionaries(
    st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
    st.sampled_from(["knee-foundation", "foam-roll", "rest", "nothing like it"]),
)


@given(st.lists(st.tuples(AGO, st.sampled_from(["strength", "walk", None]))), MEANT, st.booleans())
def test_nothing_loaded_is_due_within_48_hours_and_never_before_it_is_told(
    past: list[tuple[float, str | None]], meant: dict[str, str], short: bool
) -> None:
    sessions = sorted((session(hours(ago), kind=kind) for ago, kind in past), key=lambda one: one.ended)

    today = due(*sessions, by=plan(**meant), short=short)

    last = max((one.ended for one in sessions if is_loaded(one)), default=None)
    if last is not None and NOW - last < hours(48):
        assert today.due not in (Due.LOADED, Due.SHORT)
        assert today.next_loaded is None or today.next_loaded >= last + hours(48)
    if today.due in (Due.LOADED, Due.SHORT):
        assert today.next_loaded == NOW


@pytest.mark.parametrize(
    "unread, last, until",
    [
        (20, None, 28),
        (49, None, None),
        (20, 40, 28),
        (40, 20, 28),
    ],
)
def test_what_cannot_be_read_waits_like_a_loaded_session_and_the_longer_wait_counts(
    unread: float, last: float | None, until: float | None
) -> None:
    sessions = [session(hours(last))] if last is not None else []
    wait = wait_of(sessions, {}, NOW, unread=[NOW - hours(unread)])

    assert (wait.until - NOW if wait is not None else None) == (hours(until) if until is not None else None)
