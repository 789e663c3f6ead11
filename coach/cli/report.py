"""`coach report`: one page for a clinician."""

from __future__ import annotations

import argparse

from coach.cli.printing import print_text
from coach.desk.desk import Desk
from coach.desk.report import write_report
from coach.errors import UsageError
from coach.paths import user_paths
from coach.progress.trends import USUAL_WEEKS


def run(options: argparse.Namespace) -> int:
    """Write the report and say where it lies; what could not be read for it is named on stderr."""
    if not options.output:
        raise UsageError("say where to write it: `coach report -o knee.html`, or .txt")
    weeks = USUAL_WEEKS if options.weeks is None else options.weeks
    written = write_report(Desk(user_paths()), options.output, weeks, replace=options.replace)
    for sentence in written.sentences:
        print_text(sentence, error=True)
    print_text(f"Wrote {written.path}")
    return 0
