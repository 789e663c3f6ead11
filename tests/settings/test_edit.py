"""One value is changed in a text, and nothing else."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.settings.edit import with_value

CASES = [
    ("an empty file gets the line", "", "start_in", 5, "start_in = 5\n"),
    ("a value is replaced in its line", "start_in = 10\n", "start_in", 5, "start_in = 5\n"),
    (
        "the comment behind it and the space before that stay",
        "# mine\nstart_in=10  # the wall is far\ntalk = 'full'\n",
        "start_in",
        20,
        "# mine\nstart_in=20  # the wall is far\ntalk = 'full'\n",
    ),
    (
        "a commented-out line is no value",
        "# start_in = 3\n\ntalk = 'full'\n",
        "start_in",
        20,
        "# start_in = 3\n\ntalk = 'full'\nstart_in = 20\n",
    ),
    (
        "a new value of the root comes before the first table",
        "[voice]\nrate = 150\n",
        "start_in",
        5,
        "start_in = 5\n[voice]\nrate = 150\n",
    ),
    (
        "but behind what is said about the whole file",
        "# Mine.\n# All of it.\n\n# slow\n[voice]\nrate = 150\n",
        "start_in",
        5,
        "# Mine.\n# All of it.\n\nstart_in = 5\n\n# slow\n[voice]\nrate = 150\n",
    ),
    (
        "a new value of a table goes to its end, not below the next table",
        "[voice]\nid = 'en'  # mine\n\n# ears\n[sound]\nvolume = 50\n",
        "voice.rate",
        150,
        "[voice]\nid = 'en'  # mine\nrate = 150\n\n# ears\n[sound]\nvolume = 50\n",
    ),
    ("a table with nothing in it", "[ voice ] # x\n", "voice.rate", 150, "[ voice ] # x\nrate = 150\n"),
    (
        "a table that is missing is added",
        "start_in = 5",
        "voice.rate",
        150,
        "start_in = 5\n\n[voice]\nrate = 150\n",
    ),
    (
        "the same name in another table is left alone",
        "[sound]\nid = 'a'\n[voice]\nid = 'b'\n",
        "voice.id",
        "c",
        "[sound]\nid = 'a'\n[voice]\nid = \"c\"\n",
    ),
    ("a dotted key", "voice.rate = 150 # x\n", "voice.rate", 160, "voice.rate = 160 # x\n"),
    ("beside dotted keys", "voice.id = 'a'\n", "voice.rate", 160, "voice.id = 'a'\nvoice.rate = 160\n"),
    ("an inline table", "voice = { id = 'a', rate = 1 }\n", "voice.rate", 2, "voice = { id = 'a', rate = 2 }\n"),
    ("into an inline table", "voice = { id = 'a' }\n", "voice.rate", 2, "voice = { rate = 2, id = 'a' }\n"),
    ("into an empty inline table", "voice = {}\n", "voice.rate", 2, "voice = {rate = 2 }\n"),
    ("a hash inside quotes is no comment", "a = 'x # y' # z\n", "a", "b", 'a = "b" # z\n'),
    (
        "a value over several lines",
        "[keys]\npause = [\n  'p', # one\n  'space',\n]\nskip = 'n'\n",
        "keys.pause",
        "b",
        "[keys]\npause = \"b\"\nskip = 'n'\n",
    ),
    ("a quoted key", "[keys]\n'pause.now' = 'p'\n", ("keys", "pause.now"), "q", "[keys]\n'pause.now' = \"q\"\n"),
    ("a key that needs quotes", "", ("keys", "big pause"), "q", '[keys]\n"big pause" = "q"\n'),
    ("Windows' line ends", "a = 1\r\n# x\r\n", "b", True, "a = 1\r\nb = true\r\n# x\r\n"),
    (
        "a value that looks like one inside a text",
        "a = '''\nb = 1\n'''\nb = 2\n",
        "b",
        3,
        "a = '''\nb = 1\n'''\nb = 3\n",
    ),
    ("the same value again changes nothing", "b=1 #x\n# ,b=2\n", "b", 1, "b=1 #x\n# ,b=2\n"),
]


@pytest.mark.parametrize(("text", "key", "value", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_one_value_is_changed(text: str, key: str | tuple[str, ...], value: str | int | bool, expected: str) -> None:
    """The text before, the change, the text after."""
    path = key.split(".") if isinstance(key, str) else list(key)

    assert with_value(text, path, value) == expected


def test_a_value_that_is_in_the_way_is_not_overwritten() -> None:
    """`voice = 3` cannot hold `voice.rate`; somebody has to decide."""
    assert with_value("voice = 3\n", ["voice", "rate"], 150) is None


COMMENTS = st.sampled_from(["", " # the wall", "  # a = 1, b = { c = 2 }", "\t#'", '  # "x'])
PLAIN = st.sampled_from(["1", "'x'", '"# no"', "[1, 2]", "[\n 1, # in\n 2 ]", "'''\n[voice]\nrate = 1'''", "true"])
ROOT = st.lists(
    st.tuples(st.sampled_from(["start_in", "talk", "theme"]), PLAIN, COMMENTS), unique_by=lambda row: row[0]
)
TABLE = st.lists(st.tuples(st.sampled_from(["rate", "id", "x"]), PLAIN, COMMENTS), unique_by=lambda row: row[0])


@given(
    root=ROOT,
    tables=st.lists(st.tuples(st.sampled_from(["voice", "sound"]), TABLE), unique_by=lambda row: row[0]),
    key=st.sampled_from(["start_in", "voice.rate", "sound.id", "keys.pause"]),
    value=st.one_of(st.integers(-5, 500), st.booleans(), st.text(max_size=8)),
    loose=st.sampled_from(["", "# about all\n\n", "# rate = 5\n"]),
)
def test_whatever_the_file_only_that_value_changes(
    root: list[tuple[str, str, str]],
    tables: list[tuple[str, list[tuple[str, str, str]]]],
    key: str,
    value: str | int | bool,
    loose: str,
) -> None:
    """Every other value and every comment outside a replaced value is there afterwards."""
    lines = [loose, *(f"{name} = {written}{comment}\n" for name, written, comment in root)]
    for table, rows in tables:
        lines += [f"\n[{table}]\n", *(f"{name} = {written}{comment}\n" for name, written, comment in rows)]
    text = "".join(lines)
    path = key.split(".")
    expected = tomllib.loads(text)
    holder = expected if len(path) == 1 else expected.setdefault(path[0], {})
    holder[path[-1]] = value

    edited = with_value(text, path, value)

    assert edited is not None
    assert tomllib.loads(edited) == expected
    comments = [comment for _, _, comment in root] + [comment for _, rows in tables for _, _, comment in rows]
    assert all(edited.count(comment) >= comments.count(comment) for comment in set(comments) if comment)
    assert loose.rstrip() in edited
