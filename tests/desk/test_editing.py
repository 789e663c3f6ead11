"""The user's editor: found, told the place, run, and what is said where that fails."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.desk.editing import can_be_edited, edit, editor, with_place
from coach.errors import CoachError


def there(*names: str) -> Callable[[str], str | None]:
    return lambda name: f"/usr/bin/{name}" if name in names else None


@pytest.mark.parametrize(
    "setting, environ, words",
    [
        ("code --wait", {"VISUAL": "vim", "EDITOR": "nano"}, ["code", "--wait"]),
        ("", {"VISUAL": "vim", "EDITOR": "nano"}, ["vim"]),
        ("", {"EDITOR": "nano -l"}, ["nano", "-l"]),
        ("", {"VISUAL": "  ", "EDITOR": ""}, ["nano"]),
        ("", {}, ["nano"]),
        ("/opt/my editor/run", {}, ["/opt/my editor/run"]),
        ("'/opt/my editor/run' --new", {}, ["/opt/my editor/run", "--new"]),
    ],
)
def test_the_editor_is_the_settings_then_the_environments_then_a_usual_one(
    setting: str, environ: dict[str, str], words: list[str]
) -> None:
    found = editor(setting, environ, there("code", "vim", "nano", "vi", "/opt/my editor/run"))

    assert found == words


def test_without_nano_the_next_usual_editor_is_taken() -> None:
    assert editor("", {}, there("vi")) == ["vi"]


@pytest.mark.parametrize(
    "setting, environ, sentence",
    [
        ("", {}, "No editor was found. `coach config editor nano` names one"),
        ("nanoo", {}, "There is no editor “nanoo” (in the settings)."),
        ("", {"VISUAL": "nanoo -l"}, "There is no editor “nanoo” (in VISUAL)."),
        ("", {"EDITOR": "vim 'half"}, "The editor “vim 'half” (in EDITOR) cannot be understood: No closing quotation."),
        ("", {"EDITOR": '""'}, "There is no editor “” (in EDITOR)."),
    ],
)
def test_an_editor_that_is_not_there_is_a_sentence(setting: str, environ: dict[str, str], sentence: str) -> None:
    with pytest.raises(CoachError) as refused:
        editor(setting, environ, there())

    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize(
    "words, command",
    [
        ("vi", ["vi", "+5", "f"]),
        ("/usr/bin/vim.tiny -u NONE", ["/usr/bin/vim.tiny", "-u", "NONE", "+5", "f"]),
        ("nvim", ["nvim", "+5", "f"]),
        ("nano -l", ["nano", "-l", "+5,3", "f"]),
        ("emacs -nw", ["emacs", "-nw", "+5:3", "f"]),
        ("emacs-29.1", ["emacs-29.1", "+5:3", "f"]),
        ("micro", ["micro", "+5:3", "f"]),
        ("kak", ["kak", "+5:3", "f"]),
        ("hx", ["hx", "f:5:3"]),
        ("code --wait", ["code", "--wait", "-g", "f:5:3"]),
        ("C:\\Apps\\Code.exe -w", ["C:\\Apps\\Code.exe", "-w", "-g", "f:5:3"]),
        ("gnome-text-editor", ["gnome-text-editor", "f"]),
    ],
)
def test_a_known_editor_is_told_the_place(words: str, command: list[str]) -> None:
    assert with_place(words.split(), "f", 5, 3) == command


def test_without_a_place_every_editor_gets_the_file_alone() -> None:
    assert with_place(["nano"], "f") == ["nano", "f"]


def script(tmp_path: Path, text: str) -> str:
    """Return an editor that is a few lines of Python."""
    path = tmp_path / "my editor.py"
    path.write_text(text, encoding="utf-8")
    return f'"{sys.executable}" "{path}"'


def test_the_editor_runs_on_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a routine.toml"

    edit(script(tmp_path, "import sys; open(sys.argv[1], 'w').write('edited')"), str(file), 3)

    assert file.read_text(encoding="utf-8") == "edited"


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("raise SystemExit(3)", "ended with status 3. The file is plank.toml."),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "was ended by SIGKILL. The file is plank.toml."),
    ],
)
def test_an_editor_that_ends_badly_is_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(CoachError) as refused:
        edit(script(tmp_path, text), "plank.toml")

    assert str(refused.value).endswith(sentence)


def test_an_editor_that_cannot_be_started_is_a_sentence(tmp_path: Path) -> None:
    program = tmp_path / "editor"
    program.write_bytes(b"\x7fELF of no machine")
    program.chmod(0o755)

    with pytest.raises(CoachError, match=r"cannot be started: Exec format error\."):
        edit(str(program), "plank.toml")


def test_a_plain_file_can_be_edited_and_one_that_is_not_there_made(tmp_path: Path) -> None:
    (tmp_path / "plank.toml").touch()

    assert can_be_edited(str(tmp_path / "plank.toml"))
    assert can_be_edited(str(tmp_path / "gone.toml"))


def test_a_folder_cannot_be_edited(tmp_path: Path) -> None:
    assert not can_be_edited(str(tmp_path))


def test_a_pipe_cannot_be_edited(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no named pipes among its files")
    os.mkfifo(tmp_path / "plank.toml")

    assert not can_be_edited(str(tmp_path / "plank.toml"))
