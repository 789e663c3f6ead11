"""The record as a table: what is written is read back, and what a person broke is named."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.checkin.flags import FLAGS
from coach.routine.model import Side, StepType
from coach.session.record import (
    SIDES,
    TYPES,
    CheckInRecord,
    Correction,
    GoRecord,
    NewerFormatError,
    Outcome,
    Pain,
    ResponseRecord,
    RoutineMark,
    SessionRecord,
    record_from,
    record_table,
)
from coach.session.store import parse_record, record_text
from coach.session.tables import TableError
from tests.session.builders import CET, STARTED

RECORD = SessionRecord(
    id="2026-11-22T071500+0100-k3f9",
    routine=RoutineMark("knee-holds", "Knee holds", "ab" * 32),
    started=STARTED,
    ended=datetime(2026, 11, 22, 7, 35, 12, tzinfo=CET),
    outcome=Outcome.STOPPED,
    planned_seconds=1200.0,
    done_seconds=734.5,
    knee="left",
    worries=("calf_pain_swelling",),
    asks=False,
    goes=(
        GoRecord("wall-sit", "Wall sit", "wall-sit", "isometric", None, "week 1", 1, 1, "s", 30, 30, 30.0),
        GoRecord("squat", "Squat", None, None, "right", None, 2, 1, "reps", 8, None, 12.25, "8 kg"),
    ),
    pains=(Pain(301.2, "squat", "right", 4), Pain(400.0)),
    after=CheckInRecord(
        datetime(2026, 11, 22, 7, 36, tzinfo=CET),
        {"during": 4, "after": 2, "muscle": None, "sharp": False, "step": "squat", "rir": 2, "flags": ()},
        rir_step="squat",
        rir_unit="reps",
    ),
    morning=CheckInRecord(datetime(2026, 11, 23, 6, 50, tzinfo=CET), {"knee_am": 2, "flags": ("locked",)}),
    corrections=(Correction(datetime(2026, 11, 22, 9, 0, tzinfo=CET), "after", "during", 5),),
    response=ResponseRecord("MONITOR", "R16", None, True),
)


def test_a_record_is_read_back_as_it_was_written() -> None:
    assert parse_record(record_text(RECORD).encode()) == RECORD


def test_types_and_sides_of_a_record_are_those_of_routine_files() -> None:
    assert list(TYPES) == [each.value for each in StepType]
    assert list(SIDES) == [each.value for each in Side]


def test_sharp_pain_is_read_back() -> None:
    record = replace(RECORD, pains=(Pain(301.2, "squat", "right", 4, sharp=True),))

    assert parse_record(record_text(record).encode()) == record


def test_a_record_stands_in_its_file_as_a_person_can_read_it() -> None:
    table = tomllib.loads(record_text(RECORD))

    assert table["outcome"] == "stopped"
    assert table["after"]["skipped"] == ["muscle"]
    assert table["step"][0]["planned"] == 30
    assert table["correction"][0] == {
        "at": datetime(2026, 11, 22, 9, 0, tzinfo=CET),
        "part": "after",
        "key": "during",
        "answer": 5,
    }


def test_a_correction_counts_and_the_first_answer_stays() -> None:
    record = RECORD.corrected("after", "during", 1, datetime(2026, 11, 22, 10, 0, tzinfo=CET))

    assert record.answers("after")["during"] == 1
    assert record.after is not None
    assert record.after.answers["during"] == 4


@pytest.mark.parametrize(
    "key, value",
    [
        ("id", 5),
        ("outcome", "gave up"),
        ("started", datetime(2026, 11, 22, 7, 15)),  # noqa: DTZ001 - the offset is what is missing
        ("started", "yesterday"),
        ("routine", "knee-holds"),
        ("step", {"id": "squat"}),
        ("step", [{"name": "Squat"}]),
        ("done_seconds", True),
        ("after", {"during": 3}),
        ("after", {"at": STARTED, "during": 3.5}),
        ("response", {"kind": "MONITOR"}),
    ],
)
def test_a_wrong_value_is_named(key: str, value: object) -> None:
    with pytest.raises(TableError, match=key):
        record_from({**record_table(RECORD), key: value})


@pytest.mark.parametrize("key", ["format", "id", "started", "ended", "outcome", "routine", "planned_seconds"])
def test_a_missing_key_is_named(key: str) -> None:
    table = record_table(RECORD)
    del table[key]

    with pytest.raises(TableError, match=key):
        record_from(table)


def test_a_later_format_is_told_apart_from_damage() -> None:
    with pytest.raises(NewerFormatError):
        record_from({**record_table(RECORD), "format": 2})


def test_a_file_of_the_first_format_can_be_read_for_ever() -> None:
    data = (Path(__file__).parent / "format-1.toml").read_bytes()

    assert parse_record(data) == replace(RECORD, asks=True)


ANSWERS = st.dictionaries(
    st.sampled_from(["during", "after", "muscle", "sharp", "step", "rir", "flags", "note", "four_steps"]),
    st.none() | st.integers(0, 10) | st.booleans() | st.text() | st.lists(st.sampled_from(list(FLAGS))).map(tuple),
)
MOMENTS = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, CET, timezone(timedelta(hours=-9, minutes=-30))]),
)
SECONDS = st.floats(0, 20_000).map(lambda seconds: round(seconds, 3))
CHECKINS = st.builds(CheckInRecord, MOMENTS, ANSWERS, st.booleans())
GOES = st.builds(
    GoRecord,
    step=st.text(min_size=1),
    name=st.text(min_size=1),
    exercise=st.none() | st.text(),
    side=st.none() | st.sampled_from(["left", "right"]),
    set=st.integers(1, 50),
    planned=st.none() | SECONDS,
    done=st.none() | SECONDS,
    seconds=SECONDS,
)


@given(
    record=st.builds(
        SessionRecord,
        id=st.text(),
        routine=st.builds(RoutineMark, st.text(), st.text(), st.text()),
        started=MOMENTS,
        ended=MOMENTS,
        outcome=st.sampled_from(Outcome),
        planned_seconds=SECONDS,
        done_seconds=SECONDS,
        knee=st.none() | st.sampled_from(["left", "right", "both"]),
        goes=st.lists(GOES, max_size=3).map(tuple),
        after=st.none() | CHECKINS,
        morning=st.none() | CHECKINS,
        corrections=st.lists(
            st.builds(Correction, MOMENTS, st.sampled_from(["after", "morning"]), st.text(), st.integers(0, 10)),
            max_size=2,
        ).map(tuple),
        response=st.none() | st.builds(ResponseRecord, st.text(), st.text(), st.none() | st.text(), st.booleans()),
    )
)
def test_whatever_is_written_is_read_back(record: SessionRecord) -> None:
    assert record == parse_record(record_text(record).encode())


@given(data=st.binary(max_size=200))
def test_no_bytes_end_in_anything_but_a_table_error(data: bytes) -> None:
    with pytest.raises(TableError):
        parse_record(data)


JSONLIKE: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.datetimes(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


@given(key=st.sampled_from(sorted(record_table(RECORD))), value=JSONLIKE)
def test_a_mended_value_is_read_or_refused_and_nothing_else(key: str, value: Any) -> None:
    with suppress(TableError):
        assert isinstance(record_from({**record_table(RECORD), key: value}), SessionRecord)
