"""What is shown while a session is opened: a voice that has to speak its words beforehand takes seconds for that."""

from __future__ import annotations

from coach.tui.screens.card import CardScreen
from coach.tui.widgets.line import Line
from coach.units import Seconds

SHOWN_AFTER: Seconds = 0.4
"""Before that there is nothing to read: most sessions are open by then, and words that flash by are noise."""

HEADING = "The voice gets ready"

WHY = (
    "It says beforehand, once, what it never said before. With a neural voice a long session takes it ten seconds or "
    "more; after that it begins at once."
)

GIVE_UP = "Esc: not now."

GIVEN_UP = "It is closed as soon as it is open."


class ReadyingScreen(CardScreen):
    """Stands before the home screen until a session is open, so that a second press does not open it twice.

    Whoever pushes it takes it away; `given_up` then tells whether Esc was pressed.
    """

    HOW = (GIVE_UP, GIVE_UP)

    def __init__(self) -> None:
        super().__init__(HEADING, WHY)
        self.given_up = False

    def on_mount(self) -> None:
        super().on_mount()
        for line in self._lines():
            line.visible = False
        self.set_timer(SHOWN_AFTER, self._show)

    def _lines(self) -> list[Line]:
        return [line for line in self.query(Line) if line.id != "too-small"]

    def _show(self) -> None:
        for line in self._lines():
            line.visible = True

    def _tell_how(self) -> None:
        self.query_one("#how", Line).show(GIVEN_UP if self.given_up else GIVE_UP)

    def pressed(self, key: str) -> None:
        """Take Esc; any other key means nothing yet."""
        if key == "escape":
            self.given_up = True
            self._tell_how()
