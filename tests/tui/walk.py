"""Going from screen to screen, and waiting for the threads that answer."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen


async def reach(pilot: Pilot[int], screen: type[Screen[Any]]) -> None:
    """Wait for a screen that a thread of the model has to answer for first."""
    for _ in range(1000):
        await pilot.pause()
        if isinstance(pilot.app.screen, screen):
            await pilot.pause()
            return
    raise AssertionError(f"{screen.__name__} was not reached; {pilot.app.screen} is shown")


async def settled(pilot: Pilot[int]) -> None:
    """Wait until the screen has read what it shows, and shows it."""
    await pilot.pause()
    screen = pilot.app.screen
    await pilot.app.workers.wait_for_complete([one for one in pilot.app.workers if one.node is screen])
    await pilot.pause()
    await pilot.pause()
