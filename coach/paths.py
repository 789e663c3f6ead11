"""Where things are kept: settings, data, state, cache, and the routines that come with the program."""

from __future__ import annotations

import os
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
    """Sessions, doses, profile, and the user's own `routines/`."""
    state: Path
    """The journal, the lock and the log: what matters only until the next start."""
    cache: Path
    """Rendered speech; may be deleted at any time."""

    @property
    def settings_file(self) -> Path:
        return self.settings / "settings.toml"

    @property
    def routines(self) -> Path:
        """The user's own routine files."""
        return self.data / "routines"

    @property
    def sessions(self) -> Path:
        return self.data / "sessions"

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
        root = Path(os.path.abspath(os.path.expanduser(home)))  # noqa: PTH100, PTH111 - Path.expanduser raises with no HOME
        return Paths(settings=root, data=root, state=root / "state", cache=root / "cache")
    import platformdirs

    def resolved(folder: str) -> Path:
        if folder.startswith("~"):  # no home was found anywhere
            import tempfile

            return (
                Path(tempfile.gettempdir())
                / f"{APP_NAME}-{os.getuid() if hasattr(os, 'getuid') else 'user'}"
                / folder[2:]
            )
        return Path(folder)

    return Paths(
        settings=resolved(platformdirs.user_config_dir(APP_NAME, appauthor=False)),
        data=resolved(platformdirs.user_data_dir(APP_NAME, appauthor=False)),
        state=resolved(platformdirs.user_state_dir(APP_NAME, appauthor=False)),
        cache=resolved(platformdirs.user_cache_dir(APP_NAME, appauthor=False)),
    )


def bundled_routines() -> Path:
    """Return the folder of the routines and the exercise library that ship with the program."""
    package = Path(__file__).resolve().parent
    installed = package / "bundled"
    return installed if installed.is_dir() else package.parent / "routines"
