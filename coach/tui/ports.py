"""What the screens need of the rest of the program, as narrow protocols, so that each can be shown with fakes.

Everything that may take time (reading files, compiling, writing a record) is called from a worker thread; what a screen
asks at every tick (`Playing`) has to answer at once, from any thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from coach.checkin.flow import CheckInFlow, Said
from coach.checkin.questions import Answer, Question
from coach.export.chart import Chart
from coach.player.model import Command, View
from coach.progress.first_run import FirstRun
from coach.source import Place, Problem
from coach.timeline.model import Timeline
from coach.units import Seconds

# --- playing ---------------------------------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class FlashWords:
    """What the whole screen says for half a second; in the language of the routine."""

    go: str = "GO"
    switch: str = "SWITCH"
    end: str = "END"
    done: str = "DONE"


@dataclass(frozen=True, slots=True)
class Worry:
    """Something worrying that can be ticked or named during a session."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Concern:
    """The answer to a worry: what to do now."""

    sentence: str
    emergency: bool = False
    """Stays until a key is pressed, and no check-in follows."""


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
    def words(self) -> FlashWords:
        """What the whole screen says, in the routine's language."""

    @property
    def warning(self) -> str:
        """What is to be known before it begins; empty where that is nothing."""

    @property
    def not_the_knee(self) -> tuple[Worry, ...]:
        """What "that hurts" can be about when it is not the knee."""

    def run(self) -> None:
        """Play to the end; blocks, and is called in a thread of its own."""

    def listen(self, wake: Callable[[], object]) -> None:
        """Call `wake` (from any thread) whenever an event happened or a caption changed."""

    def report(self, worry: str) -> Concern:
        """Answer "not the knee" by a worry's id: ends the session and says the sentence."""


# --- what is shown before and after ----------------------------------------------------------------------------------


class Watching(Protocol):
    """A watch over the files from which something was read."""

    def look(self) -> bool:
        """Return whether they are others by now; asked some times a second, from a thread."""


@dataclass(frozen=True, slots=True)
class RoutineLine:
    """A routine in the list of the home screen."""

    id: str
    name: str
    seconds: Seconds | None
    """None where the file has problems."""
    estimated: bool = False
    """The length is a guess: no voice was asked for the words in it."""
    equipment: tuple[str, ...] = ()
    careful: bool = False
    """A first-run answer warns of something in it."""
    last_played: str = ""
    """In words for people ("yesterday"); empty for never."""
    problem: str = ""
    """The first problem, where the file cannot be played."""
    problems: int = 0
    """How many errors there are, also those with which it plays; 0 where the file cannot be read at all."""
    file: str = ""
    """Its path, by which it is opened: names can be the same."""
    own: bool = True
    """It is the user's; what came with the program is copied before it is edited."""
    place: Place | None = None
    """Where the first problem is; perhaps in another file."""

    @property
    def reference(self) -> str:
        """What the model knows it by."""
        return self.file or self.id


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session in the history, in words for people."""

    when: str
    routine: str
    outcome: str
    length: str
    knee: str = ""
    """"3 during, 2 after", or empty."""
    said: str = ""
    """What the rules made of it."""
    id: str = ""
    """What the model knows it by."""


@dataclass(frozen=True, slots=True)
class Past:
    """The latest sessions."""

    sessions: tuple[SessionLine, ...] = ()
    """The latest first."""
    earlier: int = 0
    """So many are not among them."""
    problems: tuple[str, ...] = ()
    """What of them cannot be read, one line each."""


@dataclass(frozen=True, slots=True)
class SessionPaper:
    """One session in full."""

    lines: tuple[tuple[str, bool], ...]
    """Each with whether it is a heading."""
    stays: str = ""
    """What stays when it is removed; empty where nothing does."""
    refused: str = ""
    """Why it cannot be removed now; empty where it can."""
    answered: tuple[tuple[str, str], ...] = ()
    """The check-ins that were answered and can be corrected: after or morning, and its name."""


@dataclass(frozen=True, slots=True)
class Curves:
    """What is drawn of some weeks."""

    charts: tuple[Chart, ...] = ()
    """One page each."""
    notes: tuple[str, ...] = ()
    """What else is to be said: files that could not be read, days that are not yet."""


@dataclass(frozen=True, slots=True)
class ResumeOffer:
    """A session that was kept or cut off."""

    name: str
    where: str
    """"Wall sit, set 2 of 5"."""
    when: str


@dataclass(frozen=True, slots=True)
class TodayCard:
    """What is due today, in words for people; without `due` there is nothing to show."""

    due: str = ""
    """"Today: Knee foundation, about 16:32"."""
    changes: str = ""
    """How today's amounts differ from the file's: "Wall sit 5 × 30 s → 5 × 35 s"; empty where they do not."""
    reason: str = ""
    """Why, and the rule."""
    notes: str = ""
    """What else there is to know: days away, a review, the days of the week, mistakes in the plan."""
    proposal: str = ""
    """More, as a question for yes or no; empty where nothing is proposed."""
    routine: str = ""
    """What the model knows the routine by that is due; empty where none is."""
    short: str = ""
    """The same of what is due where there is little time."""


@dataclass(frozen=True, slots=True)
class Home:
    """What the home screen shows."""

    routines: tuple[RoutineLine, ...] = ()
    sessions: tuple[SessionLine, ...] = ()
    resume: ResumeOffer | None = None
    checkin: str = ""
    """The names of the sessions whose check-ins are open."""
    stopped: bool = False
    """The loading is stopped."""
    today: TodayCard = TodayCard()
    problems: tuple[str, ...] = ()
    """Of other files than routines, one line each."""
    watch: Watching | None = field(default=None, compare=False)
    """Over the files of the routines."""


@dataclass(frozen=True, slots=True)
class Preview:
    """One routine on paper, or what keeps it from being played."""

    timeline: Timeline | None
    """None where the file has errors or cannot be read."""
    equipment: tuple[str, ...] = ()
    summary: str = ""
    refused: str = ""
    """Why it cannot be played now; empty where it can."""
    careful: str = ""
    """What a first-run answer warns of in it."""
    differs: tuple[str, ...] = ()
    """A line for each step that is not played as the file says."""
    problems: tuple[Problem, ...] = ()
    """Errors and warnings, in the order of the file."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The texts of its files by the names that places have."""
    levels: tuple[str, ...] = ()
    """What it can be played at, the easiest first."""
    level: str | None = None
    """The one of these that it is shown at; a part that it uses may know none of them."""
    file: str = ""
    """Its path."""
    own: bool = True
    """It is the user's; what came with the program is copied before it is edited."""
    unreadable: str = ""
    """One sentence where the file is not there or cannot be read."""
    editable: bool = True
    """An editor can open it or make it; not where a folder or a pipe stands in its place."""
    watch: Watching | None = field(default=None, compare=False)
    """Over everything that it was read from."""


# --- the check-in ----------------------------------------------------------------------------------------------------


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

    def ask(self, question: Question) -> None:
        """Speak a question; returns at once."""

    def hush(self) -> None:
        """Silence a question that is being spoken: a key was pressed. What answers a worry is said to its end."""

    def say(self, said: Said) -> None:
        """Speak what answers a worry; returns at once."""


@dataclass(frozen=True, slots=True)
class Result:
    """What the answers mean, to be shown at the end."""

    sentence: str
    rule: str = ""
    """The rule that fired, in plain words."""
    news: tuple[str, ...] = ()
    """What else there is to tell: changes of the doses, answers that became others."""
    proposal: str = ""
    """More, as a question for yes or no; empty where nothing is proposed."""
    spoken: str = ""
    """What is said of all that."""


# --- the first run and the way back -----------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Stopped:
    """What stops the loading, for the screen that ends it."""

    words: str
    """Since when, why, whom to call."""
    sentence: str
    """What the user has to say."""
    question: str
    """What an ordinary morning is now."""
    done: str
    """What is said once it is kept."""
    base: int | None = None
    """What it was so far."""


# --- the program -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Appearance:
    """What the settings say about the screens."""

    theme: str = "dark"
    """dark or light."""
    keymap: Mapping[str, str] = field(default_factory=dict)
    """Binding id to keys, as `coach.tui.keys` names them."""


class AppModel(Protocol):
    """The program behind the screens; `coach.desk` adapted. What it refuses it raises as `CoachError`."""

    @property
    def appearance(self) -> Appearance:
        """Theme and keys, as the settings say."""

    def words(self, key: str) -> str:
        """Return a sentence of `coach.words` ("notice.line")."""

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
