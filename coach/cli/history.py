"""`coach history`: the sessions so far, one of them in full, or without one."""

from __future__ import annotations

import argparse
from datetime import date

from coach.cli.printing import print_json, print_text
from coach.desk.desk import Desk
from coach.desk.history import describe, find_session, how_many, session_of, sessions
from coach.errors import UsageError
from coach.paths import user_paths
from coach.session.record import SessionRecord, record_table

LATEST = 20
"""So many are listed unless more are asked for."""


def run(options: argparse.Namespace) -> int:
    """Print the latest sessions, the last of them last, or one in full; what cannot be read is named on stderr."""
    desk = Desk(user_paths())
    if options.remove:
        if options.session or options.all or options.since or options.json:
            raise UsageError("--remove takes the id of one session, and nothing else but --yes.")
        return removed(desk, session_of(desk, options.remove), asked=not options.yes)
    if options.yes:
        raise UsageError("--yes belongs to --remove.")
    if options.session:
        if options.all or options.since:
            raise UsageError("One session is shown in full: leave --all and --since out.")
        return told(desk, find_session(desk, options.session), as_json=options.json)
    return listed(desk, since=day(options.since), everything=options.all, as_json=options.json)


def day(typed: str | None) -> date | None:
    """Return the day that was typed; UsageError where it is none."""
    if typed is None:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise UsageError("--since takes a day as in 2026-11-22.") from None


def listed(desk: Desk, *, since: date | None, everything: bool, as_json: bool) -> int:
    """Print the sessions, and how many are left out."""
    latest = None if everything or since is not None else LATEST
    found = sessions(desk, latest=latest, since=since)
    for sentence in found.sentences:
        print_text(sentence, error=True)
    left_out = max(0, how_many(desk) - len(found.records)) if latest is not None else 0
    more = f"{left_out} earlier session{'' if left_out == 1 else 's'}: `coach history --all`, or --since DATE."
    if as_json:
        if left_out:
            print_text(more, error=True)
        print_json([record_table(record) for record in found.records])
        return 0
    if not found.records:
        nothing = f"No session since {since}." if since is not None else ""
        print_text(nothing or "No session yet. `coach play quick-start` plays one of two minutes.")
        return 0
    if left_out:
        print_text(f"({more})")
    phrases = desk.phrases()
    for record in found.records:
        line = describe(record, phrases)
        parts = [line.when, line.id, line.routine, line.length, line.outcome, line.knee, line.said]
        print_text("  ".join(part for part in parts if part))
    return 0


def told(desk: Desk, record: SessionRecord, *, as_json: bool) -> int:
    """Print one session in full."""
    from coach.desk.past import in_full
    from coach.desk.removing import changes_of

    changes = changes_of(desk, record)
    if as_json:
        fields = ("on", "routine", "step", "name", "before", "after", "rule", "reading", "decision", "decided")
        rows = [{field: getattr(change, field) for field in fields} for change in changes]
        print_json({**record_table(record), "changes": rows})
        return 0
    for number, line in enumerate(in_full(record, changes, desk.phrases())):
        if line.heading and number:
            print_text()
        print_text(line.text if line.heading else f"  {line.text}")
    return 0


def removed(desk: Desk, record: SessionRecord, *, asked: bool) -> int:
    """Remove a session for good; asked first at a terminal, and refused without one unless that was said."""
    from coach.desk.removing import removable, remove, stays

    removable(desk, record)
    if asked:
        from coach.cli.ask import chosen
        from coach.cli.terminal import has_keys

        if not has_keys():
            raise UsageError("A session that is removed is gone for good: say --yes where nobody can be asked.")
        line = describe(record, desk.phrases())
        print_text("  ".join((line.when, line.routine, line.length, line.outcome)))
        if kept := stays(desk, record):
            print_text(kept)
        if chosen("Remove it for good? y or n", "yn") != "y":
            print_text("Nothing was removed.")
            return 0
    print_text(remove(desk, record))
    return 0
