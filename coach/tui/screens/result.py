"""What the answers of a check-in mean."""

from __future__ import annotations

from coach.tui.ports import Result
from coach.tui.screens.card import CardScreen


class ResultScreen(CardScreen):
    """Shows the sentence, the rule that fired, and the line that stands under every check-in."""

    def __init__(self, result: Result, guide: str) -> None:
        super().__init__(result.sentence, *([result.rule] if result.rule else []), guide)
