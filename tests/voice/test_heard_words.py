"""The comparison of `benchmarks.heard`: which words count as heard, and which do not."""

from __future__ import annotations

import pytest

from benchmarks.heard import rows_of
from benchmarks.hearing.exported import Said
from benchmarks.hearing.words import Match, match


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("Rest, 30 seconds.", "rest thirty seconds"),
        ("Rest, 120 seconds.", "Rest one hundred twenty seconds."),
        ("Walk ten metres.", "Walk 10 meters"),
        ("Heels heavy.", "heals heavy"),
        ("Knee warm-up.", "knee warmup"),
        ("A warm up for the knee", "a warm-up, for the knee."),
        ("That is all right.", "That is alright."),
        ("A hand's width", "a hands width"),
        ("20.5 kilograms", "twenty point five kilograms"),
    ],
)
def test_the_same_words_written_otherwise_are_heard(said: str, heard: str) -> None:
    assert match(said, heard).share == 1.0


@pytest.mark.parametrize(
    ("said", "heard", "expected"),
    [
        ("Halfway. Arms long.", "F. W. Armstrong.", Match(0, 3, 3)),
        ("Push the floor away", "Push a floor", Match(2, 4, 1)),
        ("left first", "first left", Match(1, 2, 1)),
        ("one two three", "", Match(0, 3, 0)),
        ("Rest", "Best", Match(0, 1, 1)),
        ("13 seconds", "30 seconds", Match(1, 2, 1)),
        ("up up", "up", Match(1, 2, 0)),
    ],
)
def test_other_words_are_not(said: str, heard: str, expected: Match) -> None:
    assert match(said, heard) == expected


def count(at: float, text: str = "one", kind: str = "tempo") -> Said:
    return Said(at, 0.3, text, kind)


def test_counts_that_follow_each_other_are_one_row() -> None:
    down, two, up, later = count(0), count(1), count(2), count(5)

    assert list(rows_of([down, two, up, later])) == [[down, two, up], [later]]


def test_a_sentence_ends_a_row_only_where_time_does() -> None:
    three, call, two = count(0), count(0.5, "Push.", "timed"), count(1)

    assert [len(row) for row in rows_of([three, call, two])] == [1, 1]
