"""Tables of a file become steps, pauses, announcements and groups, with every default merged in (format.md rule 7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from coach.routine import values
from coach.routine.amounts import (
    AMOUNTS,
    all_values,
    amount,
    exclude,
    has_list,
    has_ramp,
    rest_of,
    rhythm,
    states_amount,
    waits,
)
from coach.routine.filemodel import BlockTable, StepTable, keys_of
from coach.routine.ids import Ids, identifier, slug
from coach.routine.model import (
    NO_SIDES,
    Amount,
    Announcement,
    CueTime,
    Duration,
    FileCue,
    Group,
    Item,
    PauseStep,
    Phase,
    Say,
    Sides,
    Speech,
    Step,
    StepType,
    Until,
    Varying,
)
from coach.routine.reading import Reading, Table, clipped, did_you_mean
from coach.routine.spoken import REP_ANCHORS, Values, check_placeholders, cues, has_values, say
from coach.routine.values import Parsed, Refusal
from coach.source import KeyPath, Place, Problem, Severity

T = TypeVar("T")

_GROUP_ONLY = ("repeat", "defaults")
_PAUSE_KEYS = frozenset({"rest", "say", "id", "notes"})
_USE_KEYS = frozenset({"use", "id", "name", "say", "notes", "repeat", "rest"})


@dataclass(frozen=True, slots=True)
class Used:
    """What a `use` brings in: the steps of another routine, their ids under its own."""

    id: str
    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the groups above an item say about it."""

    defaults: tuple[Table, ...] = ()
    """Innermost first."""
    in_repeat: bool = False
    sided: Table | None = None
    """The group above that plays its steps on one side, then on the other."""
    rest_of: Table | None = None
    """The nearest group above that is repeated and writes its own rest."""
    depth: int = 0


class Builder:
    """Builds the items of one file; problems go to its reading."""

    def __init__(
        self,
        reading: Reading,
        exercises: Callable[[str], Sequence[Table]],
        known_exercises: Callable[[], Sequence[str]],
        use: Callable[[Table], Used | None],
        levels: tuple[str, ...],
        progression: bool,
    ) -> None:
        self.reading = reading
        self._exercises = exercises
        self._known_exercises = known_exercises
        self._use = use
        self._levels = levels
        self._progression = progression
        self._ids: Mapping[KeyPath, str] = {}
        self.used_exercises: list[str] = []
        """Ids in the order of their first use."""

    # --- groups ------------------------------------------------------------------------------------------------------

    def build(self, roots: Sequence[str], defaults: Table | None) -> tuple[Item, ...]:
        """Return the items below `[[step]]` and `[[block]]`."""
        self._ids = self._all_ids(roots)
        above = Surroundings(defaults=(defaults,) if defaults is not None else ())
        result: list[Item] = []
        for root in roots:
            result.extend(self._items((root,), above))
        return tuple(result)

    def _items(self, path: KeyPath, above: Surroundings) -> list[Item]:
        result: list[Item] = []
        for table in self._tables(path):
            if table.path[-2] == "block" or table.has("step") or table.has("use"):
                group = self._group(table, above)
                if group is not None:
                    result.append(group)
            else:
                result.extend(self._step(table, above))
        return result

    def _tables(self, path: KeyPath) -> list[Table]:
        value: Any = self.reading.document.data
        for part in path:
            value = value[part]
        if not isinstance(value, list) or path in self.reading.bad:
            return []
        tables = (self.reading.table((*path, index)) for index in range(len(value)))
        return [table for table in tables if table is not None]

    def _group(self, table: Table, above: Surroundings) -> Group | None:
        is_block = table.path[-2] == "block"
        called = "a block" if is_block else "a group"
        allowed = _USE_KEYS if table.has("use") else keys_of(BlockTable)
        if table.has("use"):
            called = f"{called} that uses a routine"
            if table.has("step"):
                exclude(
                    table,
                    ["use", "step"],
                    "a block plays another routine or steps of its own, not both",
                    "put the steps into a block of their own",
                )
        if not is_block or table.has("use"):
            for key in table.raw:
                if key in allowed or key not in table or key == "step":
                    continue
                advice = "write repeat instead" if key == "sets" else "write it in a step"
                if table.has("use"):
                    advice = f"beside use stand {', '.join(sorted(_USE_KEYS - {'use'}))}"
                self.reading.report("R106", table.key_place(key), f"{called} has no `{key}`", advice)
        repeat = table.varying("repeat", values.count)
        self._check_list_of_counts(table, "repeat", repeat, above.in_repeat)
        rest = rest_of(table)
        every = table.varying("every", values.length)
        if "rest" in table and "every" in table:
            exclude(
                table,
                ["rest", "every"],
                "`every` already says when the next round starts",
                "leave rest out: what is left of the clock is rest",
            )
        sides = table.single("sides", values.sides) or NO_SIDES
        if above.sided is not None and (sides.order or sides.alternate):
            self._sides_twice(table, above.sided)
        if sides.alternate:
            self.reading.refuse(
                (*table.path, "sides"), "alternate", Refusal("R201", "is for reps, not for a group", '"each"')
            )
            sides = NO_SIDES
        own_defaults = table.child("defaults") if not table.has("use") else None
        in_repeat = above.in_repeat or repeat is not None
        inside = Surroundings(
            defaults=((own_defaults,) if own_defaults is not None else ()) + above.defaults,
            in_repeat=in_repeat,
            sided=table if sides.order else above.sided,
            rest_of=(table if "rest" in table else None) if repeat is not None else above.rest_of,
            depth=above.depth + 1,
        )
        spoken = self._say(table, self._values(inside, None))
        name = table.text("name") or None
        switch = self._nearest(inside.defaults, "switch", lambda layer: layer.single("switch", values.pause))
        used: Used | None = None
        if table.has("use"):
            used = self._use(table)
            items = used.items if used is not None else ()
            name = name or (used.name if used is not None else None)
        else:
            items = tuple(self._items((*table.path, "step"), inside)) if table.raw.get("step") else ()
            if not table.raw.get("step"):
                self.reading.report(
                    "R103", table.place, f"{called} has no steps", "add [[block.step]] below it" if is_block else ""
                )
        return Group(
            id=self._ids.get(table.path, "block"),
            place=table.place,
            items=items,
            name=name,
            repeat=repeat,
            rest=rest,
            every=every,
            sides=sides,
            switch=5.0 if switch is None else switch,
            say=spoken,
            notes=table.text("notes"),
            levels=self._levels,
            used=used.id if used is not None else None,
        )

    def _check_list_of_counts(self, table: Table, key: str, found: Varying[int] | None, in_repeat: bool) -> None:
        if found is not None and not in_repeat and (has_list(found) or has_ramp(found)):
            note = f"a list of {key} goes by round, so it needs a block with repeat above it"
            self.reading.refuse(
                (*table.path, key), table.raw[key], Refusal("R201", "cannot be a list or a ramp here", None, note)
            )

    def _sides_twice(self, table: Table, outer: Table) -> None:
        from coach.source import Mark

        self.reading.report(
            "R106",
            table.key_place("sides"),
            "the group around it already plays one side, then the other",
            'leave sides out here, or write sides = "none"',
            label="and this",
            also=[Mark(outer.key_place("sides"), "this")],
        )

    # --- steps -------------------------------------------------------------------------------------------------------

    def _step(self, table: Table, above: Surroundings) -> list[Item]:
        for key in _GROUP_ONLY:
            if key in table:
                self._group_key_in_step(table, key)
        if table.has("exercise") or table.has("name"):
            step = self._working_step(table, above)
            return [step] if step is not None else []
        if states_amount(table):
            stated = next(key for key in AMOUNTS if table.has(key))
            self.reading.report(
                "R106",
                table.key_place(stated),
                "this step says how much, but not what",
                'add exercise = "…" (from the library), or name = "…"',
            )
            amount(table)
            return []
        others = [key for key in table.raw if key not in _PAUSE_KEYS and key in keys_of(StepTable)]
        if others or not (table.has("rest") or table.has("say")):
            at = table.key_place(others[0]) if others else table.place
            self.reading.report(
                "R106",
                at,
                "this step says neither what to do nor how much"
                if not others
                else f"`{others[0]}` needs to know what to do",
                'add exercise = "…" or name = "…", and an amount: time, hold, reps, distance or until = "done"',
                "a step with only rest is a pause, one with only say an announcement",
            )
            return []
        return self._pause_or_announcement(table, above)

    def _group_key_in_step(self, table: Table, key: str) -> None:
        in_block = len(table.path) > 2
        if in_block:
            self.reading.report(
                "R107",
                table.key_place(key),
                f"`{key}` landed in a step: keys after [[block.step]] belong to the step",
                "move it above the first [[block.step]] of its block",
                "for a step write sets" if key == "repeat" else "",
            )
        else:
            advice = "did you mean `sets`?" if key == "repeat" else "write [defaults] at the top"
            self.reading.report(
                "R101",
                table.key_place(key),
                f"`{key}` is not a key of a step",
                advice,
                "repeat is for blocks and groups" if key == "repeat" else "",
            )

    def _pause_or_announcement(self, table: Table, above: Surroundings) -> list[Item]:
        result: list[Item] = []
        given = self._ids.get(table.path, "step")
        if table.has("say"):
            spoken = self._say(table, self._values(above, None))
            if spoken is not None:
                result.append(Announcement(given, table.place, spoken, self._levels))
        if table.has("rest"):
            rest = rest_of(table)
            if rest is not None:
                result.append(PauseStep(self._ids.get((*table.path, "rest"), given), table.place, rest, self._levels))
        return result

    def _working_step(self, table: Table, above: Surroundings) -> Step | None:
        before = len(self.reading.problems)
        exercise, entries = self._exercise(table)
        name = table.text("name").strip() or next((entry.text("name") for entry in entries if entry.text("name")), "")
        if "name" in table and not table.text("name").strip():
            self.reading.refuse((*table.path, "name"), None, Refusal("R201", "cannot be empty"))
        layers = (*above.defaults, *entries)
        found = self._amount(table, layers, bool(entries) or not table.has("exercise"))
        step_type = self._type((table, *entries))
        sides = self._sides(table, layers, above)
        if found is not None:
            self._check_alternate(table, found, sides)
        pace, tempo = rhythm(layers, table, found or Amount())
        sets = table.varying("sets", values.count)
        self._check_list_of_counts(table, "sets", sets, above.in_repeat)
        default_sets = self._nearest(above.defaults, "sets", lambda layer: self._default_sets(layer))
        every = table.varying("every", values.length)
        if "every" in table and "rest" in table:
            exclude(
                table,
                ["rest", "every"],
                "`every` already says when the next set starts",
                "leave rest out: what is left of the clock is rest",
            )
        rest = rest_of(table)
        if rest is None and not table.has("rest") and not table.has("every"):
            rest = self._default_rest(layers, above)
        about = table.single("about", values.length)
        at_most = table.single("at_most", values.length)
        if about is not None and at_most is not None and about > at_most:
            exclude(
                table,
                ["about", "at_most"],
                "`about` is longer than `at_most`",
                "at_most is when the step goes on by itself",
            )
        load = table.varying("load", values.load)
        effort = table.varying("effort", values.effort) or self._unless(
            table, "effort", above.defaults, lambda layer: layer.varying("effort", values.effort)
        )
        switch = self._own_or_nearest(table, "switch", above.defaults, values.pause)
        relax = self._own_or_nearest(table, "relax", above.defaults, values.pause)
        ready = table.varying("ready", values.pause)
        if ready is None and not table.has("ready"):
            ready = self._nearest(above.defaults, "ready", lambda layer: layer.varying("ready", values.pause))
        self._ramp_without_sets(
            table, above, sets or default_sets, [found.time, found.hold, found.reps] if found else []
        )
        known = self._values(above, sides)
        if found is not None:
            known = self._values_of_step(known, found, pace, load)
        spoken = self._say(table, known)
        merged = self._cues(table, above.defaults, entries, known)
        setup = None if table.has("say") and spoken is None else self._setup(entries, known)
        failed = any(problem.severity is Severity.ERROR for problem in self.reading.problems[before:])
        if found is None or (failed and not name):
            return None
        return Step(
            id=self._ids.get(table.path, "step"),
            name=name,
            place=table.place,
            amount=found,
            exercise=exercise,
            type=step_type,
            setup=setup,
            say=spoken,
            cues=merged,
            sets=sets,
            default_sets=default_sets,
            every=every,
            sides=sides,
            switch=5.0 if switch is None else switch,
            ready=ready,
            rest=rest,
            relax=2.0 if relax is None else relax,
            pace=pace,
            tempo=tempo,
            first=Phase(next((entry.text("first") for entry in entries if entry.text("first")), "down")),
            load=load,
            effort=effort,
            about=about,
            at_most=at_most,
            progression=self._progression and table.get("progression") is not False,
            notes=table.text("notes") or next((entry.text("notes") for entry in entries if entry.text("notes")), ""),
            levels=self._levels,
            easier=next((entry.text("easier") for entry in entries if entry.text("easier")), None),
            written=frozenset(table.raw),
        )

    def _exercise(self, table: Table) -> tuple[str | None, Sequence[Table]]:
        exercise = table.text("exercise")
        if not exercise:
            if "exercise" in table:
                self.reading.refuse((*table.path, "exercise"), None, Refusal("R201", "cannot be empty"))
            return None, ()
        entries = self._exercises(exercise)
        if not entries:
            known = self._known_exercises()
            close = did_you_mean(slug(exercise) or exercise, known)
            self.reading.report(
                "R102",
                table.value_place("exercise"),
                f"there is no exercise `{clipped(exercise)}`",
                close,
                'for one that only this file has write name = "…" instead' if not close else "",
            )
        elif exercise not in self.used_exercises:
            self.used_exercises.append(exercise)
        return exercise, entries

    def _amount(self, table: Table, layers: Sequence[Table], complain: bool) -> Amount | None:
        if states_amount(table):
            return amount(table)
        for layer in layers:
            if states_amount(layer):
                return amount(layer, "a default" if layer.path[-1] == "defaults" else "an exercise")
        if complain:
            self.reading.report(
                "R106",
                table.place,
                "this step does not say how much",
                'add one of time = "60s", hold = "30s", reps = 10, distance = "20 m" or until = "done"',
            )
        return None

    def _type(self, tables: Sequence[Table]) -> StepType | None:
        word = next((table.text("type") for table in tables if table.text("type")), None)
        return StepType(word) if word is not None else None

    def _sides(self, table: Table, layers: Sequence[Table], above: Surroundings) -> Sides:
        own = table.single("sides", values.sides)
        if above.sided is not None:
            if own is not None and own != NO_SIDES:
                self._sides_twice(table, above.sided)
            return NO_SIDES  # the group around it sees to the sides
        if table.has("sides"):
            return own or NO_SIDES
        inherited = self._nearest(layers, "sides", lambda layer: layer.single("sides", values.sides))
        return inherited or NO_SIDES

    def _check_alternate(self, table: Table, found: Amount, sides: Sides) -> None:
        if not sides.alternate or found.hold is None or found.reps is not None:
            return
        keys = [key for key in ("hold", "sides") if key in table]
        message = "a hold cannot alternate: it stays on one side"
        if keys:
            exclude(table, keys, message, 'write sides = "each"')
        else:
            self.reading.report("R106", table.place, message, 'write sides = "each"')

    def _default_sets(self, layer: Table) -> Varying[int] | None:
        found = layer.varying("sets", values.count)
        if found is not None and (has_list(found) or has_ramp(found)):
            layer.reading.once(
                (*layer.path, "*sets"), "sets", lambda: self._check_list_of_counts(layer, "sets", found, False)
            )
        return found

    def _default_rest(self, layers: Sequence[Table], above: Surroundings) -> Varying[Duration | Until] | None:
        for layer in layers:
            if not layer.has("rest"):
                continue
            found = rest_of(layer)
            if above.rest_of is not None and found is not None and layer in above.defaults:
                self._warn_longer_rest(layer, found, above.rest_of)
            return found
        return None

    def _warn_longer_rest(self, layer: Table, found: Varying[Any], block: Table) -> None:
        """W306, once for each pair of default and block."""

        def longest(rest: Varying[Any] | None) -> float:
            return max((getattr(value, "seconds", 0.0) for value in all_values(rest)), default=0.0)

        own = rest_of(block)
        if own is None or longest(found) <= longest(own):
            return

        def warn() -> None:
            from coach.source import Mark

            layer.reading.report(
                "W306",
                layer.key_place("rest"),
                "this default rest is longer than the rest of the block, and comes after each of its steps",
                "write rest = 0 in the steps of the block, or in its [block.defaults]",
                label="this",
                also=[Mark(block.key_place("rest"), "longer than this")],
                severity=Severity.WARNING,
            )

        layer.reading.once((*layer.path, "rest"), ("W306", block.path), warn)

    def _ramp_without_sets(
        self, table: Table, above: Surroundings, sets: Varying[int] | None, amounts: Sequence[Varying[Any] | None]
    ) -> None:
        """W307: a ramp that has only one value to show."""
        if above.in_repeat or any(number > 1 for number in all_values(sets)):
            return
        keys = ("time", "hold", "reps", "distance", "load", "effort", "tempo", "pace", "rest", "ready", "every")
        found = {key: self._varying_of(table, key) for key in keys if key in table}
        if any(has_list(value) for key, value in found.items() if key not in ("rest", "ready", "every")):
            return
        for key, value in found.items():
            if has_ramp(value):
                self.reading.report(
                    "W307",
                    table.value_place(key),
                    f"a ramp needs sets or repeat: this `{key}` stays at its first value",
                    "add sets = 3",
                    severity=Severity.WARNING,
                )

    def _varying_of(self, table: Table, key: str) -> Varying[Any] | None:
        parse: Callable[[Any], Parsed[Any]]
        match key:
            case "time":
                parse = values.amount_of_time
            case "hold":
                from coach.routine.amounts import _held as parse
            case "reps":
                parse = values.reps
            case "distance":
                parse = values.distance
            case "load":
                parse = values.load
            case "effort":
                parse = values.effort
            case "tempo":
                parse = values.tempo
            case "pace":
                parse = values.pace
            case "rest":
                parse = values.rest
            case "ready":
                parse = values.pause
            case _:
                parse = values.length
        return table.varying(key, parse)

    # --- what is spoken ----------------------------------------------------------------------------------------------

    def _values(self, above: Surroundings, sides: Sides | None) -> Values:
        """Return which placeholders have no value; `sides` None is an announcement or a group's own words."""
        missing = {"rep": "{rep} is for rep cues: rep-5, every-3-reps, last-rep"}
        if sides is None:
            missing |= dict.fromkeys(("set", "sets", "reps", "load", "time"), "it belongs to a step that is done")
            missing["rep"] = "it belongs to a step that is done"
        sided = above.sided is not None or (sides is not None and bool(sides.order))
        if not sided:
            reason = "this step has no sides" if sides is None or not sides.alternate else "the side changes every rep"
            missing["side"] = reason
        if not above.in_repeat:
            missing |= dict.fromkeys(("round", "rounds"), "there are no rounds here")
        return Values(missing)

    def _values_of_step(
        self, known: Values, found: Amount, pace: Varying[Any] | None, load: Varying[Any] | None
    ) -> Values:
        if found.reps is None:
            known = known.without(reps="this step has no reps")
        if load is None:
            known = known.without(load="this step has no load")
        if waits(found, pace):
            known = known.without(time="this step waits for you, so its length is not known")
        return known

    def _say(self, table: Table, known: Values) -> Say | None:
        spoken = say(table)
        if spoken is not None:
            words: list[Speech] = list(spoken.lines)
            if spoken.by_side is not None:
                words += spoken.by_side.values()
                if "side" in known.missing and spoken.place is not None:
                    self.reading.report(
                        "R206",
                        spoken.place,
                        f"words for left and right have no value here: {known.missing['side']}",
                        'write say = "…"',
                    )
            for line in words:
                check_placeholders(self.reading, line, known)
        return spoken

    def _setup(self, entries: Sequence[Table], known: Values) -> Speech | None:
        for entry in entries:
            if "setup" in entry:
                setup = Speech(entry.text("setup"), entry.value_place("setup"))
                return setup if setup.text.strip() and has_values(setup, known) else None
        return None

    def _cues(
        self, table: Table, defaults: Sequence[Table], entries: Sequence[Table], known: Values
    ) -> tuple[FileCue, ...]:
        """Merge cues key by key, the step's own last; inherited ones whose placeholders have no value are left out."""
        merged: dict[CueTime, FileCue | None] = {}
        for layer in reversed((*defaults, *entries)):
            for time, cue in cues(layer, own=False).items():
                here = self._known_in_cue(known, time)
                usable = cue is None or all(has_values(line, here) for line in cue.lines)
                merged[time] = cue if usable else None
        for time, cue in cues(table, own=True).items():
            if cue is not None:
                here = self._known_in_cue(known, time)
                for line in cue.lines:
                    check_placeholders(self.reading, line, here)
            merged[time] = cue
        return tuple(cue for cue in merged.values() if cue is not None)

    def _known_in_cue(self, known: Values, time: CueTime) -> Values:
        if time.anchor not in REP_ANCHORS:
            return known
        missing = {key: reason for key, reason in known.missing.items() if key != "rep"}
        if missing.get("side") == "the side changes every rep":
            del missing["side"]
        return Values(missing)

    # --- nearest -----------------------------------------------------------------------------------------------------

    def _nearest(self, layers: Sequence[Table], key: str, read: Callable[[Table], T | None]) -> T | None:
        for layer in layers:
            if layer.has(key):
                return read(layer)
        return None

    def _unless(self, table: Table, key: str, layers: Sequence[Table], read: Callable[[Table], T | None]) -> T | None:
        return None if table.has(key) else self._nearest(layers, key, read)

    def _own_or_nearest(
        self, table: Table, key: str, layers: Sequence[Table], parse: Callable[[Any], Parsed[T]]
    ) -> T | None:
        if table.has(key):
            return table.single(key, parse)
        return self._nearest(layers, key, lambda layer: layer.single(key, parse))

    # --- ids ---------------------------------------------------------------------------------------------------------

    def _all_ids(self, roots: Sequence[str]) -> dict[KeyPath, str]:
        """Return the id of each item: written ones, then steps that are done, then groups, pauses and announcements."""
        result: dict[KeyPath, str] = {}
        steps, groups = Ids(self.reading), Ids(self.reading)
        tables: list[Table] = []
        pending = [table for root in reversed(roots) for table in reversed(self._tables((root,)))]
        while pending:
            table = pending.pop()
            tables.append(table)
            if isinstance(table.raw.get("step"), list):
                pending.extend(reversed(self._tables((*table.path, "step"))))

        def is_group(table: Table) -> bool:
            return table.path[-2] == "block" or table.has("step") or table.has("use")

        for table in tables:
            written = table.single("id", identifier)
            if written is not None:
                (groups if is_group(table) else steps).claim_written(table.path, written)
                result[table.path] = written
        rest = [table for table in tables if table.path not in result]
        works = [table for table in rest if not is_group(table) and (table.has("exercise") or table.has("name"))]
        for table in works:
            result[table.path] = steps.give(slug(table.text("exercise")) or slug(table.text("name")) or "step")
        for table in tables:
            if is_group(table):
                if table.path not in result:
                    result[table.path] = groups.give(slug(table.text("name")) or slug(table.text("use")) or "block")
            elif table.path not in result:
                result[table.path] = steps.give("say" if table.has("say") else "rest")
            if table.has("say") and table.has("rest") and not is_group(table) and table not in works:
                result[(*table.path, "rest")] = steps.give("rest")
        return result


def with_prefix(items: Sequence[Item], prefix: str, taken: set[str], progression: bool) -> tuple[Item, ...]:
    """Return the items of a used routine with their ids under its own; the second use of one gets -2 (B27)."""
    result: list[Item] = []
    for item in items:
        wanted = new = f"{prefix}/{item.id}"
        number = 2
        if not isinstance(item, Group):
            while new in taken:
                new = f"{wanted}-{number}"
                number += 1
            taken.add(new)
        if isinstance(item, Group):
            result.append(replace(item, id=new, items=with_prefix(item.items, prefix, taken, progression)))
        elif isinstance(item, Step):
            result.append(replace(item, id=new, progression=item.progression and progression))
        else:
            result.append(replace(item, id=new))
    return tuple(result)


__all__ = ["Builder", "Place", "Problem", "Surroundings", "Used", "with_prefix"]
