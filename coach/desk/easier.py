"""Going on with an easier exercise after "that hurts": its timeline is made while the number is thought of."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace

from coach.player.model import Event, EventKind, PlacedCue
from coach.routine.ladder import easier_than
from coach.routine.model import Routine
from coach.session.journal import JournalWriter
from coach.session.journal_values import Replanned
from coach.session.plan import planned_goes, timeline_identity
from coach.timeline.dose import Eased
from coach.timeline.dosing import with_doses
from coach.timeline.easier import eased_timeline
from coach.timeline.model import Choices, Lengths, Timeline
from coach.units import Seconds
from coach.voice.protocol import Voice
from coach.words.phrases import Phrases
from coach.words.speech import FixedLengths


@dataclass(slots=True)
class Easing:
    """The easier way on of one session; playback asks it, and as a listener it keeps what was taken in the journal."""

    routine: Routine
    choices: Choices
    timeline: Timeline
    """The one that plays."""
    phrases: Phrases
    voice: Voice
    lengths: Lengths
    """Those of the voice: to measure words it has to speak them, and so they are there when they are needed."""
    writer: JournalWriter | None = None
    _eased: Eased | None = None
    _rough: Timeline | None = None
    _measured: Timeline | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, hurt: Event) -> Timeline | None:
        """Return how the session could go on with something easier, words estimated; a thread measures them."""
        with self._lock:
            self._eased, self._rough, self._measured = self._easier(hurt), None, None
            if self._eased is None:
                return None
            self._rough = self._made(self._eased, FixedLengths())
            if self._rough is not None and self.timeline.measured:
                threading.Thread(target=self._measure, args=(self._eased,), name="easing", daemon=True).start()
            return self._rough

    def best(self) -> Timeline | None:
        """Return the timeline with measured words if they are all there by now, else with estimated ones."""
        with self._lock:
            return self._measured or self._rough

    def _easier(self, hurt: Event) -> Eased | None:
        step, exercise, go = (hurt.details.get(key) for key in ("step", "exercise", "easier_from"))
        if self.choices.eased is not None or not isinstance(step, str) or not isinstance(exercise, str):
            return None
        easier = easier_than(self.routine, exercise)
        return Eased(step, easier, go) if easier is not None and isinstance(go, int) else None

    def _made(self, eased: Eased, lengths: Lengths) -> Timeline | None:
        return eased_timeline(self.timeline, self.routine, self.choices, eased, self.phrases, lengths)

    def _measure(self, eased: Eased) -> None:
        found = self._made(eased, self.lengths)
        with self._lock:
            if self._eased == eased:
                self._measured = found

    # --- as a listener -----------------------------------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Keep what is played from now on, before the journal gets an event of it."""
        taken = self.best() if event.kind is EventKind.EASED else None
        if taken is None or self._eased is None:
            return
        self.choices, self.timeline = replace(self.choices, eased=self._eased), taken
        if self.writer is not None:
            goes = planned_goes(taken, with_doses(self.routine, self.choices))
            self.writer.replan(Replanned(self._eased, goes, timeline_identity(taken)))

    def on_cue(self, placed: PlacedCue) -> None:
        """Do nothing: only a decision is kept."""

    def on_tick(self, now: Seconds) -> None:
        """Do nothing."""
