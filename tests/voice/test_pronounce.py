"""What engines are given in place of words that they read wrongly; what is shown stays as it is written."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.pcm import Samples
from coach.voice.cache import Cache, text_key
from coach.voice.engine import Identity
from coach.voice.pronounce import ENGINES, FOLDER, Pronunciation, Pronunciations, pronunciations
from coach.voice.render import render
from coach.words.files import languages


@pytest.mark.parametrize(
    ("table", "text", "said"),
    [
        ({"VMO": "V. M. O."}, "VMO squat", "V. M. O. squat"),
        ({"VMO": "V. M. O."}, "vmo, VMOs", "vmo, VMOs"),
        ({"tibialis": "tibby ailiss"}, "Tibialis raise", "tibby ailiss raise"),
        ({"close your": "cloze your"}, "Close your eyes, close to it", "cloze your eyes, close to it"),
        ({"# kg": "# kilograms"}, "10kg, 2.5 kg, kg", "10 kilograms, 2.5 kilograms, kg"),
        ({"# kg": "# kilograms", "1 kg": "1 kilogram"}, "1 kg and 11 kg", "1 kilogram and 11 kilograms"),
        ({"# s": "# seconds"}, "20 sets in 30s", "20 sets in 30 seconds"),
        ({"#-#": "# to #"}, "8-12 or 8–12", "8 to 12 or 8 to 12"),
        ({"#-#": "# to #", "# kg": "# kilograms"}, "8-12 kg", "8 to 12 kilograms"),
        ({"#-#": "# to #", "#-#-#-#": "# # # #"}, "3-0-1-0", "3 0 1 0"),
        ({"#-#": "# to #"}, "2026-11-23", "2026-11-23"),
        ({"90/90": "90 90"}, "90/90 hold, 190/90", "90 90 hold, 190/90"),
        ({"w/": "with"}, "w/ a band", "with a band"),
        ({"½": "half a", "#½": "# and a half"}, "½ rep, 1½ reps", "half a rep, 1 and a half reps"),
        ({"step-up": "stepup"}, "Step–up", "stepup"),
        ({}, "Nothing.", "Nothing."),
    ],
)
def test_whole_words_and_phrases_are_said_otherwise(table: dict[str, str], text: str, said: str) -> None:
    assert Pronunciation(table)(text) == said


@given(
    st.dictionaries(st.text(min_size=1, max_size=8), st.text(max_size=8).filter(lambda said: "#" not in said)),
    st.text(),
)
def test_any_table_takes_any_text(table: dict[str, str], text: str) -> None:
    said = Pronunciation(table)(text)

    assert said == text or table


@given(st.text(alphabet="0123456789-–/.x½ kgsKG", max_size=20))
def test_no_numbers_and_units_are_too_much_for_the_data(text: str) -> None:
    assert isinstance(pronunciations("en").of("Piper")(text), str)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_the_data_of_each_language_is_of_a_language_and_in_order(path: Path) -> None:
    table = tomllib.loads(path.read_text("utf-8"))

    assert path.stem in languages()
    assert all(isinstance(value, str) or key in ENGINES.values() for key, value in table.items())
    words = {key: said for key, said in table.items() if isinstance(said, str)}
    assert [key for key, said in words.items() if said.count("#") > key.count("#") or said == key] == []
    said = Pronunciation(words)
    assert [key for key in words if said(key.replace("#", "2")) == key.replace("#", "2")] == []


def test_an_engines_own_words_count_more_and_the_users_most() -> None:
    ours = Pronunciations({"VMO": "all", "RDL": "all"}, {"piper": {"VMO": "Piper's"}})
    own = Pronunciations({"RDL": "mine"}, {"espeak": {"VMO": "mine for eSpeak"}})
    both = ours.with_own(own)

    assert both.of("Piper")("VMO RDL") == "Piper's mine"
    assert both.of("eSpeak NG")("VMO RDL") == "mine for eSpeak mine"
    assert both.of("Any other")("VMO RDL") == "all mine"
    assert ours.with_own(Pronunciations({"VMO": "mine"})).of("Piper")("VMO") == "mine"


def test_the_users_own_are_of_a_language_and_more_so_of_a_country() -> None:
    own = {
        "de": Pronunciations({"VMO": "Vau"}),
        "de-at": Pronunciations({"VMO": "Wau"}),
        "en": Pronunciations({"VMO": "x"}),
    }

    assert pronunciations("de", own).of("Piper")("VMO") == "Vau"
    assert pronunciations("de-AT", own).of("Piper")("VMO") == "Wau"
    assert pronunciations("xx", own).of("Piper")("VMO") == "VMO"


@pytest.mark.parametrize(
    ("lang", "text", "said"),
    [
        ("es", "1 minuto y 21 minutos, 1 s", "un minuto y 21 minutos, un segundo"),
        ("de", "1 Minute und 21 Minuten, 1 s", "eine Minute und 21 Minuten, eine Sekunde"),
    ],
)
def test_one_of_something_is_said_in_its_gender(lang: str, text: str, said: str) -> None:
    assert pronunciations(lang).of("eSpeak NG")(text) == said


def test_the_engine_is_given_what_is_said_and_pauses_stay() -> None:
    spoken: list[str] = []

    def speak(words: str) -> Samples:
        spoken.append(words)
        return np.full(4800, 0.5, np.float32)

    render("RDL ...3s 30s. Hold.", speak, Pronunciation({"RDL": "R. D. L.", "# s": "# seconds", "hold": ""}))

    assert spoken == ["R. D. L.", "30 seconds. ."]


def test_what_is_left_out_is_not_asked_for() -> None:
    spoken: list[str] = []

    def speak(words: str) -> Samples:
        spoken.append(words)
        return np.full(4800, 0.5, np.float32)

    render("RDL ... Go", speak, Pronunciation({"RDL": ""}))

    assert spoken == ["Go"]


def test_a_change_of_the_data_changes_the_cache_of_its_words_alone(tmp_path: Path) -> None:
    identity = Identity("Fake", "1", "platform", "fake", "Fake", 165)
    samples = np.ones(480, np.int16)
    before, after = Cache(tmp_path, identity), Cache(tmp_path, identity, Pronunciation({"RDL": "R. D. L."}))
    for text in ("RDL", "Go"):
        before.store(text, samples, 0)
    after = Cache(tmp_path, identity, Pronunciation({"RDL": "R. D. L."}))

    assert after.entry("RDL") is None
    assert after.entry("Go") is not None
    assert text_key("Go", "Go") == text_key("Go")
