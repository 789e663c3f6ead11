"""Where a value comes from: the step, the defaults of its block, those of the file, the exercise (F7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from coach.routine import values
from coach.routine.amounts import exclude, has_list, has_ramp, waits
from coach.routine.context import Surroundings
from coach.routine.fields import rest_of, varying_field
from coach.routine.model import (
    NO_SIDES,
    Amount,
    CueTime,
    Duration,
    FileCue,
    Say,
    Sides,
    Speech,
    Until,
    Varying,
)
from coach.routine.refusal import Parsed, Refusal
from coach.routine.spoken import (
    NO_SIDES_YET,
    REP_ANCHORS,
    SIDE_CHANGES,
    Values,
    check_placeholders,
    cues,
    has_values,
    say,
)
from coach.routine.tables import Table
from coach.routine.warnings import warn_longer_rest
from coach.source import Mark

T = TypeVar("T")


def nearest(layers: Sequence[Table], key: str, read: Callable[[Table], T | None]) -> T | None:
    """Return the value of the nearest layer that writes a key, be it good or bad: a bad one is no reason to go on."""
    for layer in layers:
        if layer.has(key):
            return read(layer)
    return None


def single(layers: Sequence[Table], key: str, parse: Callable[[Any], Parsed[T]]) -> T | None:
    """Return the nearest value that cannot vary."""
    return nearest(layers, key, lambda layer: layer.single(key, parse))


def varying(layers: Sequence[Table], key: str) -> Varying[Any] | None:
    """Return the nearest value that may vary."""
    return nearest(layers, key, lambda layer: varying_field(layer, key))


def counts(table: Table, key: str, in_repeat: bool) -> Varying[int] | None:
    """Return `sets` or `repeat` of a table; a list or a ramp of them goes by round (R201 elsewhere)."""
    found = varying_field(table, key)
    if found is not None and not in_repeat and (has_list(found) or has_ramp(found)):

        def refuse() -> None:
            note = f"a list of {key} goes by round, so it needs a block with repeat above it"
            refusal = Refusal("R201", "cannot be a list or a ramp here", None, note)
            table.reading.refuse((*table.path, key), table.raw[key], refusal)

        table.reading.once((*table.path, key), "no round", refuse)
    return found


def check_clock(table: Table, what: str) -> None:
    """Report `rest` beside `every` (R106)."""
    if "every" in table and "rest" in table:
        message = f"`every` already says when the next {what} starts"
        exclude(table, ["rest", "every"], message, "leave rest out: what is left of the clock is rest")


def rest(table: Table, layers: Sequence[Table], above: Surroundings) -> Varying[Duration | Until] | None:
    """Return the rest of a step; a default one is not used beside `every`."""
    if table.has("rest"):
        return rest_of(table)
    if table.has("every"):
        return None
    for layer in layers:
        if layer.has("rest"):
            if above.rest_of is not None and layer in above.defaults:
                warn_longer_rest(layer, above.rest_of)
            return rest_of(layer)
    return None


def sides(table: Table, layers: Sequence[Table], above: Surroundings) -> Sides:
    """Return the sides of a step; inside a group that changes sides it has none of its own (R106 if it writes them)."""
    own = table.single("sides", values.sides)
    if above.sided is not None:
        if own is not None and own != NO_SIDES:
            sides_twice(table, above.sided)
        return NO_SIDES
    return single((table, *layers), "sides", values.sides) or NO_SIDES


def sides_twice(table: Table, outer: Table) -> None:
    """Report sides inside a group that changes sides itself (R106)."""
    table.reading.report(
        "R106",
        table.key_place("sides"),
        "the group around it already plays one side, then the other",
        'leave sides out here, or write sides = "none"',
        label="and this",
        also=[Mark(outer.key_place("sides"), "this")],
    )


# --- what is spoken --------------------------------------------------------------------------------------------------


def values_around(above: Surroundings, own_sides: Sides | None) -> Values:
    """Return which placeholders have no value; `own_sides` None is an announcement, or a group's own words."""
    missing = {"rep": "it is for rep cues: rep-5, every-3-reps, last-rep"}
    if own_sides is None:
        reason = "it belongs to a step that is done"
        missing |= dict.fromkeys(("set", "sets", "rep", "reps", "load", "time"), reason)
    if above.sided is None and (own_sides is None or not own_sides.order):
        alternates = own_sides is not None and own_sides.alternate
        missing["side"] = (
            SIDE_CHANGES if alternates else "there are no sides here" if own_sides is None else NO_SIDES_YET
        )
    if not above.in_repeat:
        missing |= dict.fromkeys(("round", "rounds"), "there are no rounds here")
    return Values(missing)


def values_in_step(known: Values, found: Amount, pace: Varying[Any] | None, load: Varying[Any] | None) -> Values:
    """Return which placeholders have no value in a step that is done."""
    if found.reps is None:
        known = known.without(reps="this step has no reps")
    if load is None:
        known = known.without(load="this step has no load")
    if waits(found, pace):
        known = known.without(time="this step waits for you, so its length is not known")
    return known


def spoken(table: Table, known: Values) -> Say | None:
    """Return `say` of a table, its placeholders checked."""
    found = say(table)
    if found is None:
        return None
    words = list(found.lines)
    if found.by_side is not None:
        words += found.by_side.values()
        if "side" in known.missing and found.place is not None:
            message = f"words for left and right have no value here: {known.missing['side']}"
            table.reading.report("R206", found.place, message, 'write say = "…"')
    for line in words:
        check_placeholders(table.reading, line, known)
    return found


def setup(entries: Sequence[Table], known: Values) -> Speech | None:
    """Return the exercise's set-up, unless one of its placeholders has no value in this step."""
    for entry in entries:
        if "setup" in entry:
            words = Speech(entry.text("setup"), entry.value_place("setup"))
            return words if words.text.strip() and has_values(words, known) else None
    return None


def merged_cues(table: Table, layers: Sequence[Table], known: Values) -> tuple[FileCue, ...]:
    """Merge cues key by key, the step's own over the nearest; `""` silences.

    Inherited ones whose placeholders have no value in this step are left out, as those that do not fit are.
    """
    merged: dict[CueTime, FileCue | None] = {}
    for layer in reversed(layers):
        for time, cue in cues(layer, own=False).items():
            usable = cue is not None and all(has_values(line, _in_cue(known, time)) for line in cue.lines)
            merged[time] = cue if usable else None
    for time, cue in cues(table, own=True).items():
        for line in cue.lines if cue is not None else ():
            check_placeholders(table.reading, line, _in_cue(known, time))
        merged[time] = cue
    return tuple(cue for cue in merged.values() if cue is not None)


def _in_cue(known: Values, time: CueTime) -> Values:
    if time.anchor not in REP_ANCHORS:
        return known
    # A rep has its number, and a side even where the side changes every rep.
    return Values({key: why for key, why in known.missing.items() if key != "rep" and why != SIDE_CHANGES})
