"""The only loop: player, sound and clock in step, and what happens out to listeners."""

from coach.playback.announcements import Announcements
from coach.playback.loop import Listener, Playback
from coach.playback.scaled import ScaledClock

__all__ = ["Announcements", "Listener", "Playback", "ScaledClock"]
