"""What is to be known before a session begins: that it is early, or what the first-run answers warn of."""

from __future__ import annotations

from collections.abc import Callable

from coach.tui import keys
from coach.tui.screens.card import CardScreen
from coach.units import Seconds

STAYS: Seconds = 20.0
"""After so long it begins by itself, for whoever has put the keyboard away: it is a few sentences."""


class WarningScreen(CardScreen):
    """Shows the warning alone, before anything of the session; dismisses with True where it is to begin."""

    BINDINGS = keys.WARNING

    def __init__(self, text: str, words: Callable[..., str]) -> None:
        """`words` gives a sentence of `coach.words` by its key, its placeholders filled in."""
        super().__init__(words("cards.begin"), text)
        self.HOW = words("cards.begins", seconds=f"{STAYS:.0f}"), words("cards.begins_below", seconds=f"{STAYS:.0f}")

    def on_mount(self) -> None:
        super().on_mount()
        self.set_timer(STAYS, self.begin)

    def begin(self) -> None:
        """Begin unasked; where help lies above it, nobody is being rushed: then a key has to."""
        if self.app.screen is self:
            self.dismiss(True)

    def pressed(self, key: str) -> None:
        self.dismiss(True)

    def action_back(self) -> None:
        self.dismiss(False)
