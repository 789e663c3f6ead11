"""What has to hold for each person: the bars, measured over all seeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from benchmarks.people.life import START, Life, Loaded
from benchmarks.people.play import routine_named
from coach.progress.book import TAKE_BACK
from coach.progress.response import Kind
from coach.session.build import LOADED_TYPES
from coach.session.doses import Decision
from coach.session.record import GoRecord

BACK_OFFS = 12.0
STOPS = 0.5
"""Per cent of a steady knee's loaded sessions."""

NEARLY_ALL = 0.95

MORE = 1.001
"""From here on a dose is above the first."""

Lives = Sequence[Life]


@dataclass(frozen=True, slots=True)
class Bar:
    """One thing that has to hold, and what was measured."""

    person: str
    """Empty where it is about everybody."""
    what: str
    measured: str
    met: bool


@dataclass(frozen=True, slots=True)
class Rise:
    """What is more in a session than in the one before, by step."""

    sets: frozenset[str]
    amounts: frozenset[str]
    """Level, rung, repetitions, time or load."""


def bars(lives: dict[str, Lives]) -> list[Bar]:
    """Return every bar for the persons that were simulated."""
    return own_bars(lives) + everybody([life for each in lives.values() for life in each])


def own_bars(lives: dict[str, Lives]) -> list[Bar]:
    """Return the bars of these kinds of persons; "steady, every day" has those of "steady"."""
    found = []
    for name, each in lives.items():
        measure = _OWN.get(name.split(",")[0])
        found += [replace(bar, person=name) for bar in measure(each)] if measure is not None else []
    return found


# --- everybody -------------------------------------------------------------------------------------------------------


def everybody(lives: Lives) -> list[Bar]:
    """Return the bars that hold for each life by itself."""
    gaps = [gap for life in lives for gap in gaps_of(life)]
    long_gaps = [gap for life in lives for gap in gaps_after_back_offs(life)]
    twice = sum(len(two_at_once(life)) for life in lives)
    return [
        Bar("", "nothing is loaded twice within 48 h", f"shortest {_hours(gaps)}", min(gaps) >= timedelta(hours=48)),
        Bar(
            "",
            "nor within 72 h after a back-off",
            f"shortest {_hours(long_gaps)}" if long_gaps else "no back-off",
            min(long_gaps, default=timedelta.max) >= timedelta(hours=72),
        ),
        Bar("", "never is more than one thing raised at once", f"{twice} times", twice == 0),
    ]


def gaps_of(life: Life) -> list[timedelta]:
    """Return the times between the end of each loaded session and the start of the next."""
    return [_gap(*pair) for pair in _pairs(life)]


def gaps_after_back_offs(life: Life) -> list[timedelta]:
    """Return those after sessions that came to a BACK_OFF before the next one began."""
    kinds = {one.session: kind for one, kind, _ in life.kinds()}
    return [_gap(*pair) for pair in _pairs(life) if kinds[pair[0].session] is Kind.BACK_OFF]


def two_at_once(life: Life) -> list[int]:
    """Return the days of sessions in which more than one thing was more than in the session before.

    Sets that come back are one thing for all loaded steps; with them nothing else may grow. What is taken back because
    the answers turned out milder brings back one session's whole dose, and is left out here.
    """
    levels = tuple(routine_named(life.person.routine).levels)
    taken_back = [
        (each.day - START).days
        for each in life.book.changes
        if each.rule in TAKE_BACK and each.decision is Decision.ACCEPTED
    ]
    found = []
    for before, now in _pairs(life):
        if any(before.day <= day <= now.day for day in taken_back):
            continue
        rise = rise_of(before.goes, now.goes, levels)
        back = now.eased > before.eased
        sets = rise.sets - rise.amounts if not back else frozenset({"all"}) if rise.sets else frozenset()
        if len(rise.amounts | sets) > 1:
            found.append(now.day)
    return found


def rise_of(before: tuple[GoRecord, ...], now: tuple[GoRecord, ...], levels: tuple[str, ...]) -> Rise:
    """Return which loaded steps have more sets, and which more of anything else, than in the session before."""
    sets, amounts = set(), set()
    old, new = _steps(before), _steps(now)
    for step in old.keys() & new.keys():
        was, became = old[step], new[step]
        if len(_sets(became)) > len(_sets(was)):
            sets.add(step)
        if _amount(became, levels, was) > _amount(was, levels, was):
            amounts.add(step)
    return Rise(frozenset(sets), frozenset(amounts))


def loaded_sets(one: Loaded) -> int:
    """Return how many sets of loaded steps a session had."""
    return sum(len(_sets(goes)) for goes in _steps(one.goes).values())


def _loaded(goes: tuple[GoRecord, ...]) -> list[GoRecord]:
    return [go for go in goes if go.type in LOADED_TYPES]


def _steps(goes: tuple[GoRecord, ...]) -> dict[str, list[GoRecord]]:
    found: dict[str, list[GoRecord]] = {}
    for go in _loaded(goes):
        found.setdefault(go.step, []).append(go)
    return found


def _sets(goes: list[GoRecord]) -> set[tuple[int, int]]:
    return {(go.round, go.set) for go in goes}


def _amount(goes: list[GoRecord], levels: tuple[str, ...], like: list[GoRecord]) -> tuple[float, ...]:
    """Return what of a step can grow but its sets; another exercise counts as one more where it is not the same."""
    level = goes[0].level
    load = (goes[0].load or "").split(" ")[0]
    return (
        levels.index(level) if level in levels else 0,
        goes[0].planned or 0.0 if (goes[0].exercise, goes[0].level) == (like[0].exercise, like[0].level) else 0.0,
        float(load) if load.replace(".", "", 1).isdigit() else 0.0,
    )


def _pairs(life: Life) -> list[tuple[Loaded, Loaded]]:
    return list(zip(life.loaded, life.loaded[1:], strict=False))


def _gap(before: Loaded, now: Loaded) -> timedelta:
    length = timedelta(seconds=round(now.seconds))
    return now.ended - length - before.ended


# --- each person -----------------------------------------------------------------------------------------------------


def _never_answers(lives: Lives) -> list[Bar]:
    most = max(one.work for life in lives for one in life.loaded)
    raised = sum(change.decision is not Decision.APPLIED for life in lives for change in life.book.changes)
    met = most <= 1 and not raised
    return [Bar("never-answers", "the dose never rises", f"most {most:.2f} of the first, {raised} offers", met)]


def _over_doer(lives: Lives) -> list[Bar]:
    reactions = fewer = least = 0
    for life in lives:
        kinds = {one.session: (kind, rule) for one, kind, rule in life.kinds()}
        for before, now in _pairs(life):
            kind, rule = kinds[before.session]
            if kind is Kind.BACK_OFF and rule != "R15":
                reactions += 1
                fewer += loaded_sets(now) < loaded_sets(before)
                least += loaded_sets(now) == loaded_sets(before) and before.eased < 1
    measured = f"{fewer} of {reactions} reactions, {least} when as few as can be were played already"
    return [
        Bar(
            "over-doer",
            "fewer sets in the session after a reaction",
            measured,
            bool(reactions) and fewer + least == reactions,
        )
    ]


def _steady(lives: Lives) -> list[Bar]:
    kinds = Counter(kind for life in lives for _, kind, _ in life.kinds())
    sessions = sum(kinds.values())
    backed, stopped = (100 * kinds[kind] / sessions for kind in (Kind.BACK_OFF, Kind.STOP_SEEK))
    moving = [raised(life) for life in lives]
    later = sum(
        any(day >= life.person.weeks * 7 // 2 for day in days) for life, days in zip(lives, moving, strict=True)
    )
    some = sum(bool(days) for days in moving)
    above = sum(any(one.work > MORE for one in life.loaded) for life in lives)
    now = sum(life.loaded[-1].work > MORE for life in lives)
    return [
        Bar("steady", f"at most {BACK_OFFS:g} % of sessions BACK_OFF", f"{backed:.1f} %", backed <= BACK_OFFS),
        Bar("steady", f"at most {STOPS} % STOP_SEEK", f"{stopped:.2f} %", stopped <= STOPS),
        Bar(
            "steady",
            "still moving on: a step up in 95 of 100",
            f"{some} of {len(lives)}, {later} in the second half; above the first dose {above} ever, {now} at the end",
            some >= NEARLY_ALL * len(lives),
        ),
    ]


def _worsener(lives: Lives) -> list[Bar]:
    eased = sum(eased_on(life) <= 35 for life in lives)
    stopped = sum(bool(life.stops) and life.stops[0][0] <= 84 for life in lives)
    enough = NEARLY_ALL * len(lives)
    name = "slow-worsener"
    return [
        Bar(name, "eased by week 5 in 95 of 100", f"{eased} of {len(lives)}", eased >= enough),
        Bar(name, "stopped by week 12 in 95 of 100", f"{stopped} of {len(lives)}", stopped >= enough),
    ]


def _improver(lives: Lives) -> list[Bar]:
    reached = [top_level_on(life) for life in lives]
    top = sum(day is not None and day <= 56 for day in reached)
    last = max((day for day in reached if day is not None), default=0)
    bad = sum(kind in (Kind.BACK_OFF, Kind.STOP_SEEK) for life in lives for _, kind, _ in life.kinds())
    return [
        Bar(
            "improver",
            "top level of one exercise by week 8",
            f"{top} of {len(lives)}, the last on day {last}",
            top == len(lives),
        ),
        Bar("improver", "no back-off", f"{bad}", bad == 0),
    ]


def _swelling(lives: Lives) -> list[Bar]:
    stopped = sum(bool(life.stops) for life in lives)
    latest = max((life.stops[0][0] for life in lives if life.stops), default=0)
    return [Bar("swelling", "stopped", f"{stopped} of {len(lives)}, the last on day {latest}", stopped == len(lives))]


def _comes_and_goes(lives: Lives) -> list[Bar]:
    wrong = returns = 0
    for life in lives:
        for before, now in _pairs(life):
            away = now.day - before.day
            if away >= 14:
                returns += 1
                wrong += now.eased > (0.5 if away >= 28 else 0.75)
    what = "75 % of the sets after 14 days away, half after 28"
    return [Bar("comes-and-goes", what, f"{returns - wrong} of {returns} returns", bool(returns) and not wrong)]


_OWN: dict[str, Callable[[Lives], list[Bar]]] = {
    "never-answers": _never_answers,
    "over-doer": _over_doer,
    "steady": _steady,
    "slow-worsener": _worsener,
    "improver": _improver,
    "swelling": _swelling,
    "comes-and-goes": _comes_and_goes,
}


def raised(life: Life) -> list[int]:
    """Return the days on which a step up of one exercise was accepted, back up the ladder, too; sets are none."""
    accepted = [each for each in life.book.changes if each.decision is Decision.ACCEPTED and each.step]
    return [(each.day - START).days for each in accepted]


def eased_on(life: Life) -> int:
    """Return the first day on which less was applied; far beyond the end where it never was."""
    applied = [each for each in life.book.changes if each.decision is Decision.APPLIED]
    return min(((each.on - START).days for each in applied), default=10_000)


def top_level_on(life: Life) -> int | None:
    """Return the first day on which a loaded step was played at the routine's last level."""
    top = routine_named(life.person.routine).levels[-1]
    days = [one.day for one in life.loaded if any(goes[0].level == top for goes in _steps(one.goes).values())]
    return min(days, default=None)


def _hours(gaps: Sequence[timedelta]) -> str:
    return f"{min(gaps) / timedelta(hours=1):.1f} h"
