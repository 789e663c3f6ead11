"""What holds for doses whatever is answered: random people through months of sessions."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from coach.progress.diary import Diary, response_now
from coach.progress.dosing import decided, settled_book
from coach.progress.line import asked_next
from coach.progress.played import doses_for
from coach.progress.response import Kind
from coach.routine.model import Routine
from coach.session.doses import Change, Decision, DoseBook, StepDose
from coach.session.dosestore import doses_text, parse_doses
from coach.session.profile_values import Profile, Unlock
from coach.session.record import SessionRecord
from coach.timeline.amounts import amounts_of
from coach.timeline.model import Choices
from tests.progress.plans import plan
from tests.progress.sessions import Answered, at, day, played

WEEK = timedelta(days=7)

mornings = st.none() | st.fixed_dictionaries(
    {
        "knee_am": st.sampled_from([1, 1, 1, 1, 2, 4, None]),
        "muscle_am": st.sampled_from([0, 0, 0, 3, 7, None]),
        "stiff": st.sampled_from(["usual", "usual", "usual", "lot_more"]),
        "swelling": st.sampled_from(["none", "none", "none", "none", "none", "slight"]),
    }
)
visits = st.fixed_dictionaries(
    {
        "gap": st.sampled_from([2, 3, 3, 4, 16, 30]),
        "during": st.sampled_from([0, 0, 0, 2, 4, 6, 8, None]),
        "after": st.sampled_from([0, 0, 0, 0, 3, 8]),
        "sharp": st.sampled_from([False, False, False, False, True]),
        "step": st.integers(0, 1),
        "room": st.sampled_from([15, 15, 15, 0]),
        "full": st.sampled_from([True, True, True, False]),
        "morning": mornings,
        "yes": st.sampled_from([True, True, False, None]),
        "unlock": st.booleans(),
        "late": st.booleans(),
    }
)
good = st.fixed_dictionaries(
    {"room": st.just(15), "gap": st.sampled_from([2, 3, 4]), "yes": st.sampled_from([True, False])}
)
plans = st.sampled_from(["holds", "both", "levels", "walk", "sled", "kept_as_written", "weights", "top_rung"])


@dataclass(slots=True)
class Person:
    """Somebody who trains, answers and decides; the book is looked at every time anything is known."""

    routine: Routine
    book: DoseBook = field(default_factory=DoseBook)
    profile: Profile = field(default_factory=Profile)
    sessions: tuple[SessionRecord, ...] = ()
    day: int = 0

    def settle(self, number: int) -> DoseBook:
        self.book = settled_book(self.book, self.diary, {self.routine.id: self.routine}, day(number))
        return self.book

    @property
    def diary(self) -> Diary:
        return Diary(self.sessions, profile=self.profile)

    def visit(self, said: dict[str, Any]) -> None:
        """Train after some days, look, answer the next morning, look, and decide."""
        self.day += said["gap"]
        self.settle(self.day)
        if self.book.stopped:  # nobody trains before they were checked
            if not said.get("unlock"):
                return
            self.profile = replace(self.profile, unlocks=(*self.profile.unlocks, Unlock(at(self.day, 6))))
            self.settle(self.day)
        steps = asked_next(self.routine, self.book, self.sessions, self.profile)
        ids = list(amounts_of(self.routine))
        room = said["room"]
        if room is not None and steps and "squat" in steps[0]:
            room = min(3, room)
        answered = Answered(
            day=self.day,
            during=said.get("during", 0),
            after=said.get("after", 0),
            sharp=said.get("sharp", False),
            step=ids[said.get("step", 0) % len(ids)],
            asked=steps[0] if steps else None,
            room=room if steps else None,
            full=said.get("full", True),
            morning=None,
        )
        book = self.book
        evening = played(self.routine, book, answered)
        self.sessions = (*self.sessions, evening)
        self.settle(self.day)
        if said.get("morning", {}) is not None:
            whole = played(self.routine, book, replace(answered, morning=said.get("morning", {})))
            self.sessions = (*self.sessions[:-1], whole)
        look = self.day + (2 if said.get("late") or said.get("morning", {}) is None else 1)
        self.settle(look)
        if said.get("yes") is not None:
            self.book = decided(self.book, said["yes"], day(look))

    def shown(self) -> dict[str, tuple[Any, ...]]:
        """Return level, sets, seconds, reps and weight of every step; nothing where the loading is stopped."""
        doses = doses_for(self.book, self.routine)
        if doses.stopped:
            return {}
        found = amounts_of(self.routine, Choices(levels=doses.levels, doses=doses.doses))
        return {id_: numbers(self.routine, amount) for id_, amount in found.items()}


def numbers(routine: Routine, amount: Any) -> tuple[float, ...]:
    """Return what must not grow: level, sets, seconds and reps of all sets, weight, effort."""
    level = routine.levels.index(amount.level) if amount.level else 0
    durations = [asked.time or asked.hold for asked in amount.asked]
    seconds = max((each.seconds for each in durations if each is not None), default=0.0)
    reps = max((asked.reps.low for asked in amount.asked if asked.reps is not None), default=0)
    weight = max((asked.load.value or 0 for asked in amount.asked if asked.load is not None), default=0.0)
    effort = max((asked.effort.low for asked in amount.asked if asked.effort is not None), default=0)
    return (level, amount.sets, seconds, reps, weight, effort)


def is_more(change: Change) -> bool:
    return change.rule in ("EXPECTED", "MONITOR", "give_back")


def through(person: Person, said: list[dict[str, Any]]) -> None:
    for one in said:
        person.visit(one)
        check_the_book(person)


def check_the_book(person: Person) -> None:
    """What holds at any moment."""
    book = person.book
    proposals = [change for change in book.changes if change.decision is Decision.PROPOSED]
    assert len(proposals) <= 1
    if book.stopped:
        assert not proposals
        assert doses_for(book, person.routine).doses == {}
    today = max(person.day + 1, *((each.day - day(0)).days for each in book.changes), 0) if book.changes else person.day
    again = settled_book(book, person.diary, {person.routine.id: person.routine}, day(today))
    assert settled_book(again, person.diary, {person.routine.id: person.routine}, day(today)) == again
    assert parse_doses(doses_text(book).encode()) == (replace(book, changes=by_day(book.changes)), ())


def by_day(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda change: change.on))


WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""Each example is months of sessions: making a failing one smaller would take longer than reading it."""

SLOW = settings(max_examples=20, deadline=None, phases=WITHOUT_SHRINKING, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(plans, st.lists(visits, min_size=1, max_size=7))
def test_at_most_one_offer_no_dose_in_a_stop_and_looking_twice_is_looking_once(name: str, said: list[Any]) -> None:
    through(Person(plan(name)), said)


@SLOW
@given(plans, st.lists(good, max_size=5), visits)
def test_a_back_off_raises_nothing(name: str, before: list[Any], bad: dict[str, Any]) -> None:
    person = Person(plan(name))
    through(person, before)
    person.settle(person.day + bad["gap"])
    shown, exercises = person.shown(), {each.step: each.dose.exercise for each in person.book.doses}

    person.visit({**bad, "yes": None, "unlock": False})
    response = response_now(person.diary, person.sessions[-1], day(person.day + 2))
    assume(response is not None and response.kind is Kind.BACK_OFF)

    for id_, after in person.shown().items():
        rung = next((each.dose.exercise for each in person.book.doses if each.step == id_), None)
        # An easier level or rung may ask for more of what is easier; all else only falls.
        easier = after[0] < shown[id_][0] or rung != exercises.get(id_)
        assert after[0] <= shown[id_][0]
        assert easier or all(new <= old for new, old in zip(after, shown[id_], strict=True))


@SLOW
@given(plans, st.lists(good | visits, min_size=3, max_size=9))
def test_nothing_grows_within_a_week_of_a_change_or_of_a_no(name: str, said: list[Any]) -> None:
    person = Person(plan(name))
    through(person, said)

    changes = person.book.changes
    for number, change in enumerate(changes):
        if not is_more(change):
            continue
        for earlier in changes[:number]:
            of_all = earlier.decision is Decision.REFUSED or not earlier.step or not change.step
            if of_all or earlier.exercise == change.exercise:
                assert change.on >= earlier.day + WEEK


@SLOW
@given(st.sampled_from(["weights", "both", "pounds"]), st.lists(good | visits, min_size=3, max_size=9))
def test_a_load_never_grows_by_more_than_ten_percent(name: str, said: list[Any]) -> None:
    person = Person(plan(name))
    weights: list[float] = []
    for one in said:
        person.visit(one)
        shown = person.shown().get("goblet-squat")
        if shown is not None and shown[4]:
            weights.append(shown[4])

    assert all(after <= before * 1.1 for before, after in itertools.pairwise(weights))


@SLOW
@given(st.lists(good | visits, min_size=1, max_size=9))
def test_what_the_file_keeps_as_written_never_gets_more(said: list[Any]) -> None:
    person = Person(plan("kept_as_written"))
    file = person.shown()["wall-sit"]

    for one in said:
        person.visit(one)
        kept = person.book.dose_of(person.routine.id, "wall-sit")
        rung = kept.dose.exercise if kept is not None else None
        assert rung in (None, "wall-sit-shallow", "quad-set")
        shown = person.shown().get("wall-sit", file)
        assert rung is not None or all(now <= most for now, most in zip(shown, file, strict=True))


@SLOW
@given(plans, st.lists(st.sampled_from([2, 3, 15]), min_size=1, max_size=9))
def test_who_never_answers_never_gets_more(name: str, gaps: list[int]) -> None:
    person = Person(plan(name))
    nobody = {"during": None, "after": None, "sharp": None, "room": None, "morning": None, "yes": True}

    for gap in gaps:
        person.visit({**nobody, "gap": gap})

    assert not any(is_more(change) for change in person.book.changes)


@SLOW
@given(plans, st.lists(good | visits, min_size=1, max_size=8))
def test_a_lost_book_is_made_again_where_the_decisions_are_known(name: str, said: list[Any]) -> None:
    person = Person(plan(name))
    for one in said:
        person.visit(one)
    person.settle(person.day + 3)
    known = tuple(change for change in person.book.changes if change.decision in (Decision.ACCEPTED, Decision.REFUSED))

    lost = Person(person.routine, DoseBook(changes=known), person.profile, person.sessions)
    lost.settle(person.day + 3)

    assert lost.book.doses == person.book.doses
    assert lost.shown() == person.shown()
    assert (lost.book.ease is None) == (person.book.ease is None)


def test_a_person_with_good_sessions_moves_on() -> None:
    """The properties above hold of somebody who never moves, too."""
    person = Person(plan("holds"))
    for _ in range(12):
        person.visit({"gap": 3, "room": 15, "yes": True})

    accepted = [change.after for change in person.book.changes if change.decision is Decision.ACCEPTED]
    assert accepted[:2] == ["5 × 35 s", "5 × 40 s"]
    assert date.max > person.book.changes[-1].on


def test_an_offer_of_sets_that_was_not_answered_does_not_outlive_two_weeks_away() -> None:
    person = Person(plan("holds"))
    for said in ({"gap": 1, "room": 0}, {"gap": 16, "room": 0}, {"gap": 3, "room": 0}, {"gap": 3, "room": 0}):
        person.visit({**said, "yes": None})
    offered = person.book.proposal

    person.settle(person.day + 20)

    assert offered is not None
    assert offered.rule == "give_back"
    assert person.book.proposal is None
    assert person.shown()["wall-sit"][1] == 4


def test_a_step_that_goes_back_to_its_file_is_kept_as_that_and_not_as_an_empty_dose() -> None:
    person = Person(plan("levels"), DoseBook((StepDose("levels", "wall-sit", "build"),)))

    person.visit({"gap": 3, "sharp": True, "during": 2, "step": 0, "room": None, "yes": None, "morning": None})

    (change,) = (each for each in person.book.changes if each.step == "wall-sit")
    assert (change.before, change.after, change.becomes) == ("3 × 30 s (build)", "3 × 20 s (start)", None)
