"""A simulated knee: what it feels for a given amount of loading. A model to test rules with, not a model of knees.

All pains are points of 0–10, all amounts of loading ("work") multiples of the first session's. With N(σ) a normal
number with mean 0 and standard deviation σ, drawn anew for each answer:

    usual(d)    = max(least, usual + drift · d / 28)                      d: days since the start
    strain      = work · own / capacity                                   own: what the person adds by himself
    during      = usual + irritation + ache · strain           + N(noise)
    after       = usual + irritation' + ache · strain / 2      + N(noise)
    morning     = usual + irritation                           + N(noise)
    irritation' = irritation + reacts · max(0, strain - 1)                with each loaded session
    irritation  ← irritation · settles                                    with each night
    capacity    ← capacity · (1 + adapts · min(1, strain))                with each loaded session of strain ≤ 1.2
    soreness    ← soreness + new · max(0, work · own / used - 1)          with each loaded session
    soreness    ← soreness / 2                                            with each night
    used        ← used + (work · own - used) / 3                          with each loaded session
    muscles     = soreness + N(noise / 2)
    room        = 15 s or 3 reps where capacity / work · (1 + N(0.05)) ≥ 1.15, 10 s or 2 from 1.05 on,
                  5 s or 1 from 0.95 on, else none

Answers are whole numbers: the nearest, within 0 and 10. The knee is a bit stiffer than usual from an irritation of 1.5
on and a lot from 3 on. Swelling is not derived: from day `swells` on a night after loading leaves a slight one three
times in four and a clear one once in ten times, and one that is there is still there the next morning half of the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

MONTH = 28
"""Days over which `drift` is given."""


@dataclass(frozen=True, slots=True)
class Knee:
    """The constants of one person's knee."""

    usual: float = 1.0
    drift: float = 0.0
    least: float = 0.0
    noise: float = 0.5
    capacity: float = 1.3
    own: float = 1.0
    reacts: float = 2.0
    settles: float = 0.5
    ache: float = 0.5
    adapts: float = 0.01
    new: float = 3.0
    swells: int | None = None


class Body:
    """The state of one person's knee from day to day."""

    def __init__(self, knee: Knee, random: Random) -> None:
        self.knee = knee
        self.random = random
        self.day = 0
        self.capacity = knee.capacity
        self.irritation = 0.0
        self.soreness = 0.0
        self.used = 1.0
        self.swelling = "none"
        self.loaded = False

    @property
    def usual(self) -> float:
        """Pain of a morning on which nothing irritates, without the noise of the answer."""
        return max(self.knee.least, self.knee.usual + self.knee.drift * self.day / MONTH)

    def night(self) -> None:
        """Sleep until the next morning."""
        self.day += 1
        self.irritation *= self.knee.settles
        self.soreness *= 0.5
        self.swelling = self._swelling_now()
        self.loaded = False

    def load(self, work: float, own: float) -> tuple[int, int]:
        """Do a loaded session and return the pain during it and after it."""
        strain = work * own / self.capacity
        during = self.usual + self.irritation + self.knee.ache * strain
        self.irritation += self.knee.reacts * max(0.0, strain - 1)
        after = self.usual + self.irritation + self.knee.ache * strain / 2
        self.soreness += self.knee.new * max(0.0, work * own / self.used - 1)
        self.used += (work * own - self.used) / 3
        if strain <= 1.2:
            self.capacity *= 1 + self.knee.adapts * min(1.0, strain)
        self.loaded = True
        return self._answer(during), self._answer(after)

    def now(self) -> int:
        """Return the knee pain now, as it is answered."""
        return self._answer(self.usual + self.irritation)

    def sore(self) -> int:
        """Return the muscle soreness now, as it is answered."""
        return _scale(self.soreness + self.random.gauss(0, self.knee.noise / 2))

    @property
    def stiff(self) -> str:
        if self.irritation >= 3:
            return "lot_more"
        return "bit_more" if self.irritation >= 1.5 else "usual"

    def room(self, work: float) -> int:
        """Return how much more was possible in the last set: 0 to 3, of repetitions or of five seconds."""
        spare = self.capacity / work * (1 + self.random.gauss(0, 0.05))
        return sum(spare >= limit for limit in (0.95, 1.05, 1.15))

    def _answer(self, pain: float) -> int:
        return _scale(pain + self.random.gauss(0, self.knee.noise))

    def _swelling_now(self) -> str:
        begins, drawn = self.knee.swells, self.random.random()
        if begins is None or self.day < begins:
            return "none"
        if self.loaded:
            return "clear" if drawn < 0.1 else "slight" if drawn < 0.85 else self.swelling
        return self.swelling if drawn < 0.5 else "none"


def _scale(number: float) -> int:
    return min(10, max(0, round(number)))
