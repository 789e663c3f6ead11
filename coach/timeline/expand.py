"""Items become goes and what lies between them: rounds ⊃ steps ⊃ sets ⊃ sides (T1–T3, T7, T8).

Nothing has a moment here yet; `coach.timeline.layout` gives every element its second.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from coach.routine.model import Exercise, Group, Item, PauseStep, Side, Step
from coach.timeline.dose import Eased
from coach.timeline.elements import (
    PAUSE,
    ROUND,
    SET,
    Asked,
    ClockRest,
    Element,
    Go,
    Opening,
    Rest,
    Speak,
    SwitchTo,
)
from coach.timeline.model import Choices
from coach.timeline.rungs import as_rung
from coach.timeline.values import level_of, list_length, lowest_level, pick
from coach.units import Seconds

PACE_TICK: Seconds = 0.1
"""A pace that changes from set to set moves by tenths, other durations by whole seconds."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What the groups above an item say about it."""

    depth: int = 0
    repeated: bool = False
    """A `repeat` stands above it in its block."""
    round: int = 1
    rounds: int = 1
    file_rounds: int = 1
    """The rounds that the file asks for: a ramp goes over them, also where a dose plays fewer."""
    side: Side | None = None
    second_pass: bool = False
    block: str | None = None
    clocks: tuple[int, ...] = ()
    ends_by: tuple[int, Seconds] | None = None


@dataclass(slots=True)
class _Expansion:
    choices: Choices
    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    eased: Eased | None = None
    elements: list[Element] = field(default_factory=list)
    goes: int = 0
    """How many there are already."""
    openings: list[Opening] = field(default_factory=list)
    clock_numbers: count[int] = field(default_factory=count)

    def items(self, items: tuple[Item, ...], context: _Context) -> None:
        for item in items:
            if isinstance(item, Group):
                if item.repeat is not None or item.used is not None or context.round <= most_rounds(item.items):
                    self.group(item, context)
            elif isinstance(item, Step):
                if item.most_rounds is None or context.round <= item.most_rounds:
                    self.step(item, context)
            elif isinstance(item, PauseStep):
                level = lowest_level(items, item.levels, self.choices, item.id)
                length = pick(item.rest, level, item.levels, context.round - 1, context.file_rounds)
                if length is not None:
                    self.elements.append(Rest((PAUSE, 0), length, item))
            else:
                self.elements.append(Speak(item, context.side, context.round, context.rounds))

    def group(self, group: Group, context: _Context) -> None:
        level = lowest_level(group.items, group.levels, self.choices, group.id)
        outer = (context.round - 1, context.file_rounds)
        file_rounds = (pick(group.repeat, level, group.levels, *outer) or 1) if group.repeat is not None else 1
        rounds = int(min(file_rounds, most_rounds(group.items)))
        # A used routine is played as if it stood alone, however often: its lists make sets and do not go by round.
        repeated = (group.repeat is not None or context.repeated) and group.used is None
        clock = next(self.clock_numbers) if group.every is not None else None
        mark: Seconds = 0.0
        for number in range(1, rounds + 1):
            every = pick(group.every, level, group.levels, number - 1, file_rounds)
            if every is not None:
                mark += every
            inner = replace(
                context,
                depth=context.depth + 1,
                repeated=repeated,
                round=number if group.repeat is not None or group.used is not None else context.round,
                rounds=rounds if group.repeat is not None or group.used is not None else context.rounds,
                file_rounds=file_rounds if group.repeat is not None or group.used is not None else context.file_rounds,
                block=group.name or context.block,
                clocks=(*context.clocks, clock) if clock is not None else context.clocks,
                ends_by=(clock, mark) if clock is not None else context.ends_by,
            )
            start = len(self.elements)
            for index, side in enumerate(group.sides.order or (None,)):
                if index and side is not None:
                    again = group.sides.order[index - 1] is side
                    self.elements.append(SwitchTo(side, group.switch, again))
                self.openings.append(Opening(group, number, rounds, first_pass=index == 0))
                passing = replace(inner, side=side, second_pass=index > 0) if side is not None else inner
                self.items(group.items, passing)
            if group.used is not None:
                self.drop_last_rest(start)
            rank = (ROUND, -context.depth)
            if clock is not None and group.every is not None:
                self.elements.append(ClockRest(rank, clock, mark, group.every.place))
            elif group.rest is not None:
                rest = pick(group.rest, level, group.levels, number - 1, file_rounds)
                if rest is not None:
                    self.elements.append(Rest(rank, rest, group))
        self.openings = [opening for opening in self.openings if opening.group is not group]

    def drop_last_rest(self, start: int) -> None:
        """Take out the rests behind the last go since `start`: a used routine ends as if it stood alone."""
        behind: list[Element] = []
        while len(self.elements) > start and not isinstance(self.elements[-1], (Go, SwitchTo)):
            element = self.elements.pop()
            if isinstance(element, Speak):
                behind.insert(0, element)
        self.elements += behind

    def step(self, step: Step, context: _Context) -> None:
        level = level_of(step.id, step.levels, self.choices)
        sets = number_of_sets(step, level, context.round, context.file_rounds, repeated=context.repeated)
        done = self.sets(step, context, level, sets)
        rung = self.rung(step, context) if done < sets else None
        if rung is not None:
            # It is a step of its own: announced in full, with as many sets as are left.
            self.sets(rung, context, level, sets, done=done)

    def sets(self, step: Step, context: _Context, level: str | None, sets: int, *, done: int = 0) -> int:
        """Append the sets of a step after those that are done already, and return how many are done then.

        They end where the step is played as an easier one, which a set that has begun is not.
        """
        by_round = sets == 1 and context.repeated
        order = step.sides.order
        clock = next(self.clock_numbers) if step.every is not None else None
        mark: Seconds = 0.0
        before: Asked | None = None
        amounts = [asked_at(step, level, number, sets) for number in range(done, sets)]
        varies = len({(asked.time, asked.hold, asked.reps, asked.distance) for asked in amounts}) > 1
        for number in range(done + 1, sets + 1):
            if self.is_eased(step):
                return number - 1
            index, total = (context.round - 1, context.file_rounds) if by_round else (number - 1, sets)
            asked = asked_at(step, level, index, total)
            every = pick(step.every, level, step.levels, index, total)
            if every is not None:
                mark += every
            for position, side in enumerate(order or (context.side,)):
                if self.is_eased(step):
                    break
                self.goes += 1
                self.elements.append(
                    Go(
                        step=step,
                        asked=asked,
                        level=level,
                        set=number - done,
                        sets=sets - done,
                        round=context.round,
                        rounds=context.rounds,
                        side=side,
                        order=order,
                        side_index=position,
                        second_pass=context.second_pass,
                        block=context.block,
                        ready=pick(step.ready, level, step.levels, index, total),
                        openings=tuple(self.openings),
                        before=before,
                        varies=varies,
                        every=every,
                        clocks=(*context.clocks, clock) if clock is not None else context.clocks,
                        ends_by=(clock, mark) if clock is not None else context.ends_by,
                    )
                )
                self.openings = []
            before = asked
            if clock is not None and step.every is not None:
                self.elements.append(ClockRest((SET, 0), clock, mark, step.every.place))
            else:
                rest = pick(step.rest, level, step.levels, index, total)
                if rest is not None:
                    self.elements.append(Rest((SET, 0), rest, step))
        return sets

    def is_eased(self, step: Step) -> bool:
        """Return whether the next go of a step would be one that is played as an easier exercise."""
        eased = self.eased
        if eased is None or self.goes < eased.go:
            return False
        return step.id == eased.step and step.exercise != eased.exercise

    def rung(self, step: Step, context: _Context) -> Step | None:
        """Return the step as it is played since it hurt; None where that is not known, and then it is left out."""
        exercise = self.exercises.get(self.eased.exercise) if self.eased is not None else None
        own = self.exercises.get(step.exercise or "")
        return as_rung(step, own, exercise, sided=context.side is not None) if exercise is not None else None


def most_rounds(items: Iterable[Item]) -> float:
    """Return after how many rounds of them nothing is left to do; more than any file has where none is dosed."""
    found: list[float] = []
    for item in items:
        if isinstance(item, Step):
            found.append(math.inf if item.most_rounds is None else item.most_rounds)
        elif isinstance(item, Group):
            found.append(math.inf if item.repeat is not None or item.used is not None else most_rounds(item.items))
    return max(found, default=math.inf)


def asked_at(step: Step, level: str | None, index: int, total: int) -> Asked:
    """Return what a step asks at a level and an index from 0 of `total`."""
    amount = step.amount
    return Asked(
        time=pick(amount.time, level, step.levels, index, total),
        hold=pick(amount.hold, level, step.levels, index, total),
        reps=pick(amount.reps, level, step.levels, index, total),
        distance=pick(amount.distance, level, step.levels, index, total),
        load=pick(step.load, level, step.levels, index, total),
        effort=pick(step.effort, level, step.levels, index, total),
        tempo=pick(step.tempo, level, step.levels, index, total),
        pace=pick(step.pace, level, step.levels, index, total, tick=PACE_TICK),
    )


def number_of_sets(step: Step, level: str | None, round_: int, rounds: int, *, repeated: bool) -> int:
    """Return how often a step is played in a row: its `sets`, else 1 in a repeated block, else its longest list."""
    written = pick(step.sets, level, step.levels, round_ - 1, rounds)
    if written is not None:
        return written
    if repeated:
        return 1
    amount = step.amount
    lists = (amount.time, amount.hold, amount.reps, amount.distance, step.load, step.effort, step.tempo, step.pace)
    longest = max(list_length(varying, level, step.levels) for varying in lists)
    if longest > 1:
        return longest
    return pick(step.default_sets, level, step.levels, 0, 1) or 1


def expand(
    items: tuple[Item, ...],
    choices: Choices,
    exercises: Mapping[str, Exercise] | None = None,
    eased: Eased | None = None,
) -> list[Element]:
    """Return the goes of a session and what is between them, in playing order.

    `eased` counts its go from the first of these items; its exercise is one of `exercises`.
    """
    expansion = _Expansion(choices, exercises or {}, eased)
    expansion.items(items, _Context())
    return expansion.elements
