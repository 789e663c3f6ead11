"""A timeline for a file: no key is asked for, what waits is told with its length, and nothing moves."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from coach.export.unattended import Unattended, unattended
from coach.testing import build_timeline, cue, hold, ready, rest, wait, work
from coach.timeline.model import Cue, CueKind, Timeline, Tone
from coach.timeline.paper import listed
from coach.words.files import load_phrases
from coach.words.speech import FixedLengths
from tests.timeline.bundled import compiled, read, routine_files, translated_files

BUNDLED = [*routine_files(), *translated_files()]

OF_KEYS = re.compile(r"\b(?:[Pp]ress|[Pp]ulsa|[Dd]rück\w*) [A-Z]\b|[Aa]ny key|[Tt]ecla|\bTaste")

WAITING = """
name = "Sled"
[[block]]
name = "Lane"
repeat = 2
step = [
  { name = "Drag", distance = "20 m", about = "40s", sets = 2, rest = "done", cues = { 1s = "Lean back." } },
  { name = "Walk", until = "done", at_most = "2m" },
  { name = "Hang", hold = "30s+", about = "50s", rest = "45s+" },
  { name = "Squat", reps = 8, pace = "self", sets = 3, every = "1m" },
]
"""


def for_a_file(timeline: Timeline) -> Unattended:
    return unattended(timeline, load_phrases(timeline.lang), FixedLengths())


def waiting(folder: Path) -> Timeline:
    """Return a session with every kind of waiting."""
    (folder / "waiting.toml").write_text(WAITING, encoding="utf-8")
    return compiled(read(folder / "waiting.toml"))


def said(session: Unattended) -> list[tuple[float, str]]:
    return [(guess.said.at, guess.said.text) for guess in session.guesses if guess.said is not None]


def test_a_go_that_waits_is_told_in_its_first_free_room() -> None:
    timeline = build_timeline(work(5), wait(60, cue(0.2, "Lean back, small steps."), cue(3.0, "Long.")), rest(9))

    assert said(for_a_file(timeline)) == [(5 + 3.4, "About 1 minute more.")]


def counted() -> list[Cue]:
    return [cue(2.0 + n, str(3 - n), CueKind.COUNTDOWN, Tone.TICK) for n in range(3)]


def test_a_rest_that_waits_is_counted_down_before_the_go_that_a_key_would_begin() -> None:
    """In a file the next set would begin without a warning."""
    timeline = build_timeline(ready(5, *counted()), hold(10), rest(60, open_ended=True, estimated=True), hold(10))

    added = [(one.at, one.text) for one in for_a_file(timeline).cues if one.segment == 2 and one.text in "321"]
    assert added == [(72.0, "3"), (73.0, "2"), (74.0, "1")]


def test_a_session_without_countdowns_gets_none_in_a_file() -> None:
    timeline = build_timeline(ready(5), hold(10), rest(60, open_ended=True, estimated=True), hold(10))

    assert all(one.kind is not CueKind.COUNTDOWN for one in for_a_file(timeline).cues)


def test_a_tone_is_left_to_sound_before_it() -> None:
    timeline = build_timeline(rest(5), wait(60, cue(0.0, "", CueKind.GO, Tone.GO)))

    assert said(for_a_file(timeline)) == [(5.6, "About 1 minute for this.")]


def test_words_that_go_on_from_before_are_left_to_end() -> None:
    timeline = build_timeline(rest(5, cue(4.0, "Seven words that last for some time.")), wait(90))

    assert said(for_a_file(timeline)) == [(6.8, "About 90 seconds for this.")]


def test_a_rest_that_waits_is_told_as_a_rest() -> None:
    timeline = build_timeline(work(5), rest(60, cue(0.5, "Rest."), open_ended=True, estimated=True))

    assert said(for_a_file(timeline)) == [(5.9, "About 1 minute of rest.")]


def test_where_nothing_has_room_it_is_not_said_and_still_known() -> None:
    timeline = build_timeline(rest(5), wait(4, cue(0.3, "Down."), cue(1.5, "Down."), cue(2.8, "Down.")))

    (guess,) = for_a_file(timeline).guesses
    assert (guess.said, guess.seconds) == (None, 4)


def test_the_same_length_is_said_once_a_step_and_another_length_again() -> None:
    timeline = build_timeline(wait(40), rest(9), wait(40), rest(9), wait(50))

    assert said(for_a_file(timeline)) == [(0.5, "About 40 seconds for this."), (98.5, "About 50 seconds for this.")]
    assert len(for_a_file(timeline).guesses) == 3


def test_a_wait_without_any_length_is_not_told() -> None:
    assert for_a_file(build_timeline(hold(30), wait(0))).guesses == ()


def test_words_lose_what_asks_for_a_key() -> None:
    timeline = build_timeline(
        wait(120, cue(105.0, "15 seconds, then on. Any key to stay.", CueKind.LIMIT), step="walk"),
        work(5, cue(0.5, "Sharp, or above five: stop, and press H.")),
    )

    session = for_a_file(timeline)
    assert [one.text for one in session.cues if one.kind is not CueKind.SAY] == [
        "15 seconds, then on.",
        "Sharp, or above five: stop.",
    ]
    assert session.cues[1].seconds < timeline.cues[0].seconds


@pytest.mark.parametrize("path", [*BUNDLED, None], ids=lambda path: path.stem if path else "waiting")
def test_in_no_file_a_key_is_asked_for_nothing_moves_and_nobody_interrupts(path: Path | None, tmp_path: Path) -> None:
    timeline = compiled(read(path)) if path is not None else waiting(tmp_path)

    session = for_a_file(timeline)
    added = [guess.said for guess in session.guesses if guess.said is not None]
    own = {(one.segment, one.at) for one in timeline.cues}
    counts = [one for one in session.cues if one.kind is CueKind.COUNTDOWN and (one.segment, one.at) not in own]
    kept = [one for one in session.cues if one not in added and one not in counts]
    assert [(one.at, one.kind) for one in kept] == [(one.at, one.kind) for one in listed(timeline)]
    assert [one.text for one in session.cues if OF_KEYS.search(one.text)] == []
    for one in added:
        others = [other for other in session.cues if other is not one and other.text]
        assert all(other.at >= one.at + one.seconds or other.at + other.seconds <= one.at for other in others)


def test_every_kind_of_waiting_is_told_in_a_whole_routine(tmp_path: Path) -> None:
    session = for_a_file(waiting(tmp_path))

    assert [text for _, text in said(session)] == 2 * [
        "About 40 seconds for this.",
        "About 1 minute of rest.",  # between its sets
        "About 1 minute of rest.",  # before the next step
        "About 2 minutes for this.",
        "About 20 seconds more.",
        "About 24 seconds for this.",
    ]


def test_the_announcement_is_shown_too() -> None:
    (guess,) = for_a_file(build_timeline(wait(60))).guesses

    assert guess.said is not None
    assert replace(guess.said, caption="").text == guess.said.caption
