"""One session of the past in full, and removing it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from coach.desk.dosewords import change_line
from coach.desk.past import in_full
from coach.desk.removing import removable, remove
from coach.errors import CoachError
from coach.session.doses import Change, Decision, DoseBook
from coach.session.dosestore import load_doses, save_doses
from coach.session.profile import Unlock, load_profile, save_profile
from coach.session.record import GoRecord, Pain, ResponseRecord, SessionRecord
from coach.session.store import SessionStore
from coach.words.files import load_phrases
from tests.desk.stage import Stage, all_well, answer_all
from tests.session.builders import CET
from tests.session.test_record import RECORD

CHANGE = Change(
    date(2026, 11, 23), RECORD.id, "knee-holds", "wall-sit", "5 × 30 s", "3 × 30 s", "R11", "knee 4", Decision.APPLIED
)


def told(record: SessionRecord, *changes: Change) -> list[str]:
    return [line.text if line.heading else f"  {line.text}" for line in in_full(record, changes, load_phrases())]


def test_a_session_in_full_has_goes_pains_answers_corrections_response_and_changes() -> None:
    assert told(RECORD, CHANGE) == [
        "2026-11-22 07:15  Knee holds  2026-11-22T071500+0100-k3f9",
        "  stopped, 12:14 (planned 20:00)",
        "  Not the knee: one calf is painful, swollen or warm",
        "What was done",
        "  Wall sit: 30 s",
        "  Squat, right: 0:12 of 8 reps at 8 kg",
        "That hurts",
        "  5:01  Squat, right: 4",
        "  6:40  no number",
        "After the session (2026-11-22 07:36)",
        "  Worst knee pain: 4, corrected to 5 on 2026-11-22 09:00",
        "  Knee pain now: 2",
        "  Muscle soreness: skipped",
        "  Sharp, catching or new: no",
        "  Worst at: Squat",
        "  Left in the last set: 2 reps (Squat)",
        "  Worries: none",
        "The morning after (2026-11-23 06:50)",
        "  Knee this morning: 2",
        "  Worries: the knee is stuck and will not straighten or bend",
        "What the rules made of it, until the morning after is known",
        "  Same amount again: Knee pain of 3 to 5 is acceptable, and worth watching. (rule R16)",
        "Changes of dose",
        "  wall-sit: 5 × 30 s → 3 × 30 s, knee 4 (R11; applied)",
    ]


def test_what_a_step_went_on_with_after_it_hurt_is_told_by_its_name() -> None:
    played = (
        GoRecord("s", "Wall sit", exercise="wall-sit", planned=30.0, done=12.0, seconds=12.0),
        GoRecord("s", "High wall sit", exercise="wall-sit-shallow", planned=30.0, done=30.0, seconds=30.0),
    )
    pains = (
        Pain(301.0, "s", number=7, exercise="wall-sit", easier="wall-sit-shallow"),
        Pain(400.0, "s", number=6, exercise="wall-sit-shallow"),
    )

    lines = told(replace(RECORD, goes=played, pains=pains))

    assert "  5:01  Wall sit: 7; went on with High wall sit" in lines
    assert "  6:40  High wall sit: 6" in lines


def goes(*done: tuple[str | None, float | None], planned: float = 30.0) -> SessionRecord:
    rows = (
        GoRecord("s", "Bridge", side=side, planned=planned, done=amount, seconds=amount or 0.0) for side, amount in done
    )
    return replace(RECORD, goes=tuple(rows))


@pytest.mark.parametrize(
    "done, line",
    [
        ([(None, 30.0), (None, 30.0), (None, 12.0)], "  Bridge: 2 × 30 s, then 12 of 30 s"),
        ([("left", 30.0), ("right", 30.0)] * 2, "  Bridge each side: 2 × 30 s"),
        ([("left", 30.0), ("right", 30.0), ("left", 30.0), ("right", None)], "  Bridge, left: 30 s"),
        ([("right", 30.0)], "  Bridge, right: 30 s"),
        ([(None, None)], "  Bridge: left out (30 s)"),
    ],
)
def test_what_was_done_alike_is_told_once(done: list[tuple[str | None, float | None]], line: str) -> None:
    assert line in told(goes(*done))


def test_an_answer_of_a_key_that_nobody_knows_is_told_as_it_is() -> None:
    assert RECORD.after is not None
    after = replace(RECORD.after, answers={"mood": "fine", "note": "cold {room}", "flags": ("new_flag",)})

    lines = told(replace(RECORD, after=after, corrections=()))

    assert {"  mood: fine", "  Note: cold {room}", "  Worries: new_flag"} <= set(lines)


# --- removing --------------------------------------------------------------------------------------------------------


def test_a_removed_session_is_gone_and_the_sentence_says_which(stage: Stage) -> None:
    record = answer_all(stage.finished(), *all_well()).record

    assert remove(stage.desk, record) == "Removed the session of 2026-11-22 18:00."
    assert stage.records() == ()
    with pytest.raises(CoachError, match="not there any more"):
        remove(stage.desk, record)


def test_the_changes_of_dose_that_came_of_a_session_stay_and_are_counted(stage: Stage) -> None:
    record = answer_all(stage.finished(), *all_well()).record
    other = replace(CHANGE, session="another")
    book = DoseBook(changes=(replace(CHANGE, session=record.id), other, replace(CHANGE, session=record.id)))
    save_doses(stage.desk.paths.doses, book)

    assert remove(stage.desk, record).endswith("The 2 changes of dose that came of it stay.")
    assert load_doses(stage.desk.paths.doses)[0] == book


def test_a_change_that_left_the_amount_as_it_was_says_so() -> None:
    still = replace(CHANGE, before="3 × 30 s")

    assert told(RECORD, still)[-1] == "  wall-sit: still 3 × 30 s, knee 4 (R11; applied)"
    assert change_line(still, load_phrases()) == "wall-sit still 3 × 30 s: knee 4 (rule R11)"


def test_what_the_rules_made_of_it_is_told_in_words_and_an_unknown_kind_as_it_stands() -> None:
    def made(kind: str) -> str:
        lines = told(replace(RECORD, response=ResponseRecord(kind, "R16")))
        return lines[lines.index("What the rules made of it") + 1].partition(":")[0].strip()

    assert [made(kind) for kind in ("STOP_SEEK", "BACK_OFF", "EXPECTED", "MAYBE")] == [
        "Stop, seek advice",
        "Back off",
        "As expected",
        "MAYBE",
    ]


def test_a_session_whose_check_in_is_open_stays(stage: Stage) -> None:
    stage.finished()
    record = stage.records()[0]

    with pytest.raises(CoachError, match="check-in is still open"):
        remove(stage.desk, record)
    assert len(stage.records()) == 1


def test_a_session_that_stops_the_loading_stays_until_an_unlock(stage: Stage) -> None:
    stopped = replace(RECORD, worries=(), morning=None, response=ResponseRecord("STOP_SEEK", "R2", "same_day"))
    SessionStore(stage.desk.paths.sessions).save(stopped)
    with pytest.raises(CoachError, match="coach unlock"):
        remove(stage.desk, stopped)

    profile = load_profile(stage.desk.paths.profile)[0]
    save_profile(stage.desk.paths.profile, replace(profile, unlocks=(Unlock(RECORD.ended + timedelta(days=2)),)))

    removable(stage.desk, stopped)


def test_what_refuses_to_go_is_told(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    record = answer_all(stage.finished(), *all_well()).record

    def refused(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refused)
    with pytest.raises(CoachError, match="It cannot be removed: Permission denied"):
        remove(stage.desk, record)


def test_the_moment_of_a_correction_is_told_in_the_offset_that_it_was_made_in() -> None:
    record = RECORD.corrected("morning", "knee_am", 3, datetime(2026, 11, 24, 8, 0, tzinfo=CET))

    assert "  Knee this morning: 2, corrected to 3 on 2026-11-24 08:00" in told(record)
