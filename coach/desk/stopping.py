"""What stops the loading now, found without reading years of sessions; and the refusal of what it does not allow."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from coach import __version__
from coach.checkin.flow import CheckInFlow
from coach.desk.desk import Desk
from coach.desk.person import age_of, profile_of
from coach.errors import CoachError
from coach.paths import write_cached
from coach.progress.stopped import Stop, allows, grounds, may_stop, stop_in
from coach.routine.model import Routine
from coach.session.build import circumstances_of, record_of, with_checkin
from coach.session.journal_text import read_journal
from coach.session.profile import Profile
from coach.session.record import SessionRecord
from coach.session.store import parse_record
from coach.session.tables import TableError
from coach.words.phrases import Phrases


class StoppedError(CoachError):
    """A session that is not begun while the loading is stopped; its text says why, whom to call, and what ends it."""

    def __init__(self, stop: Stop, name: str, phrases: Phrases) -> None:
        self.stop = stop
        super().__init__(f"{phrases('stop.refused', routine=name)} {stop_words(stop, phrases)}")


def current_stop(desk: Desk, profile: Profile | None = None) -> Stop | None:
    """Return what stops the loading now; None where nothing does.

    Also what was ticked in a check-in that was cut off counts, before there is a record of it.
    """
    profile = profile if profile is not None else profile_of(desk)
    freed = max((unlock.at for unlock in profile.unlocks), default=None)
    found = [*_suspects(desk, freed), *_unfinished(desk, profile)]
    return stop_in(found, profile) if found else None


def refuse_if_stopped(desk: Desk, routine: Routine) -> Stop | None:
    """Raise StoppedError for a routine that what stops the loading does not allow, else return that stop, if any."""
    stop = current_stop(desk)
    if stop is not None and not allows(stop, routine):
        raise StoppedError(stop, routine.name, desk.phrases())
    return stop


def stop_words(stop: Stop, phrases: Phrases) -> str:
    """Return since when and why, whom to call and when, what may go on, and what ends it."""
    since = phrases("when.day_month", day=stop.at.day, month=phrases(f"month.{stop.at.month}"))
    worries = "; ".join(phrases(f"flags.{flag}") for flag in stop.flags)
    reason = phrases(stop.sentence) if stop.sentence in phrases else ""
    named = phrases("stop.named", worries=worries) if worries else ""
    goes_on = phrases("stop.nothing" if stop.everything else "stop.light")
    parts = (
        phrases("stop.since", day=since),
        f"{phrases('response.with_rule', reason=reason.rstrip('.'), rule=stop.rule)}.".strip(),
        named,
        phrases(stop.advice),
        goes_on,
        phrases("stop.unlock"),
    )
    return " ".join(part for part in parts if part)


# --- records that may hold a stop ------------------------------------------------------------------------------------


def _suspects(desk: Desk, freed: datetime | None) -> Iterator[SessionRecord]:
    """Yield the records that hold something that no unlock has answered.

    Of every file it is remembered what its record came to, with its size and time: a start looks at the files' stamps
    and reads those that are new, merged or mended. What is remembered lies in the cache, for it can be found anew.
    """
    known = _remembered(desk)
    judged: dict[str, tuple[int, int, str]] = {}
    read: dict[str, SessionRecord] = {}
    for name, size, changed in _files(desk.paths.sessions):
        kept = known.get(name)
        if kept is not None and kept[:2] == (size, changed):
            judged[name] = kept
            continue
        record = _record(desk.paths.sessions / name)
        if isinstance(record, OSError):
            continue  # not even looked at: asked again next time
        latest = _latest_ground(record) if record is not None else ""
        judged[name] = (size, changed, latest)
        if record is not None:
            read[name] = record
    if judged != known:
        _remember(desk, judged)
    for name, (_, _, latest) in judged.items():
        if latest and (freed is None or datetime.fromisoformat(latest) > freed):
            record = read.get(name) or _record(desk.paths.sessions / name)
            if isinstance(record, SessionRecord):
                yield record


def _latest_ground(record: SessionRecord) -> str:
    """Return when the last reason to stop was given; empty where there is none, whatever the age."""
    moments = [ground.at for ground in grounds(record)]
    return max(moments).isoformat() if moments else ""


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Yield name, size and time of each session's file."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".toml") and not entry.name.startswith("."):
                with contextlib.suppress(OSError):
                    status = entry.stat()
                    yield entry.name, status.st_size, status.st_mtime_ns


def _record(path: Path) -> SessionRecord | OSError | None:
    """Return the record of a file that may hold a reason to stop, None without one, or why it could not be opened."""
    try:
        data = path.read_bytes()
        return parse_record(data) if may_stop(data) else None
    except TableError:
        return None
    except OSError as error:
        return error


_VERSION = f"{__version__}/1"
"""What is remembered was judged by this code; the number goes up with the rules that stop."""


def _kept_in(desk: Desk) -> Path:
    return desk.paths.cache / "stops.json"


def _remembered(desk: Desk) -> dict[str, tuple[int, int, str]]:
    """Return size, time and last reason of each file as they were; nothing where that cannot be believed."""
    try:
        kept: Any = json.loads(_kept_in(desk).read_bytes())
        if kept["version"] != _VERSION:
            return {}
        found = {name: (int(size), int(time), str(latest)) for name, (size, time, latest) in kept["files"].items()}
        moments = [datetime.fromisoformat(latest) for _, _, latest in found.values() if latest]
        return found if all(moment.tzinfo is not None for moment in moments) else {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _remember(desk: Desk, judged: dict[str, tuple[int, int, str]]) -> None:
    write_cached(_kept_in(desk), json.dumps({"version": _VERSION, "files": judged}, separators=(",", ":")).encode())


# --- check-ins that are not over -------------------------------------------------------------------------------------


def _unfinished(desk: Desk, profile: Profile) -> Iterator[SessionRecord]:
    """Yield the records that the open journals would make, with what is ticked in them so far."""
    try:
        paths = sorted(desk.paths.journal.glob("*.toml"))
    except OSError:
        return
    for path in paths:
        with contextlib.suppress(OSError, TableError):
            journal = read_journal(path.read_bytes())
            record = record_of(journal)
            if journal.answers:
                flow = CheckInFlow(circumstances_of(journal, age=age_of(profile)), given=journal.answers)
                record = with_checkin(record, flow, journal.answered or journal.alive_until)
            yield record
