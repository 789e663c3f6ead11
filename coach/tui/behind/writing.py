"""What the writer's screens show and do: a routine on paper, the editor, a copy, a new one."""

from __future__ import annotations

from coach.desk.cautions import caution_words
from coach.desk.copying import copy_to_routines, is_bundled
from coach.desk.desk import Desk
from coach.desk.editing import can_be_edited
from coach.desk.person import profile_of
from coach.desk.previewing import Previewed
from coach.desk.previewing import preview as read_preview
from coach.desk.sittings import Sittings
from coach.desk.starting import write_schema
from coach.desk.stopping import StoppedError, current_stop
from coach.progress.stopped import allows
from coach.routine.model import Routine
from coach.tui.shown import Preview
from coach.words.phrases import Phrases

OTHER_COPY = "Another copy of Coach is playing. Finish it first; everything can be read meanwhile."


def preview(desk: Desk, sittings: Sittings, routine: str, level: str | None, phrases: Phrases) -> Preview:
    """Return a routine by id or path, compiled for now at a level where it has that."""
    found = read_preview(desk, routine, level)
    plan = found.routine
    levels = plan.levels if plan is not None else ()
    return Preview(
        found.timeline,
        tuple(phrases.thing(word) for word in plan.equipment) if plan is not None else (),
        plan.summary if plan is not None else "",
        refused=OTHER_COPY if sittings.glance() else _stopped(desk, plan, phrases),
        careful=caution_words(plan, profile_of(desk), phrases) if plan is not None else "",
        differs=found.differs,
        problems=found.problems,
        texts=found.texts,
        levels=levels,
        level=level if level in levels else _level_of(found, levels),
        file=found.file,
        own=not is_bundled(found.file),
        unreadable=found.unreadable,
        editable=can_be_edited(found.file),
        watch=found.watch,
    )


def copy(desk: Desk, file: str) -> str:
    """Copy a routine that came with the program into the user's folder, with the schema; return its new path."""
    copied = copy_to_routines(desk.paths, file)
    write_schema(copied.parent)
    return str(copied)


def _level_of(found: Previewed, levels: tuple[str, ...]) -> str | None:
    """Return the level that a routine is played at where none is chosen; None where doses have it at several."""
    if found.differs and found.timeline is not None:
        return found.timeline.level
    return next(iter(levels), None)


def _stopped(desk: Desk, routine: Routine | None, phrases: Phrases) -> str:
    """Return that a stop does not allow this; empty where it does."""
    stop = current_stop(desk) if routine is not None else None
    if stop is None or routine is None or allows(stop, routine):
        return ""
    return str(StoppedError(stop, routine.name, phrases))
