"""What each key takes, what holds where it is left out, and an example: for the schema and the reference.

What a key *means* stands beside it in `coach.routine.filemodel`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from coach.routine.filemodel import (
    BlockTable,
    CheckInTable,
    DefaultsTable,
    ExerciseTable,
    RoutineTable,
    ScheduleTable,
    StepTable,
)

TABLES: Mapping[str, type[BaseModel]] = {
    "routine": RoutineTable,
    "step": StepTable,
    "block": BlockTable,
    "defaults": DefaultsTable,
    "exercise": ExerciseTable,
    "checkin": CheckInTable,
    "schedule": ScheduleTable,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One key, in a writer's words."""

    takes: str
    otherwise: str
    """What holds where the key is left out; empty: nothing."""
    example: str
    """A line to type."""


TEXT = "text"
TEXTS = "a list of texts"
SLUG = "small letters, digits, dashes"
LENGTH = "a length of time"
LENGTHS = "a length of time; may vary"
COUNTS = "1 to 50; may vary"

ROWS: Mapping[str, Row] = {
    "about": Row(LENGTH, "3 s a rep, else `at_most`, else 60 s", 'about = "90s"'),
    "ask": Row('a list; so far only "note"', "", 'ask = ["note"]'),
    "at": Row("an hour, in quotes", "", 'at = "07:30"'),
    "at_most": Row(LENGTH, "3 times `about`, at least 2 min", 'at_most = "3m"'),
    "author": Row(TEXT, "", 'author = "A. Physio"'),
    "block": Row("`[[block]]`, as often as needed", "", "[[block]]"),
    "caution": Row("a list of precautions", "", 'caution = ["balance", "surgery"]'),
    "checkin": Row("`[checkin]` and lines below it", "the usual questions", "[checkin]"),
    "cues": Row('lines `when = "what to say"`', "the exercise's", 'cues = { half = "Halfway.", -10s = "Ten more." }'),
    "days": Row("a list of mon tue wed thu fri sat sun", "", 'days = ["mon", "thu"]'),
    "defaults": Row("`[defaults]` and lines below it", "", "[defaults]"),
    "distance": Row("a distance with its unit; may vary", "", 'distance = "20 m"'),
    "easier": Row("an exercise's id", "", 'easier = "box-squat"'),
    "effort": Row('0 to 10, or a range "6-7"; may vary', "not said", 'effort = "6-7"'),
    "equipment": Row(TEXTS, "nothing", 'equipment = ["wall", "chair"]'),
    "every": Row(LENGTHS, "no clock", 'every = "1m"'),
    "exercise": Row("an exercise's id", "", 'exercise = "wall-sit"'),
    "faults": Row(TEXTS, "", 'faults = ["Heels lift"]'),
    "figure": Row("text, or a list of texts", "", 'figure = ["o", "|"]'),
    "first": Row('"down" or "up"', "down", 'first = "up"'),
    "format": Row("1", "1", "format = 1"),
    "goodbye": Row("words to say", "nothing is said", 'goodbye = "Well done."'),
    "harder": Row("an exercise's id", "", 'harder = "squat"'),
    "hold": Row(LENGTHS, "", 'hold = "45s"'),
    "id": Row(SLUG, "", 'id = "wall-sit"'),
    "lang": Row('a language: "en", "de-AT"', "en", 'lang = "en"'),
    "levels": Row("a list of names", "no levels", 'levels = ["start", "build"]'),
    "licence": Row(TEXT, "", 'licence = "CC0"'),
    "load": Row('"20 kg", "45 lb", "body" or any words; may vary', "not said", 'load = "20 kg"'),
    "name": Row(TEXT, "", 'name = "Wall sit"'),
    "notes": Row(TEXT, "", 'notes = "Chair within reach."'),
    "off": Row("true or false", "false", "off = true"),
    "pace": Row('seconds a rep, or "self"; may vary', "the exercise's, else 3 s a rep", 'pace = "4s"'),
    "progression": Row("true or false", "true", "progression = false"),
    "ready": Row(LENGTHS, "5 s", 'ready = "15s"'),
    "relax": Row(LENGTH, "2 s", 'relax = "3s"'),
    "repeat": Row(COUNTS, "1", "repeat = 3"),
    "reps": Row('1 to 999, a range "8-12", or "max"; may vary', "", "reps = 10"),
    "rest": Row('a length of time, or "done"; may vary', "no rest", 'rest = "30s"'),
    "safety": Row(TEXTS, "", 'safety = ["Stop if the knee catches."]'),
    "say": Row(
        'words to say; a list; { left = "…", right = "…" }', "the exercise's set-up", 'say = "Back flat on the wall."'
    ),
    "schedule": Row("`[schedule]` and lines below it", "no days", "[schedule]"),
    "sets": Row(COUNTS, "the length of the longest list, else 1", "sets = 3"),
    "setup": Row("words to say", "", 'setup = "Back flat on the wall, thighs level."'),
    "sides": Row(
        '"each", "alternate", "left", "right", "none" or a list', "the exercise's, else none", 'sides = "each"'
    ),
    "source": Row(TEXT, "", 'source = "Clinic handout, 2024"'),
    "step": Row("`[[step]]`, as often as needed", "", "[[step]]"),
    "summary": Row(TEXT, "", 'summary = "Ten minutes with a wall and a chair."'),
    "switch": Row(LENGTH, "5 s", 'switch = "8s"'),
    "target": Row(TEXTS, "", 'target = ["quadriceps"]'),
    "tempo": Row('four parts "3-1-2-0"; may vary', "the exercise's", 'tempo = "3-1-2-0"'),
    "time": Row(LENGTHS, "", 'time = "2m"'),
    "type": Row(
        "soft-tissue, mobility, walk, isometric, strength, sled or other", "unknown: counts as loaded", 'type = "walk"'
    ),
    "until": Row('"done"', "", 'until = "done"'),
    "use": Row("a routine's id, or a path from this file", "", 'use = "knee-warm-up"'),
    "welcome": Row("words to say", "the name is said", 'welcome = "Evening calm. Follow along."'),
}
"""By key; `SPECIAL` has those that differ from table to table."""

SPECIAL: Mapping[tuple[str, str], Row] = {
    ("routine", "name"): Row(TEXT, "it has to be there", 'name = "Evening calm"'),
    ("routine", "id"): Row(SLUG, "the file's name", 'id = "evening-calm"'),
    ("routine", "equipment"): Row(TEXTS, "what its exercises need", 'equipment = ["wall", "chair"]'),
    ("routine", "target"): Row(TEXTS, "what its exercises are for", 'target = ["quadriceps"]'),
    ("routine", "exercise"): Row("`[exercise.<id>]` and lines below it", "", "[exercise.heel-hold]"),
    ("step", "id"): Row(SLUG, "the exercise's id, else made of the name; the second gets -2", 'id = "first-wall-sit"'),
    ("step", "name"): Row(TEXT, "the exercise's", 'name = "Wall sit"'),
    ("step", "type"): Row(
        "soft-tissue, mobility, walk, isometric, strength, sled or other", "the exercise's", 'type = "walk"'
    ),
    ("step", "step"): Row(
        "`[[block.step.step]]`, or `step = [{ … }, { … }]`", "", 'step = [{ name = "March", time = "20s" }]'
    ),
    ("block", "name"): Row(TEXT, "not said", 'name = "Strength"'),
    ("block", "id"): Row(SLUG, "made of the name", 'id = "strength"'),
    ("block", "say"): Row("words to say, or a list", "nothing", 'say = ["First round.", "Once more."]'),
    ("block", "sides"): Row('"each" or a list', "none", 'sides = "each"'),
    ("block", "step"): Row("`[[block.step]]`, as often as needed", "", "[[block.step]]"),
    ("block", "defaults"): Row("`[block.defaults]` and lines below it", "", "[block.defaults]"),
    ("defaults", "cues"): Row('lines `when = "what to say"`', "", 'cues = { -10s = "Ten more." }'),
    ("exercise", "name"): Row(TEXT, "it has to be there for a new exercise", 'name = "Heel hold"'),
    ("exercise", "cues"): Row('lines `when = "what to say"`', "", 'cues = { half = "Halfway." }'),
    ("exercise", "sides"): Row('"each", "alternate", "left", "right", "none" or a list', "none", 'sides = "each"'),
    ("exercise", "tempo"): Row('four parts "3-1-2-0"', "", 'tempo = "3-1-2-0"'),
    ("exercise", "pace"): Row('seconds a rep, or "self"', "3 s a rep", 'pace = "4s"'),
}

CUE_TIMES: Mapping[str, str] = {
    "start": "at the go",
    "end": "half a second after the go is over",
    "half": "halfway; of reps, at the start of the rep after half of them",
    "20s": 'so long after the start; also `1m30s`, and in quotes `"1:30"`',
    "-10s": "so long before the end; in a step that waits, before its `at_most`",
    "every-15s": "again and again, counted from the start, and never at the end",
    "rep-5": "at the start of that rep",
    "every-3-reps": "at the start of reps 3, 6, 9 …",
    "last-rep": "at the start of the last rep",
    "set-2": "at the start of that set",
    "last-set": "at the start of the last set",
    "round-2": "at the start of that round",
    "last-round": "at the start of the last round",
}
"""Each way to say when, by an example."""

PLACEHOLDERS: Mapping[str, str] = {
    "side": "left or right, where the step has sides",
    "set": "the number of the set",
    "sets": "how many sets there are",
    "round": "the number of the round",
    "rounds": "how many rounds there are",
    "rep": "the number of the rep, in cues at reps",
    "reps": "how many reps there are",
    "load": "the load as it is written",
    "time": "how long the go is",
    "next": "what comes next",
}

CODES: Mapping[str, str] = {
    "R001": "the file is not text in UTF-8; the first wrong byte is named",
    "R002": "the text is not TOML; the corrected line is shown where it can be guessed",
    "R003": "the file is in a newer or strange `format`",
    "R101": "a key that is not known; the nearest one is named",
    "R102": "an exercise that is not known; the nearest one is named",
    "R103": "there is no name, or there are no steps",
    "R104": "steps and blocks at the top of one file: their order would be lost",
    "R105": "two steps write the same id",
    "R106": "two amounts or none, an amount that belongs to nothing, or keys that exclude each other",
    "R107": "a key that is known, in the wrong place: below the wrong header",
    "R108": "`use` names a routine that cannot be found or lies outside the folder, or goes in a circle",
    "R109": "a level that is not in `levels`",
    "R201": "a value that this key cannot have; what it can have is said",
    "R202": "a negative value, or a zero where nothing can be zero",
    "R203": "more than the limits",
    "R204": "the other kind of unit: a time where a distance belongs",
    "R205": "a cue time that cannot be read, or a cue that fits no go of its step at any level",
    "R206": "a placeholder that does not exist, or that has no value there",
    "W301": "words that take longer to say than there is room for",
    "W302": "a cue that is not said, because something more important has its moment",
    "W303": "a cue that is said more than a second later than asked for",
    "W304": "`20m` where metres may be meant: a time of whole minutes in a sled step",
    "W305": "a language that Coach has no sentences of its own for; they are said in English",
    "W306": "a default rest longer than the rest of its block",
    "W307": "a ramp with nothing to ramp over: it needs sets or rounds",
    "W308": "a table by level without the easiest one, which plays what a harder one does",
    "W309": "`last-set` in a step with one set a round, which is said in every round",
    "W310": "something that an exercise of this file needs is not in its `equipment`, which is read out",
    "W311": "`{side}` in the set-up of an exercise of this file: it is said once, before the first side",
}


def row(table: str, key: str) -> Row:
    """Return what there is to say of a key of a table."""
    return SPECIAL.get((table, key)) or ROWS[key]


def explained(table: str, key: str, description: str) -> dict[str, Any]:
    """Return a key's description for editors: its meaning, what holds where it is left out, an example."""
    about = row(table, key)
    parts = [description]
    if about.otherwise:
        parts.append(f"Left out: {about.otherwise.replace('`', '')}.")
    if not about.example.startswith("["):
        parts.append(f"Example: {about.example}")
    return {"description": " ".join(parts)}
