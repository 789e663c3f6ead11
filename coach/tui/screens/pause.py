"""What a pause offers, and what each of its choices does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from coach.player.model import Command, State, View
from coach.timeline.model import SegmentKind
from coach.tui import labels
from coach.tui.ports import Playing
from coach.tui.widgets.menu import Choice

MENU = (
    ("resume", Command.RESUME),
    ("repeat", Command.REPEAT),
    ("skip", Command.SKIP),
    ("hurt", Command.HURT),
    ("stop", Command.STOP),
    ("longer", Command.LONGER),
)
"""What a pause offers; a choice keeps its number also where others are not possible."""


class Pause:
    """The choices of a pause over a player; `leave` asks how to leave.

    What is possible is the player's word. A longer rest is no command of a pause: it is offered where the player
    allowed it when this rest was last seen running, and chosen it lets the rest go on first.
    """

    def __init__(self, playing: Playing, leave: Callable[[], None]) -> None:
        self._playing = playing
        self._leave = leave
        self._lengthens: int | None = None
        """The segment that the player would have lengthened while it ran."""

    def follow(self, view: View) -> None:
        """Notice whether what runs now can be made longer."""
        if view.state is State.PLAYING and view.segment is not None:
            rest = view.segment.kind is SegmentKind.REST
            self._lengthens = view.segment.index if rest and self._playing.allows(Command.LONGER) else None

    def choices(self) -> tuple[Choice, ...]:
        """Return the choices that are possible now."""
        return tuple(Choice(name, str(number), labels.CHOICES[name]) for name, number in self._possible())

    def commands(self, take: Callable[[str], None]) -> list[tuple[str, Callable[[], None]]]:
        """Return the same for the palette, which stands behind the keys and takes them by `take`."""
        return [(labels.CHOICES[name], partial(take, name)) for name, _ in self._possible()]

    def take(self, choice: str) -> None:
        """Do what a choice says."""
        if choice == "stop":
            self._leave()
            return
        if choice == "longer":
            self._send(Command.RESUME)
            self._playing.send(Command.LONGER)
            return
        self._send(dict(MENU)[choice])
        if choice in ("repeat", "skip"):
            # A move in a pause stays paused; whoever chooses it here wants to go on there.
            self._playing.send(Command.RESUME)

    def _send(self, command: Command) -> None:
        if self._playing.allows(command):
            self._playing.send(command)

    def _possible(self) -> list[tuple[str, int]]:
        return [(name, number) for number, (name, command) in enumerate(MENU, 1) if self._allows(name, command)]

    def _allows(self, name: str, command: Command) -> bool:
        if name != "longer":
            return self._playing.allows(command)
        segment = self._playing.view().segment
        return segment is not None and segment.index == self._lengthens
