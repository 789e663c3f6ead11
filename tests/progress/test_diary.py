"""What follows from a diary for one session: tables by the day, worked out by hand, then what holds for all answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.checkin.flags import FLAGS, Tier
from coach.checkin.questions import Answer
from coach.progress.diary import Diary, fallen_base, final, mornings_of, readings_of, response_now, session_day
from coach.progress.response import Kind, Response, classify
from coach.progress.waiting import is_loaded
from coach.session.profile import BaseChange, Profile
from coach.session.record import SessionRecord
from tests.progress.diaries import WELL, WELL_AM, day, diary, moment, mornings, session

# --- days ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ended, answered, am, days_since",
    [
        ("2026-11-22T18:00+01:00", "2026-11-23T07:00+01:00", True, 1),
        ("2026-11-22T18:00+01:00", "2026-11-24T03:59+01:00", True, 1),  # the same long day
        ("2026-11-22T18:00+01:00", "2026-11-24T04:00+01:00", False, 2),
        ("2026-11-23T00:30+01:00", "2026-11-23T07:00+01:00", True, 1),  # past midnight is still the 22nd
        ("2026-11-23T03:50+01:00", "2026-11-23T04:10+01:00", True, 1),
        ("2026-11-23T03:50+01:00", "2026-11-23T03:55+01:00", False, 0),  # no morning has come yet
        ("2026-10-24T22:00+02:00", "2026-10-25T07:00+01:00", True, 1),  # the night of 25 hours
        ("2026-03-28T22:00+01:00", "2026-03-29T07:00+02:00", True, 1),  # the night of 23
        ("2026-11-22T20:00+01:00", "2026-11-23T08:00-08:00", True, 1),  # flown west
        ("2026-11-22T20:00-08:00", "2026-11-24T09:00+13:00", False, 2),  # east over the date line: that day is lost
        ("2026-11-23T20:00+13:00", "2026-11-23T18:00-08:00", False, 0),  # west over it: the same day again
    ],
)
def test_the_morning_after_is_the_next_local_day(ended: str, answered: str, am: bool, days_since: int) -> None:
    one = session(ended, morning_at=answered)

    readings = readings_of(diary(one), one)

    assert (readings.am, readings.late, readings.days_since) == (am, not am, days_since)


@pytest.mark.parametrize(
    "today, expected",
    [(0, False), (1, False), (2, True)],
)
def test_without_a_morning_a_response_is_final_when_that_day_is_over(today: int, expected: bool) -> None:
    one = session(0)

    assert final(diary(one), one, day(today)) is expected


def test_an_answered_morning_makes_a_response_final() -> None:
    one = session(0, morning={})

    assert final(diary(one), one, day(1))


def test_a_morning_that_was_broken_off_is_final_when_its_day_is_over() -> None:
    one = session(0, morning={})
    assert one.morning is not None
    one = replace(one, morning=replace(one.morning, complete=False))

    assert [final(diary(one), one, day(today)) for today in (1, 2)] == [False, True]


def test_a_late_morning_does_not_make_it_more_final_than_the_day_did() -> None:
    one = session(0, morning_at=3)

    assert response_now(diary(one), one, day(3)) == Response(Kind.MONITOR, None, "R19", "response.R19_morning")


def test_a_session_without_an_answer_counts_once_its_morning_is_over() -> None:
    one = replace(session(0), after=None)

    assert response_now(diary(one), one, day(1)) is None
    assert response_now(diary(one), one, day(2)) == Response(Kind.MONITOR, None, "R19", "response.R19")


def test_two_sessions_a_day_share_their_morning() -> None:
    first, second = session("2026-11-22T08:00+01:00"), session("2026-11-22T18:00+01:00", morning={"knee_am": 4})
    both = diary(first, second)

    assert [readings_of(both, each).knee_am for each in (first, second)] == [4, 4]
    assert final(both, first, session_day(first) + timedelta(days=1))


def test_a_session_that_is_loaded_has_played_something_loaded() -> None:
    one = session(0)
    broken_off = replace(one, goes=tuple(replace(go, seconds=0.0) for go in one.goes))

    assert [is_loaded(each) for each in (one, broken_off, session(0, loaded=False))] == [True, False, False]


def test_a_step_of_no_known_type_is_loaded() -> None:
    one = session(0)

    assert is_loaded(replace(one, goes=tuple(replace(go, type=None) for go in one.goes)))


# --- mornings --------------------------------------------------------------------------------------------------------


def test_mornings_are_those_of_sessions_and_those_of_other_days() -> None:
    kept = diary(session(0, morning={"knee_am": 3}), session(4, morning_at=7), session(9), knees={2: 5, 3: 0})

    assert mornings_of(kept) == {day(1): 3, day(2): 5, day(3): 0, day(7): 1}


def test_of_two_answers_for_one_morning_the_higher_counts() -> None:
    kept = diary(session(0, morning={"knee_am": 3}), session(5, morning={"knee_am": 6}), knees={1: 4, 6: 2})

    assert mornings_of(kept) == {day(1): 4, day(6): 6}


def test_a_skipped_knee_is_no_morning() -> None:
    assert mornings_of(diary(session(0, morning={"knee_am": None}))) == {}


def test_a_correction_counts_for_the_day_that_it_corrects() -> None:
    one = session(0, morning={"knee_am": 7}).corrected("morning", "knee_am", 2, moment("2026-11-22T08:00+01:00"))
    kept = diary(one)

    assert mornings_of(kept) == {day(1): 2}
    assert (readings_of(kept, one).am, readings_of(kept, one).knee_am) == (True, 2)


def test_a_morning_that_only_a_correction_tells_of_is_that_of_the_correction() -> None:
    one = session("2026-11-22T18:00+01:00").corrected("morning", "knee_am", 9, moment("2026-11-25T08:00+01:00"))

    assert classify(readings_of(diary(one), one)).rule == "R2"


def test_the_one_answer_of_the_morning_after_counts_where_no_more_was_asked() -> None:
    one = session(0)

    rules = [classify(readings_of(diary(one, knees={1: knee}), one)).rule for knee in (1, 3, 8)]

    assert rules == ["R19", "R11", "R2"]


# --- streaks and what else hangs on earlier days ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "sessions, expected",
    [
        ([], 0),
        (["B"], 1),
        (["B", "B"], 2),
        (["B", "B", "B"], 0),  # the third was a stop
        (["B", "B", "B", "B"], 1),
        (["B", "m", "B"], 1),
        (["B", "-", "B"], 2),  # nothing was loaded in between
        (["B", "S"], 0),
        (["B", "?"], 0),  # no answers count as R19
    ],
)
def test_back_offs_are_counted_over_loaded_sessions_in_a_row(sessions: list[str], expected: int) -> None:
    kept = [
        {
            "B": lambda number: session(number, after={"during": 6}, morning={}),
            "m": lambda number: session(number, after={"during": 3}, morning={}),
            "S": lambda number: session(number, after={"after": 8}, morning={}),
            "-": lambda number: session(number, loaded=False, after={"during": 6}, morning={}),
            "?": lambda number: replace(session(number), after=None),
        }[letter](3 * number)
        for number, letter in enumerate(sessions)
    ]
    last = session(3 * len(sessions), morning={})

    assert readings_of(diary(*kept, last), last).backoff_streak == expected


def test_a_third_back_off_in_a_row_is_a_stop() -> None:
    kept = [session(number, after={"during": 6}, morning={}) for number in (0, 3, 6)]

    rules = [classify(readings_of(diary(*kept), each)).rule for each in kept]

    assert rules == ["R8", "R8", "R7"]


@pytest.mark.parametrize(
    "sessions, days_since",
    [
        ((session(0),), 0),  # right after it
        ((session(0, morning={}),), 1),
        ((session(0, morning_at=8),), 8),
        ((session(0), session(7, loaded=False, morning={})), 8),
        ((session(0), session(5), session(7, loaded=False, morning={})), 3),
        ((session(1, name="other"), session(0, morning_at=8)), 7),
        ((session("2026-09-15T20:00+00:00", name="evening"), session(0, morning_at=8)), 8),  # after that answer
        ((session(0, loaded=False, morning={}),), 0),  # nothing was ever loaded
    ],
)
def test_days_are_counted_from_the_last_loaded_session_to_the_answer(
    sessions: tuple[SessionRecord, ...], days_since: int
) -> None:
    assert readings_of(diary(*sessions), sessions[-1]).days_since == days_since


@pytest.mark.parametrize(
    "answered, rule",
    [
        ({"knee_am": 8}, "R2"),
        ({"swelling": "clear"}, "R3"),
        ({"muscle_am": 3}, "R6"),
        ({"flags": ("locked",)}, "R1"),
        ({"knee_am": 7}, "R19"),
        ({"stiff": "lot_more"}, "R19"),
        ({"swelling": "slight"}, "R19"),
    ],
)
def test_a_late_morning_can_stop_and_nothing_else(answered: Mapping[str, Answer], rule: str) -> None:
    one = session(0, morning=answered, morning_at=8)

    assert classify(readings_of(diary(one), one)).rule == rule


def test_swelling_on_two_mornings_that_were_asked_in_a_row_is_a_stop() -> None:
    first, second = session(0, morning={"swelling": "slight"}), session(3, morning={"swelling": "slight"})
    kept = diary(first, second, knees={2: 1, 3: 1})

    assert [classify(readings_of(kept, each)).rule for each in (first, second)] == ["R13", "R4"]


def test_a_trend_backs_off_and_then_stops() -> None:
    # Mornings of 1 for 70 days, then of 5 as usual: the trend reaches 1.0 on day 73, and two weeks of it on day 87.
    knees = {**dict.fromkeys(range(70), 1), **dict.fromkeys(range(70, 90), 5)}
    kept = [session(number, morning={"knee_am": 5}) for number in (71, 72, 86)]

    rules = [classify(readings_of(diary(*kept, knees=knees, base=5), each)).rule for each in kept]

    assert rules == ["R20", "R14", "R5"]


def test_a_trend_counts_without_a_morning() -> None:
    knees = {**dict.fromkeys(range(70), 1), **dict.fromkeys(range(70, 90), 5)}
    one = session(75)

    assert classify(readings_of(diary(one, knees=knees, base=5), one)).rule == "R14"


def test_a_morning_is_judged_by_the_usual_one_of_that_day() -> None:
    kept = [session(number, morning={"knee_am": 3}) for number in (0, 30)]
    profile = Profile(base=1, bases=(BaseChange(day(0), None, 2, "asked"), BaseChange(day(20), 2, 1, "fell")))

    rules = [classify(readings_of(Diary(tuple(kept), (), profile), each)).rule for each in kept]

    assert rules == ["R17", "R11"]


def test_the_age_of_the_profile_counts() -> None:
    one = session(0, after={"flags": ("injury",)})

    tiers = [classify(readings_of(Diary((one,), (), Profile(age=age)), one)).tier for age in (None, 55)]

    assert tiers == [Tier.SOON, Tier.SAME_DAY]


def test_mornings_of_all_days_let_the_base_fall() -> None:
    kept = diary(*(session(number, morning={"knee_am": 1}) for number in range(0, 28, 4)), knees={27: 1}, base=3)

    assert fallen_base(kept, day(27)) == BaseChange(day(28), 3, 2, "fell")
    assert fallen_base(kept, day(26)) is None


def test_sessions_come_in_their_order_whatever_the_offset() -> None:
    later, earlier = session("2026-11-22T08:00-08:00"), session("2026-11-22T16:30+01:00")

    assert Diary((later, earlier)).sessions == (earlier, later)


# --- what holds for all answers --------------------------------------------------------------------------------------

NUMBERS = st.none() | st.integers(0, 10)
STIFFNESS = ("usual", "bit_more", "lot_more")
SWELLINGS = ("none", "slight", "clear")
AFTER = st.fixed_dictionaries(
    {"during": NUMBERS, "after": NUMBERS, "sharp": st.none() | st.booleans(), "flags": st.just(())}
)
MORNING = st.fixed_dictionaries(
    {
        "knee_am": NUMBERS,
        "muscle_am": NUMBERS,
        "stiff": st.none() | st.sampled_from(STIFFNESS),
        "swelling": st.none() | st.sampled_from(SWELLINGS),
        "flags": st.none() | st.lists(st.sampled_from(list(FLAGS)), unique=True, max_size=1).map(tuple),
    }
)
BEST: Mapping[str, Answer] = {**WELL, **WELL_AM, "knee_am": 0, "flags": ()}
PART = {"during": "after", "after": "after", "sharp": "after"} | dict.fromkeys(
    ("knee_am", "muscle_am", "stiff", "swelling", "flags"), "morning"
)


@st.composite
def diaries(draw: st.DrawFn) -> tuple[Diary, SessionRecord]:
    """A few weeks of sessions and mornings, and the last of the sessions."""
    kept: list[SessionRecord] = []
    number = 0
    for _ in range(draw(st.integers(1, 6))):
        number += draw(st.integers(0, 4))
        morning = draw(st.none() | MORNING)
        late = draw(st.sampled_from((1, 1, 1, 2, 8)))
        one = session(
            number,
            loaded=draw(st.booleans()),
            after=draw(AFTER),
            morning=morning,
            morning_at=number + late if morning is not None else None,
            name=str(len(kept)),
        )
        kept.append(one)
    knees = draw(st.dictionaries(st.integers(-30, number), st.integers(0, 10), max_size=40))
    return Diary(tuple(kept), mornings(knees), Profile(base=draw(st.integers(0, 10)))), kept[-1]


def corrected(kept: Diary, one: SessionRecord, key: str, answer: Answer) -> Response:
    """The response of a session with another answer."""
    part = PART[key]
    checkin = one.after if part == "after" else one.morning
    assert checkin is not None
    other = replace(one, **{part: replace(checkin, answers={**checkin.answers, key: answer})})  # type: ignore[arg-type]
    sessions = tuple(other if each.id == one.id else each for each in kept.sessions)
    return classify(readings_of(Diary(sessions, kept.mornings, kept.profile), other))


@given(pair=diaries(), data=st.data())
def test_a_worse_answer_never_gives_a_milder_result(pair: tuple[Diary, SessionRecord], data: st.DataObject) -> None:
    kept, one = pair
    key = data.draw(st.sampled_from([key for key, part in PART.items() if part == "after" or one.morning is not None]))
    answer = one.answers(PART[key]).get(key)
    worse = data.draw(st.sampled_from(_worse_answers(key, answer)))

    assert _gravity(corrected(kept, one, key, worse)) >= _gravity(classify(readings_of(kept, one)))


@given(pair=diaries(), data=st.data())
def test_a_skipped_answer_is_never_milder_than_its_best_one(
    pair: tuple[Diary, SessionRecord], data: st.DataObject
) -> None:
    kept, one = pair
    key = data.draw(st.sampled_from([key for key, part in PART.items() if part == "after" or one.morning is not None]))

    assert _gravity(corrected(kept, one, key, None)) >= _gravity(corrected(kept, one, key, BEST[key]))


@given(pair=diaries(), today=st.integers(0, 40))
def test_nothing_is_as_expected_without_the_morning_after(pair: tuple[Diary, SessionRecord], today: int) -> None:
    kept, _ = pair

    for one in kept.sessions:
        response = response_now(kept, one, day(today))
        if response is not None and response.kind is Kind.EXPECTED:
            assert any(each.morning is not None and session_day(each) == session_day(one) for each in kept.sessions)


def _gravity(response: Response) -> tuple[int, int]:
    tiers = [None, Tier.SOON, Tier.SAME_DAY, Tier.EMERGENCY]
    return list(Kind).index(response.kind), tiers.index(response.tier)


def _worse_answers(key: str, value: Any) -> list[Any]:
    """Return the answer itself and all that are worse; a skipped one has no place in that order."""
    if value is None:
        return [None]
    if key == "sharp":
        return [value, True]
    if key in ("stiff", "swelling"):
        words = STIFFNESS if key == "stiff" else SWELLINGS
        return list(words[words.index(value) :])
    if key == "flags":
        return [value, *((*value, flag) for flag in FLAGS if flag not in value)]
    return list(range(value, 11))
