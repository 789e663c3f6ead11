"""How commands print: text of files can never steer the terminal, problems go to stderr, JSON stays JSON."""

from __future__ import annotations

import contextlib
import json
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from coach.paths import Paths
from coach.source import Problem, reports
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
    for shown in reports(problems, texts, color=sys.stderr.isatty()):
        print(shown, end="\n\n", file=sys.stderr)


def print_setting_problems(problems: Iterable[Problem], paths: Paths) -> None:
    """Print problems of settings and pronunciations on stderr, with their lines where the files can be read."""
    texts = {}
    for file in (paths.settings_file, paths.pronunciations_file):
        with contextlib.suppress(OSError, UnicodeDecodeError):
            texts[str(file)] = file.read_text(encoding="utf-8-sig")
    print_problems(problems, texts)


def print_json(data: object) -> None:
    """Print JSON; where the output knows no umlauts they are escaped, for a ? could not be read back.

    What could steer a terminal is escaped everywhere: JSON itself leaves some of it as it is.
    """
    unicode = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
    text = json.dumps(data, ensure_ascii=not unicode, indent=1, default=_written)
    print(re.sub(r"[^\n -~]", _harmless, text))


def _harmless(match: re.Match[str]) -> str:
    letter = match.group()
    return letter if letter.isprintable() else json.dumps(letter)[1:-1]


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
