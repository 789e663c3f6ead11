"""The flow of answering a check-in: what is asked next, back, skip, and what is said at once to a worry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from coach.checkin.flags import CANNOT_BEAR_WEIGHT, INJURY, USUAL_AGE, Tier, tier_of_flags
from coach.checkin.questions import (
    Answer,
    AnswerKind,
    NotAnAnswerError,
    Question,
    at_which_step,
    checked,
    choice,
    reps_left,
    scale,
    worries,
    yes_no,
)

WORTH_A_PLACE = 3
"""From this knee pain on it is asked at which step."""


class CheckInKind(Enum):
    AFTER = "after"  # right after the session
    MORNING = "morning"  # the next day


@dataclass(frozen=True, slots=True)
class LoadedStep:
    """The step whose last set is asked about."""

    id: str
    name: str
    hold: bool
    """Its reserve is asked in seconds, not repetitions."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the check-in has to know of its session."""

    steps: Mapping[str, str] = field(default_factory=dict)
    """Id to name of the steps that were played, in order."""
    hurt_at: str | None = None
    """The step at which "that hurts" was pressed: then nobody asks again."""
    loaded: LoadedStep | None = None
    """None where nothing was loaded: reps left are not asked."""
    note: bool = False
    """The routine asks for a note."""
    ask_knee: bool = False
    """Which knee it is about was never asked."""
    age: int = USUAL_AGE
    """The lower edge of the age band."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is answered at once to a worry, on the screen and spoken."""

    tier: Tier

    @property
    def sentence(self) -> str:
        """The key of the words."""
        return self.tier.sentence

    @property
    def ends(self) -> bool:
        """It stays until a key is pressed, and no check-in goes on after it."""
        return self.tier is Tier.EMERGENCY


class CheckInFlow:
    """One check-in being answered; `given` are raw answers of an interrupted one, which goes on where it was."""

    def __init__(
        self,
        circumstances: Circumstances,
        kind: CheckInKind = CheckInKind.AFTER,
        given: Mapping[str, Answer] | None = None,
    ) -> None:
        self.circumstances = circumstances
        self.kind = kind
        self._raw: dict[str, Answer] = {}
        self._earlier: dict[str, Answer] = {}
        self._flags_skipped = False
        self._left = False
        self._restore(given or {})

    @property
    def question(self) -> Question | None:
        """What is asked now; None when the check-in is done."""
        if self._left or self.ended_by is not None:
            return None
        return next((question for question in self._plan() if question.id not in self._raw), None)

    @property
    def done(self) -> bool:
        """Nothing more is asked."""
        return self.question is None

    @property
    def complete(self) -> bool:
        """Every question was answered or skipped, or an emergency ended it: there is nothing to go on with."""
        return self.done and not self._left

    @property
    def can_go_back(self) -> bool:
        """There is a question before this one."""
        return self.ended_by is None and bool(self._raw)

    @property
    def ended_by(self) -> Said | None:
        """The emergency that ended the check-in, if one did."""
        said = self._reply()
        return said if said is not None and said.ends else None

    @property
    def earlier(self) -> Answer:
        """What the question now was answered with before `back`, to be shown beside it; None if nothing."""
        return self._earlier.get(self.question.id) if self.question is not None else None

    @property
    def position(self) -> tuple[int, int]:
        """The number of the question now, from 1, and how many there are as far as can be known."""
        plan = self._plan()
        return min(len(self._raw) + 1, len(plan)), len(plan)

    @property
    def raw(self) -> Mapping[str, Answer]:
        """The answers as they were given, for the journal; skipped ones are None."""
        return dict(self._raw)

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The answers as they are kept: with the step that the session knows, and what an injury's questions add."""
        kept = dict(self._raw)
        if self._place_matters() and self.circumstances.hurt_at is not None:
            kept["step"] = self.circumstances.hurt_at
        if isinstance(kept.get("flags"), tuple):
            kept["flags"] = self._flags()
        return kept

    def answer(self, value: Answer) -> Said | None:
        """Keep the answer of the question now and go on; return what has to be said at once, if anything.

        Raises NotAnAnswerError, and changes nothing, for a value that the question cannot have.
        """
        question = self._asked()
        before = self._reply()
        self._raw[question.id] = checked(question, value)
        said = self._reply()
        return said if said != before else None

    def skip(self) -> None:
        """Leave the question now without an answer (None); worries are asked once more."""
        question = self._asked()
        if question.kind is AnswerKind.FLAGS and not self._flags_skipped:
            self._flags_skipped = True
            return
        self._raw[question.id] = None

    def back(self) -> bool:
        """Return to the question before, its answer kept as `earlier`; False at the first and after an emergency."""
        if self.ended_by is not None:
            return False
        asked = [question.id for question in self._plan() if question.id in self._raw]
        if not asked:
            return False
        self._earlier[asked[-1]] = self._raw.pop(asked[-1])
        self._flags_skipped = False
        self._left = False
        return True

    def leave(self) -> None:
        """End the check-in here; what was not asked stays unanswered."""
        self._left = True

    def _restore(self, given: Mapping[str, Answer]) -> None:
        """Take over earlier answers in order, up to the first that is missing or that does not fit its question."""
        while (question := self.question) is not None and question.id in given:
            value = given[question.id]
            try:
                self._raw[question.id] = value if value is None else checked(question, value)
            except NotAnAnswerError:
                return

    def _asked(self) -> Question:
        question = self.question
        if question is None:
            raise RuntimeError("the check-in is done: nothing is asked")
        return question

    def _plan(self) -> list[Question]:
        """Return the questions in order, as far as the answers so far decide which are asked."""
        return self._after_plan() if self.kind is CheckInKind.AFTER else self._morning_plan()

    def _after_plan(self) -> list[Question]:
        around = self.circumstances
        plan = [choice("which_knee", "left", "right", "both")] if around.ask_knee else []
        plan += [scale("during"), scale("after"), scale("muscle"), yes_no("sharp")]
        if self._place_matters() and around.hurt_at is None and around.steps:
            plan.append(at_which_step(around.steps))
        if around.loaded is not None:
            plan.append(reps_left(around.loaded.name, hold=around.loaded.hold))
        plan += self._worry_plan()
        if around.note:
            plan.append(Question("note", AnswerKind.TEXT, "checkin.note"))
        return plan

    def _morning_plan(self) -> list[Question]:
        return [
            scale("knee_am"),
            scale("muscle_am"),
            choice("stiff", "usual", "bit_more", "lot_more"),
            choice("swelling", "none", "slight", "clear"),
            *self._worry_plan(),
        ]

    def _worry_plan(self) -> list[Question]:
        plan = [worries(again=self._flags_skipped)]
        ticked = self._ticked()
        if INJURY in ticked and CANNOT_BEAR_WEIGHT not in ticked:
            plan.append(yes_no("four_steps"))
            if self._raw.get("four_steps") is not False:
                plan.append(yes_no("right_angle"))
        return plan

    def _place_matters(self) -> bool:
        during = self._raw.get("during")
        return (isinstance(during, int) and during >= WORTH_A_PLACE) or self._raw.get("sharp") is True

    def _ticked(self) -> tuple[str, ...]:
        flags = self._raw.get("flags")
        return flags if isinstance(flags, tuple) else ()

    def _flags(self) -> tuple[str, ...]:
        """Return what was ticked, with the sign that a no after an injury adds."""
        ticked = self._ticked()
        unable = False in (self._raw.get("four_steps"), self._raw.get("right_angle"))
        if INJURY in ticked and unable and CANNOT_BEAR_WEIGHT not in ticked:
            return (*ticked, CANNOT_BEAR_WEIGHT)
        return ticked

    def _reply(self) -> Said | None:
        tier = tier_of_flags(self._flags(), self.circumstances.age)
        return Said(tier) if tier is not None else None
