"""The user's settings: a documented model, its file, and how one setting is changed without losing the user's comments.

Read by desk, tui and cli only: what lies below gets values as arguments.
"""

from coach.settings.file import find_setting, load_settings, set_setting
from coach.settings.listing import Setting, all_settings
from coach.settings.model import AddedSettings, PlanSettings, Settings, SoundSettings, Theme, VoiceSettings

__all__ = [
    "AddedSettings",
    "PlanSettings",
    "Setting",
    "Settings",
    "SoundSettings",
    "Theme",
    "VoiceSettings",
    "all_settings",
    "find_setting",
    "load_settings",
    "set_setting",
]
