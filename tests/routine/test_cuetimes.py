"""Every cue time of the format, and what is meant by those that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.routine.cuetimes import cue_time, dotted
from coach.routine.model import CueAnchor, CueTime
from coach.routine.read import read_routine
from coach.routine.refusal import Refusal


@pytest.mark.parametrize(
    ("written", "anchor", "value"),
    [
        ("start", CueAnchor.START, 0),
        ("end", CueAnchor.END, 0),
        ("half", CueAnchor.HALF, 0),
        ("20s", CueAnchor.AFTER_START, 20),
        ("1m30s", CueAnchor.AFTER_START, 90),
        ("1:30", CueAnchor.AFTER_START, 90),
        ("-10s", CueAnchor.BEFORE_END, 10),
        ("-1:00", CueAnchor.BEFORE_END, 60),
        ("every-15s", CueAnchor.EVERY_SECONDS, 15),
        ("every-1m", CueAnchor.EVERY_SECONDS, 60),
        ("rep-5", CueAnchor.REP, 5),
        ("every-3-reps", CueAnchor.EVERY_REPS, 3),
        ("last-rep", CueAnchor.LAST_REP, 0),
        ("set-2", CueAnchor.SET, 2),
        ("last-set", CueAnchor.LAST_SET, 0),
        ("round-2", CueAnchor.ROUND, 2),
        ("last-round", CueAnchor.LAST_ROUND, 0),
        ("0s", CueAnchor.START, 0),
        ("Half", CueAnchor.HALF, 0),
    ],
)
def test_a_cue_time_is_understood(written: str, anchor: CueAnchor, value: float) -> None:
    assert cue_time(written) == CueTime(anchor, value)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("halfway", "half"),
        ("strat", "start"),
        ("last-sett", "last-set"),
        ("set 2", "set-2"),
        ("2nd-set", "set-2"),
        ("rep5", "rep-5"),
        ("every 15s", "every-15s"),
        ("rep-0", "rep-1"),
        ("every-soon", "every-15s"),
        ("sometimes", None),
        ("reps", None),
    ],
)
def test_what_is_no_cue_time_is_refused_with_the_nearest(written: str, meant: str | None) -> None:
    found = cue_time(written)

    assert isinstance(found, Refusal)
    assert ("R205", meant) == (found.code, found.fix)


def test_a_decimal_point_is_turned_into_seconds() -> None:
    assert [dotted(written) for written in ("0.5m", "-1.5m", "every-0.25m", "a.b")] == [
        "30s",
        "-1m30s",
        "every-15s",
        None,
    ]


@given(st.text(max_size=20) | st.from_regex(r"(every|rep|set|round|last)?-?[0-9.:smh-]{0,10}"))
def test_no_text_ends_in_an_exception(written: str) -> None:
    assert isinstance(cue_time(written), (CueTime, Refusal))


@pytest.mark.parametrize(
    ("written", "line"),
    [("0.5m", 'write 30s = "x"'), ("0.5s", 'write "0.5s" = "x"'), ("every-0.5m", 'write every-30s = "x"')],
)
def test_a_time_with_a_point_is_given_as_the_line_to_type(written: str, line: str) -> None:
    """A bare key has no decimal point: in quotes it may."""
    text = f'name = "R"\n[[step]]\nname = "S"\nhold = 9\n[step.cues]\n{written} = "x"\n'

    _, problems = read_routine(text, file="r.toml")

    assert [problem.help[0] for problem in problems] == [line]
