"""The settings: shipped defaults, then the user's ``dateline.toml``, then ``DATELINE_*``. Read once, here."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import platformdirs

from dateline.errors import ConfigError
from dateline.model import Yardstick

#: No page or text larger than this is read: 20 MB.
MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a command needs to know. ``home`` holds all that Dateline keeps."""

    home: Path
    max_bytes: int = MAX_BYTES
    yardstick: Yardstick = Yardstick.PHIA
    seed: int = 7

    @property
    def gazetteer(self) -> Path:
        """Return the path of the compiled gazetteer."""
        return self.home / "gazetteer.bin"


def read_settings(*, environment: Mapping[str, str], folder: Path) -> Settings:
    """Return the settings from ``dateline.toml`` in ``folder`` and from the environment.

    Raises:
        ConfigError: D401 for a file that is no TOML, D402 for an unknown name or a value of the wrong type.
    """
    values: dict[str, Any] = {"home": platformdirs.user_data_path("dateline", appauthor=False)}
    values.update(_from_file(folder / "dateline.toml"))
    for item in fields(Settings):
        name = f"DATELINE_{item.name.upper()}"
        if environment.get(name):
            values[item.name] = environment[name]
    return _typed(values)


def _from_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError("D401", f"{path.name} is no TOML: {error}") from error


def _typed(values: Mapping[str, Any]) -> Settings:
    known = {item.name for item in fields(Settings)}
    unknown = sorted(set(values) - known)
    if unknown:
        raise ConfigError("D402", f"no such setting: {unknown[0]} (known: {', '.join(sorted(known))})")
    made = {"home": Path(values["home"]).expanduser()}
    try:
        numbers = {name: int(values[name]) for name in ("max_bytes", "seed") if name in values}
        yardstick = Yardstick(values.get("yardstick", Yardstick.PHIA))
    except (TypeError, ValueError) as error:
        raise ConfigError("D402", f"a setting has a wrong value: {error}") from error
    return Settings(home=made["home"], yardstick=yardstick, **numbers)
