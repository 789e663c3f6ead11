"""Did you mean: the known word that is most like a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the known word that is most like a mistyped one."""
    import difflib  # seldom needed, and a tenth of the time to start

    by_folded = {name.casefold(): name for name in known}
    letters = sorted(word[:80].casefold())
    swapped = next((name for folded, name in by_folded.items() if sorted(folded) == letters), None)
    if swapped is not None:
        return swapped  # letters in another order, which `difflib` takes for a different word
    close = difflib.get_close_matches(word[:80].casefold(), by_folded, 1, cutoff)
    return by_folded[close[0]] if close else None
