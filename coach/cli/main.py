"""The command `coach`: reads the arguments and calls the one command that they name."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from coach import __version__


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    root = argparse.ArgumentParser(prog="coach", description="A voice-guided workout player for the terminal.")
    root.add_argument("--version", action="version", version=f"coach {__version__}")
    return root


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser().parse_args(arguments)
    return 0
