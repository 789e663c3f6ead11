"""What is said when something happens that no timeline knows of: words are values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.player.model import Event, EventKind
from coach.player.pain import NOTHING_TO_MIND, SEVERE


@dataclass(frozen=True, slots=True)
class Announcements:
    """Sentences by what happened; without one nothing is said."""

    by_kind: Mapping[EventKind, str] = field(default_factory=dict)
    carries_on: str = ""
    """After pain that is nothing to mind."""
    goes_on: str = ""
    """After pain with which the step goes on, slower and shallower."""
    offers: Mapping[str, str] = field(default_factory=dict)
    """After pain that ends an exercise where an easier one could go on, by the id of the step."""
    eases: Mapping[str, str] = field(default_factory=dict)
    """When that is taken."""
    leaves_step: Mapping[str, str] = field(default_factory=dict)
    """After pain that ends a step, by its id."""
    leaves_loading: str = ""
    """After pain at a second step: nothing loaded is played any more."""
    next_up: Mapping[str, str] = field(default_factory=dict)
    """What is played after something was left out, by the id of its step."""
    severe: str = ""
    """After pain that somebody should look at the same day."""

    @property
    def texts(self) -> list[str]:
        """Every sentence that is known beforehand, so that the voice has it before it is needed."""
        return [*self.by_kind.values(), *filter(None, (self.carries_on, self.goes_on))]

    def of(self, event: Event) -> str:
        """Return what is said of an event; empty for nothing."""
        if event.kind is EventKind.EASED:
            return self.eases.get(_text(event, "step"), "")
        if event.kind not in (EventKind.PAIN_ANSWERED, EventKind.NOT_EASED):
            return self.by_kind.get(event.kind, "")
        value = event.details.get("value")
        severe = self.severe if isinstance(value, int) and value >= SEVERE else ""
        if event.details.get("offers"):
            return " ".join(filter(None, (self.offers.get(_text(event, "step"), ""), severe)))
        if event.details.get("ends_loading"):
            return self._leaving(self.leaves_loading, event, severe)
        if event.details.get("left_out"):
            return self._leaving(self.leaves_step.get(_text(event, "step"), ""), event, severe)
        easy = isinstance(value, int) and value <= NOTHING_TO_MIND and not event.details.get("sharp")
        return severe or (self.carries_on if easy else self.goes_on)

    def likely(self, event: Event) -> list[str]:
        """Return what may have to be said after this one, to be prepared while a number is thought of."""
        if event.kind is not EventKind.HURT:
            return []
        step = _text(event, "step")
        leaves, offers = self.leaves_step.get(step, ""), self.offers.get(step, "")
        offered = [" ".join(filter(None, (offers, severe))) for severe in ("", self.severe)] if offers else []
        return [
            *offered,
            *filter(None, (self.eases.get(step, ""),)),
        ] + [
            self._leaving(sentence, event, severe)
            for sentence in (leaves, self.leaves_loading)
            for severe in ("", self.severe)
            if sentence
        ]

    def _leaving(self, sentence: str, event: Event, severe: str) -> str:
        return " ".join(part for part in (sentence, self.next_up.get(_text(event, "next"), ""), severe) if part)


def _text(event: Event, detail: str) -> str:
    return str(event.details.get(detail) or "")
