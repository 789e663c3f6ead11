"""What is raised for a person to read: each ends as one sentence on the terminal, never as a traceback."""

from __future__ import annotations


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
    """Return what a person types to have an extra."""
    return f"pip install 'coach-player[{extra}]'"
