"""Sound files of every kind: samples go in chunk by chunk, and every frame keeps its place in what is decoded.

MP3 and Opus encoders begin with samples of their own. How many stands in the file (LAME's tag, Opus' pre-skip), and
decoders that heed it leave them out: libsndfile, FFmpeg and what is built on it, browsers. docs/export.md says what
becomes of it elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from coach.errors import CoachError
from coach.export.tags import ALBUM, ARTIST, Tags, write_flac_comments, write_id3, write_opus_comments, write_wave_id3
from coach.pcm import RATE, Samples
from coach.units import Frames

_MOST_BYTES_OF_WAV = 2**32 - 2**20
"""A WAV counts its bytes in 32 bits; some are for tags."""


class SoundFile(Protocol):
    """A sound file that is being written; every method raises OSError where the disk refuses."""

    def write(self, samples: Samples) -> None:
        """Append samples, one row a frame where there are two channels."""

    def finish(self) -> None:
        """Write what belongs at the end, tags and chapters too, and close; OSError where it is not whole."""

    def close(self) -> None:
        """Let the file go, whole or not."""


@dataclass(frozen=True, slots=True)
class _Format:
    """One kind of file as libsndfile knows it."""

    name: str
    format: str
    subtype: str
    tag: Callable[[Path, Tags], None]


_FORMATS: Mapping[str, _Format] = {
    ".wav": _Format("WAV", "WAV", "PCM_16", write_wave_id3),
    ".flac": _Format("FLAC", "FLAC", "PCM_16", write_flac_comments),
    ".mp3": _Format("MP3", "MP3", "MPEG_LAYER_III", write_id3),
    ".opus": _Format("Opus", "OGG", "OPUS", write_opus_comments),
}

ENDINGS = (*_FORMATS, ".m4b", ".m4a")
"""How the names of sound files end."""


def check_ending(ending: str) -> None:
    """Raise CoachError where files of an ending cannot be written on this machine."""
    if ending not in _FORMATS:
        from coach.extras import need

        need("m4b", f"An export as {ending}")
        return
    kind = _FORMATS[ending]
    import soundfile

    if kind.format not in soundfile.available_formats() or kind.subtype not in soundfile.available_subtypes(
        kind.format
    ):
        raise CoachError(
            f"The sound library here (libsndfile {soundfile.__libsndfile_version__}) writes no {kind.name}."
            " `pip install --upgrade --force-reinstall soundfile` brings one that does; .wav and .flac always work."
        )


def open_sound_file(path: Path, ending: str, tags: Tags, *, frames: Frames, channels: int = 1) -> SoundFile:
    """Return a new sound file of so many frames at a path, whose name need not have the ending; OSError as above."""
    if ending not in _FORMATS:
        from coach.export.m4b import M4bFile

        return M4bFile(path, tags, channels=channels)
    if ending == ".wav" and frames * channels * 2 > _MOST_BYTES_OF_WAV:
        raise CoachError("A .wav holds 4 GB at most, and this session is longer: a .flac has no such limit.")
    return _SndFile(path, _FORMATS[ending], tags, channels=channels)


class _SndFile:
    """A file that libsndfile writes."""

    def __init__(self, path: Path, kind: _Format, tags: Tags, *, channels: int) -> None:
        import soundfile

        self._path, self._kind, self._tags = path, kind, tags
        self._frames: Frames = 0
        self._errors = (soundfile.SoundFileError, AssertionError)
        try:
            self._file = soundfile.SoundFile(
                str(path), "w", samplerate=RATE, channels=channels, format=kind.format, subtype=kind.subtype
            )
            if kind.format == "WAV":
                # Beside the chunk `id3 `, for players that read no other.
                self._file.title, self._file.artist = tags.title, ARTIST
                self._file.album, self._file.comment = ALBUM, tags.comment
        except self._errors as error:
            raise _why(path, error) from error

    def write(self, samples: Samples) -> None:
        try:
            self._file.write(samples)
        except self._errors as error:
            raise _why(self._path, error) from error
        self._frames += len(samples)

    def finish(self) -> None:
        import soundfile

        try:
            self._file.close()
            self._kind.tag(self._path, self._tags)
            # What is written while closing fails without a word.
            found = soundfile.info(str(self._path)).frames
        except self._errors as error:
            raise _why(self._path, error) from error
        if found != self._frames:
            raise _why(self._path, OSError(f"{found} of {self._frames} frames arrived"))

    def close(self) -> None:
        if not self._file.closed:
            try:
                self._file.close()
            except self._errors:
                return


def _why(path: Path, error: Exception) -> OSError:
    """Return why a file could not be written: libsndfile only says that it could not, the disk says it again."""
    try:
        with path.open("ab", buffering=0) as file:
            file.write(bytes(65_536))
    except OSError as refusal:
        return refusal
    return OSError(str(error))
