"""Fakes behind the ports of the screens, and builders of what they show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from coach.errors import CoachError
from coach.player.model import Command, State, View
from coach.timeline.model import Cue, CueKind, Segment, SegmentKind
from coach.tui.ports import Asking, Leaving, Session, SettingUp
from coach.tui.shown import (
    Appearance,
    Concern,
    Curves,
    FlashWords,
    Home,
    Past,
    Preview,
    Result,
    SessionLine,
    SessionPaper,
    Stopped,
    Worry,
)
from coach.words.files import load_phrases

PHRASES = load_phrases()


def segment(kind: SegmentKind = SegmentKind.HOLD, **changes: object) -> Segment:
    """Return the second set of five of a wall sit on the left, 45 s long, or what is changed of it."""
    whole = Segment(
        index=3, kind=kind, title="Wall sit", start=60.0, seconds=45.0, step="wall-sit", side="left",
        set=2, sets=5, amount="45 s", load="10 kg", effort="6-7", go=1,
    )  # fmt: skip
    return replace(whole, **changes)  # type: ignore[arg-type]


def view(now: Segment | None = None, *, state: State = State.PLAYING, offset: float = 12.0, **changes: object) -> View:
    """Return a view of a moment of a segment."""
    now = segment() if now is None else now
    whole = View(
        state=state, segment=now, offset=offset, remaining=now.seconds - offset, counts_up=False,
        step_done=offset / now.seconds if now.seconds else 0.0, session_done=0.35, session_remaining=702.0,
        session_elapsed=378.0, rep=None, next_go=segment(index=5, side="right", go=2), lead_in=None, waiting_limit=None,
    )  # fmt: skip
    return replace(whole, **changes)  # type: ignore[arg-type]


def a_cue(at: float, text: str, kind: CueKind = CueKind.SAY) -> Cue:
    """Return words at a moment of the first segment."""
    return Cue(at=at, segment=0, offset=at, text=text, seconds=1.0, kind=kind, caption=text)


class FakePlaying:
    """A player that shows the view it is given and remembers what it was sent."""

    def __init__(self, now: View, *allowed: Command) -> None:
        self.now = now
        self.allowed = set(allowed)
        self.sent: list[Command | tuple[Command, int, bool]] = []
        self.caption = "Push your back into the wall."
        self.troubles: tuple[str, ...] = ()
        self.views = 0
        self.turned = 0

    def view(self) -> View:
        self.views += 1
        return self.now

    def allows(self, command: Command) -> bool:
        return command in self.allowed

    def send(self, command: Command, value: int | None = None, *, sharp: bool = False) -> None:
        self.sent.append(command if value is None else (command, value, sharp))

    def turn_music(self, steps: int) -> str:
        self.turned += steps
        return f"Music {self.turned}"


class FakeSession:
    """A session around a `FakePlaying`; `wake` is what the player's thread would call."""

    phrases = PHRASES
    words = FlashWords()
    heard_nothing = "Nothing heard? Turn it up, or ask `coach doctor`."
    warning = ""
    not_the_knee = (Worry("chest_pain_breathless_faint", "chest, breath, faint"), Worry("calf_pain_swelling", "calf"))

    def __init__(self, playing: FakePlaying) -> None:
        self.playing = playing
        self.wake: Callable[[], object] = lambda: None
        self.reported: list[str] = []
        self.ran = False

    def run(self) -> None:
        self.ran = True

    def listen(self, wake: Callable[[], object]) -> None:
        self.wake = wake

    def report(self, worry: str) -> Concern:
        self.reported.append(worry)
        return Concern(PHRASES("tier.emergency"), emergency=worry.startswith("chest"))


class FakeWatch:
    """A watch over no files: what it says is given."""

    def __init__(self) -> None:
        self.changed = False
        self.looks = 0

    def look(self) -> bool:
        self.looks += 1
        return self.changed


class FakeModel:
    """The program behind the screens, all of it given."""

    def __init__(self, session: Session | None = None, **changes: object) -> None:
        self.appearance = Appearance()
        self.session = session
        self.first_run = ""
        self.due = False
        self.setting_up: SettingUp | None = None
        self.stop: Stopped | None = None
        self.unlocked: list[int | None] = []
        self.shown = Home()
        self.paper: dict[str, Preview] = {}
        self.past: tuple[SessionLine, ...] = ()
        self.past_problems: tuple[str, ...] = ()
        self.papers: dict[str, SessionPaper] = {}
        self.curves = Curves()
        self.weeks: list[int] = []
        self.asking: Asking | None = None
        self.this_morning: Asking | None = None
        self.corrected: list[tuple[str, str | None]] = []
        self.wanted: list[bool] = []
        self.decided: list[bool] = []
        self.hushed = 0
        self.result: Result | None = None
        self.left: list[Leaving] = []
        self.said: list[str] = []
        self.opened: list[str] = []
        self.levels: list[str | None] = []
        self.edited: list[tuple[str, int, int]] = []
        self.copied: list[str] = []
        self.taken: set[str] = set()
        self.dropped = False
        self.unasked = False
        self.answered: list[Asking] = []
        for name, value in changes.items():
            setattr(self, name, value)

    def words(self, key: str, **values: str) -> str:
        return PHRASES(key, **values)

    def notice(self) -> str:
        return self.first_run

    def notice_read(self) -> None:
        self.first_run = ""

    def setup_is_due(self) -> bool:
        return self.due

    def set_up(self) -> SettingUp:
        assert self.setting_up is not None
        return self.setting_up

    def stopped(self) -> Stopped | None:
        return self.stop

    def unlock(self, base: int | None) -> None:
        self.unlocked.append(base)

    def home(self) -> Home:
        return self.shown

    def history(self, latest: int) -> Past:
        return Past(self.past[:latest], max(0, len(self.past) - latest), self.past_problems)

    def past_session(self, id_: str) -> SessionPaper:
        if id_ not in self.papers:
            raise CoachError(f"There is no session {id_!r}.")
        return self.papers[id_]

    def remove_session(self, id_: str) -> str:
        self.past = tuple(line for line in self.past if line.id != id_)
        return f"Removed {id_}."

    def trends(self, weeks: int) -> Curves:
        self.weeks.append(weeks)
        return self.curves

    def preview(self, routine: str, level: str | None = None) -> Preview:
        self.levels.append(level)
        return self.paper[routine]

    def edit(self, file: str, line: int = 0, column: int = 1) -> None:
        self.edited.append((file, line, column))

    def copy(self, file: str) -> str:
        self.copied.append(file)
        return f"/mine/{file}"

    def new(self, name: str) -> str:
        if name in self.taken:
            raise CoachError(f"{name} is there already, and stays as it is.")
        return f"/mine/{name}.toml"

    def open(self, routine: str, level: str | None = None) -> Session:
        self.opened.append(routine if level is None else f"{routine} at {level}")
        assert self.session is not None
        return self.session

    def resume(self) -> Session:
        return self.open("resumed")

    def drop_resume(self) -> None:
        self.dropped = True

    def leave(self, session: Session, how: Leaving) -> Asking | None:
        self.left.append(how)
        return self.asking

    def checkin(self) -> Asking | None:
        return self.asking if self.asking not in self.answered else None

    def morning(self, *, wanted: bool = False) -> Asking | None:
        self.wanted.append(wanted)
        return self.this_morning if self.this_morning not in self.answered else None

    def correct(self, session: str, part: str | None = None) -> Asking:
        self.corrected.append((session, part))
        assert self.asking is not None
        return self.asking

    def drop_checkins(self) -> None:
        self.unasked = True

    def checked_in(self, asking: Asking) -> Result | None:
        self.answered.append(asking)
        return self.result

    def say(self, sentence: str) -> None:
        self.said.append(sentence)

    def hush(self) -> None:
        self.hushed += 1

    def decide(self, *, accept: bool) -> str:
        self.decided.append(accept)
        return "So be it."
