"""What the palette offers: exactly what is possible now, taken from the keys that work now."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual.app import SystemCommand
from textual.dom import DOMNode
from textual.screen import Screen

from coach.desk.keymap import display
from coach.tui.keys import known_ids

HIDDEN = frozenset({"app.palette", "app.quit"})
"""The palette itself, and what has a line of its own."""


WITHIN = frozenset({"menu", "scale", "ticks", "list", "paper"})
"""Bindings of one widget: moving its mark from the palette helps nobody."""


def possible_commands(screen: Screen[object]) -> Iterable[SystemCommand]:
    """Yield a command for every action that some key of the screen does now."""
    seen = set()
    describe = getattr(screen, "describe", None)
    offerable = known_ids() - HIDDEN  # Textual's own bindings have no id
    offered = getattr(screen, "palette", None)
    if offered is not None:
        for title, callback in offered():
            seen.add(title)
            yield SystemCommand(title, "", callback)
    for node, binding, enabled, _ in screen.active_bindings.values():
        title = (describe(binding.action) if describe else None) or binding.description
        if not enabled or not title or title in seen or binding.id not in offerable or not binding.id:
            continue
        if binding.id.split(".")[0] in WITHIN:
            continue
        seen.add(title)
        action = partial(_run, screen, binding.action, node)
        yield SystemCommand(title, f"key {display(binding.key)}", action)
    yield SystemCommand("Quit", "End the program; a session asks first", screen.app.action_quit)


async def _run(screen: Screen[object], action: str, node: DOMNode) -> None:
    """Do what a key does, and let a session go on that only waited for the palette."""
    await screen.app.run_action(action, node)
    go_on = getattr(screen, "go_on_after_palette", None)
    if go_on is not None:
        go_on()
