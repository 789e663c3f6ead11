"""What libraries write to file descriptor 2 ends in the log, and what we write to the terminal does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import os, sys
from pathlib import Path
from coach.sound.noise import noise_to
with noise_to(Path(sys.argv[1]) if len(sys.argv) > 1 else None):
    os.write(2, b"ALSA lib says\\n")
    print("ours", file=sys.stderr)
    print("screen", file=sys.__stderr__, flush=True)
os.write(2, b"afterwards\\n")
print("still ours", file=sys.stderr)
"""


def run(*arguments: str) -> str:
    done = subprocess.run([sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, check=True)
    return done.stderr


def test_the_libraries_write_to_the_log_and_we_to_the_terminal(tmp_path: Path) -> None:
    log = tmp_path / "state" / "log"

    assert sorted(run(str(log)).split("\n")) == ["", "afterwards", "ours", "screen", "still ours"]
    assert log.read_text() == "ALSA lib says\n"


def test_without_a_log_the_noise_is_gone() -> None:
    assert sorted(run().split("\n")) == ["", "afterwards", "ours", "screen", "still ours"]


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    assert "ours" in run(str(tmp_path / "file" / "log"))
