"""`advisor map`, and the map beside the sheet."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from pathlib import Path

from pypdf import PdfReader

from tests.cli.conftest import Cli

DAY = ("--as-of", "2023-06-15")
BUS = "land/trips/bus-north.yaml"


def test_a_trip_is_drawn_with_the_exit_code_of_its_verdict(cli: Cli, here: Path) -> None:
    done = cli("map", BUS, *DAY)
    assert (done.code, done.err) == (20, "")
    assert ET.fromstring(done.out).tag.endswith("svg")  # noqa: S314 - our own
    assert "NO-GO" in done.out
    assert "Farpost" in done.out
    filed = cli("map", BUS, *DAY, "--output", "bus.svg")
    assert (filed.code, filed.out) == (20, "")
    assert (here / "bus.svg").read_text("utf-8") == done.out
    assert "Embuscades" not in done.out
    assert "Ambush" not in done.out, "titles of incidents are the window's"


def test_it_speaks_french(cli: Cli) -> None:
    assert "règles" in cli("map", BUS, *DAY, "--lang", "fr").out


def test_names_are_left_off_where_asked(cli: Cli, here: Path) -> None:
    text = (here / BUS).read_text("utf-8")
    text = text.replace("title: Bus to Farpost", "title: Fatou Example goes").replace("Traveller B", "Fatou Example")
    (here / "named.yaml").write_text(text, encoding="utf-8")
    assert "Fatou Example goes" in cli("map", "named.yaml", "--pack", "./land", *DAY).out
    assert "Fatou" not in cli("map", "named.yaml", "--pack", "./land", *DAY, "--no-names").out
    command = ("assess", "named.yaml", "--pack", "./land", *DAY, "--format", "pdf", "--map", "--no-names")
    cli(*command, "--output", "off.pdf")
    assert "Fatou" not in "".join(page.extract_text() for page in PdfReader(here / "off.pdf").pages)


def test_what_can_not_be_read_is_not_drawn(cli: Cli, here: Path) -> None:
    (here / "broken.yaml").write_text("title: [", encoding="utf-8")
    done = cli("map", "broken.yaml", "--pack", "./land", "--output", "broken.svg")
    assert done.code == 4
    assert not (here / "broken.svg").exists()


def test_the_map_is_a_page_of_the_sheet(cli: Cli, here: Path) -> None:
    plain = cli("assess", BUS, *DAY, "--format", "pdf", "--output", "plain.pdf")
    mapped = cli("assess", BUS, *DAY, "--format", "pdf", "--map", "--output", "mapped.pdf")
    again = cli("assess", BUS, *DAY, "--format", "pdf", "--map", "--output", "again.pdf")
    assert plain.code == mapped.code == again.code == 20
    data = (here / "mapped.pdf").read_bytes()
    assert data == (here / "again.pdf").read_bytes()
    pages = PdfReader(io.BytesIO(data)).pages
    assert len(pages) == len(PdfReader(here / "plain.pdf").pages) + 1
    assert "Natural Earth" in pages[-1].extract_text()
    assert b"/StructTreeRoot" in data, "tagged"


def test_only_a_pdf_holds_the_map(cli: Cli) -> None:
    done = cli("assess", BUS, *DAY, "--map")
    assert done.code == 2
    assert "advisor map" in done.err
