"""What answers come to: every rule by worked cases, then what must hold for all answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.checkin.flags import FLAGS, Tier
from coach.progress.response import Kind, Readings, Response, classify
from coach.words.files import load_phrases

PHRASES = load_phrases("en")

WORKED_CASES = [
    ("No pain, no soreness", Readings(), "EXPECTED", "R20"),
    ("Thighs 4/10 sore at 24 h, knee at usual", Readings(during=1, after=1, muscle_am=4), "EXPECTED", "R20"),
    ("Knee better than usual", Readings(base=3, during=2, after=2, muscle_am=2), "EXPECTED", "R20"),
    ("Safe-zone upper edge 2/2", Readings(base=0, during=2, after=2, knee_am=0), "EXPECTED", "R20"),
    ("During 5 (upper edge of acceptable), settled", Readings(base=2, during=5, after=4, knee_am=2), "MONITOR", "R16"),
    ("During 1, morning one point up", Readings(during=1, after=1, knee_am=2), "MONITOR", "R17"),
    ("No morning answer", Readings(during=1, am=False), "MONITOR", "R19"),
    (
        "Long-standing knee, base 4, during 4, morning 4",
        Readings(base=4, during=4, after=4, knee_am=4),
        "MONITOR",
        "R16",
    ),
    ("During 4, morning two points up", Readings(during=4, after=3, knee_am=3), "BACK_OFF", "R11"),
    ("During 0, morning two points up (late reaction)", Readings(base=0, knee_am=2), "BACK_OFF", "R11"),
    ("Slight puffiness, first morning", Readings(during=2, after=2, swelling="slight"), "BACK_OFF", "R13"),
    ("A lot stiffer than usual", Readings(base=2, during=2, after=2, knee_am=2, stiff="lot_more"), "BACK_OFF", "R12"),
    ("Trend up 0.9 only", Readings(during=2, after=1, trend=0.9), "EXPECTED", "R20"),
    ("Thighs 8/10, knee at usual, day 2", Readings(during=1, after=1, muscle_am=8, days_since=2), "BACK_OFF", "R15"),
    ("Third back-off in a row", Readings(during=6, after=4, knee_am=2, backoff_streak=2), "STOP_SEEK/soon", "R7"),
    ("Second back-off in a row", Readings(during=6, after=4, knee_am=2, backoff_streak=1), "BACK_OFF", "R8"),
    (
        "Clear swelling, pain only 2",
        Readings(during=2, after=2, knee_am=2, swelling="clear"),
        "STOP_SEEK/same_day",
        "R3",
    ),
    (
        "Slight swelling second morning running",
        Readings(during=2, after=1, swelling="slight", swell_streak=2),
        "STOP_SEEK/soon",
        "R4",
    ),
    ("Muscle soreness 2 on day 7", Readings(during=1, muscle_am=2, days_since=7), "EXPECTED", "R20"),
    ("Morning pain 8", Readings(base=2, during=4, after=5, knee_am=8), "STOP_SEEK/same_day", "R2"),
    ("Knee gave way on stairs", Readings(during=2, after=1, flags=("gave_way",)), "STOP_SEEK/same_day", "R1"),
    (
        "One calf painful and swollen, knee fine",
        Readings(base=0, knee_am=0, flags=("calf_pain_swelling",)),
        "STOP_SEEK/same_day",
        "R1",
    ),
    ("Hot red knee with fever", Readings(knee_am=4, flags=("hot_red_or_fever",)), "STOP_SEEK/same_day", "R1"),
    (
        "Thighs 9/10 and cola-coloured urine",
        Readings(muscle_am=9, flags=("dark_urine",), days_since=2),
        "STOP_SEEK/same_day",
        "R1",
    ),
    ("Fell on the knee, 62 y, can walk", Readings(knee_am=3, flags=("injury",), age=62), "STOP_SEEK/same_day", "R1"),
    (
        "Night pain that wakes, not exercise-linked",
        Readings(base=2, knee_am=3, flags=("night_or_rest_pain",)),
        "STOP_SEEK/soon",
        "R1",
    ),
    ("Right after: pain 6, no morning yet (provisional)", Readings(during=6, after=6, am=False), "BACK_OFF", "R8"),
    (
        "Night pain (soon flag) plus morning pain 9: higher tier wins",
        Readings(base=2, during=3, after=3, knee_am=9, flags=("night_or_rest_pain",)),
        "STOP_SEEK/same_day",
        "R2",
    ),
    ("Morning +3, no muscle soreness at all", Readings(base=0, during=2, after=1, knee_am=3), "BACK_OFF", "R11"),
    ("Boundary: trend up exactly 1.0", Readings(during=1, after=1, trend=1.0, trend_weeks=1), "BACK_OFF", "R14"),
    ("Boundary: after 7, settled", Readings(during=7, after=7), "BACK_OFF", "R8"),
    ("Boundary: morning 5 with base 4", Readings(base=4, during=2, after=2, knee_am=5), "MONITOR", "R17"),
]

OWN_CASES = [
    ("Chest pain is an emergency", Readings(flags=("chest_pain_breathless_faint",)), "STOP_SEEK/emergency", "R1"),
    ("Of several worries the most urgent counts", Readings(flags=("injury", "deformed")), "STOP_SEEK/emergency", "R1"),
    ("A fresh injury at 54", Readings(flags=("injury",), age=54), "STOP_SEEK/soon", "R1"),
    ("A fresh injury at 55", Readings(flags=("injury",), age=55), "STOP_SEEK/same_day", "R1"),
    ("Pain 8 straight after", Readings(after=8), "STOP_SEEK/same_day", "R2"),
    ("Pain 8 only during", Readings(during=8), "BACK_OFF", "R8"),
    ("An emergency outranks severe pain", Readings(flags=("deformed",), after=9), "STOP_SEEK/emergency", "R1"),
    ("Severe pain goes before swelling", Readings(after=8, swelling="clear"), "STOP_SEEK/same_day", "R2"),
    ("Clear swelling a second morning", Readings(swelling="clear", swell_streak=2), "STOP_SEEK/same_day", "R3"),
    ("A streak that has ended", Readings(swelling="none", swell_streak=2), "EXPECTED", "R20"),
    ("A trend of two weeks", Readings(trend=1.0, trend_weeks=2), "STOP_SEEK/soon", "R5"),
    ("A trend of one week", Readings(trend=2.5, trend_weeks=1), "BACK_OFF", "R14"),
    ("Sore at 3 on day 7", Readings(muscle_am=3, days_since=7), "STOP_SEEK/soon", "R6"),
    ("Sore at 3 on day 6", Readings(muscle_am=3, days_since=6), "EXPECTED", "R20"),
    ("A quiet session after two back-offs", Readings(backoff_streak=2), "EXPECTED", "R20"),
    ("A third back-off for soreness", Readings(muscle_am=7, backoff_streak=2), "STOP_SEEK/soon", "R7"),
    ("During 5", Readings(during=5), "MONITOR", "R16"),
    ("During 6", Readings(during=6), "BACK_OFF", "R8"),
    ("After 6", Readings(after=6), "BACK_OFF", "R8"),
    ("Sharp", Readings(sharp=True), "BACK_OFF", "R9"),
    ("Morning 6 with base 5", Readings(base=5, knee_am=6), "BACK_OFF", "R10"),
    ("Morning 5 with base 5", Readings(base=5, knee_am=5), "EXPECTED", "R20"),
    ("Muscle 6", Readings(muscle_am=6), "EXPECTED", "R20"),
    ("Muscle 7", Readings(muscle_am=7), "BACK_OFF", "R15"),
    ("After 3", Readings(after=3), "MONITOR", "R16"),
    ("After 2", Readings(after=2), "EXPECTED", "R20"),
    ("A bit stiffer", Readings(stiff="bit_more"), "MONITOR", "R18"),
    ("Pain during was skipped", Readings(during=None), "MONITOR", "R19"),
    ("Pain after was skipped", Readings(after=None), "MONITOR", "R19"),
    ("Sharp was skipped", Readings(sharp=None), "MONITOR", "R19"),
    ("Morning knee pain was skipped", Readings(knee_am=None), "MONITOR", "R19"),
    ("Swelling was skipped", Readings(swelling=None), "MONITOR", "R19"),
    (
        "Stiffness, soreness and worries were skipped",
        Readings(stiff=None, muscle_am=None, flags=None),
        "EXPECTED",
        "R20",
    ),
    ("A skipped answer hides nothing worse", Readings(during=None, after=6), "BACK_OFF", "R8"),
    ("Morning fields without a morning", Readings(am=False, knee_am=9, swelling="clear"), "MONITOR", "R19"),
    ("Morning 8 said on a later day", Readings(am=False, late=True, knee_am=8), "STOP_SEEK/same_day", "R2"),
    ("Clear swelling said later", Readings(am=False, late=True, swelling="clear"), "STOP_SEEK/same_day", "R3"),
    (
        "Slight swelling said later, the second morning",
        Readings(am=False, late=True, swelling="slight", swell_streak=2),
        "STOP_SEEK/soon",
        "R4",
    ),
    ("Sore on day 8, said then", Readings(am=False, late=True, muscle_am=3, days_since=8), "STOP_SEEK/soon", "R6"),
    ("Morning 7 said on a later day", Readings(am=False, late=True, knee_am=7), "MONITOR", "R19"),
    ("A third morning that came late", Readings(am=False, late=True, knee_am=7, backoff_streak=2), "MONITOR", "R19"),
]


@pytest.mark.parametrize("readings, expected, rule", [pytest.param(*case[1:], id=case[0]) for case in WORKED_CASES])
def test_a_worked_case_has_its_result(readings: Readings, expected: str, rule: str) -> None:
    response = classify(readings)

    assert (expected, rule) == (_shown(response), response.rule)


@pytest.mark.parametrize("readings, expected, rule", [pytest.param(*case[1:], id=case[0]) for case in OWN_CASES])
def test_an_edge_of_a_rule_falls_on_the_right_side(readings: Readings, expected: str, rule: str) -> None:
    response = classify(readings)

    assert (expected, rule) == (_shown(response), response.rule)


def test_the_cases_reach_every_rule() -> None:
    reached = {classify(case[1]).rule for case in WORKED_CASES + OWN_CASES}

    assert {f"R{number}" for number in range(1, 21)} == reached


def test_a_third_back_off_in_a_row_is_one_to_seek_advice_for() -> None:
    response = classify(Readings(sharp=True, backoff_streak=2))

    assert Response(Kind.STOP_SEEK, Tier.SOON, "R7", "response.R7") == response


def test_soreness_and_quiet_are_told_apart() -> None:
    advice = [classify(Readings(muscle_am=soreness)).advice for soreness in (0, 1)]

    assert advice == ["response.EXPECTED", "response.EXPECTED_sore"]


def test_a_stop_says_its_tiers_sentence() -> None:
    response = classify(Readings(flags=("locked",)))

    assert (response.sentence, response.advice) == ("response.R1", "tier.same_day")


def test_a_missing_morning_is_told_apart_from_skipped_answers() -> None:
    sentences = [classify(readings).sentence for readings in (Readings(am=False), Readings(am=False, during=None))]

    assert sentences == ["response.R19_morning", "response.R19"]


@pytest.mark.parametrize("field", ["base", "during", "after", "knee_am", "muscle_am"])
@pytest.mark.parametrize("value", [-1, 11, 3.0, 2.5, "3", True])
def test_only_whole_numbers_from_0_to_10_are_readings(field: str, value: object) -> None:
    with pytest.raises(ValueError, match=field):
        Readings(**{field: value})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "fields", [{"stiff": "very"}, {"swelling": "some"}, {"flags": ("painless_clicking",)}, {"base": None}]
)
def test_words_that_no_question_offers_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        Readings(**fields)


# --- what holds for all answers --------------------------------------------------------------------------------------

NUMBERS = st.integers(0, 10)
STIFFNESS = ("usual", "bit_more", "lot_more")
SWELLINGS = ("none", "slight", "clear")
BEST_ANSWER: dict[str, object] = {
    "during": 0,
    "after": 0,
    "sharp": False,
    "knee_am": 0,
    "muscle_am": 0,
    "stiff": "usual",
    "swelling": "none",
    "flags": (),
}
any_readings = st.builds(
    Readings,
    base=NUMBERS,
    during=st.none() | NUMBERS,
    after=st.none() | NUMBERS,
    sharp=st.none() | st.booleans(),
    am=st.booleans(),
    knee_am=st.none() | NUMBERS,
    muscle_am=st.none() | NUMBERS,
    stiff=st.none() | st.sampled_from(STIFFNESS),
    swelling=st.none() | st.sampled_from(SWELLINGS),
    flags=st.none() | st.lists(st.sampled_from(list(FLAGS)), unique=True, max_size=3).map(tuple),
    age=st.integers(0, 100),
    days_since=st.integers(0, 30),
    swell_streak=st.integers(0, 5),
    trend=st.none() | st.floats(-10, 10),
    trend_weeks=st.integers(0, 5),
    backoff_streak=st.integers(0, 4),
    late=st.booleans(),
)


@given(readings=any_readings, data=st.data())
def test_a_worse_answer_never_gives_a_milder_result(readings: Readings, data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(sorted(BEST_ANSWER)))
    worse = data.draw(st.sampled_from(_worse_answers(field, getattr(readings, field))))

    assert _gravity(classify(replace(readings, **{field: worse}))) >= _gravity(classify(readings))


@given(readings=any_readings, field=st.sampled_from(sorted(BEST_ANSWER)))
def test_a_skipped_answer_is_never_milder_than_its_best_one(readings: Readings, field: str) -> None:
    skipped: dict[str, Any] = {field: None}
    best: dict[str, Any] = {field: BEST_ANSWER[field]}

    assert _gravity(classify(replace(readings, **skipped))) >= _gravity(classify(replace(readings, **best)))


@given(readings=any_readings)
def test_nothing_is_as_expected_without_a_morning_or_with_a_gap(readings: Readings) -> None:
    gap = None in (readings.during, readings.after, readings.sharp, readings.knee_am, readings.swelling)
    response = classify(readings)

    assert response.kind is not Kind.EXPECTED or (readings.am and not gap)


@given(readings=any_readings)
def test_a_tier_comes_with_a_stop_and_only_with_one(readings: Readings) -> None:
    response = classify(readings)

    assert (response.tier is not None) == (response.kind is Kind.STOP_SEEK)


@given(readings=any_readings)
def test_the_rule_says_the_kind(readings: Readings) -> None:
    response = classify(readings)
    number = int(response.rule[1:])
    kind = (
        Kind.STOP_SEEK
        if number <= 7
        else Kind.BACK_OFF
        if number <= 15
        else Kind.MONITOR
        if number <= 19
        else Kind.EXPECTED
    )

    assert kind is response.kind


def _shown(response: Response) -> str:
    return response.kind.value if response.tier is None else f"{response.kind.value}/{response.tier.value}"


def _gravity(response: Response) -> tuple[int, int]:
    tiers = [None, Tier.SOON, Tier.SAME_DAY, Tier.EMERGENCY]
    return list(Kind).index(response.kind), tiers.index(response.tier)


def _worse_answers(field: str, value: Any) -> list[Any]:
    """Return the answer itself and all that are worse; a skipped one has no place in that order."""
    if value is None:
        return [None]
    if field == "sharp":
        return [value, True]
    if field == "stiff":
        return list(STIFFNESS[STIFFNESS.index(value) :])
    if field == "swelling":
        return list(SWELLINGS[SWELLINGS.index(value) :])
    if field == "flags":
        return [value, *((*value, flag) for flag in FLAGS if flag not in value)]
    return list(range(value, 11))


@given(readings=any_readings)
def test_every_result_has_words_for_its_reason_and_its_advice(readings: Readings) -> None:
    response = classify(readings)

    assert response.sentence in PHRASES
    assert response.advice in PHRASES
