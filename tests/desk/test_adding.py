"""A routine that somebody sent: read as it was meant, shown for what it is, kept where it cannot do harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.desk.adding import Sent, Standing, keep, look_at
from coach.errors import CoachError, UsageError
from coach.paths import bundled_routines
from coach.routine.finding import is_library_name
from coach.routine.schema import SCHEMA_FILE
from coach.source import Severity
from tests.desk.stage import PLANK, Stage

CALM = 'name = "Evening calm"\n\n[[step]]\nexercise = "wall-sit"\nhold = "20s"\n'


def sent(stage: Stage, text: str | bytes = CALM, name: str = "routine.toml (1)") -> str:
    """Write a file outside the user's folder and return its path."""
    folder = stage.home.parent / "Downloads"
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def looked(stage: Stage, text: str | bytes = CALM) -> Sent:
    return look_at(stage.desk, sent(stage, text), voice="none")


def codes(found: Sent) -> list[str]:
    return [problem.code for problem in found.problems]


def test_it_is_copied_under_its_own_name_whatever_the_mail_called_it(stage: Stage) -> None:
    kept = keep(stage.desk, looked(stage))

    assert kept.path == stage.home / "routines" / "evening-calm.toml"
    assert kept.path.read_text(encoding="utf-8") == CALM
    assert (kept.path.parent / SCHEMA_FILE).is_file()


def test_the_id_that_it_writes_comes_before_its_name(stage: Stage) -> None:
    assert looked(stage, f'id = "calm"\n{CALM}').stem == "calm"


def test_what_is_kept_is_what_was_mended(stage: Stage) -> None:
    found = looked(stage, CALM.replace('"', "”").encode("utf-16"))

    assert [str(repair) for repair in found.repairs][:2] == [
        "it was UTF-16, and is UTF-8 now",
        "line 1: curly quotes were made straight",
    ]
    assert keep(stage.desk, found).path.read_text(encoding="utf-8") == CALM


def test_it_is_shown_with_length_exercises_and_warnings(stage: Stage) -> None:
    cue = 'cues = { -4s = "This is much too long to be said before the end of it all." }\n'
    found = looked(stage, f'levels = ["a", "b"]\n{CALM}{cue}')

    assert found.routine is not None
    assert (found.exercises, found.routine.equipment) == (("Wall sit",), ("wall",))
    assert [level for level, _ in found.lengths] == ["a", "b"]
    assert codes(found) == ["W301"]


def test_the_same_again_is_there_already(stage: Stage) -> None:
    first = keep(stage.desk, looked(stage))

    found = looked(stage, CALM.replace("\n", "\r\n"))

    assert found.standing is Standing.SAME
    assert keep(stage.desk, found).path == first.path


def test_one_that_is_only_written_otherwise_plays_the_same(stage: Stage) -> None:
    first = keep(stage.desk, looked(stage))

    found = looked(stage, "# From Petra\n" + CALM.replace('"', "'"))

    assert found.standing is Standing.ALIKE
    assert keep(stage.desk, found).path == first.path
    assert first.path.read_text(encoding="utf-8") == CALM


@pytest.mark.parametrize("name", ["quick-start.toml", "quick-start.de.toml"])
def test_one_of_coachs_own_is_there_already(name: str, stage: Stage) -> None:
    """In whatever language."""
    found = looked(stage, (bundled_routines() / name).read_bytes())

    assert keep(stage.desk, found).path == bundled_routines() / name
    assert not (stage.home / "routines" / "quick-start.toml").exists()


def test_another_of_that_id_stays_until_it_is_to_be_replaced(stage: Stage) -> None:
    first = keep(stage.desk, looked(stage)).path
    newer = looked(stage, CALM.replace("20s", "30s"))

    with pytest.raises(CoachError, match="it stays"):
        keep(stage.desk, newer)
    assert first.read_text(encoding="utf-8") == CALM

    kept = keep(stage.desk, newer, replace=True)
    assert "30s" in kept.path.read_text(encoding="utf-8")
    assert kept.replaced is not None
    assert kept.replaced.read_text(encoding="utf-8") == CALM


def test_an_id_is_the_same_whatever_its_file_is_called(stage: Stage) -> None:
    stage.write_routine(f'id = "evening-calm"\n{PLANK}', "old-name")

    found = looked(stage)

    assert (found.standing, found.there) == (Standing.TAKEN, stage.home / "routines" / "old-name.toml")


def test_none_of_coachs_own_is_hidden_unasked(stage: Stage) -> None:
    found = looked(stage, CALM.replace("Evening calm", "Quick start"))

    with pytest.raises(CoachError, match="Coach itself has another routine quick-start"):
        keep(stage.desk, found)

    assert keep(stage.desk, found, replace=True).path == stage.home / "routines" / "quick-start.toml"


def test_one_that_cannot_be_played_has_its_problems(stage: Stage) -> None:
    found = looked(stage, CALM.replace("hold", "hodl"))

    assert (found.routine, codes(found)) == (None, ["R101"])


def test_exercises_of_the_senders_own_library_are_missed(stage: Stage) -> None:
    assert codes(looked(stage, CALM.replace("wall-sit", "clinic-sit"))) == ["R102"]


def test_exercises_in_the_file_travel_with_it(stage: Stage) -> None:
    found = looked(stage, CALM.replace("wall-sit", "clinic-sit") + '[exercise.clinic-sit]\nname = "Clinic sit"\n')

    assert (found.exercises, codes(found)) == (("Clinic sit",), [])


@pytest.mark.parametrize("text", ['[exercise.swing]\nname = "Swing"\ntime = "20s"\n', "[exercise]\n"])
def test_a_library_is_no_routine(text: str, stage: Stage) -> None:
    with pytest.raises(CoachError, match="has exercises and no routine"):
        looked(stage, text)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"Return-Path: <a@b.c>\r\nSubject: knees\r\n\r\nname = 'x'\r\n", "a whole e-mail"),
        (b"\n<!DOCTYPE html>\n<html>", "a web page"),
        (b"{\\rtf1\\ansi", "a document"),
        (b"PK\x03\x04\0\0", "a document"),
        (b"%PDF-1.7", "a PDF"),
    ],
)
def test_what_is_sent_instead_of_a_routine_is_named(data: bytes, kind: str, stage: Stage) -> None:
    with pytest.raises(CoachError, match=f"is {kind}"):
        looked(stage, data)


def test_a_file_that_is_too_large_or_no_text_has_a_problem(stage: Stage) -> None:
    assert codes(looked(stage, b"#" * 2_000_000)) == ["R203"]
    assert codes(looked(stage, b"\x7fELF\0\0\1")) == ["R001"]


def test_a_folder_and_what_is_not_there_are_wrong_usage(stage: Stage) -> None:
    for file in (str(stage.home), str(stage.home / "nowhere.toml")):
        with pytest.raises(UsageError):
            look_at(stage.desk, file)


BUNDLED = [path.read_bytes() for path in sorted(bundled_routines().glob("*.toml")) if not is_library_name(path.name)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_was_sent_there_is_an_answer(stage: Stage, data: st.DataObject) -> None:
    """Bytes of a real routine are cut out, doubled and replaced: it is shown, or has problems, or is refused."""
    content = bytearray(data.draw(st.sampled_from(BUNDLED)))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 40)))
        odd = st.sampled_from(
            [b"", b'"', "”".encode(), b"\xe4", b"\0", b"\r", b"]]", b"= =3D", b"\n> ", b"../", b"<b>"]
        )
        content[start:end] = data.draw(odd | st.binary(max_size=8) | st.just(bytes(content[end : end + 30])))

    try:
        found = looked(stage, bytes(content))
    except CoachError:
        return

    assert found.routine is not None or any(problem.severity is Severity.ERROR for problem in found.problems)


# --- a stranger's routine can do nothing but speak -------------------------------------------------------------------


@pytest.mark.parametrize(
    "use",
    ["../secret.toml", "../../Downloads/secret.toml", "{there}", "secret.toml", "secret", "./secret.toml", "~/x.toml"],
)
def test_no_use_reaches_a_file_that_was_not_sent(use: str, stage: Stage) -> None:
    """Neither what lies beside the file, nor what dots and paths from the root lead to."""
    there = sent(stage, 'name = "Secret"\n[[step]]\nname = "Secret step"\ntime = "20s"\n', "secret.toml")
    reference = use.format(there=Path(there).as_posix())

    found = looked(stage, f'name = "x"\n[[block]]\nuse = "{reference}"\n')

    assert codes(found) == ["R108"]
    assert "Secret" not in str(found.texts)


def test_no_use_follows_a_link_out_of_the_users_folder(stage: Stage) -> None:
    there = sent(stage, 'name = "Secret"\n[[step]]\nname = "Secret step"\ntime = "20s"\n', "secret.toml")
    (stage.home / "routines" / "sub").mkdir()
    (stage.home / "routines" / "sub" / "link.toml").symlink_to(there)

    assert codes(looked(stage, 'name = "x"\n[[block]]\nuse = "sub/link.toml"\n')) == ["R108"]


def test_a_routine_may_use_those_that_coach_brings(stage: Stage) -> None:
    found = looked(stage, 'name = "x"\n[[block]]\nuse = "quick-start"\n')

    assert (codes(found), found.exercises) == ([], ("Calf stretch", "Heel to seat"))


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/cron.d/x",
        "/etc/passwd",
        "..",
        "...",
        "C:\\\\Windows\\\\x",
        "exercises",
        "con",
        "\\u001b]0;x\\u0007",
        "\\u202etxt.exe",
        "a\\u0000b",
        "\\n",
        "~/x",
        "-rf",
        "膝" * 200,
    ],
)
def test_no_name_leads_out_of_the_users_folder(name: str, stage: Stage) -> None:
    before = {path for path in stage.home.parent.rglob("*") if stage.home / "routines" not in path.parents}
    found = looked(stage, CALM.replace("Evening calm", name))
    if found.routine is None:
        assert "R103" in codes(found)  # nothing but white space is no name
        return

    kept = keep(stage.desk, found)

    assert kept.path.parent == stage.home / "routines"
    assert kept.path.name != "exercises.toml"
    assert kept.path.stem.replace("-", "").isalnum()
    assert not kept.path.stem.startswith("-")
    after = {path for path in stage.home.parent.rglob("*") if stage.home / "routines" not in path.parents}
    assert after - before == {Path(found.file), Path(found.file).parent}


def test_nothing_is_written_through_a_link_that_was_put_there(stage: Stage) -> None:
    target = stage.home.parent / "target.toml"
    (stage.home / "routines" / "evening-calm.toml").symlink_to(target)

    with pytest.raises(CoachError, match="it stays"):
        keep(stage.desk, looked(stage))

    assert not target.exists()


def test_editors_are_sent_to_no_address(stage: Stage) -> None:
    kept = keep(stage.desk, looked(stage, f"#:schema https://example.org/who-opens-it.json\n{CALM}"))

    assert kept.path.read_text(encoding="utf-8") == f"#:schema ./{SCHEMA_FILE}\n{CALM}"


# --- the name of its file --------------------------------------------------------------------------------------------


def under(stage: Stage, name: str, text: str = CALM) -> str:
    return look_at(stage.desk, sent(stage, text, name), voice="none").stem


@pytest.mark.parametrize("name", ["knees.toml", "Knees.toml", "knees.toml.txt", "knees (1).toml", "knees.toml (2)"])
def test_the_name_that_the_sender_gave_the_file_stays(name: str, stage: Stage) -> None:
    """Another routine may use it by that."""
    assert under(stage, name) == "knees"


@pytest.mark.parametrize("name", ["attachment.toml", "ROUTINE.toml", "file(3).txt", "….toml", "noname"])
def test_a_file_that_nobody_named_is_called_as_its_routine(name: str, stage: Stage) -> None:
    assert under(stage, name) == "evening-calm"


def test_a_file_of_the_same_name_with_another_routine_is_called_as_its_routine(stage: Stage) -> None:
    stage.write_routine(PLANK, "plan")

    assert under(stage, "plan.toml") == "evening-calm"


def test_names_of_nothing_but_signs_get_numbers(stage: Stage) -> None:
    first = look_at(stage.desk, sent(stage, CALM.replace("Evening calm", "!!!")), voice="none")
    keep(stage.desk, first)

    assert (first.stem, looked(stage, CALM.replace("Evening calm", "???")).stem) == ("routine", "routine-2")
