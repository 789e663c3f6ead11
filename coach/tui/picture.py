"""What the play screen shows at one moment, as plain values: pure, so that it is tested without a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coach.player.model import State, View
from coach.timeline.model import GO_KINDS, LEAD_KINDS, LIMIT_CALL, Segment, SegmentKind
from coach.tui.shown import FlashWords
from coach.tui.times import clock, gone, left, long_clock
from coach.words.files import note_words
from coach.words.phrases import Phrases

LEAD_TITLES = {SegmentKind.READY: "ready", SegmentKind.REST: "rest", SegmentKind.SWITCH: "switch"}
"""Of what is done before a go, the key of its largest words: from three metres a rest must not look like the work."""


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
    view: View,
    caption: str,
    troubles: tuple[str, ...],
    keys: Mapping[str, str],
    phrases: Phrases,
    heard_nothing: str = "",
) -> Picture:
    """Return what is to be seen; `keys` gives the key to name for a binding id, `phrases` the words of the routine.

    `heard_nothing` is what to do where nothing of the first words was heard.
    """
    segment = view.segment
    hint, hint_details = _hint(view, keys, phrases)
    if view.state is State.COUNTING_IN and heard_nothing and not troubles:
        hint_details = f"{hint_details}\n{heard_nothing}"
    return Picture(
        title=_title(view, phrases),
        place=_place(view, phrases),
        details=_details(view, phrases),
        clock=_clock(view),
        hint=hint,
        hint_details=hint_details,
        caption=f"“{caption}”" if caption else "",
        next_up=_next_up(view, phrases),
        step=_step(view, phrases) if segment else "",
        step_done=view.step_done,
        session=phrases(
            "screen.session", done=long_clock(view.session_elapsed), left=long_clock(view.session_remaining)
        ),
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


def _title(view: View, phrases: Phrases) -> str:
    if view.segment is None:
        return phrases("screen.done" if view.state is State.FINISHED else "screen.stopped")
    lead = LEAD_TITLES.get(view.segment.kind)
    return phrases(f"screen.{lead}") if lead is not None else view.segment.title


def time_in_words(view: View, phrases: Phrases) -> str:
    """Return the time of the clock where it stands in a line of its own: "29 s left"."""
    shown = _clock(view)
    unit = "" if ":" in shown else " s"
    key = "screen.so_far" if view.segment is None or view.counts_up else "screen.left"
    return phrases(key, time=f"{shown}{unit}")


def _clock(view: View) -> str:
    if view.lead_in is not None:
        return left(view.lead_in)
    if view.segment is None:
        return long_clock(view.session_elapsed)
    if view.counts_up or view.remaining is None:
        return gone(view.offset)
    return left(view.remaining)


def _place(view: View, phrases: Phrases) -> tuple[str, ...]:
    """Return wordings of where in the step we are, the fullest first."""
    segment = view.segment
    if segment is None:
        return ()
    if segment.kind is SegmentKind.SAY:
        return ()
    if segment.kind in LEAD_KINDS:
        ahead = view.next_go or segment
        side, numbers, short = _where(ahead, phrases)
        then = "screen.for" if segment.kind is SegmentKind.READY else "screen.then"
        name = phrases(then, name=ahead.title)
        return _wordings(((name, side, numbers), (name, side, short), (name, side), (name,), (ahead.title,)))
    before = phrases("screen.relax") if segment.kind is SegmentKind.RELAX else ""
    side, numbers, short = _where(segment, phrases)
    return _wordings(((before, side, numbers), (before, side, short), (before, short), (before,)))


def _wordings(parts: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Join what there is, and drop wordings that say nothing or the same again."""
    texts = ["  ".join(part for part in wording if part) for wording in parts]
    return tuple(dict.fromkeys(text for text in texts if text))


def _where(segment: Segment, phrases: Phrases) -> tuple[str, str, str]:
    """Return side, set and round in full, and the same in short."""
    side = phrases(f"side.{segment.side}") if segment.side else ""
    full, short = [], []
    if segment.sets > 1:
        full.append(phrases("screen.set", n=segment.set, of=segment.sets))
        short.append(f"{segment.set}/{segment.sets}")
    if segment.rounds > 1:
        full.append(phrases("screen.round", n=segment.round, of=segment.rounds))
        short.append(f"{segment.round}/{segment.rounds}")
    return side, "  ".join(full), "  ".join(short)


def _details(view: View, phrases: Phrases) -> str:
    segment = view.segment
    if segment is None or segment.kind in (SegmentKind.REST, SegmentKind.SAY):
        return ""
    amount = note_words(segment.amount, phrases)
    parts = [amount]
    if segment.kind is SegmentKind.READY and view.next_go is not None:
        # "Next" is for what follows the go ahead, so which one that is has to stand here.
        _, numbers, _ = _where(view.next_go, phrases)
        parts = [_side(view.next_go, phrases), *numbers.split("  "), amount]
    if view.rep is not None and view.count is None:
        of = _played_reps(segment)
        one = phrases("screen.rep", n=view.rep)
        parts.append(phrases("screen.rep_of", n=view.rep, of=of) if of is not None else one)
    parts += [_load(segment, phrases), phrases("screen.effort", n=segment.effort) if segment.effort else ""]
    parts += [phrases("screen.tempo", tempo=segment.tempo) if segment.tempo else ""]
    return " · ".join(part for part in parts if part)


def _played_reps(segment: Segment) -> int | str | None:
    """Return how many repetitions are counted: of "6-8" the lower number is played."""
    return len(segment.rep_starts) if len(segment.rep_starts) > 1 else segment.reps


def _hint(view: View, keys: Mapping[str, str], phrases: Phrases) -> tuple[tuple[str, ...], str]:
    if view.state is State.COUNTING_IN:
        return phrases.wordings("screen.starts_in"), phrases("screen.walk")
    if view.state is State.RESUMING:
        return phrases.wordings("screen.goes_on_in"), ""
    if view.count is not None and view.segment is not None:
        rep, word = f"{view.rep}/{_played_reps(view.segment)}", f"{view.count.word} {view.count.second}"
        return (f"{phrases('screen.rep_word', rep=rep)}  {word}", f"{rep}  {word}", word), ""
    if not waits(view):
        return (), ""
    done = keys.get("play.done", "enter")
    if view.waiting_limit is None:
        details = phrases("screen.waits")
    elif last_call(view):
        details = phrases("screen.last_call", time=left(view.waiting_limit))
    else:
        keep = keys.get("play.keep", "k")
        details = phrases("screen.waits_until", time=left(view.waiting_limit), press=keep)
    return phrases.wordings("screen.when_done", press=done), details


def _next_up(view: View, phrases: Phrases) -> str:
    # Getting ready is for the go ahead itself, which is now and not next.
    ready = view.segment is not None and view.segment.kind is SegmentKind.READY
    ahead = view.then_go if ready else view.next_go
    if ahead is None:
        return phrases("screen.next_end")
    _, numbers, _ = _where(ahead, phrases)
    amount, load = note_words(ahead.amount, phrases), _load(ahead, phrases)
    parts = [ahead.title, _side(ahead, phrases), numbers.replace("  ", ", "), amount, load]
    return phrases("screen.next", what=", ".join(part for part in parts if part))


def _side(segment: Segment, phrases: Phrases) -> str:
    return phrases(f"side_name.{segment.side}") if segment.side else ""


def _load(segment: Segment, phrases: Phrases) -> str:
    return phrases("amount.body") if segment.load == "body" else note_words(segment.load, phrases)


def _step(view: View, phrases: Phrases) -> str:
    segment = view.segment
    assert segment is not None
    if view.counts_up:
        time = f"{gone(view.offset)} s" if view.offset < 60 else gone(view.offset)
        if not segment.seconds:
            return phrases("screen.so_far", time=time)
        return phrases("screen.so_far_about", time=time, about=clock(round(segment.seconds)))
    return f"{round(view.step_done * 100)} %"
