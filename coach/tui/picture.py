"""What the play screen shows at one moment, as plain values: pure, so that it is tested without a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coach.player.model import State, View
from coach.timeline.model import GO_KINDS, LEAD_KINDS, LIMIT_CALL, Segment, SegmentKind
from coach.timeline.short import load_to_read
from coach.tui.shown import FlashWords
from coach.tui.times import clock, gone, left, long_clock

LEAD_TITLES = {SegmentKind.READY: "Get ready", SegmentKind.REST: "Rest", SegmentKind.SWITCH: "Switch"}
"""What is done before a go, in the largest words: from three metres a rest must not look like the work ahead."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Every text of the play screen. Where there are several wordings, the longest that can be drawn big is taken."""

    title: str
    place: tuple[str, ...]
    """Side, set and round."""
    details: str
    """Amount, repetition, load, effort, tempo: for the eye that is near."""
    clock: str
    hint: tuple[str, ...]
    """That it waits and for which key, what the seconds count down to, or the count of a tempo."""
    hint_details: str
    caption: str
    next_up: str
    step: str
    step_done: float
    session: str
    session_done: float
    trouble: str


def picture(
    view: View, caption: str, troubles: tuple[str, ...], keys: Mapping[str, str], heard_nothing: str = ""
) -> Picture:
    """Return what is to be seen; `keys` gives the key to name for a binding id.

    `heard_nothing` is what to do where nothing of the first words was heard.
    """
    segment = view.segment
    hint, hint_details = _hint(view, keys)
    if view.state is State.COUNTING_IN and heard_nothing and not troubles:
        hint_details = f"{hint_details}\n{heard_nothing}"
    return Picture(
        title=_title(view),
        place=_place(view),
        details=_details(view),
        clock=_clock(view),
        hint=hint,
        hint_details=hint_details,
        caption=f"“{caption}”" if caption else "",
        next_up=_next_up(view),
        step=_step(view) if segment else "",
        step_done=view.step_done,
        session=f"{long_clock(view.session_elapsed)} done, {long_clock(view.session_remaining)} to go",
        session_done=view.session_done,
        trouble="\n".join(f"! {sentence}" for sentence in troubles),
    )


def waits(view: View) -> bool:
    """Return whether the segment goes on at "done" only."""
    return view.segment is not None and view.counts_up and view.state is State.PLAYING


def last_call(view: View) -> bool:
    """Return whether any key keeps a waiting segment now."""
    return waits(view) and view.waiting_limit is not None and view.waiting_limit <= LIMIT_CALL


def flash_word(segment: Segment, before: int | None, words: FlashWords) -> str:
    """Return what the whole screen says as a segment begins; `before` is the go that was played until now, if one was.

    The later segments of a go say nothing: held repetitions would flash every few seconds.
    """
    if segment.kind in GO_KINDS:
        return words.go if segment.kind is not SegmentKind.RELAX and before != segment.go else ""
    if segment.kind is SegmentKind.SWITCH:
        return words.switch
    return words.end if before is not None else ""


def _title(view: View) -> str:
    if view.segment is None:
        return "Done" if view.state is State.FINISHED else "Stopped"
    return LEAD_TITLES.get(view.segment.kind, view.segment.title)


def time_in_words(view: View) -> str:
    """Return the time of the clock where it stands in a line of its own: "29 s left"."""
    shown = _clock(view)
    unit = "" if ":" in shown else " s"
    return f"{shown}{unit} {'so far' if view.segment is None or view.counts_up else 'left'}"


def _clock(view: View) -> str:
    if view.lead_in is not None:
        return left(view.lead_in)
    if view.segment is None:
        return long_clock(view.session_elapsed)
    if view.counts_up or view.remaining is None:
        return gone(view.offset)
    return left(view.remaining)


def _place(view: View) -> tuple[str, ...]:
    """Return wordings of where in the step we are, the fullest first."""
    segment = view.segment
    if segment is None:
        return ()
    if segment.kind is SegmentKind.SAY:
        return ()
    if segment.kind in LEAD_KINDS:
        ahead = view.next_go or segment
        side, numbers, short = _where(ahead)
        then = "for" if segment.kind is SegmentKind.READY else "then"
        name = f"{then} {ahead.title}"
        return _wordings(((name, side, numbers), (name, side, short), (name, side), (name,), (ahead.title,)))
    before = "Relax" if segment.kind is SegmentKind.RELAX else ""
    side, numbers, short = _where(segment)
    return _wordings(((before, side, numbers), (before, side, short), (before, short), (before,)))


def _wordings(parts: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Join what there is, and drop wordings that say nothing or the same again."""
    texts = ["  ".join(part for part in wording if part) for wording in parts]
    return tuple(dict.fromkeys(text for text in texts if text))


def _where(segment: Segment) -> tuple[str, str, str]:
    """Return side, set and round in full, and the same in short."""
    side = segment.side or ""
    full, short = [], []
    if segment.sets > 1:
        full.append(f"set {segment.set}/{segment.sets}")
        short.append(f"{segment.set}/{segment.sets}")
    if segment.rounds > 1:
        full.append(f"round {segment.round}/{segment.rounds}")
        short.append(f"{segment.round}/{segment.rounds}")
    return side, "  ".join(full), "  ".join(short)


def _details(view: View) -> str:
    segment = view.segment
    if segment is None or segment.kind in (SegmentKind.REST, SegmentKind.SAY):
        return ""
    parts = [segment.amount]
    if segment.kind is SegmentKind.READY and view.next_go is not None:
        # "Next" is for what follows the go ahead, so which one that is has to stand here.
        side, numbers, _ = _where(view.next_go)
        parts = [f"{side} side" if side else "", *numbers.split("  "), segment.amount]
    if view.rep is not None and view.count is None:
        of = _played_reps(segment)
        parts.append(f"rep {view.rep} of {of}" if of is not None else f"rep {view.rep}")
    parts += [load_to_read(segment.load), f"effort {segment.effort}" if segment.effort else ""]
    parts += [f"tempo {segment.tempo}" if segment.tempo else ""]
    return " · ".join(part for part in parts if part)


def _played_reps(segment: Segment) -> int | str | None:
    """Return how many repetitions are counted: of "6-8" the lower number is played."""
    return len(segment.rep_starts) if len(segment.rep_starts) > 1 else segment.reps


def _hint(view: View, keys: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    if view.state is State.COUNTING_IN:
        return ("starts in", "start"), "Walk to your place."
    if view.state is State.RESUMING:
        return ("goes on in", "on in"), ""
    if view.count is not None and view.segment is not None:
        rep, word = f"{view.rep}/{_played_reps(view.segment)}", f"{view.count.word} {view.count.second}"
        return (f"rep {rep}  {word}", f"{rep}  {word}", word), ""
    if not waits(view):
        return (), ""
    done = keys.get("play.done", "enter")
    if view.waiting_limit is None:
        details = "It waits for you."
    elif last_call(view):
        details = f"Goes on by itself in {left(view.waiting_limit)} s. Any key to stay."
    else:
        keep = keys.get("play.keep", "k")
        details = f"It waits for you. Goes on in {left(view.waiting_limit)}, {keep} to stay."
    return (f"{done} when done", f"{done} = done"), details


def _next_up(view: View) -> str:
    # Getting ready is for the go ahead itself, which is now and not next.
    ready = view.segment is not None and view.segment.kind is SegmentKind.READY
    ahead = view.then_go if ready else view.next_go
    if ahead is None:
        return "Next: the end"
    side, numbers, _ = _where(ahead)
    load = load_to_read(ahead.load)
    parts = [ahead.title, f"{side} side" if side else "", numbers.replace("  ", ", "), ahead.amount, load]
    return "Next: " + ", ".join(part for part in parts if part)


def _step(view: View) -> str:
    segment = view.segment
    assert segment is not None
    if view.counts_up:
        about = f" (about {clock(round(segment.seconds))})" if segment.seconds else ""
        return f"{gone(view.offset)} s so far{about}" if view.offset < 60 else f"{gone(view.offset)} so far{about}"
    return f"{round(view.step_done * 100)} %"
