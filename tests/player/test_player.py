"""What the player does at each command, and what it says about it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from coach.errors import IllegalCommandError
from coach.player.cues import LeadIn
from coach.player.model import Command, Event, EventKind, Playhead, State
from coach.player.player import Player
from coach.testing import build_timeline, countdown, cue, hold, ready, relax, rest, say, switch, wait, work
from coach.timeline.model import CueKind, Timeline, Tone

TWO_HOLDS = build_timeline(
    say(2, cue(0.5, "Knee holds.", CueKind.WELCOME)),  # 0
    ready(10, cue(0.5, "Wall sit.", CueKind.NAME), *countdown(10), step="wall-sit"),  # 1, at 2
    hold(30, cue(15, "Halfway.", CueKind.HALF), step="wall-sit", side="left"),  # 2, at 12
    switch(5, cue(0.5, "Switch.", CueKind.SIDE), *countdown(5), step="wall-sit"),  # 3, at 42
    hold(30, cue(15, "Halfway.", CueKind.HALF), step="wall-sit", side="right"),  # 4, at 47
    rest(20, cue(0.5, "Rest.", CueKind.REST), *countdown(20), step="bridge"),  # 5, at 77
    hold(20, step="bridge"),  # 6, at 97
    say(2, cue(0.5, "Done.", CueKind.GOODBYE)),  # 7, at 117
)


def playing(timeline: Timeline, at: float = 0.0, **options: object) -> Player:
    """Return a player that started at moment 0 without a count-in and has played until a moment."""
    player = Player(timeline, start_in=0.0, **options)  # type: ignore[arg-type]
    player.send(Command.START, 0.0)
    player.advance(at)
    return player


def place(player: Player) -> tuple[int, float]:
    """Return the segment and offset of the playhead."""
    return player.playhead.segment, round(player.playhead.offset, 6)


def kinds(events: Sequence[Event]) -> list[EventKind]:
    return [event.kind for event in events]


def said(player: Player, start: float, end: float) -> list[tuple[float, str]]:
    return [(round(one.due, 6), one.cue.text or str(one.cue.tone)) for one in player.cues_between(start, end)]


def ends(events: Sequence[Event]) -> list[tuple[int | None, object, object, object]]:
    """Return (segment, done, how, played) of every segment that ended."""
    return [
        (event.segment, event.details["done"], event.details["how"], event.details["played"])
        for event in events
        if event.kind is EventKind.SEGMENT_ENDED
    ]


# --- playing through -------------------------------------------------------------------------------------------------


def test_a_session_counts_in_plays_every_segment_and_finishes() -> None:
    """Every segment starts and ends at its moment, whenever the player is told of it."""
    player = Player(TWO_HOLDS, start_in=10.0)
    events = player.send(Command.START, 5.0) + player.advance(500.0)

    assert kinds(events) == [
        EventKind.COUNT_IN_STARTED,
        EventKind.STARTED,
        *[EventKind.SEGMENT_STARTED, EventKind.SEGMENT_ENDED] * 8,
        EventKind.FINISHED,
    ]
    assert [event.due for event in events if event.kind is EventKind.SEGMENT_STARTED] == [
        15 + start for start in (0, 2, 12, 42, 47, 77, 97, 117)
    ]
    assert events[-1].due == 15 + 119
    assert {event.happened for event in events[1:]} == {500.0}
    assert player.state is State.FINISHED


def test_without_a_count_in_the_session_starts_at_once() -> None:
    """`start_in = 0` has no count-in."""
    player = Player(TWO_HOLDS, start_in=0.0)

    assert kinds(player.send(Command.START, 0.0)) == [EventKind.STARTED, EventKind.SEGMENT_STARTED]


def test_a_timeline_without_segments_is_over_when_it_starts() -> None:
    """Nothing to play is no reason to hang."""
    player = Player(build_timeline())

    assert kinds(player.send(Command.START, 0.0)) == [EventKind.FINISHED]
    assert player.view(1.0).session_done == 1.0


def test_the_count_in_says_how_long_and_counts_down() -> None:
    """The words of the count-in are arguments; each number has its tick."""
    player = Player(TWO_HOLDS, start_in=10.0, lead_in=LeadIn("Starting in 10 seconds.", ("three", "two", "one")))
    player.send(Command.START, 0.0)

    assert said(player, 0.0, 10.6) == [
        (0.0, "Starting in 10 seconds."),
        (7.0, "three"),
        (8.0, "two"),
        (9.0, "one"),
        (10.5, "Knee holds."),
    ]
    assert player.view(7.5).lead_in == pytest.approx(2.5)


def test_a_short_count_in_only_counts() -> None:
    """The sentence would run into the countdown."""
    player = Player(TWO_HOLDS, start_in=2.0, lead_in=LeadIn("Starting in 2 seconds."))
    player.send(Command.START, 0.0)

    assert said(player, 0.0, 2.0) == [(0.0, "2"), (1.0, "1")]


# --- pausing ---------------------------------------------------------------------------------------------------------


def test_a_pause_keeps_the_place_and_a_hold_goes_on_after_a_lead_in() -> None:
    """A hold that was paused at 20 s has 10 s left, after "3, 2, 1" and the sound of a go."""
    player = playing(TWO_HOLDS, 32.0)
    player.send(Command.PAUSE, 32.0)
    assert player.next_wakeup() is None
    assert player.cues_between(32.0, 1000.0) == []
    assert player.view(100.0).remaining == pytest.approx(10.0)

    events = player.send(Command.RESUME, 100.0)
    cues = said(player, 100.0, 104.0)
    events += player.advance(103.0)

    assert kinds(events) == [EventKind.RESUMING, EventKind.RESUMED]
    assert cues == [(100.0, "3"), (101.0, "2"), (102.0, "1"), (103.0, "Tone.GO")]
    assert player.next_wakeup() == pytest.approx(113.0)


def test_a_rest_goes_on_at_once() -> None:
    """Nobody needs to get ready to rest."""
    player = playing(TWO_HOLDS, 80.0)
    player.send(Command.PAUSE, 80.0)

    assert kinds(player.send(Command.RESUME, 90.0)) == [EventKind.RESUMED]
    assert player.next_wakeup() == pytest.approx(107.0)


def test_a_cue_is_not_repeated_by_a_pause_after_it() -> None:
    """What was heard before the pause is not heard again in the lead-in."""
    player = playing(TWO_HOLDS, 27.5)
    player.send(Command.PAUSE, 27.5)
    player.send(Command.RESUME, 40.0)

    assert [text for _, text in said(player, 40.0, 57.4)] == ["3", "2", "1", "Tone.GO"]


def test_a_pause_in_the_count_in_counts_in_again() -> None:
    """At least long enough for the countdown."""
    player = Player(TWO_HOLDS, start_in=10.0)
    player.send(Command.START, 0.0)
    player.send(Command.PAUSE, 9.0)
    player.send(Command.RESUME, 20.0)

    assert player.state is State.COUNTING_IN
    assert player.next_wakeup() == 23.0
    assert not player.allows(Command.REWIND)


def test_a_paused_lead_in_starts_over() -> None:
    """The lead-in is always heard whole."""
    player = playing(TWO_HOLDS, 32.0)
    player.send(Command.PAUSE, 32.0)
    player.send(Command.RESUME, 40.0)
    player.send(Command.PAUSE, 42.0)
    player.send(Command.RESUME, 50.0)

    assert player.next_wakeup() == 53.0
    assert player.view(53.0).remaining == pytest.approx(10.0)


def test_machine_sleep_pauses() -> None:
    """The event is its own, so that the session can say so."""
    player = playing(TWO_HOLDS, 20.0)

    assert kinds(player.send(Command.SLEPT, 20.0)) == [EventKind.SLEPT]
    assert player.state is State.PAUSED


# --- moving ----------------------------------------------------------------------------------------------------------


def test_skipping_a_go_goes_to_the_rest_after_it() -> None:
    """The rest is earned all the same, and played whole."""
    player = playing(TWO_HOLDS, 50.0)
    events = player.send(Command.SKIP, 50.0)

    assert ends(events) == [(4, False, "skip", 3.0)]
    assert place(player) == (5, 0.0)
    assert player.next_wakeup() == pytest.approx(70.0)


def test_skipping_a_rest_leaves_the_countdown() -> None:
    """Hands are not on the keyboard when the hold starts."""
    player = playing(TWO_HOLDS, 80.0)
    player.send(Command.SKIP, 80.0)

    assert said(player, 80.0, 83.6) == [(80.5, "3"), (81.5, "2"), (82.5, "1")]
    assert player.next_wakeup() == pytest.approx(83.5)


def test_skipping_in_the_countdown_starts_the_go() -> None:
    """A second skip means now."""
    player = playing(TWO_HOLDS, 80.0)
    player.send(Command.SKIP, 80.0)
    player.send(Command.SKIP, 81.0)

    assert place(player) == (6, 0.0)


def test_skipping_an_announcement_goes_to_what_follows() -> None:
    """The last one ends the session."""
    player = playing(TWO_HOLDS, 1.0)
    player.send(Command.SKIP, 1.0)
    assert place(player) == (1, 0.0)

    player = playing(TWO_HOLDS, 118.0)
    assert kinds(player.send(Command.SKIP, 118.0)) == [EventKind.SEGMENT_ENDED, EventKind.FINISHED]


def test_skipping_held_reps_skips_all_that_are_left() -> None:
    """A go of held reps is one thing to do."""
    timeline = build_timeline(ready(5), hold(5), relax(2), hold(5), relax(2), hold(5), rest(20), work(10))
    player = playing(timeline, 13.0)
    events = player.send(Command.SKIP, 13.0)

    assert ends(events) == [
        (3, False, "skip", 1.0),
        (4, False, "skip", 0.0),
        (5, False, "skip", 0.0),
    ]
    assert place(player) == (6, 0.0)


def test_skipping_a_rest_that_waits_starts_the_go() -> None:
    """There is no countdown in a rest that waits."""
    timeline = build_timeline(work(10), rest(60), rest(0, open_ended=True, limit=120.0), work(10))
    player = playing(timeline, 15.0)
    player.send(Command.SKIP, 15.0)

    assert place(player) == (3, 0.0)


@pytest.mark.parametrize(
    "moment, segment, offset",
    [
        (60.0, 3, 0.0),  # 13 s into the right side: its switch
        (49.0, 1, 5.0),  # 2 s into it: the left side's get-ready, its last 5 s
        (44.0, 1, 5.0),  # in the switch
        (85.0, 3, 0.0),  # in the rest after the right side
        (14.0, 1, 5.0),  # just begun, but the first
        (8.0, 0, 0.0),  # before the first go
    ],
)
def test_back(moment: float, segment: int, offset: float) -> None:
    """Back is to the start of this go, or the one before when it has just begun, with a countdown."""
    player = playing(TWO_HOLDS, moment)
    player.send(Command.BACK, moment)

    assert place(player) == (segment, offset)
    assert player.state is State.PLAYING


def test_back_to_a_go_without_get_ready_makes_a_lead_in() -> None:
    """A countdown is heard in any case."""
    timeline = build_timeline(work(20), work(20))
    player = playing(timeline, 30.0)
    events = player.send(Command.BACK, 30.0)

    assert kinds(events)[-1] is EventKind.RESUMING
    assert place(player) == (1, 0.0)
    assert said(player, 30.0, 34.0) == [(30.0, "3"), (31.0, "2"), (32.0, "1")]


@pytest.mark.parametrize("moment, segment", [(48.0, 3), (80.0, 3), (8.0, 1)])
def test_repeat(moment: float, segment: int) -> None:
    """Repeat is this go, however short it lasted; in a rest the one just played."""
    player = playing(TWO_HOLDS, moment)
    player.send(Command.REPEAT, moment)

    assert place(player) == (segment, 0.0)


def test_forward_and_rewind_cross_borders() -> None:
    """15 s are 15 s, whatever lies between."""
    player = playing(TWO_HOLDS, 40.0)
    player.send(Command.FORWARD, 40.0)
    assert place(player) == (4, 8.0)

    player.send(Command.REWIND, 40.0)
    assert place(player) == (2, 28.0)


def test_rewind_stops_at_the_start() -> None:
    """There is nothing before the session."""
    player = playing(TWO_HOLDS, 6.0)
    player.send(Command.REWIND, 6.0)

    assert place(player) == (0, 0.0)
    assert not player.allows(Command.REWIND)


def test_what_is_rewound_into_was_played() -> None:
    """A hold whose end is played twice is as done as the first time."""
    player = playing(TWO_HOLDS, 44.0)
    player.send(Command.REWIND, 44.0)
    assert place(player) == (2, 17.0)

    assert ends(player.advance(57.0)) == [(2, True, "time", 30.0)]


def test_forward_never_ends_the_session() -> None:
    """It is not possible in the last 15 s."""
    assert playing(TWO_HOLDS, 103.9).allows(Command.FORWARD)
    assert not playing(TWO_HOLDS, 104.1).allows(Command.FORWARD)


def test_forward_stops_where_a_segment_waits() -> None:
    """A set that waits is not passed over unseen."""
    player = playing(build_timeline(ready(5), wait(60), rest(20), work(10)), 2.0)
    player.send(Command.FORWARD, 2.0)

    assert place(player) == (1, 0.0)


def test_forward_leaves_what_waits_at_its_estimate_or_limit() -> None:
    """15 s on are 15 s on, as far as lengths are known."""
    player = playing(build_timeline(wait(20), rest(20), wait(60, limit=20.0), rest(20), hold(20)), 10.0)
    player.send(Command.FORWARD, 10.0)
    assert place(player) == (1, 5.0)

    player.send(Command.SKIP, 10.0)
    player.send(Command.FORWARD, 23.5)
    assert place(player) == (3, 5.0)


def test_forward_ends_what_has_outlasted_its_estimate() -> None:
    """Nobody knows how long it would still have taken."""
    player = playing(build_timeline(wait(20), rest(20), hold(20)), 50.0)
    player.send(Command.FORWARD, 50.0)

    assert place(player) == (1, 15.0)


def test_a_jump_says_that_a_go_was_not_done_in_full() -> None:
    """A hold that was jumped over in part is not done, although its end was reached."""
    player = playing(TWO_HOLDS, 20.0)
    player.send(Command.FORWARD, 20.0)
    events = player.advance(27.0)

    assert ends(events) == [(2, False, "time", 15.0)]


def test_moving_in_a_pause_stays_paused() -> None:
    """A place can be looked for in silence, and played time stands still."""
    player = playing(TWO_HOLDS, 60.0)
    player.send(Command.PAUSE, 60.0)
    player.send(Command.BACK, 70.0)

    assert player.state is State.PAUSED
    assert place(player) == (3, 0.0)
    assert player.view(80.0).session_elapsed == pytest.approx(60.0)
    player.send(Command.RESUME, 80.0)
    assert player.next_wakeup() == pytest.approx(85.0)


def test_a_longer_rest_moves_its_countdown() -> None:
    """Also a countdown that has been heard in part is heard again before the new end."""
    player = playing(TWO_HOLDS, 95.5)
    player.send(Command.LONGER, 95.5)

    assert said(player, 95.5, 112.1) == [(109.0, "3"), (110.0, "2"), (111.0, "1")]
    assert player.next_wakeup() == pytest.approx(112.0)
    assert not playing(TWO_HOLDS, 20.0).allows(Command.LONGER)


def test_a_longer_rest_does_not_say_again_what_it_said() -> None:
    """Only what has not been heard moves."""
    timeline = build_timeline(
        work(10), rest(30, cue(15, "Set 2.", CueKind.NAME, from_end=True), *countdown(30)), work(10)
    )
    player = playing(timeline, 20.0)
    player.send(Command.LONGER, 20.0)
    assert said(player, 20.0, 50.0) == [(40.0, "Set 2.")]

    player.advance(45.0)
    player.send(Command.LONGER, 45.0)
    assert [text for _, text in said(player, 45.0, 70.0)] == ["3", "2", "1"]


def test_only_this_rest_is_longer() -> None:
    """The next one has its own length."""
    player = playing(build_timeline(hold(10), rest(20), hold(10), rest(20), hold(10)), 15.0)
    player.send(Command.LONGER, 15.0)
    player.advance(60.0)

    assert (player.playhead.segment, player.next_wakeup()) == (3, 75.0)


@pytest.mark.parametrize("pressed, left", [(44.0, 16.0), (50.0, 10.0)])
def test_a_rewind_into_a_longer_rest_lands_as_far_from_its_end_as_it_was(pressed: float, left: float) -> None:
    """From within it (it ends at 45 s) and from the hold after it: there is a countdown before the next go."""
    player = playing(build_timeline(hold(10), rest(20, *countdown(20)), hold(30)), 15.0)
    player.send(Command.LONGER, 15.0)
    player.send(Command.REWIND, pressed)

    assert player.playhead.segment == 1
    assert player.next_wakeup() == pytest.approx(pressed + left)
    assert len(said(player, pressed, pressed + left + 0.1)) == 3


# --- waiting ---------------------------------------------------------------------------------------------------------

WAITING = build_timeline(
    ready(5, *countdown(5)),
    wait(
        24,
        cue(30, "30.", beyond=True),
        cue(105, "15 seconds, then on.", CueKind.LIMIT, beyond=True),
        cue(24, "", CueKind.END, Tone.END),
        limit=120.0,
    ),
    rest(20, cue(0.5, "Rest.", CueKind.REST), *countdown(20)),
    work(10),
)


def test_done_ends_what_waits() -> None:
    """The end sounds when the end is, and the rest begins."""
    player = playing(WAITING, 18.0)
    assert player.view(18.0).counts_up
    assert player.next_wakeup() == 125.0

    events = player.send(Command.DONE, 18.0)

    assert ends(events) == [(1, True, "done", 13.0)]
    assert said(player, 18.0, 19.0) == [(18.0, "Tone.END"), (18.5, "Rest.")]


def test_what_waits_goes_on_at_its_limit() -> None:
    """It is said before, and counts as done."""
    player = playing(WAITING, 100.0)
    assert said(player, 100.0, 126.0) == [
        (110.0, "15 seconds, then on."),
        (125.0, "Tone.END"),
        (125.5, "Rest."),
    ]

    assert ends(player.advance(126.0)) == [(1, True, "limit", 120.0)]


def test_a_kept_segment_waits_for_ever() -> None:
    """Any key keeps it; done still ends it."""
    player = playing(WAITING, 112.0)
    assert player.view(112.0).remaining == pytest.approx(13.0)
    player.send(Command.KEEP, 112.0)

    assert player.next_wakeup() is None
    assert player.view(112.0).waiting_limit is None
    assert player.advance(1000.0) == []
    assert not player.allows(Command.KEEP)
    assert player.allows(Command.DONE)


def test_only_this_segment_is_kept() -> None:
    """The next one that waits has its limit."""
    player = playing(build_timeline(wait(10, limit=20.0), rest(5), wait(10, limit=20.0)), 5.0)
    player.send(Command.KEEP, 5.0)
    player.send(Command.DONE, 40.0)
    player.advance(50.0)

    assert player.next_wakeup() == 65.0


def test_what_waits_needs_no_lead_in() -> None:
    """Its clock does not count."""
    player = playing(WAITING, 20.0)
    player.send(Command.PAUSE, 20.0)

    assert kinds(player.send(Command.RESUME, 30.0)) == [EventKind.RESUMED]


def test_a_rehearsal_ends_what_waits_at_its_estimate() -> None:
    """So that a rehearsal needs nobody."""
    player = playing(WAITING, rehearsal=True)
    events = player.advance(1000.0)

    assert ends(events)[1] == (1, True, "done", 24.0)
    assert events[-1].due == pytest.approx(59.0)


EVERY_MINUTE = build_timeline(
    ready(5),  # 0
    wait(24, limit=120.0, anchor=1, until_mark=60.0),  # 1
    rest(
        36,
        cue(0.5, "Rest.", CueKind.REST),
        cue(21, "Set 2 of 3.", CueKind.NAME, from_end=True),
        *countdown(36),
        anchor=1,
        until_mark=60.0,
    ),  # 2
    wait(24, limit=120.0, anchor=1, until_mark=120.0),  # 3
    rest(36, cue(0.5, "Rest.", CueKind.REST), *countdown(36), anchor=1, until_mark=120.0),  # 4
    wait(24, limit=120.0, anchor=1, until_mark=180.0),  # 5
)


def test_every_starts_the_sets_on_the_minute() -> None:
    """The rest lasts until the mark, however long the set took; its words keep their distance from the end."""
    player = playing(EVERY_MINUTE, 45.0)
    player.send(Command.DONE, 45.0)

    assert said(player, 45.0, 65.1) == [
        (45.5, "Rest."),
        (50.0, "Set 2 of 3."),
        (62.0, "3"),
        (63.0, "2"),
        (64.0, "1"),
    ]
    assert player.next_wakeup() == 65.0


def test_every_ends_a_set_that_is_open_at_the_mark() -> None:
    """Then there is no rest, and the next set starts at once."""
    player = playing(EVERY_MINUTE)
    events = player.advance(66.0)

    assert ends(events) == [(0, True, "time", 5.0), (1, True, "mark", 60.0), (2, True, "time", 0.0)]
    assert player.playhead.segment == 3
    assert player.view(66.0).remaining == pytest.approx(59.0)


def test_a_rest_is_never_shorter_than_nothing() -> None:
    """A go that lasts beyond its mark is played to its end, and the next begins."""
    player = playing(build_timeline(hold(70), rest(0, anchor=0, until_mark=60.0), hold(20)))
    events = player.advance(71.0)

    assert ends(events) == [(0, True, "time", 70.0), (1, True, "time", 0.0)]
    assert place(player) == (2, 1.0)


def test_a_pause_moves_the_marks() -> None:
    """The minute is played time."""
    player = playing(EVERY_MINUTE, 45.0)
    player.send(Command.PAUSE, 45.0)
    player.send(Command.RESUME, 145.0)
    player.send(Command.DONE, 145.0)

    assert player.next_wakeup() == pytest.approx(165.0)


def test_time_skipped_in_a_set_is_rest() -> None:
    """Skipping a set of a minute clock keeps the clock."""
    player = playing(EVERY_MINUTE, 15.0)
    player.send(Command.SKIP, 15.0)

    assert player.next_wakeup() == pytest.approx(65.0)


def test_a_skipped_rest_brings_the_marks_nearer() -> None:
    """After a rest that was cut short the next set still has its minute."""
    player = playing(EVERY_MINUTE, 15.0)
    player.send(Command.DONE, 15.0)
    player.send(Command.SKIP, 20.0)
    player.advance(24.0)
    assert player.playhead.segment == 3

    player.send(Command.DONE, 33.5)
    assert player.next_wakeup() == pytest.approx(23.5 + 60)


def test_a_rest_too_short_for_words_leaves_them_out() -> None:
    """What is said from the end gives way to the countdown; a rest under 5 s has none."""
    player = playing(EVERY_MINUTE, 58.0)
    player.send(Command.DONE, 58.0)
    assert [text for _, text in said(player, 58.0, 65.1)] == ["Rest.", "Set 2 of 3.", "3", "2", "1"]

    player = playing(EVERY_MINUTE, 62.0)
    player.send(Command.DONE, 62.0)
    assert [text for _, text in said(player, 62.0, 65.1)] == ["Rest.", "Set 2 of 3."]

    player = playing(EVERY_MINUTE, 64.0)
    player.send(Command.DONE, 64.0)
    assert [text for _, text in said(player, 64.0, 65.1)] == ["Rest."]


# --- pain ------------------------------------------------------------------------------------------------------------

PAINFUL = build_timeline(
    ready(5, step="a"),  # 0
    hold(30, step="a", side="left"),  # 1, at 5
    rest(20, step="a"),  # 2, at 35
    hold(30, step="a", side="right"),  # 3, at 55
    rest(20, step="b"),  # 4, at 85
    hold(30, step="b"),  # 5, at 105
    rest(20, step="c"),  # 6, at 135
    work(30, step="c"),  # 7, at 155
    rest(20, step="a"),  # 8, at 185
    hold(30, step="a"),  # 9, at 205
    say(2),  # 10, at 235
)


def test_pain_pauses_at_once_and_says_where() -> None:
    """The event names step, side and second."""
    player = playing(PAINFUL, 12.0)
    event = player.send(Command.HURT, 12.0)[-1]

    assert player.state is State.HURT
    assert (event.details["step"], event.details["side"], event.details["second"]) == ("a", "left", 7.0)


def test_pain_up_to_five_goes_on_after_a_lead_in() -> None:
    """The place is kept."""
    player = playing(PAINFUL, 12.0)
    player.send(Command.HURT, 12.0)
    player.send(Command.ANSWER_PAIN, 20.0, 5)

    assert player.state is State.RESUMING
    assert player.next_wakeup() == 26.0  # time for a word, then the countdown
    assert place(player) == (1, 7.0)
    assert [(one.due, one.cue.text) for one in player.cues_between(20.0, 26.0)] == [
        (23.0, "3"),
        (24.0, "2"),
        (25.0, "1"),
    ]


@pytest.mark.parametrize("value, sharp", [(6, False), (2, True)])
def test_pain_over_five_or_sharp_leaves_out_the_step(value: int, sharp: bool) -> None:
    """Also its goes in later rounds, with the leads before them."""
    player = playing(PAINFUL, 12.0)
    player.send(Command.HURT, 12.0)
    events = player.send(Command.ANSWER_PAIN, 20.0, value, sharp=sharp)

    assert ends(events) == [(1, False, "pain", 7.0), (3, False, "pain", 0.0)]
    assert events[0].details["left_out"] == "a"
    assert place(player) == (4, 0.0)
    assert player.state is State.RESUMING
    assert player.cues_between(20.0, 26.0) == []  # a rest has its own countdown
    started = [event.segment for event in player.advance(1000.0) if event.kind is EventKind.SEGMENT_STARTED]
    assert started == [5, 6, 7, 10]


def test_pain_in_a_rest_is_about_the_go_before() -> None:
    """The rest to another step goes on where it was."""
    player = playing(PAINFUL, 90.0)
    player.send(Command.HURT, 90.0)
    events = player.send(Command.ANSWER_PAIN, 100.0, 8)

    assert events[0].details["step"] == "a"
    assert place(player) == (4, 5.0)
    assert player.state is State.RESUMING


GETTING_READY = build_timeline(hold(30, step="a"), ready(25, step="b"), hold(30, step="b"), hold(30, step="a"))


@pytest.mark.parametrize("at, step, following", [(35.0, "a", "b"), (40.0, "a", "b"), (41.0, "b", "a")])
def test_pain_in_a_get_ready_is_about_the_go_ahead_once_the_last_is_ten_seconds_ago(
    at: float, step: str, following: str
) -> None:
    """The screen names it while it asks, and the answer says what follows."""
    player = playing(GETTING_READY, at)
    player.send(Command.HURT, at)
    shown = player.view(at).hurts
    event = player.send(Command.ANSWER_PAIN, at + 60.0, 7)[0]

    assert shown is not None
    assert (shown.step, event.details["step"], event.details["left_out"]) == (step, step, step)
    assert event.details["next"] == following


def test_nothing_is_said_to_hurt_but_while_its_number_is_asked() -> None:
    """After the answer the view is as ever."""
    player = playing(GETTING_READY, 10.0)
    player.send(Command.HURT, 10.0)
    player.send(Command.ANSWER_PAIN, 12.0, 2)

    assert player.view(12.0).hurts is None


@pytest.mark.parametrize("value, goes_on", [(5, 26.0), (8, 32.0)])
def test_severe_pain_leaves_time_for_its_words(value: int, goes_on: float) -> None:
    """Before the countdown of what is played next."""
    player = playing(PAINFUL, 12.0)
    player.send(Command.HURT, 12.0)
    player.send(Command.ANSWER_PAIN, 20.0, value)

    assert player.next_wakeup() == goes_on


def test_pain_at_a_second_step_ends_the_loading() -> None:
    """What is not loaded is still played."""
    player = playing(PAINFUL, 12.0, loaded=("a", "b", "c"))
    player.send(Command.HURT, 12.0)
    player.send(Command.ANSWER_PAIN, 12.0, 6)
    player.advance(45.0)
    player.send(Command.HURT, 45.0)
    events = player.send(Command.ANSWER_PAIN, 45.0, 7)

    answered = events[0].details
    assert (answered["step"], answered["ends_loading"], answered["left_out"]) == ("b", True, "b,c")
    assert place(player) == (10, 0.0)


def test_pain_without_a_number_goes_on() -> None:
    """A key pressed by mistake costs no answer."""
    player = playing(PAINFUL, 12.0)
    player.send(Command.HURT, 12.0)

    assert kinds(player.send(Command.RESUME, 13.0)) == [EventKind.RESUMING]


@pytest.mark.parametrize("value", [None, -1, 11])
def test_pain_is_a_number_from_0_to_10(value: int | None) -> None:
    """Nothing else is taken, and the question stays."""
    player = playing(PAINFUL, 12.0)
    player.send(Command.HURT, 12.0)

    with pytest.raises(IllegalCommandError, match="0 to 10"):
        player.send(Command.ANSWER_PAIN, 13.0, value)
    assert player.state is State.HURT


def test_pain_before_anything_began_leaves_nothing_out() -> None:
    """It is kept, but no step can have caused it."""
    player = Player(build_timeline(hold(30, step="wall-sit"), hold(20, step="bridge")), start_in=10.0)
    player.send(Command.START, 0.0)
    player.send(Command.HURT, 4.0)

    events = player.send(Command.ANSWER_PAIN, 5.0, 9)
    events += player.advance(60.0)

    assert not player.left_out
    assert (events[0].details["value"], events[0].details.get("step")) == (9, None)
    assert [event.segment for event in events if event.kind is EventKind.SEGMENT_STARTED] == [0, 1]


# --- stopping, restoring, reporting ----------------------------------------------------------------------------------


def test_stop_says_what_was_played_of_the_go() -> None:
    """A go that is cut short is not done."""
    player = playing(TWO_HOLDS, 20.0)
    events = player.send(Command.STOP, 20.0)

    assert kinds(events) == [EventKind.SEGMENT_ENDED, EventKind.STOPPED]
    assert ends(events) == [(2, False, "stopped", 8.0)]
    assert events[-1].details["played"] == 20.0
    assert player.view(30.0).session_done == pytest.approx(20 / 119)


def test_a_session_is_restored_where_it_was() -> None:
    """It counts in, goes on in the middle of the hold, and that counts as one."""
    player = Player(TWO_HOLDS, start_in=10.0, at=Playhead(4, 20.0), played=70.0)
    player.send(Command.START, 0.0)
    cues = said(player, 0.0, 12.0)
    events = player.advance(20.0)

    assert cues == [(7.0, "3"), (8.0, "2"), (9.0, "1"), (10.0, "Tone.GO")]
    assert ends(events) == [(4, True, "time", 30.0)]
    assert player.view(20.0).session_elapsed == pytest.approx(80.0)
    player.send(Command.BACK, 20.0)
    assert place(player) == (3, 0.0)


def test_a_restored_place_is_held_inside_the_timeline() -> None:
    """A journal cannot lead out of the session, nor to what hurt."""
    assert Player(TWO_HOLDS, at=Playhead(99, 5000.0)).playhead == Playhead(7, 2.0)
    assert Player(PAINFUL, at=Playhead(1, 12.0), hurt=[("a", None)]).playhead == Playhead(4, 0.0)


def test_the_repetitions_that_were_reached_are_reported() -> None:
    """Completed ones, of those that are counted."""
    timeline = build_timeline(work(12, rep_starts=(0.0, 3.0, 6.0, 9.0), reps=4), rest(10), work(3))
    player = playing(timeline, 7.0)
    assert player.view(7.0).rep == 3

    assert player.send(Command.SKIP, 7.0)[0].details["rep"] == 2
    assert playing(timeline).advance(13.0)[0].details["rep"] == 4


def test_held_repetitions_are_counted_by_their_holds() -> None:
    """The relax after a hold still belongs to its number."""
    timeline = build_timeline(hold(5), relax(2), hold(5), relax(2), hold(5))

    assert [playing(timeline, at).view(at).rep for at in (1.0, 6.0, 8.0, 18.0)] == [1, 1, 2, 3]
    assert playing(timeline, 8.5).view(8.5).step_done == pytest.approx(8.5 / 19)


def test_the_view_says_what_comes_next_and_what_remains() -> None:
    """In a lead the go ahead, in a go the next one."""
    player = playing(TWO_HOLDS, 20.0)
    view = player.view(20.5)
    assert view.next_go is not None
    assert (view.remaining, view.session_remaining, view.next_go.index) == (21.5, 98.5, 4)

    ahead = playing(TWO_HOLDS, 43.0).view(43.0).next_go
    assert ahead is not None
    assert ahead.index == 4


def test_the_texts_are_asked_for_in_the_order_of_need() -> None:
    """None twice; what lies behind comes last, because one can go back."""
    player = Player(TWO_HOLDS, at=Playhead(5, 0.0))

    assert player.texts() == ["3", "2", "1", "Rest.", "Done.", "Knee holds.", "Wall sit.", "Halfway.", "Switch."]


def test_a_cue_after_the_end_is_still_heard() -> None:
    """The last word of a session may come after its last segment."""
    timeline = build_timeline(work(10, cue(10.5, "Well done.", CueKind.END)))
    player = playing(timeline, 9.0)
    assert said(player, 9.0, 11.0) == [(10.5, "Well done.")]

    player.advance(10.2)
    assert player.state is State.FINISHED
    assert said(player, 10.2, 11.2) == [(10.5, "Well done.")]


def test_time_does_not_run_backwards() -> None:
    """An earlier moment than the last is the last."""
    player = playing(TWO_HOLDS, 20.0)

    assert player.advance(5.0) == []
    assert player.view(5.0).offset == pytest.approx(8.0)


def test_a_wait_without_an_estimate_tells_its_words_from_its_end() -> None:
    """What is said when it begins is said then; the sound of the end of the session waits for it."""
    timeline = build_timeline(
        hold(30), wait(0, cue(0, "That is 30 seconds.", CueKind.END, Tone.END), cue(0, "", CueKind.END, Tone.DONE))
    )
    player = playing(timeline, 29.5)
    assert said(player, 29.5, 60.0) == [(30.0, "That is 30 seconds.")]

    player.send(Command.DONE, 50.0)
    assert said(player, 50.0, 51.0) == [(50.0, "Tone.DONE")]
