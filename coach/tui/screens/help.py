"""Help: every key that does something now, taken from the bindings themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.screen import Screen

from coach.desk.keymap import display
from coach.tui.keys import known_ids
from coach.tui.screens.paper import PaperScreen
from coach.tui.widgets.paper import PaperLine


class HelpScreen(PaperScreen):
    """Lists the keys of the screen under it."""

    def __init__(self, about: Screen[Any]) -> None:
        super().__init__()
        self._about = about

    def begin(self) -> None:
        self.write(
            "Keys that do something now",
            "The name behind a key is its id: the table [keys] of the settings gives it other keys.",
            page(self._about),
        )


def page(screen: Screen[Any]) -> Iterator[PaperLine]:
    """Yield a line for each action that is possible on the screen, with all its keys."""
    more = getattr(screen, "more_keys", None)
    if more is not None:
        for key, words in more():
            yield PaperLine(f"{key:<14} {words}", 15)
    describe = getattr(screen, "describe", None)
    found: dict[tuple[str, str], list[str]] = {}
    offerable = known_ids()  # Textual has bindings of its own
    for active in screen.active_bindings.values():
        binding = active.binding
        if active.enabled and binding.description and binding.id in offerable:
            words = (describe(binding.action) if describe else None) or binding.description
            found.setdefault((words, binding.id or ""), []).append(display(binding.key))
    for (description, id_), keys in found.items():
        yield PaperLine(f"{', '.join(keys):<14} {description:<22} {id_}", 15)
