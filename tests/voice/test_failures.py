"""Words are given up only where they are to blame, and not the engine."""

from __future__ import annotations

from coach.voice.failures import ATTEMPTS, Failures


def failed(failures: Failures, text: str, times: int, *, its_own: bool) -> Failures:
    for _ in range(times):
        failures.add(text, its_own=its_own)
    return failures


def test_words_that_a_well_engine_makes_nothing_of_are_given_up_after_some_attempts() -> None:
    assert not failed(Failures(), "Hm.", ATTEMPTS - 1, its_own=True).is_hopeless("Hm.")
    assert failed(Failures(), "Hm.", ATTEMPTS, its_own=True).is_hopeless("Hm.")


def test_while_the_engine_speaks_nothing_no_words_are_to_blame() -> None:
    assert not failed(Failures(), "Hm.", 10 * ATTEMPTS, its_own=False).is_hopeless("Hm.")


def test_words_that_the_engine_dies_of_while_it_speaks_others_are_given_up() -> None:
    failures = failed(Failures(), "Hm.", ATTEMPTS, its_own=False)
    failures.spoken("Set two.")

    assert failures.is_hopeless("Hm.")


def test_words_that_were_spoken_after_all_begin_anew() -> None:
    failures = failed(Failures(), "Hm.", ATTEMPTS, its_own=True)
    failures.spoken("Hm.")

    assert failures.count("Hm.") == 0
    assert not failures.is_hopeless("Hm.")
