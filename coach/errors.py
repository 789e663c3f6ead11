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
