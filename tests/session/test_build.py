"""From what happened to the record and to what the check-in has to know."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from coach.checkin.flow import CheckInFlow, LoadedStep, SaidHurt
from coach.player.model import Event, EventKind, Playhead
from coach.session.build import circumstances_of, record_of, with_checkin
from coach.session.journal_values import JournalHead, Tick
from coach.session.plan import PlannedGo
from coach.session.record import GoRecord, Outcome, Pain
from tests.session.builders import NOW, STARTED, ended, event, finished, go, head, journal, started, stopped


def only(planned: PlannedGo, *events: Event) -> GoRecord:
    """Return the record of the only go after these events."""
    record = record_of(journal(started(), *events, stopped(99.0, 50.0), of=head(planned)))
    return record.goes[0]


def test_a_session_played_to_its_end_is_finished() -> None:
    record = record_of(journal(started(), ended(40, 1, 30.0), ended(90, 3, 30.0), finished(92.0, 92.0)))

    assert (record.outcome, record.done_seconds, record.planned_seconds) == (Outcome.FINISHED, 92.0, 100.0)
    assert [(each.set, each.planned, each.done) for each in record.goes] == [(1, 30, 30), (2, 30, 30)]


def test_what_was_not_reached_is_done_by_nothing() -> None:
    record = record_of(journal(started(), ended(40, 1, 30.0), stopped(50.0, 50.0)))

    assert (record.outcome, [each.done for each in record.goes]) == (Outcome.STOPPED, [30, 0])


def test_a_session_that_was_cut_off_counts_as_far_as_its_last_place() -> None:
    found = journal(started(), ended(40, 1, 30.0), event(EventKind.SEGMENT_STARTED, 70.0, 3))
    tick = Tick(82.5, NOW, Playhead(3, 12.5), 82.5)
    record = record_of(replace(found, tick=tick))

    assert (record.outcome, record.done_seconds) == (Outcome.INTERRUPTED, 82.5)
    assert (record.goes[1].done, record.goes[1].seconds) == (12.5, 12.5)


def test_the_end_is_when_the_playing_ended_and_not_the_check_in() -> None:
    found = journal(started(), finished(92.0, 92.0))
    later = replace(found, last=NOW + timedelta(minutes=5), ended=NOW)

    assert record_of(later).ended == NOW


@pytest.mark.parametrize(
    "planned, events, expected",
    [
        pytest.param(go(1), [ended(20, 1, 12.0, done=False)], 12.0, id="a hold broken off"),
        pytest.param(go(1), [ended(20, 1, 29.9)], 30, id="a whole hold, to the planned second"),
        pytest.param(go(1), [ended(9, 1, 4.0, done=False), ended(45, 1, 30.0)], 30, id="once more, and whole"),
        pytest.param(go(1), [ended(45, 1, 30.0), ended(50, 1, 4.0, done=False)], 30, id="whole, and begun again"),
        pytest.param(
            go(1, unit="reps", planned=8, length=24), [ended(9, 1, 11.0, done=False, rep=3)], 3, id="reps broken off"
        ),
        pytest.param(go(1, unit="reps", planned=8), [ended(9, 1, 24.0, rep=8)], 8, id="all reps"),
        pytest.param(go(1, unit="reps", planned=8, waits=True), [ended(9, 1, 31.0)], 8, id="own pace, done"),
        pytest.param(
            go(1, unit="reps", planned=8, waits=True), [ended(9, 1, 31.0, done=False)], None, id="own pace, skipped"
        ),
        pytest.param(
            go(1, 3, 5, unit="reps", planned=3, length=5),
            [ended(9, 1, 5.0), ended(12, 2, 2.0), ended(17, 3, 5.0), ended(20, 5, 2.0, done=False)],
            2,
            id="two of three held reps",
        ),
        pytest.param(go(1, unit="m", planned=20, waits=True), [ended(9, 1, 40.0)], 20, id="a distance"),
        pytest.param(
            go(1, unit="m", planned=20, waits=True), [ended(9, 1, 4.0, done=False)], 0, id="a distance skipped"
        ),
        pytest.param(go(1, planned=None, waits=True), [ended(9, 1, 71.26)], 71.3, id="until done"),
        pytest.param(
            go(1, 2, planned=30, waits=True), [ended(9, 1, 30.0), ended(22, 2, 13.0)], 43.0, id="30 s and more"
        ),
        pytest.param(go(1), [], 0, id="never begun"),
    ],
)
def test_what_was_done_is_told_in_the_unit_of_the_go(
    planned: PlannedGo, events: list[Event], expected: float | None
) -> None:
    assert only(planned, *events).done == expected


def test_pain_is_kept_with_its_place_and_number() -> None:
    record = record_of(
        journal(
            started(),
            event(EventKind.HURT, 20.0, 1, step="wall-sit", side="left"),
            event(EventKind.PAIN_ANSWERED, 25.0, 1, step="wall-sit", value=4, sharp=False),
            event(EventKind.HURT, 60.0, 3, step="squat", side=None),
            stopped(61.0, 40.0),
        )
    )

    assert record.pains == (Pain(20.0, "wall-sit", "left", 4), Pain(60.0, "squat", None, None))


# --- what the check-in has to know -----------------------------------------------------------------------------------


def three_steps() -> JournalHead:
    return head(
        go(1, step="quad-roll", name="Quad roll", kind="soft-tissue"),
        go(3, step="wall-sit", name="Wall sit"),
        go(5, step="box-squat", name="Box squat", kind="strength", unit="reps", planned=8, length=24),
        go(7, step="sled", name="Sled", kind="sled", unit="m", planned=20, waits=True),
        go(9, step="stretch", name="Stretch", kind="mobility"),
        note=True,
        knee=None,
    )


def test_the_last_loaded_step_that_was_played_is_asked_about() -> None:
    all_of_it = journal(started(), *(ended(number * 10, number, 9.0) for number in (1, 3, 5, 7, 9)), of=three_steps())
    first_two = journal(started(), *(ended(number * 10, number, 9.0) for number in (1, 3)), of=three_steps())

    assert circumstances_of(all_of_it).loaded == LoadedStep("box-squat", "Box squat", hold=False)
    assert circumstances_of(first_two).loaded == LoadedStep("wall-sit", "Wall sit", hold=True)


def test_without_a_loaded_step_nothing_is_asked_about() -> None:
    found = journal(started(), ended(10, 1, 9.0), of=three_steps())

    assert circumstances_of(found).loaded is None


def test_a_step_of_unknown_type_counts_as_loaded() -> None:
    found = journal(started(), ended(10, 1, 9.0), of=head(go(1, step="dance", name="Dance", kind=None)))

    assert circumstances_of(found).loaded == LoadedStep("dance", "Dance", hold=True)


def test_the_check_in_knows_the_steps_the_note_the_knee_and_where_it_hurt_most() -> None:
    found = journal(
        started(),
        ended(10, 1, 9.0),
        event(EventKind.HURT, 20.0, 3, step="wall-sit"),
        event(EventKind.PAIN_ANSWERED, 21.0, 3, value=4),
        event(EventKind.HURT, 25.0, 5, step="box-squat"),
        event(EventKind.PAIN_ANSWERED, 26.0, 5, value=2),
        ended(30, 3, 9.0),
        of=three_steps(),
    )
    around = circumstances_of(found, age=55)

    assert dict(around.steps) == {"quad-roll": "Quad roll", "wall-sit": "Wall sit"}
    assert (around.hurt_at, around.note, around.ask_knee, around.age) == ("wall-sit", True, True, 55)
    assert around.hurt == SaidHurt(4, "Wall sit")


def test_a_pain_stands_at_its_second_since_the_start() -> None:
    """The first-run text may have stood before it for minutes."""
    found = journal(event(EventKind.STARTED, 95.4, 0), event(EventKind.HURT, 115.5, 1, step="wall-sit"))

    assert [pain.at for pain in record_of(found).pains] == [20.5]


def test_any_sharp_pain_of_the_session_was_sharp() -> None:
    found = journal(
        started(),
        event(EventKind.HURT, 20.0, 1),
        event(EventKind.PAIN_ANSWERED, 21.0, 1, value=2, sharp=True),
        event(EventKind.HURT, 30.0, 1),
        event(EventKind.PAIN_ANSWERED, 31.0, 1, value=4, sharp=False),
    )

    assert circumstances_of(found).hurt == SaidHurt(4, "", sharp=True)


def test_a_session_started_when_playing_began() -> None:
    """Not when it was opened: the first-run text may stand before it for minutes."""
    found = journal(event(EventKind.STARTED, 95.0, 0), ended(120, 1, 9.0), of=three_steps())

    assert record_of(found).started == STARTED + timedelta(seconds=95)


def test_sharp_pain_in_the_session_is_in_the_record() -> None:
    found = journal(
        started(),
        event(EventKind.HURT, 20.0, 3, step="wall-sit"),
        event(EventKind.PAIN_ANSWERED, 21.0, 3, value=2, sharp=True),
        of=three_steps(),
    )

    assert record_of(found).pains == (Pain(20.0, "wall-sit", None, 2, sharp=True),)


def test_the_answers_go_into_the_record() -> None:
    found = journal(started(), ended(10, 3, 9.0), finished(20.0, 20.0), of=three_steps())
    flow = CheckInFlow(circumstances_of(found))
    for answer in ("right", 2, 1, 0, False, 10):
        flow.answer(answer)
    flow.leave()
    record = with_checkin(record_of(found), flow, NOW)

    assert record.knee == "right"
    assert record.after is not None
    assert (record.after.answers["rir"], record.after.rir_step, record.after.rir_unit) == (10, "wall-sit", "s")
    assert (record.after.complete, record.checkin_open) == (False, True)
