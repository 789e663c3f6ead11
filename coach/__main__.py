"""`python -m coach` is the command `coach`."""

from __future__ import annotations

import sys

from coach.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
