"""GeoNames' dumps: country files and allCountries, alternate names, names of admin units.

The columns are those of https://download.geonames.org/export/dump/readme.txt (read in November 2026).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from dateline.model import ToponymKind
from dateline.places.dumps.asked import Task, number, point
from dateline.places.dumps.members import Member, as_text
from dateline.places.dumps.rows import Row, joined

SOURCE, LICENCE = "GeoNames", "CC BY 4.0"
COLUMNS = 19
#: A longer "name" is a list or an explanation.
LONGEST_NAME = 60
_CLASSES = {
    "A": ToponymKind.ADMIN, "P": ToponymKind.POPULATED, "H": ToponymKind.WATER, "T": ToponymKind.MOUNTAIN,
    "L": ToponymKind.REGION, "S": ToponymKind.FACILITY, "R": ToponymKind.FACILITY, "U": ToponymKind.WATER,
    "V": ToponymKind.REGION,
}  # fmt: skip
_CODES = {
    **dict.fromkeys(("PCL", "PCLI", "PCLD", "PCLF", "PCLS", "PCLIX", "TERR"), ToponymKind.COUNTRY),
    **dict.fromkeys(("PCLH", "ZN", "ZNB"), ToponymKind.REGION),
    **dict.fromkeys(
        ("ISL", "ISLS", "ISLET", "ISLF", "ISLM", "ISLT", "ISTH", "PEN", "CAPE", "PT", "HDLD", "DSRT", "DUNE",
         "ERG", "BCH", "BCHS", "COAST", "PLN", "PLNX", "VAL", "VALS", "VALX", "DPR", "DLTA", "DVD", "ATOL", "SPIT",
         "BAR", "OAS", "STPE", "TRGD", "SHOR"), ToponymKind.REGION,
    ),
    **dict.fromkeys(
        ("MILB", "MVA", "NVB", "INDS", "PRT", "OILF", "GASF", "COLF", "MNQ", "NAVB", "RSVT", "CMN"),
        ToponymKind.FACILITY,
    ),
    **dict.fromkeys(("MTU", "RDGU", "SMU", "HLU"), ToponymKind.WATER),
}  # fmt: skip
#: How far what is meant may lie from the point, in km: half the width of a usual one.
_KM = {"A": 10.0, "P": 2.0, "H": 5.0, "T": 5.0, "L": 10.0, "S": 1.0, "R": 5.0, "U": 50.0, "V": 10.0}
_CODE_KM = {
    "ADM1": 60.0, "ADM1H": 60.0, "ADM2": 20.0, "ADM2H": 20.0, "ADM3": 10.0, "ADM4": 5.0, "ADM5": 3.0,
    "OCN": 1500.0, "SEA": 400.0, "GULF": 100.0, "STRT": 40.0, "BAY": 15.0, "STM": 20.0, "STMS": 20.0,
    "LK": 5.0, "LKS": 20.0, "CONT": 2000.0, "RGN": 60.0, "RGNE": 60.0, "MTS": 50.0, "PK": 1.0, "MT": 3.0,
    "DSRT": 80.0, "ISL": 8.0, "ISLS": 30.0, "PEN": 20.0, "PLN": 25.0, "PLAT": 50.0, "VAL": 10.0, "PRK": 8.0,
}  # fmt: skip
_COUNTRY_KM = 300.0
_TOWN_KM = ((1_000_000, 15.0), (100_000, 8.0), (10_000, 4.0), (0, 2.0))
#: "Languages" of the table of alternate names that hold no names.
_NO_NAMES = frozenset({"link", "post", "iata", "icao", "faac", "tcid", "unlc", "wkdt", "phon"})
_HEAPS = 64


def read_places(member: Member, task: Task) -> Iterator[Row]:
    """Yield the places of a country file or of allCountries."""
    with as_text(member) as text:
        for line in text:
            row = _place(line.rstrip("\n").split("\t"))
            if isinstance(row, str):
                task.skip(row)
            else:
                yield row


def _place(cells: list[str]) -> Row | str:
    """Return a line as a place, or why it is none."""
    if len(cells) != COLUMNS:
        return "lines without 19 columns"
    ident, name, plain, others, lat, lon, of, code, country, _, first, second = cells[:12]
    if not name or not ident.isdecimal():
        return "rows without id or name"
    if point(lat, lon) is None:
        return "rows without a point on Earth"
    kind = _CODES.get(code) or _CLASSES.get(of, ToponymKind.REGION)
    people = number(cells[14] or 0)
    names = [plain, *others.split(",")] if others else [plain]
    parents, own, same = _units(code, country, first, second)
    return Row(
        f"geonames:{ident}", name, kind.value, country if len(country) == 2 else "", lat, lon,
        str(_precision(kind, of, code, people)), str(people), parents, own, same, "",
        joined(n for n in names if n != name and len(n) <= LONGEST_NAME and not n.startswith("http")),
    )  # fmt: skip


def _precision(kind: ToponymKind, of: str, code: str, people: int) -> float:
    if kind is ToponymKind.POPULATED:
        return next(km for least, km in _TOWN_KM if people >= least)
    return _COUNTRY_KM if kind is ToponymKind.COUNTRY else _CODE_KM.get(code) or _KM.get(of, 10.0)


def _units(code: str, country: str, first: str, second: str) -> tuple[str, str, str]:
    """Return the units around a place, its own code where it is one, and how the default names that unit."""
    if not first or first == "00":
        return "", "", ""
    one = f"{country}.{first}"
    if code == "ADM1":
        return f"@{one}", one, f"dl:admin1-{one}"
    if not second:
        return f"@{one}", "", ""
    two = f"{one}.{second}"
    parents = f"@{two}|@{one}"
    return (parents, two, f"dl:admin2-{two}") if code == "ADM2" else (parents, "", "")


def read_units(member: Member, task: Task) -> Iterator[Row]:
    """Yield the names of first- or second-level units: by their codes other rows name their parents."""
    with as_text(member) as text:
        for line in text:
            cells = line.rstrip("\n").split("\t")
            if len(cells) != 4 or not cells[1] or not cells[3].isdecimal():
                task.skip("lines without 4 columns")
                continue
            code, name, plain, ident = cells
            level = code.count(".")
            yield Row(
                f"geonames:{ident}", name, country=code[:2], code=code, names=joined([plain]),
                same=f"dl:admin{level}-{code}",
            )  # fmt: skip


def read_names(member: Member, task: Task) -> Iterator[Row]:
    """Yield names of places that are there already, all of one place together; links and codes are left out."""
    heaps = [(task.room / f"names{n}.spill").open("w+b") for n in range(_HEAPS)]
    try:
        _spread(member, task, heaps)
        for heap in heaps:
            yield from _of_heap(heap, task)
    finally:
        for n, heap in enumerate(heaps):
            heap.close()
            (task.room / f"names{n}.spill").unlink(missing_ok=True)


def _spread(member: Member, task: Task, heaps: Sequence[BinaryIO]) -> None:
    with as_text(member) as text:
        for line in text:
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 4 or not cells[1].isdecimal() or not cells[3]:
                task.skip("lines without id or name")
            elif cells[2] in _NO_NAMES or len(cells[3]) > LONGEST_NAME or cells[3].startswith("http"):
                task.skip("links, codes and sentences")
            else:
                language = cells[2].split("-")[0].split("_")[0] or "und"
                line = f"{cells[1]}\t{language}:{cells[3]}\n"
                heaps[int(cells[1]) % _HEAPS].write(line.encode())


def _of_heap(heap: BinaryIO, task: Task) -> Iterator[Row]:
    heap.seek(0)
    names: dict[int, list[str]] = {}
    for line in heap:
        told, _, name = line.decode().rstrip("\n").partition("\t")
        names.setdefault(int(told), []).append(name)
    for ident, found in names.items():
        known = task.known.find(ident)
        if known is None:
            task.skip("names of places that are not there", len(found))
        else:
            # No point, so names alone; kind and country only so that they are found by their sound.
            yield Row(f"geonames:{ident}", "", known[1], known[0], names=joined(found))
