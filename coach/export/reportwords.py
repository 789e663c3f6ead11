"""The words of a report, section by section; `reportpage` and `reporttext` only lay them out.

They say what was answered, what the rules of this program made of it, and what was done; no word of it is a diagnosis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from coach.checkin.flags import Tier
from coach.export.chart import MONTHS, number_words
from coach.progress.easing import ease_words
from coach.progress.first_run import AGES
from coach.progress.report import DoneDose, Hurt, Report, ResponseCount, StopEvent
from coach.progress.response import Kind
from coach.session.doses import Change, Decision
from coach.session.record import Outcome
from coach.source.report import shortened, visible
from coach.words.phrases import Phrases

TITLE = "Knee exercise diary: a page for a clinician"

RULES: Mapping[str, str] = {
    "R1": "a worry was ticked",
    "R2": "knee pain of 8 or more after it or next morning",
    "R3": "clear swelling",
    "R4": "any swelling two mornings running",
    "R5": "mornings up by a point or more for two weeks",
    "R6": "muscles still sore after a week",
    "R7": "too much for the third session in a row",
    "R8": "knee pain over 5 in it or right after",
    "R9": "sharp, catching or new pain",
    "R10": "knee pain over 5 next morning",
    "R11": "next morning 2 or more over the usual",
    "R12": "a lot stiffer next morning",
    "R13": "slight swelling next morning",
    "R14": "mornings up by a point or more",
    "R15": "muscle soreness of 7 or more next morning",
    "R16": "knee pain of 3 to 5 in it or right after",
    "R17": "next morning 1 over the usual",
    "R18": "a bit stiffer next morning",
    "R19": "no morning, or not all questions answered",
    "R20": "no pain beyond the usual",
}
"""What each rule of the check-in looks at, short and in the third person: the sentences for the user say "you"."""

KINDS = {
    Kind.STOP_SEEK: "stop, seek advice",
    Kind.BACK_OFF: "back off",
    Kind.MONITOR: "same amount again",
    Kind.EXPECTED: "as expected",
}

ADVISED = {
    Tier.EMERGENCY: "call the emergency number",
    Tier.SAME_DAY: "get medical advice the same day",
    Tier.SOON: "see a doctor or physiotherapist within days",
}

PRECAUTIONS = {
    "recent_injury": "recent injury",
    "surgery": "knee surgery",
    "replacement": "knee replacement",
    "heart": "heart or blood pressure",
    "clots": "clots or blood thinners",
    "balance": "falls or poor balance",
    "bones": "fragile bones",
    "numbness": "reduced feeling",
    "arthritis_flare": "arthritis flare",
    "pregnancy": "pregnancy",
}

_DECIDED = {
    Decision.APPLIED: "applied by itself",
    Decision.PROPOSED: "proposed, not answered",
    Decision.ACCEPTED: "accepted by the user",
    Decision.REFUSED: "refused by the user",
}

_REASONS = {
    "back_off": "after too much",
    "away": "after two weeks away",
    "away_long": "after four weeks away",
    "unlock": "after a stop",
}

SOURCES = (
    "Limits: knee pain 0–2 safe, 3–5 acceptable, over 5 too much in and right after exercise (Ageberg 2010, BMC "
    "Musculoskelet Disord 11:126); settled by the next morning (Silbernagel 2007, AJSM 35:897). Worries that need a "
    "look the same day follow common red-flag lists and, for a fresh injury, the Ottawa knee rules (Stiell 1995). The "
    "other cut-offs are choices of this program. The rules were not tested as a whole, nor reviewed by a clinician."
)

A_YEAR = 300
"""Days ago, from which on a day is told with its year."""

NAME = "Name and date of birth:"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Most:
    """How many lines of a kind are told; the page has to stay one."""

    hurts: int
    responses: int
    doses: int
    changes: int
    stops: int
    notes: int
    letters: int = 60
    """The longest name; of a note and a reading three times as many."""


ALL = Most(*(10**6,) * 6, letters=400)


def about(report: Report, phrases: Phrases) -> tuple[str, ...]:
    """Return what stands at the top: the time, whose answers, which knee, the usual morning."""
    period = report.trends.period
    weeks = -(-period.days // 7)
    time = f"{weeks} week{'' if weeks == 1 else 's'}: {day_words(period.first)} to {day_words(period.last)}"
    knee = {"left": "left", "right": "right", "both": "both; answers are about the worse one"}.get(report.knee or "")
    fell = "".join(f", {change.was} before {day_words(change.on)}" for change in reversed(report.bases))
    parts = [
        f"Knee: {knee or 'not said'}.",
        f"Usual morning pain: {report.base} of 10{fell}.",
        _age(report.age, phrases),
        f"Said at first: {', '.join(PRECAUTIONS.get(id_, id_) for id_ in report.precautions)}."
        if report.precautions
        else "",
    ]
    said = " ".join(part for part in parts if part)
    return f"{time}. The person's own answers, 0 is no pain and 10 the worst.", said


def _age(age: int | None, phrases: Phrases) -> str:
    """Return the band of an age: only its lower edge is kept."""
    if age is None:
        return ""
    return f"Age: {phrases(f'setup.age_{AGES[max(edge for edge in AGES if edge <= age)]}')}."


def sections(report: Report, phrases: Phrases, most: Most) -> tuple[Section, ...]:
    """Return all sections that have something to say, the most important first."""

    def cut(words: str, times: int = 1) -> str:
        return shortened(visible(words), most.letters * times)

    found = (
        Section("Worries and stops", _told(report.stops, lambda each: _stop(each, report, phrases), most.stops)),
        Section("How often", tuple(_how_often(report))),
        Section("Pain by exercise", _told(report.hurts, lambda each: _hurt(each, report, cut), most.hurts)),
        Section("What the rules made of the sessions", _told(report.responses, _response, most.responses)),
        Section("Amount done, first and last", _told(report.doses, lambda each: _dose(each, report, cut), most.doses)),
        Section(
            "Changes of the amount",
            (*_ease(report), *_told(report.changes, lambda each: _change(each, report, cut), most.changes)),
        ),
        Section("Notes", _told(report.notes, lambda each: f"{_short(each[0], report)}: {cut(each[1], 3)}", most.notes)),
    )
    return tuple(section for section in found if section.lines)


def stop_now(report: Report) -> str:
    """Return in a sentence that the loading is stopped now; empty where it is not."""
    stop = report.stop_now
    if stop is None:
        return ""
    why = RULES.get(stop.rule, "")
    return f"Loaded exercise is stopped since {day_words(stop.at.date())}: {why} ({stop.rule}); {ADVISED[stop.tier]}."


def footer(phrases: Phrases) -> tuple[str, ...]:
    """Return what has to stand under every report."""
    return (f"{phrases('checkin.guide')} {phrases('notice.line')}", SOURCES)


def written_by(report: Report, version: str) -> str:
    return f"Written on {day_words(report.written)} by Coach {version}."


# --- sections --------------------------------------------------------------------------------------------------------


def _how_often(report: Report) -> Iterator[str]:
    kept = report.adherence
    if not kept.sessions:
        yield "No session in this time."
    else:
        how = {Outcome.FINISHED: "finished", Outcome.STOPPED: "stopped early", Outcome.INTERRUPTED: "broken off"}
        told = ", ".join(
            f"{kept.outcomes[outcome]} {words}" for outcome, words in how.items() if kept.outcomes[outcome]
        )
        yield f"{_many(kept.sessions, 'session')} on {_many(kept.days, 'day')}: {told}."
        mean = number_words(kept.loaded_days / max(1.0, kept.weeks))
        yield f"Loaded exercise on {_many(kept.loaded_days, 'day')}: {mean} a week since the first."
    if kept.planned_days is not None:
        yield f"The plan has {_many(kept.planned_days, 'day')} in that time."


def _hurt(hurt: Hurt, report: Report, cut: Callable[[str], str]) -> str:
    where = cut(hurt.name) + (f", {hurt.side}" if hurt.side else "")
    numbers = ", ".join(str(number) for number in hurt.numbers[-8:])
    if len(hurt.numbers) > 8:
        numbers = f"… {numbers}"
    sharp = f", {hurt.sharp} sharp" if hurt.sharp else ""
    numbers = f"{numbers} of 10" if numbers else "no number"
    return f"{where}: {numbers} ({_many(hurt.times, 'time')}{sharp}, last {_short(hurt.last, report)})"


def _response(response: ResponseCount) -> str:
    what = RULES.get(response.rule, "")
    return f"{response.count} × {KINDS[response.kind]}: {what} ({response.rule})"


def _dose(dose: DoneDose, report: Report, cut: Callable[[str], str]) -> str:
    name = cut(dose.name) + (f", {dose.sides}" if dose.sides else "")
    if (dose.first, dose.first_on) == (dose.last, dose.last_on):
        return f"{name}: {cut(dose.last)} ({_short(dose.last_on, report)})"
    first = f"{cut(dose.first)} ({_short(dose.first_on, report)})"
    return f"{name}: {first} → {cut(dose.last)} ({_short(dose.last_on, report)})"


def _ease(report: Report) -> Iterator[str]:
    ease = report.ease
    if ease is not None:
        rule = f", {ease.rule}" if ease.rule else ""
        why = _REASONS.get(ease.reason, ease.reason)
        yield f"Now {ease_words(ease)}, since {_short(ease.since, report)} ({why}{rule})."


def _change(change: Change, report: Report, cut: Callable[[str, int], str]) -> str:
    name = cut(change.name or report.step_names.get(change.step, change.step), 1) if change.step else "All loaded steps"
    decided = (
        f" on {_short(change.decided, report)}" if change.decided is not None and change.decided != change.on else ""
    )
    amounts = f"{cut(change.before, 1)} → {cut(change.after, 1)}, {_DECIDED[change.decision]}{decided}"
    if change.before == change.after:  # the reason is what is new
        amounts = f"still {cut(change.after, 1)}"
    reason = f"{cut(change.reading, 3)} ({change.rule})"
    return f"{_short(change.on, report)}: {name}: {amounts}; {reason}"


def _stop(event: StopEvent, report: Report, phrases: Phrases) -> str:
    named = "; ".join(f"“{phrases(f'flags.{flag}')}”" for flag in event.flags if f"flags.{flag}" in phrases)
    what = named or RULES.get(event.rule, "")
    then = (
        f"on {_short(event.unlocked, report)} the user said it was checked and went on"
        if event.unlocked is not None
        else "no word since that it was checked"
    )
    return f"{_short(event.day, report)}: {what} ({event.rule}). Advised: {ADVISED[event.tier]}; {then}."


# --- words -----------------------------------------------------------------------------------------------------------

_One = TypeVar("_One")


def _told(found: Sequence[_One], tell: Callable[[_One], str], most: int) -> tuple[str, ...]:
    """Return a line for each, the first so many, and how many more there are."""
    left = len(found) - most
    lines = tuple(tell(one) for one in found[:most])
    return (*lines, f"and {left} more") if left > 0 else lines


def day_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _short(day: date, report: Report) -> str:
    """Return a day, without its year where nobody can take it for another one's."""
    return day_words(day) if (report.written - day).days > A_YEAR else f"{day.day} {MONTHS[day.month - 1]}"


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
