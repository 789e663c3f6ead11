"""Bytes to text: UTF-8, with or without a byte order mark; anything else is named byte and place."""

from __future__ import annotations

from coach.source.place import Place, Problem, Severity

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes, file: str) -> str | Problem:
    """Return the text of UTF-8 bytes without a byte order mark, or R001 that names the first byte that is wrong."""
    if _is_utf16(data):
        return _not_text(file, "this file is UTF-16, not UTF-8", 'save it as "UTF-8" in your editor')
    zero = data.find(b"\0")
    if zero >= 0:
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


def likely_text(data: bytes) -> str | None:
    """Return the text of bytes that are not UTF-8 but probably UTF-16 or Windows-1252; None where they are no text."""
    for encoding in ("utf-16",) if _is_utf16(data) else () if b"\0" in data else ("cp1252", "latin-1"):
        try:
            return data.removeprefix(b"\xef\xbb\xbf").decode(encoding).removeprefix("\N{BYTE ORDER MARK}")
        except UnicodeDecodeError:
            continue
    return None


def as_text(source: str | bytes) -> str:
    """Return a file's text as well as it can be read, for its lines to be shown."""
    if isinstance(source, str):
        return source.removeprefix("\N{BYTE ORDER MARK}")
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError:
        return likely_text(source) or source.decode("utf-8-sig", errors="replace")


def _is_utf16(data: bytes) -> bool:
    if data.startswith(_UTF16_MARKS):
        return True
    return b"\0" in data[:4] and len(data) <= 3 * data.count(b"\0") <= 2 * len(data)


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
