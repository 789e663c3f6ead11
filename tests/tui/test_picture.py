"""What the play screen shows, as values."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.player.model import Count, State, View
from coach.timeline.model import SegmentKind
from coach.tui.keys import shown_keys
from coach.tui.picture import Picture, last_call, picture, time_in_words
from coach.tui.times import clock, gone, left, until_next_second
from coach.words.files import load_phrases
from tests.tui.fakes import segment, view

KEYS = shown_keys({})


def of(now: View, caption: str = "", troubles: tuple[str, ...] = ()) -> Picture:
    return picture(now, caption, troubles, KEYS, load_phrases())


@pytest.mark.parametrize(
    "seconds, text",
    [(0, "0"), (9, "9"), (59, "59"), (60, "1:00"), (3599, "59:59"), (3600, "1:00:00"), (3723, "1:02:03")],
)
def test_a_clock_has_minutes_from_the_first_on(seconds: int, text: str) -> None:
    """The fewer digits, the larger they are."""
    assert clock(seconds) == text


@pytest.mark.parametrize(
    "seconds, text", [(3.0, "3"), (2.999, "3"), (2.01, "3"), (3.0001, "3"), (3.2, "4"), (0.0, "0")]
)
def test_time_left_is_the_number_that_is_counted_aloud(seconds: float, text: str) -> None:
    """ "3" is said 3 s before the end and stays until "2"."""
    assert left(seconds) == text


@given(st.floats(0, 5000))
def test_the_number_of_time_left_changes_exactly_when_asked_for(seconds: float) -> None:
    """Just before the moment it is still the same, just after it is another."""
    wait = until_next_second(seconds, 0.0)

    assert 0 < wait <= 1
    if seconds - wait > 0.01:
        assert left(seconds - wait + 0.003) == left(seconds)
        assert left(seconds - wait - 0.003) != left(seconds)


@given(st.floats(0, 5000))
def test_the_number_of_time_gone_changes_exactly_when_asked_for(seconds: float) -> None:
    """The same for what counts up."""
    wait = until_next_second(None, seconds)

    assert gone(seconds + wait - 0.003) == gone(seconds)
    assert gone(seconds + wait + 0.003) != gone(seconds)


@pytest.mark.parametrize(
    "now, title, shown, place",
    [
        (view(), "Wall sit", "33", "left  set 2/5"),
        (view(segment(side=None, sets=1)), "Wall sit", "33", ""),
        (view(segment(rounds=3, round=2)), "Wall sit", "33", "left  set 2/5  round 2/3"),
        (view(segment(SegmentKind.READY, seconds=5.0), offset=1.0), "Get ready", "4", "for Wall sit  right  set 2/5"),
        (view(segment(SegmentKind.SWITCH, seconds=5.0), offset=1.0), "Switch", "4", "then Wall sit  right  set 2/5"),
        (view(segment(SegmentKind.REST, seconds=60.0)), "Rest", "48", "then Wall sit  right  set 2/5"),
        (view(segment(SegmentKind.SAY, title="Knees", seconds=6.0), offset=1.0), "Knees", "5", ""),
        (view(state=State.COUNTING_IN, lead_in=7.4), "Wall sit", "8", "left  set 2/5"),
        (view(state=State.RESUMING, lead_in=2.0), "Wall sit", "2", "left  set 2/5"),
        (view(counts_up=True, remaining=None, offset=75.2), "Wall sit", "1:15", "left  set 2/5"),
    ],
)
def test_each_kind_of_segment_is_named_and_timed(now: Any, title: str, shown: str, place: str) -> None:
    """Title, number and place of every kind."""
    drawn = of(now)

    assert (drawn.title, drawn.clock, drawn.place[0] if drawn.place else "") == (title, shown, place)


def test_a_session_that_is_over_has_no_segment_to_show() -> None:
    """The view has none then."""
    over = view(state=State.FINISHED, next_go=None, session_elapsed=1080.0, session_remaining=0.0)

    assert of(View(**{**{name: getattr(over, name) for name in over.__slots__}, "segment": None})).title == "Done"


def test_what_comes_next_is_named_with_its_side_and_amount() -> None:
    """And the end is named where nothing comes."""
    ahead = segment(title="Squat", side="left", set=1, sets=3, amount="8 reps", load="20 kg")

    assert of(view(next_go=ahead)).next_up == "Next: Squat, left side, set 1/3, 8 reps, 20 kg"
    assert of(view(next_go=None)).next_up == "Next: the end"


def test_what_one_gets_ready_for_is_not_called_next() -> None:
    """It is what begins now: next is what follows it."""
    ready = view(
        segment(SegmentKind.READY, seconds=5.0, side=None),
        offset=1.0,
        then_go=segment(title="Squat", side=None, set=1, sets=3, amount="8 reps", load="20 kg"),
    )

    assert of(ready).details == "right side · set 2/5 · 45 s · 10 kg · effort 6-7"
    assert of(ready).next_up == "Next: Squat, set 1/3, 8 reps, 20 kg"
    assert of(replace(ready, then_go=None)).next_up == "Next: the end"


def test_of_a_range_the_repetitions_that_are_played_are_counted() -> None:
    """ "Rep 3 of 6-8" would leave open when it ends."""
    pushes = segment(SegmentKind.WORK, reps="6-8", rep_starts=(0.0, 3.0, 6.0, 9.0, 12.0, 15.0), amount="6-8 reps")

    assert of(view(pushes, rep=3)).details.startswith("6-8 reps · rep 3 of 6 ·")
    assert of(view(pushes, rep=3, count=Count("up", 1, 0.5))).hint[0] == "rep 3/6  up 1"


def test_a_tempo_shows_repetition_phase_and_second_as_large_as_there_is_room() -> None:
    """Whatever is said meanwhile: a cue takes the caption, and never the count."""
    squat = segment(SegmentKind.WORK, seconds=24.0, amount="8 reps", reps=8, tempo="3-0-1-0")
    drawn = of(view(squat, rep=3, count=Count("down", 2, 0.5)), "Knees over toes.")

    assert drawn.hint == ("rep 3/8  down 2", "3/8  down 2", "down 2")
    assert drawn.caption == "“Knees over toes.”"


@pytest.mark.parametrize(
    "now, words",
    [
        (view(), "33 s left"),
        (view(segment(seconds=3750.0)), "1:02:18 left"),
        (view(counts_up=True, remaining=None, offset=41.0), "41 s so far"),
    ],
)
def test_the_time_says_in_a_line_of_its_own_whether_it_is_left_or_gone(now: View, words: str) -> None:
    """Beside "Paused" a bare number reads as the length of the pause."""
    assert time_in_words(now, load_phrases()) == words


@pytest.mark.parametrize("limit, called", [(None, False), (15.5, False), (15.0, True), (3.0, True)])
def test_the_last_call_is_15_seconds_before_the_limit(limit: float | None, called: bool) -> None:
    """As the voice says it."""
    assert last_call(view(counts_up=True, waiting_limit=limit)) is called


@pytest.mark.parametrize(
    "limit, said",
    [
        (None, "It waits for you."),
        (92.0, "It waits for you. Goes on in 1:32, k to stay."),
        (12.0, "Goes on by itself in 12 s. Any key to stay."),
    ],
)
def test_waiting_says_when_it_goes_on_by_itself(limit: float | None, said: str) -> None:
    """With the key that stops that."""
    assert of(view(counts_up=True, remaining=None, waiting_limit=limit)).hint_details == said


def test_a_remapped_key_is_the_one_that_is_named() -> None:
    """What the hint says is what works."""
    drawn = picture(view(counts_up=True, remaining=None), "", (), shown_keys({"play.done": "d"}), load_phrases())

    assert drawn.hint[0] == "d when done"


def test_every_word_of_the_picture_is_the_language_of_the_routine() -> None:
    now = view(segment(SegmentKind.READY, seconds=5.0), offset=1.0)

    drawn = picture(now, "", (), KEYS, load_phrases("es"))

    assert (drawn.title, drawn.place[0]) == ("Prepárate", "para Wall sit  derecho  serie 2/5")
    assert drawn.details.split(" · ")[:2] == ["lado derecho", "serie 2/5"]
    assert drawn.session == "6:18 hechos, quedan 11:42"
    assert drawn.next_up.startswith("Siguiente: ")
