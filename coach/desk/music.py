"""The user's own music for one session or one export: which, and whether it can be played."""

from __future__ import annotations

from pathlib import Path

from coach.desk.desk import Desk
from coach.errors import CoachError, UsageError
from coach.paths import expanded
from coach.sound.levels import Levels
from coach.sound.music import MusicBed
from coach.sound.playlist import Playlist
from coach.sound.song import UnplayableError, open_song
from coach.sound.songs import songs_at

NO_MUSIC = "none"
"""What `--music` takes for a session without the music of the settings."""


def open_music(desk: Desk, wish: str | None) -> MusicBed | None:
    """Return the music that is wished for, else that of the settings, None where there is to be none.

    Only what is wished for is looked at, and raises a CoachError where nothing of it can be played. That of the
    settings is looked at when it is to sound, and its `notice` then says what is wrong.
    """
    place = place_of(desk, wish)
    if place is None:
        return None
    if wish:
        reason = unplayable(place)
        if reason is not None:
            raise reason
    settings = desk.settings.music
    levels = Levels(desk.music_levels)
    tape = Playlist(place, levels, volume=settings.volume / 100, shuffle=settings.shuffle)
    return MusicBed(tape, settings.volume)


def open_music_for_file(desk: Desk, wish: str | None) -> tuple[MusicBed | None, str]:
    """Return the music for an export, None where there is to be none, and one sentence on it, empty for nothing to say.

    All that a CoachError can be raised for is known before anything is written.
    """
    place = place_of(desk, wish)
    if place is not None and not wish and (reason := unplayable(place)) is not None:
        return None, f"Without music: {reason}"
    bed = open_music(desk, wish)
    told = f"With music from {place}; `--music none` leaves it out." if bed is not None and not wish else ""
    return bed, told


def place_of(desk: Desk, wish: str | None) -> Path | None:
    """Return where the music is; what settings say counts from the home folder. Raises UsageError for an address."""
    reference = wish or desk.settings.music.path.strip()
    if not reference or reference == NO_MUSIC:
        return None
    if wish and "://" in wish:
        raise UsageError(f"Music is a file or a folder of this machine, and {wish} is an address.")
    place = expanded(reference)
    return place.absolute() if wish else expanded("~") / place


def unplayable(place: Path) -> CoachError | None:
    """Return why nothing at a place can be played, None where something can; opens no more files than it needs."""
    try:
        found = songs_at(place)
    except FileNotFoundError:
        return UsageError(f"There is no file or folder {place} with music.")
    except OSError as error:
        return CoachError(f"{place} cannot be read: {error.strerror or error}.")
    if not found:
        what = "There is no music in" if place.is_dir() else "It is neither a file nor a folder:"
        return CoachError(f"{what} {place}.")
    reason = ""
    for path in found:
        try:
            open_song(path).close()
        except UnplayableError as error:
            reason = reason or f"{path.name}: {error}"
        else:
            return None
    if len(found) == 1:
        return CoachError(f"{found[0]} cannot be played: {reason.removeprefix(f'{found[0].name}: ')}.")
    return CoachError(f"None of the {len(found)} files in {place} can be played ({reason}).")
