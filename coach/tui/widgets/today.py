"""Today's card: what is due and why, and what is proposed; on a low screen only what has to be known."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from coach.tui.shown import TodayCard
from coach.tui.widgets.line import Line


class TodayBox(Vertical):
    """Shows a card; what it does not say takes no room."""

    def compose(self) -> ComposeResult:
        for part in ("due", "changes", "reason", "proposal", "notes"):
            yield Line(id=part)

    def show(self, card: TodayCard) -> None:
        """Show a card anew."""
        self.display = bool(card.due)
        for part in ("due", "changes", "reason", "proposal", "notes"):
            line, words = self.query_one(f"#{part}", Line), getattr(card, part)
            line.show(words)
            line.display = bool(words)
