"""What is due today, at which dose and why: for `coach today`, the home screen and `coach play` without a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from coach.desk.cautions import caution_words
from coach.desk.desk import Desk
from coach.desk.dosewords import change_line, told_later
from coach.desk.dosing import Dosing
from coach.desk.early import when_words
from coach.desk.situation import (
    file_sentences,
    lost_lately,
    plan_from,
    plan_problems,
    readable_routines,
    recent_diary,
    situation_of,
)
from coach.desk.stopping import current_stop, stop_words
from coach.progress.diary import Diary
from coach.progress.due import Due, DueToday, Reason
from coach.progress.plan import known
from coach.progress.played import Doses
from coach.progress.stopped import Stop
from coach.progress.suggest import candidate_of, lacking
from coach.progress.today import due_today
from coach.routine.model import Routine
from coach.session.build import is_loaded_step
from coach.session.days import local_day
from coach.session.doses import Change, Decision
from coach.timeline.amounts import amounts_of
from coach.timeline.model import Choices
from coach.timeline.paper import clock_time
from coach.units import Seconds
from coach.words.files import note_words
from coach.words.phrases import Phrases, capital
from coach.words.speech import FixedLengths


@dataclass(frozen=True, slots=True)
class DoseLine:
    """How much of one step is played today."""

    step: str
    """Its id."""
    name: str
    today: str
    """ "5 × 35 s" """
    file: str
    """The same as the file says it."""
    why: str = ""
    """The reading behind the difference, where it is new since the last loaded session."""

    @property
    def changed(self) -> bool:
        return self.today != self.file

    @property
    def difference(self) -> str:
        """Today's amount beside the file's with the reading: "5 × 30 s → 5 × 35 s: knee 1 this morning"."""
        if not self.changed:
            return self.today
        return f"{self.file} → {self.today}: {self.why}" if self.why else f"{self.file} → {self.today}"


@dataclass(frozen=True, slots=True)
class Today:
    """What is due, in words for people."""

    due: Due
    day: date
    heading: str
    """The day by its name."""
    reason: str
    """Why, in a sentence or two."""
    rule: str
    """P2–P9 of docs/rules.md; with a stop the rule of the check-in behind it."""
    rule_words: str
    routine: str | None = None
    """The id of what is due; None where nothing is."""
    name: str = ""
    title: str = ""
    """Its name with its length, and its hour where the plan has one: "Knee foundation, about 16:32"."""
    reference: str = ""
    """By which it is found, its path."""
    seconds: Seconds | None = None
    """How long it takes at today's dose, speech estimated."""
    open_ended: bool = False
    equipment: tuple[str, ...] = ()
    missing: str = ""
    """What of it nobody has, by the first-run answers, in words; empty where that is nothing."""
    careful: str = ""
    """What the first-run answers warn of in it; empty where that is nothing."""
    dose: tuple[DoseLine, ...] = ()
    """Its loaded steps."""
    changes: tuple[str, ...] = ()
    """What changed of it since the last loaded session, with reading and rule; and where its file won."""
    proposal: str = ""
    """What waits for a yes, with reading and rule: "Wall sit 5 × 30 s → 5 × 35 s: …"; empty where nothing does."""
    at: str | None = None
    """The hour that the plan has for it."""
    next_loaded: datetime | None = None
    """From when on the next loaded session is in order; None where nobody can say."""
    restart: str = ""
    """That less is played after days away."""
    review: str = ""
    """That somebody should look at a knee that is not clearly better."""
    days_trained: int = 0
    """Days of the last seven with a session."""
    week: str = ""
    """The same in words."""
    short: bool = False
    """It was chosen for little time."""
    shorter: str = ""
    """The path of what would be due then; empty where that is nothing else."""
    problems: tuple[str, ...] = ()
    """What is wrong with the plan, and that a session of the last days cannot be read."""
    files: tuple[str, ...] = ()
    """What is wrong with the files of the last days' sessions, by their names."""


def today_of(desk: Desk, *, short: bool = False, routines: Iterable[tuple[Routine, str]] | None = None) -> Today:
    """Return what is due now; `short` where there is little time.

    `routines` are those that can be played, each with its path, where they are at hand already.
    """
    found = {
        routine.id: (routine, path) for routine, path in (readable_routines(desk) if routines is None else routines)
    }
    dosing = Dosing(desk, [routine for routine, _ in found.values()])
    diary = recent_diary(desk, dosing.reads_from)
    options = [known(routine) for routine, _ in found.values()]
    plan = plan_from(desk, options, diary)
    stop = current_stop(desk, diary.profile)  # of the whole diary, however old
    candidates = [candidate_of(routine) for routine, _ in found.values()]
    lost = lost_lately(desk)
    situation = situation_of(desk, diary, stop, candidates, lost)
    due = due_today(options, situation, plan, short=short)
    phrases = desk.phrases()
    dosing.settle(diary)
    told = Today(
        due=due.due,
        day=due.day,
        heading=_heading(due.day, phrases),
        reason=_reason(due, stop, {id_: routine.name for id_, (routine, _) in found.items()}, desk, phrases),
        rule=due.rule,
        rule_words=phrases(f"today.{'P1' if stop is not None else due.rule}"),
        at=due.at,
        next_loaded=due.next_loaded,
        restart=_words(due.restart, phrases),
        review=_words(due.review, phrases),
        days_trained=due.days_trained,
        week=phrases("today.week", n=due.days_trained),
        short=short,
        shorter=_shorter(due, due_today(options, situation, plan, short=True), found),
        proposal=change_line(dosing.proposal, phrases) if dosing.proposal is not None else "",
        problems=(
            *plan_problems(plan, phrases),
            *([dosing.trouble] if dosing.trouble else []),
            *(phrases("today.lost", when=_moment(one.began, phrases)) for one in lost),
        ),
        files=file_sentences(desk, lost),
    )
    if due.routine is None:
        return told
    routine, path = found[due.routine]
    choices = desk.choices(routine)
    played = dosing.doses_for(routine)
    in_force = _in_force(_new_changes(dosing, routine, diary), played)
    dose, lines = _explained(dose_lines(routine, choices), in_force, phrases)
    timeline = desk.timeline(routine, choices, FixedLengths())
    missing = lacking(routine.equipment, diary.profile.equipment)
    return replace(
        told,
        routine=routine.id,
        name=routine.name,
        title=_title(routine.name, timeline.seconds, due.at, phrases),
        reference=path,
        seconds=timeline.seconds,
        open_ended=timeline.open_ended,
        equipment=routine.equipment,
        missing=phrases("today.missing", things=phrases.listed([phrases.thing(each) for each in missing]))
        if missing
        else "",
        careful=caution_words(routine, diary.profile, phrases),
        dose=dose,
        changes=(*lines, *(note_words(note, phrases) for note in played.notes)),
    )


def _title(name: str, seconds: Seconds, at: str | None, phrases: Phrases) -> str:
    """Return what is due with its length, and its hour where the plan has one: "Knee foundation, about 16:32"."""
    title = phrases("today.title", name=name, length=clock_time(round(seconds)))
    return phrases("today.title_at", title=title, at=at) if at else title


def dose_lines(routine: Routine, choices: Choices) -> tuple[DoseLine, ...]:
    """Return how much of each loaded step is played under the choices of today, beside what the file says."""
    today = amounts_of(routine, choices)
    file = amounts_of(routine, replace(choices, doses={}, levels={}))
    lines = []
    for id_, amount in today.items():
        step = amount.step
        if not is_loaded_step(step):
            continue
        planned = file.get(id_)
        name = planned.step.name if planned is not None else step.name
        rung = f"{step.name} " if step.name != name else ""
        lines.append(DoseLine(id_, name, f"{rung}{amount.words}", planned.words if planned is not None else ""))
    return tuple(lines)


def _reason(due: DueToday, stop: Stop | None, names: Mapping[str, str], desk: Desk, phrases: Phrases) -> str:
    if stop is not None:
        return stop_words(stop, phrases)
    now = desk.clock.now()
    then = phrases("today.then_unknown")
    if due.next_loaded is not None:
        when = when_words(due.next_loaded, now, phrases)
        if due.next_loaded <= now:
            then = phrases("today.then_now")
        elif due.next_planned is not None:
            then = phrases("today.then_planned", planned=names[due.next_planned], when=when)
        else:
            then = phrases("today.then_from", when=when)
    reason = phrases(f"today.{due.reason.key}", **due.reason.values, then=then)
    if due.put_off is None:
        return reason
    return f"{phrases('today.planned_early', planned=names[due.put_off])} {reason}"


def _new_changes(dosing: Dosing, routine: Routine, diary: Diary) -> list[Change]:
    """Return what changed of a routine by the answers to the last loaded session; `restart` tells of days away."""
    since = dosing.changes_since(local_day(diary.loaded[-1].ended)) if diary.loaded else ()
    counted = [one for one in since if one.decision in (Decision.APPLIED, Decision.ACCEPTED)]
    told = [told_later(one, dosing.today) for one in counted]
    return [one for one in told if not one.rule.startswith("away") and one.routine in ("", routine.id)]


def _in_force(changes: Iterable[Change], played: Doses) -> list[Change]:
    """Return the changes that the next session still plays: where the file is another by now, it has won."""
    return [one for one in changes if not one.step or one.step in played.doses or one.step in played.levels]


def _explained(
    dose: Sequence[DoseLine], changes: Iterable[Change], phrases: Phrases
) -> tuple[tuple[DoseLine, ...], list[str]]:
    """Return the amounts with the readings behind their differences, in words, and the lines of all other changes."""
    shown = {line.step for line in dose if line.changed}
    why = {one.step: one.reading for one in changes if one.step in shown}
    lines = [change_line(one, phrases) for one in changes if one.step not in shown]
    told_of = (
        DoseLine(
            line.step,
            line.name,
            note_words(line.today, phrases),
            note_words(line.file, phrases),
            note_words(why.get(line.step, ""), phrases),
        )
        for line in dose
    )
    return tuple(told_of), lines


def _shorter(due: DueToday, short: DueToday, found: Mapping[str, tuple[Routine, str]]) -> str:
    return found[short.routine][1] if short.routine not in (None, due.routine) else ""


def _heading(day: date, phrases: Phrases) -> str:
    weekday, month = phrases(f"weekday.{day.isoweekday()}"), phrases(f"month.{day.month}")
    return capital(phrases("when.heading", weekday=weekday, day=day.day, month=month))


def _moment(moment: datetime, phrases: Phrases) -> str:
    month = phrases(f"month.{moment.month}")
    return phrases("when.moment", day=moment.day, month=month, time=f"{moment:%H:%M}")


def _words(reason: Reason | None, phrases: Phrases) -> str:
    return phrases(f"today.{reason.key}", **reason.values) if reason is not None else ""
