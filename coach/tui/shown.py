"""What the screens are given to show, as values in words for people; `coach.tui.ports` says who gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coach.source import Place, Problem
from coach.units import Seconds

if TYPE_CHECKING:  # plots are not on the way to the first word
    from coach.export.chart import Chart
    from coach.timeline.model import Timeline
    from coach.tui.ports import Watching


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
    """Why, and the rule; what of it is not at hand, and what the first-run answers warn of."""
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


@dataclass(frozen=True, slots=True)
class Appearance:
    """What the settings say about the screens."""

    theme: str = "dark"
    """dark or light."""
    keymap: Mapping[str, str] = field(default_factory=dict)
    """Binding id to keys, as `coach.tui.keys` names them."""
