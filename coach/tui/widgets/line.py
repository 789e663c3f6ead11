"""A plain text; where its height is fixed, new words cost a redraw and no layout."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from coach.source.report import visible


class Line(Widget):
    """Shows plain text; what a file says is never markup."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.text = text

    def show(self, text: str) -> None:
        """Show other words; nothing is drawn where they are the same."""
        if text != self.text:
            self.text = text
            height = self.styles.height
            self.refresh(layout=height is not None and height.is_auto)

    def render(self) -> RenderResult:
        # What a file says steers no terminal.
        return Content("\n".join(visible(line) for line in self.text.split("\n")))
