"""Changing the book of doses: a yes, a no, and what was applied wrongly taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coach.session.doses import Change, Decision, DoseBook, StepDose

BACK_OFFS = frozenset({"R8", "R9", "R10", "R11", "R12", "R13", "R14", "R15"})
"""The rules by which something is taken off."""

CORRECTED = "corrected"
"""The rule of an offer to take back what followed from an answer that was corrected."""

MORE_KNOWN = "more_known"
"""The same where nobody corrected anything: by answers that came later the rule does not hold (R14 of the evening)."""

TAKE_BACK = frozenset({CORRECTED, MORE_KNOWN})


def decided(book: DoseBook, accept: bool, today: date) -> DoseBook:
    """Return the book with its proposal accepted or refused; the same where there is none."""
    proposal = book.proposal
    if proposal is None:
        return book
    decision = Decision.ACCEPTED if accept else Decision.REFUSED
    closed = replace(proposal, decision=decision, decided=today)
    book = replace(book, changes=tuple(closed if change is proposal else change for change in book.changes))
    return taken_up(book, closed) if accept else book


def taken_up(book: DoseBook, change: Change) -> DoseBook:
    """Return the book with a change carried out that was accepted."""
    if change.rule in TAKE_BACK:
        return taken_back(book, change.session)
    if not change.step:
        ease = replace(change.ease, since=change.day) if change.ease is not None else None
        return replace(book, ease=ease)
    return with_dose(book, change.routine, change.step, change.becomes)


def with_dose(book: DoseBook, routine: str, step: str, dose: StepDose | None) -> DoseBook:
    """Return the book with the dose of one step, sorted by routine and step; None for what the file says."""
    doses = [each for each in book.doses if (each.routine, each.step) != (routine, step)]
    kept = dose.unless_files if dose is not None else None
    if kept is not None:
        doses.append(kept)
    return replace(book, doses=tuple(sorted(doses, key=lambda each: (each.routine, each.step))))


def taken_back(book: DoseBook, session: str | None) -> DoseBook:
    """Return the book without what the answers of a session led to, where nothing has changed it since."""
    result = book
    for change in book.changes:
        if session is None or not applied_by(change, session):
            continue
        if not change.step:
            if book.ease is not None and book.ease.session == session:
                result = replace(result, ease=change.ease_was)
        elif _latest(book, change):
            result = with_dose(result, change.routine, change.step, change.was)
    return result


def applied_by(change: Change, session: str) -> bool:
    """Return whether a change took something off because of a session's answers."""
    return change.session == session and change.decision is Decision.APPLIED and change.rule in BACK_OFFS


def _latest(book: DoseBook, change: Change) -> bool:
    """Return whether nothing has changed a step since."""
    mine = [
        each
        for each in book.changes
        if (each.routine, each.step) == (change.routine, change.step)
        and each.decision in (Decision.APPLIED, Decision.ACCEPTED)
    ]
    return mine[-1] is change
