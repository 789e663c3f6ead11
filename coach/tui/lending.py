"""Lending the terminal to another program, an editor, and taking it back as it was."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

from textual.app import App, SuspendNotSupported

from coach.errors import CoachError
from coach.source.report import shortened, visible
from coach.tui.signals import heed

if sys.platform != "win32":
    import termios


def lend_terminal(app: App[Any], run: Callable[[], None], sentence: str = "") -> str:
    """Run something that uses the terminal, and return what went wrong; the screens stand still meanwhile.

    `sentence` is what the terminal shows where the program opens a window of its own.
    """
    trouble: list[str] = []
    mistakes: list[BaseException] = []
    with contextlib.ExitStack() as lent:
        with contextlib.suppress(SuspendNotSupported):  # in a browser, and in tests
            lent.enter_context(_interrupts_are_the_others(app))
            lent.enter_context(app.suspend())
            lent.enter_context(_same_modes())
            if sentence:
                lent.enter_context(said(sentence))
        # Textual comes back only where nothing is raised in between.
        try:
            run()
        except CoachError as error:
            trouble.append(str(error))
        except BaseException as error:
            mistakes.append(error)
    app.refresh(repaint=True, layout=True)
    if mistakes:
        raise mistakes[0]
    return trouble[0] if trouble else ""


@contextlib.contextmanager
def said(sentence: str) -> Iterator[None]:
    """Show a line on the bare terminal, and take it away again: the shell shows what is left there."""
    # Of one that wraps only the last row would be taken away.
    sys.stdout.write(shortened(visible(sentence), shutil.get_terminal_size().columns - 1))
    sys.stdout.flush()
    try:
        yield
    finally:
        sys.stdout.write("\r\x1b[2K")
        sys.stdout.flush()


@contextlib.contextmanager
def _interrupts_are_the_others(app: App[Any]) -> Iterator[None]:
    """Leave Ctrl-C to the program that has the terminal: it is sent to every process of the terminal's group."""
    loop = asyncio.get_running_loop()
    try:
        ours = loop.remove_signal_handler(signal.SIGINT)
        before = signal.signal(signal.SIGINT, _nothing)  # unlike SIG_IGN, a handler is not inherited
        if ours:
            loop.add_signal_handler(signal.SIGINT, _nothing)
    except (NotImplementedError, RuntimeError, ValueError):  # Windows; not the main thread
        yield
        return
    try:
        yield
    finally:
        if ours:
            # A signal meanwhile lies in the loop's pipe, which is read in its next round, after what was called here.
            loop.call_soon(loop.call_soon, heed, app, signal.SIGINT)
        else:
            signal.signal(signal.SIGINT, before)


def _nothing(number: int = 0, frame: FrameType | None = None) -> None:
    """Do nothing."""


@contextlib.contextmanager
def _same_modes() -> Iterator[None]:
    """Restore the modes of the terminal, which an editor that was killed leaves as it needed them."""
    if sys.platform == "win32" or not sys.__stdin__ or not sys.__stdin__.isatty():
        yield
    else:
        number = sys.__stdin__.fileno()
        try:
            before = termios.tcgetattr(number)
        except termios.error:
            yield
            return
        try:
            yield
        finally:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(number, termios.TCSANOW, before)
