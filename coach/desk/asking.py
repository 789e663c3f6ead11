"""What every kind of questions has in common: a flow that is answered, kept answer by answer, and closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from coach.checkin.flow import CheckInFlow
from coach.desk.dosewords import DoseNews
from coach.progress.response import Response
from coach.session.record import SessionRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """What questions that were answered came to."""

    response: Response | None = None
    """What the rules make of it; None where nothing was answered, or no rule is asked."""
    record: SessionRecord | None = None
    """The session that they are kept with, if any."""
    trouble: str | None = None
    """Why the answers could not be written, with where they are kept instead."""
    news: tuple[str, ...] = ()
    """What is told of it beside the response: answers that became others, one sentence each."""
    dose: DoseNews = field(default_factory=DoseNews)
    """What the next session becomes, and what is offered."""


class OpenQuestions(Protocol):
    """Questions that are open: after a session, on the morning after it, of other mornings, or asked once more."""

    title: str
    """What they are about, as a heading."""
    greeting: str
    """What is said before the first question; empty where they follow at once."""
    flow: CheckInFlow
    """Decides what is asked; whoever asks answers it, and calls `keep` after each answer."""

    @property
    def trouble(self) -> str | None:
        """Why answers cannot be kept at the moment; None while they can."""

    def keep(self) -> None:
        """Keep what is answered so far; called after every answer."""

    def put_off(self) -> bool:
        """Leave the rest for later; False where what was answered could not be kept."""

    def leave_open(self) -> bool:
        """Leave the rest to the next start, which asks it; False where what was answered could not be kept."""

    @property
    def so_far(self) -> Closed | None:
        """What a part of the answers came to already when the rest was left: less, or a stop; else None."""

    def close(self) -> Closed:
        """Store the answers, with what the rules make of them; what was not asked stays unanswered."""
