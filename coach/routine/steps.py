"""A table below `[[step]]` becomes a step that is done, a pause or an announcement."""

from __future__ import annotations

from collections.abc import Sequence

from coach.routine import durations, inherit
from coach.routine.amounts import AMOUNTS, all_values, amount, exclude, rhythm, states_amount, waits
from coach.routine.context import Scope, Surroundings
from coach.routine.fields import rest_of, varying_field
from coach.routine.filemodel import StepTable, keys_of
from coach.routine.ids import slug
from coach.routine.model import (
    Amount,
    Announcement,
    Item,
    Pace,
    PauseStep,
    Phase,
    Sides,
    Step,
    StepType,
    Varying,
)
from coach.routine.refusal import Refusal
from coach.routine.spoken import cues as read_cues
from coach.routine.tables import Table, clipped, quoted
from coach.routine.warnings import warn_last_set, warn_minutes, warn_ramps, warn_side_of_setup
from coach.units import Seconds

_GROUP_ONLY = ("repeat", "defaults")
_PAUSE_KEYS = frozenset({"rest", "say", "id", "notes"})
_SWITCH, _RELAX = 5.0, 2.0
_HOW_MUCH = 'add one of time = "60s", hold = "30s", reps = 10, distance = "20 m" or until = "done"'


def build_step(scope: Scope, table: Table, above: Surroundings) -> list[Item]:
    """Return what a step plays; every reason that it cannot be played is reported."""
    for key in _GROUP_ONLY:
        if key in table:
            _group_key(table, key)
    if table.has("exercise") or table.has("name"):
        step = _working_step(scope, table, above)
        return [step] if step is not None else []
    report = table.reading.report
    if states_amount(table):
        stated = next(key for key in AMOUNTS if table.has(key))
        message = "this step says how much, but not what"
        if not table.reading.is_mistyped(table.path, ("exercise", "name")):
            report("R106", table.key_place(stated), message, 'add exercise = "…" (from the library), or name = "…"')
        amount(table)
        return []
    others = [key for key in table.raw if key not in _PAUSE_KEYS and key in keys_of(StepTable)]
    if others or not (table.has("rest") or table.has("say")):
        if not table.reading.is_mistyped(table.path, ("exercise", "name", "rest", "say")):
            report(
                "R106",
                table.key_place(others[0]) if others else table.place,
                f"`{others[0]}` needs a step that says what to do"
                if others
                else "this step says neither what nor how much",
                'add exercise = "…" or name = "…", and how much: time, hold, reps, distance or until = "done"',
                "a step with only rest is a pause, one with only say an announcement",
            )
        return []
    return _pause_or_announcement(scope, table, above)


def _group_key(table: Table, key: str) -> None:
    """Report a key of blocks and groups in a plain step."""
    report, place = table.reading.report, table.key_place(key)
    if len(table.path) > 2:
        message = f"`{key}` landed in a step: keys after [[block.step]] belong to the step"
        advice = f"for the step alone {table.reading.retyped(place, 'sets')}".rstrip() if key == "repeat" else ""
        moved = table.reading.moved((*table.path, key), (*table.path[:-1], 0))
        report("R107", place, message, moved or "move it above the first [[block.step]] of its block", advice)
    elif key == "repeat":
        report(
            "R101",
            place,
            "`repeat` is not a key of a step",
            f"did you mean `sets`? {table.reading.retyped(place, 'sets')}".rstrip(),
            "repeat is for blocks and groups",
        )
    else:
        report("R101", place, f"`{key}` is not a key of a step", "write [defaults] above the first [[step]]")


def _pause_or_announcement(scope: Scope, table: Table, above: Surroundings) -> list[Item]:
    """Return what a step without a name plays: words, a rest, or words and then a rest."""
    result: list[Item] = []
    given = scope.ids.get(table.path, "step")
    said = inherit.spoken(table, inherit.values_around(above, None))
    if said is not None:
        result.append(Announcement(given, table.place, said, scope.levels))
    rest = rest_of(table)
    if rest is not None:
        result.append(PauseStep(scope.ids.get((*table.path, "rest"), given), table.place, rest, scope.levels))
    return result


def _working_step(scope: Scope, table: Table, above: Surroundings) -> Step | None:
    exercise, entries = _exercise(scope, table)
    name = table.text("name").strip() or _first_text(entries, "name")
    if "name" in table and not table.text("name").strip():
        table.reading.refuse((*table.path, "name"), None, Refusal("R201", "cannot be empty"))
    layers = (*above.defaults, *entries)
    near_defaults = (table, *above.defaults)
    read_cues(table, own=True)  # before the amount, which may have landed in them
    found = _amount(table, layers, complain=bool(entries) or not table.has("exercise"))
    kind = _first_text((table, *entries), "type")
    step_type = StepType(kind) if kind else None
    sides = inherit.sides(table, layers, above)
    _check_alternate(table, found, sides)
    pace, tempo = rhythm(layers, table, found or Amount())
    sets = inherit.counts(table, "sets", above.in_repeat)
    default_sets = inherit.nearest(above.defaults, "sets", lambda layer: inherit.counts(layer, "sets", False))
    inherit.check_clock(table, "set")
    load = varying_field(table, "load")
    about, at_most = table.single("about", durations.length), table.single("at_most", durations.length)
    if about is not None and at_most is not None and about > at_most:
        message = "`about` is longer than `at_most`"
        exclude(table, ["about", "at_most"], message, "at_most is when the step goes on by itself")
    if found is not None:
        _check_use(table, found, pace)
    switch = inherit.single(near_defaults, "switch", durations.pause)
    relax = inherit.single(near_defaults, "relax", durations.pause)
    known = inherit.values_around(above, sides)
    if found is not None:
        known = inherit.values_in_step(known, found, pace, load)
    said = inherit.spoken(table, known)
    silenced = "say" in table and said is None
    cues = inherit.merged_cues(table, layers, known)
    warn_minutes(table, step_type)
    warn_ramps(table, above, [sets, None if above.in_repeat else default_sets])
    warn_last_set(table, above, sets)
    warn_side_of_setup(table, entries, sides, above)
    step = Step(
        id=scope.ids.get(table.path, "step"),
        name=name,
        place=table.place,
        amount=found or Amount(),
        exercise=exercise,
        type=step_type,
        setup=None if silenced else inherit.setup(entries, known),
        say=said,
        cues=cues,
        sets=sets,
        default_sets=default_sets,
        every=varying_field(table, "every"),
        sides=sides,
        switch=_SWITCH if switch is None else switch,
        switch_place=table.value_place("switch") if "switch" in table else None,
        ready=inherit.varying(near_defaults, "ready"),
        rest=inherit.rest(table, layers, above),
        relax=_RELAX if relax is None else relax,
        pace=pace,
        tempo=tempo,
        first=Phase(_first_text(entries, "first") or "down"),
        load=load,
        effort=inherit.varying(near_defaults, "effort"),
        about=about,
        at_most=at_most,
        progression=scope.progression and table.get("progression") is not False,
        notes=table.text("notes") or _first_text(entries, "notes"),
        levels=scope.levels,
        easier=_first_text(entries, "easier") or None,
        written=frozenset(table.raw),
    )
    return step if found is not None else None


def _first_text(tables: Sequence[Table], key: str) -> str:
    return next((table.text(key) for table in tables if table.text(key)), "")


def _exercise(scope: Scope, table: Table) -> tuple[str | None, Sequence[Table]]:
    """Return the id of the step's exercise and its entries, nearest first; R102 if it is unknown."""
    exercise = table.text("exercise")
    if not exercise:
        if "exercise" in table:
            table.reading.refuse((*table.path, "exercise"), None, Refusal("R201", "cannot be empty"))
        return None, ()
    entries = scope.exercises(exercise)
    if entries:
        if exercise not in scope.used_exercises:
            scope.used_exercises.append(exercise)
        return exercise, entries
    place = table.value_place("exercise")
    close = table.reading.meant(slug(exercise) or exercise, scope.known_exercises(), place)
    advice = close or f"for one that only this file has write name = {quoted(clipped(exercise))} instead"
    table.reading.report("R102", place, f"there is no exercise `{clipped(exercise)}`", advice)
    return exercise, ()


def _amount(table: Table, layers: Sequence[Table], complain: bool) -> Amount | None:
    """Return what the step states, else the nearest layer that states an amount; R106 if none does."""
    if states_amount(table):
        return amount(table)
    for layer in layers:
        if states_amount(layer):
            return amount(layer, "a default" if layer.path[-1] == "defaults" else "an exercise")
    rest_of(table)
    waits_badly = isinstance(table.raw.get("rest"), str) and "rest" not in table and "done" in table.raw["rest"].lower()
    # An amount whose key is misspelt or landed elsewhere is reported there, and not missed here.
    if complain and not waits_badly and not table.reading.is_mistyped(table.path, AMOUNTS):
        table.reading.report("R106", table.place, "this step does not say how much", _HOW_MUCH)
    return None


def _check_use(table: Table, found: Amount, pace: Varying[Seconds | Pace] | None) -> None:
    """Report keys of the step itself that would do nothing in it (R106): whoever wrote them expects something."""
    report = table.reading.report
    if table.reading.is_mistyped(table.path, (*AMOUNTS, "pace")):
        return  # what they belong to is there, misspelt
    open_ended = any(length.open_ended for length in (*all_values(found.time), *all_values(found.hold)))
    if not waits(found, pace) and not open_ended:
        advice = 'leave it out; what waits is until = "done", a distance, pace = "self", reps = "max" or time = "30s+"'
        for key in ("about", "at_most"):
            if key in table:
                report("R106", table.key_place(key), f"`{key}` is for a step that waits for you", advice)
    if "relax" in table and (found.reps is None or found.hold is None):
        message = "`relax` is the time between held reps, and this step has none"
        report("R106", table.key_place("relax"), message, "for time between sets write rest")


def _check_alternate(table: Table, found: Amount | None, sides: Sides) -> None:
    if found is None or not sides.alternate or found.hold is None or found.reps is not None:
        return
    keys = [key for key in ("hold", "sides") if key in table]
    message, advice = "a hold cannot alternate: it stays on one side", 'write sides = "each"'
    if keys:
        exclude(table, keys, message, advice)
    else:
        table.reading.report("R106", table.place, message, advice)
