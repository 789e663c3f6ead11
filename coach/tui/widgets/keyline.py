"""The last line of a screen: the keys that do something now."""

from __future__ import annotations

from typing import TypeAlias

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from coach.desk.keymap import display
from coach.tui.keys import ids

RARE = ("app.palette", "play.repeat", "play.back", "play.keep", "play.longer", "checkin.back")
"""What makes room first where not everything fits, in this order; the hint names the key to stay."""

LAST = frozenset({"play.pause", "play.done", "play.next", "play.hurt", "play.leave", "checkin.later", "app.help"})
"""What makes room last: without these nobody is at home on the screen."""


Offered: TypeAlias = tuple[str, str, str, str]
"""A key as it is shown, what it does, the key itself, and its id."""

PLACES = {id_: place for place, id_ in enumerate(ids())}


class KeyLine(Widget):
    """Shows each possible action with its first key; what is least needed makes room for the rest, and help has it all.

    Textual's own footer mounts a widget for each key whenever one changes; this one draws a line.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: tuple[Offered, ...] = ()
        self._spans: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._update)

    def _update(self, screen: Screen[object]) -> None:
        describe = getattr(screen, "describe", None)
        found: dict[str, Offered] = {}
        for _, binding, enabled, _ in screen.active_bindings.values():
            if binding.show and enabled and binding.action not in found:
                name = (describe(binding.action) if describe else None) or binding.description
                found[binding.action] = (display(binding.key), name, binding.key, binding.id or "")
        shown = tuple(_in_order(list(found.values())))
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    @property
    def text(self) -> str:
        """What is offered, as one line, whatever fits."""
        return "  ".join(f"{key} {name}" for key, name, _, _ in self._shown)

    def _fitting(self) -> list[Offered]:
        """Return what there is room for, in the order of the bindings."""
        fitting = list(self._shown)
        while fitting and sum(len(_part(key, name).plain) for key, name, _, _ in fitting) > self.size.width:
            fitting.remove(min(enumerate(fitting), key=_worth)[1])
        return fitting

    def render(self) -> RenderResult:
        line, self._spans = Content(""), []
        for key, name, pressed, _ in self._fitting():
            start = len(line.plain)
            line += _part(key, name)
            self._spans.append((start, len(line.plain), pressed))
        return line

    def on_click(self, event: events.Click) -> None:
        """Press the key that is clicked."""
        for start, end, key in self._spans:
            if start <= event.x < end:
                self.app.simulate_key(key)


def _part(key: str, name: str) -> Content:
    return Content(" ") + Content(key).stylize("bold") + Content(f" {name} ")


def _in_order(found: list[Offered]) -> list[Offered]:
    """Return keys as the tables have them: Textual puts those that the settings remap behind the others of theirs."""
    groups = [id_.split(".")[0] for _, _, _, id_ in found]
    waiting = {group: [one for one in found if one[3].split(".")[0] == group] for group in groups}
    for several in waiting.values():
        several.sort(key=lambda one: PLACES.get(one[3], len(PLACES)))
    return [waiting[group].pop(0) for group in groups]


def _worth(placed: tuple[int, Offered]) -> tuple[int, int]:
    """Return what sorts a key before those that it makes room for."""
    place, (_, _, _, id_) = placed
    if id_ in RARE:
        return 0, RARE.index(id_)
    return (2 if id_ in LAST else 1), -place
