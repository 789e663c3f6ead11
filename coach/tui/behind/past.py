"""What the screens that look back show: the history, one session in full, the curves."""

from __future__ import annotations

from coach.desk.desk import Desk
from coach.desk.history import describe, how_many, session_of, sessions
from coach.errors import CoachError
from coach.session.record import SessionRecord
from coach.tui.shown import Curves, Past, SessionLine, SessionPaper
from coach.words.phrases import Phrases


def session_line(record: SessionRecord, phrases: Phrases) -> SessionLine:
    """Return the line of a session in the history."""
    line = describe(record, phrases)
    return SessionLine(line.when, line.routine, line.outcome, line.length, line.knee, line.said, record.id)


def history(desk: Desk, latest: int, phrases: Phrases) -> Past:
    """Return the latest so many sessions."""
    found = sessions(desk, latest=latest)
    lines = tuple(session_line(record, phrases) for record in reversed(found.records))
    earlier = max(0, how_many(desk) - len(lines)) if len(lines) >= latest else 0
    return Past(lines, earlier, found.sentences)


def past_session(desk: Desk, id_: str, phrases: Phrases) -> SessionPaper:
    """Return one session in full."""
    from coach.desk.correcting import correctable
    from coach.desk.past import in_full
    from coach.desk.removing import changes_of, removable, stays

    record = session_of(desk, id_)
    lines = tuple((line.text, line.heading) for line in in_full(record, changes_of(desk, record), phrases))
    refused = ""
    try:
        removable(desk, record)
    except CoachError as error:
        refused = str(error)
    return SessionPaper(lines, stays(desk, record), refused, correctable(desk, record))


def remove_session(desk: Desk, id_: str) -> str:
    """Remove a session for good, and return a sentence that says so."""
    from coach.desk.removing import remove

    return remove(desk, session_of(desk, id_))


def trends(desk: Desk, weeks: int) -> Curves:
    """Return the curves of the weeks that end today."""
    from coach.desk.trends import look_back
    from coach.export.trendcharts import ahead_words, charts

    back = look_back(desk, weeks)
    ahead = ahead_words(back.trends)
    return Curves(charts(back.trends), (*((ahead,) if ahead else ()), *back.sentences))
