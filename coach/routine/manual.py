"""The reference of the routine format as a page of Markdown, made from the models and what is said of their keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coach.routine.durations import LONGEST
from coach.routine.library import PRECAUTIONS
from coach.routine.limits import MOST_SEGMENTS
from coach.routine.reference import CODES, CUE_TIMES, PLACEHOLDERS, TABLES, row
from coach.routine.shape import DEEPEST
from coach.routine.values import MOST_REPS, MOST_SETS, MOST_SIDES
from coach.source import LARGEST_FILE

_TOP = """\
# The keys of a routine file

Every key, every cue time, every limit and every problem code, to look things up. It is made from what Coach itself reads
by, so that nothing is missing and nothing is out of date; `coach schema --text` prints it, too. A file has lines
`key = value`, and headers in brackets that say what the lines below them belong to. Everything unknown is an error that
names the nearest key, so a misspelt word is never silently ignored.

A file needs a name and one step:

```toml
name = "One hold"

[[step]]
exercise = "wall-sit"
hold = "30s"
```
"""

_VALUES = """\
## How values are written

| Kind | Written | Notes |
|---|---|---|
| text | `"Wall sit"` | in straight double quotes; a quote inside is `\\"` |
| words to say | `"Halfway. Breathe."` | text with placeholders and pauses, [below](#what-is-spoken) |
| a length of time | `"45s"`, `"1m30s"`, `"1:30"`, `"2 min"`, `90` | a bare number counts seconds; `m` is minutes; `"30s+"` is at least 30 s, then it waits for you |
| a distance | `"20 m"`, `"0.5 km"`, `"60 ft"`, `"20 yd"`, `"1 mi"`, `"40 steps"` | here `m` is metres |
| a tempo | `"3-1-2-0"` | seconds down, pause, up, pause, also where an exercise begins with up; `X` is fast |
| a list | `["20s", "30s", "40s"]` | |

**May vary** means that instead of one value there may be

| | Written | Means |
|---|---|---|
| a list | `hold = ["20s", "30s", "40s"]` | one value a set, and without `sets` so many sets; in a block with `repeat` one a round; the last one is kept when they run out |
| a ramp | `hold = "20s..40s"` | even steps from the first set (or round) to the last |
| a table by level | `hold = { start = "20s", build = "30s" }` | the names stand in `levels`; a level that is missing takes the next easier one; each value may be a list or a ramp |

`"8-12"` is a range within one set, `"8..12"` changes from set to set.

A step has exactly one amount: `time`, `hold`, `reps`, `distance` or `until = "done"`. Two pairs go together: `reps` with
`hold` (each rep is held), and `reps = "max"` with `time` (as many as you can). A step with only `rest` is a pause, one with
only `say` an announcement, one with `step` a group.

What a step does not say comes from `[block.defaults]`, then `[defaults]`, then the exercise, then Coach's own value.
"""

_TITLES = {
    "routine": (
        "At the top of the file",
        "Before the first header. A file has steps or blocks, never both.",
    ),
    "step": (
        "In a step",
        "Below `[[step]]`, or below `[[block.step]]` for a step of the block above it. A step with `step = [ … ]` is a group: it has `repeat`, `rest`, `every`, `sides`, `say`, `defaults` and no amount.",
    ),
    "block": ("In a block", "Below `[[block]]`: a section or circuit, with its steps below it."),
    "defaults": (
        "In defaults",
        "Below `[defaults]`, for every step, or `[block.defaults]`, for those of one block. Steps that only rest or speak take nothing from it.",
    ),
    "exercise": (
        "In an exercise",
        "Below `[exercise.<id>]`, for one that only this file uses or to change one of the library: what is written here takes the place of the library's, and a routine that is sent away takes it along. The file `exercises.toml` beside your routines has the same, for all of them.",
    ),
    "checkin": ("In the check-in", "Below `[checkin]`."),
    "schedule": ("In the schedule", "Below `[schedule]`."),
}

_SPEECH = """\
## What is spoken

Words are said as they are written, with these exceptions:

| Written | Means |
|---|---|
| `...` or `…` | a short pause |
| `...3s` | a pause of three seconds |
| `*word*` | emphasis, where the stars touch the word |
"""

_COACH_SAYS = """\
Coach itself says what comes next and how much of it, "Set 2 of 5", "Last set", the sides, "Switch", the count of reps and
tempo, the last three seconds, and "Halfway." in a time or hold of 30 s or more that has no `half` of its own. A file adds only
what Coach cannot know; settings switch off each of these (`coach config`).
"""

_CUES_END = """\
Times count from the start or the end of each go (one set on one side), so each set and each side has its cues. A cue
with the words `""` silences an inherited one; a list of words takes turns.

When two want the same moment, the countdown and the change of side come first, then `start`, then times, sets, rounds and
reps, then `every-…`, then Coach's own half-way call, then counts. The lower one is said up to 3 s later, or left out; nothing is
ever cut off, and `coach check` says beforehand what happens, with the measured length of the words.
"""


_PRECAUTIONS = f"""\
What `caution` may name, answers that somebody may have given when Coach was new to them:
{", ".join(f"`{word}`" for word in PRECAUTIONS)}.
"""


def reference() -> str:
    """Return the page, ending in a line end."""
    return "\n".join([_TOP, _VALUES, *(_keys(table) for table in TABLES), _cues(), _speech(), _limits(), _codes()])


def _keys(table: str) -> str:
    title, about = _TITLES[table]
    rows = []
    for key, field in TABLES[table].model_fields.items():
        said = row(table, key)
        meaning = (field.description or "").replace("[exercise.<id>]", "`[exercise.<id>]`")
        rows.append((f"`{key}`", said.takes, said.otherwise, meaning, f"`{said.example}`"))
    head = ("Key", "Takes", "Left out", "Meaning", "Example")
    more = f"\n{_PRECAUTIONS}" if table == "exercise" else ""
    return f"## {title}\n\n{about}\n\n{_table(head, rows)}{more}"


def _cues() -> str:
    rows = [(f'`{_key(when)} = "…"`', meaning) for when, meaning in CUE_TIMES.items()]
    about = 'Below `[step.cues]`, or in one line: `cues = { half = "Halfway." }`.'
    return f"## When a cue is said\n\n{about}\n\n{_table(('Written', 'Said'), rows)}\n{_CUES_END}"


def _key(when: str) -> str:
    return f'"{when}"' if ":" in when else when


def _speech() -> str:
    rows = [(f"`{{{name}}}`", meaning) for name, meaning in PLACEHOLDERS.items()]
    return f"{_SPEECH}{''.join(_lines(rows))}\n{_COACH_SAYS}"


def _limits() -> str:
    rows = [
        ("size of a file", f"{LARGEST_FILE // 1024 // 1024} MiB"),
        ("length of a routine", f"{LONGEST // 3600:.0f} hours"),
        ("sets, rounds", f"{MOST_SETS}"),
        ("reps", f"{MOST_REPS}"),
        ("sides in a list", f"{MOST_SIDES}"),
        ("groups inside each other, the block counted", f"{DEEPEST}"),
        ("stretches (work, rest, change of side …) of a whole routine", f"{MOST_SEGMENTS:,}"),
    ]
    return f"## Limits\n\n{_table(('What', 'At most'), rows)}"


def _codes() -> str:
    about = "`coach check` names each problem with a code that stays the same. R: an error, which has to be mended. The file cannot be played, but for three that show only in the whole session: work longer than its `every` (R201), a cue that fits no go (R205), a placeholder without a value (R206). W: a warning. It can be played, but not everything is as it is written."
    rows = [(code, meaning) for code, meaning in CODES.items()]
    return f"## Problem codes\n\n{about}\n\n{_table(('Code', 'Means'), rows)}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "".join([*_lines([head]), "|" + "---|" * len(head) + "\n", *_lines(rows)])


def _lines(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for cells in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"
