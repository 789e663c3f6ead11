"""`coach schema`: what editors need to know of routine files, and the same as a page to read."""

from __future__ import annotations

import argparse
import sys

from coach.cli.printing import print_text
from coach.routine.manual import reference
from coach.routine.schema import schema_text


def run(options: argparse.Namespace) -> int:
    """Print the JSON Schema, or the reference."""
    if options.text:
        for line in reference().splitlines():
            print_text(line)
        return 0
    # As it lies beside the routines, whatever the locale: `coach schema > routine.schema.json` makes that file.
    binary = getattr(sys.stdout, "buffer", None)
    if binary is not None:
        binary.write(schema_text().encode())
    else:
        sys.stdout.write(schema_text())
    return 0
