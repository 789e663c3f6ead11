"""Screens as text, and their goldens.

Renew the goldens with `COACH_RENEW_GOLDENS=1 pytest tests/tui`, then look at each with `git diff`.
"""

from __future__ import annotations

import os
from pathlib import Path

from textual.app import App

GOLDEN = Path(__file__).parent / "golden"


def text_of(app: App[int]) -> str:
    """Return the screen as lines of text, as the terminal would show it, without colours."""
    rows = app.screen._compositor.render_strips()
    return "\n".join(row.text.rstrip() for row in rows) + "\n"


def assert_golden(app: App[int], name: str) -> None:
    """Compare the screen with its golden."""
    path = GOLDEN / f"{name}.txt"
    shown = text_of(app)
    if os.environ.get("COACH_RENEW_GOLDENS"):
        path.write_text(shown, encoding="utf-8")

    assert path.read_text(encoding="utf-8") == shown
