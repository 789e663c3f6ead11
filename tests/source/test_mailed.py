"""What a mail puts round a routine, breaks and garbles is undone, and nothing of a routine is lost by it."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.source.mending import mend

ROUTINE = 'name = "Füße hoch"\n\n[[step]]\nname = "Wall sit"\nhold = "20s"\n'
AROUND = "words around the routine were taken out"


def understood(text: str) -> tuple[object, list[str]]:
    mended = mend(text.encode())
    assert mended.text is not None
    return tomllib.loads(mended.text), [str(repair) for repair in mended.repairs]


MEANT = tomllib.loads(ROUTINE)


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("Dear patient,\nhere’s your routine – do it daily.\n\n", "", [1, 2]),
        ("Liebe Anna,\n", "\nLiebe Grüße\nPetra\n-- \nPhysio am Markt, Tel. 0151 2345\n", [1, 8, 9, 10, 11]),
        ("", "\nSent from my iPhone\n", [7]),
        ("Hi!\n```toml\n", "```\nBye.\n", [1, 9]),
    ],
)
def test_a_mails_own_words_are_taken_out_and_said(before: str, after: str, lines: list[int]) -> None:
    data, repairs = understood(before + ROUTINE + after)

    assert data == MEANT
    assert [repair for repair in repairs if "```" not in repair] == [f"line {line}: {AROUND}" for line in lines]


def test_an_answer_that_quotes_a_routine_is_that_routine() -> None:
    quoted = "".join(f"> {line}\n" for line in ROUTINE.splitlines())

    data, repairs = understood(f"On Monday Petra wrote:\n\n{quoted}\nThank you!\n")

    assert data == MEANT
    assert repairs == [f"line 1: {AROUND}", f"line 9: {AROUND}", "the > before each line was taken out"]


@pytest.mark.parametrize(
    "text",
    ['name: "Evening"\n[[step]]\nname = "S"\n', 'name "Evening"\n[[step]]\nname = "S"\n', "Dear patient,\nsee you.\n"],
)
def test_a_line_that_was_meant_for_the_routine_stays(text: str) -> None:
    assert mend(text.encode()).text == text


@pytest.mark.parametrize("coding", ["latin-1", "cp1252"])
def test_garbled_letters_are_put_right(coding: str) -> None:
    text = ROUTINE.replace("Füße", "Müller läßt“ grüßen –" if coding == "latin-1" else "Füße")
    garbled = text.encode().decode(coding)

    mended = mend(garbled.encode())

    assert mended.text == text
    assert [str(repair) for repair in mended.repairs] == ["garbled letters (Ã¼ for ü) were put right: look at line 1"]


@pytest.mark.parametrize("name", ["Füße", "Ã la carte", "Ã¼ und ü", "Ã¼ 膝"])
def test_letters_that_are_as_they_were_meant_stay(name: str) -> None:
    text = f'name = "{name}"\n'

    assert (mend(text.encode()).text, mend(text.encode()).repairs) == (text, ())


@pytest.mark.parametrize(
    "broken",
    [
        'say = "Push your back into\nthe wall."',
        "say = “Push your back\ninto the\nwall.”",
        "say = 'Push your back into \nthe wall.'",
        'cues = { half = "Push your back into\nthe wall." }',
        'faults = [\n"Knees fall in, and\nfeet, too.",\n]',
    ],
)
def test_a_line_that_was_broken_inside_quotes_is_joined(broken: str) -> None:
    data, repairs = understood(f"{ROUTINE}{broken}\nsets = 2\n")

    joined = " ".join(part.strip() for part in broken.split("\n"))
    straight = joined.replace("“", '"').replace("”", '"')
    assert data == tomllib.loads(f"{ROUTINE}{straight}\nsets = 2\n")
    assert any("a line that was broken inside quotes was joined again" in repair for repair in repairs)


def test_the_end_of_a_broken_last_line_is_none_of_the_mails_words() -> None:
    data, _ = understood(f"Hello,\n{ROUTINE}say = “Push into\nthe wall.”\n\nBye.\n")

    assert data == tomllib.loads(f'{ROUTINE}say = "Push into the wall."\n')


def test_a_comment_that_was_broken_is_joined() -> None:
    comment = "# Slowly, and only as far as it goes without any pain in\nthe knee"

    data, repairs = understood(f"{comment}\n{ROUTINE}")

    assert (data, repairs) == (MEANT, ["line 1: a comment that was broken was joined again"])


def test_words_in_three_quotes_are_no_mail() -> None:
    text = 'Hello,\nname = "x"\nnotes = """\nDear patient,\nlove\n"""\n'

    assert understood(text)[0] == {"name": "x", "notes": "Dear patient,\nlove\n"}


@given(st.text(alphabet="ab =\"'\n[]#>`Ã¼“”:,-", max_size=80))
def test_whatever_comes_there_are_as_many_lines(text: str) -> None:
    mended = mend(text.encode())

    assert mended.text is not None
    assert mended.text.count("\n") == text.count("\n")


def test_a_large_file_of_open_quotes_is_given_up_soon() -> None:
    text = 'a = "b\n' * 20_000

    assert mend(text.encode()).text == text
