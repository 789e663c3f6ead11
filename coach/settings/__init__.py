"""The user's settings: a documented model, its file, and how one setting is changed without losing the user's comments.

Read by desk, tui and cli only: what lies below gets values as arguments.
"""

from coach.settings.edit import as_toml
from coach.settings.file import find_entry, load_settings, set_setting
from coach.settings.model import (
    AddedSettings,
    Entry,
    Settings,
    SoundSettings,
    Theme,
    VoiceSettings,
    entries,
)

__all__ = [
    "AddedSettings",
    "Entry",
    "Settings",
    "SoundSettings",
    "Theme",
    "VoiceSettings",
    "as_toml",
    "entries",
    "find_entry",
    "load_settings",
    "set_setting",
]
