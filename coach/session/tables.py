"""Reading TOML tables that a person may have mended: every value is looked at before it is believed."""

from __future__ import annotations

import contextlib
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from coach.checkin.questions import Answer

_Value = TypeVar("_Value")

YEARS = range(1900, 9000)
"""Others are typing errors, and days before or after them may be none."""


MOST = 1_000_000
"""More than anybody does of anything in one session, in seconds, repetitions or metres."""


class TableError(ValueError):
    """A table that does not hold what it should; its text names the key."""


class Table:
    """One table of a file, read key by key; a wrong value raises TableError with the key's full name.

    With a list for `faults` a wrong value that may be left out is told there, and is as if it were not there.
    """

    def __init__(self, values: Any, name: str = "", faults: list[str] | None = None) -> None:
        if not isinstance(values, Mapping):
            raise TableError(f"{name or 'the file'} is not a table")
        self._values = values
        self._name = name
        self._faults = faults

    def text(self, key: str) -> str:
        return str(self._need(key, str))

    def maybe_text(self, key: str) -> str | None:
        return self._maybe(key, self.text)

    def whole(self, key: str) -> int:
        return int(self._need(key, int))

    def maybe_whole(self, key: str) -> int | None:
        return self._maybe(key, self.whole)

    def one_of(self, key: str, values: Iterable[str]) -> str:
        """Return a text that is one of some."""
        text = self.text(key)
        if text not in values:
            raise TableError(f"{self._full(key)} is one of {', '.join(values)}, not {text!r}")
        return text

    def maybe_one_of(self, key: str, values: Iterable[str]) -> str | None:
        return self._maybe(key, lambda key: self.one_of(key, values))

    def number(self, key: str) -> float:
        value = self._need(key, int, float)
        # A whole number may be too long for a float, and TOML has inf and nan.
        if abs(value) > sys.float_info.max or math.isnan(value):
            raise self._wrong(key)
        return float(value)

    def amount(self, key: str) -> float:
        """Return a number of seconds, repetitions or metres that somebody can have done."""
        if not 0 <= (amount := self.number(key)) <= MOST:
            raise TableError(f"{self._full(key)} is a number from 0 to {MOST}, not {self._values[key]!r}")
        return amount

    def maybe_amount(self, key: str) -> float | None:
        return self._maybe(key, self.amount)

    def maybe_number(self, key: str) -> float | None:
        return self._maybe(key, self.number)

    def flag(self, key: str, otherwise: bool) -> bool:
        value = self._values.get(key, otherwise)
        if not isinstance(value, bool):
            self._fault(self._wrong(key))
            return otherwise
        return value

    def moment(self, key: str) -> datetime:
        """Return a date and time with its offset; one without could mean any of 24 moments."""
        value = self._need(key, datetime)
        if value.year not in YEARS:
            raise self._wrong(key)
        if value.tzinfo is None:
            raise TableError(f"{self._full(key)} needs an offset, as in 2026-11-22T07:15:00+01:00")
        return datetime.fromisoformat(value.isoformat())

    def maybe_moment(self, key: str) -> datetime | None:
        return self._maybe(key, self.moment)

    def day(self, key: str) -> date:
        value = self._need(key, date)
        if value.year not in YEARS:
            raise self._wrong(key)
        return date(value.year, value.month, value.day)

    def maybe_day(self, key: str) -> date | None:
        return self._maybe(key, self.day)

    def texts(self, key: str) -> tuple[str, ...]:
        values = self._values.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            self._fault(self._wrong(key))
            return ()
        return tuple(values)

    def numbers(self, key: str) -> tuple[float, ...]:
        values = self._values.get(key, [])
        if not isinstance(values, list) or any(type(value) not in (int, float) for value in values):
            self._fault(self._wrong(key))
            return ()
        return tuple(float(value) for value in values)

    def answer(self, key: str) -> Answer:
        """Return an answer of a check-in; without a value it was skipped."""
        value = self._values.get(key)
        if isinstance(value, list):
            return self.texts(key)
        if value is not None and not isinstance(value, bool | int | str):
            self._fault(self._wrong(key))
            return None
        return value

    def table(self, key: str) -> Table:
        return Table(self._values.get(key), self._full(key), self._faults)

    def maybe_table(self, key: str) -> Table | None:
        return self._maybe(key, self.table)

    def tables(self, key: str) -> list[Table]:
        values = self._values.get(key, [])
        if not isinstance(values, list):
            self._fault(self._wrong(key))
            return []
        tables = []
        for number, value in enumerate(values, 1):
            with self.leaving_out():
                tables.append(Table(value, f"{self._full(key)} {number}", self._faults))
        return tables

    @contextlib.contextmanager
    def leaving_out(self) -> Iterator[None]:
        """Tell a TableError that is raised within as a fault, where faults are told."""
        try:
            yield
        except TableError as error:
            self._fault(error)

    def fault(self, key: str, sentence: str) -> None:
        """Tell what else is wrong with a key, where faults are told."""
        if self._faults is not None:
            self._faults.append(f"{self._full(key)} {sentence}")

    def refuse(self, key: str, sentence: str) -> None:
        """Tell what is wrong with a value that is passed over, or raise it where nobody listens."""
        self._fault(TableError(f"{self._full(key)} {sentence}"))

    def raw(self) -> Mapping[str, Any]:
        """Return the values as they are."""
        return self._values

    def _maybe(self, key: str, read: Callable[[str], _Value]) -> _Value | None:
        if key not in self._values:
            return None
        try:
            return read(key)
        except TableError as error:
            self._fault(error)
            return None

    def _fault(self, error: TableError) -> None:
        """Tell what is wrong, or raise it where nobody listens."""
        if self._faults is None:
            raise error
        self._faults.append(str(error))

    def _need(self, key: str, *types: type) -> Any:
        if key not in self._values:
            raise TableError(f"{self._full(key)} is missing")
        value = self._values[key]
        if not isinstance(value, types) or isinstance(value, bool):
            raise self._wrong(key)
        return value

    def _wrong(self, key: str) -> TableError:
        value = self._values.get(key)
        return TableError(f"{self._full(key)} cannot be {value if isinstance(value, date) else repr(value)}")

    def _full(self, key: str) -> str:
        return f"{self._name}.{key}" if self._name else key


def each_of(table: Table, key: str, read: Callable[[Table], _Value]) -> tuple[_Value, ...]:
    """Return what is read of each table of a list; one that cannot be read is told as a fault, where they are told."""
    values: list[_Value] = []
    for each in table.tables(key):
        with each.leaving_out():
            values.append(read(each))
    return tuple(values)


def without_none(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what TOML can hold: it has no null, so what is None is left out."""
    return {key: value for key, value in values.items() if value is not None}
