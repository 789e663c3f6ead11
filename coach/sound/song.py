"""One file of music, read in pieces as stereo at `RATE`, whatever is in it."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from coach.extras import install_command
from coach.pcm import RATE, Samples
from coach.sound.songs import AAC_ENDINGS
from coach.units import Seconds

PIECE: Seconds = 0.5
"""About so much is decoded at a time: minutes of music never lie in memory."""

_SLOWEST, _FASTEST = 1_000, 768_000
"""Frames a second that a file may have."""

_SIDE = 0.7071
"""How loud a channel that is neither left nor right is in both of them."""


UNKNOWN = "no kind of sound file that Coach knows"


class UnplayableError(Exception):
    """A file that is no music; the text says why, as what follows "cannot be played: "."""


class Song(Protocol):
    """An open file; `pieces` reads on from where `seek` went."""

    seconds: Seconds
    """How long it is, as it says."""

    def pieces(self) -> Iterator[Samples]:
        """Yield what follows, (n, 2) at `RATE`; raises UnplayableError where it breaks off."""

    def seek(self, moment: Seconds) -> None:
        """Go to a moment, more or less; raises UnplayableError."""

    def close(self) -> None:
        """Let go of the file."""


def open_song(path: Path) -> Song:
    """Open a file; raises UnplayableError."""
    if path.suffix.lower() in AAC_ENDINGS:
        if importlib.util.find_spec("av") is None:
            raise UnplayableError(f"{path.suffix} needs the extra “m4b”, {install_command('m4b')}")
        return _FfmpegSong(path)
    return _SndfileSong(path)


class _SndfileSong:
    """A file that libsndfile reads: WAV, FLAC, MP3, Ogg, Opus, AIFF and more."""

    def __init__(self, path: Path) -> None:
        _look_at(path)
        try:
            self._file: Any = _straight()(path)
        except (OSError, RuntimeError, ValueError, TypeError) as error:
            # What libsndfile says of it is of no use: of an MP3 that is text, that the file does not exist.
            raise UnplayableError(UNKNOWN) from error
        rate, frames = self._file.samplerate, self._file.frames
        self._rate = int(rate)
        self.seconds = frames / rate if rate else 0.0
        if frames <= 0 or not _SLOWEST <= rate <= _FASTEST:
            self._file.close()
            raise UnplayableError("no sound in it" if frames <= 0 else f"{rate} frames a second")

    def pieces(self) -> Iterator[Samples]:
        resampled = _Resampled(self._rate)
        while True:
            try:
                read = self._file.read(max(1, round(PIECE * self._rate)), dtype="float32", always_2d=True)
            except (OSError, RuntimeError, ValueError) as error:
                raise _broken(error) from error
            if len(read) == 0:
                break
            yield resampled(folded(read))
        yield resampled.rest()

    def seek(self, moment: Seconds) -> None:
        try:
            self._file.seek(min(round(moment * self._rate), self._file.frames))
        except (OSError, RuntimeError, ValueError) as error:
            raise _broken(error) from error

    def close(self) -> None:
        self._file.close()


class _FfmpegSong:
    """A file that only FFmpeg reads: AAC in its boxes."""

    def __init__(self, path: Path) -> None:
        import av

        _look_at(path)
        self._errors = (av.error.FFmpegError, OSError, ValueError, IndexError)
        try:
            self._container: Any = av.open(str(path))
        except self._errors as error:
            raise UnplayableError(UNKNOWN) from error
        self._resampler: Any = av.AudioResampler(format="flt", layout="stereo", rate=RATE)
        streams = self._container.streams.audio
        length = self._container.duration
        self.seconds = length / av.time_base if length else 0.0
        if not streams or self.seconds <= 0:
            self._container.close()
            raise UnplayableError("no sound in it")
        self._stream = streams[0]

    def pieces(self) -> Iterator[Samples]:
        try:
            for frame in self._container.decode(self._stream):
                yield from self._resampled(frame)
            yield from self._resampled(None)
        except self._errors as error:
            raise _broken(error) from error

    def _resampled(self, frame: Any) -> Iterator[Samples]:
        for each in self._resampler.resample(frame):
            yield np.ascontiguousarray(each.to_ndarray().reshape(-1, 2), np.float32)

    def seek(self, moment: Seconds) -> None:
        import av

        try:
            self._container.seek(round(moment * av.time_base))
        except self._errors as error:
            raise _broken(error) from error

    def close(self) -> None:
        self._container.close()


@cache
def _straight() -> Any:
    """Return a SoundFile that is read from one piece to the next without seeking.

    After every read soundfile seeks to where it is already, and an MP3 decoder begins anew there, with a click.
    """
    import soundfile

    class Straight(soundfile.SoundFile):  # type: ignore[misc]
        def seekable(self) -> bool:
            return False

    return Straight


class _Resampled:
    """Brings what comes in pieces to `RATE`."""

    def __init__(self, rate: int) -> None:
        self._stream: Any = None
        if rate != RATE:
            import soxr

            self._stream = soxr.ResampleStream(rate, RATE, 2, dtype="float32")

    def __call__(self, samples: Samples) -> Samples:
        if self._stream is None:
            return samples
        result: Samples = self._stream.resample_chunk(samples)
        return result

    def rest(self) -> Samples:
        nothing = np.zeros((0, 2), np.float32)
        if self._stream is None:
            return nothing
        result: Samples = self._stream.resample_chunk(nothing, last=True)
        return result


def folded(samples: Samples) -> Samples:
    """Return any number of channels as two: one to both sides, and of many those between the sides a little softer."""
    if not np.isfinite(samples).all():
        samples = np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0)
    count = samples.shape[1]
    if count == 2:
        return samples
    if count == 1:
        return np.repeat(samples, 2, axis=1)
    left, right = np.zeros(count, np.float32), np.zeros(count, np.float32)
    if count >= 5:  # left, right, centre, (low), then the sides' own
        centre, first_side = 2, 4 if count > 5 else 3
        left[0] = right[1] = 1.0
        left[centre] = right[centre] = _SIDE
        left[first_side::2] = _SIDE
        right[first_side + 1 :: 2] = _SIDE
    elif count == 3:
        left[0] = right[1] = 1.0
        left[2] = right[2] = _SIDE
    else:
        left[0] = right[1] = 1.0
        left[2] = right[3] = _SIDE
    result: Samples = np.ascontiguousarray(samples @ np.stack([left, right], axis=1), np.float32)
    return result


def _look_at(path: Path) -> None:
    """Raise UnplayableError for what is no file with something in it; a device would be read for ever, or block."""
    try:
        size: int | None = path.stat().st_size
        size = size if path.is_file() else None
        if size:
            path.open("rb").close()
    except OSError as error:
        raise UnplayableError((error.strerror or str(error)).lower()) from error
    if not size:
        raise UnplayableError("no file" if size is None else "empty")


def _broken(error: Exception) -> UnplayableError:
    """Return what to say of a file that a library gave up in the middle."""
    reason = " ".join(str(getattr(error, "strerror", None) or error).split())
    return UnplayableError(f"damaged: {reason.removeprefix('Error : ').rstrip('.')}")
