"""What holds for every timeline and every order of commands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from coach.errors import IllegalCommandError
from coach.player.course import is_go
from coach.player.model import Command, Event, EventKind, State
from coach.player.player import Player
from coach.testing import Part, build_timeline, countdown, cue, hold, ready, relax, rest, say, switch, wait, work
from coach.timeline.model import CueKind, Timeline, Tone

LENGTHS = st.sampled_from([0.0, 0.1, 1.0, 2.5, 5.0, 10.0, 30.0])


@st.composite
def parts(draw: st.DrawFn) -> Part:
    seconds = draw(LENGTHS)
    offsets = draw(st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.4, 7.0]), max_size=3, unique=True))
    cues = [cue(offset, f"words {index}") for index, offset in enumerate(offsets) if offset < seconds]
    step: dict[str, Any] = {"step": draw(st.sampled_from(["a", "b", "c"]))}
    build: Callable[..., Part] = draw(st.sampled_from([say, ready, work, hold, relax, rest, switch, wait]))
    if build is say:
        return say(seconds, *cues)
    if build is wait:
        limit = draw(st.sampled_from([None, 20.0, 120.0]))
        return wait(seconds, *cues, cue(seconds, "", CueKind.END, Tone.END), limit=limit, **step)
    if build in (ready, rest, switch) and seconds >= 5:
        cues += countdown(seconds)
    return build(seconds, *cues, **step)


@st.composite
def timelines(draw: st.DrawFn, *, waiting: bool = True) -> Timeline:
    found = draw(st.lists(parts(), min_size=1, max_size=10))
    if not waiting:
        found = [part for part in found if not part.fields.get("open_ended")] or [work(10)]
    timeline = build_timeline(*found)
    # Under `every`: leads and waits may end at a mark of a segment before them.
    marks = draw(st.lists(st.sampled_from([None, None, 10.0, 60.0]), min_size=len(found), max_size=len(found)))
    return replace(
        timeline,
        segments=tuple(
            replace(one, anchor=draw(st.integers(0, one.index)), until_mark=mark)
            if mark is not None and one.kind.value in ("rest", "wait")
            else one
            for one, mark in zip(timeline.segments, marks, strict=True)
        ),
    )


STEPS = st.lists(st.sampled_from([0.0, 0.013, 0.1, 0.5, 1.0, 3.7, 15.0, 61.0]), max_size=30)
SCRIPTS = st.lists(
    st.tuples(
        st.sampled_from([0.0, 0.1, 0.5, 2.0, 3.5, 11.0, 60.0]),
        st.sampled_from([one for one in Command if one not in (Command.STOP, Command.START)]),
        st.integers(0, 10),
    ),
    max_size=40,
)


def what(events: list[Event]) -> list[Event]:
    """Return the events without the moment at which they were found."""
    return [replace(event, happened=0.0) for event in events]


@given(timelines(), SCRIPTS, st.sampled_from([0.0, 3.0, 10.0]))
def test_no_command_leads_the_playhead_out_of_the_timeline(timeline: Timeline, script: Any, start_in: float) -> None:
    """Whatever is asked whenever, there is a segment, its offset lies in it, and every number of the view is sound."""
    player = Player(timeline, start_in=start_in, loaded=("a", "c"))
    player.send(Command.START, 0.0)
    now = 0.0
    played = 0.0
    for wait_for, command, value in script:
        now += wait_for
        player.advance(now)
        if player.allows(command):
            player.send(command, now, value)
        view = player.view(now)

        assert 0 <= player.playhead.segment < len(timeline.segments)
        assert player.playhead.offset >= 0
        assert 0 <= view.step_done <= 1
        assert 0 <= view.session_done <= 1
        assert view.session_remaining >= -1e-6
        assert view.remaining is None or view.remaining >= 0
        assert view.session_elapsed >= played - 1e-6
        assert view.segment is None or not is_go(view.segment) or view.segment not in player.left_out
        wakeup = player.next_wakeup()
        assert wakeup is None or wakeup >= now - 1e-6
        played = view.session_elapsed


@given(timelines(), SCRIPTS)
def test_a_refused_command_leaves_no_trace(timeline: Timeline, script: Any) -> None:
    """The player that was asked in vain goes on as one that was not."""
    asked, spared = Player(timeline, start_in=3.0), Player(timeline, start_in=3.0)
    asked.send(Command.START, 0.0)
    spared.send(Command.START, 0.0)
    now = 0.0
    for wait_for, command, value in script:
        now += wait_for
        if spared.allows(command):
            continue
        try:
            asked.send(command, now, value)
        except IllegalCommandError:
            assert asked.playhead == spared.playhead
        else:
            spared.send(command, now, value)

    assert what(asked.advance(now + 500)) == what(spared.advance(now + 500))


@given(timelines(), STEPS)
def test_small_steps_and_one_big_step_are_the_same(timeline: Timeline, steps: list[float]) -> None:
    """How often the player is told the time makes no difference to what happens."""
    often, once = Player(timeline, start_in=3.0), Player(timeline, start_in=3.0)
    often.send(Command.START, 0.0)
    once.send(Command.START, 0.0)
    now, events = 0.0, []
    for step in steps:
        now += step
        events += often.advance(now)

    assert what(events) == what(once.advance(now))
    assert often.view(now) == once.view(now)


@given(timelines(waiting=False), STEPS)
def test_every_cue_comes_once_in_a_pass(timeline: Timeline, steps: list[float]) -> None:
    """Asked for stretch after stretch, no cue is lost at a border and none comes twice."""
    timeline = replace(
        timeline, segments=tuple(replace(one, anchor=None, until_mark=None) for one in timeline.segments)
    )
    player = Player(timeline, start_in=0.0)
    player.send(Command.START, 0.0)
    horizon, now, heard = 0.0, 0.0, []
    for step in [*steps, timeline.seconds + 10]:
        ahead = now + step + 1.0
        heard += player.cues_between(horizon, ahead)
        horizon, now = ahead, now + step
        player.advance(now)

    assert sorted((one.cue.segment, one.cue.offset, one.cue.text) for one in heard) == sorted(
        (one.segment, one.offset, one.text) for one in timeline.cues
    )
    assert all(abs(one.due - one.cue.at) < 1e-6 for one in heard)


@given(timelines(), STEPS, SCRIPTS)
def test_cues_are_asked_for_in_any_stretches(timeline: Timeline, steps: list[float], script: Any) -> None:
    """Two short stretches hold what one long one does, in every state that commands lead to."""
    player = Player(timeline, start_in=3.0)
    player.send(Command.START, 0.0)
    now = 0.0
    for wait_for, command, value in script:
        now += wait_for
        player.advance(now)
        if player.allows(command):
            player.send(command, now, value)
    whole = player.cues_between(now, now + sum(steps))
    pieces, start = [], now
    for step in steps:
        pieces += player.cues_between(start, start + step)
        start += step
    pieces += player.cues_between(start, now + sum(steps))

    assert sorted(whole, key=repr) == sorted(pieces, key=repr)


@given(timelines(waiting=False))
def test_the_sum_of_the_parts_is_the_session(timeline: Timeline) -> None:
    """Undisturbed, what was played is what was planned."""
    timeline = replace(
        timeline, segments=tuple(replace(one, anchor=None, until_mark=None) for one in timeline.segments)
    )
    player = Player(timeline, start_in=0.0)
    events = player.send(Command.START, 0.0) + player.advance(timeline.seconds + 1)
    ended = [event for event in events if event.kind is EventKind.SEGMENT_ENDED]

    assert [event.details["planned"] for event in ended] == [round(one.seconds, 3) for one in timeline.segments]
    assert all(event.details["done"] for event in ended)
    assert abs(sum(float(event.details["played"] or 0) for event in ended) - timeline.seconds) < 0.01
    assert abs(events[-1].due - timeline.seconds) < 1e-6


@given(timelines(), SCRIPTS)
def test_what_starts_ends_before_the_next_starts(timeline: Timeline, script: Any) -> None:
    """Segments neither overlap nor lie open, and every event comes no earlier than the one before."""
    player = Player(timeline, start_in=3.0)
    events = player.send(Command.START, 0.0)
    now = 0.0
    for wait_for, command, value in script:
        now += wait_for
        events += player.advance(now)
        if player.allows(command):
            events += player.send(command, now, value)
    events += player.advance(now)  # a command may have led to the very end
    if player.state not in (State.FINISHED, State.STOPPED):
        events += player.send(Command.STOP, now)

    running: int | None = None
    for event in events:
        if event.kind is EventKind.SEGMENT_STARTED:
            assert running is None
            running = event.segment
        if event.kind is EventKind.SEGMENT_ENDED and event.segment == running:
            running = None
    assert running is None
    assert all(one.due <= other.due + 1e-6 for one, other in pairwise(events))
