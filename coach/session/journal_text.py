"""The journal as text: TOML to which every moment appends one table.

The head is written whole; after it each event, tick and answer is one table that ends with an empty line. A kill in
the middle of an append leaves a torn last table, which the reader cuts off. Moments (`at`) are seconds since the
session was opened, counted on through a resume, so that they never run backwards; `time` is the wall clock, for people
and for the offer to resume.
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import Enum
from typing import Any

from coach.checkin.questions import Answer
from coach.player.model import Command, Event, EventKind, Playhead
from coach.session.journal_values import Journal, JournalHead, Replanned, Tick, TurnedDown
from coach.session.plan import go_from, go_table
from coach.session.record import RoutineMark, answer_value
from coach.session.tables import Table, TableError, without_none
from coach.session.toml_text import dumps, line
from coach.timeline.dose import Eased
from coach.timeline.model import Added, Choices, Spoken
from coach.units import Seconds

FORMAT = 1

# --- writing ---------------------------------------------------------------------------------------------------------


def head_text(head: JournalHead) -> str:
    """Return the text that a journal begins with."""
    table = without_none(
        {
            "format": FORMAT,
            "id": head.id,
            "started": head.started,
            "main": head.main,
            "planned_seconds": head.planned_seconds,
            "timeline": head.timeline,
            "knee": head.knee,
            "checkin": head.checkin,
            "checkin_if_hurt": head.checkin_if_hurt,
            "note": head.note,
            "routine": dataclasses.asdict(head.routine),
            "choices": _choices_table(head.choices),
            "source": [{"file": file, "text": text} for file, text in head.sources.items()],
            "go": [go_table(go) for go in head.goes],
        }
    )
    # Several lines are kinder to read, but TOML may read a carriage return in them as a plain line end.
    several_lines = not any("\r" in text for text in head.sources.values())
    return dumps(table, several_lines=several_lines) + "\n"


def event_text(event: Event, at: Seconds, time: datetime) -> str:
    """Return the table of an event that happened `at` seconds into the session."""
    values: dict[str, Any] = {
        "kind": event.kind.value,
        "at": round(at, 3),
        "late": round(event.happened - event.due, 4),
        "time": _second(time),
        "segment": event.segment,
        "offset": round(event.offset, 3),
        "command": event.command.value if event.command is not None else None,
    }
    details = [f"details.{line(key, value)}" for key, value in event.details.items() if value is not None]
    return _one("event", values, "".join(details))


def tick_text(tick: Tick) -> str:
    """Return the table of a tick."""
    values = {
        "at": round(tick.at, 3),
        "time": _second(tick.time),
        "segment": tick.playhead.segment,
        "offset": round(tick.playhead.offset, 3),
        "played": round(tick.played, 3),
    }
    return _one("tick", values)


def answer_text(key: str, answer: Answer, time: datetime) -> str:
    """Return the table of an answer of the check-in; without a value it was skipped."""
    return _one("answer", {"key": key, "value": answer_value(answer), "time": _second(time)})


def worry_text(flag: str, time: datetime) -> str:
    """Return the table of a worry named during the session."""
    return _one("worry", {"flag": flag, "time": _second(time)})


def turned_down_text(what: TurnedDown, time: datetime) -> str:
    """Return the table that says what is not offered any more."""
    return _one("turned_down", {"what": what.value, "time": _second(time)})


def replanned_text(replanned: Replanned, time: datetime) -> str:
    """Return the tables of what is played since something easier was taken: the goes, then what makes them count."""
    later = replanned.goes[replanned.eased.go :]
    values = {**dataclasses.asdict(replanned.eased), "goes": len(later), "timeline": replanned.timeline}
    goes = [_one("eased_go", go_table(go)) for go in later]
    return "".join([*goes, _one("eased", {**values, "time": _second(time)})])


def _one(name: str, values: Mapping[str, Any], more: str = "") -> str:
    """Return one table with its empty line at the end and none inside, so that its end can be told from a torn one."""
    return f"[[{name}]]\n{dumps(without_none(values))}{more}\n"


def _second(time: datetime) -> datetime:
    return time.replace(microsecond=0)


def _choices_table(choices: Choices) -> dict[str, Any]:
    table = {}
    for each in dataclasses.fields(choices):
        value = getattr(choices, each.name)
        if each.name == "eased":
            continue  # it is chosen later, and has tables of its own
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            value = dataclasses.asdict(value)
        elif isinstance(value, Enum):
            value = value.value
        elif isinstance(value, Mapping):
            value = dict(value)
        table[each.name] = value
    if choices.doses:
        from coach.session.dose_text import dose_table  # half of the reader comes with it; most sessions have no doses

        table["doses"] = {step: dose_table(dose) for step, dose in choices.doses.items()}
    return without_none(table)


# --- reading ---------------------------------------------------------------------------------------------------------


def read_journal(data: bytes) -> Journal:
    """Return what a journal says, without a torn end; raises TableError where even its head cannot be read."""
    values, torn = _longest_that_parses(data)
    table = Table(values)
    head = _head(table)
    events = _each(table, "event", _event)
    ticks = [tick for tick in (_safe(_tick, each) for each in table.tables("tick")[-5:]) if tick is not None]
    answers: dict[str, Answer] = {}
    for given in table.tables("answer"):
        answers[given.text("key")] = given.answer("value")
    ends = [each for each in table.tables("event") if each.raw().get("kind") in ("finished", "stopped")]
    return Journal(
        head=head,
        events=tuple(events),
        tick=ticks[-1] if ticks else None,
        replanned=_replanned(head, table),
        answers=answers,
        worries=tuple(dict.fromkeys(worry.text("flag") for worry in table.tables("worry"))),
        last=_last_time(values, "event", "tick", "worry"),
        answered=_last_time(values, "answer"),
        ended=_safe(lambda end: end.maybe_moment("time"), ends[-1]) if ends else None,
        turned_down=frozenset(
            TurnedDown(each["what"])
            for each in (table.raw() for table in table.tables("turned_down"))
            if each.get("what") in tuple(TurnedDown)  # a later version may turn down more
        ),
        torn=torn,
    )


def _last_time(values: Mapping[str, Any], *kinds: str) -> datetime | None:
    """Return the latest of the moments at which the last tables of these kinds were written."""
    times = [
        each["time"]
        for kind in kinds
        for each in values.get(kind, [])[-1:]
        if isinstance(each.get("time"), datetime) and each["time"].tzinfo is not None
    ]
    return max(times, default=None)


def whole_tables(data: bytes) -> int:
    """Return how many bytes of a journal end with a whole table: what may be appended to."""
    return data.rfind(b"\n\n") + 2 if b"\n\n" in data else 0


def _longest_that_parses(data: bytes) -> tuple[dict[str, Any], bool]:
    """Return the values of the longest beginning that is whole tables and TOML, and whether more was there."""
    whole = whole_tables(data)
    try:
        return tomllib.loads(data[:whole].decode()), whole < len(data)
    except (ValueError, RecursionError):  # what tomllib raises for text that is not TOML, or that is meant to hurt
        pass
    # Something in the middle is not TOML. A longer beginning cannot be better than a shorter one, so halve.
    ends = [end + 2 for end in _every(data[:whole], b"\n\n")]
    low, high, best = 0, len(ends), None
    while low < high:
        middle = (low + high) // 2
        try:
            best = tomllib.loads(data[: ends[middle]].decode())
            low = middle + 1
        except (ValueError, RecursionError):  # what tomllib raises for text that is not TOML, or that is meant to hurt
            high = middle
    if best is None:
        raise TableError("the journal is not TOML")
    return best, True


def _every(data: bytes, mark: bytes) -> list[int]:
    found = []
    at = data.find(mark)
    while at >= 0:
        found.append(at)
        at = data.find(mark, at + 1)
    return found


def _head(table: Table) -> JournalHead:
    if table.whole("format") > FORMAT:
        raise TableError(f"format {table.whole('format')} is of a later version of Coach")
    routine = table.table("routine")
    return JournalHead(
        id=table.text("id"),
        started=table.moment("started"),
        routine=RoutineMark(routine.text("id"), routine.text("name"), routine.text("sha256")),
        main=table.text("main"),
        sources={source.text("file"): source.text("text") for source in table.tables("source")},
        choices=_choices(table.table("choices").raw()),
        goes=tuple(go_from(go) for go in table.tables("go")),
        planned_seconds=table.number("planned_seconds"),
        timeline=table.text("timeline"),
        knee=table.maybe_text("knee"),
        checkin=table.flag("checkin", True),
        checkin_if_hurt=table.flag("checkin_if_hurt", False),
        note=table.flag("note", False),
    )


def _choices(values: Mapping[str, Any]) -> Choices:
    """Return the choices; what a later version added is left out."""
    known = {each.name for each in dataclasses.fields(Choices)} - {"eased"}
    kept = {key: value for key, value in values.items() if key in known}
    if "added" in kept:
        switches = {each.name for each in dataclasses.fields(Added)}
        added = Table(kept["added"], "choices.added").raw()
        kept["added"] = Added(**{key: bool(value) for key, value in added.items() if key in switches})
    if "talk" in kept:
        try:
            kept["talk"] = Spoken(kept["talk"])
        except ValueError as error:
            raise TableError(f"choices.talk cannot be {kept['talk']!r}") from error
    if kept.get("doses"):
        from coach.session.dose_text import dose_from

        doses = Table(kept["doses"], "choices.doses")
        kept["doses"] = {step: dose_from(doses.table(step)) for step in doses.raw()}
    return Choices(**kept)


def _replanned(head: JournalHead, table: Table) -> Replanned | None:
    """Return what is played since something easier was taken; None where that was not written to its end."""
    for found in table.tables("eased")[-1:]:
        goes = table.tables("eased_go")[-found.whole("goes") :]
        eased = Eased(found.text("step"), found.text("exercise"), found.whole("go"))
        if len(goes) == found.whole("goes"):
            later = tuple(go_from(go) for go in goes)
            return Replanned(eased, (*head.goes[: eased.go], *later), found.text("timeline"))
    return None


def _each(table: Table, key: str, read: Callable[[Table], Event | None]) -> list[Event]:
    found = (_safe(read, each) for each in table.tables(key))
    return [value for value in found if value is not None]


def _safe(read: Callable[[Table], Any], table: Table) -> Any:
    """Return None for a table that another version wrote in its own way: the rest of the journal still counts."""
    try:
        return read(table)
    except ValueError:
        return None


def _event(table: Table) -> Event:
    at = table.number("at")
    command = table.maybe_text("command")
    return Event(
        kind=EventKind(table.text("kind")),
        due=at - (table.maybe_number("late") or 0.0),
        happened=at,
        segment=table.maybe_whole("segment"),
        offset=table.maybe_number("offset") or 0.0,
        command=Command(command) if command is not None else None,
        details=dict(table.raw().get("details", {})),
    )


def _tick(table: Table) -> Tick:
    return Tick(
        at=table.number("at"),
        time=table.moment("time"),
        playhead=Playhead(table.whole("segment"), table.number("offset")),
        played=table.number("played"),
    )
