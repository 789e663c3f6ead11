"""How commands print: text of files can never steer the terminal, problems go to stderr, JSON stays JSON."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from coach.paths import Paths
from coach.source import Problem, report
from coach.source.report import visible


def print_text(line: str = "", *, error: bool = False, end: str = "\n") -> None:
    """Print a line that may hold words of a file, its control characters made visible."""
    print(visible(line), file=sys.stderr if error else sys.stdout, end=end)


def complain(line: str) -> None:
    """Print a line on stderr, if there is still somebody to read it."""
    with contextlib.suppress(OSError):
        print_text(line, error=True)


def print_problems(problems: Iterable[Problem], texts: Mapping[str, str]) -> None:
    """Print problems on stderr as a person reads them."""
    for problem in problems:
        print(report(problem, texts, color=sys.stderr.isatty()), end="\n\n", file=sys.stderr)


def print_setting_problems(problems: Iterable[Problem], paths: Paths) -> None:
    """Print problems of the settings' file on stderr, with their lines where the file can be read."""
    try:
        texts = {str(paths.settings_file): paths.settings_file.read_text(encoding="utf-8-sig")}
    except (OSError, UnicodeDecodeError):
        texts = {}
    print_problems(problems, texts)


def print_json(data: object) -> None:
    """Print JSON; where the output knows no umlauts they are escaped, for a ? could not be read back."""
    unicode = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
    print(json.dumps(data, ensure_ascii=not unicode, indent=1, default=_written))


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
