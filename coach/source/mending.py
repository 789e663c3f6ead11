"""What e-mail, word processors and telephones do to a text file, undone where that is safe.

Letters are changed only where TOML has no meaning for them (outside quotes), quotes only where they clearly belong
together, and every change is said with its line. What a routine *says* is never touched.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass

from coach.source.mailed import is_toml, rejoined, ungarbled, without_letter

DOUBLE = "“”„‟″〝〞«»"
SINGLE = "‘’‚‛′‹›"
SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
INVISIBLE = "\u200b\u2060\ufeff\u00ad\u200e\u200f"
DASHES = "‐‑‒–—−"

_AFTER = re.compile(r"[ \t\u00a0]*(?:[,\]}#=.]|$)", re.MULTILINE)
"""What may follow the end of a text in TOML."""
_AFTER_VALUE = re.compile(r"[ \t\u00a0]*(?:[,\]}#]|$)", re.MULTILINE)
"""What may follow where the text is no key."""
_QUOTED_PRINTABLE = re.compile(r"=(?:[0-9A-Fa-f]{2}|[ \t]*$)", re.MULTILINE)
_RANGE = re.compile(rf"[\dXx]+(?:[{DASHES}][\dXx]+)+")
_RAMP = re.compile(r"(\d[\w .]*)…(\d[\w .]*)")
_FENCE = re.compile(r"[ \t]*```[\w-]*[ \t]*")


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing that was mended."""

    line: int
    """Of the mended text, from 1; 0 is the whole file."""
    what: str
    """As a sentence goes on after the place."""

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}" if self.line else self.what


@dataclass(frozen=True, slots=True)
class Mended:
    """A file as text, and what had to be done to it."""

    text: str | None
    """With `\\n` line ends; None where it is no text at all."""
    repairs: tuple[Repair, ...] = ()


def mend(data: bytes) -> Mended:
    """Return the text of a file that somebody sent; whether it is TOML then is for the reader to say."""
    text, repairs = _decoded(data)
    if text is None or "\0" in text:
        return Mended(None)
    if re.search(r"\r(?!\n)", text):
        repairs.append(Repair(0, "its line ends were those of an old Macintosh"))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, more = _unencoded(text)
    repairs += more
    right = ungarbled(text)
    if right is not None:
        numbers = [str(number) for number, line in enumerate(right.split("\n"), 1) if not line.isascii()]
        where = f"line{'s' if len(numbers) > 1 else ''} {', '.join(numbers[:5])}{' …' if len(numbers) > 5 else ''}"
        text, repairs = right, [*repairs, Repair(0, f"garbled letters (Ã¼ for ü) were put right: look at {where}")]
    wrapped = text
    text, more = _unwrapped(text)
    mended, odd = _Characters(text).mended()
    if not is_toml(mended):
        text, more = _of_mail(wrapped)
        mended, odd = _Characters(text).mended()
    return Mended(mended, tuple(dict.fromkeys([*repairs, *more, *odd])))


def _of_mail(text: str) -> tuple[str, list[Repair]]:
    """Return a text that is no TOML without a mail's words around it, its broken lines joined."""
    # Before the words below it are taken out: the end of a broken last line looks like one of them.
    lines, early = rejoined(text.split("\n"), lambda line: _Characters(line).mended()[0])
    lines, taken = without_letter(lines)
    repairs = [Repair(index + 1, "words around the routine were taken out") for index in taken]
    text, more = _unwrapped("\n".join(lines))
    lines, joined = rejoined(text.split("\n"), lambda line: _Characters(line).mended()[0])
    broken = [Repair(index + 1, kind) for index, kind in [*early, *joined]]
    return "\n".join(lines), [*repairs, *more, *broken]


def _decoded(data: bytes) -> tuple[str | None, list[Repair]]:
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    wide = _wide(data)
    if wide:
        try:
            return data.decode(wide).removeprefix("\ufeff"), [Repair(0, "it was UTF-16, and is UTF-8 now")]
        except UnicodeDecodeError:
            return None, []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None, []
    lines = [str(number) for number, line in enumerate(text.splitlines(), 1) if not line.isascii()]
    where = f"line{'s' if len(lines) > 1 else ''} {', '.join(lines[:5])}{' …' if len(lines) > 5 else ''}"
    return text, [Repair(0, f"it was Windows-1252, and is UTF-8 now: look at the letters of {where}")]


def _wide(data: bytes) -> str | None:
    """Return which UTF-16 bytes are in, by their mark or by the zeros between plain letters; None if in neither."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    half = len(data) // 2
    if half and data[1::2].count(0) * 3 > half * 2 and not data[::2].count(0):
        return "utf-16-le"
    if half and data[::2].count(0) * 3 > half * 2 and not data[1::2].count(0):
        return "utf-16-be"
    return None


def _unencoded(text: str) -> tuple[str, list[Repair]]:
    """Take out the encoding of a mail: quoted-printable."""
    if "=3D" in text and text.isascii() and text.count("=") == len(_QUOTED_PRINTABLE.findall(text)):
        text = _text(binascii.a2b_qp(text.encode())).replace("\r\n", "\n")
        return text, [Repair(0, "the mail's own encoding (=3D for =) was taken out")]
    return text, []


def _unwrapped(text: str) -> tuple[str, list[Repair]]:
    """Take off what a mail program puts round a text: the > of an answer, fences of three ticks."""
    repairs = []
    quoted = False
    while (written := [line for line in text.split("\n") if line.strip()]) and len(written) > 1:
        if not all(line.startswith(">") for line in written):
            break
        text = "\n".join(re.sub("^> ?", "", line) for line in text.split("\n"))
        quoted = True
    if quoted:
        repairs.append(Repair(0, "the > before each line was taken out"))
    lines = text.split("\n")
    filled = [index for index, line in enumerate(lines) if line.strip()]
    for index in {filled[0], filled[-1]} if filled else ():
        if _FENCE.fullmatch(lines[index]):
            lines[index] = ""
            repairs.append(Repair(index + 1, "the ``` was taken out"))
    return "\n".join(lines), repairs


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


class _Characters:
    """Goes through a text once and mends quotes, spaces and dashes."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._done: list[str] = []
        self._repairs: list[Repair] = []
        self._before = ""
        """The last letter that is no space."""
        self._end = -1
        """Where the line ends, as far as it is known."""
        self._hopeless: set[tuple[int, str, re.Pattern[str]]] = set()
        """What was looked for in vain on a line: a long line of quotes is gone through only once."""

    def mended(self) -> tuple[str, list[Repair]]:
        while self._at < len(self._text):
            self._next()
        return "".join(self._done), self._repairs

    def _next(self) -> None:
        text, at = self._text, self._at
        letter = text[at]
        if letter == "#":
            self._keep(self._end_of_line())
        elif self._long_text():
            pass
        elif letter == '"' or letter in DOUBLE:
            self._double()
        elif letter == "'" or letter in SINGLE:
            self._single()
        elif letter in SPACES:
            self._put(" ", 1, "a space of another kind was made a plain one")
        elif letter in INVISIBLE:
            self._put("", 1, "an invisible character was taken out")
        elif letter in DASHES:
            self._put("-", 1, f"the dash “{letter}” was made a hyphen")
        else:
            self._keep(at + 1)

    def _long_text(self) -> bool:
        """Keep a text of three quotes, curly ones made straight; tell whether it is one."""
        opening = self._text[self._at : self._at + 3]
        if opening == "'''":
            end = self._text.find("'''", self._at + 3)
            self._keep(end + 3 if end >= 0 else len(self._text))
            return True
        marks = f'["{DOUBLE}]' + "{3}"
        if not re.fullmatch(marks, opening):
            return False
        closing = re.compile(r'"""' if opening == '"""' else marks).search(self._text, self._at + 3)
        if opening != '"""' or (closing is not None and closing.group() != '"""'):
            self._said("curly quotes were made straight")
        self._add('"""', 3)
        if closing is not None:
            self._keep(closing.start())
            self._add('"""', 3)
        else:
            self._keep(len(self._text))
        return True

    def _double(self) -> None:
        opening = self._text[self._at]
        end = self._closing('"') if opening == '"' else None
        if end is None:
            end = self._closing('"' + DOUBLE)
        if end is None:
            self._keep(self._at + 1)
            return
        inside = self._text[self._at + 1 : end]
        if opening != '"' or self._text[end] != '"':
            inside = re.sub(r'(?<!\\)"', r'\\"', inside)
            self._said("curly quotes were made straight")
        self._text_of(inside, '"', end)

    def _single(self) -> None:
        opening = self._text[self._at]
        end = self._closing("'") if opening == "'" else None
        if end is None:
            end = self._closing("'" + SINGLE)
        if end is None:
            self._keep(self._at + 1)
            return
        inside = self._text[self._at + 1 : end]
        quote = "'"
        if opening != "'" or self._text[end] != "'":
            self._said("curly quotes were made straight")
            if "'" in inside:
                quote, inside = '"', inside.replace("\\", "\\\\").replace('"', '\\"')
        self._text_of(inside, quote, end)

    def _closing(self, marks: str) -> int | None:
        """Return where on this line the text ends that begins here: at the first such mark that may end one."""
        after = _AFTER_VALUE if self._before in ("=", "[") else _AFTER
        if (self._line, marks, after) in self._hopeless:
            return None
        index = self._at + 1
        stop = self._end_of_line()
        while index < stop:
            letter = self._text[index]
            if letter == "\\" and self._text[self._at] != "'":
                index += 2
                continue
            if letter in marks and after.match(self._text, index + 1):
                return index
            index += 1
        self._hopeless.add((self._line, marks, after))
        return None

    def _text_of(self, inside: str, quote: str, end: int) -> None:
        """Put a text between straight quotes; ranges and ramps in it are numbers, and no words."""
        shown = inside.strip()
        if _RANGE.fullmatch(shown) and not shown.isascii():
            inside = re.sub(f"[{DASHES}]", "-", inside)
            self._said("the dash of a range was made a hyphen")
        elif ramp := _RAMP.fullmatch(shown):
            inside = f"{ramp[1]}..{ramp[2]}"
            self._said("the … of a ramp was made two dots")
        if any(letter in "\u200b\ufeff\u00ad" for letter in inside):
            inside = re.sub("[\u200b\ufeff\u00ad]", "", inside)
            self._said("an invisible character was taken out")
        self._add(f"{quote}{inside}{quote}", end + 1 - self._at)

    def _end_of_line(self) -> int:
        if self._end < self._at:
            end = self._text.find("\n", self._at)
            self._end = end if end >= 0 else len(self._text)
        return self._end

    def _keep(self, end: int) -> None:
        """Keep the text up to here as it is."""
        kept = self._text[self._at : end]
        self._add(kept, end - self._at)
        self._line += kept.count("\n")

    def _put(self, letters: str, taken: int, what: str) -> None:
        self._add(letters, taken)
        self._said(what)

    def _add(self, letters: str, taken: int) -> None:
        """Put letters in the place of so many."""
        self._done.append(letters)
        self._at += taken
        self._before = letters.rstrip()[-1:] or self._before

    def _said(self, what: str) -> None:
        self._repairs.append(Repair(self._line, what))
