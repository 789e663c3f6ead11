"""What the play screen costs: share of a core, and how often it is redrawn.

    python -m benchmarks.screen [ROUTINE] [SECONDS] [COLUMNS] [LINES]

Plays a bundled routine (by default knee-warm-up, 60 s at 80×24) in a terminal of its own, with voice and journal as
always. The first 5 s, in which everything is imported, are left out of the share. Redraws are counted where Textual
hands them to the terminal, those of the last ten seconds of a segment apart; what is written within 50 ms is one
redraw, for Textual writes a changed layout in two or three pieces.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import struct
import sys
import tempfile
import termios
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

ONE = 0.05
"""Writes so close to each other are one redraw."""

SETTLED = 5.0
"""Seconds until everything is imported and drawn once."""


def child(routine: str, seconds: float, home: Path) -> None:
    """Play inside the terminal and write what was measured."""
    os.environ["COACH_HOME"] = str(home)
    from coach.desk.desk import Desk
    from coach.desk.opening import Wishes, open_performance
    from coach.desk.routines import load
    from coach.desk.sittings import Sittings
    from coach.paths import user_paths
    from coach.player.model import State
    from coach.tui.app import CoachApp
    from coach.tui.program import Program

    desk = Desk(user_paths())
    calm: Counter[int] = Counter()
    last: Counter[int] = Counter()
    began = time.monotonic()
    written = [0.0]
    spent: list[float] = []

    with Sittings(desk) as sittings:
        performance = open_performance(desk, load(desk, routine), Wishes())

        class Counted(CoachApp):
            def _display(self, screen: Any, renderable: Any) -> None:
                if renderable is not None and not self._batch_count:
                    now = time.monotonic() - began
                    view = performance.view()
                    soon = view.state is State.PLAYING and view.remaining is not None and view.remaining <= 10
                    if now >= SETTLED and now - written[0] > ONE:
                        (last if soon else calm)[int(now)] += 1
                    written[0] = now
                super()._display(screen, renderable)

        app = Counted(Program(desk, sittings, performance), play=routine, clock=desk.clock)

        def watch() -> None:
            time.sleep(SETTLED)
            before = time.process_time()
            time.sleep(seconds - SETTLED)
            spent.append((time.process_time() - before) / (seconds - SETTLED))
            app.call_from_thread(app.exit, 0)

        threading.Thread(target=watch, daemon=True).start()
        app.run()
        performance.close()
    result = {"share": spent[0], "calm": dict(calm), "last": dict(last)}
    (home / "result.json").write_text(json.dumps(result))


def main(arguments: list[str]) -> int:
    """Run the child in a terminal of its own, read what it writes, and print the figures."""
    routine = arguments[0] if arguments else "knee-warm-up"
    seconds, columns, lines = [*map(int, arguments[1:]), *(60, 80, 24)[len(arguments[1:]) :]]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "settings.toml").write_text("start_in = 3\n")
        (home / "profile.toml").write_text("format = 1\nnotice_seen = 2026-11-22\n")
        process, terminal = pty.fork()
        if process == 0:
            os.environ["TERM"] = "xterm-256color"
            child(routine, seconds, home)
            os._exit(0)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        written, said = 0, b""
        while True:
            ready, _, _ = select.select([terminal], [], [], 0.5)
            try:
                read = os.read(terminal, 65536) if ready else b""
            except OSError:
                break
            written, said = written + len(read), (said + read)[-4000:]
        os.waitpid(process, 0)
        if not (home / "result.json").exists():
            print(said.decode(errors="replace"), file=sys.stderr)
            return 1
        result = json.loads((home / "result.json").read_text())
    calm, last = result["calm"].values(), result["last"].values()
    print(f"{routine}, {seconds} s at {columns}×{lines}")
    print(f"share of a core      {result['share'] * 100:.1f} %")
    print(f"redraws a second     {max(calm, default=0)} at most, {_mean(calm):.1f} on average")
    print(f"in the last ten s    {max(last, default=0)} at most, {_mean(last):.1f} on average")
    print(f"written              {written / 1024 / seconds:.1f} KiB a second")
    return 0


def _mean(counts: Any) -> float:
    return sum(counts) / len(counts) if counts else 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
