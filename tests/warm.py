"""The bundled routines as a start leaves them in the cache: a home that has them does not read all of them again.

What is kept is only used where nothing changed since (`coach.routine.kept`), so a test that changes an exercise still
sees the reader at work; the tests of the reader and of the keeping begin with an empty cache.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from coach.paths import Paths, user_paths
from coach.routine.finding import routine_files
from coach.routine.kept import load_kept


def warm(home: Path) -> None:
    """Put what one reading of the bundled routines keeps into the cache of a home."""
    shutil.copytree(_kept(), _cache(user_paths({"COACH_HOME": str(home)})), dirs_exist_ok=True)


def _cache(paths: Paths) -> Path:
    return paths.cache / "routines"


@cache
def _kept() -> Path:
    """Read them once a process."""
    home = Path(tempfile.mkdtemp(prefix="coach-warm-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    paths = user_paths({"COACH_HOME": str(home)})
    for path in routine_files(paths):
        load_kept(path, paths)
    return _cache(paths)
