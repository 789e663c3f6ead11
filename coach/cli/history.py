"""`coach history`: the sessions so far."""

from __future__ import annotations

import argparse

from coach.cli.printing import print_json, print_text
from coach.desk.desk import Desk
from coach.desk.history import describe, sessions
from coach.paths import user_paths
from coach.session.record import record_table
from coach.words.files import load_phrases


def run(options: argparse.Namespace) -> int:
    """Print all sessions, the latest last; what cannot be read is named on stderr."""
    desk = Desk(user_paths())
    found = sessions(desk)
    for sentence in found.sentences:
        print_text(sentence, error=True)
    if options.json:
        rows = [record_table(record) for record in found.records]
        print_json(rows)
        return 0
    if not found.records:
        print_text("No session yet. `coach play quick-start` plays one of two minutes.")
        return 0
    phrases = load_phrases()
    for record in found.records:
        line = describe(record, phrases)
        parts = [line.when, line.routine, line.length, line.outcome, line.knee, line.said]
        print_text("  ".join(part for part in parts if part))
    return 0
