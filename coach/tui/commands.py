"""What the palette offers: exactly what is possible now, taken from the keys that work now."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual.app import SystemCommand
from textual.screen import Screen

from coach.tui.keys import display

HIDDEN = frozenset({"command_palette", "help_quit", "app.help_quit", "quit", "app.quit"})
"""The palette itself, and what Textual binds to tell people of ctrl+q."""


def possible_commands(screen: Screen[object]) -> Iterable[SystemCommand]:
    """Yield a command for every action that some key of the screen does now."""
    seen = set()
    offered = getattr(screen, "palette", None)
    if offered is not None:
        for title, callback in offered():
            seen.add(title)
            yield SystemCommand(title, "", callback)
    for node, binding, enabled, _ in screen.active_bindings.values():
        title = binding.description
        if not enabled or not title or title in seen or binding.action in HIDDEN or binding.system:
            continue
        seen.add(title)
        action = partial(screen.app.run_action, binding.action, node)
        yield SystemCommand(title, f"key {display(binding.key)}", action)
    yield SystemCommand("Quit", "End the program; a session asks first", screen.app.action_quit)
