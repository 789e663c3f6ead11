"""Chapters: the opening, each step with what leads to it, the end; together they are the whole file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coach.export.chapters import MOST, SHORTEST, Chapter, chapters_of
from coach.testing import build_timeline, hold, ready, rest, say, switch, work
from coach.timeline.model import Timeline
from coach.words.files import load_phrases
from tests.timeline.bundled import compiled, read, routine_files, translated_files


def of(name: str) -> dict[str, Any]:
    return {"step": name.lower(), "title": name}


def found(timeline: Timeline, seconds: float | None = None) -> list[Chapter]:
    return list(chapters_of(timeline, load_phrases(), timeline.seconds if seconds is None else seconds))


def test_a_step_has_one_chapter_from_what_leads_to_it_to_its_last_set() -> None:
    timeline = build_timeline(
        say(3),
        ready(5, **of("Squat")),
        work(20, **of("Squat")),
        rest(30, **of("Squat")),
        work(20, **of("Squat")),
        rest(40, **of("Sit")),
        hold(30, **of("Sit")),
        switch(5, **of("Sit")),
        hold(30, **of("Sit")),
        say(2),
    )

    assert found(timeline, 186.0) == [
        Chapter("Opening", 0.0, 3.0),
        Chapter("Squat", 3.0, 78.0),
        Chapter("Sit", 78.0, 183.0),
        Chapter("End", 183.0, 186.0),
    ]


def test_a_step_that_comes_again_has_another_chapter() -> None:
    timeline = build_timeline(work(20, **of("Squat")), work(20, **of("Sit")), work(20, **of("Squat")))

    assert [(one.title, one.start) for one in found(timeline)] == [("Squat", 0), ("Sit", 20), ("Squat", 40)]


def test_each_round_of_a_step_is_a_chapter_with_its_number() -> None:
    """Also where nothing else is in the round: a player cannot find the third drag in one long chapter."""
    drag = of("Drag")
    timeline = build_timeline(
        work(20, **drag, round=1, rounds=2), rest(40, **drag, round=2, rounds=2), work(20, **drag, round=2, rounds=2)
    )

    assert found(timeline) == [Chapter("Drag 1/2", 0.0, 20.0), Chapter("Drag 2/2", 20.0, 80.0)]


def test_an_announcement_belongs_to_the_step_after_it() -> None:
    timeline = build_timeline(
        say(3), say(4, step="shake"), work(20, **of("Squat")), say(5, step="shake-2"), work(20, **of("Sit"))
    )

    assert [(one.title, one.start) for one in found(timeline)] == [("Opening", 0), ("Squat", 3), ("Sit", 27)]


def test_the_last_tone_is_a_chapter_of_its_own_without_a_goodbye_too() -> None:
    timeline = build_timeline(work(20, **of("Squat")))

    assert found(timeline, 22.4) == [Chapter("Squat", 0.0, 20.0), Chapter("End", 20.0, 22.4)]


@pytest.mark.parametrize(("left", "last"), [(SHORTEST - 0.01, "Squat"), (SHORTEST, "End")])
def test_a_moment_of_silence_after_the_last_step_is_no_end(left: float, last: str) -> None:
    timeline = build_timeline(work(20, **of("Squat")))

    assert found(timeline, 20.0 + left)[-1].title == last


def test_a_session_that_only_speaks_is_one_chapter() -> None:
    assert found(build_timeline(say(3), say(4), name="Words")) == [Chapter("Words", 0.0, 7.0)]


def test_more_than_a_table_of_contents_can_hold_are_put_together() -> None:
    timeline = build_timeline(*(work(2, **of(f"Step {number}")) for number in range(600)))

    chapters = found(timeline)
    assert len(chapters) == 200 <= MOST
    assert (chapters[0], chapters[-1].end) == (Chapter("Step 0", 0.0, 6.0), 1200.0)


@pytest.mark.parametrize("path", [*routine_files(), *translated_files()], ids=lambda path: path.stem)
def test_the_chapters_of_a_bundled_routine_touch_and_bear_the_names_of_its_steps(path: Path) -> None:
    timeline = compiled(read(path))

    chapters = chapters_of(timeline, load_phrases(timeline.lang), timeline.seconds + 3)
    assert chapters[0].start == 0
    assert chapters[-1].end == timeline.seconds + 3
    assert [one.end for one in chapters[:-1]] == [one.start for one in chapters[1:]]
    played = {
        f"{segment.title} {segment.round}/{segment.rounds}" if segment.rounds > 1 else segment.title
        for segment in timeline.segments
        if segment.go is not None
    }
    phrases = load_phrases(timeline.lang)
    assert {one.title for one in chapters} == played | {phrases("export.opening"), phrases("export.end")}
