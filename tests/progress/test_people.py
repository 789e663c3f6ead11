"""Simulated persons through the real code: a few weeks of a seed of each; the bars over all seeds are a benchmark."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from random import Random

import pytest

from benchmarks.people.bars import Rise, gaps_after_back_offs, gaps_of, loaded_sets, rise_of, two_at_once
from benchmarks.people.knee import Body, Knee
from benchmarks.people.life import Life, live
from benchmarks.people.persons import NEVER_ANSWERS, OVER_DOER, PERSONS, SWELLING, Person
from coach.progress.response import Kind
from coach.session.doses import Decision
from coach.session.record import GoRecord
from coach.session.store import parse_record, record_text

WEEKS = 6

everybody = pytest.mark.parametrize("person", PERSONS, ids=lambda person: person.name)


@cache
def life_of(person: Person, seed: int = 0) -> Life:
    return live(person, seed, WEEKS * 7)


# --- what holds for everybody ----------------------------------------------------------------------------------------


@everybody
def test_nothing_is_loaded_twice_within_48_hours(person: Person) -> None:
    assert min(gaps_of(life_of(person))) >= timedelta(hours=48)


@everybody
def test_nothing_is_loaded_within_72_hours_after_a_back_off(person: Person) -> None:
    assert min(gaps_after_back_offs(life_of(person)), default=timedelta.max) >= timedelta(hours=72)


@everybody
def test_never_is_more_than_one_thing_raised_at_once(person: Person) -> None:
    assert two_at_once(life_of(person)) == []


@everybody
def test_nothing_is_loaded_while_a_stop_holds(person: Person) -> None:
    life = life_of(person)

    for stopped, _ in life.stops:
        unlocked = stopped + (person.comes_back or WEEKS * 7)
        assert not [one for one in life.loaded if stopped < one.day < unlocked]


@everybody
def test_every_session_of_a_life_survives_its_file(person: Person) -> None:
    for record in life_of(person).diary.sessions:
        assert parse_record(record_text(record).encode()) == record


def test_a_seed_gives_the_same_life_again() -> None:
    once, again = live(OVER_DOER, 3, 21), live(OVER_DOER, 3, 21)

    assert (once.loaded, once.mornings, once.book) == (again.loaded, again.mornings, again.book)
    assert live(OVER_DOER, 4, 21).mornings != once.mornings


# --- what holds for one kind of person -------------------------------------------------------------------------------


def test_who_never_answers_never_gets_more() -> None:
    life = life_of(NEVER_ANSWERS)

    assert {one.work for one in life.loaded} == {1.0}
    assert [change for change in life.book.changes if change.decision is not Decision.APPLIED] == []


def test_who_overdoes_it_gets_fewer_sets_next_time() -> None:
    life = life_of(OVER_DOER)
    kinds = {one.session: kind for one, kind, _ in life.kinds()}
    reactions = [
        (before, now)
        for before, now in zip(life.loaded, life.loaded[1:], strict=False)
        if kinds[before.session] is Kind.BACK_OFF
    ]

    assert reactions
    for before, now in reactions:
        assert loaded_sets(now) < loaded_sets(before) or before.eased < 1


def test_a_knee_that_swells_is_stopped() -> None:
    (stop,) = life_of(SWELLING).stops

    assert stop[1] in ("R3", "R4")


# --- the model -------------------------------------------------------------------------------------------------------


def still(**constants: float) -> Body:
    """A knee whose answers have no noise."""
    return Body(Knee(noise=0, **constants), Random(0))  # type: ignore[arg-type]


def test_what_a_knee_is_used_to_leaves_nothing_behind() -> None:
    body = still(usual=2, capacity=1, ache=1)

    felt = body.load(1.0, own=1)
    body.night()

    assert (felt, body.now(), body.stiff) == ((3, 2), 2, "usual")


def test_too_much_is_felt_the_next_morning_and_settles() -> None:
    body = still(usual=1, capacity=1, reacts=4, settles=0.5, ache=0)

    felt = body.load(2.0, own=1)
    mornings = []
    for _ in range(3):
        body.night()
        mornings.append(body.now())

    assert (felt, mornings) == ((1, 5), [3, 2, 2])  # irritation 4, then 2, 1, 0.5: 1.5 rounds to the even number


def test_a_knee_drifts_by_so_many_points_in_four_weeks() -> None:
    body = still(usual=2, drift=1)

    for _ in range(56):
        body.night()

    assert body.now() == 4


def test_room_is_what_the_capacity_has_over_the_work() -> None:
    bodies = [still(capacity=capacity) for capacity in (3.0, 0.5)]

    assert [body.room(1.0) for body in bodies] == [3, 0]


def test_a_rise_is_told_by_step() -> None:
    def goes(sets: int, seconds: float, level: str, load: str | None = None) -> tuple[GoRecord, ...]:
        sit = [
            GoRecord("sit", "Sit", "wall-sit", "isometric", level=level, set=number, planned=seconds, seconds=seconds)
            for number in range(1, sets + 1)
        ]
        return (
            *sit,
            GoRecord("lift", "Lift", "goblet-squat", "strength", unit="reps", planned=8, seconds=24, load=load),
        )

    levels = ("start", "build")
    before = goes(2, 30, "start", "10 kg")
    none, one = frozenset[str](), frozenset({"sit"})

    assert rise_of(before, goes(2, 30, "start", "10 kg"), levels) == Rise(none, none)
    assert rise_of(before, goes(3, 30, "start", "10 kg"), levels) == Rise(one, none)
    assert rise_of(before, goes(2, 35, "start", "10 kg"), levels) == Rise(none, one)
    assert rise_of(before, goes(2, 20, "build", "10 kg"), levels) == Rise(none, one)
    assert rise_of(before, goes(2, 30, "start", "10.5 kg"), levels) == Rise(none, frozenset({"lift"}))
    assert rise_of(before, goes(1, 20, "start", "8 kg"), levels) == Rise(none, none)
