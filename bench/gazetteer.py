"""``bench gazetteer``: a made dump of GeoNames' size added to the default: seconds, memory, disk, look-ups.

The dump has the columns of ``allCountries`` and names made of syllables in six scripts: most names are shared by
several places, as real ones are, every second place has other names, and one in ten thousand lines is broken.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.quality import ROOT
from bench.results import Reached, append, commit
from dateline.places import add_dumps, open_gazetteer

ROWS = 12_000_000
SEED = 7
#: So many names are made; rows draw from them, the first ones far more often.
NAMES = 2_000_000
LOOK_UPS = 2000
_CLASSES = (
    ("P", "PPL", 42),
    ("H", "STM", 18),
    ("T", "MT", 14),
    ("S", "BLDG", 18),
    ("L", "LCTY", 5),
    ("A", "ADM3", 3),
)
_COUNTRIES = ("US", "CN", "IN", "NO", "MX", "ID", "RU", "IR", "SY", "IQ", "UA", "TH", "PK", "TR", "BR", "FR", "DE",
              "NG", "PE", "KR")  # fmt: skip
#: Consonants and vowels of the scripts that names are made in.
_SCRIPTS = {
    "latin": (("b", "k", "sh", "r", "m", "t", "n", "l", "kh", "d", "s", "z"), ("a", "e", "i", "o", "ou", "ā", "é")),
    "cyrillic": (("б", "к", "ш", "р", "м", "т", "н", "л", "х", "д", "щ", "ж"), ("а", "е", "и", "о", "у", "ы", "ю")),
    "arabic": (("ب", "ك", "ش", "ر", "م", "ت", "ن", "ل", "خ", "د", "ع", "ح"), ("ا", "ي", "و", "", "", "ى", "")),
    "greek": (("β", "κ", "σ", "ρ", "μ", "τ", "ν", "λ", "χ", "δ", "φ", "ζ"), ("α", "ε", "ι", "ο", "ου", "η", "ω")),
    "hebrew": (("ב", "כ", "ש", "ר", "מ", "ת", "נ", "ל", "ח", "ד", "ע", "ז"), ("א", "י", "ו", "", "", "", "")),
    "han": (tuple("山河东西南北大小新安平阳"), tuple("村镇州口家子庄")),
}  # fmt: skip


class Work(NamedTuple):
    """What a process took; ``peak_bytes`` is the most that it and its children held together."""

    wall_s: float
    cpu_s: float
    peak_bytes: int
    told: dict[str, Any]


def gazetteer(*, rows: int = ROWS) -> None:
    """Make a dump, add it, open what came of it, and write the figures down."""
    begun = commit()
    append(f"python -m bench gazetteer --rows {rows}", list(measured(rows)), measured=begun)


def measured(rows: int) -> Iterator[Reached]:
    """Yield the figures."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("DATELINE_BENCH_ROOM")) as room:
        dump, path = Path(room) / "allCountries.txt", Path(room) / "gazetteer.bin"
        write_dump(dump, rows)
        size = dump.stat().st_size
        load = f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
        added = _run("add", str(path), str(dump))
        opened = _run("open", str(path), str(SEED))
        name = f"{rows:,} rows"
        yield Reached("gazetteer", "load of the machine as the run began", "", load, "")
        yield Reached(name, "the dump, MB", "", f"{size / 1e6:.0f}", "allCountries: about 1,600")
        yield Reached(name, "read, merged and built, wall s", "≤ 1,200", f"{added.wall_s:.0f}", "")
        yield Reached(name, "CPU s of all processes", "≤ 2,400", f"{added.cpu_s:.0f}", "")
        yield Reached(name, "peak MB of all processes", "≤ 4,000", f"{added.peak_bytes / 1e6:.0f}", "")
        yield Reached(name, "entries", "", f"{opened.told['entries']:,}", "")
        yield Reached(name, "file MB", "", f"{path.stat().st_size / 1e6:.0f}", "")
        kept = sum(file.stat().st_size for file in Path(f"{path}.added").iterdir())
        yield Reached(name, "kept rows, MB", "", f"{kept / 1e6:.0f}", "")
        yield Reached(name, "opened and one name looked up, ms", "≤ 500", f"{opened.told['open_ms']:.1f}", "")
        yield Reached(name, "MB that opening added", "≤ 250", f"{opened.told['opened_mb']:.0f}", "")
        yield Reached(name, f"MB after {LOOK_UPS} look-ups", "", f"{opened.told['after_mb']:.0f}", "")
        for what in ("first", "again", "unknown"):
            yield Reached(name, f"look-up, {what}, µs median", "", f"{opened.told[what]:.0f}", "")


def write_dump(path: Path, rows: int, *, seed: int = SEED) -> None:
    """Write a dump with the columns of ``allCountries``."""
    chance = random.Random(seed)
    names = {script: _names(chance, script, min(NAMES, rows)) for script in _SCRIPTS}
    classes = [(of, code) for of, code, share in _CLASSES for _ in range(share)]
    others = [script for script in _SCRIPTS if script != "latin"]
    with path.open("w", encoding="utf-8") as out:
        for number in range(1, rows + 1):
            drawn = chance.random()
            place = int(drawn * drawn * drawn * len(names["latin"]))
            name = names["latin"][place]
            more = [names[others[(place + n) % len(others)]][place // 4] for n in range(_many(drawn, number))]
            of, code = classes[number % len(classes)]
            country = _COUNTRIES[int(chance.random() ** 2 * len(_COUNTRIES))]
            lat, lon = chance.random() * 140 - 60, chance.random() * 360 - 180
            people = int(10 / (chance.random() + 1e-6)) if of == "P" and number % 7 == 0 else 0
            if number % 10_000 == 0:
                lat += 500
            plain = name.replace("ā", "a").replace("é", "e")
            out.write(
                f"{number + 20_000_000}\t{name}\t{plain}\t{','.join(more)}\t{lat:.5f}\t{lon:.5f}\t{of}\t{code}\t"
                f"{country}\t\t{place % 30:02}\t{place % 999:03}\t\t\t{people}\t\t100\tEtc/UTC\t2026-01-01\n"
            )


def _many(drawn: float, number: int) -> int:
    return (number % 5) if drawn < 0.55 else 0


def _names(chance: random.Random, script: str, count: int) -> list[str]:
    consonants, vowels = _SCRIPTS[script]
    made = []
    for number in range(max(count if script == "latin" else count // 4, 1)):
        syllables = 2 + number % 3
        word = "".join(
            consonants[int(chance.random() * len(consonants))] + vowels[int(chance.random() * len(vowels))]
            for _ in range(syllables)
        )
        made.append(f"{word.capitalize()} {word[:3].capitalize()}" if number % 4 == 0 else word.capitalize())
    return made


def _run(*words: str) -> Work:
    """Run this module in a process of its own and watch what it and its children hold."""
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(
        [sys.executable, "-m", "bench.gazetteer", *words], cwd=ROOT, text=True, stdout=subprocess.PIPE
    ) as child:
        watch = _Watch(child.pid)
        watch.start()
        out = child.communicate()[0]
        watch.over.set()
        watch.join()
    if child.returncode:
        raise SystemExit(f"bench gazetteer {words[0]} ended with status {child.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Work(time.perf_counter() - begun, cpu, watch.peak_bytes, json.loads(out.splitlines()[-1]))


class _Watch(threading.Thread):
    """Notes the most that a process and its children hold together, ten times a second."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak_bytes, self.over = pid, 0, threading.Event()

    def run(self) -> None:
        """Watch until it is over."""
        while not self.over.wait(0.1):
            self.peak_bytes = max(self.peak_bytes, sum(map(_held, _tree(self.pid))))


def _tree(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        try:
            told = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
        except OSError:
            continue
        found += map(int, told.split())
    return found


def _held(pid: int) -> int:
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()


def _add(path: Path, dump: Path) -> dict[str, Any]:
    begun, stages = time.perf_counter(), {}

    def tell(stage: str, _done: int, _total: int) -> None:
        if stage not in stages:
            print(f"{time.perf_counter() - begun:7.0f} s  {stage}", file=sys.stderr, flush=True)
        stages[stage] = time.perf_counter() - begun

    (added,) = add_dumps(path, [dump], progress=tell)
    return {"rows": added.rows, "merged": added.merged, "skipped": added.skipped.total(), "stages": stages}


def _open(path: Path, seed: int) -> dict[str, Any]:
    names = _names(random.Random(seed), "latin", NAMES)
    wanted = [names[(n * 7919) % len(names)] for n in range(LOOK_UPS)]
    del names
    before, begun = _held(os.getpid()), time.perf_counter()
    found = open_gazetteer(path)
    found.look_up("Aleppo")
    told: dict[str, Any] = {"open_ms": (time.perf_counter() - begun) * 1000}
    told["opened_mb"] = (_held(os.getpid()) - before) / 1e6
    for what in ("first", "again"):
        told[what] = _median_us(found, wanted)
    told["unknown"] = _median_us(found, [f"{name} qx" for name in wanted])
    return told | {"after_mb": (_held(os.getpid()) - before) / 1e6, "entries": len(found)}


def _median_us(found: Any, names: Sequence[str]) -> float:
    spent = []
    for name in names:
        begun = time.perf_counter()
        found.look_up(name)
        spent.append(time.perf_counter() - begun)
    return sorted(spent)[len(spent) // 2] * 1e6


def main() -> None:
    """Do one part of the bench in a process of its own, and print what it took."""
    parser = argparse.ArgumentParser(description="One process of the bench of the gazetteer.")
    parser.add_argument("part", choices=("add", "open", "all"))
    parser.add_argument("words", nargs="+")
    given = parser.parse_args()
    if given.part == "all":
        for row in measured(int(given.words[0])):
            print(*row, sep=" | ")
    elif given.part == "add":
        print(json.dumps(_add(Path(given.words[0]), Path(given.words[1]))))
    else:
        print(json.dumps(_open(Path(given.words[0]), int(given.words[1]))))


if __name__ == "__main__":
    main()
