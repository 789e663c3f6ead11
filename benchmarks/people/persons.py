"""The persons: what their knees are like and what they do with the program."""

from __future__ import annotations

from dataclasses import dataclass, replace

from benchmarks.people.knee import Knee


@dataclass(frozen=True, slots=True)
class Person:
    """One kind of person; each seed makes another one of the kind."""

    name: str
    about: str
    """For somebody who reads the table: one sentence."""
    knee: Knee
    weeks: int = 26
    routine: str = "knee-foundation"
    base: int = 1
    """What was answered to the first-run question for the usual morning."""
    comes: float = 1.0
    """Chance to train on a day on which loading is due."""
    light: float = 0.0
    """Chance to play what is light on another day, with a check-in of its own."""
    answers: float = 1.0
    """Chance that a check-in is answered, each by itself."""
    other_mornings: float = 0.8
    """Chance that the one key of other days is given."""
    own: float = 1.0
    """What is done besides the plan on a day on which there is more: 1.5 is half as much again."""
    own_chance: float = 0.0
    away: tuple[tuple[int, int], ...] = ()
    """Days without the program: from and to, both included."""
    comes_back: int | None = 7
    """Days after a stop on which somebody has had a look and loading is unlocked; None: the story ends there."""
    offsets: tuple[tuple[int, int], ...] = ((0, 1),)
    """Days, and the hours of the local clock from UTC from each of them on."""


NEVER_ANSWERS = Person(
    "never-answers",
    "Plays what is due and answers no question, neither after the session nor in the morning.",
    Knee(),
    answers=0.0,
    other_mornings=0.0,
)
OVER_DOER = Person(
    "over-doer",
    "Does twice as much as the plan on every third day of training, and has a knee that answers to that.",
    Knee(usual=1.0, capacity=1.2, reacts=4.0, settles=0.7),
    own=2.0,
    own_chance=1 / 3,
)
STEADY = Person(
    "steady",
    "A long-standing knee at 3 ± 1 whatever is done, with enough strength for more.",
    Knee(usual=3.0, noise=1.0, capacity=2.0, reacts=0.0, ache=0.0, adapts=0.02),
    base=3,
)
WORSENER = Person(
    "slow-worsener",
    "A knee that gets worse by one point in four weeks, ± 0.7, whatever is done.",
    Knee(usual=2.0, drift=1.0, noise=0.7, capacity=2.0, reacts=0.0, ache=0.0),
    weeks=16,
    base=2,
    comes_back=None,
)
IMPROVER = Person(
    "improver",
    "Strong enough from the start, and a knee that gets better by one point in four weeks.",
    Knee(usual=2.0, drift=-1.0, noise=0.3, capacity=3.0, ache=0.2, adapts=0.02, new=1.0),
    base=2,
)
SWELLING = Person(
    "swelling",
    "Two good weeks, and from then on a knee that swells after loading, with hardly any pain.",
    Knee(usual=1.0, noise=0.4, swells=14),
    weeks=12,
    comes_back=None,
)
COMES_AND_GOES = Person(
    "comes-and-goes",
    "Trains two days in three when at home, answers half of what is asked, is away for 2, 3 and 5 weeks, and flies.",
    Knee(usual=2.0, noise=0.7, capacity=1.6),
    base=2,
    comes=0.65,
    answers=0.5,
    other_mornings=0.3,
    away=((30, 44), (70, 91), (120, 155)),
    offsets=((0, 1), (20, -8), (60, 13), (100, 2)),
)

PERSONS = (NEVER_ANSWERS, OVER_DOER, STEADY, WORSENER, IMPROVER, SWELLING, COMES_AND_GOES)

VARIANTS = (
    replace(STEADY, name="steady, every day", about="Plays something light on the days between, too.", light=1.0),
    replace(
        WORSENER, name="slow-worsener, every day", about="Plays something light on the days between, too.", light=1.0
    ),
    replace(WORSENER, name="slow-worsener, not always", about="Leaves out one training in seven.", comes=0.85),
)
"""The same knees with other habits: no bar is set for them, but the page tells what the bars hang on."""
