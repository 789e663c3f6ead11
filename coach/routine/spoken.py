"""What a file has spoken: speech, `say`, cues, and whether each placeholder has a value where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from coach.routine.cuetimes import cue_time, dotted
from coach.routine.filemodel import BlockTable, RoutineTable, StepTable, keys_of
from coach.routine.model import CueAnchor, CueTime, FileCue, Say, Side, Speech
from coach.routine.nearest import nearest
from coach.routine.refusal import Refusal
from coach.routine.tables import Reading, Table, clipped, owner, toml_key
from coach.source import KeyPath, Mark, Place
from coach.units import Seconds
from coach.words.speech import PLACEHOLDERS, FixedLengths, placeholders, spaced

SIDE_CHANGES = "the side changes every rep"
"""Why `{side}` has no value outside the cues of a rep."""

NO_SIDES_YET = "this step has no sides"
"""Why `{side}` has no value in a step that could have them."""

REP_ANCHORS = frozenset({CueAnchor.REP, CueAnchor.EVERY_REPS, CueAnchor.LAST_REP})
_NEVER_SPOKEN = frozenset({"notes", "summary", "author", "source", "licence", "faults", "safety", "figure", "target"})

LONGEST_SPEECH: Seconds = 600.0
MOST_LETTERS = 10_000
"""Of one line, so that no file asks for hours of silence inside a sentence."""

_ELSEWHERE = keys_of(StepTable) | keys_of(BlockTable) | keys_of(RoutineTable)


@dataclass(frozen=True, slots=True)
class Values:
    """Which placeholders have a value at some place of the routine, and why the others have none."""

    missing: dict[str, str]
    """Placeholder to the reason that it has no value here."""

    def without(self, **missing: str) -> Values:
        return Values({**self.missing, **missing})


NO_VALUES = Values(dict.fromkeys(PLACEHOLDERS, "nothing has started yet or all is over"))


def check_lengths(reading: Reading) -> None:
    """Report whatever would be spoken for more than ten minutes, and take it as not written (R203).

    Names, loads and equipment are spoken too, and pauses inside them are kept.
    """
    pending: list[tuple[KeyPath, Any]] = [((), reading.document.data)]
    while pending:
        path, value = pending.pop()
        if isinstance(value, dict):
            pending += [((*path, key), entry) for key, entry in value.items() if key not in _NEVER_SPOKEN]
        elif isinstance(value, list):
            pending += [((*path, index), entry) for index, entry in enumerate(value)]
        elif isinstance(value, str) and _too_long(value):
            reading.bad.add(path)
            message = f"`{owner(path)}` is more than ten minutes of speech, pauses counted"
            reading.report("R203", reading.document.value(path), message, "for a long pause write a step with rest")


def _too_long(text: str) -> bool:
    # Hardly any text is worth counting its words: this stands on the way to the first word of every session.
    if len(text) < 1000 and "..." not in text and "…" not in text:
        return False
    return len(text) > MOST_LETTERS or FixedLengths().seconds(text) > LONGEST_SPEECH


def speech(reading: Reading, path: KeyPath, value: Any, example: str = '"…"') -> Speech | None:
    """Return words to be spoken; anything but text is refused."""
    if not isinstance(value, str):
        reading.refuse(path, value, Refusal("R201", "has to be words in quotes", example))
        return None
    return Speech(value, reading.document.value(path))


def lines(reading: Reading, path: KeyPath, value: Any) -> tuple[Speech, ...]:
    """Return one line, or those of a list that rotates."""
    if not isinstance(value, list):
        single = speech(reading, path, value)
        return (single,) if single is not None else ()
    if not value:
        reading.refuse(path, value, Refusal("R201", "is an empty list", '"…"'))
        return ()
    result = []
    for index, entry in enumerate(value):
        line = speech(reading, (*path, index), entry)
        if line is not None and not line.text.strip():
            reading.refuse((*path, index), entry, Refusal("R201", "has an empty line in its list", note="leave it out"))
        elif line is not None:
            result.append(line)
    return tuple(result)


def say(table: Table) -> Say | None:
    """Return what is spoken before a step or round; None where nothing is written or it is silenced by ""."""
    path = (*table.path, "say")

    def read() -> Say | None:
        if "say" not in table:
            return None
        value, reading = table.raw["say"], table.reading
        place = table.value_place("say")
        if not isinstance(value, dict):
            found = tuple(line for line in lines(reading, path, value) if line.text.strip())
            return Say(found, None, place) if found else None
        by_side: dict[Side, Speech] = {}
        for key, entry in value.items():
            if key not in ("left", "right"):
                reading.report(
                    "R101",
                    reading.document.key((*path, key)),
                    f"`{clipped(key)}` is not a side",
                    reading.meant(key, ("left", "right"), reading.document.key((*path, key)), key=True)
                    or 'write { left = "…", right = "…" }',
                )
                continue
            words = speech(reading, (*path, key), entry)
            if words is not None:
                by_side[Side(key)] = words
        if len(by_side) == 2:
            return Say((), by_side, place)
        if all(isinstance(entry, str) and key in ("left", "right") for key, entry in value.items()):
            reading.refuse(
                path, value, Refusal("R201", "needs words for left and for right", '{ left = "…", right = "…" }')
            )
        return None

    return table.reading.once(path, say, read)


def cues(table: Table, own: bool) -> dict[CueTime, FileCue | None]:
    """Return the cues of one table by time; None is a cue silenced by ""."""
    path = (*table.path, "cues")

    def read() -> dict[CueTime, FileCue | None]:
        result: dict[CueTime, FileCue | None] = {}
        written: dict[CueTime, str] = {}
        if "cues" not in table:
            return result
        reading, value = table.reading, table.raw["cues"]
        if not isinstance(value, dict):
            note = 'a cue is one line below [step.cues]: half = "Halfway."'
            reading.refuse(path, value, Refusal("R201", "needs lines of its own", '{ half = "…" }', note))
            return result
        for when, entry in value.items():
            cue_path = (*path, when)
            place = reading.document.key(cue_path)
            if isinstance(entry, dict):
                _dotted(reading, cue_path, entry)
                continue
            time = _time(reading, cue_path, when, entry)
            if time is None:
                continue
            if time in result:
                reading.report(
                    "R106",
                    place,
                    f"`{when}` and `{written[time]}` are the same moment",
                    'put both into one: ["first time", "next time"], or into one text',
                    label="and this",
                    also=[Mark(reading.document.key((*path, written[time])), "this")],
                )
                continue
            written[time] = when
            if entry == "":
                result[time] = None
                continue
            found = lines(reading, cue_path, entry)
            if found:
                result[time] = FileCue(time, found, place, own, general=table.path[-1:] == ("defaults",))
        return result

    return table.reading.once(path, ("cues", own), read)


def _time(reading: Reading, path: KeyPath, when: str, entry: Any) -> CueTime | None:
    """Return the time of a cue, or report what stands there instead."""
    place = reading.document.key(path)
    time = cue_time(when)
    if isinstance(time, CueTime):
        return time
    if when in _ELSEWHERE:
        reading.mistype(when, path[:-2])
        above = _cues_line(path)
        reading.report("R107", place, f"`{when}` landed in the cues; move it above {above}", reading.moved(path))
        return None
    help_lines = [f"write {toml_key(time.fix)} = {_quoted(entry)}" if time.fix else "", time.note]
    reading.report("R205", place, f"`{clipped(when)}` {time.message}", *help_lines)
    return None


def _dotted(reading: Reading, path: KeyPath, entry: dict[str, Any]) -> None:
    """Report a cue time with a point in it: TOML reads `0.5m` as `5m` inside `0`."""
    when = str(path[-1])
    for part, words in entry.items():
        written = f"{when}.{part}"
        meant = dotted(written) if isinstance(words, (str, list)) else None
        place = reading.document.key((*path, part))
        if meant is None:
            known = cue_time(when)
            advice = 'the words go into quotes, or into a list: ["first time", "next time"]'
            message = (
                f"`{clipped(when)}` needs words"
                if isinstance(known, CueTime)
                else f"`{clipped(when)}` is not a cue time"
            )
            reading.report(
                "R205" if isinstance(known, Refusal) else "R201", reading.document.key(path), message, advice
            )
            return
        whole = Place(place.file, place.line, reading.document.key(path).column, place.end_column)
        at = whole if reading.document.key(path).line == place.line else place
        reading.report(
            "R205",
            at,
            f"`{clipped(written)}` is not a cue time: a key has no decimal point",
            f"write {toml_key(meant)} = {_quoted(words)}",
        )


def _cues_line(path: KeyPath) -> str:
    names = [part for part in path[:-1] if isinstance(part, str)]
    return f"[{'.'.join(toml_key(name) for name in names)}]"


def _quoted(entry: Any) -> str:
    words = clipped(entry, 60) if isinstance(entry, str) else "…"
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def check_placeholders(reading: Reading, spoken: Speech, values: Values) -> bool:
    """Report unknown placeholders and those without a value here; return whether all is well."""
    good = True
    for name, index in placeholders(spoken.text):
        if name in PLACEHOLDERS and name not in values.missing:
            continue
        good = False
        place = _place_in(reading, spoken, index, len(name) + 2)
        if name not in PLACEHOLDERS:
            known = ", ".join(f"{{{word}}}" for word in PLACEHOLDERS)
            if reading.full:
                return False
            close = nearest(name, PLACEHOLDERS)
            typed = reading.retyped(place, f"{{{close}}}") if place.end_column - place.column == len(name) + 2 else ""
            reading.report(
                "R206",
                place,
                f"`{{{clipped(name)}}}` is not a placeholder",
                f"did you mean `{{{close}}}`? {typed}".rstrip() if close else "",
                f"there are {known}",
            )
        else:
            message = f"`{{{name}}}` has no value here: {values.missing[name]}"
            or_sides = ', or add sides = "each"' if values.missing[name] == NO_SIDES_YET else ""
            reading.report("R206", place, message, f"leave {{{name}}} out{or_sides}")
    for written, index in spaced(spoken.text):
        if reading.full:
            return False
        good = False
        place = _place_in(reading, spoken, index, len(written))
        meant = f"{{{written[1:-1].strip()}}}"
        typed = reading.retyped(place, meant) if place.end_column - place.column == len(written) else ""
        shown = " ".join(written.split())
        reading.report("R206", place, f"`{shown}` is not a placeholder: it has spaces", typed or f"write {meant}")
    return good


def check_names(reading: Reading, spoken: Speech) -> None:
    """Report placeholders that exist nowhere; whether the others have a value depends on the step."""
    check_placeholders(reading, spoken, Values({}))


def has_values(spoken: Speech, values: Values) -> bool:
    """Return whether every placeholder of inherited words is known and has a value here."""
    return all(name in PLACEHOLDERS and name not in values.missing for name, _ in placeholders(spoken.text))


def _place_in(reading: Reading, spoken: Speech, index: int, length: int) -> Place:
    place = spoken.place
    line = reading.document.lines[place.line - 1]
    written = line[place.column - 1 : place.end_column - 1]
    if written == f'"{spoken.text}"' or written == f"'{spoken.text}'":
        start = place.column + 1 + index
        return Place(place.file, place.line, start, start + length)
    return place
