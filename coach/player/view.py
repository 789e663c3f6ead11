"""What a screen shows, computed from the situation and a moment."""

from __future__ import annotations

from bisect import bisect_right

from coach.player.course import Course, Lasting, is_go
from coach.player.cues import TINY
from coach.player.model import Count, State, View
from coach.player.pain import LeftOut
from coach.player.situation import Situation
from coach.timeline.model import LIMIT_CALL, Segment, SegmentKind
from coach.units import Seconds

SOON: Seconds = 0.004
"""A number that changes so soon is given as what it will be: timers are a little early, and a picture is drawn once."""

_OVER = frozenset({State.FINISHED, State.STOPPED})
_COUNTS_DOWN = frozenset({State.COUNTING_IN, State.RESUMING, State.OFFERED})


def view(
    course: Course, at: Situation, now: Seconds, left_out: LeftOut, lasting: Lasting, easier: Segment | None = None
) -> View:
    """Return the view of a moment; `lasting` is the present segment's, `easier` what is offered."""
    lead_in = max(0.0, at.pivot - now) if at.state in _COUNTS_DOWN else None
    played = max(0.0, at.played(now))
    if at.state in _OVER or not course.segments:
        return _over(course, at, played)
    segment = course.segments[at.index]
    offset = at.offset(now)
    if lasting.seconds is not None:
        offset = min(offset, lasting.seconds)
    until_end = None if lasting.seconds is None else lasting.seconds - offset
    waits = course.waits(at.index)
    limit = until_end if waits else None
    called = limit is not None and (limit <= LIMIT_CALL + TINY or lasting.how == "mark")
    next_go = course.go_left(course.after_go(at.index) if is_go(segment) else at.index, left_out)
    return View(
        state=at.state,
        segment=segment,
        offset=offset,
        remaining=until_end if not waits or called else None,
        counts_up=waits,
        step_done=_step_done(course, at, offset, lasting),
        session_done=_share(segment.start + min(offset, segment.seconds), course.timeline.seconds),
        session_remaining=_remaining(course, at.index, offset, left_out, None if waits else until_end),
        session_elapsed=played,
        rep=_rep(course, at.index, offset),
        next_go=next_go,
        lead_in=lead_in,
        waiting_limit=limit,
        then_go=course.go_left(course.after_go(next_go.index), left_out) if next_go is not None else None,
        hurts=_hurts(course, at, now),
        easier=easier,
        count=_count(segment, offset),
    )


def _over(course: Course, at: Situation, played: Seconds) -> View:
    stopped = at.state is State.STOPPED and bool(course.segments)
    done = 1.0
    if stopped:
        segment = course.segments[at.index]
        done = _share(segment.start + min(at.offset(at.now), segment.seconds), course.timeline.seconds)
    return View(
        state=at.state,
        segment=None,
        offset=0.0,
        remaining=None,
        counts_up=False,
        step_done=1.0,
        session_done=done,
        session_remaining=0.0,
        session_elapsed=played,
        rep=None,
        next_go=None,
        lead_in=None,
        waiting_limit=None,
    )


def _remaining(course: Course, index: int, offset: Seconds, left_out: LeftOut, until_end: Seconds | None) -> Seconds:
    here = course.segments[index]
    rest = until_end if until_end is not None else max(0.0, here.seconds - offset)
    if not left_out:
        return rest + course.timeline.seconds - here.end
    return rest + sum(one.seconds for one in course.segments[index + 1 :] if not course.left_out(one.index, left_out))


def _step_done(course: Course, at: Situation, offset: Seconds, lasting: Lasting) -> float:
    segment = course.segments[at.index]
    if not is_go(segment):
        return _share(offset, lasting.seconds if lasting.seconds is not None else segment.seconds)
    first, after = course.first_of_go(at.index), course.after_go(at.index)
    before = sum(one.seconds for one in course.segments[first : at.index])
    return _share(before + min(offset, segment.seconds), sum(one.seconds for one in course.segments[first:after]))


def _hurts(course: Course, at: Situation, now: Seconds) -> Segment | None:
    if at.state not in (State.HURT, State.OFFERED) or at.count_in is not None:
        return None
    return course.hurting(at.index, at.began, at.session_time(now))


def _count(segment: Segment, offset: Seconds) -> Count | None:
    """Return the word and the second of the phase, as they are said: the last word of 2.5 seconds is "two"."""
    if not segment.phases or not segment.rep_starts:
        return None
    now = offset + SOON
    rep = max(1, bisect_right(segment.rep_starts, now)) - 1
    within = now - segment.rep_starts[rep]
    starts = [begins for begins, _ in segment.phases]
    phase = max(1, bisect_right(starts, within)) - 1
    length = [*starts[1:], _rep_length(segment, rep)][phase] - starts[phase]
    gone = max(0.0, within - starts[phase])
    second = min(int(gone) + 1, max(1, int(length + SOON)))
    changes = float(second) if second < int(length + SOON) else length
    return Count(segment.phases[phase][1], second, max(SOON, changes - gone))


def _rep_length(segment: Segment, rep: int) -> Seconds:
    """Return how long a repetition, counted from 0, lasts."""
    return [*segment.rep_starts[1:], segment.seconds][rep] - segment.rep_starts[rep]


def _rep(course: Course, index: int, offset: Seconds) -> int | None:
    segment = course.segments[index]
    first, after = course.first_of_go(index), course.after_go(index)
    holds = [one.index for one in course.segments[first:after] if one.kind is SegmentKind.HOLD]
    if is_go(segment) and len(holds) > 1:
        return max(1, bisect_right(holds, index))
    if segment.rep_starts:
        return max(1, bisect_right(segment.rep_starts, offset + SOON))
    return None


def _share(part: Seconds, whole: Seconds) -> float:
    return 1.0 if whole <= 0 else min(1.0, max(0.0, part / whole))
