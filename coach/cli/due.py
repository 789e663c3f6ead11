"""`coach play` without a name: what is due today, said and perhaps asked about before it begins."""

from __future__ import annotations

from coach.cli.ask import chosen
from coach.cli.printing import print_text
from coach.cli.terminal import has_keys
from coach.desk.desk import Desk
from coach.desk.today import Today, today_of
from coach.errors import CoachError
from coach.progress.due import Due
from coach.words.phrases import Phrases


def due_routine(desk: Desk, *, short: bool = False) -> str | None:
    """Return the path of the routine that is due; None where the person does not want it.

    What is loaded and due begins at once: that was asked for. Something light is not what most people mean by
    "play", so they are asked; where nobody can be asked, CoachError says what there is.
    """
    today = today_of(desk, short=short)
    for problem in (*today.files, *today.problems):
        print_text(problem, error=True)
    if today.routine is None:
        nothing = desk.phrases()("today.nothing")
        raise CoachError(f"{nothing} {today.reason} `coach list` shows what there is all the same.")
    if today.due in (Due.LOADED, Due.SHORT):
        for line in _told(today, desk.phrases()):
            print_text(line, error=True)
        return today.reference
    if not has_keys():
        raise CoachError(f"{today.reason} `coach play {today.routine}` plays something light: {today.title}.")
    print_text(today.reason)
    print_text(f"Something light instead: {today.title}.")
    return today.reference if chosen("Play it? y or n", "yn") == "y" else None


def still_due(desk: Desk, reference: str, *, short: bool = False) -> None:
    """Raise CoachError where the answers given meanwhile make another routine due than the one about to be played."""
    today = today_of(desk, short=short)
    if today.reference == reference:
        return
    instead = f"`coach play` plays {today.title}." if today.routine else desk.phrases()("today.nothing")
    raise CoachError(f"By these answers something else is due now. {today.reason} {instead}")


def _told(today: Today, phrases: Phrases) -> list[str]:
    """Return what is played and why."""
    sentences = [f"{phrases('today.due', title=today.title)}. {today.reason}"]
    changed = [f"{line.name} {line.difference}" for line in today.dose if line.changed]
    return [*sentences, *([f"{'; '.join(changed)}."] if changed else []), *([today.restart] if today.restart else [])]
