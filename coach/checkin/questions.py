"""The questions of both check-ins as values: what is asked, with which words, and what may be answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from coach.checkin.flags import FLAGS

Answer: TypeAlias = int | bool | str | tuple[str, ...] | None
"""What was answered; None is skipped, which is never the same as a default."""

TEN_KEY = "t"
"""10 has a key of its own, so that 0–9 need no Enter after them."""

NOTE_LENGTH = 2000
"""The longest note that is kept, in characters."""


class AnswerKind(Enum):
    SCALE = "scale"  # a whole number 0–10
    YES_NO = "yes or no"  # a bool
    CHOICE = "choice"  # the value of one option
    FLAGS = "flags"  # the ids of all that are ticked, perhaps none
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen or ticked."""

    value: int | str
    key: str
    """What is pressed or typed for it: one character."""
    text: str = ""
    """The key of its words; empty where `name` has them."""
    name: str = ""
    """Words of the user's file: a step's name."""
    level: str = ""
    """Where a routine that is suggested begins; empty where it has no levels, or is none."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question."""

    id: str
    """What the answer is kept under: `during`, `after`, …"""
    kind: AnswerKind
    text: str
    """The key of its words."""
    options: tuple[Option, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    """What the placeholders of its words stand for."""
    remark: str = ""
    """The key of words that stand beside it: what was said in the session already."""
    suggested: Answer = None
    """What was said in the session already, marked so that one key takes it; None where nothing was."""


class NotAnAnswerError(ValueError):
    """Something that the question cannot be answered with; `sentence` is the key of what to say."""

    def __init__(self, question: Question, given: object) -> None:
        super().__init__(f"{given!r} does not answer {question.id}")
        self.question = question
        self.given = given
        self.sentence = f"checkin.not_{question.kind.name.lower()}"


YES = ("y", "yes", "true", "sí", "si", "ja", "j")
NO = ("n", "no", "false", "nein")
"""What is typed for yes and no, in every language alike; a lone s is not among it, for it skips."""

OPTION_KEYS = "123456789abcdefghijklmnopqrsuvwxyz"
"""The keys of listed options, in order."""


def scale(id_: str) -> Question:
    """Return a question for a whole number from 0 to 10."""
    return Question(id_, AnswerKind.SCALE, f"checkin.{id_}")


def yes_no(id_: str) -> Question:
    """Return a question for yes or no."""
    return Question(id_, AnswerKind.YES_NO, f"checkin.{id_}")


def choice(id_: str, *values: str) -> Question:
    """Return a question for one of some words; their own words are under `checkin.<id>_<value>`."""
    options = tuple(
        Option(value, OPTION_KEYS[index], text=f"checkin.{id_}_{value}") for index, value in enumerate(values)
    )
    return Question(id_, AnswerKind.CHOICE, f"checkin.{id_}", options)


def worries(*, again: bool = False) -> Question:
    """Return the list of worries; `again` is the second time, after it was skipped."""
    options = tuple(Option(flag, OPTION_KEYS[index], text=f"flags.{flag}") for index, flag in enumerate(FLAGS))
    return Question("flags", AnswerKind.FLAGS, "checkin.flags_again" if again else "checkin.flags", options)


def at_which_step(steps: Mapping[str, str]) -> Question:
    """Return the question for the step at which it hurt, of those that were played (id to name)."""
    options = tuple(Option(step, key, name=name) for key, (step, name) in zip(OPTION_KEYS, steps.items(), strict=False))
    return Question("step", AnswerKind.CHOICE, "checkin.step", options)


def reps_left(name: str, *, hold: bool) -> Question:
    """Return the question how much more was possible in the last set of a step: repetitions 0–3, or seconds 0–15."""
    unit, step = ("seconds", 5) if hold else ("reps", 1)
    options = tuple(Option(number * step, str(number), text=f"checkin.rir_{unit}_{number}") for number in range(4))
    return Question("rir", AnswerKind.CHOICE, f"checkin.rir_{unit}", options, {"step": name})


def checked(question: Question, value: Answer) -> Answer:
    """Return the answer if the question can have it; raises NotAnAnswerError. Nothing is rounded, cut or guessed."""
    match question.kind:
        case AnswerKind.SCALE:
            fits = type(value) is int and 0 <= value <= 10
        case AnswerKind.YES_NO:
            fits = isinstance(value, bool)
        case AnswerKind.CHOICE:
            fits = type(value) in (int, str) and value in [option.value for option in question.options]
        case AnswerKind.FLAGS:
            known = {option.value for option in question.options}
            fits = isinstance(value, tuple) and set(value) <= known
        case AnswerKind.TEXT:
            fits = isinstance(value, str) and len(value) <= NOTE_LENGTH
    if not fits:
        raise NotAnAnswerError(question, value)
    return value


def read_answer(question: Question, typed: str) -> Answer:
    """Return what a typed line answers: keys of options, their values, numbers, y or n.

    Raises NotAnAnswerError for anything else, an empty line among it: skipping is the caller's own word.
    """
    text = typed.strip()
    words = text.lower()
    if not words:
        raise NotAnAnswerError(question, typed)
    match question.kind:
        case AnswerKind.SCALE:
            if words == TEN_KEY:
                return 10
            return checked(question, int(words) if len(words) <= 2 and words.isascii() and words.isdigit() else typed)
        case AnswerKind.YES_NO:
            if words in YES:
                return True
            return False if words in NO else checked(question, typed)
        case AnswerKind.CHOICE:
            return checked(question, _option(question, words))
        case AnswerKind.FLAGS:
            if words in ("0", "none", "no", "n"):
                return ()
            ticked = [str(_option(question, word)) for word in words.replace(",", " ").split()]
            return checked(question, tuple(dict.fromkeys(ticked)))
        case AnswerKind.TEXT:
            return checked(question, text)


def _option(question: Question, words: str) -> int | str:
    """Return the value of the option that has this key or value, or the words themselves, which then are refused."""
    for option in question.options:
        if words == option.key:
            return option.value
    for option in question.options:
        if words == str(option.value).lower():
            return option.value
    return words
