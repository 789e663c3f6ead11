"""What stops the loading, what answers it, and what may be played meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.checkin.flags import FLAGS, Tier
from coach.checkin.questions import Answer
from coach.progress.stopped import Stop, allows, allows_types, grounds, may_stop, stop_of
from coach.routine.model import StepType
from coach.session.profile import Profile, Unlock
from coach.session.record import CheckInRecord, Correction, Outcome, ResponseRecord, RoutineMark, SessionRecord
from coach.session.store import record_text
from tests.progress.routines import routine_of

AT = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
NOBODY = Profile()


@dataclass(frozen=True)
class Diary:
    sessions: Sequence[SessionRecord]
    profile: Profile


def session(days: float = 0, worries: tuple[str, ...] = (), **after: Answer) -> SessionRecord:
    """A session so many days after the first, with a check-in where answers are given."""
    ended = AT + timedelta(days=days)
    return SessionRecord(
        id=f"{ended:%Y-%m-%dT%H%M%S%z}-aaaa",
        routine=RoutineMark("r", "R", ""),
        started=ended - HOUR,
        ended=ended,
        outcome=Outcome.FINISHED,
        planned_seconds=60.0,
        done_seconds=60.0,
        worries=worries,
        after=CheckInRecord(ended + HOUR / 4, after) if after else None,
    )


def with_morning(of: SessionRecord, *, stored: ResponseRecord | None = None, **answers: Answer) -> SessionRecord:
    morning = CheckInRecord(of.ended + timedelta(hours=13), answers)
    return replace(of, morning=morning, response=stored or of.response)


def stored(of: SessionRecord, rule: str, tier: str | None = "soon", *, provisional: bool = False) -> SessionRecord:
    return replace(of, response=ResponseRecord("STOP_SEEK", rule, tier, provisional))


def unlocked(days: float, session_: SessionRecord | None = None) -> Profile:
    return Profile(unlocks=(Unlock(AT + timedelta(days=days), session_.id if session_ else None),))


def stop(*sessions: SessionRecord, profile: Profile = NOBODY) -> Stop | None:
    return stop_of(Diary(sessions, profile))


# --- what stops ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kept, tier, rule",
    [
        (session(worries=("chest_pain_breathless_faint",)), Tier.EMERGENCY, "R1"),
        (session(flags=("locked",)), Tier.SAME_DAY, "R1"),
        (session(flags=("injury",)), Tier.SOON, "R1"),
        (session(after=8), Tier.SAME_DAY, "R2"),
        (with_morning(session(after=1), knee_am=9), Tier.SAME_DAY, "R2"),
        (with_morning(session(after=1), swelling="clear"), Tier.SAME_DAY, "R3"),
        (with_morning(session(after=1), flags=("numb_or_tingling",)), Tier.SOON, "R1"),
        (stored(session(after=1), "R7", provisional=True), Tier.SOON, "R7"),
        (stored(with_morning(session(after=1), swelling="slight"), "R4"), Tier.SOON, "R4"),
        (stored(session(), "R5", None), Tier.SAME_DAY, "R5"),
    ],
)
def test_a_stop_comes_from_answers_and_from_what_was_stored(kept: SessionRecord, tier: Tier, rule: str) -> None:
    found = stop(kept)

    assert found is not None
    assert (found.tier, found.rule, found.session) == (tier, rule, kept.id)


@pytest.mark.parametrize(
    "kept",
    [
        session(),
        session(after=7, flags=()),
        session(flags=None),
        session(flags=("a word of another version",)),
        with_morning(session(after=2), knee_am=7, swelling="slight", flags=()),
        replace(session(after=7), response=ResponseRecord("BACK_OFF", "R8")),
    ],
)
def test_nothing_milder_stops(kept: SessionRecord) -> None:
    assert stop(kept) is None


def test_later_sessions_that_went_well_do_not_end_a_stop() -> None:
    stopped = session(flags=("locked",))

    found = stop(stopped, *(session(days, after=0, flags=()) for days in range(1, 400)))

    assert found is not None
    assert (found.session, found.at) == (stopped.id, stopped.ended + HOUR / 4)


def test_the_order_in_which_merged_sessions_come_does_not_matter() -> None:
    several = [session(flags=("locked",)), session(1, after=9), session(2, worries=("calf_pain_swelling",)), session(3)]

    assert stop(*several) == stop(*reversed(several))


def test_the_most_urgent_of_several_counts_with_the_worries_of_all() -> None:
    emergency = session(worries=("deformed",))

    found = stop(emergency, session(1, flags=("calf_pain_swelling", "injury")))

    assert found is not None
    assert (found.tier, found.session) == (Tier.EMERGENCY, emergency.id)
    assert found.flags == ("deformed", "calf_pain_swelling", "injury")


def test_from_55_a_fresh_injury_is_for_today() -> None:
    found = stop(session(flags=("injury",)), profile=Profile(age=55))

    assert found is not None
    assert found.tier is Tier.SAME_DAY


# --- what ends it ----------------------------------------------------------------------------------------------------


def test_an_unlock_answers_what_was_before_it() -> None:
    assert stop(session(flags=("locked",)), session(1, after=9), profile=unlocked(2)) is None


def test_an_unlock_answers_nothing_that_comes_after_it() -> None:
    assert stop(session(flags=("locked",)), session(3, after=9), profile=unlocked(2)) is not None


def test_the_morning_check_in_after_an_unlock_stops_anew_only_by_its_own_answers() -> None:
    stopped = session(flags=("locked",))
    well = with_morning(stopped, stored=ResponseRecord("STOP_SEEK", "R1", "same_day"), knee_am=1, flags=())
    swollen = with_morning(stopped, stored=ResponseRecord("STOP_SEEK", "R1", "same_day"), swelling="clear")

    assert stop(well, profile=unlocked(0.1, stopped)) is None
    assert stop(swollen, profile=unlocked(0.1, stopped)) is not None


def test_what_looks_back_over_weeks_is_answered_by_an_unlock_of_its_session() -> None:
    third = stored(with_morning(session(after=6)), "R7")

    assert stop(third, profile=unlocked(0.1, third)) is None
    assert stop(third, profile=unlocked(0.1)) is not None


def test_a_correction_that_takes_the_worry_back_ends_the_stop() -> None:
    slip = session(flags=("locked",))

    assert stop(slip.corrected("after", "flags", (), slip.ended + HOUR)) is None


def test_a_correction_that_adds_one_counts_from_the_correction_on() -> None:
    late = session(flags=()).corrected("after", "flags", ("locked",), AT + timedelta(days=1))

    assert stop(late, profile=unlocked(0.5)) is not None
    assert stop(late, profile=unlocked(1.5)) is None


@given(st.lists(st.tuples(st.floats(0, 30), st.sampled_from(["", "locked", "deformed"])), max_size=6))
def test_an_unlock_now_always_frees(days: list[tuple[float, str]]) -> None:
    kept = [session(day, flags=(flag,) if flag else ()) for day, flag in days]

    assert stop(*kept, profile=unlocked(31)) is None


# --- what may be played ----------------------------------------------------------------------------------------------

LOCKED = stop(session(flags=("locked",)))
CALF = stop(session(flags=("calf_pain_swelling",)))
FAINT = stop(session(worries=("chest_pain_breathless_faint",)))


@pytest.mark.parametrize("type_", [each.value for each in StepType] + [None])
def test_only_soft_tissue_and_mobility_are_played_while_the_loading_is_stopped(type_: str | None) -> None:
    routine = routine_of("mobility", type_)

    light = type_ in ("soft-tissue", "mobility")
    assert (allows(LOCKED, routine), allows_types(LOCKED, [type_])) == (light, light)
    assert allows(None, routine)
    assert not allows(CALF, routine)
    assert not allows(FAINT, routine)


# --- looking into the text of a record before it is read -------------------------------------------------------------

NUMBERS = st.none() | st.integers(0, 10)
FLAGGED = st.none() | st.lists(st.sampled_from(sorted(FLAGS)), max_size=2).map(tuple)
AFTER = st.fixed_dictionaries({}, optional={"during": NUMBERS, "after": NUMBERS, "flags": FLAGGED})
MORNING = st.fixed_dictionaries(
    {}, optional={"knee_am": NUMBERS, "swelling": st.sampled_from(["none", "slight", "clear"]), "flags": FLAGGED}
)
CORRECTIONS = st.lists(
    st.builds(
        Correction,
        st.just(AT + HOUR),
        st.sampled_from(["after", "morning"]),
        st.sampled_from(["after", "knee_am", "during"]),
        NUMBERS,
    )
    | st.builds(Correction, st.just(AT + HOUR), st.just("morning"), st.just("swelling"), st.just("clear"))
    | st.builds(Correction, st.just(AT + HOUR), st.just("after"), st.just("flags"), FLAGGED),
    max_size=2,
).map(tuple)


@given(AFTER, MORNING, CORRECTIONS, FLAGGED, st.none() | st.sampled_from(["STOP_SEEK", "MONITOR"]))
def test_no_record_that_holds_a_reason_is_passed_over_unread(
    after: dict[str, Answer],
    morning: dict[str, Answer],
    corrections: tuple[Correction, ...],
    worries: tuple[str, ...] | None,
    kind: str | None,
) -> None:
    record = replace(
        session(worries=worries or ()),
        after=CheckInRecord(AT, after),
        morning=CheckInRecord(AT + HOUR, morning),
        corrections=corrections,
        response=ResponseRecord(kind, "R4", "soon") if kind else None,
    )

    assert may_stop(record_text(record).encode()) or not grounds(record)


@pytest.mark.parametrize(
    "text",
    [
        *("after = 8", "after=10", "knee_am  =\t9", "'after' = 8", "[after]\nafter = 9 # really", "answer = 08"),
        *("morning = { knee_am = 9 }", "after.after = 8", "after = 0x8", "after = 1_0", 'swelling = "clear"'),
        *('flags = [\n"locked",\n]', 'flags = ["\\u006cocked"]', 'kind = "STOP_SEEK"', "after = +9"),
    ],
)
def test_a_reason_that_a_person_wrote_otherwise_is_seen(text: str) -> None:
    assert may_stop(text.encode())
    assert may_stop(text.encode("utf-16"))


def test_a_record_in_which_all_was_well_need_not_be_read() -> None:
    well = with_morning(session(during=3, after=2, sharp=False, flags=()), knee_am=1, swelling="slight", flags=())

    assert not may_stop(record_text(well).encode())
    assert not may_stop(record_text(well).replace("\n", "\r\n").encode())
