"""The settings' file as users write it: what is wrong is placed, what is right counts."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import CoachError, UsageError
from coach.paths import Paths, user_paths
from coach.settings import AddedSettings, Settings, all_settings, load_settings, set_setting
from coach.settings.file import settings_of
from coach.source import plain
from coach.timeline.model import Added, Spoken
from coach.words.files import languages


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return user_paths({"COACH_HOME": str(tmp_path)})


def written(paths: Paths, text: str | bytes) -> Paths:
    paths.settings_file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return paths


def test_without_a_file_everything_is_at_its_default(paths: Paths) -> None:
    """No file is the usual case, and no problem."""
    assert load_settings(paths) == (Settings(), [])


def test_what_is_written_counts(paths: Paths) -> None:
    """Every kind of value is read, also the ways that people write them."""
    written(
        paths,
        'start_in = "5 s"\ntalk = "brief"\ncheckin = false\n'
        "[added]\nhalf = false\n[voice]\nrate = 140\n[sound]\nvolume = '60 %'\n"
        "[keys]\npause = ['p', 'space']\nskip = 'n'\n",
    )

    settings, problems = load_settings(paths)

    assert problems == []
    assert (settings.start_in, settings.talk, settings.checkin) == (5.0, Spoken.BRIEF, False)
    assert (settings.added.half, settings.added.next) == (False, True)
    assert (settings.voice.rate, settings.sound.volume) == (140, 60)
    assert settings.keys == {"pause": "p,space", "skip": "n"}


def test_a_language_is_taken_without_its_country() -> None:
    assert settings_of({"language": "EN-gb"}) == (Settings(language="en"), [])


PROBLEMS = [
    (
        'language = "xx"\n',
        (
            f'1:12: error S201: `language` is one of the languages {", ".join(languages())} (in quotes), not "xx"; '
            'help: without this line: "en"'
        ),
    ),
    ("strat_in = 5\n", "1:1: error S101: `strat_in` is not a setting; help: did you mean `start_in`?"),
    (
        "# fast\nrate = 150\n",
        "2:1: error S101: `rate` is not a setting; help: did you mean `rate` under [voice]?",
    ),
    (
        "[voice]\nstart_in = 5\n",
        (
            "2:1: error S101: `start_in` is not a setting of [voice]; "
            "help: did you mean `start_in`, above the first [table]?"
        ),
    ),
    ("zzz = 5\n", "1:1: error S101: `zzz` is not a setting; help: `coach config` lists the settings"),
    (
        "start_in = 500\n",
        "1:12: error S201: `start_in` is a number of seconds from 0 to 120, not 500; help: without this line: 10",
    ),
    (
        "start_in = nan\n",
        "1:12: error S201: `start_in` is a number of seconds from 0 to 120, not nan; help: without this line: 10",
    ),
    (
        "[voice]\n  rate = true # x\n",
        (
            "2:10: error S201: `voice.rate` is a whole number from 80 to 400 (words a minute), not true; "
            "help: without this line: 165"
        ),
    ),
    (
        'talk = "loud"\n',
        '1:8: error S201: `talk` is "full", "usual" or "brief", not "loud"; help: without this line: "usual"',
    ),
    (
        "checkin = 'maybe'\n",
        '1:11: error S201: `checkin` is true or false, not "maybe"; help: without this line: true',
    ),
    (
        "voice = 'en'\n",
        '1:9: error S201: `voice` is a table of settings, not "en"; help: write [voice], and its settings below it',
    ),
    (
        "[start_in]\n",
        "1:1: error S201: `start_in` is a number of seconds from 0 to 120, not a table; help: without this line: 10",
    ),
    (
        "[keys]\npause = 3\n",
        (
            '2:9: error S201: `keys.pause` is keys in quotes, as "p" or "p,space", not 3; '
            "help: without this line: its own keys"
        ),
    ),
]


@pytest.mark.parametrize(("text", "expected"), PROBLEMS, ids=[text for text, _ in PROBLEMS])
def test_a_problem_is_placed_and_the_rest_counts(paths: Paths, text: str, expected: str) -> None:
    """Bad TOML beside its exact report; a good value in the same file is used all the same."""
    written(paths, f"theme = 'light'\n{text}")
    line, rest = expected.split(":", 1)

    settings, problems = load_settings(paths)

    assert [plain(problem) for problem in problems] == [f"{paths.settings_file}:{int(line) + 1}:{rest}"]
    assert settings.theme.value == "light"


def test_all_problems_are_told_at_once(paths: Paths) -> None:
    """Three mistakes are three problems, and what is left is used."""
    written(paths, "start_in = -1\nfoo = 1\ntalk = 'full'\n[voice]\nrate = 3\n")

    settings, problems = load_settings(paths)

    assert sorted(problem.place.line for problem in problems) == [1, 2, 5]
    assert settings == Settings(talk=Spoken.FULL)


@pytest.mark.parametrize(
    "source", [b"start_in =", b"\xff\xfe\x00", b"a = 'M\xfcller'", b"x=" + b"[" * 100_000, b"\0" * 9]
)
def test_a_broken_file_is_one_problem_and_the_defaults(paths: Paths, source: bytes) -> None:
    """What cannot be read at all stops nobody from training."""
    settings, problems = load_settings(written(paths, source))

    assert settings == Settings()
    assert len(problems) == 1


def test_a_folder_in_its_place_is_a_problem(paths: Paths) -> None:
    """Also what is no file at all is said, not raised."""
    paths.settings_file.mkdir()

    settings, problems = load_settings(paths)

    assert settings == Settings()
    assert [problem.code for problem in problems] == ["S001"]


TOML = st.recursive(
    st.one_of(st.booleans(), st.integers(-(10**9), 10**9), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(st.sampled_from(["rate", "id", "half", "volume", "x", ""]), inner, max_size=3),
    ),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*(field.name for field in dataclasses.fields(Settings)), "x", "rate"]), TOML))
def test_any_toml_gives_settings(tmp_path_factory: pytest.TempPathFactory, data: dict[str, object]) -> None:
    """Whatever is in the file, there are settings, and a problem for each thing that was left out."""
    paths = user_paths({"COACH_HOME": str(tmp_path_factory.mktemp("any"))})
    written(paths, tomli_w.dumps(data))

    settings, problems = load_settings(paths)

    assert isinstance(settings, Settings)
    assert all(problem.place.line >= 1 and problem.help for problem in problems)


def test_every_spoken_addition_is_a_setting() -> None:
    """The settings mirror the timeline's own table, with the countdown's words beside it."""
    fields = {field.name: field.default for field in dataclasses.fields(Added)}

    assert dataclasses.asdict(AddedSettings()) == {**fields, "countdown_words": True}


def test_every_setting_says_what_it_is_for() -> None:
    """`coach config` has a sentence for each."""
    assert [
        setting.key for setting in all_settings(Settings()) if not setting.meaning.endswith((".", '".', "shown."))
    ] == []


def test_setting_keeps_comments_and_reads_back(paths: Paths) -> None:
    """The comment behind the value stays; the new value is what is loaded."""
    written(paths, "# mine\nstart_in = 10 # the wall\n")

    setting = set_setting(paths, "start_in", "7.5")

    assert setting.value == 7.5
    assert paths.settings_file.read_text() == "# mine\nstart_in = 7.5 # the wall\n"
    assert load_settings(paths)[0].start_in == 7.5


def test_a_first_setting_makes_the_file(paths: Paths) -> None:
    """The new file says where its other settings are explained."""
    set_setting(paths, "voice.rate", "150")

    text = paths.settings_file.read_text()
    assert text.startswith("# Settings of Coach.")
    assert tomllib.loads(text) == {"voice": {"rate": 150}}


@pytest.mark.parametrize("setting", all_settings(Settings()), ids=lambda setting: str(setting.key))
def test_every_default_can_be_set_as_it_is_listed(paths: Paths, setting: object) -> None:
    """What `coach config` shows is what it takes."""
    listed = next(one for one in all_settings(Settings()) if one == setting)
    text = str(listed.default).lower() if isinstance(listed.default, bool) else str(listed.default)

    assert set_setting(paths, listed.key, text) == listed
    assert load_settings(paths) == (Settings(), [])


@pytest.mark.parametrize(
    ("said", "meant"), [("on", True), ("off", False), ("yes", True), ("no", False), ("false", False)]
)
def test_a_switch_is_set_in_words(paths: Paths, said: str, meant: bool) -> None:
    """On and off are what people type."""
    set_setting(paths, "added.half", said)

    assert load_settings(paths)[0].added.half is meant


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("strat_in", "5", "`strat_in` is not a setting; did you mean `start_in`?"),
        ("rate", "5", "`rate` is not a setting; did you mean `voice.rate`?"),
        ("TALK", "brief", "`TALK` is not a setting; did you mean `talk`?"),
        ("klat", "brief", "`klat` is not a setting; did you mean `talk`?"),
        ("keys", "p", "`keys` is not a setting; `coach config` lists them"),
        ("voice", "p", "`voice` is not a setting; did you mean `voice.id`?"),
        ("start_in.x", "5", "`start_in.x` is not a setting; did you mean `start_in`?"),
        ("start_in", "soon", '`start_in` is a number of seconds from 0 to 120, not "soon"'),
        ("keys.pause", "", '`keys.pause` is keys in quotes, as "p" or "p,space", not ""'),
    ],
)
def test_what_cannot_be_set_is_said(paths: Paths, key: str, value: str, expected: str) -> None:
    """A wrong key or value changes nothing and is told with what would be right."""
    with pytest.raises(UsageError) as raised:
        set_setting(paths, key, value)

    assert str(raised.value) == expected
    assert not paths.settings_file.exists()


def test_a_broken_file_is_not_written_over(paths: Paths) -> None:
    """Its line has to be mended first, and is named."""
    written(paths, "a = \n")

    with pytest.raises(CoachError, match=r"settings\.toml:1:"):
        set_setting(paths, "start_in", "5")

    assert paths.settings_file.read_text() == "a = \n"


def test_a_value_in_the_place_of_a_table_is_not_written_over(paths: Paths) -> None:
    """`voice = "en"` holds no `voice.rate`."""
    written(paths, "voice = 'en'\n")

    with pytest.raises(CoachError, match=r"settings\.toml:1:1: `voice` stands in the way"):
        set_setting(paths, "voice.rate", "150")


def test_an_unwritable_place_is_said(tmp_path: Path) -> None:
    """A settings folder under a file cannot be made; that is a sentence."""
    (tmp_path / "file").write_text("")
    paths = user_paths({"COACH_HOME": str(tmp_path / "file" / "home")})

    with pytest.raises(CoachError, match=r"nothing was changed|cannot be read"):
        set_setting(paths, "start_in", "5")


@given(
    st.sampled_from([setting.key for setting in all_settings(Settings())] + ["keys.pause", "x", "voice.x"]),
    st.text(max_size=12),
)
def test_any_value_is_taken_or_refused(tmp_path_factory: pytest.TempPathFactory, key: str, value: str) -> None:
    """Any text either becomes the setting or is refused with a sentence, and what was written is loaded."""
    paths = user_paths({"COACH_HOME": str(tmp_path_factory.mktemp("any"))})

    try:
        setting = set_setting(paths, key, value)
    except CoachError:
        assert not paths.settings_file.exists()
    else:
        settings, problems = load_settings(paths)
        assert problems == []
        assert setting in all_settings(settings)


def test_the_voice_of_a_language_is_set_like_any_other(paths: Paths) -> None:
    setting = set_setting(paths, "voices.de-AT", "gmw/de")

    assert (setting.key, setting.value, setting.default) == ("voices.de-AT", "gmw/de", None)
    assert load_settings(paths)[0].voices == {"de-AT": "gmw/de"}
    assert "voices.de-AT" in {setting.key for setting in all_settings(load_settings(paths)[0])}


def test_what_is_no_language_has_no_voice(paths: Paths) -> None:
    written(paths, "[voices]\ngerman = 'x'\n")

    settings, problems = load_settings(paths)

    assert settings.voices == {}
    assert [(problem.code, problem.place.line) for problem in problems] == [("S101", 2)]
    with pytest.raises(UsageError, match=r"`voices\.german` is not a setting"):
        set_setting(paths, "voices.german", "x")
