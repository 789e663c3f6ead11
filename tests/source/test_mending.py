"""What e-mail does to a routine is undone, said with its line, and never at the cost of what was right."""

from __future__ import annotations

import os
import quopri
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.paths import bundled_routines
from coach.source.mending import DASHES, DOUBLE, SINGLE, mend

CORPUS = Path(os.environ.get("COACH_SHARED") or Path(__file__).parents[3] / "shared") / "corpus" / "toml-test"

ROUTINE = 'name = "Füße hoch"\n\n[[step]]\nname = "Wall sit"\nhold = "20s"\ncues = { half = "Halfway." }\n'


def repaired(data: bytes) -> list[str]:
    return [str(repair) for repair in mend(data).repairs]


@pytest.mark.parametrize(
    ("data", "repairs"),
    [
        (ROUTINE.encode(), []),
        (b"\xef\xbb\xbf" + ROUTINE.encode(), []),
        (ROUTINE.replace("\n", "\r\n").encode(), []),
        (ROUTINE.replace("\n", "\r").encode(), ["its line ends were those of an old Macintosh"]),
        (ROUTINE.encode("utf-16"), ["it was UTF-16, and is UTF-8 now"]),
        (ROUTINE.encode("utf-16-be"), ["it was UTF-16, and is UTF-8 now"]),
        (ROUTINE.encode("utf-16-le"), ["it was UTF-16, and is UTF-8 now"]),
        (ROUTINE.encode("cp1252"), ["it was Windows-1252, and is UTF-8 now: look at the letters of line 1"]),
        (quopri.encodestring(ROUTINE.encode()), ["the mail's own encoding (=3D for =) was taken out"]),
        (
            quopri.encodestring(ROUTINE.replace("\n", "\r\n").encode("cp1252")),
            ["the mail's own encoding (=3D for =) was taken out"],
        ),
        (
            "".join(f"> {line}\n" for line in ROUTINE.splitlines()).encode(),
            ["the > before each line was taken out"],
        ),
        (
            "".join(f">> {line}\n".replace(">> \n", ">>\n") for line in ROUTINE.splitlines()).encode(),
            ["the > before each line was taken out"],
        ),
        (f"```toml\n{ROUTINE}```\n".encode(), ["line 1: the ``` was taken out", "line 8: the ``` was taken out"]),
    ],
)
def test_a_whole_file_is_read_as_it_was_meant(data: bytes, repairs: list[str]) -> None:
    mended = mend(data)

    assert mended.text is not None
    assert tomllib.loads(mended.text) == tomllib.loads(ROUTINE)
    assert sorted(str(repair) for repair in mended.repairs) == sorted(repairs)


@pytest.mark.parametrize(
    ("written", "meant", "repair"),
    [
        ("a = “b”", 'a = "b"', "curly quotes were made straight"),
        ("a = „b“ # „c“", 'a = "b" # „c“', "curly quotes were made straight"),
        ("a = »b«", 'a = "b"', "curly quotes were made straight"),
        ('a = "b”', 'a = "b"', "curly quotes were made straight"),
        ('a = “b"', 'a = "b"', "curly quotes were made straight"),
        ("a = ‘b’", "a = 'b'", "curly quotes were made straight"),
        ("a = ‘Don’t.’", 'a = "Don’t."', None),
        ("a = ‘it's’", 'a = "it\'s"', "curly quotes were made straight"),
        ('a = “say "go"”', 'a = "say \\"go\\""', "curly quotes were made straight"),
        ("a = “Say “go”. Now.”", 'a = "Say “go”. Now."', "curly quotes were made straight"),
        ("“1:30” = “b”", '"1:30" = "b"', "curly quotes were made straight"),
        ("a = [“b”, “c”]", 'a = ["b", "c"]', "curly quotes were made straight"),
        ("a = “””b\nc”””", 'a = """b\nc"""', "curly quotes were made straight"),
        ("a\u00a0= 1", "a = 1", "a space of another kind was made a plain one"),
        ("\u200ba = 1", "a = 1", "an invisible character was taken out"),
        ("a = “wall\u200b-sit”", 'a = "wall-sit"', None),
        ("–10s = 1", "-10s = 1", "the dash “–” was made a hyphen"),
        ('a = "8–12"', 'a = "8-12"', "the dash of a range was made a hyphen"),
        ('a = "3—1—X—0"', 'a = "3-1-X-0"', "the dash of a range was made a hyphen"),
        ('a = "20s…40s"', 'a = "20s..40s"', "the … of a ramp was made two dots"),
    ],
)
def test_a_line_is_mended_and_said(written: str, meant: str, repair: str | None) -> None:
    mended = mend(f"# one\n{written}\n".encode())

    assert mended.text is not None
    if repair is not None:
        assert mended.text == f"# one\n{meant}\n"
        assert [str(one) for one in mended.repairs] == [f"line 2: {repair}"]
    else:
        assert tomllib.loads(mended.text) == tomllib.loads(meant)
        assert mended.repairs


@pytest.mark.parametrize(
    "line",
    [
        'a = "Say “go”, then – rest… 3"',
        "a = 'C:\\x “y”' # “z” –",
        'a = "it\'s"',
        'a = """“b”\n– c"""',
        "a = '''“b”\n– c'''",
        'a = "b\\"” c"',
        'a = "\u00a0"',
    ],
)
def test_words_and_comments_are_never_touched(line: str) -> None:
    text = f"{line}\n"

    assert (mend(text.encode()).text, repaired(text.encode())) == (text, [])


@pytest.mark.parametrize(
    "data", [b"\x7fELF\0\0\1\2\3", b"a\0b", b"\xff\xfe\x00", b"a = \x81\x8d", "a\0".encode("utf-16")]
)
def test_what_is_no_text_is_left_to_the_reader(data: bytes) -> None:
    assert mend(data).text is None


@pytest.mark.parametrize("path", sorted(bundled_routines().glob("*.toml")), ids=lambda path: path.stem)
def test_nothing_is_changed_in_what_is_bundled(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert (mend(text.encode()).text, repaired(text.encode())) == (text, [])


@pytest.mark.parametrize("path", sorted(bundled_routines().glob("*.toml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("quotes", ["“”", "„“", "””"])
def test_a_routine_whose_quotes_all_became_curly_is_the_same_again(path: Path, quotes: str) -> None:
    text = path.read_text(encoding="utf-8")
    lines = []
    for line in text.split("\n"):
        code, mark, comment = line.partition("  #") if not line.startswith("#") else ("", "", line)
        for _ in range(code.count('"') // 2):
            code = code.replace('"', quotes[0], 1).replace('"', quotes[1], 1)
        lines.append(code + mark + comment)

    mended = mend("\n".join(lines).encode()).text

    assert mended is not None
    assert tomllib.loads(mended) == tomllib.loads(text)


@given(st.text(alphabet=f"ab = \"'#\\[],.{{}}\n{DOUBLE}{SINGLE}{DASHES}\u00a0\u200b", max_size=200))
def test_any_text_comes_out_as_text_with_as_many_lines(text: str) -> None:
    mended = mend(text.encode())

    assert mended.text is not None
    assert mended.text.count("\n") == text.count("\n")
    assert all(0 <= repair.line <= text.count("\n") + 1 for repair in mended.repairs)


@given(st.binary(max_size=300))
def test_any_bytes_end_in_an_answer(data: bytes) -> None:
    mended = mend(data)

    assert mended.text is None or "\0" not in mended.text


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the TOML project's test files are not here")
def test_valid_toml_says_the_same_afterwards() -> None:
    """Every valid file of the corpus that this Python reads."""
    compared = 0
    for path in sorted(CORPUS.rglob("valid/**/*.toml")):
        data = path.read_bytes()
        try:
            meant = tomllib.loads(data.decode("utf-8-sig"))
        except ValueError:
            continue
        mended = mend(data)
        assert mended.text is not None, path
        assert (str(tomllib.loads(mended.text)), mended.repairs) == (str(meant), ()), path
        compared += 1

    assert compared > 90
