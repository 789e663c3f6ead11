"""The program behind the screens: the desk in the words of `coach.tui.ports`."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from coach.checkin.flags import Tier
from coach.checkin.flow import Said
from coach.checkin.questions import Answer, Question
from coach.desk.asking import OpenQuestions
from coach.desk.cautions import caution_words
from coach.desk.checkin import ClosedSession, OpenCheckIn, told_of
from coach.desk.days import day_words
from coach.desk.desk import Desk
from coach.desk.history import NAMED, describe, how_many, last_played, session_of, sessions
from coach.desk.opening import Wishes, open_performance, open_talker
from coach.desk.performance import NOT_THE_KNEE, Performance, end_words, kept_words
from coach.desk.person import notice_is_due, notice_read, profile_of
from coach.desk.routines import ListedRoutine, load
from coach.desk.sittings import Sittings
from coach.desk.speaking import LateTalker, Talker
from coach.desk.stopping import StoppedError, current_stop, refuse_if_stopped, stop_words
from coach.errors import CoachError
from coach.player.model import Event, PlacedCue
from coach.progress.cautions import cautions_of
from coach.progress.stopped import allows
from coach.routine.model import Routine
from coach.session.lock import BusyError
from coach.session.record import SessionRecord
from coach.source import Problem, plain
from coach.tui.ports import Asking, Leaving, Session
from coach.tui.shown import (
    Appearance,
    Concern,
    Curves,
    FlashWords,
    Home,
    Past,
    Preview,
    Result,
    ResumeOffer,
    RoutineLine,
    SessionLine,
    SessionPaper,
    Stopped,
    TodayCard,
    Worry,
)
from coach.tui.theme import theme_name
from coach.units import Seconds
from coach.words.files import load_phrases

if TYPE_CHECKING:
    from coach.desk.first_run import OpenFirstRun
    from coach.desk.listing import RoutineList
    from coach.desk.previewing import Previewed
    from coach.words.phrases import Phrases

LAST_SESSIONS = 5

OTHER_COPY = "Another copy of Coach is playing. Finish it first; everything can be read meanwhile."


class Waker:
    """Wakes a screen when something happens; a listener of playback."""

    def __init__(self, wake: Callable[[], object]) -> None:
        self._wake = wake

    def on_event(self, event: Event) -> None:
        self._wake()

    def on_cue(self, placed: PlacedCue) -> None:
        if placed.cue.caption:
            self._wake()

    def on_tick(self, now: Seconds) -> None:
        """Do nothing: the screen has its own ticks."""


class ScreenSession:
    """A performance as the play screen sees it."""

    def __init__(self, performance: Performance) -> None:
        self.performance = performance
        self.playing = performance
        self.warning = performance.warning
        phrases = performance.phrases
        self.words = FlashWords(*(phrases(f"flash.{word}") for word in ("go", "switch", "end", "done")))
        self.not_the_knee = tuple(Worry(flag, phrases(f"flags.{flag}")) for flag in NOT_THE_KNEE)

    def run(self) -> None:
        self.performance.run()

    def listen(self, wake: Callable[[], object]) -> None:
        self.performance.playback.listen(Waker(wake))

    def report(self, worry: str) -> Concern:
        tier = self.performance.worry(worry)
        return Concern(self.performance.phrases(tier.sentence), emergency=tier is Tier.EMERGENCY)


class ScreenCheckIn:
    """Open questions as their screen sees them."""

    def __init__(self, checkin: OpenQuestions, talker: Talker) -> None:
        self.checkin = checkin
        self.title = checkin.title
        self.flow = checkin.flow
        self._talker = talker
        self._greeting = checkin.greeting
        self._hushes = False
        texts = [talker.phrases(question.text, **question.values) for question in self.flow.plan]
        talker.prepare([" ".join(filter(None, (self._greeting, texts[0]))), *texts[1:]])

    @property
    def trouble(self) -> str:
        return self.checkin.trouble or ""

    def words(self, key: str, values: Mapping[str, str]) -> str:
        return self._talker.phrases(key, **values)

    def kept(self) -> None:
        self.checkin.keep()

    def ask(self, question: Question) -> None:
        greeting, self._greeting = self._greeting, ""
        asked = self.words(question.text, question.values)
        self._hushes = True
        self._talker.say(f"{greeting} {asked}" if greeting else asked)

    def say(self, said: Said) -> None:
        self._hushes = False
        self._talker.say(self.words(said.sentence, {}))

    def hush(self) -> None:
        if self._hushes:
            self._hushes = False
            self._talker.hush()


class ScreenSetup:
    """The first-run questions as their screen sees them."""

    def __init__(self, open_: OpenFirstRun, phrases: Phrases) -> None:
        self._open = open_
        self._phrases = phrases
        self.run = open_.run

    @property
    def trouble(self) -> str:
        return self._open.trouble

    def words(self, key: str) -> str:
        return self._phrases(key)

    def answer_words(self, question: Question, answer: Answer) -> str:
        from coach.desk.first_run import answer_words

        return answer_words(question, answer, self._phrases)

    def suggestion(self) -> tuple[str, ...]:
        from coach.desk.first_run import suggestion_words

        return suggestion_words(self.run, self._phrases)

    def keep(self) -> None:
        self._open.keep()

    def close(self) -> None:
        self._open.close()


class Program:
    """Implements `AppModel` over the desk; `opened` is a session that the command line has begun already.

    The lock of the copy that plays is held from the start of a session or check-in to its end, not by a home screen.
    """

    def __init__(
        self,
        desk: Desk,
        sittings: Sittings,
        opened: Performance | None = None,
        *,
        opener: Callable[[], Performance] | None = None,
        wishes: Wishes | None = None,
    ) -> None:
        self.desk = desk
        self._sittings = sittings
        self._opened = opened
        self._opener = opener
        self._performance = opened
        self._talker: LateTalker | None = None
        self._wishes = wishes or Wishes()
        self._routines: RoutineList | None = None
        self.last_word = ""
        """What became of the session that was left last, for the shell; empty before any was."""
        settings = desk.settings
        self.appearance = Appearance(theme_name(settings.theme.value, os.environ), keymap=dict(settings.keys))
        self._phrases = load_phrases()

    def close(self) -> None:
        """Let everything go that was opened; a session that nobody left is kept."""
        if self._performance is not None:
            self._performance.close()
            self.last_word = self.last_word or kept_words(self._performance)
        if self._talker is not None:
            self._talker.close()
        self._sittings.rest()

    # --- words -------------------------------------------------------------------------------------------------------

    def words(self, key: str) -> str:
        return self._phrases(key)

    def notice(self) -> str:
        return self._phrases("notice.first_run") if notice_is_due(self.desk) else ""

    def notice_read(self) -> None:
        notice_read(self.desk)

    def setup_is_due(self) -> bool:
        from coach.desk.first_run import first_run_is_due

        return first_run_is_due(self.desk)

    def set_up(self) -> ScreenSetup:
        from coach.desk.first_run import OpenFirstRun

        return ScreenSetup(OpenFirstRun(self.desk), self._phrases)

    def stopped(self) -> Stopped | None:
        stop = current_stop(self.desk)
        if stop is None:
            return None
        return Stopped(
            stop_words(stop, self._phrases),
            self._phrases("unlock.sentence"),
            self._phrases("unlock.base"),
            self._phrases("unlock.done"),
            profile_of(self.desk).base,
        )

    def unlock(self, base: int | None) -> None:
        from coach.desk.unlocking import unlock

        stop = current_stop(self.desk)
        if stop is None:
            return
        try:
            unlock(self.desk, stop, base)
        except OSError as error:
            path = self.desk.paths.profile
            raise CoachError(f"{path} cannot be written: {error.strerror or error}.") from error

    def say(self, sentence: str) -> None:
        self._talks().say(sentence)

    def hush(self) -> None:
        self._talks().hush()

    def _talks(self) -> Talker:
        """Return what speaks now: the session that was opened last, else a voice of its own."""
        if self._performance is not None:
            return self._performance
        if self._talker is None:
            self._talker = open_talker(self.desk, self._wishes, self._phrases.lang)
        return self._talker

    # --- reading -----------------------------------------------------------------------------------------------------

    def home(self) -> Home:
        from coach.desk.keeping import look_at_single  # which a session that is begun by its name does without

        now = self.desk.clock.now()
        recent = sessions(self.desk, latest=NAMED)
        played = last_played(self.desk)
        lines, watch = self._list().read()
        routines = []
        ticked = profile_of(self.desk).precautions
        for line in lines:
            last = played.get(line.listed.id)
            problems = line.listed.errors or line.faults
            shown = _routine_line(line.listed, problems, day_words(last, now) if last else "")
            plan = line.listed.routine
            careful = plan is not None and bool(cautions_of(plan, ticked))
            routines.append(replace(shown, careful=careful))
        settings = [plain(problem) for problem in self.desk.setting_problems]
        without = dict.fromkeys(plain(problem) for line in lines for problem in line.listed.without)
        left = self._sittings
        left.glance()
        return Home(
            routines=tuple(routines),
            sessions=tuple(self._line(record) for record in reversed(recent.records[-LAST_SESSIONS:])),
            resume=self._offer(),
            checkin=", ".join(self._open_questions()),
            stopped=current_stop(self.desk) is not None,
            today=self._today(line.listed for line in lines),
            problems=(*settings, *without, *recent.sentences, *look_at_single(self.desk.paths), *left.sentences),
            watch=watch,
        )

    def _today(self, routines: Iterable[ListedRoutine]) -> TodayCard:
        from coach.desk.today import title_of, today_of  # a session that is begun by its name does without

        today = today_of(self.desk, routines=[(one.routine, one.path) for one in routines if one.routine is not None])
        changed = [f"{line.name} {line.difference}" for line in today.dose if line.changed]
        notes = (today.review, today.restart, *today.problems, today.week if today.days_trained else "")
        return TodayCard(
            due=f"Today: {title_of(today)}" if today.routine is not None else "Today: nothing is due",
            changes="\n".join(part for part in ("; ".join(changed), *today.changes) if part),
            proposal=f"Offered: {today.proposal}. y takes it, n leaves it." if today.proposal else "",
            reason=f"{today.reason} (rule {today.rule})" if today.rule.startswith("P") else today.reason,
            notes=" ".join(note for note in notes if note),
            routine=today.reference,
            short=today.shorter,
        )

    def _open_questions(self) -> Iterator[str]:
        """Yield what nobody has answered yet, by names for people."""
        for each in self._sittings.checkins:
            yield each.journal.head.routine.name
        morning = self._sittings.morning_shown()
        if morning is not None:
            of = f" after {morning.session.routine.name}" if morning.session is not None else ""
            yield f"this morning{of}"

    def _list(self) -> RoutineList:
        from coach.desk.listing import RoutineList  # which needs the reader, as a session that was kept does not

        if self._routines is None:
            self._routines = RoutineList(self.desk)
        return self._routines

    def _offer(self) -> ResumeOffer | None:
        found = self._sittings.resume
        if found is None:
            return None
        journal = found.journal
        go = next((go for go in journal.goes if journal.playhead.segment in go.segments), None)
        where = f"{go.name}, set {go.set} of {go.sets}" if go is not None else "between two steps"
        return ResumeOffer(journal.head.routine.name, where, f"{journal.alive_until:%H:%M}")

    def history(self, latest: int) -> Past:
        found = sessions(self.desk, latest=latest)
        lines = tuple(self._line(record) for record in reversed(found.records))
        earlier = max(0, how_many(self.desk) - len(lines)) if len(lines) >= latest else 0
        return Past(lines, earlier, found.sentences)

    def past_session(self, id_: str) -> SessionPaper:
        from coach.desk.correcting import correctable
        from coach.desk.past import in_full  # looking back is not on the way to the first word
        from coach.desk.removing import changes_of, removable, stays

        record = session_of(self.desk, id_)
        lines = tuple(
            (line.text, line.heading) for line in in_full(record, changes_of(self.desk, record), self._phrases)
        )
        refused = ""
        try:
            removable(self.desk, record)
        except CoachError as error:
            refused = str(error)
        return SessionPaper(lines, stays(self.desk, record), refused, correctable(record))

    def remove_session(self, id_: str) -> str:
        from coach.desk.removing import remove

        return remove(self.desk, session_of(self.desk, id_))

    def trends(self, weeks: int) -> Curves:
        from coach.desk.trends import look_back  # plots are not on the way to the first word
        from coach.export.trendcharts import ahead_words, charts

        back = look_back(self.desk, weeks)
        ahead = ahead_words(back.trends)
        return Curves(charts(back.trends), (*((ahead,) if ahead else ()), *back.sentences))

    def _line(self, record: SessionRecord) -> SessionLine:
        line = describe(record, self._phrases)
        return SessionLine(line.when, line.routine, line.outcome, line.length, line.knee, line.said, record.id)

    # --- writing -----------------------------------------------------------------------------------------------------

    def preview(self, routine: str, level: str | None = None) -> Preview:
        from coach.desk.copying import is_bundled
        from coach.desk.editing import can_be_edited
        from coach.desk.previewing import preview  # writing is not on the way to the first word

        found = preview(self.desk, routine, level)
        plan = found.routine
        levels = plan.levels if plan is not None else ()
        return Preview(
            found.timeline,
            plan.equipment if plan is not None else (),
            plan.summary if plan is not None else "",
            refused=OTHER_COPY if self._sittings.glance() else self._stopped(plan),
            careful=caution_words(plan, profile_of(self.desk), self._phrases) if plan is not None else "",
            differs=found.differs,
            problems=found.problems,
            texts=found.texts,
            levels=levels,
            level=level if level in levels else self._level_of(found, levels),
            file=found.file,
            own=not is_bundled(found.file),
            unreadable=found.unreadable,
            editable=can_be_edited(found.file),
            watch=found.watch,
        )

    def _level_of(self, found: Previewed, levels: tuple[str, ...]) -> str | None:
        """Return the level that a routine is played at where none is chosen; None where doses have it at several."""
        if found.differs and found.timeline is not None:
            return found.timeline.level
        return next(iter(levels), None)

    def _stopped(self, routine: Routine | None) -> str:
        """Return that a stop does not allow this; empty where it does."""
        stop = current_stop(self.desk) if routine is not None else None
        if routine is None or allows(stop, routine):
            return ""
        return str(StoppedError(stop, routine.name, self._phrases)) if stop is not None else ""

    def edit(self, file: str, line: int = 0, column: int = 1) -> None:
        from coach.desk.editing import edit

        edit(self.desk.settings.editor, file, line, column)

    def copy(self, file: str) -> str:
        from coach.desk.copying import copy_to_routines
        from coach.desk.starting import write_schema

        copied = copy_to_routines(self.desk.paths, file)
        write_schema(copied.parent)
        return str(copied)

    def new(self, name: str) -> str:
        from coach.desk.starting import start

        return str(start(self.desk, name, only_name=True).path)

    # --- playing -----------------------------------------------------------------------------------------------------

    def open(self, routine: str, level: str | None = None) -> Session:
        if self._opened is not None:
            performance, self._opened = self._opened, None
            self._allowed(performance)
        elif self._opener is not None:
            opener, self._opener = self._opener, None
            performance = self._opened_now(opener)
        else:
            with self._held():
                performance = open_performance(self.desk, load(self.desk, routine), Wishes(level=level))
        return self._session(performance)

    def resume(self) -> Session:
        if self._opened is not None or self._opener is not None:
            return self.open("")
        with self._held() as sittings:
            return self._session(sittings.open_resume(Wishes()))

    def _opened_now(self, opener: Callable[[], Performance]) -> Performance:
        """Open the session that the command line asked for; that the answers before it forbid it is told there too."""
        try:
            with self._held():
                return opener()
        except StoppedError as error:
            self.last_word = str(error)
            raise

    def _allowed(self, performance: Performance) -> None:
        """Throw a session away that was opened before a check-in stopped the loading; raises StoppedError then."""
        try:
            if performance.writer is not None:
                refuse_if_stopped(self.desk, performance.routine)
        except StoppedError as error:
            performance.throw_away()
            self.last_word = str(error)
            raise

    def _session(self, performance: Performance) -> ScreenSession:
        if self._performance is not None and self._performance is not performance:
            self._performance.close()
        self._performance = performance
        return ScreenSession(performance)

    @contextlib.contextmanager
    def _held(self, *, on: bool = True) -> Iterator[Sittings]:
        """Hold the lock, and `on` after the end unless that is an error; raises BusyError where another copy plays."""
        begun = self._sittings.begun
        self._sittings.begin()
        try:
            yield self._sittings
        except BaseException:
            on = False
            raise
        finally:
            if not on and not begun:
                self._sittings.rest()

    def drop_resume(self) -> None:
        with self._held(on=False) as sittings:
            trouble = sittings.drop_resume()
        if trouble:
            raise CoachError(trouble)

    def leave(self, session: Session, how: Leaving) -> Asking | None:
        assert isinstance(session, ScreenSession)
        performance = session.performance
        if how is Leaving.KEPT:
            performance.keep()
            self.last_word = kept_words(performance)
        elif how is Leaving.THROWN_AWAY:
            performance.throw_away()
            self.last_word = "Thrown away."
        else:
            performance.finish()
            self.last_word = end_words(performance)
            after = self._sittings.after(performance)
            if isinstance(after, OpenCheckIn):
                return ScreenCheckIn(after, performance)
            if isinstance(after, ClosedSession):
                self._over(after.trouble)
                return None
        self._over()
        return None

    def _over(self, trouble: str | None = None) -> None:
        """Look for what is left to go on with, and let other copies play unless a session is open and waits.

        The voice stays, for it may still be saying what answers a worry.
        """
        self._sittings.look(self._performance)
        if self._opened is None and self._opener is None:
            self._sittings.rest()
        if trouble:
            self.last_word = trouble
            raise CoachError(trouble)

    # --- checking in -------------------------------------------------------------------------------------------------

    def checkin(self) -> Asking | None:
        with self._held() as sittings:
            after = sittings.open_checkin()
        if after is None:
            self._over()
            return None
        return ScreenCheckIn(after, self._talks())

    def morning(self, *, wanted: bool = False) -> Asking | None:
        try:
            with self._held() as sittings:
                questions = sittings.open_morning(wanted=wanted)
        except BusyError:
            if wanted:
                raise
            return None  # nobody asked for it, and the home screen says that another copy plays
        if questions is None:
            self._over()
            return None
        return ScreenCheckIn(questions, self._talks())

    def correct(self, session: str, part: str | None = None) -> Asking:
        from coach.desk.answering import questions_of
        from coach.desk.correcting import find_session

        record = find_session(self.desk, session)
        with self._held() as sittings:
            questions = questions_of(self.desk, sittings, record, part)
        return ScreenCheckIn(questions, self._talks())

    def drop_checkins(self) -> None:
        with self._held(on=False) as sittings:
            trouble = sittings.drop_checkins()
            sittings.drop_morning()
        if trouble:
            raise CoachError(trouble)

    def checked_in(self, asking: Asking) -> Result | None:
        assert isinstance(asking, ScreenCheckIn)
        if not asking.flow.done:
            asking.checkin.put_off()
            self._over()
            return None
        closed = asking.checkin.close()
        self._over(closed.trouble)
        told = told_of(closed, self._phrases)
        if told is None:
            return None
        return Result(told.sentence, told.reason, told.lines, told.offer, told.spoken)

    def decide(self, *, accept: bool) -> str:
        from coach.desk.dosing import Dosing

        return Dosing(self.desk).answer(accept)


def _routine_line(entry: ListedRoutine, problems: tuple[Problem, ...], last_played: str) -> RoutineLine:
    own = not entry.bundled
    place = problems[0].place if problems else None
    if entry.routine is None:
        return RoutineLine(
            entry.id,
            Path(entry.path).name,
            None,
            problem=entry.why_not,
            problems=len(problems),
            file=entry.path,
            own=own,
            place=place,
        )
    return RoutineLine(
        entry.id,
        entry.routine.name,
        entry.seconds,
        estimated=True,  # a list must not wait for a voice
        equipment=entry.routine.equipment,
        last_played=last_played,
        problems=len(problems),
        file=entry.path,
        own=own,
        place=place,
    )
