"""Answers that are given by their keys, as `coach checkin --answer` takes them: all are read before one is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coach.checkin.flow import CheckInFlow
from coach.checkin.questions import Answer, AnswerKind, NotAnAnswerError, Question, checked

AFTER_KEYS = ("which_knee", "during", "after", "muscle", "sharp", "step", "rir", "note")
MORNING_KEYS = ("knee_am", "muscle_am", "stiff", "swelling")
DAY_KEYS = ("knee",)
SHARED_KEYS = ("flags", "four_steps", "right_angle")
"""Both check-ins ask them."""

KEYS = (*AFTER_KEYS, *MORNING_KEYS, *DAY_KEYS, *SHARED_KEYS)

SKIPPED = "skip"
"""Stands for no answer."""


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed: the values by their keys, and one sentence for each that is none."""

    values: Mapping[str, str]
    problems: tuple[str, ...] = ()

    def belongs_to(self, keys: tuple[str, ...]) -> bool:
        """Return whether any of it is asked in the check-in of these keys, and not in the other one."""
        return any(key in keys for key in self.values)


def given(typed: Iterable[str]) -> Given:
    """Return what "KEY=VALUE" says, several times."""
    values: dict[str, str] = {}
    problems: list[str] = []
    for text in typed:
        key, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not value:
            problems.append(f"“{text}”: write KEY=VALUE, as in during=3.")
        elif key not in KEYS:
            problems.append(f"{key}: no question has this key. The keys are {', '.join(KEYS)}.")
        elif key in values:
            problems.append(f"{key} is given twice.")
        else:
            values[key] = value
    return Given(values, tuple(problems))


def answer_to(flow: CheckInFlow, values: Mapping[str, str]) -> tuple[str, ...]:
    """Give the flow all these answers, in whatever order they make each other be asked; return what is wrong with them.

    Where anything is, the flow may have been given some: it is not to be kept then.
    """
    left, problems = dict(values), []
    while question := next((question for question in flow.plan if question.id in left), None):
        value = left.pop(question.id)
        try:
            flow.give(question.id, answer(question, value))
        except NotAnAnswerError:
            problems.append(f"{question.id} cannot be “{value}”: {allowed(question)}, or skip.")
            flow.give(question.id, None)  # so that what it leads to is looked at, too
    asked = ", ".join(question.id for question in flow.plan)
    return (*problems, *(f"{key} is not asked here. Asked are {asked}." for key in left))


def answer(question: Question, typed: str) -> Answer:
    """Return what a value answers, never the key of an option; raises NotAnAnswerError."""
    words = typed.strip().lower()
    if words == SKIPPED:
        return None
    match question.kind:
        case AnswerKind.SCALE:
            return checked(question, int(words) if words.isascii() and words.isdigit() and len(words) <= 2 else typed)
        case AnswerKind.YES_NO:
            known = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
            return checked(question, known.get(words, typed))
        case AnswerKind.CHOICE:
            found = [option.value for option in question.options if words == str(option.value).lower()]
            return checked(question, found[0] if found else typed)
        case AnswerKind.FLAGS:
            if words == "none":
                return ()
            ticked = words.replace(",", " ").split()
            return checked(question, tuple(dict.fromkeys(ticked)) if ticked else typed)
        case AnswerKind.TEXT:
            return checked(question, typed.strip())


def allowed(question: Question) -> str:
    """Return what a question can be answered with, in words."""
    values = ", ".join(str(option.value) for option in question.options)
    match question.kind:
        case AnswerKind.SCALE:
            return "a whole number from 0 to 10"
        case AnswerKind.YES_NO:
            return "yes or no"
        case AnswerKind.CHOICE:
            return f"one of {values}"
        case AnswerKind.FLAGS:
            return f"none, or some of {values} with commas between them"
        case AnswerKind.TEXT:
            return "a line that is not too long"
