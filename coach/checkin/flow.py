"""The flow of answering a check-in: what is asked next, back, skip, and what is said at once to a worry."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from coach.checkin.flags import CANNOT_BEAR_WEIGHT, FLAGS, INJURY, USUAL_AGE, Tier, more_urgent, tier_of_flags
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


TICKED = "ticked"
"""Beside the raw answers: what is ticked in a list of worries that is not done, or was when it was."""


class CheckInKind(Enum):
    AFTER = "after"  # right after the session
    MORNING = "morning"  # the next day
    DAY = "day"  # a morning that follows no session: the knee alone


@dataclass(frozen=True, slots=True)
class LoadedStep:
    """The step whose last set is asked about."""

    id: str
    name: str
    hold: bool
    """Its reserve is asked in seconds, not repetitions."""


@dataclass(frozen=True, slots=True)
class SaidHurt:
    """The worst "that hurts" of the session."""

    number: int | None
    """0–10; None where none was answered with a number."""
    name: str
    """The step's name; empty before any had begun."""
    sharp: bool = False
    """Any of it was said to be sharp."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the check-in has to know of its session."""

    steps: Mapping[str, str] = field(default_factory=dict)
    """Id to name of the steps that were played, in order."""
    hurt_at: str | None = None
    """The step at which "that hurts" was pressed: then nobody asks again."""
    hurt: SaidHurt | None = None
    """What was answered to "that hurts"; None where it was not pressed."""
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
        """It stays until somebody has read it, and no check-in goes on after it."""
        return self.tier is Tier.EMERGENCY


class CheckInFlow:
    """One check-in being answered; `given` are raw answers of an interrupted one, which goes on where it was.

    With `earlier` all is asked once more, each question beside what it was answered with then.
    """

    def __init__(
        self,
        circumstances: Circumstances,
        kind: CheckInKind = CheckInKind.AFTER,
        given: Mapping[str, Answer] | None = None,
        *,
        earlier: Mapping[str, Answer] | None = None,
    ) -> None:
        self.circumstances = circumstances
        self.kind = kind
        self._raw: dict[str, Answer] = {}
        self._earlier: dict[str, Answer] = dict(earlier or {})
        self._ticks: tuple[str, ...] | None = None
        self._last: Question | None = None
        self._flags_skipped = False
        self._left = False
        self._restore(given or {})
        if earlier is not None and self._ticks is None:
            self._ticks = tuple(flag for flag in _texts(earlier.get("flags")) if flag in FLAGS) or None

    @property
    def question(self) -> Question | None:
        """What is asked now; None when the check-in is done."""
        if self._left or self.ended_by is not None:
            return None
        return next((question for question in self._plan() if question.id not in self._raw), None)

    @property
    def plan(self) -> tuple[Question, ...]:
        """The questions in order, as far as the answers so far decide which are asked."""
        return tuple(self._plan())

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
        said = self._reply() if isinstance(self._raw.get("flags"), tuple) else None
        return said if said is not None and said.ends else None

    @property
    def ticked(self) -> tuple[str, ...]:
        """What is ticked so far in the list of worries, done or not."""
        flags = self._raw.get("flags")
        return flags if isinstance(flags, tuple) else self._ticks or ()

    @property
    def worry(self) -> Said | None:
        """What has to stand there as long as this is ticked."""
        return self._reply()

    @property
    def last(self) -> tuple[Question, Answer] | None:
        """The question answered last and its answer, to be read back; None after `back`, and where nothing was."""
        if self._last is None or self._last.id not in self._raw:
            return None
        return self._last, self._raw[self._last.id]

    @property
    def said_worse(self) -> SaidHurt | None:
        """What was said in the session, where the worst pain was answered lower just now: the higher number counts."""
        hurt, during = self.circumstances.hurt, self._raw.get("during")
        if hurt is None or hurt.number is None or self._last is None or self._last.id != "during":
            return None
        return hurt if type(during) is int and during < hurt.number else None

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
        """The answers as they were given, for the journal; skipped ones are None, ticks not yet done are `ticked`."""
        return self._raw | ({TICKED: self._ticks} if self._ticks is not None else {})

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The answers as they are kept: with the step that the session knows, and what an injury's questions add."""
        kept = dict(self._raw)
        if self._place_matters() and self.circumstances.hurt_at is not None:
            kept["step"] = self.circumstances.hurt_at
        if self.ticked or isinstance(kept.get("flags"), tuple):
            kept["flags"] = self._flags()
        return kept

    def answer(self, value: Answer) -> Said | None:
        """Keep the answer of the question now and go on; return what has to be said at once, if anything.

        Raises NotAnAnswerError, and changes nothing, for a value that the question cannot have.
        """
        question = self._asked()
        before = self._reply()
        self._raw[question.id] = checked(question, value)
        self._last = question
        if question.kind is AnswerKind.FLAGS and self._ticks is not None:
            self._ticks = self.ticked
        said = self._reply()
        return said if said != before else None

    def give(self, key: str, value: Answer) -> None:
        """Keep the answer of any question of the plan, out of its turn; None is skipped, also of the worries.

        Raises KeyError where it is not asked, and NotAnAnswerError for a value that it cannot have.
        """
        question = next((one for one in self._plan() if one.id == key), None)
        if question is None:
            raise KeyError(key)
        self._raw[key] = value if value is None else checked(question, value)
        if question.kind is AnswerKind.FLAGS:
            self._ticks = _texts(value) or None

    def tick(self, flags: tuple[str, ...]) -> Said | None:
        """Keep what is ticked so far, with which the list is not done; return what has to be said at once, if anything.

        That is so where the ticks have become more urgent than they were. Taking a tick away says nothing.
        """
        question = self._asked()
        before = self._reply()
        self._ticks = _texts(checked(question, flags))
        said = self._reply()
        urgent = more_urgent(said.tier if said else None, before.tier if before else None)
        return said if urgent else None

    def skip(self) -> None:
        """Leave the question now without an answer (None); worries are asked once more, and a tick is an answer."""
        question = self._asked()
        if question.kind is AnswerKind.FLAGS and self._ticks:
            self.answer(self._ticks)
            return
        self._last = None
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
        if asked[-1] == "flags":
            flags = self._earlier["flags"]
            self._ticks = flags if isinstance(flags, tuple) else ()
        self._last = None
        self._flags_skipped = False
        self._left = False
        return True

    def leave(self) -> None:
        """End the check-in here; what was not asked stays unanswered."""
        self._left = True

    def _restore(self, given: Mapping[str, Answer]) -> None:
        """Take over earlier answers of questions that are asked; what is missing or does not fit is asked again."""
        ticked = given.get(TICKED)
        self._ticks = tuple(flag for flag in ticked if flag in FLAGS) if isinstance(ticked, tuple) else None
        passed: set[str] = set()
        while (question := self._open(given, passed)) is not None:
            passed.add(question.id)
            value = given[question.id]
            if question.kind is AnswerKind.FLAGS and self._ticks and set(self._ticks) != set(_texts(value)):
                continue  # ticked after that answer was gone back to: the list was open again
            with contextlib.suppress(NotAnAnswerError):
                self._raw[question.id] = value if value is None else checked(question, value)

    def _open(self, given: Mapping[str, Answer], passed: set[str]) -> Question | None:
        """Return the next question of the plan that was given an answer and was not looked at yet."""
        return next((one for one in self._plan() if one.id in given and one.id not in passed), None)

    def _asked(self) -> Question:
        question = self.question
        if question is None:
            raise RuntimeError("the check-in is done: nothing is asked")
        return question

    def _plan(self) -> list[Question]:
        """Return the questions in order, as far as the answers so far decide which are asked."""
        match self.kind:
            case CheckInKind.AFTER:
                return self._after_plan()
            case CheckInKind.MORNING:
                return self._morning_plan()
            case CheckInKind.DAY:
                return [scale("knee")]

    def _after_plan(self) -> list[Question]:
        around = self.circumstances
        plan = [choice("which_knee", "left", "right", "both")] if around.ask_knee else []
        plan += [self._during(), scale("after"), scale("muscle"), self._sharp()]
        if self._place_matters() and around.hurt_at is None and around.steps:
            plan.append(at_which_step(around.steps))
        if around.loaded is not None:
            plan.append(reps_left(around.loaded.name, hold=around.loaded.hold))
        plan += self._worry_plan()
        if around.note:
            plan.append(Question("note", AnswerKind.TEXT, "checkin.note"))
        return plan

    def _during(self) -> Question:
        hurt = self.circumstances.hurt
        if hurt is None or hurt.number is None:
            return scale("during")
        return replace(
            scale("during"),
            values={"n": str(hurt.number), "step": hurt.name},
            remark="checkin.during_said_at" if hurt.name else "checkin.during_said",
            suggested=hurt.number,
        )

    def _sharp(self) -> Question:
        hurt = self.circumstances.hurt
        if hurt is None or not hurt.sharp:
            return yes_no("sharp")
        return replace(yes_no("sharp"), remark="checkin.sharp_said", suggested=True)

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
        flags = self._raw.get("flags")
        ticked = flags if isinstance(flags, tuple) else ()
        if INJURY in ticked and CANNOT_BEAR_WEIGHT not in ticked:
            plan.append(yes_no("four_steps"))
            if self._raw.get("four_steps") is not False:
                plan.append(yes_no("right_angle"))
        return plan

    def _place_matters(self) -> bool:
        during, hurt = self._raw.get("during"), self.circumstances.hurt
        worst = max(during if isinstance(during, int) else 0, (hurt.number or 0) if hurt is not None else 0)
        return worst >= WORTH_A_PLACE or self._raw.get("sharp") is True or (hurt is not None and hurt.sharp)

    def _flags(self) -> tuple[str, ...]:
        """Return what was ticked, with the sign that a no after an injury adds."""
        ticked = self.ticked
        unable = False in (self._raw.get("four_steps"), self._raw.get("right_angle"))
        if INJURY in ticked and unable and CANNOT_BEAR_WEIGHT not in ticked:
            return (*ticked, CANNOT_BEAR_WEIGHT)
        return ticked

    def _reply(self) -> Said | None:
        tier = tier_of_flags(self._flags(), self.circumstances.age)
        return Said(tier) if tier is not None else None


def _texts(answer: Answer) -> tuple[str, ...]:
    return answer if isinstance(answer, tuple) else ()
