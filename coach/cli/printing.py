"""How commands print: text of files can never steer the terminal, problems go to stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping

from coach.source import Problem, report
from coach.source.report import visible


def print_text(line: str = "", *, error: bool = False) -> None:
    """Print a line that may hold words of a file, its control characters made visible."""
    print(visible(line), file=sys.stderr if error else sys.stdout)


def print_problems(problems: Iterable[Problem], texts: Mapping[str, str]) -> None:
    """Print problems on stderr as a person reads them."""
    for problem in problems:
        print(report(problem, texts, color=sys.stderr.isatty()), end="\n\n", file=sys.stderr)
