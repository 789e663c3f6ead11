"""What the screens need of the rest of the program, as narrow protocols, so that each can be shown with fakes.

What is handed over to be shown is in `coach.tui.shown`. All that may take time (reading files, compiling, writing a
record) is called from a worker thread; what a screen asks at every tick (`Playing`) has to answer at once, from any
thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from coach.tui.shown import (
    Appearance,
    Concern,
    Curves,
    FlashWords,
    Home,
    Past,
    Preview,
    Result,
    SessionPaper,
    Stopped,
    Worry,
)

if TYPE_CHECKING:
    from coach.checkin.flow import CheckInFlow, Said
    from coach.checkin.questions import Answer, Question
    from coach.player.model import Command, View
    from coach.progress.first_run import FirstRun
    from coach.words.phrases import Phrases


class Playing(Protocol):
    """The running player, as the play screen sees it."""

    @property
    def caption(self) -> str:
        """What is said now, or was said last."""

    @property
    def troubles(self) -> tuple[str, ...]:
        """What is wrong now (no voice, no sound device), one sentence each."""

    def view(self) -> View:
        """Return a snapshot of now."""

    def allows(self, command: Command) -> bool:
        """Return whether the command is possible now."""

    def send(self, command: Command, value: int | None = None, *, sharp: bool = False) -> None:
        """Ask for a command; one that is no longer possible is ignored. `value` and `sharp` belong to ANSWER_PAIN."""

    def turn_music(self, steps: int) -> str:
        """Make the music so many steps louder, or softer where that is negative; without music nothing happens.

        Returns how loud it is then, in a few words; empty without music.
        """


class Leaving(Enum):
    """How a session is left."""

    FINISHED = "finished"  # played to its end
    STOPPED = "stopped"  # finish here and check in
    KEPT = "kept"  # for later
    THROWN_AWAY = "thrown away"


class Session(Protocol):
    """One opened session: its player, and what the play screen needs beside it."""

    @property
    def playing(self) -> Playing:
        """The player that `run` runs."""

    @property
    def phrases(self) -> Phrases:
        """The words of the play screen, in the routine's language."""

    @property
    def words(self) -> FlashWords:
        """What the whole screen says, in the routine's language."""

    @property
    def warning(self) -> str:
        """What is to be known before it begins; empty where that is nothing."""

    @property
    def heard_nothing(self) -> str:
        """What to do where nothing of the first words was heard; empty where there is nothing to hear."""

    @property
    def not_the_knee(self) -> tuple[Worry, ...]:
        """What "that hurts" can be about when it is not the knee."""

    def run(self) -> None:
        """Play to the end; blocks, and is called in a thread of its own."""

    def listen(self, wake: Callable[[], object]) -> None:
        """Call `wake` (from any thread) whenever an event happened or a caption changed."""

    def report(self, worry: str) -> Concern:
        """Answer "not the knee" by a worry's id: ends the session and says the sentence."""


class Watching(Protocol):
    """A watch over the files from which something was read."""

    def look(self) -> bool:
        """Return whether they are others by now; asked some times a second, from a thread."""


class Asking(Protocol):
    """A check-in that goes on: `coach.checkin` decides what is asked, this gives its words and keeps its answers."""

    @property
    def title(self) -> str:
        """What it is about: the name of the session, or of the morning after it."""

    @property
    def flow(self) -> CheckInFlow:
        """The flow that decides; nobody else may answer it meanwhile."""

    def words(self, key: str, values: Mapping[str, str]) -> str:
        """Return the sentence of a key ("checkin.during"), its placeholders filled."""

    @property
    def trouble(self) -> str:
        """Why answers cannot be kept at the moment; empty while they can."""

    def kept(self) -> None:
        """Keep what is answered so far; called after every step, returns at once."""

    def leave_open(self) -> None:
        """Nobody answers: what is not answered is asked again at the next start."""

    def tell(self, sentence: str) -> None:
        """Say a sentence that a key silences."""

    def ask(self, question: Question) -> None:
        """Speak a question; returns at once."""

    def hush(self) -> None:
        """Silence a question that is being spoken: a key was pressed. What answers a worry is said to its end."""

    def say(self, said: Said) -> None:
        """Speak what answers a worry; returns at once."""


class SettingUp(Protocol):
    """The first-run questions: `run` decides what is asked, this gives the words and keeps the answers."""

    @property
    def run(self) -> FirstRun:
        """What decides; nobody else answers it meanwhile."""

    @property
    def trouble(self) -> str:
        """Why the answers could not be kept; empty where they were."""

    def words(self, key: str) -> str:
        """Return the words of a question."""

    def answer_words(self, question: Question, answer: Answer) -> str:
        """Return an answer, or one option, as people read it."""

    def suggestion(self) -> tuple[str, ...]:
        """Return what the answers come to and why, paragraph by paragraph."""

    def keep(self) -> None:
        """Write what is answered so far; takes its time."""

    def close(self) -> None:
        """Keep that the questions were asked; takes its time."""


class AppModel(Protocol):
    """The program behind the screens; `coach.desk` adapted. What it refuses it raises as `CoachError`."""

    @property
    def appearance(self) -> Appearance:
        """Theme and keys, as the settings say."""

    def words(self, key: str, **values: str) -> str:
        """Return a sentence of `coach.words` ("notice.line"), its placeholders filled in."""

    def notice(self) -> str:
        """Return the first-run text while it has not been read, else nothing."""

    def notice_read(self) -> None:
        """Remember that it was read."""

    def setup_is_due(self) -> bool:
        """Return whether the first-run questions were never asked nor turned down."""

    def set_up(self) -> SettingUp:
        """Open the first-run questions."""

    def stopped(self) -> Stopped | None:
        """Return what stops the loading, if anything does."""

    def unlock(self, base: int | None) -> None:
        """Keep the user's word that it was looked at, and what an ordinary morning is now."""

    def home(self) -> Home:
        """Return what the home screen shows; may read files."""

    def history(self, latest: int) -> Past:
        """Return the latest so many sessions."""

    def past_session(self, id_: str) -> SessionPaper:
        """Return one session in full."""

    def remove_session(self, id_: str) -> str:
        """Remove a session for good, and return a sentence that says so."""

    def trends(self, weeks: int) -> Curves:
        """Return pain, soreness, loaded days and doses of the weeks that end today; reads files."""

    def preview(self, routine: str, level: str | None = None) -> Preview:
        """Return a routine by id or path, compiled for now at a level where it has that."""

    def edit(self, file: str, line: int = 0, column: int = 1) -> None:
        """Run the user's editor on a file and wait for it; from line 1 on at that place."""

    def copy(self, file: str) -> str:
        """Copy a routine that came with the program into the user's folder, and return its new path."""

    def new(self, name: str) -> str:
        """Write a routine to start from into the user's folder, and return its path."""

    def open(self, routine: str, level: str | None = None) -> Session:
        """Open a session of the routine, at a level or at that of the settings."""

    def resume(self) -> Session:
        """Open the session that was kept or cut off, where it stood."""

    def drop_resume(self) -> None:
        """Turn the offer down: what was played becomes a record."""

    def leave(self, session: Session, how: Leaving) -> Asking | None:
        """Close the session, write what has to be written, and return its check-in where there is one."""

    def checkin(self) -> Asking | None:
        """Return the latest check-in that is open, if any."""

    def morning(self, *, wanted: bool = False) -> Asking | None:
        """Return the questions of this morning, if any are open; those that were put off only where `wanted`."""

    def correct(self, session: str, part: str | None = None) -> Asking:
        """Return a check-in of a kept session to be asked once more, without a part the one answered last."""

    def drop_checkins(self) -> None:
        """Turn the open check-ins down: they are not offered any more."""

    def checked_in(self, asking: Asking) -> Result | None:
        """Store the answers (also unfinished ones) and say what they mean."""

    def decide(self, *, accept: bool) -> str:
        """Accept or refuse what was proposed, and return what is said of that; empty for nothing."""

    def say(self, sentence: str) -> None:
        """Speak a sentence now; returns at once."""

    def hush(self) -> None:
        """Be silent at once."""
