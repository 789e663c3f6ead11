"""Bytes to text: UTF-8, with or without a byte order mark; anything else is named byte and place."""

from __future__ import annotations

from coach.source.place import Place, Problem, Severity

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes, file: str) -> str | Problem:
    """Return the text of UTF-8 bytes without a byte order mark, or R001 that names the first byte that is wrong."""
    if data.startswith(_UTF16_MARKS):
        return _not_text(file, "this file is UTF-16, not UTF-8", 'save it as "UTF-8" in your editor')
    zero = data.find(b"\0")
    if zero >= 0:
        if zero <= 3 and data.count(b"\0") * 3 >= len(data):
            return _not_text(file, "this file is UTF-16, not UTF-8", 'save it as "UTF-8" in your editor')
        line, column = _where(data, zero)
        return Problem(
            "R001",
            Severity.ERROR,
            Place(file, line, column, column),
            f"this is not a text file: byte {zero + 1} is zero",
            help=("a routine is a plain text file",),
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        wrong = error.start
        line, column = _where(data, wrong)
        letter = _likely(data[wrong])
        likely = f", probably {letter} written as Windows-1252" if letter else ""
        return Problem(
            "R001",
            Severity.ERROR,
            Place(file, line, column, column),
            f"this file is not UTF-8: byte 0x{data[wrong]:02X} (byte {wrong + 1} of the file){likely}",
            help=('save the file as "UTF-8" in your editor',),
        )
    return data.decode("utf-8")


def _where(data: bytes, offset: int) -> tuple[int, int]:
    """Return line and column (in characters, as far as the line can be read) of a byte."""
    line_start = data.rfind(b"\n", 0, offset) + 1
    before = data[line_start:offset].decode("utf-8", errors="replace")
    return data.count(b"\n", 0, offset) + 1, len(before) + 1


def _likely(byte: int) -> str | None:
    try:
        letter = bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return None
    return f'"{letter}"' if letter.isprintable() and not letter.isspace() else None


def _not_text(file: str, message: str, advice: str) -> Problem:
    return Problem("R001", Severity.ERROR, Place(file, 1, 1, 1), message, help=(advice,))
