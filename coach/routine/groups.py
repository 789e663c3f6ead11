"""Tables below `[[block]]`, and steps that hold steps, become groups."""

from __future__ import annotations

from collections.abc import Sequence

from coach.routine import durations, inherit, values
from coach.routine.amounts import amount, exclude, rhythm, states_amount
from coach.routine.context import Scope, Surroundings, Used, is_group
from coach.routine.fields import rest_of, varying_field
from coach.routine.filemodel import BlockTable, keys_of
from coach.routine.ids import ids_of
from coach.routine.model import NO_SIDES, Amount, Group, Item, Sides
from coach.routine.refusal import Refusal
from coach.routine.spoken import check_names, cues
from coach.routine.steps import build_step
from coach.routine.tables import Table
from coach.source import KeyPath

_USE_KEYS = frozenset({"use", "id", "name", "say", "notes", "repeat", "rest"})
_SWITCH = 5.0


def build_items(scope: Scope, roots: Sequence[str], defaults: Table | None) -> tuple[Item, ...]:
    """Return all items of a file; `roots` is `step` or `block`, or both where the file wrongly has both."""
    scope.ids = ids_of(scope, roots)
    if defaults is not None:
        check_defaults(defaults)
    above = Surroundings(defaults=(defaults,) if defaults is not None else ())
    return tuple(item for root in roots for item in _items(scope, (root,), above))


def check_defaults(table: Table) -> None:
    """Report what is wrong with defaults even if no step comes to use them."""
    if states_amount(table):
        amount(table, "a default")
    rhythm((), table, Amount())
    for key in ("effort", "rest", "ready"):
        varying_field(table, key)
    inherit.counts(table, "sets", False)
    for key in ("switch", "relax"):
        table.single(key, durations.pause)
    table.single("sides", values.sides)
    for cue in cues(table, own=False).values():
        for line in cue.lines if cue is not None else ():
            check_names(table.reading, line)


def _items(scope: Scope, path: KeyPath, above: Surroundings) -> list[Item]:
    result: list[Item] = []
    for table in scope.tables(path):
        if is_group(table):
            result.append(_group(scope, table, above))
        else:
            result.extend(build_step(scope, table, above))
    return result


def _group(scope: Scope, table: Table, above: Surroundings) -> Group:
    is_block = table.path[-2] == "block"
    called = "a block" if is_block else "a group"
    if table.has("use"):
        called = f"{called} that uses a routine"
    _check_keys(table, called, is_block)
    repeat = inherit.counts(table, "repeat", above.in_repeat)
    inherit.check_clock(table, "round")
    sides = _sides(table, above)
    own_defaults = table.child("defaults") if not table.has("use") else None
    if own_defaults is not None:
        check_defaults(own_defaults)
    inside = Surroundings(
        defaults=((own_defaults,) if own_defaults is not None else ()) + above.defaults,
        in_repeat=above.in_repeat or repeat is not None,
        sided=table if sides.order else above.sided,
        rest_of=(table if "rest" in table else None) if repeat is not None else above.rest_of,
    )
    used: Used | None = None
    items: tuple[Item, ...] = ()
    if table.has("use"):
        used = scope.use(table)
        items = used.items if used is not None else ()
    elif table.raw.get("step"):
        items = tuple(_items(scope, (*table.path, "step"), inside))
    else:
        advice = "add [[block.step]] below it" if is_block else ""
        table.reading.report("R103", table.place, f"{called} has no steps".replace("a block", "this block"), advice)
    switch = inherit.single(inside.defaults, "switch", durations.pause)
    return Group(
        id=scope.ids.get(table.path, "block"),
        place=table.place,
        items=items,
        name=table.text("name").strip() or (used.name if used is not None else None),
        repeat=repeat,
        rest=rest_of(table),
        every=varying_field(table, "every"),
        sides=sides,
        switch=_SWITCH if switch is None else switch,
        say=inherit.spoken(table, inherit.values_around(inside, None)),
        notes=table.text("notes"),
        levels=scope.levels,
        used=used.id if used is not None else None,
    )


def _check_keys(table: Table, called: str, is_block: bool) -> None:
    """Report keys that do not go with `use`, and keys of a plain step in a group (R106)."""
    if table.has("use") and table.has("step"):
        message = "a block plays another routine or steps of its own, not both"
        exclude(table, ["use", "step"], message, "put the steps into a block of their own")
    if is_block and not table.has("use"):
        return  # what a block may not have was reported as unknown
    allowed = _USE_KEYS if table.has("use") else keys_of(BlockTable)
    for key in table.raw:
        if key in allowed or key not in table or key == "step":
            continue
        advice = "write it in a step"
        if key == "sets":
            advice = table.reading.retyped(table.key_place(key), "repeat")
        if table.has("use"):
            advice = f"beside use stand {', '.join(sorted(_USE_KEYS - {'use'}))}"
        table.reading.report("R106", table.key_place(key), f"{called} has no `{key}`", advice)


def _sides(table: Table, above: Surroundings) -> Sides:
    sides = table.single("sides", values.sides) or NO_SIDES
    if sides.alternate:
        refusal = Refusal("R201", "cannot alternate in a group: that is for reps", '"each"')
        table.reading.refuse((*table.path, "sides"), table.raw["sides"], refusal)
        return NO_SIDES
    if above.sided is not None and sides.order:
        inherit.sides_twice(table, above.sided)
    return sides
