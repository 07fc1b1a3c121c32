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
    #: An address of mail or web that is sent along, so that a site can ask who fetches.
    contact: str = ""
    #: How long one page may take on the wire, and how far apart two requests to one host begin.
    timeout_s: float = 60.0
    interval_s: float = 1.0
    #: A capture younger than this is read from the archive instead of being asked for.
    fresh_hours: float = 6.0
    #: Entries taken of a feed.
    feed_limit: int = 50
    #: Hosts that are called at the same time.
    hosts_at_once: int = 8
    #: Cores that the reader takes, 0 for all of them, and how many windows of a text it reads at a time.
    threads: int = 0
    batch: int = 4
    #: Who holds a place is unknown when the last word of it is this many days old.
    control_decay_days: float = 14.0
    #: Addresses of authorities that stamp each day's root (RFC 3161).
    stamp_authorities: tuple[str, ...] = ()

    @property
    def archive(self) -> Path:
        """Return the folder of the archive."""
        return self.home / "archive"

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
    made: dict[str, Any] = {"home": Path(values["home"]).expanduser()}
    try:
        for name, (kind, least) in _KINDS.items():
            if name in values:
                made[name] = _at_least(name, kind(values[name]), least)
        if "yardstick" in values:
            made["yardstick"] = Yardstick(values["yardstick"])
        if "contact" in values:
            made["contact"] = _sendable(values["contact"])
        if "stamp_authorities" in values:
            made["stamp_authorities"] = _addresses(values["stamp_authorities"])
    except (TypeError, ValueError) as error:
        raise ConfigError("D402", f"a setting has a wrong value: {error}") from error
    return Settings(**made)


#: The settings that are numbers, and the least of each that makes sense.
_KINDS: Mapping[str, tuple[type[int] | type[float], float]] = {
    "max_bytes": (int, 1),
    "seed": (int, float("-inf")),
    "timeout_s": (float, 0.001),
    "interval_s": (float, 0),
    "fresh_hours": (float, 0),
    "feed_limit": (int, 1),
    "hosts_at_once": (int, 1),
    "threads": (int, 0),
    "batch": (int, 1),
    "control_decay_days": (float, 0),
}


def _at_least(name: str, value: float, least: float) -> float:
    if not least <= value < float("inf"):
        raise ValueError(f"{name} = {value}")
    return value


def _addresses(value: object) -> tuple[str, ...]:
    """Return addresses given as a list, or in one string with blanks or commas between."""
    given = value.replace(",", " ").split() if isinstance(value, str) else value
    if not isinstance(given, list) or not all(isinstance(a, str) and "://" in a for a in given):
        raise ValueError("stamp_authorities are web addresses")
    return tuple(given)


def _sendable(value: object) -> str:
    """Return the text if it can stand in a header."""
    if not isinstance(value, str) or not value.isascii() or not value.isprintable() or len(value) > 200:
        raise ValueError("contact is one short line of ASCII: a mail or web address")
    return value.strip()
