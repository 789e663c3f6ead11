"""The player's words and the file's: what, in which order, and what placeholders stand for (docs/rules.md T10, B37)."""

from __future__ import annotations

import pytest

from coach.timeline.model import Added, CueKind, Spoken, Timeline, WhyLeftOut
from tests.timeline.building import cue_lines, from_text, one_step, spoken

NAME = 'name = "R"\n'


def first_words(timeline: Timeline) -> str:
    """Return what is said before the first go."""
    return next(cue.text for cue in timeline.cues if cue.kind is CueKind.NAME)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('hold = "20s"', "S. 20 seconds."),
        ('hold = "20s"\nsets = 3', "S. 3 sets of 20 seconds."),
        ('hold = ["20s", "30s"]', "S. 2 sets, first 20 seconds."),
        ('hold = "60s"\nsides = "each"', "S. 1 minute each side, left first."),
        ('hold = "20s"\nsides = ["right", "left"]', "S. 20 seconds each side, right first."),
        ('hold = "20s"\nsides = "right"', "S. 20 seconds, right side."),
        ('hold = "20s"\nsides = ["right", "left", "right"]', "S. 20 seconds, right, left, right."),
        ('time = "90s"\nsides = "alternate"', "S. 90 seconds, alternating sides."),
        ('reps = 4\nsides = "alternate"', "S. 4 reps, alternating sides, left first."),
        ("reps = 1", "S. 1 rep."),
        ('reps = "6-8"', "S. 6 reps."),  # what is played
        ('reps = "6-8"\npace = "self"', "S. 6 to 8 reps."),  # nobody counts, so the range is the person's
        ('reps = "max"', "S. As many as you can."),
        ('reps = "max"\ntime = "45s"', "S. As many as you can in 45 seconds."),
        ('reps = 10\nhold = "5s"', "S. 10 reps of 5 seconds."),
        ('distance = "20 m"', "S. 20 metres."),
        ('distance = "1 km"', "S. 1 kilometre."),
        ('until = "done"', "S. Until you are done."),
        ('until = "done"\nsets = 3', "S. 3 sets, until you are done."),
        ('hold = "30s+"', "S. At least 30 seconds."),
        ('reps = 8\npace = "self"\nsets = 3\nevery = "90s"', "S. 3 sets of 8 reps, every 90 seconds."),
        ('hold = "20s"\nload = "20 kg"\neffort = "6-7"', "S. 20 seconds, 20 kilograms. Effort 6 to 7."),
        ('hold = "20s"\nload = "1 lb"\neffort = 5', "S. 20 seconds, 1 pound. Effort 5."),
        ('hold = "20s"\nload = "body"', "S. 20 seconds, body weight."),
        ('hold = "20s"\nload = "light band"', "S. 20 seconds, light band."),
    ],
)
def test_a_step_is_announced_with_its_name_and_all_that_it_asks(body: str, words: str) -> None:
    """T10, B38."""
    assert first_words(from_text(f'{NAME}[[step]]\nname = "S"\n{body}\n')) == words


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ('name = "Legs"', "Legs. S. 9 seconds."),
        ('name = "Legs"\nrepeat = 2', "Legs, 2 rounds. S. 9 seconds."),
        ("repeat = 3", "3 rounds. S. 9 seconds."),
        ('name = "Legs"\nrepeat = 1', "Legs. S. 9 seconds."),
        ("", "S. 9 seconds."),
    ],
)
def test_a_block_is_announced_before_its_first_step(block: str, words: str) -> None:
    assert first_words(from_text(f'{NAME}[[block]]\n{block}\nstep = [ {{ name = "S", hold = "9s" }} ]\n')) == words


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('hold = "20s"', "Last set."),
        ('hold = ["20s", "25s"]', "Last set, 25 seconds."),
        ('hold = "20s"\nload = ["8 kg", "10 kg"]', "Last set, 10 kilograms."),
        ('hold = "20s"\neffort = [5, 6]', "Last set. Effort 6."),
        (
            'hold = ["20s", "25s"]\nload = ["8 kg", "9 kg"]\neffort = [5, 6]',
            "Last set, 25 seconds, 9 kilograms. Effort 6.",
        ),
        ('hold = "20s"\nsides = "each"', "Last set. Left side."),  # the last set ended on the right
        ('hold = "20s"\nsides = "left"', "Last set."),
    ],
)
def test_a_later_set_says_what_changed(body: str, words: str) -> None:
    timeline = from_text(f'{NAME}[[step]]\nname = "S"\nsets = 2\nrest = "30s"\n{body}\n')

    assert spoken(timeline, CueKind.NEXT) == [words]


@pytest.mark.parametrize(
    ("line", "body", "words"),
    [
        ("{set} of {sets}", 'hold = "20s"\nsets = 2', ["1 of 2", "2 of 2"]),
        ("{side}", 'hold = "20s"\nsides = "each"', ["left", "right"]),
        ("{reps}", "reps = 8", ["8"]),
        ("{reps}", 'reps = "6-8"', ["6 to 8"]),
        ("{reps}", 'reps = "max"', ["as many as you can"]),
        ("{load}", 'hold = "20s"\nload = "20 kg"', ["20 kilograms"]),
        ("{load}", 'hold = "20s"\nload = "body"', ["body weight"]),
        ("{time}", 'hold = "45s"', ["45 seconds"]),
        ("{time}", 'hold = "30s+"', ["30 seconds"]),
        ("{time}", 'reps = 10\npace = "9s"', ["90 seconds"]),
        ("{time}", 'reps = 3\nhold = "5s"\nrelax = "2s"', ["19 seconds"]),
        ("{next}", 'hold = "20s"\nsets = 2', ["Cool-down walk"] * 2),
    ],
)
def test_every_placeholder_stands_for_the_value_of_its_go(line: str, body: str, words: list[str]) -> None:
    """B37."""
    after = '[[step]]\nname = "Cool-down walk"\nuntil = "done"\n'

    timeline = from_text(one_step(f'{body}\ncues = {{ start = "{line}" }}') + after)

    assert spoken(timeline, CueKind.START) == words


def test_rounds_are_bare_numbers_also_in_a_step_that_only_speaks_and_in_a_block_s_own_words() -> None:
    """B37."""
    timeline = from_text(
        f'{NAME}[[block]]\nrepeat = 2\nsay = ["Round {{round}} of {{rounds}}: {{next}}.", "Again, {{next}}."]\n'
        'step = [ { name = "S", hold = "9s", cues = { start = "{round}, {rounds}" } }, { say = "End of {round}." } ]\n'
    )

    assert spoken(timeline, CueKind.START) == ["1, 2", "2, 2"]
    assert spoken(timeline, CueKind.SAY) == ["Round 1 of 2: S.", "End of 1.", "Again, S.", "End of 2."]


@pytest.mark.parametrize(
    ("when", "words"), [("rep-2", ["2"]), ("every-2-reps", ["2", "4"]), ("last-rep", ["4"]), ("half", ["of 4"])]
)
def test_a_rep_cue_knows_its_rep(when: str, words: list[str]) -> None:
    line = "{rep}" if when != "half" else "of {reps}"

    timeline = from_text(one_step(f'reps = 4\ncues = {{ {when} = "{line}" }}'))

    assert [cue.text for cue in timeline.cues if cue.own] == words


def test_say_may_name_the_step_that_comes_next() -> None:
    timeline = from_text(
        f'{NAME}[[step]]\nname = "S"\nhold = "9s"\nsay = "After that {{next}}."\n[[step]]\nname = "T"\nhold = "9s"\n'
    )

    assert "After that T." in spoken(timeline, CueKind.SAY)


def test_an_inherited_cue_without_a_value_is_left_out() -> None:
    """T13: there is nothing next at the end."""
    timeline = from_text(
        f'{NAME}[defaults]\ncues = {{ 5s = "Then {{next}}." }}\n[[step]]\nname = "S"\nhold = "9s"\n'
        '[[step]]\nname = "T"\nhold = "9s"\n'
    )

    assert spoken(timeline, CueKind.TIMED) == ["Then T."]


def test_say_is_said_in_every_round_before_the_first_set_and_a_list_takes_its_next_line() -> None:
    """B28."""
    timeline = from_text(
        f'{NAME}[[block]]\nrepeat = 3\nrest = "30s"\n'
        'step = [ { name = "S", sets = 2, hold = "9s", say = ["one", "two"] }, '
        '{ name = "T", hold = "9s", say = "same" } ]\n'
    )

    assert spoken(timeline, CueKind.SAY) == ["one", "same", "two", "same", "one", "same"]


def test_a_block_speaks_before_its_first_round_and_with_a_list_before_each() -> None:
    """B28."""
    block = '[[block]]\nrepeat = 3\nrest = "30s"\nsay = {say}\nstep = [ {{ name = "S", hold = "9s" }} ]\n'

    one = from_text(NAME + block.format(say='"one"'))
    listed = from_text(NAME + block.format(say='["one", "two"]'))

    assert spoken(one, CueKind.SAY) == ["one"]
    assert spoken(listed, CueKind.SAY) == ["one", "two", "one"]


def test_words_for_each_side_are_said_on_their_side() -> None:
    timeline = from_text(
        f'{NAME}[[step]]\nname = "S"\nhold = "9s"\nsides = "each"\nswitch = "9s"\n'
        'say = { left = "L foot.", right = "R foot." }\n'
    )

    assert spoken(timeline, CueKind.SAY) == ["L foot.", "R foot."]


def test_a_set_up_is_said_once_a_session_for_each_exercise() -> None:
    """B29."""
    timeline = from_text(
        f'{NAME}[[step]]\nexercise = "sit"\nhold = "9s"\nsides = "each"\n[[step]]\nexercise = "sit"\nhold = "9s"\n'
        '[exercise.sit]\nname = "Sit"\nsetup = "Back to the wall."\n'
    )

    assert spoken(timeline, CueKind.SAY) == ["Back to the wall."]


def test_a_set_up_that_found_no_room_is_said_the_next_time() -> None:
    words = "word " * 30
    timeline = from_text(
        f'{NAME}[[step]]\nname = "S"\nready = 0\nhold = "9s"\nrest = "6s"\n[[step]]\nexercise = "sit"\nhold = "9s"\n'
        f'[[step]]\nexercise = "sit"\nhold = "9s"\n[exercise.sit]\nname = "Sit"\nsetup = "{words.strip()}."\n'
    )

    assert [item.why for item in timeline.left_out] == [WhyLeftOut.NO_ROOM]
    assert len(spoken(timeline, CueKind.SAY)) == 1


def test_the_file_s_own_words_are_said_also_where_the_player_announces_nothing() -> None:
    text = (
        f'{NAME}[[step]]\nname = "S"\nhold = "9s"\nrest = "30s"\nsay = "First."\n'
        '[[step]]\nname = "T"\nhold = "9s"\nsay = "Second."\n'
    )

    timeline = from_text(text, added=Added(ready=False, next=False))

    assert [text for _, text in cue_lines(timeline)] == ["R.", "First.", "Rest, 30 seconds.", "Second."]


def test_without_set_calls_no_set_and_no_round_is_said() -> None:
    timeline = from_text(
        f'{NAME}[[block]]\nname = "B"\nrepeat = 2\nrest = "30s"\n'
        'step = [ { name = "S", hold = "9s", sets = 2, rest = "30s" } ]\n',
        added=Added(sets=False),
    )

    assert spoken(timeline, CueKind.NEXT) == ["S. 2 sets of 9 seconds."]
    assert first_words(timeline) == "B, 2 rounds. S. 2 sets of 9 seconds."


@pytest.mark.parametrize(
    ("rest", "lines"),
    [
        (16, [(10.5, "Last set.")]),  # under 17 s: at once
        (17, [(12, "Last set.")]),
        (19, [(14, "Last set.")]),  # 15 s before the end; no call of a rest under 20 s
        (20, [(10.5, "Rest, 20 seconds."), (15, "Last set.")]),
        (150, [(10.5, "Rest, 2 minutes 30."), (145, "Last set.")]),
    ],
)
def test_a_rest_says_its_length_and_in_its_last_fifteen_seconds_what_comes_next(
    rest: int, lines: list[tuple[float, str]]
) -> None:
    timeline = from_text(one_step(f'hold = "9s"\nsets = 2\nrest = {rest}'))

    assert cue_lines(timeline)[1:] == lines


def test_what_comes_next_is_said_earlier_where_it_is_longer_than_eleven_seconds() -> None:
    timeline = from_text(
        one_step('hold = "9s"\nrest = "60s"') + f'[[step]]\nname = "T"\nhold = "9s"\nsay = "{"word " * 30}"\n'
    )

    # 4 words and 30 are 13.6 s; they end a second before the countdown: 70 − 3 − 1 − 13.6
    assert cue_lines(timeline)[2][0] == 52.4


def test_an_announcement_that_does_not_fit_a_rest_leaves_the_call_of_the_rest() -> None:
    timeline = from_text(
        one_step('hold = "9s"\nrest = "20s"') + f'[[step]]\nsay = "{"word " * 50}"\n[[step]]\nname = "T"\nhold = "9s"\n'
    )

    assert cue_lines(timeline)[1:] == [(10.5, "Rest, 20 seconds."), (15, "Next: T. 9 seconds.")]
    assert [item.why for item in timeline.left_out if item.cue.own] == [WhyLeftOut.NO_ROOM]


def test_a_switch_says_its_side_even_where_there_is_hardly_room() -> None:
    """The change of side starts early and shrinks rather than being left out."""
    timeline = from_text(one_step('hold = "9s"\nsides = "each"\nswitch = "1s"'))

    assert cue_lines(timeline)[1:] == [(10.2, "Right side.")]


def test_brief_talk_leaves_set_ups_out_and_the_get_ready_shorter() -> None:
    text = (
        f'{NAME}[[step]]\nexercise = "sit"\nhold = "9s"\n'
        '[exercise.sit]\nname = "Sit"\nsetup = "Back to the wall and slide down until it feels strong."\n'
    )

    usual, brief = from_text(text), from_text(text, talk=Spoken.BRIEF)

    # 0.5 + 3 × 0.4 + 11 × 0.4 + 3 = 9.1
    assert [usual.segments[1].seconds, brief.segments[1].seconds] == [10, 5]


def test_a_block_that_is_named_as_its_first_step_is_said_once() -> None:
    timeline = from_text(
        'name = "R"\n[[block]]\nname = "Walk"\n[[block.step]]\nname = "Walk"\ntime = "1m"\nrest = "30s"\n'
        '[[block.step]]\nname = "Sit"\nhold = "10s"\n'
    )

    assert spoken(timeline, CueKind.NAME) == ["Walk. 1 minute."]
    assert spoken(timeline, CueKind.NEXT) == ["Next: Sit. 10 seconds."]


def test_a_block_that_is_named_as_its_first_step_still_tells_its_rounds() -> None:
    timeline = from_text(
        'name = "R"\n[[block]]\nname = "Walk"\nrepeat = 2\n[[block.step]]\nname = "Walk"\ntime = "1m"\n'
    )

    assert spoken(timeline, CueKind.NAME)[0] == "Walk, 2 rounds. Walk. 1 minute."
