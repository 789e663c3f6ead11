"""What the home screen shows: the list of routines, today, what is left of earlier runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from coach.desk.days import day_words
from coach.desk.desk import Desk
from coach.desk.history import NAMED, last_played, sessions
from coach.desk.keeping import look_at_single
from coach.desk.listing import RoutineList
from coach.desk.person import profile_of
from coach.desk.routines import ListedRoutine
from coach.desk.sittings import Sittings
from coach.desk.stopping import current_stop
from coach.desk.today import today_of
from coach.progress.cautions import cautions_of
from coach.progress.due import Due
from coach.source import Problem, plain
from coach.tui.behind.past import session_line
from coach.tui.shown import Home, ResumeOffer, RoutineLine, TodayCard
from coach.words.phrases import Phrases

LAST_SESSIONS = 5


class HomePage:
    """Reads what the home screen shows; of files that are as they were it reads nothing anew."""

    def __init__(self, desk: Desk, sittings: Sittings, phrases: Phrases) -> None:
        self._desk = desk
        self._sittings = sittings
        self._phrases = phrases
        self._routines = RoutineList(desk)

    def read(self) -> Home:
        """Return what there is to show now; may read files."""
        desk, left = self._desk, self._sittings
        now = desk.clock.now()
        recent = sessions(desk, latest=NAMED)
        played = last_played(desk)
        lines, watch = self._routines.read()
        routines = []
        ticked = profile_of(desk).precautions
        for line in lines:
            last = played.get(line.listed.id)
            ago = day_words(last, now) if last else ""
            shown = _routine_line(line.listed, line.listed.errors or line.faults, ago, self._phrases)
            plan = line.listed.routine
            routines.append(replace(shown, careful=plan is not None and bool(cautions_of(plan, ticked))))
        settings = [plain(problem) for problem in desk.setting_problems]
        without = dict.fromkeys(plain(problem) for line in lines for problem in line.listed.without)
        left.glance()
        return Home(
            routines=tuple(routines),
            sessions=tuple(session_line(record, self._phrases) for record in reversed(recent.records[-LAST_SESSIONS:])),
            resume=self._offer(),
            checkin=", ".join(self._open_questions()),
            stopped=current_stop(desk) is not None,
            today=_today(desk, self._phrases, (line.listed for line in lines)),
            problems=(*settings, *without, *recent.sentences, *look_at_single(desk.paths), *left.sentences),
            watch=watch,
        )

    def _open_questions(self) -> Iterator[str]:
        """Yield what nobody has answered yet, by names for people."""
        for each in self._sittings.checkins:
            yield each.journal.head.routine.name
        morning = self._sittings.morning_shown()
        if morning is not None:
            of = f" after {morning.session.routine.name}" if morning.session is not None else ""
            yield f"this morning{of}"

    def _offer(self) -> ResumeOffer | None:
        found = self._sittings.resume
        if found is None:
            return None
        journal = found.journal
        go = next((go for go in journal.goes if journal.playhead.segment in go.segments), None)
        where = f"{go.name}, set {go.set} of {go.sets}" if go is not None else "between two steps"
        return ResumeOffer(journal.head.routine.name, where, f"{journal.alive_until:%H:%M}")


def _today(desk: Desk, phrases: Phrases, routines: Iterable[ListedRoutine]) -> TodayCard:
    today = today_of(desk, routines=[(one.routine, one.path) for one in routines if one.routine is not None])
    changed = [f"{line.name} {line.difference}" for line in today.dose if line.changed]
    notes = (*today.problems, today.restart, today.review, today.week if today.days_trained else "")
    title = today.title if today.routine is not None else phrases("today.due_nothing")
    due, reason = phrases("today.due", title=title), today.reason
    if today.rule.startswith("P"):
        reason = phrases("response.with_rule", reason=reason, rule=today.rule)
    if today.due is Due.STOPPED:  # that comes before anything that could be read as what to do now
        meanwhile = phrases("today.meanwhile", title=today.title) if today.routine is not None else ""
        due, reason = phrases("today.due", title=today.reason), meanwhile
    return TodayCard(
        due=due,
        changes="\n".join(part for part in ("; ".join(changed), *today.changes) if part),
        proposal=phrases("today.offered_keys", offer=today.proposal) if today.proposal else "",
        reason=" ".join(part for part in (reason, today.missing, today.careful) if part),
        notes=" ".join(note for note in notes if note),
        routine=today.reference,
        short=today.shorter,
    )


def _routine_line(
    entry: ListedRoutine, problems: tuple[Problem, ...], last_played: str, phrases: Phrases
) -> RoutineLine:
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
        equipment=tuple(phrases.thing(word) for word in entry.routine.equipment),
        last_played=last_played,
        problems=len(problems),
        file=entry.path,
        own=own,
        place=place,
    )
