"""`doses.toml` on disk: mendable by hand, one wrong entry is left out and named, the rest counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from coach.paths import write_whole
from coach.session.dose_text import dose_from, dose_table
from coach.session.doses import Change, Decision, DoseBook, Ease, Looked, StepDose
from coach.session.files import damaged, keep_aside, toml_values
from coach.session.record import NewerFormatError
from coach.session.tables import Table, TableError, without_none
from coach.session.toml_text import dumps

FORMAT = 1
"""The version of the layout; files of every version can be read for ever."""

_FINAL = "final"

_HISTORY = b"\n[[change]]\n"
_AFTER_HISTORY = re.compile(rb"^\s*\[\[?\s*[\"']?(?!change\b)\w", re.MULTILINE)
"""A table behind the history that is not of it: somebody moved it there."""


def load_doses(path: Path) -> tuple[DoseBook, str | None]:
    """Return the book, an empty one where there is none, and a sentence for what of it could not be read.

    A damaged file is set aside; a book of a later version is left as it is.
    """
    try:
        book, faults = parse_doses(path.read_bytes())
    except FileNotFoundError:
        return DoseBook(), None
    except NewerFormatError:
        return DoseBook(), f"{path} was written by a later version of Coach and is left as it is."
    except TableError as error:
        return DoseBook(), damaged(path, error)
    except OSError as error:
        return DoseBook(), f"{path} cannot be read: {error.strerror or error}."
    if faults:
        return book, f"In {path} this was left out: {'; '.join(faults)}. Mend it, and it counts again."
    return book, None


def load_played(path: Path) -> DoseBook:
    """Return the book without its history of changes, where what is played stands before it; else the whole one."""
    try:
        data = path.read_bytes()
        head, found, rest = data.partition(_HISTORY)
        if found and not _AFTER_HISTORY.search(rest):
            book, faults = parse_doses(head)
            if not faults:
                return book
    except (OSError, TableError):
        pass
    return load_doses(path)[0]


def save_doses(path: Path, book: DoseBook) -> None:
    """Write the book whole; what of an older one could not be read is kept aside. Raises OSError.

    One of a later version refuses.
    """
    try:
        data = path.read_bytes()
        if parse_doses(data)[1]:
            keep_aside(path, data)
    except FileNotFoundError:
        pass
    except NewerFormatError:
        raise PermissionError(1, "a later version of Coach wrote it", str(path)) from None
    except TableError:
        keep_aside(path, data)
    write_whole(path, doses_text(book))


def doses_text(book: DoseBook) -> str:
    """Return the book as its file holds it."""
    looked = {each.session: _looked_text(each) for each in book.looked}
    table = {
        "format": FORMAT,
        "stopped": True if book.stopped else None,
        "until": book.until,
        "ease": _ease_table(book.ease),
        "dose": [{"routine": each.routine, "step": each.step, **_step_dose_table(each)} for each in book.doses] or None,
        "looked": looked or None,
        # Last, for it grows for years, and what is played can be read without it.
        "change": [_change_table(each) for each in book.changes] or None,
    }
    return dumps(without_none(table))


def parse_doses(data: bytes) -> tuple[DoseBook, tuple[str, ...]]:
    """Return the book that a file holds, and what of it had to be left out; raises TableError where it is no book."""
    faults: list[str] = []
    table = Table(toml_values(data), faults=faults)
    if (table.maybe_whole("format") or FORMAT) > FORMAT:
        raise NewerFormatError("of a later version of Coach")
    doses: dict[tuple[str, str], StepDose] = {}
    changes: list[Change] = []
    for each in table.tables("dose"):
        with each.leaving_out():
            dose = _step_dose(each, each.text("routine"), each.text("step"))
            doses[dose.routine, dose.step] = dose
    for each in table.tables("change"):
        with each.leaving_out():
            changes.append(_change(each))
    changes.sort(key=lambda change: change.on)
    ease = None
    if "ease" in table.raw():
        try:
            ease = _ease(Table(table.raw()["ease"], "ease"))
        except TableError as error:  # all sets at once would be more than was said
            faults.append(str(error))
            ease = next((each.ease for each in reversed(changes) if not each.step), None)
    book = DoseBook(
        doses=tuple(doses[key] for key in sorted(doses)),
        ease=ease,
        changes=_one_open(changes),
        looked=_looked(table),
        until=table.maybe_day("until"),
        stopped=table.flag("stopped", False),
    )
    return book, tuple(faults)


# --- doses -----------------------------------------------------------------------------------------------------------


def _step_dose_table(kept: StepDose) -> dict[str, Any]:
    table = {"level": kept.level, **dose_table(kept.dose), "made_from": dict(kept.file) or None}
    return without_none(table)


def _step_dose(table: Table, routine: str, step: str) -> StepDose:
    made_from = table.maybe_table("made_from")
    file = {key: str(value) for key, value in made_from.raw().items()} if made_from is not None else {}
    try:
        dose = dose_from(table)
    except TableError as error:
        raise TableError(f"{step} in {routine}: {error}") from error
    return StepDose(routine, step, table.maybe_text("level"), dose, file)


# --- eases -----------------------------------------------------------------------------------------------------------


def _ease_table(ease: Ease | None) -> dict[str, Any] | None:
    if ease is None:
        return None
    return without_none(
        {
            "sets": ease.sets,
            "since": ease.since,
            "reason": ease.reason,
            "rule": ease.rule,
            "settled": ease.settled or None,
            "fewer": ease.fewer or None,
            "spares_holds": ease.spares_holds or None,
            "routine": ease.routine or None,
            "step": ease.step or None,
            "session": ease.session,
        }
    )


def _ease(table: Table) -> Ease:
    sets = table.number("sets")
    if not 0 < sets <= 1:
        raise TableError(f"ease.sets is a share over 0 up to 1, not {sets}")
    return Ease(
        sets=sets,
        since=table.day("since"),
        reason=table.maybe_text("reason") or "back_off",
        rule=table.maybe_text("rule"),
        settled=table.maybe_whole("settled") or 0,
        fewer=max(0, table.maybe_whole("fewer") or 0),
        spares_holds=table.flag("spares_holds", False),
        routine=table.maybe_text("routine") or "",
        step=table.maybe_text("step") or "",
        session=table.maybe_text("session"),
    )


# --- changes ---------------------------------------------------------------------------------------------------------


def _change_table(change: Change) -> dict[str, Any]:
    return without_none(
        {
            "on": change.on,
            "routine": change.routine or None,
            "step": change.step or None,
            "name": change.name or None,
            "exercise": change.exercise,
            "before": change.before,
            "after": change.after,
            "rule": change.rule,
            "reading": change.reading,
            "decision": change.decision.value,
            "decided": change.decided,
            "session": change.session,
            "becomes": _step_dose_table(change.becomes) if change.becomes is not None else None,
            "was": _step_dose_table(change.was) if change.was is not None else None,
            "ease": _ease_table(change.ease),
            "ease_was": _ease_table(change.ease_was),
        }
    )


def _change(table: Table) -> Change:
    routine, step = table.maybe_text("routine") or "", table.maybe_text("step") or ""
    decision = table.text("decision")
    if decision not in set(Decision):
        raise TableError(f"decision is one of {', '.join(Decision)}, not {decision!r}")
    eases = {key: table.maybe_table(key) for key in ("ease", "ease_was")}
    return Change(
        on=table.day("on"),
        session=table.maybe_text("session"),
        routine=routine,
        step=step,
        before=table.maybe_text("before") or "",
        after=table.maybe_text("after") or "",
        rule=table.text("rule"),
        reading=table.maybe_text("reading") or "",
        decision=Decision(decision),
        decided=table.maybe_day("decided"),
        name=table.maybe_text("name") or "",
        exercise=table.maybe_text("exercise"),
        becomes=_change_dose(table, "becomes", routine, step),
        was=_change_dose(table, "was", routine, step),
        **{key: _ease(each) if each is not None else None for key, each in eases.items()},
    )


def _change_dose(table: Table, key: str, routine: str, step: str) -> StepDose | None:
    inner = table.maybe_table(key)
    if inner is None:
        return None
    return _step_dose(inner, routine, step).unless_files


def _one_open(changes: list[Change]) -> tuple[Change, ...]:
    """Return the changes with the last open proposal only: a synchroniser or a person may have left more."""
    open_ = [change for change in changes if change.decision is Decision.PROPOSED]
    return tuple(change for change in changes if change.decision is not Decision.PROPOSED or change is open_[-1])


# --- what was looked at ----------------------------------------------------------------------------------------------


def _looked_text(looked: Looked) -> str:
    return " ".join(part for part in (f"{looked.day}", looked.kind, _FINAL if looked.final else "") if part)


def _looked(table: Table) -> tuple[Looked, ...]:
    found: list[Looked] = []
    inner = table.maybe_table("looked")
    values: Mapping[str, Any] = inner.raw() if inner is not None else {}
    for session, value in values.items():
        parts = str(value).split()
        try:
            day = date.fromisoformat(parts[0]) if parts else None
        except ValueError:
            day = None
        if day is None:
            table.fault("looked", f"cannot be {value!r} for {session}")
            continue
        kinds = [part for part in parts[1:] if part != _FINAL]
        found.append(Looked(session, day, kinds[0] if kinds else "", _FINAL in parts))
    return tuple(sorted(found, key=lambda each: each.day))
