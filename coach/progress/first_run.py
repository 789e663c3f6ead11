"""The first-run questions as a flow: what is asked next, back, skip, and what the answers come to in the profile.

Skipped is not answered: what was known before stays. The list of things and that of precautions keep that they were
read and left empty, for that is an answer, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from coach.checkin.questions import OPTION_KEYS, Answer, AnswerKind, Option, Question, checked
from coach.progress.base import base_on
from coach.progress.cautions import NONE
from coach.progress.suggest import NOTHING, Candidate, Suggestion, suggest, things
from coach.session.profile_values import BaseChange, Profile

LIMITS = ("tissue", "strength", "movement")
KNEES = ("left", "right", "both")
AGES = {0: "minor", 18: "grown_up", 55: "older"}
"""Lower edge of each band to the end of its words' key; 18 and 55 are where the advice changes."""

PRECAUTIONS = (
    "recent_injury",
    "surgery",
    "replacement",
    "heart",
    "clots",
    "balance",
    "bones",
    "numbness",
    "arthritis_flare",
    "pregnancy",
)
"""As `coach.routine.library` has them, which would bring the reader with it."""

MOST_THINGS = OPTION_KEYS.index("s")
"""The key of skipping is none of a thing."""


def _choice(id_: str, values: Iterable[str]) -> Question:
    options = tuple(
        Option(value, OPTION_KEYS[index], text=f"setup.{id_}_{value}") for index, value in enumerate(values)
    )
    return Question(id_, AnswerKind.CHOICE, f"setup.{id_}", options)


def questions(equipment: Sequence[str]) -> tuple[Question, ...]:
    """Return what is asked, whatever the answers; the last question, which routine, hangs on them."""
    listed = zip(OPTION_KEYS[:MOST_THINGS], equipment, strict=False)
    return (
        _choice("limits", LIMITS),
        _choice("knee", KNEES),
        Question("base", AnswerKind.SCALE, "setup.base"),
        Question(
            "age",
            AnswerKind.CHOICE,
            "setup.age",
            tuple(Option(age, OPTION_KEYS[index], text=f"setup.age_{AGES[age]}") for index, age in enumerate(AGES)),
        ),
        Question(
            "equipment",
            AnswerKind.FLAGS,
            "setup.equipment",
            tuple(Option(thing, key, name=thing) for key, thing in listed),
        ),
        Question(
            "precautions",
            AnswerKind.FLAGS,
            "setup.precautions",
            tuple(Option(one, OPTION_KEYS[index], text=f"precautions.{one}") for index, one in enumerate(PRECAUTIONS)),
        ),
    )


class FirstRun:
    """The questions being answered, over a profile in which earlier answers may lie; `profile` is it with the new ones.

    Nothing here knows the disk: whoever asks keeps `profile` after each step.
    """

    def __init__(self, profile: Profile, candidates: Sequence[Candidate], today: date) -> None:
        self.profile = profile
        self._before = profile
        self._candidates = tuple(candidates)
        self._today = today
        self._asked = questions(things([each.equipment for each in candidates]))
        self._at = 0

    # --- asking ------------------------------------------------------------------------------------------------------

    @property
    def question(self) -> Question | None:
        """What is asked now; None when all was."""
        plan = self.plan
        return plan[self._at] if self._at < len(plan) else None

    @property
    def plan(self) -> tuple[Question, ...]:
        """All questions, the last of them with the routines that the answers so far suggest; none where none are."""
        routine = self._which_routine()
        return (*self._asked, routine) if routine is not None else self._asked

    @property
    def position(self) -> tuple[int, int]:
        """The number of the question now, from 1, and how many there are."""
        return min(self._at + 1, len(self.plan)), len(self.plan)

    @property
    def known(self) -> Answer:
        """What is known of the question now, from an earlier time or from before `back`; None for nothing."""
        return self.known_of(self.question.id) if self.question is not None else None

    def known_of(self, id_: str) -> Answer:
        """Return what is known of a question; a list that was read and left empty is an empty tuple."""
        profile = self.profile
        if id_ in ("equipment", "precautions"):
            kept = profile.equipment if id_ == "equipment" else profile.precautions
            return tuple(each for each in kept if each not in (NOTHING, NONE)) if kept else None
        value: Answer = getattr(profile, id_)
        return value

    @property
    def done(self) -> bool:
        """Nothing more is asked."""
        return self.question is None

    @property
    def suggestion(self) -> Suggestion:
        """What the answers come to."""
        return suggest(self.profile, self._candidates)

    # --- answering ---------------------------------------------------------------------------------------------------

    def answer(self, value: Answer) -> None:
        """Keep the answer of the question now and go on; NotAnAnswerError, and nothing changes, where it is none."""
        question = self.question
        if question is None:
            raise RuntimeError("nothing is asked any more")
        self._keep(question, checked(question, value))
        self._at += 1

    def give(self, id_: str, value: Answer) -> None:
        """Keep the answer of any question, wherever the asking stands; KeyError, NotAnAnswerError where it is none."""
        question = {question.id: question for question in self.plan}[id_]
        self._keep(question, checked(question, value))

    def skip(self) -> None:
        """Leave the question now as it is, and go on."""
        self._at = min(self._at + 1, len(self.plan))

    def back(self) -> bool:
        """Return to the question before; False at the first."""
        if self._at == 0:
            return False
        self._at -= 1
        return True

    def over(self) -> None:
        """Keep that the questions were answered or turned down, so that they are not offered again."""
        self.profile = replace(self.profile, set_up=self._today)

    # --- into the profile --------------------------------------------------------------------------------------------

    def _keep(self, question: Question, value: Answer) -> None:
        match question.id:
            case "base":
                assert isinstance(value, int)
                self.profile = with_base(self.profile, self._before, value, self._today)
            case "equipment" | "precautions":
                assert isinstance(value, tuple)
                empty = NOTHING if question.id == "equipment" else NONE
                self._change(question.id, value or (empty,))
            case "routine":
                one = next(one for one in self.suggestion.routines if one.id == value)
                self.profile = replace(self.profile, routine=one.id, level=one.level)
            case _:
                self._change(question.id, value)

    def _change(self, field: str, value: Answer) -> None:
        changes: Mapping[str, Answer] = {field: value}
        self.profile = replace(self.profile, **changes)  # type: ignore[arg-type]

    def _which_routine(self) -> Question | None:
        suggested = self.suggestion.routines
        if not suggested:
            return None
        options = tuple(
            Option(one.id, key, name=one.name, level=one.level or "")
            for key, one in zip(OPTION_KEYS, suggested, strict=False)
        )
        return Question("routine", AnswerKind.CHOICE, "setup.routine", options)


def with_base(profile: Profile, before: Profile, base: int, today: date, why: str = "asked") -> Profile:
    """Return the profile with another usual morning pain, the change kept with its date; as it is where it is no other.

    `before` holds the changes so far: an answer that is given anew on the way takes the place of the one before it.
    """
    if base == before.base:
        return replace(profile, base=base, bases=before.bases)
    was = before.base if before.base is None else base_on(before, today)
    return replace(profile, base=base, bases=(*before.bases, BaseChange(today, was, base, why)))
