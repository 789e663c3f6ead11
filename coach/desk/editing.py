"""The user's editor: which it is, how it is told the line, and what is said where it does not come about."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PureWindowsPath

from coach.errors import CoachError
from coach.paths import expanded

Which = Callable[[str], str | None]
"""Finds a program by name, as `shutil.which`."""

USUAL = ("nano", "micro", "vim", "vi", "nvim", "hx", "kak", "emacs", "notepad.exe")
"""Tried in this order where nobody says which: first those that show their keys."""

PLUS = frozenset({"vi", "vim", "nvim", "view", "gvim", "nvi", "elvis", "joe", "ne", "mcedit", "gedit", "pico"})
"""`+5 FILE`."""
PLUS_COMMA = frozenset({"nano", "rnano"})
"""`+5,3 FILE`."""
PLUS_COLON = frozenset({"emacs", "emacsclient", "micro", "kak"})
"""`+5:3 FILE`."""
BEHIND = frozenset({"hx", "helix", "subl", "sublime_text", "zed", "zeditor"})
"""`FILE:5:3`."""
GOTO = frozenset({"code", "code-insiders", "codium", "vscodium", "code-oss", "cursor", "windsurf"})
"""`-g FILE:5:3`."""


def edit(setting: str, file: str, line: int = 0, column: int = 1) -> None:
    """Run the user's editor on a file and wait for it; from line 1 on at that place, with 0 wherever it opens it.

    CoachError where there is none, it cannot be started, or it ends badly.
    """
    words = editor(setting, os.environ)
    command = with_place(words, file, line, column)
    try:
        status = subprocess.run(command, check=False).returncode
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise CoachError(f"The editor {words[0]} cannot be started: {reason}. {_HOW} The file is {file}.") from None
    if status:
        raise CoachError(f"The editor {words[0]} {_ended(status)}. The file is {file}.")


def can_be_edited(file: str) -> bool:
    """Return whether an editor can open or make this file: a folder it cannot, and at a pipe it waits for ever."""
    return os.path.isfile(file) or not os.path.exists(file)  # noqa: PTH110, PTH113 - a Path raises for some names


def editor(setting: str, environ: Mapping[str, str], which: Which = shutil.which) -> list[str]:
    """Return the words of the command that edits: of the setting, VISUAL, EDITOR, else of a usual one that is there.

    CoachError where the one that is named is not there, or none is.
    """
    for name, text in (("setting", setting), ("VISUAL", environ.get("VISUAL")), ("EDITOR", environ.get("EDITOR"))):
        if text and text.strip():
            return _words(text.strip(), "in the settings" if name == "setting" else f"in {name}", which)
    for usual in USUAL:
        if which(usual):
            return [usual]
    raise CoachError(f"No editor was found. {_WHICH}")


def _words(text: str, where: str, which: Which) -> list[str]:
    if which(text):  # a path with spaces in it, which nobody put into quotes
        return [text]
    try:
        words = shlex.split(text, posix=sys.platform != "win32")
    except ValueError as error:
        raise CoachError(f"The editor “{text}” ({where}) cannot be understood: {error}. {_HOW}") from None
    words[0] = words[0].strip('"')
    if words[0].startswith("~"):
        words[0] = str(expanded(words[0]))
    if which(words[0]) is None:
        raise CoachError(f"There is no editor “{words[0]}” ({where}). {_HOW}")
    return words


def with_place(words: Sequence[str], file: str, line: int = 0, column: int = 1) -> list[str]:
    """Return the command with the file, and with the place as this editor takes it; others open the file alone."""
    name = PureWindowsPath(words[0]).name if "\\" in words[0] else Path(words[0]).name
    name = name.lower().removesuffix(".exe").removesuffix(".cmd")
    base = name.split(".")[0].rstrip("0123456789-")  # vim.tiny, emacs-29
    known = {name, base}
    if line < 1:
        place = [file]
    elif known & PLUS_COMMA:
        place = [f"+{line},{column}", file]
    elif known & PLUS_COLON:
        place = [f"+{line}:{column}", file]
    elif known & PLUS:
        place = [f"+{line}", file]
    elif known & BEHIND:
        place = [f"{file}:{line}:{column}"]
    elif known & GOTO:
        place = ["-g", f"{file}:{line}:{column}"]
    else:
        place = [file]
    return [*words, *place]


_HOW = "`coach config editor nano` names another."
_WHICH = "`coach config editor nano` names one, and so does EDITOR in the environment."


def _ended(status: int) -> str:
    if status > 0:
        return f"ended with status {status}"
    try:
        return f"was ended by {signal.Signals(-status).name}"
    except ValueError:
        return f"was ended by signal {-status}"
