"""What may know what: purity, the one place for each library, and a command line that starts quickly."""

from __future__ import annotations

import ast
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "coach"

PURE = (
    "coach.checkin",
    "coach.player",
    "coach.progress",
    "coach.routine",
    "coach.source",
    "coach.timeline",
    "coach.units",
    "coach.words",
)
"""What decides. Purity is transitive: what these reach is pure, too."""

EDGES = frozenset({"coach.routine.files", "coach.routine.finding", "coach.routine.kept", "coach.words.files"})
"""Modules of pure packages that read files; nothing else that is pure may reach them."""

# fmt: off
IMPURE_MODULES = {
    "asyncio", "concurrent", "ctypes", "io", "miniaudio", "multiprocessing", "onnxruntime", "os", "piper",
    "platformdirs", "pyttsx3", "random", "secrets", "select", "shutil", "signal", "socket", "sounddevice",
    "soundfile", "subprocess", "tempfile", "textual", "threading", "time",
}
DISK_CALLS = {
    "open", "read_bytes", "read_text", "write_bytes", "write_text", "mkdir", "unlink", "iterdir", "glob",
}
HEAVY = {
    "asyncio", "miniaudio", "multiprocessing", "numpy", "onnxruntime", "piper", "platformdirs", "pydantic",
    "pyttsx3", "rich", "soundfile", "soxr", "textual", "tomli_w",
}
# fmt: on
IMPURE_PARTS_OF_COACH = ("coach.clock", "coach.paths", "coach.settings", "coach.sound", "coach.voice", "coach.tui")


@dataclass
class Module:
    """What one source file imports and calls."""

    name: str
    imports: set[str] = field(default_factory=set)
    """Modules of coach in full, others by their first name."""
    calls: set[str] = field(default_factory=set)


@cache
def modules() -> dict[str, Module]:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        found[name] = _module(name, ast.parse(path.read_text(encoding="utf-8")), path.name == "__init__.py")
    return found


def _module(name: str, tree: ast.Module, is_package: bool) -> Module:
    module = Module(name)
    for node in _at_run_time(tree):
        if isinstance(node, ast.Import):
            module.imports.update(_known(alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = name.split(".")[: len(name.split(".")) - node.level + is_package]
                base = ".".join([*above, base] if base else above)
            module.imports.add(_known(base))
            module.imports.update(
                f"{base}.{alias.name}"
                for alias in node.names
                if base.startswith("coach") and _is_module(f"{base}.{alias.name}")
            )
        elif isinstance(node, ast.Call):
            target = node.func
            module.calls.add(target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", ""))
    return module


def _at_run_time(tree: ast.AST) -> Iterator[ast.AST]:
    """Walk everything but what only a type checker sees."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield node
        yield from _at_run_time(node)


def _known(name: str) -> str:
    return name if name.split(".")[0] == "coach" else name.split(".")[0]


def _is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def reached(start: str) -> set[str]:
    """Return every module of coach that importing `start` brings in, the packages above each included."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name in seen or name not in modules():
            continue
        seen.add(name)
        waiting += [name.rpartition(".")[0], *modules()[name].imports]
    return seen - {"", "coach"}


PURE_MODULES = sorted(
    name for name in modules() if name not in EDGES and (name in PURE or name.startswith(tuple(f"{p}." for p in PURE)))
)


@pytest.mark.parametrize("name", PURE_MODULES)
def test_what_decides_touches_nothing(name: str) -> None:
    """A pure module, and all that it reaches, knows no clock, thread, disk, process, screen or engine."""
    touched = {f"{other} imports {bad}" for other in reached(name) for bad in modules()[other].imports & IMPURE_MODULES}
    touched |= {
        f"{name} reaches {other}"
        for other in reached(name)
        if other in EDGES or other.startswith(IMPURE_PARTS_OF_COACH)
    }
    touched |= {f"{other} calls {call}()" for other in reached(name) for call in modules()[other].calls & DISK_CALLS}

    assert touched == set()


def importers(library: str) -> set[str]:
    return {name for name, module in modules().items() if library in module.imports}


def test_only_the_screens_know_textual() -> None:
    """Another front end needs nothing of Textual."""
    assert {name for name in importers("textual") if not name.startswith("coach.tui")} == set()


def test_only_one_module_knows_pyttsx3() -> None:
    """The engine can be replaced in one place."""
    assert importers("pyttsx3") == {"coach.voice.worker"}


def test_only_one_module_knows_piper() -> None:
    """It is GPL-3, and loaded in the worker's process alone: nobody but the worker imports that module."""
    assert importers("piper") | importers("onnxruntime") == {"coach.voice.neural"}
    assert importers("coach.voice.neural") == {"coach.voice.worker"}
    assert importers("coach.voice.worker") == set()


def test_only_one_module_knows_pulsectl() -> None:
    """It is an extra: whoever else needs volumes asks there, and nothing else breaks without it."""
    assert importers("pulsectl") == {"coach.sound.ducking.server"}


def test_only_the_clock_knows_the_time() -> None:
    """Outside sound, voice and the keyboard, which wait for devices and processes, nobody imports `time`."""
    allowed = ("coach.clock", "coach.sound", "coach.voice", "coach.cli.keyboard")

    assert {name for name in importers("time") if not name.startswith(allowed)} == set()


def test_the_program_never_imports_its_fakes() -> None:
    """`coach.testing` ships for tests and benchmarks only."""
    assert importers("coach.testing") == set()


def test_help_imports_nothing_heavy() -> None:
    """`coach --help` builds the parser of every command without the libraries that commands need."""
    program = (
        "import sys\n"
        "from coach.cli.main import parser\n"
        "parser().format_help()\n"
        f"print(*sorted({HEAVY!r} & set(sys.modules)))\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == ""


def test_a_routine_that_was_played_before_starts_without_its_reader(tmp_path: Path) -> None:
    """What makes files into routines and screens is a third of a start; the first word waits for neither."""
    program = (
        "import sys\n"
        "from coach.cli.main import main\n"
        "main('play quick-start --plain --speed 10000'.split())\n"
        "watched = 'coach.routine.', 'coach.settings.edit', 'difflib', 'pydantic.', 'textual.'\n"
        "print(*(name for name in sys.modules if name.startswith(watched)), file=sys.stderr)\n"
    )
    environment = {**os.environ, "COACH_HOME": str(tmp_path)}

    runs = [
        subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
        for _ in range(2)
    ]

    first, second = (set(run.stderr.split()) for run in runs)
    assert {"coach.routine.read", "pydantic.main"} < first
    assert second == {
        f"coach.routine.{name}" for name in ("finding", "kept", "ladder", "loaded", "model", "nearest", "packing")
    }


def test_no_test_reaches_the_network() -> None:
    """A connection that leaves the machine fails before it is made."""
    with pytest.raises(AssertionError, match="network"):
        socket.create_connection(("192.0.2.1", 80))
