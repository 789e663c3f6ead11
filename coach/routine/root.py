"""What stands at the top of a routine file: its version, name, levels, words, check-in and schedule."""

from __future__ import annotations

import datetime
import re
from typing import Any

from coach.routine.model import CheckIn, Schedule, Speech
from coach.routine.refusal import Parsed, Refusal
from coach.routine.spoken import NO_VALUES, check_placeholders, speech
from coach.routine.tables import Table, clipped
from coach.routine.varying import written
from coach.source import Mark, Place

FORMAT = 1
"""The version of the format that is read here."""


def check_format(root: Table) -> bool:
    """Report R003; return whether it makes sense to read on."""
    if not root.has("format"):
        return True
    value = root.raw["format"]
    if isinstance(value, bool) or not isinstance(value, int):
        root.reading.report(
            "R003", root.value_place("format"), "`format` is a strange version", f"write format = {FORMAT}"
        )
        return True
    if value > FORMAT:
        root.reading.report(
            "R003",
            root.value_place("format"),
            f"this file is in format {value if value < 10**9 else '…'}, and this Coach reads format {FORMAT}",
            "a newer Coach reads it: pip install -U coach-player",
        )
        return False
    if value < FORMAT:
        root.reading.report(
            "R003", root.value_place("format"), f"there is no format {max(value, -999)}", f"write format = {FORMAT}"
        )
    return True


def levels_of(root: Table) -> tuple[str, ...]:
    if isinstance(root.get("levels"), str):
        words = re.findall(r"[^\[\](){},;\s\"'](?:[^\[\](){},;\"']*[^\[\](){},;\s\"'])?", root.text("levels"))
        fix = written(words) if words else '["easy", "hard"]'
        root.reading.refuse(("levels",), root.raw["levels"], Refusal("R201", "has to be a list of names", fix))
        return tuple(dict.fromkeys(words))
    levels = root.texts("levels")
    for index, level in enumerate(levels):
        if not level.strip():
            root.reading.refuse(
                ("levels", index), None, Refusal("R201", "has a level without a name", note="leave it out")
            )
        elif level in levels[:index]:
            root.reading.refuse(
                ("levels", index),
                None,
                Refusal("R201", f"has the level `{clipped(level)}` twice", note="name each level once"),
            )
    return tuple(dict.fromkeys(levels))


def routine_name(root: Table) -> str:
    value = root.raw.get("name")
    if isinstance(value, str) and value.strip():
        return value.strip()
    if value is None and root.reading.is_mistyped((), ["name"]):
        return ""
    if value is None:
        root.reading.report(
            "R103",
            Place(root.reading.document.file, 1, 1, 1),
            "this routine has no name",
            'write name = "…" at the top',
            _named_step(root),
        )
    elif isinstance(value, str):
        root.reading.report("R103", root.value_place("name"), "the name of this routine is empty", 'write name = "…"')
    elif ("name",) not in root.reading.bad:
        fix = f'"{written(value)}"' if isinstance(value, (int, float)) else '"…"'
        root.reading.refuse(("name",), None, Refusal("R201", "has to be text in quotes", fix))
    return ""


def _named_step(root: Table) -> str:
    """Return a hint at the name that was written below the last step instead of at the top; "" for none."""
    steps = root.raw.get("step")
    last = steps[-1] if isinstance(steps, list) and steps else None
    if not isinstance(last, dict) or not {"exercise", "name"} <= set(last):
        return ""
    line = root.reading.document.key(("step", len(steps or ()) - 1, "name")).line
    return f"line {line} names the last step: was it meant for the routine?"


def roots_of(root: Table) -> list[str]:
    """Return `step` or `block`; both in the order of the file if it wrongly has both (R104); none is R103."""
    reading = root.reading
    roots = [key for key in ("step", "block") if root.has(key)]
    if len(roots) == 2:

        def first(key: str) -> Place:
            return reading.document.key((key, 0))

        roots.sort(key=lambda key: (first(key).line, first(key).column))
        reading.report(
            "R104",
            first(roots[1]),
            "a routine has steps or blocks, not both: their order would be lost",
            "put the single steps into a block: [[block]], then [[block.step]]",
            label="and this",
            also=[Mark(first(roots[0]), "this")],
        )
    elif (not roots or root.raw[roots[0]] == []) and not reading.is_mistyped((), ("step", "block")):
        place = root.value_place("name") if root.has("name") else Place(reading.document.file, 1, 1, 1)
        reading.report(
            "R103", place, "this routine has no steps", 'add [[step]], and below it exercise = "…" or name = "…"'
        )
    return roots


def spoken_at(root: Table, key: str) -> Speech | None:
    if key not in root:
        return None
    spoken = speech(root.reading, (key,), root.text(key))
    if spoken is not None:
        check_placeholders(root.reading, spoken, NO_VALUES)
    return spoken


def checkin_of(root: Table) -> CheckIn:
    table = root.child("checkin")
    if table is None:
        return CheckIn()
    asked = table.texts("ask")
    for index, word in enumerate(asked):
        if word != "note":
            table.reading.refuse(
                ("checkin", "ask", index),
                word,
                Refusal("R201", "is no question that can be asked", note='so far only "note": ask = ["note"]'),
            )
    return CheckIn(off=table.get("off") is True, ask=asked)


_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,3}")


def language(value: Any) -> Parsed[str]:
    """Return a language tag: "en", "pt-BR"."""
    if isinstance(value, str) and _LANGUAGE.fullmatch(value.strip()):
        return value.strip()
    return Refusal("R201", "is not a language", note='a language is written in short: "en", "de", "pt-BR"')


_DAYS = {
    "mon": "monday",
    "tue": "tuesday",
    "wed": "wednesday",
    "thu": "thursday",
    "fri": "friday",
    "sat": "saturday",
    "sun": "sunday",
}


def schedule_of(root: Table) -> Schedule | None:
    table = root.child("schedule")
    if table is None:
        return None
    days = []
    for index, word in enumerate(table.texts("days")):
        day = next((short for short, long in _DAYS.items() if word.strip().lower() in (short, long)), None)
        if day is None:
            refusal = Refusal(
                "R201",
                "is not a day",
                note=table.reading.meant(
                    word, (*_DAYS, *_DAYS.values()), table.reading.document.value(("schedule", "days", index))
                )
                or f"days are {', '.join(_DAYS)}",
            )
            table.reading.refuse(("schedule", "days", index), word, refusal)
        else:
            days.append(day)
    return Schedule(tuple(days), table.single("at", hour))


def hour(value: Any) -> str | Refusal:
    """Return an hour of the day as "07:30"."""
    if isinstance(value, datetime.time):
        return f"{value.hour:02}:{value.minute:02}"
    match = re.fullmatch(r"(\d{1,2})[:.](\d\d)", value.strip()) if isinstance(value, str) else None
    if match and int(match.group(1)) < 24 and int(match.group(2)) < 60:
        return f"{int(match.group(1)):02}:{match.group(2)}"
    return Refusal("R201", "is not an hour of the day", note='write at = "07:30"')
