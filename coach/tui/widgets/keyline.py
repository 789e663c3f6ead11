"""The last line of a screen: the keys that do something now."""

from __future__ import annotations

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from coach.tui.keys import display


class KeyLine(Widget):
    """Shows each possible action with its first key; what does not fit is left out from the end, and help has it all.

    Textual's own footer mounts a widget for each key whenever one changes; this one draws a line.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._spans: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._update)

    def _update(self, screen: Screen[object]) -> None:
        describe = getattr(screen, "describe", None)
        found: dict[str, tuple[str, str, str]] = {}
        for _, binding, enabled, _ in screen.active_bindings.values():
            if binding.show and enabled and binding.action not in found:
                name = (describe(binding.action) if describe else None) or binding.description
                found[binding.action] = (display(binding.key), name, binding.key)
        shown = tuple(found.values())
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    @property
    def text(self) -> str:
        """What is offered, as one line, whatever fits."""
        return "  ".join(f"{key} {name}" for key, name, _ in self._shown)

    def render(self) -> RenderResult:
        line, self._spans = Content(""), []
        for key, name, pressed in self._shown:
            start = len(line.plain)
            part = Content(" ") + Content(key).stylize("bold") + Content(f" {name} ")
            if start + len(part.plain) > self.size.width:
                break
            line += part
            self._spans.append((start, start + len(part.plain), pressed))
        return line

    def on_click(self, event: events.Click) -> None:
        """Press the key that is clicked."""
        for start, end, key in self._spans:
            if start <= event.x < end:
                self.app.simulate_key(key)
