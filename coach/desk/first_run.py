"""The first-run questions over what is kept: every answer is on disk before the next question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from threading import Lock
from typing import Any

from coach.checkin.questions import Answer, AnswerKind, NotAnAnswerError, Question, read_answer
from coach.desk.desk import Desk
from coach.desk.person import profile_of
from coach.desk.routines import listed_routines
from coach.errors import UsageError
from coach.progress.cautions import NONE
from coach.progress.first_run import FirstRun
from coach.progress.suggest import GROWN_UP, NOTHING, Suggested, candidate_of
from coach.session.days import local_day
from coach.session.doses import StepDose
from coach.session.dosestore import load_doses, save_doses
from coach.session.profile import save_profile
from coach.timeline.dose import FILE_DOSE
from coach.timeline.values import steps_of
from coach.words.phrases import Phrases


class OpenFirstRun:
    """The questions while they are asked, whether in the screens, line by line, or by arguments."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        found = [entry.routine for entry in listed_routines(desk) if entry.routine is not None]
        self._routines = {routine.id: routine for routine in found}
        self._before = profile_of(desk)
        self.run = FirstRun(self._before, [candidate_of(routine) for routine in found], local_day(desk.clock.now()))
        self.trouble = ""
        """Why it could not be kept, for people."""
        self._writing = Lock()
        self._changed: set[str] = set()
        """The fields of the profile that were ever given another value here."""

    def keep(self) -> None:
        """Write what is answered so far; called after every answer, from whichever thread.

        What was kept meanwhile by others (an unlock, another copy of Coach) stays.
        """
        with self._writing:  # whoever comes last writes what is known then, so that no older answer lands on top
            told = self.run.profile
            self._changed |= {
                each.name for each in fields(told) if getattr(told, each.name) != getattr(self._before, each.name)
            }
            changes: dict[str, Any] = {name: getattr(told, name) for name in self._changed}
            try:
                save_profile(self._desk.paths.profile, replace(profile_of(self._desk), **changes))
                self.trouble = ""
            except OSError as error:
                self.trouble = f"{self._desk.paths.profile} cannot be written: {error.strerror or error}."

    def close(self) -> None:
        """Keep that the questions were asked, answered or not: they are offered once."""
        self.run.over()
        self.keep()
        chosen = self.run.profile
        if (chosen.routine, chosen.level) != (self._before.routine, self._before.level) and not self.trouble:
            self._begin_at_level()

    def _begin_at_level(self) -> None:
        """Let the chosen routine begin at its level, unless what was played of it has moved it already."""
        routine, level = self._routines.get(self.run.profile.routine or ""), self.run.profile.level
        if routine is None or level not in routine.levels:
            return
        path = self._desk.paths.doses
        book = load_doses(path)[0]
        ours = [dose for dose in book.doses if dose.routine == routine.id]
        if any(dose.dose != FILE_DOSE for dose in ours) or any(each.routine == routine.id for each in book.changes):
            return
        others = tuple(dose for dose in book.doses if dose.routine != routine.id)
        steps = () if level == routine.levels[0] else tuple(steps_of(routine.items))
        doses = (*others, *(StepDose(routine.id, step.id, level) for step in steps if level in step.levels))
        if doses == book.doses:
            return
        try:
            save_doses(path, replace(book, doses=doses))
        except OSError as error:
            self.trouble = f"{path} cannot be written: {error.strerror or error}."


def first_run_is_due(desk: Desk) -> bool:
    """Return whether the questions were never answered nor turned down."""
    return profile_of(desk).set_up is None


def answered(run: FirstRun, given: Iterable[str]) -> None:
    """Take answers as they are typed ("knee=left"); UsageError names all that are wrong, and then none counts.

    The routine comes last, whatever the order: what is suggested hangs on the others.
    """
    pairs = [tuple(part.strip() for part in one.partition("=")[::2]) for one in given]
    pairs.sort(key=lambda pair: pair[0] == "routine")
    before, wrong = run.profile, []
    for id_, typed in pairs:
        question = next((question for question in run.plan if question.id == id_), None)
        if question is None:
            wrong.append(f"There is no question “{id_}”: {', '.join(question.id for question in run.plan)}.")
            continue
        try:
            run.give(id_, typed_answer(question, typed))
        except NotAnAnswerError:
            wrong.append(f"{id_} takes {takes(question)}, not “{typed}”.")
    if wrong:
        run.profile = before
        raise UsageError(" ".join(wrong))


def typed_answer(question: Question, typed: str) -> Answer:
    """Return what was typed for a question: keys, values, or for lists either of them with commas between."""
    if question.id == "age":
        return read_answer(question, _age_band(question, typed))
    if question.kind is not AnswerKind.FLAGS:
        return read_answer(question, typed)
    words = [word.strip().lower() for word in typed.split(",") if word.strip()]
    values = {str(option.value).lower(): str(option.value) for option in question.options}
    if words and all(word in values for word in words):
        return tuple(dict.fromkeys(values[word] for word in words))
    if typed.strip().lower() in (NOTHING, NONE):
        return ()
    return read_answer(question, typed)


def _age_band(question: Question, typed: str) -> str:
    """Return the band of an age in years, which is what people type; anything else as it was typed.

    From 10 years on: the numbers below are keys of the bands.
    """
    if not (typed.isascii() and typed.isdigit()) or not 10 <= int(typed) <= 120:
        return typed
    edges = [option.value for option in question.options if isinstance(option.value, int)]
    return str(max(edge for edge in edges if edge <= int(typed)))


def takes(question: Question) -> str:
    """Return what a question can be answered with, in words for people."""
    if question.id == "age":
        return "an age in years"
    match question.kind:
        case AnswerKind.SCALE:
            return "a whole number from 0 to 10"
        case AnswerKind.FLAGS:
            return f"{', '.join(str(option.value) for option in question.options)} (commas between), or none"
        case _:
            return ", ".join(str(option.value) for option in question.options)


def answer_words(question: Question, answer: Answer, phrases: Phrases) -> str:
    """Return an answer as people read it."""
    if isinstance(answer, tuple):
        words = [option_words(question, each, phrases) for each in answer]
        return ", ".join(words) or phrases("setup.nothing_at_hand")
    return option_words(question, answer, phrases)


def option_words(question: Question, value: object, phrases: Phrases) -> str:
    option = next((option for option in question.options if option.value == value), None)
    if option is None:
        return str(value)
    if question.id == "equipment":
        return phrases.thing(option.name)
    return _at_level(option.name, option.level, phrases) if option.name else phrases(option.text)


def suggestion_words(run: FirstRun, phrases: Phrases) -> tuple[str, ...]:
    """Return what is suggested and why, a sentence or two in each paragraph, the reason first."""
    found = run.suggestion
    profile = run.profile
    said = [_said(run, phrases)]
    warned = []
    if profile.age is not None and profile.age < GROWN_UP:
        warned.append(phrases("setup.minor"))
    ticked = [each for each in profile.precautions if each != NONE]
    if ticked:
        reasons = "; ".join(phrases(f"precautions.{each}") for each in ticked if f"precautions.{each}" in phrases)
        warned.append(phrases("setup.clinician", reasons=reasons))
    warned += [phrases(f"setup.left_out_{each}") for each in found.left_out]
    if found.no_loading:
        warned.append(phrases(f"setup.no_loading_{found.no_loading}"))
    if not found.routines:
        return tuple(each for each in (*said, " ".join(warned), phrases("setup.none_suggested")) if each)
    first = next((one for one in found.routines if one.id == profile.routine), found.routines[0])
    others = [one for one in found.routines if one is not first]
    begin = [phrases("setup.begin", first=_named(first, phrases))]
    if others:
        begin.append(phrases("setup.then", others=", ".join(_named(one, phrases) for one in others)))
    begin += [
        phrases("setup.missing", routine=one.name, things=phrases.listed([phrases.thing(each) for each in one.missing]))
        for one in found.routines
        if one.missing
    ]
    begin.append(phrases("setup.starts_above" if found.above_start else "setup.starts_easy"))
    return tuple(each for each in (*said, " ".join(begin), " ".join(warned), phrases("setup.no_diagnosis")) if each)


def _said(run: FirstRun, phrases: Phrases) -> str:
    profile = run.profile
    limits = phrases(f"setup.limits_{profile.limits}") if profile.limits else ""
    things = [each for each in profile.equipment if each != NOTHING]
    at_hand = phrases.listed([phrases.thing(each) for each in things]) or (
        phrases("setup.nothing_at_hand") if profile.equipment else ""
    )
    if limits and at_hand:
        return phrases("setup.you_said", limits=limits, equipment=at_hand)
    if limits:
        return phrases("setup.you_said_limits", limits=limits)
    return phrases("setup.you_said_equipment", equipment=at_hand) if at_hand else phrases("setup.you_said_nothing")


def _named(one: Suggested, phrases: Phrases) -> str:
    return _at_level(one.name, one.level, phrases)


def _at_level(name: str, level: str | None, phrases: Phrases) -> str:
    return phrases("setup.at_level", name=name, level=level) if level else name


def as_json(run: FirstRun) -> Mapping[str, object]:
    """Return all answers and what they come to, under stable names."""
    profile, found = run.profile, run.suggestion
    return {
        "limits": profile.limits,
        "knee": profile.knee,
        "base": profile.base,
        "age": profile.age,
        "equipment": _listed(run.known_of("equipment")),
        "precautions": _listed(run.known_of("precautions")),
        "routine": profile.routine,
        "level": profile.level,
        "set_up": profile.set_up,
        "suggested": [
            {"id": one.id, "name": one.name, "loaded": one.loaded, "level": one.level, "missing": list(one.missing)}
            for one in found.routines
        ],
        "clinician_first": found.clinician_first,
        "left_out": list(found.left_out),
        "no_loading": found.no_loading or None,
    }


def _listed(answer: Answer) -> list[str] | None:
    return list(answer) if isinstance(answer, tuple) else None
