"""Which words no sound comes of, and whether the words or the engine are to blame. Pure."""

from __future__ import annotations

from dataclasses import dataclass

ATTEMPTS = 3
"""How often the same words are tried before they are left as a tone and a caption."""


@dataclass(frozen=True, slots=True)
class _Failure:
    count: int
    spoken: int
    """How many texts the engine had spoken when this one failed first."""
    its_own: bool
    """The engine was well and made nothing of it."""


class Failures:
    """Counts the failures of each text, until it is spoken."""

    def __init__(self) -> None:
        self._failed: dict[str, _Failure] = {}
        self._spoken = 0
        """How many texts the engine has spoken."""

    def add(self, text: str, *, its_own: bool) -> None:
        """No sound came of a text; `its_own` where the engine was well and made nothing of it."""
        before = self._failed.get(text) or _Failure(0, self._spoken, its_own)
        self._failed[text] = _Failure(before.count + 1, before.spoken, its_own)

    def spoken(self, text: str) -> None:
        """The engine spoke a text."""
        self._failed.pop(text, None)
        self._spoken += 1

    def count(self, text: str) -> int:
        """Return how often a text failed since it was spoken."""
        failure = self._failed.get(text)
        return failure.count if failure is not None else 0

    def is_hopeless(self, text: str) -> bool:
        """Tell whether a text is to be tried no more."""
        failure = self._failed.get(text)
        # While the engine is down every text fails; only one that fails beside others that do not is to blame.
        return failure is not None and failure.count >= ATTEMPTS and (failure.its_own or self._spoken > failure.spoken)
