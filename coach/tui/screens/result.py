"""What the answers of a check-in mean."""

from __future__ import annotations

from coach.tui.screens.card import CardScreen
from coach.tui.shown import Result
from coach.units import Seconds

NOT_BEFORE: Seconds = 0.8
"""So long no key closes it: the key of the last question may bounce, or be held down."""

READ = frozenset({"enter", "full_stop", "space"})
"""Closes it; the second is a clicker's."""

ANSWERS = {"y": True, "n": False}

GO_ON = ("Enter goes on.", "Page Down: the rest. Enter goes on.")
DECIDE = ("y: yes. n: no. Enter: not now.", "Page Down: the rest. y: yes. n: no. Enter: not now.")


class ResultScreen(CardScreen):
    """Shows the sentence, the rule that fired, what changes, and the line that stands under every check-in.

    Dismisses with True or False where something was proposed and decided, else with None.
    """

    def __init__(self, result: Result, guide: str) -> None:
        told = [part for part in (result.rule, *result.news, result.proposal) if part]
        super().__init__(result.sentence, *told, guide)
        self._decides = bool(result.proposal)
        self.HOW = DECIDE if self._decides else GO_ON
        self._closes = False

    def on_mount(self) -> None:
        super().on_mount()
        self.set_timer(NOT_BEFORE, self.settle)

    def settle(self) -> None:
        """Let a key close it from now on."""
        self._closes = True

    def pressed(self, key: str) -> None:
        """Decide, or go on; any other key was meant for something else."""
        if not self._closes:
            return
        if self._decides and key in ANSWERS:
            self.dismiss(ANSWERS[key])
        elif key in READ:
            self.dismiss(None)
