"""A screen follows the files that it shows: it looks at them some times a second, and reads anew when they changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.screen import Screen

from coach.tui.ports import Watching
from coach.units import Seconds

EVERY: Seconds = 0.3
"""Between two looks. A change is told at the second look after it, so that it is on the screen within a second."""


class Follower:
    """Looks for one screen; `watch` is what it looks with, None while the screen reads."""

    def __init__(self, screen: Screen[object], reread: Callable[[], object]) -> None:
        self.watch: Watching | None = None
        self._screen = screen
        self._reread = reread
        self._looking = False

    def begin(self) -> None:
        """Look from now on, while the screen is the one that is seen."""
        self._screen.set_interval(EVERY, self._tick)

    def _tick(self) -> None:
        # A look at a network drive may hang: it must not pile up, nor hold up the keys.
        if self.watch is not None and not self._looking and self._screen.app.screen is self._screen:
            self._screen.run_worker(self.look(), group="follow")

    async def look(self) -> None:
        """Look once, and let the screen read where something changed."""
        watch = self.watch
        if watch is None:
            return
        self._looking = True
        try:
            changed = await asyncio.to_thread(watch.look)
        finally:
            self._looking = False
        if changed and watch is self.watch:
            self.watch = None
            self._reread()
