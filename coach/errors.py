"""What is raised for a person to read: each ends as one sentence on the terminal, never as a traceback."""

from __future__ import annotations

import sys


class CoachError(Exception):
    """Something that a person can do something about; its text says where, what and what to do."""

    exit_status = 1
    """What the command ends with."""


class UsageError(CoachError):
    """The command was asked wrongly, or names a file or routine that is not there."""

    exit_status = 2


class IllegalCommandError(CoachError):
    """A command that the player does not allow in its present state; nothing was changed."""


class MissingExtraError(CoachError):
    """Something was asked for that an extra gives which is not installed; `coach.extras` knows them all."""

    def __init__(self, what: str, extra: str) -> None:
        self.extra = extra
        super().__init__(f"{what} needs the extra “{extra}”: {install_command(extra)}.")


def install_command(extra: str) -> str:
    """Return what a person types to have an extra, for the Python that runs: another one's `pip` would not help."""
    return f"{_pip()} install 'coach-player[{extra}]'"


def _pip() -> str:
    """Return the `pip` that a shell finds, if it is of this Python's folder; else this Python with its module."""
    import importlib.util  # only where something is missing: nothing here may slow a start down
    import shutil
    from pathlib import Path

    python = sys.executable
    found = shutil.which("pip")
    if not python or (found and Path(found).parent == Path(python).parent) or not importlib.util.find_spec("pip"):
        return "pip"
    if Path(python).is_relative_to(Path.cwd()):
        python = str(Path(python).relative_to(Path.cwd()))
    return f"{_quoted(python)} -m pip"


def _quoted(path: str) -> str:
    if " " not in path:
        return path
    return f'& "{path}"' if sys.platform == "win32" else f"'{path}'"
