"""What is said before a routine of which a first-run answer warns."""

from __future__ import annotations

from coach.progress.cautions import cautions_of
from coach.routine.model import Routine
from coach.session.profile import Profile
from coach.words.phrases import Phrases


def caution_words(routine: Routine, profile: Profile, phrases: Phrases) -> str:
    """Return the warning before a routine, one sentence for each answer that it is about; empty where there is none."""
    if not profile.precautions:
        return ""
    return " ".join(
        phrases(
            "caution.before",
            precaution=phrases(f"precautions.{one.precaution}"),
            exercises=_some(one.exercises, phrases),
        )
        for one in cautions_of(routine, profile.precautions)
        if f"precautions.{one.precaution}" in phrases
    )


MOST_NAMES = 3
"""So many exercises are named: the sentence is read while a session is about to begin."""


def _some(names: tuple[str, ...], phrases: Phrases) -> str:
    more = len(names) - MOST_NAMES
    if more <= 0:
        return ", ".join(names)
    return phrases("caution.some", names=", ".join(names[:MOST_NAMES]), n=more)
