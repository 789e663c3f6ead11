"""The shape of a routine file: which keys there are and what each is for.

These models are the truth of the format: the reader takes from them which keys exist and whether a key holds text, yes
or no, or a table. What a value means (durations, ramps, levels) is read by `coach.routine.values`, which knows its
place; `SkipValidation` leaves those values alone and still describes them for editors.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, SkipValidation

DurationValue: TypeAlias = str | int | float
NumberValue: TypeAlias = int | str

VDuration: TypeAlias = Annotated[
    DurationValue | list[DurationValue] | dict[str, DurationValue | list[DurationValue]], SkipValidation
]
VNumber: TypeAlias = Annotated[
    NumberValue | list[NumberValue] | dict[str, NumberValue | list[NumberValue]], SkipValidation
]
VText: TypeAlias = Annotated[str | list[str] | dict[str, str | list[str]], SkipValidation]
PlainDuration: TypeAlias = Annotated[DurationValue, SkipValidation]
SidesValue: TypeAlias = Annotated[
    Literal["each", "alternate", "left", "right", "none"] | list[Literal["left", "right"]], SkipValidation
]
SayValue: TypeAlias = Annotated[str | list[str] | dict[Literal["left", "right"], str], SkipValidation]
CueTable: TypeAlias = Annotated[dict[str, str | list[str]], SkipValidation]
Texts: TypeAlias = Annotated[list[str], SkipValidation]
Figure: TypeAlias = Annotated[str | list[str], SkipValidation]
TypeName: TypeAlias = Literal["soft-tissue", "mobility", "walk", "isometric", "strength", "sled", "other"]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)


def _key(description: str) -> Any:
    return Field(default=None, description=description)


class DefaultsTable(_Table):
    """Values that every step below starts from."""

    time: VDuration | None = _key("Move for this long, where a step says no other amount.")
    hold: VDuration | None = _key("Stay still this long, where a step says no other amount.")
    reps: VNumber | None = _key("Repetitions, where a step says no other amount.")
    sets: VNumber | None = _key("How often a step is repeated, 1 to 50; not used inside a block with repeat.")
    sides: SidesValue | None = _key("Sides of every step: each, alternate, left, right, none, or a list.")
    switch: PlainDuration | None = _key("Time to change sides.")
    rest: VDuration | None = _key("Rest after each set; the next step is announced in it.")
    ready: VDuration | None = _key(
        "Time to get ready before a go that follows neither rest nor switch; at least this long."
    )
    tempo: VText | None = _key('Lower-pause-lift-pause in seconds: "3-1-2-0"; only for plain reps.')
    pace: VDuration | None = _key('Seconds a rep, or "self"; only for plain reps.')
    relax: PlainDuration | None = _key("Time between held reps.")
    effort: VNumber | None = _key('How hard, 0 to 10, or a range: "6-7".')
    cues: CueTable | None = _key('when = "what to say", for every step.')


class StepTable(_Table):
    """One line of the plan, or a group of steps."""

    id: str | None = _key("What history is kept under.")
    name: str | None = _key("Title, spoken.")
    exercise: str | None = _key("Id of an exercise in the library, or of one under [exercise.<id>].")
    type: TypeName | None = _key("What kind of work this is.")
    progression: bool | None = _key("false: Coach eases off, and never proposes more than is written.")
    say: SayValue | None = _key("Spoken before it starts: a text, a list that rotates, or { left = …, right = … }.")
    notes: str | None = _key("Shown, never spoken.")
    time: VDuration | None = _key("Move for this long.")
    hold: VDuration | None = _key("Stay still this long; with reps, each rep.")
    reps: VNumber | None = _key('Repetitions: 8, "8-12", "8..12" or "max".')
    distance: VText | None = _key("Go this far; a key ends it.")
    until: Annotated[Literal["done"], SkipValidation] | None = _key("Open-ended: a key ends it.")
    about: PlainDuration | None = _key("Estimate of a step that waits, for totals.")
    at_most: PlainDuration | None = _key("When a step that waits goes on by itself.")
    sets: VNumber | None = _key("How often the step is repeated, 1 to 50.")
    repeat: VNumber | None = _key("Rounds of a group, 1 to 50.")
    every: VDuration | None = _key("Each set or round starts on this clock; what is left is rest.")
    sides: SidesValue | None = _key("each, alternate, left, right, none, or a list that gives the order.")
    switch: PlainDuration | None = _key("Time to change sides.")
    rest: VDuration | None = _key('Rest after each set or round; "done" waits. Alone, the step is a pause.')
    ready: VDuration | None = _key(
        "Time to get ready before a go that follows neither rest nor switch; at least this long."
    )
    relax: PlainDuration | None = _key("Time between held reps.")
    pace: VDuration | None = _key('Seconds a rep, counted aloud; "self" is your own pace, and a key ends it.')
    tempo: VText | None = _key('Lower-pause-lift-pause in seconds, counted aloud: "3-1-2-0"; X is fast.')
    load: VText | None = _key('"20 kg", "45 lb", "body" or any words; spoken.')
    effort: VNumber | None = _key('How hard, 0 to 10, or a range: "6-7"; spoken.')
    cues: CueTable | None = _key('when = "what to say".')
    use: str | None = _key("Id or path of a routine whose steps are played here.")
    defaults: DefaultsTable | None = _key("Values that the steps of this group start from.")
    step: list[StepTable] | None = _key("Steps of a group, played in order.")


class BlockTable(_Table):
    """A section or circuit that holds steps."""

    id: str | None = _key("What the block is called in history.")
    name: str | None = _key("Title, spoken before its first step.")
    notes: str | None = _key("Shown, never spoken.")
    say: SayValue | None = _key("Spoken before the first round; a list goes by round.")
    repeat: VNumber | None = _key("Rounds, 1 to 50.")
    rest: VDuration | None = _key("Rest after each round.")
    every: VDuration | None = _key("Each round starts on this clock; what is left is rest.")
    sides: SidesValue | None = _key("Play all steps on one side, then all on the other, in each round.")
    use: str | None = _key("Id or path of a routine whose steps are played here.")
    defaults: DefaultsTable | None = _key("Values that the steps of this block start from.")
    step: list[StepTable] | None = _key("The steps of this block, played in order.")


class ExerciseTable(_Table):
    """A movement: one that only this file uses, or changes to one of the library."""

    name: str | None = _key("Title, spoken.")
    setup: str | None = _key("How to get into position; spoken once a session.")
    cues: CueTable | None = _key('when = "what to say".')
    faults: Texts | None = _key("What usually goes wrong; shown, never spoken.")
    safety: Texts | None = _key("What to look out for; shown, never spoken.")
    equipment: Texts | None = _key("What is needed.")
    target: Texts | None = _key("Body areas, for search.")
    type: TypeName | None = _key("What kind of work this is.")
    sides: SidesValue | None = _key("each, alternate, left, right, none, or a list.")
    first: Literal["down", "up"] | None = _key("Which way a rep begins; the numbers of a tempo stay down first.")
    time: VDuration | None = _key("Move for this long, where nothing nearer says how much.")
    hold: VDuration | None = _key("Stay still this long; with reps, each rep.")
    reps: VNumber | None = _key("Repetitions.")
    tempo: VText | None = _key('Lower-pause-lift-pause in seconds: "3-1-2-0".')
    pace: VDuration | None = _key('Seconds a rep, or "self".')
    rest: VDuration | None = _key("Rest after each set.")
    easier: str | None = _key("Id of the exercise one rung down.")
    harder: str | None = _key("Id of the exercise one rung up.")
    caution: Texts | None = _key("First-run answers that make Coach warn before it.")
    figure: Figure | None = _key("A drawing in plain characters; shown.")
    source: str | None = _key("Where it comes from.")
    notes: str | None = _key("Shown, never spoken.")


class CheckInTable(_Table):
    """What the check-in asks after this routine."""

    off: bool | None = _key("true for routines that need no check-in.")
    ask: Texts | None = _key('Extra questions; so far only "note".')


class ScheduleTable(_Table):
    """The days that the file suggests."""

    days: Annotated[list[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]], SkipValidation] | None = _key(
        "Days of the week."
    )
    at: Annotated[str, SkipValidation] | None = _key('Hour of the day, quoted: "07:30".')


class RoutineTable(_Table):
    """A routine: steps that are played from top to bottom, or blocks that hold steps."""

    format: Annotated[Literal[1], SkipValidation] | None = _key("Version of this format, not of the routine.")
    name: Annotated[str, SkipValidation] = Field(description="Title, spoken.")
    id: str | None = _key("What history is kept under.")
    summary: str | None = _key("One line for lists.")
    welcome: str | None = _key("Spoken at the start.")
    goodbye: str | None = _key("Spoken at the end.")
    author: str | None = _key("Who wrote it.")
    source: str | None = _key("Where it comes from.")
    licence: str | None = _key("Under which terms it may be passed on.")
    lang: str | None = _key("Language of the texts; picks the voice, the phrases and the words of exercises.")
    equipment: Texts | None = _key("What is needed, read out before the start.")
    target: Texts | None = _key("Body areas, for search.")
    levels: Texts | None = _key("Names of levels, easiest first; the first is the default.")
    progression: bool | None = _key("false: Coach eases off, and never proposes more than is written.")
    notes: str | None = _key("Shown, never spoken.")
    defaults: DefaultsTable | None = _key("Values that every step starts from.")
    step: list[StepTable] | None = _key("The steps; a file has steps or blocks, never both.")
    block: list[BlockTable] | None = _key("Sections or circuits that hold steps.")
    exercise: dict[str, ExerciseTable] | None = _key("Exercises that only this file uses, or changes.")
    checkin: CheckInTable | None = _key("What the check-in asks after this routine.")
    schedule: ScheduleTable | None = _key("The days that the file suggests.")


class LibraryTable(_Table):
    """A library of exercises."""

    format: Annotated[Literal[1], SkipValidation] | None = _key("Version of this format.")
    exercise: dict[str, ExerciseTable] | None = _key("The exercises by id.")


def keys_of(model: type[BaseModel]) -> frozenset[str]:
    """Return the keys that a table of this kind may have."""
    return frozenset(model.model_fields)
