"""What the documentation says is true: its commands parse, its routines pass the check, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from coach.cli import main

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]
NAMES = {command.name for command in main.COMMANDS}
TEXTS = {page.relative_to(ROOT).as_posix(): page.read_text(encoding="utf-8") for page in PAGES}


def commands() -> list[str]:
    """Every `coach …` of the pages: in backquotes, or at the end of a line of a shell block."""
    found: list[str] = []
    for text in TEXTS.values():
        found += re.findall(r"`(coach(?: [^`\n]*)?)`", text)
        for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
            found += re.findall(r"(?:^|[/ ])(coach [^&|;#\n]*)", block, re.MULTILINE)
    return sorted({command.strip() for command in found})


def toml_blocks() -> list[tuple[str, str]]:
    return [
        (f"{page}-{number}", block)
        for page, text in TEXTS.items()
        for number, block in enumerate(re.findall(r"```toml\n(.*?)```", text, re.DOTALL), 1)
    ]


@pytest.mark.parametrize("command", commands())
def test_every_command_in_the_pages_is_one(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The real parser takes it; `--help` and `--version` end with status 0."""
    words = shlex.split(command)[1:]
    if len(words) == 1 and words[0] in NAMES:
        words.append("--help")  # only named; what it has to be given is not the point
    status = 0
    try:
        main.parser().parse_args(words)
    except SystemExit as ended:
        status = int(ended.code or 0)

    assert status == 0, capsys.readouterr().err


def test_every_command_is_in_the_readme() -> None:
    """The table of the README leaves none out."""
    in_table = set(re.findall(r"^\| `coach ([a-z]+)", TEXTS["README.md"], re.MULTILINE))

    assert in_table == NAMES


def test_every_example_in_the_help_parses() -> None:
    """What `--help` shows as an example can be typed."""
    examples = [command.example for command in main.COMMANDS]

    for example in examples:
        assert main.parser().parse_args(shlex.split(example)[1:]).command == example.split()[1]


@pytest.mark.parametrize("block", [block for _, block in toml_blocks()], ids=[name for name, _ in toml_blocks()])
def test_every_toml_block_passes_the_check(block: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A routine that is shown is one that plays, without so much as a warning."""
    file = tmp_path / "shown.toml"
    file.write_text(block, encoding="utf-8")

    status = main.main(["check", "--strict", "--voice", "none", str(file)])

    assert status == 0, capsys.readouterr()


@pytest.mark.parametrize("page", TEXTS)
def test_every_link_inside_the_project_leads_somewhere(page: str) -> None:
    """A relative link names a file that is there."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)", TEXTS[page])

    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []


@pytest.mark.parametrize("page", TEXTS)
def test_every_path_in_the_pages_exists(page: str) -> None:
    """A file or folder of the project that a page names in backquotes is there."""
    named = re.findall(r"`((?:coach|tests|benchmarks|routines|\.ci)/[\w./-]*)`", TEXTS[page])

    assert [name for name in named if not (ROOT / name).exists()] == []


def code() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "coach").rglob("*.py"))


def test_every_rule_that_the_code_names_is_in_the_page_of_rules() -> None:
    """By its number, as in "(T14 of docs/rules.md)"; three digits are a problem's code."""
    ruled = re.findall(r"^\| ([FTBR]\d+) \|", TEXTS["docs/rules.md"], re.MULTILINE)
    named = set(re.findall(r"\b[FTBR][1-9]\d?\b", code()))

    assert len(ruled) == len(set(ruled)) == 8 + 15 + 41 + 20
    assert named
    assert named - set(ruled) == set()


def test_every_page_that_the_code_names_is_there() -> None:
    named = set(re.findall(r"[\w/.-]+\.md\b", code()))

    assert named
    assert named - set(TEXTS) == set()


def test_the_readme_has_its_two_commands_as_single_lines() -> None:
    """Each is one line to paste, and needs only Python and pip; CI runs the second from here."""
    lines = TEXTS["README.md"].splitlines()

    assert [line.split("&&")[-1].strip() for line in lines if line.startswith("python3 -m venv .venv && ")] == [
        ".venv/bin/coach play quick-start",
        ".venv/bin/python -m pytest",
    ]


def test_every_dependency_has_its_reason() -> None:
    """Beside each line of pyproject.toml that asks for a package stands what for."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    asked = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]

    unexplained = [line for line in asked if not re.search(rf'^\s*"{re.escape(line)}",\s*# \S', text, re.MULTILINE)]

    assert asked
    assert unexplained == []
