"""Where things are kept: settings, data, state, cache, and the routines that come with the program."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

APP_NAME = "coach"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one user; none of them need exist yet."""

    settings: Path
    """`settings.toml` lies here."""
    data: Path
    """Sessions, the profile, and the user's own `routines/`."""
    state: Path
    """The journal, the lock and the log: what matters only until the next start."""
    cache: Path
    """Rendered speech, and routines as they were read; may be deleted at any time."""

    @property
    def settings_file(self) -> Path:
        return self.settings / "settings.toml"

    @property
    def pronunciations_file(self) -> Path:
        """What the voice says in place of what it reads wrongly, where the user has written any."""
        return self.settings / "pronunciations.toml"

    @property
    def routines(self) -> Path:
        """The user's own routine files."""
        return self.data / "routines"

    @property
    def sessions(self) -> Path:
        return self.data / "sessions"

    @property
    def profile(self) -> Path:
        """The answers that are asked once."""
        return self.data / "profile.toml"

    @property
    def doses(self) -> Path:
        """What is played instead of what the files say, and why."""
        return self.data / "doses.toml"

    @property
    def mornings(self) -> Path:
        """Readings of the knee that belong to no session."""
        return self.data / "mornings"

    @property
    def lock(self) -> Path:
        """Held by the one copy that plays."""
        return self.state / "playing.lock"

    @property
    def journal(self) -> Path:
        return self.state / "journal"


def user_paths(environ: Mapping[str, str] | None = None) -> Paths:
    """Return the user's folders: all under `COACH_HOME` when that is set, else where the platform keeps such things.

    With no HOME at all the password database answers, and where that is silent too a folder in the temporary directory.
    """
    environ = os.environ if environ is None else environ
    home = environ.get("COACH_HOME")
    if home:
        root = Path(os.path.abspath(expanded(home)))  # noqa: PTH100 - what is no folder yet cannot be resolved
        return Paths(settings=root, data=root, state=root / "state", cache=root / "cache")
    import platformdirs

    try:
        return Paths(
            settings=Path(platformdirs.user_config_dir(APP_NAME, appauthor=False)),
            data=Path(platformdirs.user_data_dir(APP_NAME, appauthor=False)),
            state=Path(platformdirs.user_state_dir(APP_NAME, appauthor=False)),
            cache=Path(platformdirs.user_cache_dir(APP_NAME, appauthor=False)),
        )
    except RuntimeError:  # no home was found anywhere
        user = os.getuid() if hasattr(os, "getuid") else "user"
        root = Path(tempfile.gettempdir()) / f"{APP_NAME}-{user}"
        return Paths(settings=root, data=root, state=root / "state", cache=root / "cache")


def expanded(reference: str) -> Path:
    """Return the path that a user wrote, `~` made their home; as it stands where there is no such user or no home."""
    return Path(os.path.expanduser(reference))  # noqa: PTH111 - Path.expanduser raises there


def bundled_routines() -> Path:
    """Return the folder of the routines and the exercise library that ship with the program."""
    package = Path(__file__).resolve().parent
    installed = package / "bundled"
    return installed if installed.is_dir() else package.parent / "routines"


def private_folder(folder: Path) -> Path:
    """Make the folder and those above it, readable by its user only, and return it; raises OSError where that fails."""
    try:
        # With `parents` mkdir would give those above it the usual mode.
        for each in reversed([folder, *itertools.takewhile(lambda each: not each.exists(), folder.parents)]):
            each.mkdir(mode=0o700, exist_ok=True)
    except FileExistsError:  # "File exists" would tell nobody what is wrong
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from None
    return folder


def write_whole(path: Path, content: str | bytes) -> None:
    """Replace the file by a text (UTF-8) or bytes, mode 0600: after a crash it holds the old or the new, whole.

    The folder is made where it is missing. Raises OSError (unwritable, disk full), and the old file stays as it was.
    """
    private_folder(path.parent)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    sync_folder(path.parent)


def write_cached(path: Path, *parts: bytes) -> bool:
    """Write a file whole; False where the disk refuses, and then nothing half-written is left.

    Unlike `write_whole` it does not wait for the disk: only for what can be made again after a power cut took it.
    """
    temporary: str | None = None
    try:
        private_folder(path.parent)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(parts)
        Path(temporary).replace(path)
    except OSError:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        return False
    return True


def set_aside(path: Path, ending: str = ".damaged") -> Path:
    """Rename a file to its name and this ending, over an older one, and return that path; raises OSError."""
    return path.replace(path.with_name(path.name + ending))


def sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut; Windows cannot open folders, and some file systems refuse."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
