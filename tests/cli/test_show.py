"""`coach show`: a session on paper, of a file or of what comes through a pipe."""

from __future__ import annotations

from tests.cli.running import coach


def test_standard_input_is_shown_too() -> None:
    done = coach("show", "--voice", "none", "-", typed='name = "Piped"\n[[step]]\nname = "S"\nhold = "20s"\n')

    assert (done.returncode, done.stderr, done.stdout.splitlines()[0]) == (0, "", "Piped: 0:26")


def test_standard_input_with_a_mistake_is_explained() -> None:
    done = coach("show", "--voice", "none", "-", typed='name = "Piped"\n[[step]]\nname = "S"\nhodl = "20s"\n')

    assert (done.returncode, done.stdout) == (1, "")
    assert "error[R101]: `hodl` is not a key of a step" in done.stderr
