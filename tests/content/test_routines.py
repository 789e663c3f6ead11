"""The bundled routines: what the article practises is covered, and what a file promises is kept."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from coach.routine.model import Routine, Step, StepType
from coach.timeline.model import CueKind, Segment, SegmentKind, Timeline
from coach.timeline.values import steps_of
from tests.content.texts import exercises
from tests.timeline.bundled import compiled, read, routine_files

FILES = {path.stem: path for path in routine_files()}
PLAYED = [(name, level) for name, path in FILES.items() for level in (read(path).levels or (None,))]
each_routine = pytest.mark.parametrize("name", sorted(FILES))
each_level = pytest.mark.parametrize(("name", "level"), PLAYED, ids=[f"{n}-{v}" if v else n for n, v in PLAYED])

PRACTICES: dict[str, dict[str, tuple[str, ...]]] = {
    "foam roller for thighs, back of the thighs and calves": {
        "foam-roll": ("quad-roll", "hamstring-roll", "calf-roll")
    },
    "massage gun": {"massage-gun": ("quad-gun", "hamstring-gun", "calf-gun")},
    "ball on a tender spot": {"tender-spot": ("quad-ball", "hamstring-ball", "calf-ball")},
    "hip, knee and ankle mobility": {
        "hips-knees-ankles": ("hip-circle", "heel-slide", "ankle-rock"),
        "desk-break": ("seated-knee-bend", "ankle-rock-seated"),
        "knee-warm-up": ("leg-swing", "ankle-rock"),
    },
    "stretches": {
        "hips-knees-ankles": ("calf-stretch", "quad-stretch", "hamstring-stretch", "hip-flexor-stretch-standing"),
        "rest-day": ("hamstring-stretch-bent", "quad-stretch-side-lying"),
    },
    "backward walking": {"backward-walk": ("backward-walk",), "sled-treadmill": ("backward-walk-treadmill",)},
    "backward sled drags": {
        "sled-drag": ("sled-drag-backward",),
        "sled-treadmill": ("treadmill-push-backward",),
        "pull-without-a-sled": ("band-walk-backward",),
    },
    "wall sits": {"isometric-holds": ("wall-sit",), "six-minute-fallback": ("wall-sit",)},
    "Spanish squats": {"isometric-holds": ("spanish-squat-hold",)},
    "other isometrics": {"seated-holds": ("quad-set", "single-leg-extension-hold")},
    "squats": {
        "chair-strength": ("sit-to-stand",),
        "bodyweight-strength": ("squat",),
        "weighted-strength": ("goblet-squat",),
    },
    "step-ups": {
        "chair-strength": ("step-up-low",),
        "bodyweight-strength": ("step-up",),
        "weighted-strength": ("step-up-weighted",),
    },
    "step-downs": {"steps-and-lunges": ("step-down-low",)},
    "lunges": {
        "bodyweight-strength": ("split-squat",),
        "steps-and-lunges": ("reverse-lunge",),
        "weighted-strength": ("reverse-lunge-weighted",),
    },
    "finding out where to begin": {"first-try": ("sit-to-stand", "wall-sit-shallow", "step-up-low", "split-squat")},
    "easy days": {"rest-day": ("easy-walk", "calf-hand-massage")},
    "consistency, when time is short": {
        "six-minute-fallback": ("wall-sit", "box-squat"),
        "full-session": ("box-squat",),
    },
}
"""What the article asks for, the routines that play it, and the exercises that show it."""

LEVELLED = {
    "knee-foundation",
    "full-session",
    "foam-roll",
    "massage-gun",
    "hips-knees-ankles",
    "backward-walk",
    "sled-drag",
    "sled-treadmill",
    "pull-without-a-sled",
    "isometric-holds",
    "seated-holds",
    "chair-strength",
    "bodyweight-strength",
    "steps-and-lunges",
    "weighted-strength",
}
"""Routines of which there is a smaller and a larger one."""

BESIDE_A_LADDER = {
    "tyre-drag-backward": "instead of a sled, as pull-without-a-sled says",
    "spanish-squat": "the moving end of the Spanish squat holds",
}
"""Exercises to which no rung leads and that no routine needs, and why they are there."""

LOADED = {StepType.ISOMETRIC, StepType.STRENGTH, StepType.SLED, None}
MOST_SILENCE = 105.0
"""Seconds. A rest of two minutes is silent until what comes next is said; nothing is silent for longer than that."""


def steps(name: str) -> list[Step]:
    return list(steps_of(read(FILES[name]).items))


@cache
def timeline(name: str, level: str | None) -> Timeline:
    return compiled(read(FILES[name]), level)


def goes(played: Timeline) -> list[Segment]:
    return [s for s in played.segments if s.kind in (SegmentKind.WORK, SegmentKind.HOLD, SegmentKind.WAIT)]


def loaded(name: str) -> set[str]:
    return {step.exercise or step.name for step in steps(name) if step.type in LOADED and step.name}


def minutes_promised(routine: Routine) -> list[int]:
    """Return the minutes that a summary names: "10, 15 or 19 minutes", "about 13 minutes"; none if it names none."""
    found = re.search(r"((?:\d+(?:, | or )?)+) minutes", routine.summary)
    return [int(number) for number in re.findall(r"\d+", found[1])] if found else []


# --- what is covered -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("practice", PRACTICES)
def test_a_practice_of_the_article_can_be_played(practice: str) -> None:
    played = {name: {step.exercise for step in steps(name)} for name in PRACTICES[practice]}

    missing = {name: set(wanted) - played[name] for name, wanted in PRACTICES[practice].items()}

    assert {name: gone for name, gone in missing.items() if gone} == {}


def test_every_routine_is_there_for_a_practice_or_to_begin_with() -> None:
    covering = {name for routines in PRACTICES.values() for name in routines}

    assert set(FILES) - covering == {"quick-start", "knee-foundation"}


def test_every_exercise_is_played_somewhere_or_is_a_rung() -> None:
    played = {step.exercise for name in FILES for step in steps(name)}
    rungs = {entry[key] for entry in exercises().values() for key in ("easier", "harder") if key in entry}

    assert set(exercises()) - played - rungs == BESIDE_A_LADDER.keys()


@each_routine
def test_every_exercise_of_a_routine_is_in_the_library(name: str) -> None:
    named = {step.exercise for step in steps(name) if step.exercise}

    assert named <= exercises().keys()
    assert named


# --- what is promised ------------------------------------------------------------------------------------------------


@each_routine
def test_a_routine_has_a_summary_a_welcome_and_a_goodbye(name: str) -> None:
    routine = read(FILES[name])

    assert routine.summary
    assert routine.welcome is not None
    assert routine.goodbye is not None


def test_levels_are_where_there_is_something_to_climb() -> None:
    assert {name for name, path in FILES.items() if read(path).levels} == LEVELLED
    assert {len(read(FILES[name]).levels) for name in LEVELLED} == {3}


@pytest.mark.parametrize("name", sorted(LEVELLED))
def test_the_levels_of_a_routine_differ_in_what_is_done(name: str) -> None:
    done = {
        level: tuple((s.step, s.set, s.seconds, s.reps, s.load, s.effort) for s in goes(timeline(name, level)))
        for level in read(FILES[name]).levels
    }

    assert len(set(done.values())) == len(done)


def test_the_table_of_the_readme_names_every_routine_and_its_minutes() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| ([\d, ]+) \|", readme, re.M)

    off = {
        name: round(timeline(name, level).seconds / 60, 1)
        for name, minutes in rows
        for level, said in zip(read(FILES[name]).levels or (None,), map(int, minutes.split(",")), strict=True)
        if abs(timeline(name, level).seconds / 60 - said) > 0.75
    }

    assert sorted(name for name, _ in rows) == sorted(FILES)
    assert off == {}


@each_level
def test_the_length_is_what_the_summary_says(name: str, level: str | None) -> None:
    routine = read(FILES[name])
    promised = minutes_promised(routine)

    if len(promised) > 1 and level is not None:
        assert len(promised) == len(routine.levels)
        promised = [promised[routine.levels.index(level)]]
    for minutes in promised:
        assert abs(timeline(name, level).seconds / 60 - minutes) <= 0.75


@pytest.mark.parametrize("name", ["full-session", "knee-foundation"])
def test_a_full_session_is_at_most_twenty_minutes_and_three_loaded_exercises(name: str) -> None:
    lengths = {level: timeline(name, level).seconds for level in read(FILES[name]).levels}

    assert max(lengths.values()) <= 20 * 60
    assert 1 <= len(loaded(name)) <= 3


def test_the_fallback_takes_six_minutes() -> None:
    assert abs(timeline("six-minute-fallback", None).seconds - 360) <= 20


def test_the_quick_start_takes_under_two_minutes() -> None:
    assert timeline("quick-start", None).seconds < 120


@pytest.mark.parametrize("name", sorted(FILES.keys() - {"first-try"}))
def test_no_routine_has_more_than_three_loaded_exercises(name: str) -> None:
    """Fewer than four exercises are kept up better; tasting the rungs is done once, and the easy squat is a warm-up."""
    assert len(loaded(name) - {"easy-squat"}) <= 3


@pytest.mark.parametrize(
    "name", ["rest-day", "desk-break", "foam-roll", "tender-spot", "massage-gun", "hips-knees-ankles", "knee-warm-up"]
)
def test_what_is_for_any_day_loads_nothing(name: str) -> None:
    assert loaded(name) == set()


@pytest.mark.parametrize("name", sorted(name for name in FILES if loaded(name) and name != "quick-start"))
def test_a_routine_that_loads_says_how_much_pain_is_acceptable(name: str) -> None:
    welcome = read(FILES[name]).welcome

    assert welcome is not None
    assert re.search(r"five|sharp|out of ten|comfortable", welcome.text)


THINGS = {
    "band": "band",
    "strap": "strap",
    "sled": "sled",
    "edges": "treadmill",
    "belt": "treadmill",
    "rail": "rail",
    "roller": "foam roller",
    "gun": "massage gun",
    "ball": "ball",
    "cushions": "cushions",
}
"""Words of a goodbye, and what they are about."""


@each_routine
def test_a_goodbye_is_about_what_the_last_exercise_used(name: str) -> None:
    """Said any later than the last go with it, "step out of the band" comes to somebody who stands at a wall."""
    last = [step for step in steps(name) if step.exercise][-1]
    used = " ".join(exercises()[last.exercise or ""].get("equipment", []))
    goodbye = read(FILES[name]).goodbye
    assert goodbye is not None

    named = {THINGS[word] for word in re.findall(r"[a-z]+", goodbye.text.lower()) if word in THINGS}

    assert {thing for thing in named if thing not in used} == set()


# --- how it is to stand there ----------------------------------------------------------------------------------------


@each_level
def test_nothing_is_silent_for_longer_than_a_rest_of_two_minutes(name: str, level: str | None) -> None:
    played = timeline(name, level)
    ends = 0.0
    silences = []
    for cue in sorted(played.cues, key=lambda cue: cue.at):
        silences.append(cue.at - ends)
        ends = max(ends, cue.at + cue.seconds)

    assert max(silences) <= MOST_SILENCE


@each_level
def test_work_and_holds_are_never_silent_for_longer_than_a_minute(name: str, level: str | None) -> None:
    played = timeline(name, level)
    for go in goes(played):
        marks = [go.start, *(c.at for c in played.cues if go.start <= c.at < go.end), go.end]

        assert max(after - before for before, after in pairwise(marks)) <= 61


@each_level
def test_every_go_is_announced_and_every_new_place_explained(name: str, level: str | None) -> None:
    """Nobody looks at the screen: what to take and where to stand is heard before each first go."""
    played = timeline(name, level)
    said = {cue.segment for cue in played.cues if cue.kind in (CueKind.NAME, CueKind.NEXT, CueKind.SAY, CueKind.SIDE)}
    explained: set[str | None] = set()
    for lead, go in pairwise(played.segments):
        if go not in goes(played) or lead.kind not in (SegmentKind.READY, SegmentKind.REST, SegmentKind.SWITCH):
            continue
        assert lead.index in said, go.title
        if go.exercise not in explained:
            explained.add(go.exercise)
            kinds = {cue.kind for cue in played.cues if cue.segment == lead.index}
            assert CueKind.SAY in kinds, go.title


@each_level
def test_none_of_the_file_s_own_words_is_left_out(name: str, level: str | None) -> None:
    assert [item.cue.text for item in timeline(name, level).left_out if item.cue.own] == []


def test_a_bundled_file_says_why_it_is_as_it_is() -> None:
    """They are examples to learn the format from."""

    def remarks(path: Path) -> list[str]:
        lines = path.read_text("utf-8").splitlines()
        return [line for line in lines if "#" in line and not line.startswith("#:schema")]

    assert [name for name, path in FILES.items() if not remarks(path)] == []
