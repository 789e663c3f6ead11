"""The line that was meant: small repairs of a line that TOML refuses, each checked to be TOML before it is shown."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

_CURLY_DOUBLE = "“”„‟«»＂"
_CURLY_SINGLE = "‘’‚‛‹›"
_ODD_SPACES = "\u00a0\u2007\u202f\u2009\u200a\u2002\u2003\u3000\u200b\ufeff"
_WORDS_FOR_TRUE = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}
_NUMBER_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTS = ("sets", "reps", "repeat", "effort")
_DASHES = "–—−"
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')


@dataclass(frozen=True, slots=True)
class Correction:
    """What is wrong with a stretch of a line, and the line as it should be."""

    message: str
    start: int
    """Offsets in the line of what is wrong."""
    end: int
    line: str | None = None
    """The corrected line; None where it cannot be guessed."""
    notes: tuple[str, ...] = ()


def correction(line: str, at: int) -> Correction | None:
    """Return what is probably wrong with a line that TOML refuses at an offset; None where nothing is recognised."""
    for recognise in (_odd_space, _curly, _statement, _inline_table, _key, _missing_comma, _value):
        found = recognise(line, at)
        if found is not None:
            return found
    return None


def is_toml(text: str) -> bool:
    """Return whether a text is TOML."""
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def tidy(line: str) -> str:
    """Return a line as it is shown to be typed: no tabs, and one space on either side of the first =."""
    line = line.strip().replace("\t", " ")
    match = re.match(r"([\w.-]+)\s*=\s*(?==?)(.*)", line)
    return f"{match[1]} = {match[2]}" if match else line


def quoted(value: str) -> str:
    """Return a value as it should be typed: true, a number, or words in quotes."""
    bare = value.strip().rstrip(";").strip()
    bare = re.sub(rf"(?<=\d)\s*[{_DASHES}]\s*(?=\d)", "-", bare)
    if bare.lower() in _WORDS_FOR_TRUE:
        return _WORDS_FOR_TRUE[bare.lower()]
    if re.fullmatch(r"[+-]?0+\d+", bare):
        return str(int(bare))
    number = re.fullmatch(r"(\d+),(\d+)", bare)
    if number:
        return f"{number.group(1)}.{number.group(2)}"
    if re.fullmatch(r"\.\d+", bare):
        return f"0{bare}"
    if re.fullmatch(r"\d+\.", bare):
        return bare[:-1]
    if is_toml(f"k = {bare}") and "\n" not in bare:
        return bare
    inner = bare
    for quote in "\"'":
        if len(bare) > 1 and bare[0] == quote == bare[-1]:
            inner = bare[1:-1]
            if '"' in inner and "'" not in inner and "\\" not in inner:
                return f"'{inner}'"
    inner = inner.strip("\"'") if inner == bare else inner
    return '"' + inner.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _odd_space(line: str, at: int) -> Correction | None:
    if at >= len(line) or line[at] not in _ODD_SPACES:
        return None
    fixed = "".join(" " if letter in _ODD_SPACES else letter for letter in line)
    return Correction("a special space stands here, which looks like a plain one", at, at + 1, fixed)


def _curly(line: str, at: int) -> Correction | None:
    found = re.search(rf"(?:^|[=:,\[{{(])\s*([{_CURLY_DOUBLE}{_CURLY_SINGLE}])", line)
    if not found or found.start(1) > at + 1:
        return None
    fixed = re.sub(f"[{_CURLY_DOUBLE}]", '"', line)
    fixed = re.sub(rf"(?<!\w)[{_CURLY_SINGLE}]|[{_CURLY_SINGLE}](?!\w)", '"', fixed)
    return Correction(
        'these quotes are curly, and TOML knows only straight ones: "', found.start(1), found.end(1), fixed
    )


def _statement(line: str, at: int) -> Correction | None:
    text = line.strip()
    start = len(line) - len(line.lstrip())
    if at > start:
        return None
    if text.startswith(("//", ";", "--", "/*", "%")):
        mark = re.match(r"[/;\-*%]+", text)
        length = len(mark.group()) if mark else 1
        return Correction("a comment starts with #", start, start + length, f"{line[:start]}#{text[length:]}")
    if text.startswith("="):
        return Correction("the key before = is missing", start, start + 1)
    if text.startswith(">"):
        message = "a mail program put > before this line"
        return Correction(message, start, start + 1, text.lstrip("> "), ("delete the > at its beginning",))
    if text.startswith("```"):
        return Correction(
            "this line belongs to a chat or a web page, not to the routine", start, len(line), "", ("delete it",)
        )
    if re.match(r"[•·▪‣◦*]\s.*[=:]", text):
        return Correction("a line needs no bullet", start, start + 1, text[1:].lstrip())
    if text.startswith(("*", "(", "{", "<", "!", "@", "&", "|", ">", "+")):
        note = 'a line is a key with its value (say = "…"), a header ([[step]]), or a comment (# …)'
        return Correction("a line cannot begin like this", start, start + 1, None, (note,))
    return None


def _inline_table(line: str, at: int) -> Correction | None:
    open_at = open_brace(line, at)
    if open_at is None:
        return None
    comma = re.match(r"\s*\}", line[at:])
    if comma and line[:at].rstrip().endswith(","):
        where = line[:at].rstrip()
        fixed = where[:-1] + " }" + line[at + comma.end() :]
        return Correction("a { } cannot end with a comma", len(where) - 1, len(where), fixed)
    if not line[at:].strip() or line[at:].lstrip().startswith("#"):
        note = "put it on one line, or write each key below a header of its own"
        return Correction("a { } has to stand on one line", open_at, open_at + 1, None, (note,))
    return None


def open_brace(line: str, at: int) -> int | None:
    """Return where the innermost { that is open at an offset stands."""
    stack: list[int] = []
    bare = _without_strings(line)
    for index, letter in enumerate(bare[:at]):
        if letter == "{":
            stack.append(index)
        elif letter == "}" and stack:
            stack.pop()
    return stack[-1] if stack else None


def _key(line: str, at: int) -> Correction | None:
    bare = _without_strings(line)
    equals = bare.find("=", at)
    begin = max((bare.rfind(mark, 0, at) for mark in "{,"), default=-1) + 1
    if "=" in bare[begin:at] or _innermost(bare, at) == "[":
        return None  # past its key already
    key_start = begin + len(line[begin:]) - len(line[begin:].lstrip())
    clock = re.match(r"-?\s*\d+:\d+(?::\d+)?(?=\s*=)", line[key_start:])
    if clock:
        key = clock.group().replace(" ", "")
        end = key_start + clock.end()
        return Correction(f"`{key}` needs quotes", key_start, end, f'{line[:key_start]}"{key}"{line[end:]}')
    colon = re.match(r"(-\s+)?([A-Za-z_][\w-]*|\"[^\"]*\")\s*:\s*(.*)$", line[key_start:])
    if colon and equals < 0 and begin == 0:
        key, value = colon.group(2), colon.group(3)
        message = "a key and its value are joined by =, not by a colon"
        comment = ""
        found = re.search(r"\s#.*$", value)
        if found and not value.startswith(('"', "'")):
            value, comment = value[: found.start()], found.group()
        fixed = f"{line[:key_start]}{key} = {quoted(value)}{comment}" if value.strip() else None
        place = key_start + colon.end(2)
        notes = () if fixed else (f"write {key} = …",)
        return Correction(message, place, line.index(":", place) + 1, fixed, notes)
    if equals < 0:
        text = line.strip()
        if not text or at < key_start or text.startswith("["):
            return None
        if not re.search(r"\w", text):
            return Correction("this line is no part of a routine", key_start, len(line.rstrip()), "", ("delete it",))
        note = f"for words to be spoken write say = {quoted(text)}" if " " in text else f"write {text} = …"
        return Correction("this line has no =", key_start, len(line.rstrip()), None, (note, "a comment starts with #"))
    key = line[key_start:equals].rstrip()
    if not key:
        return None
    bullet = re.match(r"[-–—]\s+(?=[A-Za-z_][\w-]*$)", key)
    if bullet:
        fixed = line[:key_start] + line[key_start + bullet.end() :]
        return Correction("a line needs no bullet", key_start, key_start + 1, fixed)
    spelt = re.fullmatch(r"(\d+)\s+(s|m)(?:ec|econd|in|inute)?s?", key)
    if spelt:
        fixed = f"{line[:key_start]}{spelt[1]}{spelt[2]}{line[key_start + len(key) :]}"
        note = f"for so long before the end write -{spelt[1]}{spelt[2]}"
        return Correction(f"`{key}` has a space in it", key_start, key_start + len(key), fixed, (note,))
    tight = re.sub(rf"^[{_DASHES}]", "-", key).replace(" ", "")
    fixed_key = tight if re.fullmatch(r"-\d[\w-]*", tight) else '"' + key.strip("\"'").replace('"', "") + '"'
    fixed = f"{line[:key_start]}{fixed_key}{line[key_start + len(key) :]}"
    if begin and not is_toml(fixed):
        # Inside { } the other keys are probably written alike.
        fixed = (
            line[:begin]
            + re.sub(
                r"(?<=[{,])(\s*)([A-Za-z]\w*(?: \w+)+)(?=\s*=)", r'\1"\2"', line[begin - 1 : begin] + line[begin:]
            )[1:]
        )
    if fixed_key != tight:
        message = f"`{key}` needs quotes"
    else:
        message = f"`{key}` has a space in it" if " " in key else f"`{key}` has a long dash, where a short one belongs"
    return Correction(message, key_start, key_start + len(key), fixed)


def _missing_comma(line: str, at: int) -> Correction | None:
    bare = _without_strings(line)
    inside = bare[:at].count("{") + bare[:at].count("[") > bare[:at].count("}") + bare[:at].count("]")
    before = line[:at].rstrip()
    if not inside or at >= len(line) or (at == len(before) and line[at] not in "{[\"'"):
        return None
    if before.endswith((",", "=", "{", "[")):
        return None
    if re.match(r"[\w\"'-]+\s*=|[{\[\"']|[\w.+-]+\s*[,\]\w]", line[at:]):
        fixed = f"{before}, {line[at:]}"
        if not is_toml(fixed) and "=" in line and not re.search(r"[\"'{]", line):
            fixed = re.sub(r"(?<=\w)[ \t]+(?=[\w+-])", ", ", fixed[fixed.index("=") :])
            fixed = line[: line.index("=")] + fixed
        return Correction("a comma is missing", at, at + 1, fixed)
    return None


def _value(line: str, at: int) -> Correction | None:
    bare = _without_strings(line)
    equals = bare.rfind("=", 0, at + 1)
    if equals < 0:
        return None
    if bare[equals - 1 : equals] == "=":
        fixed = line[:equals] + line[equals + 1 :]
        return Correction("one = is enough", equals - 1, equals + 1, fixed)
    key = re.search(r"([^\s={,\[]+)\s*$", line[:equals])
    name = key.group(1) if key else "this key"
    begin = equals + 1 + len(line[equals + 1 :]) - len(line[equals + 1 :].lstrip())
    end = _value_end(line, bare, begin, inside=open_brace(line, begin) is not None or _in_list(bare, begin))
    value = line[begin:end].rstrip()
    if not value or value.startswith("#"):
        return Correction(f"`{name}` has no value", equals, equals + 1, None, (f'write {name} = "…"',))
    if value[0] == "[":
        fixed = line[:begin] + re.sub(r"(?<=[\[,])\s*,", "", value) + line[begin + len(value) :]
        if fixed != line and is_toml(fixed):
            return Correction("a comma is too many", begin, begin + len(value), fixed)
        if re.fullmatch(r"\[[^\[\]{}\"'#]*\w[^\[\]{}\"'#]*\]", value):
            words = ", ".join(quoted(part) for part in value[1:-1].split(",") if part.strip())
            fixed = f"{line[:begin]}[{words}]{line[begin + len(value) :]}"
            return Correction("each of these needs quotes", begin, begin + len(value), fixed)
        return Correction("this list cannot be read", begin, begin + len(value), None, (f'write {name} = ["…", "…"]',))
    without_comma = re.sub(r"\s*,$", "", value)
    if without_comma != value and is_toml(f"k = {without_comma}"):
        comma = begin + len(value) - 1
        fixed = line[:begin] + without_comma + line[begin + len(value) :]
        return Correction("a line needs no comma at its end", comma, comma + 1, fixed)
    fixed_value = quoted(value)
    if name in _COUNTS and value.lower() in _NUMBER_WORDS:
        fixed_value = str(_NUMBER_WORDS.index(value.lower()))
    fixed = f"{line[:begin]}{fixed_value}{line[begin + len(value) :]}"
    stop = begin + len(value)
    if value.endswith(";"):
        return Correction("a line needs no semicolon at its end", stop - 1, stop, fixed)
    if value[0] in "\"'":
        return Correction("there is a quote inside the quotes", begin, stop, fixed)
    if fixed_value[0] == '"':
        return Correction(f"`{_short(value)}` needs quotes", begin, stop, fixed)
    return Correction(f"`{_short(value)}` is not how TOML writes it", begin, stop, fixed)


def _value_end(line: str, bare: str, begin: int, inside: bool) -> int:
    if line[begin : begin + 1] in ("[", "{"):
        return len(line)
    for index in range(begin, len(bare)):
        if inside and bare[index] in ",}]":
            return index
        if bare[index] == "#" and (index == begin or bare[index - 1] in " \t"):
            return index
    return len(line)


def _innermost(bare: str, at: int) -> str:
    """Return the bracket that is open at an offset of a line: [ or {, or nothing."""
    stack: list[str] = []
    for letter in bare[:at]:
        if letter in "[{":
            stack.append(letter)
        elif letter in "]}" and stack:
            stack.pop()
    return stack[-1] if stack and bare.lstrip()[:1] != "[" else ""


def _in_list(bare: str, at: int) -> bool:
    return bare[:at].count("[") > bare[:at].count("]")


def _without_strings(line: str) -> str:
    """Return the line with its strings blanked out, every offset kept."""
    return _STRING.sub(lambda match: '"' + "_" * (len(match.group()) - 2) + '"', line)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
