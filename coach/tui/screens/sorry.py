"""What could not be done, and what to do about it."""

from __future__ import annotations

from coach.tui.screens.card import CardScreen


class SorryScreen(CardScreen):
    """Shows the sentence of a `CoachError`."""

    def __init__(self, sentence: str) -> None:
        super().__init__("That does not work now", sentence)
