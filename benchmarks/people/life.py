"""The life of one person with the program, day by day: check-ins, records, diary, rules, doses and what is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from random import Random

from benchmarks.people.dosing import Rules
from benchmarks.people.knee import Body
from benchmarks.people.persons import Person
from benchmarks.people.play import LIGHT, known_named, played, routine_named, staged
from coach.checkin.flow import CheckInFlow, CheckInKind, Circumstances
from coach.checkin.questions import Answer
from coach.progress.diary import Diary, fallen_base, mornings_of, readings_of, response_now, session_day
from coach.progress.due import Due, DueToday, Situation, Stopped
from coach.progress.plan import Plan
from coach.progress.readings import response_record
from coach.progress.response import Kind, Readings, classify
from coach.progress.stopped import Stop, allows_types, stop_in
from coach.progress.today import due_today
from coach.progress.waiting import SORE_GAP, Judged, wait_of
from coach.session.build import LOADED_TYPES, circumstances_of, with_checkin
from coach.session.days import local_day
from coach.session.doses import DoseBook
from coach.session.morning_values import Morning
from coach.session.profile_values import BaseChange, Profile, Unlock
from coach.session.record import CheckInRecord, GoRecord, SessionRecord
from coach.timeline.model import Choices

START = date(2026, 1, 5)
"""Day 0, a Monday."""

BEDTIME = 21.5
"""Until then somebody waits in the evening for the hour from which loading is in order."""

LOOKED_BACK = timedelta(days=120)
"""What is handed on of the diary from day to day: the book looks at 60 days, the rules at 28 and more before them."""

SEEN_WITHIN = timedelta(days=14)


class _Unknown(Enum):
    UNKNOWN = "not derived yet"


UNKNOWN = _Unknown.UNKNOWN


@dataclass(frozen=True, slots=True)
class Loaded:
    """One loaded session, as it was played."""

    day: int
    session: str
    ended: datetime
    work: float
    """In multiples of the first session's."""
    seconds: float
    goes: tuple[GoRecord, ...]
    felt: tuple[int, int]
    """Knee pain during and after, whether it was answered or not."""
    eased: float
    """The share of the sets that was played, 1 where nothing was eased."""


@dataclass
class Life:
    """All that happened to one person."""

    person: Person
    seed: int
    loaded: list[Loaded] = field(default_factory=list)
    mornings: dict[int, int] = field(default_factory=dict)
    """Knee pain of every morning, whether it was answered or not."""
    stops: list[tuple[int, str]] = field(default_factory=list)
    """Days on which loading was stopped, each with its rule."""
    responses: dict[str, tuple[Kind, str]] = field(default_factory=dict)
    """What each loaded session came to in the end, with its rule."""
    book: DoseBook = field(default_factory=DoseBook)
    diary: Diary = field(default_factory=Diary)

    def kinds(self) -> list[tuple[Loaded, Kind, str]]:
        """Return each loaded session with what it came to."""
        return [(one, *self.responses[one.session]) for one in self.loaded]


def live(person: Person, seed: int, days: int | None = None) -> Life:
    """Return the life of one person of a kind; the same for the same seed."""
    return _Living(person, seed).through(person.weeks * 7 if days is None else days)


class _Living:
    def __init__(self, person: Person, seed: int) -> None:
        self.person = person
        self._diary: Diary | None = None
        self._lately: Diary | None = None
        self._derived: dict[str, tuple[SessionRecord, Readings]] = {}
        self.today = START
        self._stop: Stop | _Unknown | None = UNKNOWN
        self.random = Random(f"{person.name} {seed}")
        self.body = Body(person.knee, self.random)
        self.life = Life(person, seed)
        self.sessions: dict[str, SessionRecord] = {}
        self.other: list[Morning] = []
        self.profile = Profile(
            knee="right",
            base=person.base,
            bases=(BaseChange(START, None, person.base, "asked"),),
            set_up=START,
        )
        self.routine = routine_named(person.routine)
        self.rules = Rules({routine.id: routine for routine in (self.routine, routine_named(LIGHT))})
        self.loaded_steps = {go.step for go in staged(self.routine, Choices()).record.goes if go.type in LOADED_TYPES}
        self.first_work = staged(self.routine, Choices()).work
        self.stopped_on: int | None = None
        self.changed()

    def through(self, days: int) -> Life:
        for number in range(days):
            self.today = START + timedelta(days=number)
            if number:
                self.body.night()
            self.morning(number)
            if not self.away(number) and not self.day(number):
                break
        over = START + timedelta(days=days + 2)
        for session in self.diary.loaded:
            response = response_now(self.diary, session, over)
            assert response is not None
            self.life.responses[session.id] = response.kind, response.rule
        self.life.diary, self.life.book = self.diary, self.rules.book
        return self.life

    # --- a day -------------------------------------------------------------------------------------------------------

    def morning(self, number: int) -> None:
        """Wake up, and answer what is asked at the first start."""
        knee = self.body.now()
        self.life.mornings[number] = knee
        if self.away(number):
            return
        at = self.moment(number, 7.5)
        asked = [one for one in self.sessions.values() if local_day(one.ended) == START + timedelta(days=number - 1)]
        if asked:
            if self.answers(self.person.answers):
                self.answer_morning(asked[-1], knee, at)
                if self.person.light:  # else nothing is played before the evening
                    self.rules.settle(self.lately, local_day(at))
                    self.rules.answer_proposal(local_day(at), yes=True)
        elif self.answers(self.person.other_mornings):
            self.other.append(Morning(local_day(at), at, knee))
            self.changed()
        change = fallen_base(self.diary, local_day(at))
        if change is not None:
            self.profile = replace(self.profile, base=change.now, bases=(*self.profile.bases, change))
            self.changed()

    def day(self, number: int) -> bool:
        """Do what is due on a day; False where the story ends."""
        now = self.moment(number, 18 + self.random.random())
        if not self.still_going(number, now):
            return False
        due = self.due(now)
        if (
            due.due is not Due.LOADED
            and due.next_loaded is not None
            and due.next_loaded <= self.moment(number, BEDTIME)
        ):
            now = due.next_loaded + timedelta(minutes=1)
            due = self.due(now)
        comes = self.random.random() < self.person.comes
        if due.due is Due.LIGHT and due.routine is not None and self.random.random() < self.person.light:
            self.play_light(due.routine, number, now)
        if due.due is Due.LOADED and comes:
            self.rules.settle(self.lately, local_day(now))
            self.rules.answer_proposal(local_day(now), yes=True)
            self.train(number, now)
            return self.still_going(number, now)
        return True

    def still_going(self, number: int, now: datetime) -> bool:
        """Note a stop, and unlock it when somebody has had a look; False where the story ends with it."""
        stop = self.stop
        if stop is None:
            return True
        if self.stopped_on is None:
            self.stopped_on = number
            self.life.stops.append((number, stop.rule))
        if self.person.comes_back is None:
            return False
        if number >= self.stopped_on + self.person.comes_back:
            self.stopped_on = None
            base = min(10, max(0, round(self.body.usual)))
            self.profile = replace(
                self.profile,
                base=base,
                bases=(*self.profile.bases, BaseChange(local_day(now), self.profile.base, base, "unlock")),
                unlocks=(*self.profile.unlocks, Unlock(now, stop.session)),
            )
            self.changed()
        return True

    def train(self, number: int, now: datetime) -> None:
        """Play today's dose and answer the check-in behind it."""
        stage = staged(self.routine, self.rules.choices(self.routine))
        work = stage.work / self.first_work
        own = self.person.own if self.random.random() < self.person.own_chance else 1.0
        ended = now + timedelta(seconds=round(stage.timeline.seconds))
        journal, record = played(stage, f"{self.person.name}-{self.life.seed}-{number}", ended)
        eased = self.rules.book.ease.sets if self.rules.book.ease is not None else 1.0
        felt = self.body.load(work, own)
        self.life.loaded.append(
            Loaded(number, record.id, ended, work, stage.timeline.seconds, record.goes, felt, eased)
        )
        if self.answers(self.person.answers):
            circumstances = circumstances_of(journal, line=self.rules.asked(self.routine, self.lately))
            room = self.body.room(work)
            record = with_checkin(record, self.answered(CheckInFlow(circumstances), felt, room), ended)
        self.keep(record, provisional=True)

    def play_light(self, name: str, number: int, now: datetime) -> None:
        """Play what is light, and answer the check-in behind it."""
        stage = staged(routine_named(name), Choices())
        ended = now + timedelta(seconds=round(stage.timeline.seconds))
        journal, record = played(stage, f"{self.person.name}-{self.life.seed}-{number}", ended)
        if self.answers(self.person.answers):
            knee = self.body.now(), self.body.now()
            record = with_checkin(record, self.answered(CheckInFlow(circumstances_of(journal)), knee, 0), ended)
        self.keep(record, provisional=True)

    def answered(self, flow: CheckInFlow, felt: tuple[int, int], room: int) -> CheckInFlow:
        """Return the check-in after a session with every question answered."""
        loaded = flow.circumstances.loaded
        steps = [id_ for id_ in flow.circumstances.steps if id_ in self.loaded_steps]
        given: dict[str, Answer] = {
            "during": felt[0],
            "after": felt[1],
            "muscle": 0,
            "sharp": False,
            "step": self.random.choice(steps or list(flow.circumstances.steps)),
            "rir": room * 5 if loaded is not None and loaded.hold else room,
            "flags": (),
        }
        return _give(flow, given)

    def keep(self, record: SessionRecord, *, provisional: bool) -> None:
        """Store a session with what the rules make of it, as the program does behind a check-in."""
        self.sessions[record.id] = record
        self.changed()
        if record.answers("after") or record.answers("morning"):
            response = classify(readings_of(self.lately, record))
            self.sessions[record.id] = replace(record, response=response_record(response, provisional=provisional))
            self.changed()

    def answer_morning(self, session: SessionRecord, knee: int, at: datetime) -> None:
        flow = CheckInFlow(Circumstances(), CheckInKind.MORNING)
        given: dict[str, Answer] = {
            "knee_am": knee,
            "muscle_am": self.body.sore(),
            "stiff": self.body.stiff,
            "swelling": self.body.swelling,
            "flags": (),
        }
        _give(flow, given)
        self.keep(replace(session, morning=CheckInRecord(at, flow.answers, flow.complete)), provisional=False)

    # --- what it hangs on --------------------------------------------------------------------------------------------

    @property
    def diary(self) -> Diary:
        """All that is kept, made anew only after something was added."""
        if self._diary is None:
            self._diary = Diary(tuple(self.sessions.values()), tuple(self.other), self.profile)
        return self._diary

    @property
    def lately(self) -> Diary:
        """The diary of `LOOKED_BACK` days, and the last session however old: what the program looks at, too."""
        if self._lately is None:
            sessions = tuple(self.sessions.values())
            recent = tuple(one for one in sessions if sessions[-1].ended - one.ended <= LOOKED_BACK)
            self._lately = Diary(recent, tuple(self.other[-LOOKED_BACK.days :]), self.profile)
            self._lately._readings.update(self._derived)
        return self._lately

    @property
    def stop(self) -> Stop | None:
        """What stops the loading, for which everybody is seen within `SEEN_WITHIN`."""
        if self._stop is UNKNOWN:
            sessions = self.lately.sessions
            self._stop = stop_in(
                (one for one in sessions if sessions[-1].ended - one.ended <= SEEN_WITHIN), self.profile
            )
        return self._stop

    def changed(self) -> None:
        """Forget what was derived: something was added to what is kept."""
        if self._lately is not None:
            # Nobody corrects anything here: what follows for a session whose morning is over is never another.
            over = self.today - timedelta(days=2)
            self._derived = {
                id_: known for id_, known in self._lately._readings.items() if session_day(known[0]) < over
            }
        self._diary, self._lately, self._stop = None, None, UNKNOWN

    def due(self, now: datetime) -> DueToday:
        diary, stop = self.lately, self.stop
        recent = [record for record in diary.sessions if now - record.ended <= SORE_GAP]
        responses = {record.id: response_now(diary, record, local_day(now)) for record in recent}
        judged = {id_: Judged(found.kind, found.rule) for id_, found in responses.items() if found is not None}
        situation = Situation(
            now=now,
            sessions=diary.sessions,
            wait=wait_of(recent, judged, now),
            stopped=Stopped(stop.rule, lambda one: allows_types(stop, one.types)) if stop is not None else None,
            mornings=mornings_of(diary),
            base=self.profile.base,
            suggested=(self.person.routine,),
        )
        return due_today([known_named(self.person.routine), known_named(LIGHT)], situation, Plan())

    def moment(self, number: int, hour: float) -> datetime:
        """Return a local time of a day, with the offset of where the person is."""
        hours = next(hours for day, hours in reversed(self.person.offsets) if day <= number)
        midnight = datetime.combine(
            START + timedelta(days=number), datetime.min.time(), timezone(timedelta(hours=hours))
        )
        return midnight + timedelta(seconds=round(hour * 3600))

    def away(self, number: int) -> bool:
        return any(first <= number <= last for first, last in self.person.away)

    def answers(self, chance: float) -> bool:
        return self.random.random() < chance


def _give(flow: CheckInFlow, given: Mapping[str, Answer]) -> CheckInFlow:
    while (question := flow.question) is not None:
        flow.answer(given[question.id])
    return flow
