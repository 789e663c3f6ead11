"""The first-run questions, and the way back after a stop, as their screens see them."""

from __future__ import annotations

from coach.checkin.questions import Answer, Question
from coach.desk.desk import Desk
from coach.desk.first_run import OpenFirstRun, answer_words, suggestion_words
from coach.desk.person import profile_of
from coach.desk.stopping import current_stop, stop_words
from coach.desk.unlocking import unlock as keep_unlock
from coach.errors import CoachError
from coach.tui.shown import Stopped
from coach.words.phrases import Phrases


class ScreenSetup:
    """The first-run questions as their screen sees them."""

    def __init__(self, desk: Desk, phrases: Phrases) -> None:
        self._open = OpenFirstRun(desk)
        self._phrases = phrases
        self.run = self._open.run

    @property
    def trouble(self) -> str:
        return self._open.trouble

    def words(self, key: str) -> str:
        return self._phrases(key)

    def answer_words(self, question: Question, answer: Answer) -> str:
        return answer_words(question, answer, self._phrases)

    def suggestion(self) -> tuple[str, ...]:
        return suggestion_words(self.run, self._phrases)

    def keep(self) -> None:
        self._open.keep()

    def close(self) -> None:
        self._open.close()


def stopped(desk: Desk, phrases: Phrases) -> Stopped | None:
    """Return what stops the loading, if anything does."""
    stop = current_stop(desk)
    if stop is None:
        return None
    return Stopped(
        stop_words(stop, phrases),
        phrases("unlock.sentence"),
        phrases("unlock.base"),
        phrases("unlock.done"),
        profile_of(desk).base,
    )


def unlock(desk: Desk, base: int | None) -> None:
    """Keep the user's word that it was looked at, and what an ordinary morning is now; raises CoachError."""
    stop = current_stop(desk)
    if stop is None:
        return
    try:
        keep_unlock(desk, stop, base)
    except OSError as error:
        raise CoachError(f"{desk.paths.profile} cannot be written: {error.strerror or error}.") from error
