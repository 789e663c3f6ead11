"""AAC in MP4 with chapters, as players of audio books like it; needs the extra `m4b`."""

from __future__ import annotations

import contextlib
from fractions import Fraction
from pathlib import Path

import numpy as np

from coach.export.tags import ALBUM, ARTIST, Tags
from coach.pcm import RATE, Samples
from coach.units import Frames

BITS_A_CHANNEL = 80_000
"""A second: speech and music without anything to be heard of the coding."""

_AUDIO_BOOK = "2"
"""What iTunes calls this kind of file, so that a player keeps its place and shows its chapters."""


class M4bFile:
    """A file that FFmpeg writes; its edit list tells where the encoder's own first samples end."""

    def __init__(self, path: Path, tags: Tags, *, channels: int) -> None:
        import av

        self._layout = "stereo" if channels > 1 else "mono"
        self._written: Frames = 0
        self._container = av.open(str(path), "w", format="ipod")
        self._container.metadata.update(
            {"title": tags.title, "artist": ARTIST, "album": ALBUM, "comment": tags.comment, "media_type": _AUDIO_BOOK}
        )
        self._container.set_chapters(
            [
                {
                    "id": number,
                    "start": round(chapter.start * 1000),
                    "end": round(chapter.end * 1000),
                    "time_base": Fraction(1, 1000),
                    "metadata": {"title": chapter.title},
                }
                for number, chapter in enumerate(tags.chapters, 1)
            ]
        )
        self._stream = self._container.add_stream("aac", rate=RATE, layout=self._layout)
        self._stream.bit_rate = BITS_A_CHANNEL * channels
        self._open = True

    def write(self, samples: Samples) -> None:
        import av

        rows = np.ascontiguousarray(samples.reshape(len(samples), -1).T)
        frame = av.AudioFrame.from_ndarray(rows, format="fltp", layout=self._layout)
        frame.sample_rate, frame.pts, frame.time_base = RATE, self._written, Fraction(1, RATE)
        self._container.mux(self._stream.encode(frame))
        self._written += len(samples)

    def finish(self) -> None:
        self._container.mux(self._stream.encode(None))
        self._open = False
        self._container.close()

    def close(self) -> None:
        if self._open:
            self._open = False
            with contextlib.suppress(OSError):
                self._container.close()
