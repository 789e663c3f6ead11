"""The order of a check-in, its conditional questions, back, skip, and what is said at once."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.checkin.flags import Tier
from coach.checkin.flow import CheckInFlow, CheckInKind, Circumstances, LoadedStep, Said, SaidHurt
from coach.checkin.questions import Answer, AnswerKind, NotAnAnswerError

STEPS = {"quad-roll": "Quad roll", "wall-sit": "Wall sit"}
PLAIN = Circumstances(steps={"quad-roll": "Quad roll"})
LOADED = Circumstances(steps=STEPS, loaded=LoadedStep("wall-sit", "Wall sit", hold=True), note=True)


def asked(flow: CheckInFlow) -> str | None:
    """Return the id of the question now."""
    return flow.question.id if flow.question is not None else None


def answered(flow: CheckInFlow, *values: Answer) -> CheckInFlow:
    """Give the answers one after the other."""
    for value in values:
        flow.answer(value)
    return flow


def order(flow: CheckInFlow, **answers: Answer) -> list[str]:
    """Answer every question, with its best answer where none is named, and return the ids in the order of asking."""
    best: dict[AnswerKind, Any] = {
        AnswerKind.SCALE: 0,
        AnswerKind.YES_NO: False,
        AnswerKind.FLAGS: (),
        AnswerKind.TEXT: "fine",
    }
    seen = []
    while (question := flow.question) is not None:
        seen.append(question.id)
        default = question.options[0].value if question.kind is AnswerKind.CHOICE else best[question.kind]
        flow.answer(answers.get(question.id, default))
    return seen


def test_a_quiet_session_without_load_asks_five_questions() -> None:
    assert order(CheckInFlow(PLAIN)) == ["during", "after", "muscle", "sharp", "flags"]


def test_a_loaded_step_is_asked_about_by_its_name() -> None:
    flow = answered(CheckInFlow(LOADED), 0, 0, 0, False)
    question = flow.question

    assert question is not None
    assert (question.id, question.text, dict(question.values)) == ("rir", "checkin.rir_seconds", {"step": "Wall sit"})


def test_a_note_follows_where_the_routine_asks() -> None:
    assert order(CheckInFlow(LOADED)) == ["during", "after", "muscle", "sharp", "rir", "flags", "note"]


@pytest.mark.parametrize("during, sharp, expected", [(3, False, True), (0, True, True), (2, False, False)])
def test_the_step_is_asked_from_pain_3_or_when_sharp(during: int, sharp: bool, expected: bool) -> None:
    seen = order(CheckInFlow(LOADED), during=during, sharp=sharp)

    assert expected == ("step" in seen)


def test_a_that_hurts_in_the_session_has_filled_in_the_step() -> None:
    around = Circumstances(steps=STEPS, hurt_at="wall-sit")
    flow = answered(CheckInFlow(around), 5, 2, 0, True)

    assert (asked(flow), flow.answers["step"]) == ("flags", "wall-sit")


def test_an_injury_is_followed_by_four_steps_and_the_right_angle() -> None:
    seen = order(CheckInFlow(PLAIN), flags=("injury",), four_steps=True, right_angle=True)

    assert seen[-3:] == ["flags", "four_steps", "right_angle"]


def test_the_first_no_after_an_injury_is_enough() -> None:
    flow = CheckInFlow(PLAIN)
    seen = order(flow, flags=("injury",), four_steps=False)

    assert seen[-2:] == ["flags", "four_steps"]
    assert flow.answers["flags"] == ("injury", "cannot_bear_weight")


def test_a_knee_that_does_not_bend_raises_the_tier_and_says_so() -> None:
    flow = answered(CheckInFlow(PLAIN), 0, 0, 0, False)
    said = [flow.answer(("injury",)), flow.answer(True), flow.answer(False)]

    assert said == [Said(Tier.SOON), None, Said(Tier.SAME_DAY)]


def test_a_worry_is_answered_at_once_and_the_check_in_goes_on() -> None:
    flow = answered(CheckInFlow(LOADED), 0, 0, 0, False, 15)
    said = flow.answer(("gave_way", "numb_or_tingling"))

    assert said == Said(Tier.SAME_DAY)
    assert asked(flow) == "note"


def test_an_emergency_ends_the_check_in() -> None:
    flow = answered(CheckInFlow(LOADED), 0, 0, 0, False, 15)
    said = flow.answer(("injury", "chest_pain_breathless_faint"))

    assert said == Said(Tier.EMERGENCY)
    assert (flow.done, flow.ended_by, flow.back()) == (True, said, False)


# --- ticks -----------------------------------------------------------------------------------------------------------


def at_the_list(around: Circumstances = PLAIN) -> CheckInFlow:
    return answered(CheckInFlow(around), 0, 0, 0, False)


def test_a_tick_is_answered_at_once_and_the_list_stays_open() -> None:
    flow = at_the_list()
    said = flow.tick(("gave_way",))

    assert (said, flow.worry, asked(flow)) == (Said(Tier.SAME_DAY), said, "flags")


def test_only_a_more_urgent_tick_is_said() -> None:
    flow = at_the_list()
    ticks = ("injury",), ("injury", "numb_or_tingling"), ("injury", "gave_way"), ("injury",), (), ("injury",)

    said = [flow.tick(flags) for flags in ticks]

    assert said == [Said(Tier.SOON), None, Said(Tier.SAME_DAY), None, None, Said(Tier.SOON)]


def test_an_emergency_that_is_only_ticked_can_be_taken_back() -> None:
    flow = at_the_list()
    said = flow.tick(("deformed",))
    ended = flow.ended_by
    flow.tick(())

    assert said == Said(Tier.EMERGENCY)
    assert (ended, flow.worry, asked(flow), flow.can_go_back) == (None, None, "flags", True)


def test_what_was_ticked_is_an_answer_although_the_list_was_never_done() -> None:
    flow = at_the_list()
    flow.tick(("deformed",))

    assert (flow.answers["flags"], flow.complete) == (("deformed",), False)


def test_a_broken_off_list_shows_its_ticks_again() -> None:
    before = at_the_list()
    before.tick(("deformed", "locked"))
    flow = CheckInFlow(PLAIN, given=before.raw)

    assert (asked(flow), flow.ticked, flow.worry) == ("flags", ("deformed", "locked"), Said(Tier.EMERGENCY))


def test_a_tick_after_going_back_to_the_list_opens_it_again() -> None:
    flow = at_the_list(LOADED)
    answered(flow, 0, ())
    flow.back()
    flow.tick(("deformed",))

    again = CheckInFlow(LOADED, given={"flags": (), **flow.raw})

    assert (asked(again), again.ticked) == ("flags", ("deformed",))


def test_going_back_to_the_list_keeps_what_was_ticked() -> None:
    flow = at_the_list(LOADED)
    answered(flow, 0, ("locked",))
    flow.back()

    assert (flow.ticked, flow.answers["flags"]) == (("locked",), ("locked",))


def test_a_list_with_a_tick_cannot_be_skipped_away() -> None:
    flow = at_the_list()
    flow.tick(("locked",))
    flow.skip()

    assert (flow.done, flow.answers["flags"]) == (True, ("locked",))


def test_what_is_not_on_the_list_cannot_be_ticked() -> None:
    flow = at_the_list()

    with pytest.raises(NotAnAnswerError):
        flow.tick(("clicking",))
    assert flow.ticked == ()


# --- "that hurts" in the session -------------------------------------------------------------------------------------

HURT = Circumstances(steps=STEPS, hurt_at="wall-sit", hurt=SaidHurt(7, "Wall sit", sharp=True))


def test_a_number_of_the_session_is_named_and_suggested() -> None:
    question = CheckInFlow(HURT).question

    assert question is not None
    assert (question.suggested, question.remark) == (7, "checkin.during_said_at")
    assert dict(question.values) == {"n": "7", "step": "Wall sit"}


def test_sharp_pain_of_the_session_is_named_and_suggested() -> None:
    question = answered(CheckInFlow(HURT), 7, 0, 0).question

    assert question is not None
    assert (question.suggested, question.remark) == (True, "checkin.sharp_said")


@pytest.mark.parametrize("during, worse", [(3, HURT.hurt), (7, None), (9, None)])
def test_a_lower_answer_than_in_the_session_is_noticed(during: int, worse: SaidHurt | None) -> None:
    assert answered(CheckInFlow(HURT), during).said_worse == worse


def test_the_step_is_kept_although_the_answer_is_lower() -> None:
    assert answered(CheckInFlow(HURT), 1).answers["step"] == "wall-sit"


def test_the_last_answer_can_be_read_back_until_it_is_gone_back_to() -> None:
    flow = answered(CheckInFlow(PLAIN), 1, 10)
    last = flow.last
    flow.back()

    assert last is not None
    assert (last[0].id, last[1], flow.last) == ("after", 10, None)


def test_a_skipped_answer_is_none() -> None:
    flow = CheckInFlow(PLAIN)
    flow.skip()

    assert (asked(flow), flow.answers) == ("after", {"during": None})


def test_skipped_worries_are_asked_once_more() -> None:
    flow = answered(CheckInFlow(PLAIN), 0, 0, 0, False)
    flow.skip()
    again = flow.question
    flow.skip()

    assert again is not None
    assert (again.id, again.text) == ("flags", "checkin.flags_again")
    assert (flow.done, flow.answers["flags"]) == (True, None)


def test_back_asks_again_and_shows_the_earlier_answer() -> None:
    flow = answered(CheckInFlow(PLAIN), 4)
    went = flow.back()

    assert (went, asked(flow), flow.earlier, dict(flow.answers)) == (True, "during", 4, {})


def test_back_at_the_first_question_stays_there() -> None:
    flow = CheckInFlow(PLAIN)

    assert (flow.can_go_back, flow.back(), asked(flow)) == (False, False, "during")


def test_a_milder_answer_after_back_takes_the_question_for_the_step_away() -> None:
    flow = answered(CheckInFlow(LOADED), 6, 0, 0, False, "wall-sit")
    for _ in range(5):
        flow.back()
    answered(flow, 1, 0, 0, False)

    assert asked(flow) == "rir"
    assert "step" not in flow.answers


def test_a_wrong_answer_changes_nothing() -> None:
    flow = CheckInFlow(PLAIN)

    with pytest.raises(NotAnAnswerError):
        flow.answer(11)
    assert (asked(flow), dict(flow.answers)) == ("during", {})


def test_leaving_keeps_what_was_answered() -> None:
    flow = answered(CheckInFlow(PLAIN), 2)
    flow.leave()

    assert (flow.done, dict(flow.answers)) == (True, {"during": 2})


def test_an_interrupted_check_in_goes_on_where_it_was() -> None:
    flow = CheckInFlow(LOADED, given={"during": 4, "after": None, "muscle": 1})

    assert (asked(flow), dict(flow.answers)) == ("sharp", {"during": 4, "after": None, "muscle": 1})


def test_an_answer_that_does_not_fit_any_more_is_asked_again() -> None:
    flow = CheckInFlow(LOADED, given={"during": 4, "after": 12})

    assert asked(flow) == "after"


def test_the_morning_asks_its_own_questions() -> None:
    flow = CheckInFlow(PLAIN, CheckInKind.MORNING)

    assert order(flow) == ["knee_am", "muscle_am", "stiff", "swelling", "flags"]


def test_the_knee_is_asked_for_once() -> None:
    flow = CheckInFlow(Circumstances(ask_knee=True))

    assert order(flow)[0] == "which_knee"
    assert flow.answers["which_knee"] == "left"


def test_a_check_in_that_was_left_is_not_complete() -> None:
    left, whole = answered(CheckInFlow(PLAIN), 2), CheckInFlow(PLAIN)
    left.leave()
    order(whole)

    assert (left.complete, whole.complete) == (False, True)


def test_the_position_counts_what_is_known_to_come() -> None:
    flow = CheckInFlow(PLAIN)
    before = flow.position
    answered(flow, 5)

    assert (before, flow.position) == ((1, 5), (2, 6))


ANY_STEP = st.sampled_from(["answer", "skip", "back", "tick"])


@given(data=st.data(), kind=st.sampled_from(CheckInKind), moves=st.lists(ANY_STEP, max_size=40))
def test_what_was_given_restores_the_flow(data: st.DataObject, kind: CheckInKind, moves: list[str]) -> None:
    flow = CheckInFlow(LOADED, kind)
    for move in moves:
        if flow.question is None:
            break
        if move == "answer":
            flow.answer(data.draw(_answers(flow)))
        elif move == "skip":
            flow.skip()
        elif move == "tick" and flow.question.kind is AnswerKind.FLAGS:
            flow.tick(data.draw(_answers(flow)))
        else:
            flow.back()
    restored = CheckInFlow(LOADED, kind, given=flow.raw)

    assert (asked(flow), flow.ticked, flow.answers) == (asked(restored), restored.ticked, restored.answers)


def _answers(flow: CheckInFlow) -> st.SearchStrategy[Any]:
    question = flow.question
    assert question is not None
    values = [option.value for option in question.options]
    if question.kind is AnswerKind.FLAGS:
        return st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)
    if question.kind is AnswerKind.CHOICE:
        return st.sampled_from(values)
    return {AnswerKind.SCALE: st.integers(0, 10), AnswerKind.YES_NO: st.booleans(), AnswerKind.TEXT: st.text()}[
        question.kind
    ]
