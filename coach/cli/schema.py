"""`coach schema`: what editors need to know of routine files, and the same as a page to read."""

from __future__ import annotations

import argparse
import re
import sys
import textwrap
from collections.abc import Iterator

from coach.cli.printing import print_text
from coach.routine.manual import reference
from coach.routine.schema import schema_text


def run(options: argparse.Namespace) -> int:
    """Print the JSON Schema, or the reference."""
    if options.text:
        for line in on_paper(reference()):
            print_text(line)
        return 0
    # As it lies beside the routines, whatever the locale: `coach schema > routine.schema.json` makes that file.
    binary = getattr(sys.stdout, "buffer", None)
    if binary is not None:
        binary.write(schema_text().encode())
    else:
        sys.stdout.write(schema_text())
    return 0


WIDTH = 79

_RULE = re.compile(r"\|(?:---\|)+")


def on_paper(page: str) -> Iterator[str]:
    """Yield a page of Markdown for a terminal: its tables as entries, its paragraphs wrapped."""
    head: list[str] = []
    paragraph: list[str] = []
    code = False
    for line in [*re.sub(r"\[([^\]\n]+)\]\([^)\n]+\)|\*\*", r"\1", page).splitlines(), ""]:
        row = line.startswith("|")
        if line.startswith("```"):
            code = not code
            continue
        if paragraph and (row or not line or line.startswith("#")):
            yield from textwrap.wrap(" ".join(paragraph), WIDTH, break_on_hyphens=False)
            paragraph = []
        if code:
            yield f"    {line}".rstrip()
        elif _RULE.fullmatch(line):
            continue
        elif row:
            cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            if head:
                yield from _entry(head, cells)
            head = head or cells
        else:
            head = []
            if line and not line.startswith("#"):
                paragraph.append(line)
            else:
                yield line.lstrip("# ").upper()


def _entry(head: list[str], cells: list[str]) -> Iterator[str]:
    """Yield a row of a table: what it is about, then the other cells that are filled."""
    first, *others = cells
    if "Meaning" in head:
        row = dict(zip(head, cells, strict=True))
        out = f" Left out: {row['Left out']}." if row["Left out"] else ""
        text = f"{row['Meaning']} Takes {row['Takes']}.{out} Example: {row['Example']}"
    else:
        text = ": ".join(words for words in others if words)
    yield from textwrap.wrap(
        f"{first}  {text}", WIDTH, initial_indent="  ", subsequent_indent="      ", break_on_hyphens=False
    )
