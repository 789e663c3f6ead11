"""Signals that end the program, also where Python loses the exception of one."""

from __future__ import annotations

import os
import signal

import pytest

from coach.cli.signals import Terminated, heed, terminated


class Dying:
    """Is asked to end while it is being destroyed, where no exception gets out."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        for _ in range(1000):
            pass


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_signal_whose_exception_was_lost_is_heeded_later() -> None:
    with terminated():
        thing = Dying()
        del thing

        with pytest.raises(Terminated):
            heed()


def test_without_a_signal_nothing_is_heeded() -> None:
    with terminated():
        heed()

    heed()
