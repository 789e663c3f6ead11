"""What is said when something happens that no timeline knows of: words are values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.player.model import Event, EventKind


@dataclass(frozen=True, slots=True)
class Announcements:
    """Sentences by what happened; without one nothing is said."""

    by_kind: Mapping[EventKind, str] = field(default_factory=dict)
    goes_on: str = ""
    """After pain with which the step goes on."""
    leaves_step: str = ""
    """After pain that ends the step."""
    leaves_loading: str = ""
    """After pain at a second step: nothing loaded is played any more."""

    @property
    def texts(self) -> list[str]:
        """Every sentence, so that the voice has them before they are needed."""
        return [*self.by_kind.values(), *filter(None, (self.goes_on, self.leaves_step, self.leaves_loading))]

    def of(self, event: Event) -> str:
        """Return what is said of an event; empty for nothing."""
        if event.kind is not EventKind.PAIN_ANSWERED:
            return self.by_kind.get(event.kind, "")
        if event.details.get("ends_loading"):
            return self.leaves_loading
        return self.leaves_step if event.details.get("left_out") else self.goes_on
