"""What follows from sessions, where a case of `dose-cases.toml` does not tell enough."""

from __future__ import annotations

from typing import Any

from coach.progress.diary import Diary, response_now
from coach.progress.dosing import decided, doses_for, settled_book
from coach.session.doses import Decision, DoseBook, Ease
from coach.session.morning_values import Morning
from coach.session.profile_values import Profile, Unlock
from coach.session.record import SessionRecord
from tests.progress.plans import plan
from tests.progress.sessions import Answered, at, day, played

RISING = tuple(
    Morning(day(number), at(number, 8), knee)
    for number, knee in [*((early, 0) for early in range(-20, -16)), *((late, 1) for late in range(-3, 1))]
)
"""By the mornings up to day 0 the trend is 1.0; with a 0 on day 1 it is 0.8."""


def session(**said: Any) -> SessionRecord:
    return played(plan("holds"), DoseBook(), Answered(day=0, **said))


def looked_at(book: DoseBook, diary: Diary, number: int) -> DoseBook:
    return settled_book(book, diary, {"holds": plan("holds")}, day(number))


def test_what_held_only_in_the_evening_is_offered_back_without_a_word_of_corrections() -> None:
    evening = Diary((session(morning=None),), RISING)
    eased = looked_at(DoseBook(), evening, 0)

    morning = Diary((session(morning={"knee_am": 0}),), RISING)
    offer = looked_at(eased, morning, 1).proposal

    assert [change.rule for change in eased.changes] == ["R14"]
    assert offer is not None
    assert (offer.rule, offer.reading) == ("more_known", "R14 does not hold any more with the answers that came later")


def test_a_yes_brings_back_what_held_only_in_the_evening_and_it_is_offered_once() -> None:
    eased = looked_at(DoseBook(), Diary((session(morning=None),), RISING), 0)
    morning = Diary((session(morning={"knee_am": 0}),), RISING)
    offered = looked_at(eased, morning, 1)

    taken = looked_at(decided(offered, True, day(1)), morning, 1)
    refused = looked_at(decided(offered, False, day(1)), morning, 1)

    assert (taken.ease, taken.proposal) == (None, None)
    assert (refused.ease, refused.proposal) == (offered.ease, None)


def test_a_corrected_answer_is_named_as_that() -> None:
    eased = looked_at(DoseBook(), Diary((session(during=6),)), 1)

    offer = looked_at(eased, Diary((session(during=6, corrected={"during": 0}),)), 1).proposal

    assert offer is not None
    assert (offer.rule, offer.reading) == ("corrected", "R8 does not hold any more by the corrected answers")


def test_a_correction_of_something_else_is_not_what_made_it_milder() -> None:
    eased = looked_at(DoseBook(), Diary((session(morning=None),), RISING), 0)
    morning = Diary((session(corrected={"muscle": 3}, morning={"knee_am": 0}),), RISING)

    offer = looked_at(eased, morning, 1).proposal

    assert offer is not None
    assert offer.rule == "more_known"


def test_an_unlock_that_changes_nothing_is_kept_as_what_it_is() -> None:
    book = DoseBook(ease=Ease(0.25, day(-5), "back_off", "R11", session="before"))
    stopped = session(after=8, morning=None)
    profile = Profile(unlocks=(Unlock(at(5, 12)),))

    after = looked_at(book, Diary((stopped,), profile=profile), 5)

    (change,) = after.changes
    assert (change.rule, change.decision) == ("unlock", Decision.APPLIED)
    assert (change.before, change.after) == ("a quarter of the sets", "a quarter of the sets")
    assert after.ease is not None
    assert after.ease.sets == 0.25


def test_two_reactions_in_a_row_leave_a_quarter_and_three_quarters_come_next() -> None:
    routine, book, sessions = plan("holds"), DoseBook(), []
    for number, knee in ((0, 4), (4, 4), (8, 1), (12, 1)):
        sessions.append(played(routine, book, Answered(day=number, during=3, morning={"knee_am": knee})))
        book = looked_at(book, Diary(tuple(sessions)), number + 1)

    kinds = [response_now(Diary(tuple(sessions)), each, day(13)) for each in sessions]
    assert [each.kind.value for each in kinds if each is not None] == ["BACK_OFF", "BACK_OFF", "MONITOR", "MONITOR"]
    assert doses_for(book, routine).doses["wall-sit"].sets == 2
    assert book.proposal is not None
    assert (book.proposal.before, book.proposal.after) == ("a quarter of the sets", "75 % of the sets")
    given = decided(book, True, day(13))
    assert doses_for(given, routine).doses["wall-sit"].sets == 4
