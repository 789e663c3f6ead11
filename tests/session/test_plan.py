"""What a session means to do, go by go."""

from __future__ import annotations

from dataclasses import asdict

from coach.routine.model import Amount, Group, Routine, Step, StepType
from coach.session.plan import PlannedGo, go_from, go_table, planned_goes, timeline_identity
from coach.session.tables import Table
from coach.source import Place
from coach.testing import Part, build_timeline, hold, ready, relax, rest, say, wait, work

HERE = Place("x.toml", 1, 1, 1)


def planned(*parts: Part) -> PlannedGo:
    """Return the only go of a session of these parts."""
    (go,) = planned_goes(build_timeline(*parts), Routine("x", "X", (), HERE))
    return go


def amount(*parts: Part) -> tuple[str, float | None, tuple[int, ...]]:
    go = planned(*parts)
    return go.unit, go.planned, go.segments


def test_a_hold_counts_seconds() -> None:
    assert amount(say(2), ready(5), hold(30)) == ("s", 30, (2,))


def test_counted_reps_count_reps() -> None:
    assert amount(ready(5), work(24, reps=8)) == ("reps", 8, (1,))


def test_a_range_plans_its_lower_number() -> None:
    assert amount(work(24, reps="6-8")) == ("reps", 6, (0,))


def test_held_reps_count_holds() -> None:
    go = planned(hold(5, reps=3), relax(2), hold(5, reps=3), relax(2), hold(5, reps=3))

    assert (go.unit, go.planned, go.segments, go.held_reps) == ("reps", 3, (0, 2, 4), True)


def test_a_distance_counts_in_its_unit() -> None:
    assert amount(wait(40, amount="20 m")) == ("m", 20, (0,))


def test_until_done_plans_nothing() -> None:
    assert amount(wait(60)) == ("s", None, (0,))


def test_as_many_as_you_can_plans_the_time_or_nothing() -> None:
    assert amount(work(60, reps="max")) == ("s", 60, (0,))
    assert amount(wait(60, reps="max")) == ("s", None, (0,))


def test_an_open_ended_hold_plans_its_least() -> None:
    assert amount(hold(30), wait(0)) == ("s", 30, (0, 1))


def test_a_rest_that_waits_is_no_go() -> None:
    goes = planned_goes(build_timeline(hold(30), rest(60, open_ended=True), hold(30)), Routine("x", "X", (), HERE))

    assert [go.segments for go in goes] == [(0,), (2,)]


def test_the_type_is_that_of_the_routines_step() -> None:
    step = Step("wall-sit", "Wall sit", HERE, Amount(), type=StepType.ISOMETRIC)
    unknown = Step("dance", "Dance", HERE, Amount())
    routine = Routine("x", "X", (Group("legs", HERE, (step,)), unknown), HERE)
    goes = planned_goes(build_timeline(hold(30, step="wall-sit"), work(30, step="dance")), routine)

    assert [go.type for go in goes] == ["isometric", None]


def test_a_go_is_read_back_as_it_was_written() -> None:
    go = planned(hold(5, reps=2, side="left", exercise="quad-set", load="8 kg"), relax(2), hold(5, reps=2))

    assert asdict(go) == asdict(go_from(Table(go_table(go))))


def test_the_identity_tells_the_order_and_not_the_lengths() -> None:
    one, longer = build_timeline(ready(5), hold(30)), build_timeline(ready(8), hold(30))
    other = build_timeline(ready(5), hold(30), rest(30), hold(30))

    assert timeline_identity(one) == timeline_identity(longer)
    assert timeline_identity(one) != timeline_identity(other)
