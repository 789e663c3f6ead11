"""Routines made up by hypothesis, as the text of files: whatever the reader accepts."""

from __future__ import annotations

from hypothesis import strategies as st

LEVELS = ("easy", "hard")

durations = st.sampled_from(["3s", "9s", "10s", "20s", "31s", "45s", "1m", "90s"])
pauses = st.sampled_from(["0s", "1s", "4s", "5s", "6s", "16s", "17s", "30s"])
words = st.sampled_from(
    ["Go.", "Push the floor away.", "One two three four five six seven eight nine ten eleven.", "A ...3s b"]
)
anchors = "start end half 5s 20s -5s -10s every-7s rep-2 every-2-reps last-rep set-2 last-set round-2 last-round"
whens = st.sampled_from(anchors.split())


def quoted(value: str) -> str:
    return f'"{value}"'


def varying(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return one value, a list, a ramp or a table by level, as TOML."""
    single = values.map(quoted)
    listed = st.lists(single, min_size=1, max_size=3).map(lambda entries: f"[{', '.join(entries)}]")
    ramp = st.tuples(values, values).map(lambda ends: quoted(f"{ends[0]}..{ends[1]}"))
    series = st.one_of(single, listed, ramp)
    table = st.tuples(series, series).map(lambda two: f"{{ easy = {two[0]}, hard = {two[1]} }}")
    return st.one_of(single, listed, ramp, table)


counts = st.integers(1, 6).map(str)
rhythm = st.sampled_from(["", "", 'pace = "2s"', 'tempo = "3-0-1-0"', 'tempo = "2-1-2.5-0.5"', 'pace = "self"'])

amounts = st.one_of(
    varying(durations).map(lambda value: f"time = {value}"),
    varying(durations).map(lambda value: f"hold = {value}"),
    st.just('hold = "30s+"'),
    st.just('until = "done"'),
    st.just('distance = "20 m"'),
    st.just('reps = "max"'),
    st.just('reps = "max"\ntime = "20s"'),
    st.tuples(varying(counts), rhythm).map(lambda pair: f"reps = {pair[0]}\n{pair[1]}"),
    st.tuples(counts, durations).map(lambda pair: f'reps = {pair[0]}\nhold = "{pair[1]}"'),
)


@st.composite
def steps(draw: st.DrawFn, number: int, *, sided: bool) -> str:
    """Return the lines of a step."""
    kind = draw(st.sampled_from(["do", "do", "do", "do", "pause", "say"]))
    if kind == "pause":
        return f'rest = "{draw(st.sampled_from(["5s", "20s", "30s+", "done"]))}"'
    if kind == "say":
        return f'say = "{draw(words)}"'
    lines = [f'name = "Step {number}"', draw(amounts)]
    if draw(st.booleans()):
        lines.append(f"sets = {draw(st.integers(1, 3))}")
    if not sided and draw(st.booleans()):
        lines.append("sides = " + draw(st.sampled_from(['"each"', '"left"', '["right", "right", "left"]'])))
    if draw(st.booleans()):
        lines.append(f'switch = "{draw(pauses)}"')
    if draw(st.booleans()):
        lines.append(f"ready = {draw(varying(pauses))}")
    after = draw(st.sampled_from(["", "rest", "every"]))
    if after == "rest":
        lines.append("rest = " + draw(st.one_of(varying(pauses), st.just('"done"'), st.just('"20s+"'))))
    if after == "every":
        lines.append(f"every = {draw(varying(durations))}")
    if draw(st.booleans()):
        lines.append(f'say = ["{draw(words)}", "{draw(words)}"]')
    if draw(st.booleans()):
        lines.append('load = ["8 kg", "9 kg"]\neffort = "6-7"')
    cues = draw(st.dictionaries(whens, words, max_size=4))
    if cues:
        lines.append("cues = { " + ", ".join(f'{when} = "{text}"' for when, text in cues.items()) + " }")
    return "\n".join(lines)


@st.composite
def blocks(draw: st.DrawFn, number: int) -> str:
    """Return a block with one to three steps."""
    lines = ["[[block]]"]
    if draw(st.booleans()):
        lines.append(f'name = "Block {number}"')
    if draw(st.booleans()):
        lines.append(f"repeat = {draw(st.integers(1, 3))}")
    after = draw(st.sampled_from(["", "", "rest", "every"]))
    if after:
        lines.append(f'{after} = "{draw(durations)}"')
    sided = draw(st.booleans())
    if sided:
        lines.append('sides = "each"')
    if draw(st.booleans()):
        lines.append(f'say = "{draw(words)}"')
    for step in range(draw(st.integers(1, 3))):
        lines += ["[[block.step]]", draw(steps(number * 10 + step, sided=sided))]
    return "\n".join(lines)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Return the text of a routine with levels and one to three blocks."""
    lines = ['name = "Made up"', 'levels = ["easy", "hard"]']
    if draw(st.booleans()):
        lines.append('welcome = "Hello there."\ngoodbye = "Bye."\nequipment = ["mat"]')
    lines += [draw(blocks(number)) for number in range(draw(st.integers(1, 3)))]
    return "\n".join(lines) + "\n"
