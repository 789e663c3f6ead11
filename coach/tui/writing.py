"""The way of a writer through the screens: to the editor and back, a copy of what came with the program."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.source import Place
from coach.tui.journey import in_thread
from coach.tui.lending import lend_terminal
from coach.tui.screens.name import NameScreen
from coach.tui.screens.offer import OfferScreen
from coach.tui.screens.sorry import SorryScreen

if TYPE_CHECKING:
    from coach.tui.app import CoachApp

CAME_WITH_COACH = "{name} came with Coach"
COPY_FIRST = (
    "An update would take your changes away, so it is not edited where it lies. A copy in your own folder takes its "
    "place in the list, and is yours."
)
COPY_AND_EDIT = "Copy and edit"
LEAVE_IT = "Leave it"

WROTE = "Wrote {file}."
COPIED = "Copied to {file}."
EDITING = "Editing {name}. Coach goes on when the editor ends."


async def edit(app: CoachApp, file: str, place: Place | None = None) -> None:
    """Open the user's editor at a place of a file, and say what went wrong; returns when it is closed."""
    at = (place.file, place.line, place.column) if place is not None else (file, 0, 1)
    trouble = lend_terminal(app, lambda: app.model.edit(*at), EDITING.format(name=Path(at[0]).name))
    if trouble:
        await app.push_screen_wait(SorryScreen(trouble))


async def edit_or_copy(app: CoachApp, file: str, *, own: bool, place: Place | None = None) -> str | None:
    """Edit a routine, or where it came with the program, a copy; return the path of what was edited, if anything."""
    if own or (place is not None and place.file != file):  # an exercise of the user's own breaks what Coach brought
        await edit(app, file, place)
        return file
    question = CAME_WITH_COACH.format(name=Path(file).name)
    if not await app.push_screen_wait(OfferScreen(question, COPY_FIRST, COPY_AND_EDIT, LEAVE_IT)):
        return None
    copied = await copy(app, file)
    if copied is not None:
        await edit(app, copied, replace(place, file=copied) if place is not None else None)
    return copied


async def new(app: CoachApp) -> str | None:
    """Ask for the name of a new routine, write its file, open the editor, and return its path; None without a name."""
    name, sentence = "", ""
    while name := await app.push_screen_wait(NameScreen(name, sentence)):
        try:
            written = await asyncio.to_thread(app.model.new, name)
        except CoachError as error:
            sentence = str(error)
            continue
        await edit(app, written)
        return written
    return None


async def copy(app: CoachApp, file: str) -> str | None:
    """Copy a routine into the user's folder, and return its path; None where that failed, which was said."""
    return await in_thread(app, lambda: app.model.copy(file))
