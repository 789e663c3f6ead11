"""One file that holds many: a zip, or a tar.gz where its name says so; read with care, for anybody may have made it."""

from __future__ import annotations

import contextlib
import gzip
import io
import os
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from coach.errors import CoachError
from coach.paths import sync_folder

LARGEST = 16 * 1024 * 1024
"""Bytes that one file in an archive may have: a thousand times what any of Coach's has."""

LARGEST_SUM = 512 * 1024 * 1024
"""Bytes of all of them: fifty times ten years of daily sessions."""

MOST = 200_000
"""So many files may be in an archive."""


class ArchiveError(CoachError):
    """A file that is no archive, or a damaged one."""


def write_archive(path: Path, files: Iterable[tuple[str, bytes]], made: datetime) -> None:
    """Write an archive whole, readable by its user only; raises OSError, and what was there before stays."""
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            (_write_tar if is_tar(path) else _write_zip)(file, files, made)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    sync_folder(path.parent)


def is_tar(path: Path) -> bool:
    return path.name.lower().endswith((".tar.gz", ".tgz"))


def read_archive(path: Path) -> dict[str, bytes]:
    """Return the files of an archive by their names, which are not looked at yet.

    Raises ArchiveError where it is none, is damaged, or holds anything but files; CoachError where it cannot be read.
    """
    files: dict[str, bytes] = {}
    room = LARGEST_SUM
    try:
        for name, data in _members(path):
            if name in files:
                raise ArchiveError(f"{path} holds {name} twice.")
            room -= len(data)
            if len(data) > LARGEST or room < 0 or len(files) >= MOST:
                raise ArchiveError(f"{path} holds more than any backup does, at {name}.")
            files[name] = data
    except OSError as error:
        if error.errno is not None:
            raise CoachError(f"{path} cannot be read: {error.strerror or error}.") from error
        raise ArchiveError(f"{path} is damaged: {error}.") from error  # gzip's own
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, ValueError, OverflowError) as error:
        raise ArchiveError(f"{path} is damaged: {error}.") from error
    except (NotImplementedError, RuntimeError) as error:  # another way to pack, or a password
        raise ArchiveError(f"{path} was not packed by Coach: {error}.") from error
    return files


# --- zip -------------------------------------------------------------------------------------------------------------


def _write_zip(file: io.BufferedWriter, files: Iterable[tuple[str, bytes]], made: datetime) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name, (max(1980, made.year), *made.timetuple()[1:6]))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, data)


def _zip_members(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            if (info.external_attr >> 16) & 0o170000 not in (0, 0o100000):
                raise ArchiveError(f"{path} holds {info.filename}, which is no plain file.")
            with archive.open(info) as file:
                yield info.orig_filename, file.read(LARGEST + 1)


# --- tar -------------------------------------------------------------------------------------------------------------


def _write_tar(file: io.BufferedWriter, files: Iterable[tuple[str, bytes]], made: datetime) -> None:
    with (
        gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=made.timestamp()) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size, info.mode, info.mtime = len(data), 0o600, int(made.timestamp())
            archive.addfile(info, io.BytesIO(data))


class _Limited(io.RawIOBase):
    """Reads at most so many bytes of another stream: a few packed bytes can be a whole disk."""

    def __init__(self, stream: gzip.GzipFile, room: int) -> None:
        self._stream = stream
        self._room = room

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(min(size, self._room + 1) if size >= 0 else self._room + 1)
        self._room -= len(data)
        if self._room < 0:
            raise tarfile.ReadError("it holds more than any backup does")
        return data


def _tar_members(path: Path) -> Iterator[tuple[str, bytes]]:
    with gzip.open(path) as packed, tarfile.open(fileobj=_Limited(packed, 2 * LARGEST_SUM), mode="r|") as archive:
        for info in archive:
            if info.isdir():
                continue
            if not info.isreg():
                raise ArchiveError(f"{path} holds {info.name}, which is no plain file.")
            file = archive.extractfile(info)
            yield info.name, file.read(LARGEST + 1) if file is not None else b""
        while packed.read(1 << 20):
            pass  # the check sum stands at the end


def _members(path: Path) -> Iterator[tuple[str, bytes]]:
    """Return the members by what the file begins with, whatever it is called."""
    with path.open("rb") as file:
        begin = file.read(4)
    kinds: dict[bytes, Callable[[Path], Iterator[tuple[str, bytes]]]] = {b"PK": _zip_members, b"\x1f\x8b": _tar_members}
    if begin[:2] not in kinds:
        raise ArchiveError(f"{path} is neither a zip nor a tar.gz, so it is no backup of Coach.")
    return kinds[begin[:2]](path)
