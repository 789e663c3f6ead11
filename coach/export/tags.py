"""What a player shows of a sound file: title, artist, comment, chapters; in the way of each format."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coach.export.chapters import Chapter
from coach.units import Seconds

if TYPE_CHECKING:
    from mutagen.id3 import ID3

ARTIST = "Coach"

ALBUM = "Coach"
"""One name for all sessions, so that players show them together."""

_UTF16 = 1
"""Of the two encodings that ID3 2.3 knows the one that has every letter."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What is told of a file in it."""

    title: str
    comment: str
    seconds: Seconds
    chapters: tuple[Chapter, ...]


def write_id3(path: Path, tags: Tags) -> None:
    """Put tags and chapters before the sound of an MP3; raises OSError."""
    from mutagen.id3 import ID3

    frames = ID3()
    _fill_id3(frames, tags)
    with _disk_errors():
        # 2.3 is what everything reads that reads ID3 at all, chapters included.
        frames.save(path, v2_version=3)


def write_wave_id3(path: Path, tags: Tags) -> None:
    """Append tags and chapters to a WAV as its chunk `id3 `; raises OSError."""
    from mutagen.wave import WAVE

    with _disk_errors():
        file = WAVE(path)
        file.add_tags()
        _fill_id3(file.tags, tags)
        file.save(v2_version=3)


def write_flac_comments(path: Path, tags: Tags) -> None:
    """Put tags and chapters into a FLAC file; raises OSError."""
    from mutagen.flac import FLAC

    with _disk_errors():
        file = FLAC(path)
        for key, value in _comments(tags):
            file[key] = value
        file.save()


def write_opus_comments(path: Path, tags: Tags) -> None:
    """Put tags and chapters into an Opus file; raises OSError."""
    from mutagen.oggopus import OggOpus

    with _disk_errors():
        file = OggOpus(path)
        for key, value in _comments(tags):
            file[key] = value
        file.save()


def _fill_id3(frames: ID3, tags: Tags) -> None:
    from mutagen.id3 import CHAP, COMM, CTOC, TALB, TIT2, TLEN, TPE1, CTOCFlags

    frames.add(TIT2(encoding=_UTF16, text=tags.title))
    frames.add(TPE1(encoding=_UTF16, text=ARTIST))
    frames.add(TALB(encoding=_UTF16, text=ALBUM))
    frames.add(COMM(encoding=_UTF16, lang="eng", desc="", text=tags.comment))
    frames.add(TLEN(encoding=0, text=str(_thousandths(tags.seconds))))
    names = _element_ids([chapter.title for chapter in tags.chapters])
    flags = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
    frames.add(CTOC(element_id="toc", flags=flags, child_element_ids=names, sub_frames=[]))
    for name, chapter in zip(names, tags.chapters, strict=True):
        title = TIT2(encoding=_UTF16, text=chapter.title)
        times = {"start_time": _thousandths(chapter.start), "end_time": _thousandths(chapter.end)}
        frames.add(CHAP(element_id=name, start_offset=0xFFFFFFFF, end_offset=0xFFFFFFFF, sub_frames=[title], **times))


def _element_ids(titles: Sequence[str]) -> list[str]:
    """Return the ids of chapters, each as much longer as its title is shorter.

    mutagen writes frames by their size, then by their id, and there are players that show chapters as they come.
    """
    sizes = [len(title.encode("utf-16-le")) for title in titles]
    return [f"chp{index:03d}" + "-" * (max(sizes) - size) for index, size in enumerate(sizes)]


def _comments(tags: Tags) -> Iterator[tuple[str, str]]:
    yield "TITLE", tags.title
    yield "ARTIST", ARTIST
    yield "ALBUM", ALBUM
    yield "COMMENT", tags.comment
    for number, chapter in enumerate(tags.chapters, 1):
        seconds, thousandths = divmod(_thousandths(chapter.start), 1000)
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        yield f"CHAPTER{number:03d}", f"{hours:02d}:{minutes:02d}:{seconds:02d}.{thousandths:03d}"
        yield f"CHAPTER{number:03d}NAME", chapter.title


@contextlib.contextmanager
def _disk_errors() -> Iterator[None]:
    """Raise what the disk said, and not what mutagen made of it."""
    from mutagen import MutagenError

    try:
        yield
    except MutagenError as error:
        reason = error.args[0] if error.args else error
        raise reason if isinstance(reason, OSError) else OSError(str(reason)) from error


def _thousandths(seconds: Seconds) -> int:
    return round(seconds * 1000)
