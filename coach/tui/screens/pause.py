"""What a pause offers, and what each of its choices does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from coach.player.model import Command, State, View
from coach.timeline.model import SegmentKind
from coach.tui.ports import Playing
from coach.tui.widgets.menu import Choice
from coach.words.phrases import Phrases

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

    def __init__(self, playing: Playing, leave: Callable[[], None], phrases: Phrases) -> None:
        self._playing = playing
        self._phrases = phrases
        self._leave = leave
        self._lengthens: int | None = None
        """The segment that the player would have lengthened while it ran."""
        self._for_palette = False
        """It is paused only because the palette is open."""

    def follow(self, view: View) -> None:
        """Notice whether what runs now can be made longer."""
        if view.state is State.PLAYING and view.segment is not None:
            rest = view.segment.kind is SegmentKind.REST
            self._lengthens = view.segment.index if rest and self._playing.allows(Command.LONGER) else None

    def choices(self) -> tuple[Choice, ...]:
        """Return the choices that are possible now."""
        return tuple(
            Choice(name, str(number), self._phrases(f"screen.pause_{name}")) for name, number in self._possible()
        )

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

    def to_ask(self) -> bool:
        """Pause to ask something, and return whether it plays on when that is taken back."""
        plays, self._for_palette = self._for_palette or self._playing.allows(Command.PAUSE), False
        self._send(Command.PAUSE)
        return plays

    # --- the palette -------------------------------------------------------------------------------------------------

    def wait_for_palette(self) -> None:
        """Pause while the palette is open."""
        self._for_palette = self._playing.allows(Command.PAUSE)
        self._send(Command.PAUSE)

    def go_on_after_palette(self) -> None:
        """Go on where only the palette paused: whoever closes it expects what was before."""
        if self._for_palette:
            self._stay()
            # Not asked whether it is possible: the pause itself may still be on its way.
            self._playing.send(Command.RESUME)

    def commands(self) -> list[tuple[str, Callable[[], None]]]:
        """Return the choices for the palette, which stands behind the keys."""
        choices = [
            (self._phrases(f"screen.pause_{name}"), partial(self._take_from_palette, name))
            for name, _ in self._possible()
        ]
        return [*choices, *([(self._phrases("screen.stay_paused"), self._stay)] if self._for_palette else [])]

    def _words(self, choice: str) -> str:
        return self._phrases(f"screen.pause_{choice}")

    def _take_from_palette(self, choice: str) -> None:
        if choice != "stop":  # leaving has to know whether it may go on afterwards
            self._stay()
        self.take(choice)

    def _stay(self) -> None:
        self._for_palette = False

    # --- what is possible --------------------------------------------------------------------------------------------

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
