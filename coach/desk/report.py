"""The report: read what it needs, and write it where the user says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from coach import __version__
from coach.desk.desk import Desk
from coach.desk.stopping import current_stop
from coach.desk.trends import look_back
from coach.errors import CoachError, UsageError
from coach.export.reportpage import report_page
from coach.export.reporttext import report_text
from coach.paths import expanded, write_whole
from coach.progress.plan import REST, WEEKDAYS
from coach.progress.report import Report, report_of
from coach.progress.trends import USUAL_WEEKS
from coach.session.dosestore import load_doses
from coach.words.files import load_phrases
from coach.words.phrases import Phrases

WRITERS: dict[str, Callable[[Report, Phrases, str], str]] = {
    ".html": report_page,
    ".htm": report_page,
    ".txt": report_text,
}


@dataclass(frozen=True, slots=True)
class Written:
    path: Path
    sentences: tuple[str, ...] = ()
    """One for each file that could not be read, and is therefore not in the report."""


def write_report(desk: Desk, target: str, weeks: int = USUAL_WEEKS, *, replace: bool = False) -> Written:
    """Write the report of the weeks that end today, and return where it lies.

    UsageError for an ending that is none; CoachError where a file is there and is not to be replaced, or where it
    cannot be written.
    """
    path = Path(expanded(target))
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        what = f"not in “{path.suffix}”" if path.suffix else "and that has no ending"
        raise UsageError(f"the report is written to a file that ends in .html or .txt, {what}")
    if path.is_dir():
        raise CoachError(f"{path} is a folder.")
    if path.exists() and not replace:
        raise CoachError(f"{path} is there already, and stays as it is. --replace writes over it.")
    if not path.parent.is_dir():
        raise CoachError(f"There is no folder {path.parent}.")
    report, sentences = read_report(desk, weeks)
    try:
        # Whole and for its user alone, like the records that it tells of.
        write_whole(path, writer(report, load_phrases(), __version__))
    except OSError as error:
        raise CoachError(f"{path} cannot be written: {error.strerror or error}.") from error
    return Written(path, sentences)


def read_report(desk: Desk, weeks: int = USUAL_WEEKS) -> tuple[Report, tuple[str, ...]]:
    """Return the report, and a sentence for each file that could not be read."""
    back = look_back(desk, weeks)
    book, trouble = load_doses(desk.paths.doses)
    report = report_of(
        back.diary,
        book,
        back.today,
        weeks,
        stop=current_stop(desk, back.diary.profile),
        is_planned=_planned(desk),
    )
    return report, (*back.sentences, *((trouble,) if trouble else ()))


def _planned(desk: Desk) -> Callable[[date], bool] | None:
    """Return whether the plan of the settings has something for a day; None where there is none."""
    settings = desk.settings.plan
    meant = {each.name: getattr(settings, each.name) for each in fields(settings) if each.name in WEEKDAYS}
    planned = {day for day, routine in meant.items() if routine and routine.casefold() != REST}
    return (lambda day: WEEKDAYS[day.weekday()] in planned) if planned else None
